"""Phrases of time as patterns over kinds of words, by the table `ontology/time_phrases.csv`.

The patterns run over one character per word, its kind, which regular expressions do fast. They are applied in passes:
the first finds periods ("June"), the second what is made of them ("early June"), the third bounds ("since early June").
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.model import Span
from kg.tables import rows
from kg.times.periods import Period
from kg.times.words import Word

PASSES = ("1", "2", "3")
MACROS = {"number": "(number|dd|yyyy|digits|vague|a)", "units": "(unit|term|century)"}


@dataclass(frozen=True)
class Found:
    """A period with the words that tell it."""

    span: Span
    period: Period
    kind: str = "period"
    value: str = ""


Item = Word | Found
Reader = Callable[[str, Sequence[Item], int, int], Period | None]
"""Reads the phrase that a number of items make up: name of the reading, all items, the first and the one after."""


def found_in(words: Sequence[Word], read: Reader) -> list[Item]:
    """The words, with what is read of them in place of those that make up a time."""
    items: list[Item] = list(words)
    for number in PASSES:
        items = _pass(number, items, read)
    return items


def _pass(number: str, items: list[Item], read: Reader) -> list[Item]:
    kinds = "".join(_characters().get(item.kind, ".") for item in items)
    made: list[Item] = []
    at = 0  # what stands before it is in `made`
    start = 0
    while match := _first(number).search(kinds, start):
        first, end, period = _read(number, match, items, made, at, read)
        start = end
        if period:
            made += items[at:first]
            made.append(Found(Span(items[first].span.start, items[end - 1].span.end), period))
            at = end
    return [*made, *items[at:]]


def _read(
    number: str, match: re.Match[str], items: list[Item], made: list[Item], at: int, read: Reader
) -> tuple[int, int, Period | None]:
    """The first item, the end and the period of the first phrase at a place that can be read.

    Where none can be read, the search goes on with the next item.
    """
    first = match.start()
    now, offset = [*made, *items[at:]], len(made) - at
    for name, phrase in _phrases(number):
        fit = phrase.match(match.string, first)
        period = read(name, now, first + offset, fit.end() + offset) if fit else None
        if fit and period:
            return first, fit.end(), period
    return first, first + 1, None


@cache
def _characters() -> dict[str, str]:
    """A character for each kind of word that any phrase names."""
    named = dict.fromkeys(kind for row in rows("time_phrases") for kind in re.findall("[a-z]+", _plain(row["phrase"])))
    return {kind: chr(ord("一") + number) for number, kind in enumerate(named)}


@cache
def _first(number: str) -> re.Pattern[str]:
    """Where any phrase of a pass may begin."""
    return re.compile("|".join(phrase.pattern for _, phrase in _phrases(number)))


@cache
def _phrases(number: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Readings and phrases of a pass; those that stand first in the table win."""
    return tuple((row["reading"], _compiled(row["phrase"])) for row in rows("time_phrases") if row["pass"] == number)


def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(re.sub("[a-z]+", lambda match: _characters()[match[0]], _plain(phrase)).replace(" ", ""))


def _plain(phrase: str) -> str:
    """The phrase with its macros written out."""
    return re.sub("[a-z]+", lambda match: MACROS.get(match[0], match[0]), phrase)
