"""An article from plain text or Markdown: its zones and what they say of its publication."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from kg.model import Article, ZoneKind
from kg.read.dateline import Dateline
from kg.read.dates import find_date
from kg.read.front import split_front
from kg.read.imprint import is_masthead, is_outlet, read_imprint, read_masthead
from kg.read.paragraphs import Paragraph, find_paragraphs
from kg.read.stated import Stated
from kg.read.tables import agency_in, agency_named, agency_of, outlet_named, outlet_of
from kg.read.zones import cut_zones, find_kinds

EARLY = 4
Lines = Mapping[ZoneKind, Sequence[str]]


def article_of_text(text: str, name: str, encoding: str, stated: Stated | None = None) -> Article:
    """The article that `text` holds; `stated` is what is known of it beforehand, as from a page's metadata.

    >>> article = article_of_text("By AFP\\n\\nRABAT — A dam broke, officials said.", "dam.txt", "utf-8")
    >>> article.agency, article.dateline
    ('AFP', 'Rabat')
    """
    front, opening, start = (Stated(), (), 0) if stated else split_front(text)
    stated = stated or front
    paragraphs = opening + find_paragraphs(text, start)
    kinds = find_kinds(paragraphs, {**_mastheads(paragraphs, name), **stated.kinds})
    zones, dateline = cut_zones(text, paragraphs, kinds)
    lines: dict[ZoneKind, list[str]] = {kind: [] for kind in kinds}
    for paragraph, kind in zip(paragraphs[len(opening) :], kinds[len(opening) :], strict=True):
        lines[kind].append(paragraph.words)
    address = stated.address or _address(lines.get("address", []))
    found = Article(name=name, text=text, zones=zones, encoding=encoding, address=address)
    return _with_facts(found, stated, lines, dateline)


def _mastheads(paragraphs: Sequence[Paragraph], name: str) -> dict[int, ZoneKind]:
    """Where paragraphs near the top start that are an outlet's name, or below the first one its name and slogan.

    An outlet that is named as such are stands right above the day.
    """
    dated = [bool((found := read_imprint(p.words)) and found.dated) for p in paragraphs[1 : EARLY + 1]]
    return {
        paragraph.span.start: "credit"
        for number, (paragraph, before_day) in enumerate(zip(paragraphs[:EARLY], [*dated, False], strict=False))
        if not paragraph.markup.heading
        and (
            outlet_named(paragraph.words)
            or (number and _masthead(paragraph.words, name))
            or (before_day and is_masthead(paragraph.words))
        )
    }


def _masthead(line: str, file: str) -> str | None:
    """The outlet that a line is or opens with, where the file is called after it."""
    return line if is_outlet(line, file) else read_masthead(line, file)


def _with_facts(article: Article, stated: Stated, lines: Lines, dateline: Dateline | None) -> Article:
    """The article with its facts of publication: as stated, else as found in its lines or address."""
    publisher = (
        stated.publisher
        or (outlet_of(article.address) if article.address else None)
        or _outlet([*lines.get("date", []), *lines.get("byline", []), *lines.get("credit", [])], article.name)
    )
    byline = stated.byline or _byline(lines.get("byline", []), lines.get("date", []))
    return replace(
        article,
        headline=next(iter(lines.get("headline", [])), stated.headline),
        byline=byline,
        agency=stated.agency
        or _agency(dateline, lines, byline)
        or agency_of(article.address or "")
        or agency_named(publisher or ""),
        publisher=publisher,
        dateline=stated.dateline or (dateline.place if dateline else None),
        published=stated.published
        or _published([*lines.get("date", []), *lines.get("byline", []), *lines.get("credit", [])])
        or (dateline.day if dateline else None),
    )


def _address(lines: Sequence[str]) -> str | None:
    return next((match.group() for line in lines if (match := re.search(r"https?://\S+", line))), None)


def _outlet(lines: Sequence[str], file: str) -> str | None:
    """The outlet that the lines name: one that is known, or that the `file` is called after, or named as such are."""
    names = [name for found in map(read_imprint, lines) if found for name in found.names]
    outlets = [outlet_named(name) or (name if is_outlet(name, file) else None) for name in names]
    outlets += [outlet_named(line) or _masthead(line, file) for line in lines]
    outlets += [name for name in (*names, *lines) if is_masthead(name)]
    return next(filter(None, outlets), None)


def _byline(lines: Sequence[str], dates: Sequence[str]) -> str | None:
    """Who the first byline names, else who a date's line does."""
    named = [found.byline if (found := read_imprint(line)) else _without_by(line) for line in lines]
    named += [found.byline for line in dates if (found := read_imprint(line))]
    return next(filter(None, named), None)


def _without_by(line: str) -> str:
    return re.sub(r"^.{0,20}?\bby\b\s*:?\s*", "", line, flags=re.IGNORECASE)


def _agency(dateline: Dateline | None, lines: Lines, byline: str | None) -> str | None:
    """The agency of the dateline, else of the byline, else of the credits."""
    if dateline and dateline.agency:
        return dateline.agency
    named = [byline or "", *(line for kind in ("byline", "date", "credit") for line in lines.get(kind, []))]
    return next((agency for line in named if (agency := agency_in(line))), None)


def _published(lines: Sequence[str]) -> date | datetime | None:
    """The first date that is not said to be that of an update; failing that, the first."""
    dates = [(line, found.value) for line in lines if (found := find_date(line))]
    first = [value for line, value in dates if not re.search(r"\b(?:updated|modified)\b", line, re.IGNORECASE)]
    return next(iter(first or [value for _, value in dates]), None)
