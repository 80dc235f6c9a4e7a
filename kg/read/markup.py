"""Markdown and simple tags in a paragraph, set aside to look at its words while offsets stay the file's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Span


@dataclass(frozen=True)
class Markup:
    """What the markup of a paragraph says of it: a heading, an item of a list, nothing but a link."""

    heading: bool = False
    item: bool = False
    link: bool = False


def strip_markup(text: str, span: Span) -> tuple[str, Sequence[int], Markup]:
    """The bare words of `text[span]`, the place of each of their characters, and what the markup said.

    >>> strip_markup("**Read** [more](http://x.example)", Span(0, 33))[0]
    'Read more'
    """
    raw = text[span.start : span.end]
    if not _SUSPECT.search(raw):
        return raw, range(span.start, span.end), Markup()
    places = [place for part in _kept(raw) for place in _single_spaces(raw, part)]
    # A space left over where markup was cut away at the border is no word.
    while places and raw[places[-1]].isspace():
        places.pop()
    while places and raw[places[0]].isspace():
        places.pop(0)
    words = "".join(" " if raw[place].isspace() else raw[place] for place in places)
    return words, [span.start + place for place in places], _said(raw, words)


_SUSPECT = re.compile(r"[#*_<\[`\\\r\n\t]|\s\s|^[-+•>]\s")
_CUT = re.compile(
    r"""
      ^\#{1,6}\s+ | (?<!\s)\s+\#+$                                # heading
    | ^(?:>\s?)+ | ^[-*+•]\s+                              # quotation, item of a list
    | !?\[(?=[^\[\]\n]+\]\()                               # link, picture
    | (?<=\S)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s"[^"\n]*")?\)
    | </?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>              # tag
    | (?<!\*)\*{1,3}(?=\S) | (?<=\S)\*{1,3}(?!\*)          # bold, emphasis
    | (?<!\w)_{1,3}(?=[^\s_]) | (?<=[^\s_])_{1,3}(?!\w)
    | (?<!`)`(?!`) | \\(?=[^\w\s])
    """,
    re.VERBOSE,
)


def _kept(raw: str) -> Iterator[Span]:
    """The parts of `raw` between its markup."""
    end = 0
    for match in _CUT.finditer(raw):
        yield Span(end, match.start())
        end = match.end()
    yield Span(end, len(raw))


def _single_spaces(raw: str, part: Span) -> Iterator[int]:
    """The places of the characters in `part`, one for each run of spaces."""
    for place in range(part.start, part.end):
        if not (raw[place].isspace() and place > part.start and raw[place - 1].isspace()):
            yield place


def _said(raw: str, words: str) -> Markup:
    bare = re.sub(r"^([-*+•]|\d+[.)])\s+", "", raw)
    return Markup(
        heading=re.match(r"#{1,6}\s", raw) is not None,
        item=bare != raw,
        link=bool(words) and re.fullmatch(r"(\**!?\[[^\]]+\]\([^)]+\)\**[\s|,•·]*)+", bare) is not None,
    )
