"""Front matter: the lines of `key: value` between two lines of `---` that open many Markdown files."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.model import Span, ZoneKind
from kg.read.paragraphs import Paragraph, find_lines, paragraph_at
from kg.read.stated import Stated, best_date


def split_front(text: str) -> tuple[Stated, tuple[Paragraph, ...], int]:
    """What the front matter of `text` states, its paragraphs, and where the article starts after it.

    >>> stated, paragraphs, start = split_front("---\\ntitle: Dam breaks\\nauthor: Ana Lima\\n---\\nNews.")
    >>> stated.headline, stated.byline, [paragraph.words for paragraph in paragraphs], start
    ('Dam breaks', 'Ana Lima', ['---', 'title:', 'Dam breaks', 'author: Ana Lima', '---'], 43)
    """
    match = _FRONT.match(text)
    if not match:
        return Stated(), (), 0
    values = _values(match.group("lines"))
    paragraphs = [
        (paragraph_at(text, span), kind)
        for line in find_lines(text, 0, match.end())
        for span, kind in _parts(text, line, match.end())
    ]
    kinds = {paragraph.span.start: kind for paragraph, kind in paragraphs}
    return _stated(values, kinds), tuple(paragraph for paragraph, _ in paragraphs), match.end()


_FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<lines>(?:(?:[\w-]+:|-[ \t]|#|[ \t]).*\r?\n|\r?\n)+?)"
    r"(?:---|\.\.\.)[ \t]*(?:\r?\n|$)"
)
_ENTRY = re.compile(r"(?P<key>[\w-]+):[ \t]*(?P<value>.*)")
_TITLES = ("title", "headline")
# Keys as they are common, the more telling ones first.
_KEYS: Mapping[str, Sequence[str]] = {
    "headline": _TITLES,
    "byline": ("byline", "author", "authors", "by"),
    "publisher": ("publisher", "publication", "outlet", "site", "sitename", "site_name", "source"),
    "agency": ("agency", "wire"),
    "dateline": ("dateline", "location", "place"),
    "address": "url link address canonical canonical_url original_url source_url source".split(),
}
_DATES = "published datepublished date_published published_at pubdate publish_date date created".split()


def _values(lines: str) -> dict[str, str]:
    """The values by key; the items of a list are joined by commas."""
    values: dict[str, str] = {}
    key = ""
    for line in lines.splitlines():
        if match := _ENTRY.match(line):
            key = match["key"].casefold()
            values[key] = _bare(match["value"].strip("[] \t"))
        elif item := re.match(r"\s*-\s+(.+)", line):
            values[key] = ", ".join(filter(None, (values.get(key), _bare(item[1]))))
    return values


def _bare(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _parts(text: str, line: Span, end: int) -> Iterator[tuple[Span, ZoneKind]]:
    """The line as a whole, or its key and its value where the value is the only headline of the text."""
    entry = _ENTRY.match(text, line.start, line.end)
    if entry and entry["key"].casefold() in _TITLES and entry["value"].strip() and not re.match(r"\s*#", text[end:]):
        quoted = _bare(entry["value"]) != entry["value"].strip()
        start = entry.start("value") + quoted
        yield Span(line.start, start), "credit"
        yield Span(start, line.end - quoted), "headline"
        if quoted:
            yield Span(line.end - 1, line.end), "credit"
    else:
        yield line, "credit"


def _stated(values: Mapping[str, str], kinds: Mapping[int, ZoneKind]) -> Stated:
    facts = {name: next((values[key] for key in keys if values.get(key)), None) for name, keys in _KEYS.items()}
    if not (facts["address"] or "").startswith("http"):
        facts["address"] = None
    if (facts["publisher"] or "").startswith("http"):
        facts["publisher"] = None
    return Stated(**facts, published=best_date(values[key] for key in _DATES if key in values), kinds=kinds)
