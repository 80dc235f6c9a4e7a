"""Fractions and rates, such as "two-thirds of", "one in five" and "nine out of ten": so many parts out of so many."""

import re
from dataclasses import replace
from decimal import Decimal

from kg.model import Span
from kg.quantities.affected import words
from kg.quantities.numeral import Numeral

PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
ENDINGS = tuple(part[1:] for part in PARTS)
COUNTS = {word: number for number, word in enumerate("one two three four five six seven eight nine".split(), 1)}
FRACTIONS = re.compile(
    rf"(?<![\w-])(?=[ahotfsen])(?:(?P<half>half)|(?P<count>an?|{'|'.join(COUNTS)})[ -](?P<part>{'|'.join(PARTS)})s?)"
    r"(?=\s+of\b(?!\s+an?\s)|(?<=half)\s+(?:the|its|their|his|her|our|all)\s)",
    re.IGNORECASE,
)
ORDINAL_BEFORE = re.compile(
    r"\b(?:first|second|third|fourth|last|latter|other|early|earlier|late|later|previous|next|this|that)\s+$",
    re.IGNORECASE,
)
RATE = re.compile(r"\s+(?P<way>in|out\s+of|of|per)(?P<every>\s+every|\s+each)?\s+$")
PARTICIPLE = re.compile(r"\w(?:ed|ing)\s+$")
YEARS = range(1500, 2100)
ROUND = frozenset({10, 100, 1000, 10_000, 100_000, 1_000_000})


def find_fractions(text: str, place: Span) -> list[Numeral]:
    """The fractions in a part of the text that are said to be of something.

    >>> [(n.low, n.out_of) for n in find_fractions("two-thirds of voters, half the crew", Span(0, 35))]
    [(Decimal('2'), Decimal('3')), (Decimal('1'), Decimal('2'))]
    """
    if not any(ending in text[slice(*place)] for ending in ENDINGS):
        return []
    return [
        _fraction(match)
        for match in FRACTIONS.finditer(text, place.start, place.end)
        if not ORDINAL_BEFORE.search(text, max(place.start, match.start() - 12), match.start())
    ]


def _fraction(match: re.Match[str]) -> Numeral:
    count = Decimal(COUNTS.get((match["count"] or "").casefold(), 1))
    parts = Decimal(PARTS[(match["half"] or match["part"]).casefold()])
    return Numeral(Span(*match.span()), count, count, out_of=parts)


def rate(text: str, one: Numeral, other: Numeral) -> Numeral | None:
    """Two numbers that are a rate, as one: "one in five", "nine out of ten", "12 per 100,000"."""
    found = RATE.fullmatch(text, one.span.end, other.span.start)
    if not found or other.unit != one.unit or one.high >= other.low or other.low != other.high or one.vague:
        return None
    sure = (
        found["every"]
        or found["way"] == "per"
        or (_in(text, one, other) if found["way"] == "in" else other.high in ROUND)
    )
    return replace(one, span=Span(one.span.start, other.span.end), joined=True, out_of=other.low) if sure else None


def _in(text: str, one: Numeral, other: Numeral) -> bool:
    """Whether "three in four" is a rate; "killed three in four attacks", "one in 10 days", "one in 2024" are not."""
    if other.digits and "," not in text[slice(*other.span)] and other.low in YEARS:
        return False
    following = re.match(r"\s+(\w+)", text[other.span.end : other.span.end + 20])
    if following and following[1].lower().removesuffix("s") in words("time"):
        return False
    return one.low == 1 or not PARTICIPLE.search(text[max(0, one.span.start - 20) : one.span.start])
