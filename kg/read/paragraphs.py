"""The paragraphs of a text: where each stands, and its words without line breaks and markup.

A text with lines of one paragraph each and a text wrapped at some width both occur; which it is shows in
whether the first word of a line would still have fitted on the line before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Span
from kg.read.markup import Markup, strip_markup

WIDEST_WRAP = 100
WRAP_SLACK = 12


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its range in the text, and its bare words with the place in the text of each character."""

    span: Span
    words: str
    places: Sequence[int]
    markup: Markup

    def place(self, index: int) -> int:
        """Where the character `index` of the words stands in the text; past them, the paragraph's end."""
        return self.places[index] if index < len(self.places) else self.span.end


def find_paragraphs(text: str, start: int = 0) -> tuple[Paragraph, ...]:
    """The paragraphs of `text` from `start` on, in order; they hold every character that is no space.

    >>> [p.words for p in find_paragraphs("## Quake\\n\\nBy <u>AFP</u>\\nRabat")]
    ['Quake', 'By AFP', 'Rabat']
    """
    return tuple(paragraph_at(text, span) for span in _spans(text, start))


def paragraph_at(text: str, span: Span) -> Paragraph:
    """The paragraph at `span`, without the spaces around it."""
    bare = text[span.start : span.end].strip()
    start = text.index(bare, span.start)
    span = Span(start, start + len(bare))
    words, places, markup = strip_markup(text, span)
    return Paragraph(span, words, places, markup)


def _spans(text: str, begin: int) -> Iterator[Span]:
    lines = list(find_lines(text, begin))
    width = _wrap_width(text, lines)
    start = None
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        start = line.start if start is None else start
        if width is None or following is None or not _runs_on(text, line, following, width):
            yield Span(start, line.end)
            start = None


_LINE = re.compile(r"[^\r\n]+")
_BYTE_ORDER_MARK = "\ufeff"


def find_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The lines that are not blank, without the spaces around them and a byte order mark at the start."""
    first = 1 if not start and text.startswith(_BYTE_ORDER_MARK) else start
    for match in _LINE.finditer(text, first, len(text) if end is None else end):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        if bare := line.strip():
            yield Span(start, start + len(bare))


def _wrap_width(text: str, lines: list[Span]) -> int | None:
    """The width at which `text` is wrapped, or None where each line is a paragraph.

    Wrapped lines mostly break in the middle of a sentence and just before a word that would not have fitted.
    """
    width = max((line.end - line.start for line in lines if " " in text[line.start : line.end]), default=0)
    if not lines or width > WIDEST_WRAP:
        return None
    pairs = [pair for pair in pairwise(lines) if _adjacent(text, *pair)]
    broken = [pair for pair in pairs if _runs_on(text, *pair, width) and text[pair[0].end - 1] not in ".!?\"'”’"]
    return width if len(broken) >= 3 and 2 * len(broken) >= len(pairs) else None


def _runs_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether `following` goes on with the paragraph of `line`, where its first word did not fit."""
    first_word = text[following.start : following.end].split(maxsplit=1)[0]
    full = line.end - line.start + 1 + len(first_word) > width - WRAP_SLACK
    return full and _adjacent(text, line, following) and not _STARTS_ANEW.match(text[following.start : following.end])


_STARTS_ANEW = re.compile(r"#{1,6}\s|[-*+•]\s|>\s|\d+[.)]\s|https?://")


def _adjacent(text: str, line: Span, following: Span) -> bool:
    """Whether only one line end lies between the two and `following` is not indented."""
    return _LINE_END.fullmatch(text, line.end, following.start) is not None


_LINE_END = re.compile(r"[ \t]*(?:\r\n|\n|\r) ?")
