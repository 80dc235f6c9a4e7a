"""Who wrote an article, as the clauses of a line near its top name them, with or without "By"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

from kg.read.clauses import Clause
from kg.read.tables import agency_named, imprint_words
from kg.tables import rows

LONGEST_NAME = 5


def marked_writer(words: str) -> str | None:
    """Who a clause with "By", "Reporter" or "From our" names, without the words for what they do.

    >>> marked_writer("From our special correspondent in Quito, Ana Lima")
    'Ana Lima'
    """
    match = _MARK.fullmatch(words)
    works = imprint_words()["writers"] | imprint_words()["particles"]
    if not match or not all(small(word) in works for word in (match["work"] or "").split()):
        return None
    if match["is"] and not is_person(match["is"].split(",")[0]):
        return None
    return _without_work(next(filter(None, match.group("by", "is", "named", "sent"))))


def unmarked_writer(clauses: Sequence[Clause]) -> str | None:
    """The one name of a person; before the date, where outlets and places stand too, only where it tells more."""
    found = [
        name
        for clause in clauses
        if (name := next(filter(is_person, re.split(r"\s*,\s*", clause.words)), None))
        and (_is_known(name) or not clause.leads)
    ]
    known = [name for name in found if _is_known(name)] or found
    return known[0] if len(known) == 1 else None


_MARK = re.compile(
    r"(?P<work>[^,]{0,30}?)\bby\b\s*:?\s+(?P<by>\S.*)"
    r"|(?:reporter|author|correspondent|editor)s?\s+(?P<is>\S.*)"
    r"|(?:reporter|author|correspondent|editor|text|word)s?\s*:\s*(?P<named>\S.*)"
    r"|from\s+(?P<sent>(?:our|the|a|special|staff)\s.*)",
    re.IGNORECASE,
)
_BEFORE_PLACE = frozenset({"in", "at", "for"})


def _without_work(who: str) -> str | None:
    """The name alone where it is clear which words are: not in "our editor Southeast Asia, Ana Lima".

    None where there is none.
    """
    words = who.split()
    works = imprint_words()["writers"] | _BEFORE_PLACE | {"our", "the", "a"}
    count = next((n for n, word in enumerate(words) if word[:1].isupper() or small(word) not in works), None)
    if count is None:
        return None
    name = " ".join(words[count:])
    _, _, second = name.partition(", ")
    if count and words[count - 1] in _BEFORE_PLACE and second:
        return second
    return who if count and len(second.split()) > 1 else name


_WHERE = re.compile(r"\s(?:in|at)\s")
_AND = re.compile(r"\s+(?:and|&)\s+")


def is_person(part: str) -> bool:
    """Whether a part of a clause is written like the names of people, perhaps with a place."""
    return all(map(_is_full_name, _AND.split(_WHERE.split(part)[0])))


def _is_full_name(name: str) -> bool:
    words = name.split()
    particles = imprint_words()["particles"]
    return (
        2 <= len(words) <= LONGEST_NAME
        and is_name(words[0])
        and is_name(words[-1])
        and all(is_name(word) or word in particles for word in words)
        and not any(small(word) in imprint_words()["nobody"] for word in words)
        and agency_named(name) is None
    )


def _is_known(name: str) -> bool:
    """Whether a name begins with a known first name, or more names or a place go with it."""
    return (
        bool(_WHERE.search(name) or _AND.search(name)) or anyascii(name).partition(" ")[0].casefold() in _first_names()
    )


@lru_cache
def _first_names() -> frozenset[str]:
    return frozenset(name for row in rows("first_names") for name in row["names"].split())


def is_name(word: str) -> bool:
    """Whether a word is written as a name: "Lima", "al-Noaimi", "d’Ivoire"."""
    return any(part[:1].isupper() for part in re.split(r"[-/'’]", word)) and not any(map(str.isdigit, word))


def small(word: str) -> str:
    """A word as the tables have it: without the signs beside it, in small letters."""
    return word.strip(".,:'’").casefold()
