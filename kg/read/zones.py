"""The zones of an article: which characters are the story and which are there for something else.

Each paragraph first speaks for itself (`signs`), then its place in the article decides what its words left
open, and last a paragraph is cut where a dateline, a label or a credit shares its line. When in doubt it is
the story.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.model import Span, Zone, ZoneKind
from kg.read.captions import find_caption
from kg.read.dateline import Dateline, find_dateline
from kg.read.imprint import read_imprint
from kg.read.paragraphs import Paragraph
from kg.read.signs import ends_sentence, is_agency, is_name, kind_of
from kg.read.teasers import count_teasers

Kinds = list[ZoneKind | None]
LONGEST_HEADLINE = 30
LONGEST_LINK = 25
CLOSE = 3
MOST_SUMMARIES = 3
EARLY = 8
LONGEST_HEAD = 40
LIST_OPENER = 4


def find_kinds(paragraphs: Sequence[Paragraph], known: Mapping[int, ZoneKind]) -> list[ZoneKind]:
    """What each paragraph is there for; `known` gives the kinds that are stated, by where paragraphs start.

    >>> from kg.read.paragraphs import find_paragraphs
    >>> find_kinds(find_paragraphs("Dam breaks\\n\\nBy AFP\\n\\nA dam broke, officials said."), {})
    ['headline', 'byline', 'body']
    """
    kinds: Kinds = [
        known.get(p.span.start) or kind_of(p) or _caption_kind(p, early=number < EARLY)
        for number, p in enumerate(paragraphs)
    ]
    _name_imprints(paragraphs, kinds)
    story = _story_start(paragraphs, kinds)
    _name_head(paragraphs, kinds, story)
    _name_followers(paragraphs, kinds, story)
    _name_makers(paragraphs, kinds)
    _name_teasers(paragraphs, kinds)
    return [kind or "body" for kind in kinds]


def cut_zones(
    text: str, paragraphs: Sequence[Paragraph], kinds: Sequence[ZoneKind]
) -> tuple[tuple[Zone, ...], Dateline | None]:
    """The zones of the paragraphs, cut at datelines and photo credits, and the article's dateline."""
    zones: list[Zone] = []
    dateline = None
    before = 0
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        found = _opening(paragraph, before, dateline) if kind == "body" else None
        before += kind == "body"
        if found:
            dateline = dateline or found
            zones += _split(text, paragraph, (0, "byline"), (found.end, "body"))
        elif kind == "caption":
            zones += _split_caption(text, paragraph)
        else:
            zones.append(Zone(kind, paragraph.span))
    return tuple(zones), dateline


def _opening(paragraph: Paragraph, before: int, dateline: Dateline | None) -> Dateline | None:
    """The dateline of a paragraph of the story with so many `before` it.

    The story's own stands near its start; later ones (in round-ups) name their agency.
    """
    found = find_dateline(paragraph.words, first=before == 0)
    opens = found and (found.agency or (dateline is None and before <= MOST_SUMMARIES))
    return found if opens else None


def _split_caption(text: str, paragraph: Paragraph) -> Iterator[Zone]:
    caption = find_caption(paragraph.words, known=True)
    start, end = caption or (0, len(paragraph.words))
    return _split(text, paragraph, (0, "credit"), (start, "caption"), (end, "credit"))


def _split(text: str, paragraph: Paragraph, *parts: tuple[int, ZoneKind]) -> Iterator[Zone]:
    """The zones of a paragraph whose `parts` start at these characters of its words, but for empty ones."""
    word_ends = [start for start, _ in parts[1:]] + [len(paragraph.words)]
    told = [part for part, end in zip(parts, word_ends, strict=True) if paragraph.words[part[0] : end].strip()]
    # What markup stands before a part belongs to the part before it; the first one starts with the paragraph.
    starts = [paragraph.span.start, *(paragraph.place(start) for start, _ in told[1:])]
    for (_, kind), start, end in zip(told, starts, [*starts[1:], paragraph.span.end], strict=True):
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        yield Zone(kind, Span(first, first + len(piece.strip())))


def _caption_kind(paragraph: Paragraph, *, early: bool) -> ZoneKind | None:
    return "caption" if find_caption(paragraph.words, early=early) else None


def _name_imprints(paragraphs: Sequence[Paragraph], kinds: Kinds) -> None:
    """Before the story, or once after a summary that opens it: the imprint, and the writer's line beside it."""
    running = False
    for number, paragraph in enumerate(paragraphs[:EARLY]):
        if kinds[number] not in {None, "credit"} or paragraph.markup.heading or paragraph.markup.item:
            continue
        found = _imprint_kind(paragraphs, kinds, number)
        prose = not (found or kinds[number]) and _is_prose(paragraph, first=number == 0)
        kinds[number] = found or kinds[number]
        if running and (found or prose):
            return
        running = running or prose


def _imprint_kind(paragraphs: Sequence[Paragraph], kinds: Kinds, number: int) -> ZoneKind | None:
    """A byline or a date where the paragraph is an imprint; the first paragraph only where another is the title.

    A line without a date counts beside one that has it; what looks like a credit only if it has writer and date.
    """
    found = read_imprint(paragraphs[number].words)
    if not found or (number == 0 and not (found.sure and _has_title(paragraphs, kinds))):
        return None
    beside = {*kinds[max(0, number - 1) : number], *kinds[number + 1 : number + 2]}
    if not found.dated and (kinds[number] or not beside & {"byline", "date"}):
        return None
    if found.byline:
        return "byline"
    return None if kinds[number] else "date"


