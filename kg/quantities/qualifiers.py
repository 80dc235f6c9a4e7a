"""The words that qualify a number, and what they do to it: "at least 100" has a lower bound only.

How each is read stands in `ontology/qualifiers.csv` and `ontology/qualifiers_after.csv`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple, cast

from kg.model import Relation, Span
from kg.quantities.affected import words
from kg.quantities.numeral import Numeral
from kg.tables import checked

LONGEST_BETWEEN = 16
"""How many characters of blanks, quotation marks and articles may stand between a qualifier and its number."""
QUOTE = "[\"“”'‘’]?"
CAME_FROM = re.compile(r"\s+from\s+\d")
PIECE = re.compile(r"\w+|[^\w\s]")
LAST = re.compile(rf"(\w+|[^\w\s])\s*{QUOTE}(?:(?:the|an?)\s+)?$", re.IGNORECASE)
WORD = re.compile(r"\w[\w.,]*\w|\w")
READINGS = frozenset({"lower", "upper", "exact", "range", "skip", "difference"})
RELATIONS = frozenset({"", "increment", "former"})


class Way(NamedTuple):
    """What a qualifier does to a number: `lower` keeps the lower bound only, and so on.

    `after` names the kind of word that must stand before it: "by" qualifies only after a change ("fell by").
    """

    reading: str
    approximate: bool
    after: str = ""
    relation: Relation | None = None


@dataclass(frozen=True)
class Qualified:
    """A number with the words around it that qualify it; `low` and `high` are its bounds."""

    numeral: Numeral
    span: Span
    low: Decimal | None
    high: Decimal | None
    words: str | None
    approximate: bool
    relation: Relation | None
    changed_by: bool
    """Whether it is by how much something changed ("by 12")."""


def qualify(text: str, sentence: Span, numeral: Numeral) -> Qualified | None:
    """Put a number and its qualifiers together; None where they contradict or make it no quantity."""
    start, end, ways = numeral.span.start, numeral.span.end, list[Way]()
    while match := _qualifier(text, start):
        way = readings()[_plain(match[1])]
        if way.reading == "range" and not numeral.joined:
            break
        if way.after and not _follows(text[sentence.start : match.start(1)], way.after):
            break
        start = match.start(1)
        ways.append(way)
    if match := _after().match(text, end, sentence.end):
        end = match.end(1)
        ways.append(_readings_after()[_plain(match[1])])
    kinds = {way.reading for way in ways}
    if kinds == {"upper"} and CAME_FROM.match(text, end):
        kinds = {"exact"}  # "revised the toll up to 243 from 187"
    if "skip" in kinds or kinds >= {"lower", "upper"}:
        return None
    return Qualified(
        numeral,
        Span(start, end),
        None if "upper" in kinds else numeral.low,
        None if "lower" in kinds else numeral.high,
        _words(text, Span(start, end), numeral),
        numeral.vague or any(way.approximate for way in ways),
        next((way.relation for way in ways if way.relation), None),
        "difference" in kinds,
    )


def _qualifier(text: str, start: int) -> re.Match[str] | None:
    """The qualifier that ends where a number starts; the parse may have begun a sentence between the two."""
    first = max(0, start - _longest())
    place = Span(max(first, text.rfind("\n\n", first, start)), start)
    end = LAST.search(text, *place)
    # most numbers have none, and looking for the last word alone is faster
    return _before().search(text, *place) if end and end[1].casefold() in _last_pieces() else None


def _follows(before: str, kind: str) -> bool:
    """Whether one of the last words before is of that kind."""
    return any(word in words(kind) for word in last_words(before))


def last_words(before: str) -> list[str]:
    """The words, in lower case, among which a verb of change may stand that a number belongs to."""
    return WORD.findall(before.casefold())[-6:]


def _words(text: str, span: Span, numeral: Numeral) -> str | None:
    """The words that qualify the number, in lower case; those of a vague number belong to them."""
    before = text[span.start : numeral.span.end if numeral.vague else numeral.span.start]
    before = re.sub('["“”]', "", before)
    return _plain(before).strip("'‘’ ") or _plain(text[numeral.span.end : span.end]).strip(" -") or None


@cache
def readings() -> dict[str, Way]:
    """How each qualifier that stands before a number is read, by its words in lower case."""
    checked("qualifiers", "reading", READINGS)
    return {
        words_: _way(row, row["after"], row["relation"])
        for row in checked("qualifiers", "relation", RELATIONS)
        for words_ in row["words"].split("|")
    }


@cache
def qualifying_words() -> frozenset[str]:
    """Every word that is part of a qualifier that stands before a number."""
    return frozenset(word for way in readings() for word in way.split())


@cache
def _readings_after() -> dict[str, Way]:
    return {row["words"].strip(): _way(row) for row in checked("qualifiers_after", "reading", READINGS)}


def _way(row: dict[str, str], after: str = "", relation: str = "") -> Way:
    return Way(row["reading"], row["approximate"] == "yes", after, cast(Relation, relation) if relation else None)


@cache
def _last_pieces() -> frozenset[str]:
    return frozenset(PIECE.findall(way)[-1] for way in readings())


@cache
def _longest() -> int:
    return max(map(len, readings())) + LONGEST_BETWEEN


@cache
def _before() -> re.Pattern[str]:
    ways = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(readings(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?<!\w-)({ways})(?:(?<=\w)\s+|(?<!\w)\s*){QUOTE}(?:the\s+|a\s+|an\s+)?$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    ways = "|".join(
        re.escape(row["words"]).replace(r"\ ", r"\s+") for row in checked("qualifiers_after", "reading", READINGS)
    )
    return re.compile(rf"{QUOTE}(?:(?<=\w)\s+(?=o|a))?({ways})(?!\w)", re.IGNORECASE)


def _plain(words_: str) -> str:
    return " ".join(words_.casefold().split())
