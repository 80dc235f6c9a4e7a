"""The words of a sentence sorted by what they are to a time expression, by the table `ontology/times.csv`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.model import Span
from kg.tables import rows

APOSTROPHES = str.maketrans("‘’ʼ", "'''")
OTHER = "other"
PLAIN = re.compile(r"[^\W_]+")
YEAR = re.compile(r"\d{4}|\d0s\b")
# What figures and marks are; words are in the table. A year may be written like a count: its reading decides.
SHAPES = (
    ("iso", r"\d{4}-\d\d-\d\d(?![\d-])"),
    ("numeric", r"\d{1,2}(?P<mark>[./])\d{1,2}(?P=mark)\d{4}(?!\d)"),
    ("decade", r"(?:1[5-9]|20)\d0s\b|['‘’][2-9]0s\b"),
    ("ordinal", r"\d{1,2}(?:st|nd|rd|th)\b"),
    ("yyyy", r"(?:1\d|20|21)\d\d(?![\d,.]*\d|[%\w])"),
    ("dd", r"(?:3[01]|[12]\d|0?[1-9])(?![\d,.:]*\d|[%\w])"),
    ("digits", r"\d{1,3}(?:,\d{3})*(?![\d,.:]*\d|[%\w])"),
    ("dash", r"[-–—]"),
    ("comma", r","),
)
CAPITAL = frozenset({"weekday", "month"})
"""Kinds of words that English writes with a capital letter."""
LEAST = frozenset(
    "iso numeric decade yyyy month weekday unit term century season quarter today overnight holiday weekend "
    "daypart".split()
)
"""Kinds one of which every time expression has."""


@dataclass(frozen=True)
class Word:
    """A word, figure or mark in the text, its kind, and what it stands for there ("December" is the month 12)."""

    span: Span
    kind: str
    value: str


@lru_cache(maxsize=256)  # an article without a date is gone through twice
def words_of(text: str, place: Span) -> tuple[Word, ...]:
    """The words in a part of the text, in order.

    >>> [(word.kind, word.value) for word in words_of("since mid-June", Span(0, 14))]
    [('since', ''), ('part', 'mid'), ('dash', '-'), ('month', '6')]
    """
    return tuple(_words(text, place))


def may_tell(text: str) -> bool:
    """Whether any time can be told in a text: a quick look that spares the slow one."""
    return not _telling().isdisjoint(PLAIN.findall(text.casefold())) or YEAR.search(text) is not None


def _words(text: str, place: Span) -> Iterator[Word]:
    for match in _pattern().finditer(text, place.start, place.end):
        written, shape = match[0], match.lastgroup or OTHER
        if shape != "word":
            yield Word(Span(*match.span()), shape, written)
            continue
        plain = " ".join(written.translate(APOSTROPHES).casefold().removesuffix(".").split())
        kind, value = _table().get(plain, (OTHER, ""))
        if kind in CAPITAL and written[0].islower():
            kind, value = OTHER, ""
        yield Word(Span(*match.span()), kind, value)


@cache
def _pattern() -> re.Pattern[str]:
    """One expression for all words, figures and marks; words of several parts and abbreviations stand first."""
    several = sorted((words for words in _table() if not words.isalnum()), key=len)[::-1]
    full = {words: entry for words, entry in _table().items() if entry[0] in CAPITAL}
    short = [a for a in full if any(b != a and b.startswith(a) and full[a] == full[b] for b in full)]
    spelt = "|".join(re.escape(words).replace(r"\ ", r"\s+").replace("'", "['’]") for words in several)
    opens = "".join(sorted({words[0] for words in several}))
    shapes = "|".join(rf"(?P<{kind}>{shape})" for kind, shape in SHAPES[:-2])
    marks = "|".join(rf"(?P<{kind}>{shape})" for kind, shape in SHAPES[-2:])
    return re.compile(
        rf"(?=[\d'‘’])(?<![\w.,$€£¥₩₹])(?:{shapes})"
        rf"|(?P<word>\b(?:(?=[{opens}])(?:{spelt})\b|(?:{'|'.join(short)})\b\.(?!\w)|\w+))|{marks}|[^\w\s]",
        re.IGNORECASE,
    )


@cache
def _telling() -> frozenset[str]:
    """A word of each entry of the table that can make a time."""
    entries = [words for words, (kind, _) in _table().items() if kind in LEAST]
    return frozenset(max(re.findall(r"\w+", words), key=len) for words in entries)


@cache
def _table() -> dict[str, tuple[str, str]]:
    return {row["words"]: (row["kind"], row["value"]) for row in rows("times")}