def _has_title(paragraphs: Sequence[Paragraph], kinds: Kinds) -> bool:
    """Whether the paragraph after the first ones that have a kind is a title."""
    following = next((p for p, kind in zip(paragraphs[1:EARLY], kinds[1:], strict=False) if kind is None), None)
    return "headline" in kinds or (following is not None and not _is_prose(following))


def _story_start(paragraphs: Sequence[Paragraph], kinds: Kinds) -> int:
    """The number of the paragraph that the story starts at; the number of all where there is no running text.

    Where a byline or a date follows close on the first running text, that was a summary under the headline.
    """
    running = [n for n, p in enumerate(paragraphs) if kinds[n] is None and _is_prose(p, first=n == 0)]
    if not running:
        return len(paragraphs)
    first, second = (*running, len(paragraphs))[:2]
    if find_dateline(paragraphs[first].words):
        return first
    head = range(first + 1, min(second, first + 1 + CLOSE))
    return max((number + 1 for number in head if kinds[number] in {"byline", "date"}), default=first)


def _is_prose(paragraph: Paragraph, *, first: bool = False) -> bool:
    """Whether the words run on like a story's: a sentence, too long for a headline, or after a dateline.

    A headline may end in a question mark or an exclamation mark, but then stands first.
    """
    words = paragraph.words
    if paragraph.markup.heading or (
        first and len(words.split()) <= LONGEST_HEADLINE // 2 and words.endswith(("?", "!"))
    ):
        return False
    return (
        ends_sentence(words) or len(words.split()) > LONGEST_HEADLINE or find_dateline(words, first=False) is not None
    )


def _name_head(paragraphs: Sequence[Paragraph], kinds: Kinds, story: int) -> None:
    """Before the story: titles are the headline, names under it a byline with what directly follows it."""
    if story == len(paragraphs) and not any(p.markup.heading for p in paragraphs):
        return
    for number, paragraph in enumerate(paragraphs[: min(story, LONGEST_HEAD)]):
        before = kinds[:number]
        if kinds[number] is None and not _is_prose(paragraph, first=number == 0):
            kinds[number] = _kind_in_head(paragraph, before)
        elif kinds[number] == "byline" and is_agency(paragraph.words):
            kinds[number] = _kind_of_agency(before)


def _kind_in_head(paragraph: Paragraph, before: Kinds) -> ZoneKind:
    words = paragraph.words
    if not paragraph.markup.heading and "headline" in before and is_name(words) and len(words.split()) <= 5:
        return "byline"
    after_byline = bool(before) and before[-1] == "byline" and "headline" in before
    if after_byline and not paragraph.markup.heading and len(words.split()) <= 8:
        return "byline"
    return "headline"


def _kind_of_agency(before: Kinds) -> ZoneKind:
    """An agency alone opens the article or follows a name; elsewhere it is the credit of a picture."""
    return "byline" if "byline" not in before or before[-1] == "byline" else "credit"


def _name_followers(paragraphs: Sequence[Paragraph], kinds: Kinds, story: int) -> None:
    """In the story and after it: an agency alone is a credit, titles under a heading of links are links."""
    in_list = False
    for number, paragraph in enumerate(paragraphs):
        if number <= story:
            continue
        if kinds[number] == "byline" and is_agency(paragraph.words):
            kinds[number] = "credit"
        elif kinds[number] is None and in_list and _is_title(paragraph.words):
            kinds[number] = "related"
        opens = len(paragraph.words.split()) <= LIST_OPENER
        in_list = kinds[number] == "related" and (in_list or opens)


def _is_title(words: str) -> bool:
    return not ends_sentence(words) and len(words.split()) <= LONGEST_LINK


def _name_makers(paragraphs: Sequence[Paragraph], kinds: Kinds) -> None:
    """After the story: lines about the one who wrote it."""
    bylines = " ".join(p.words for p, kind in zip(paragraphs, kinds, strict=True) if kind == "byline").casefold()
    for number in range(len(paragraphs) - 1, -1, -1):
        words = paragraphs[number].words
        name = " ".join(words.split()[:2]).casefold()
        if kinds[number] in {None, "body", "caption", "headline"} and not (
            name in bylines and _DESCRIBES.search(words)
        ):
            return
        kinds[number] = kinds[number] or "credit"


_DESCRIBES = re.compile(
    r"^\S+ (?:\S+ ){1,3}?"
    r"(?:is|was|covers|reports|writes|joined|has (?:covered|reported|written|worked|been))\b"
)


def _name_teasers(paragraphs: Sequence[Paragraph], kinds: Kinds) -> None:
    """The last paragraphs of the story that only advertise other series."""
    story = [number for number, kind in enumerate(kinds) if kind is None]
    count = count_teasers([paragraphs[number].words for number in story])
    for number in story[len(story) - count :]:
        kinds[number] = "promotion"
