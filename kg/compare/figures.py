"""How the figures of two claims stand to each other: whether they count the same, and whether both can hold."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from kg.compare.gists import Figure
from kg.compare.words import stem
from kg.tables import rows

Counts = Literal["same", "wider", "other"]
Holds = Literal["equal", "compatible", "conflicting"]
ABOUT = Decimal("0.1")  # how far off an approximate figure may be at most, as a share of it


class Pair(NamedTuple):
    """Two figures: whether they count the same, a wider and a narrower thing or another, and whether both can hold."""

    one: Figure
    other: Figure
    counts: Counts
    holds: Holds


def compared(ones: Iterable[Figure], others: Iterable[Figure]) -> tuple[Pair, ...]:
    """Each figure of one claim beside each of another's that can be compared with it."""
    others = tuple(others)
    return tuple(
        Pair(one, other, counts, held(one, other))
        for one in ones
        for other in others
        if one.relation == other.relation and (counts := counted(one, other))
    )


def counted(one: Figure, other: Figure) -> Counts | None:
    """What two figures count, beside each other; None for a sum beside a length, which nothing can tell apart."""
    if measure(one) == measure(other):
        return "same"
    if overlapping(one.of, other.of):
        return "wider"
    return "other" if one.kind == other.kind == "count" else None


def held(one: Figure, other: Figure) -> Holds:
    """Whether two figures are equal, can both hold, or cannot."""
    if (one.low, one.high) == (other.low, other.high) or (one.low is not None and one.low == other.low):
        return "equal"
    (low, high), (least, most) = bounds(one), bounds(other)
    return "compatible" if low <= most and least <= high else "conflicting"


def measure(figure: Figure) -> tuple[str, str, str]:
    """What a figure counts, as far as figures of it can be compared."""
    counted = figure.unit or stem(last_word(figure.of))
    return figure.kind, figure.per, counted


def last_word(words: str) -> str:
    """The last word of what is counted, in lower case; a noun's modifiers stand before it."""
    return (words.casefold().split() or [""])[-1]


def bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that a figure may stand for."""
    low = Decimal("-Infinity") if figure.low is None else figure.low
    high = Decimal("Infinity") if figure.high is None else figure.high
    if figure.approximate:
        low = low - rounding(low) if low.is_finite() else low
        high = high + rounding(high) if high.is_finite() else high
    return low, high


def rounding(number: Decimal) -> Decimal:
    """How far off an approximate number may be: by one of its last digit that is not 0, but by a tenth at most.

    So "about 2.1 billion" is not 2.3 billion, and "some 300" may be 320.
    """
    return min(abs(number) * ABOUT, Decimal(10) ** int(number.normalize().as_tuple().exponent))


def overlapping(one: str, other: str) -> bool:
    """Whether of two things that are counted one contains the other, as casualties contain the killed."""
    return last_word(other) in wider().get(last_word(one), ()) or last_word(one) in wider().get(last_word(other), ())


@cache
def wider() -> dict[str, frozenset[str]]:
    """For what may be counted, the words for what may contain it (`ontology/measures.csv`)."""
    pairs = [(row["word"], row["within"]) for row in rows("measures")]
    return {word: frozenset(within for one, within in pairs if one == word) for word, _ in pairs}
