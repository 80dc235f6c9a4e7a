"""The imprint: one short line near the top that tells the day of publication beside outlet, place, desk and writer.

What makes it one is its structure, not its order: a whole date, and else only names, small words that join
names, and words for desks, times and editions. The sentences of a story have other words, above all a verb.
"""

import re
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from anyascii import anyascii

from kg.read.clauses import Clause, find_clauses
from kg.read.tables import imprint_words
from kg.read.writers import is_name, marked_writer, small, unmarked_writer
from kg.tables import name_words

LONGEST = 150
LONGEST_LABEL = 2
LONGEST_ASIDE = 5
LONGEST_MASTHEAD = 5


class Imprint(NamedTuple):
    """What a line tells: whether it has a date, its byline and its names in order.

    `sure` where it is marked as no headline: by "By", by bars between its parts, by a time of day or a paper's name.
    """

    dated: bool
    byline: str | None
    names: tuple[str, ...]
    sure: bool


@lru_cache(maxsize=256)
def read_imprint(words: str) -> Imprint | None:
    """The imprint that `words` are, or, without a date, the writer's line that goes with one; else None.

    >>> read_imprint("Capital Ledger, Quito · 10 April 2025 · Ana Lima")
    Imprint(dated=True, byline='Ana Lima', names=('Capital Ledger', 'Quito', 'Ana Lima'), sure=True)
    >>> read_imprint("On 12 February 2025 the dam broke.") is None
    True
    """
    if len(words) > LONGEST or _NEVER.search(words):
        return None
    clauses, dated = find_clauses(words)
    if not all(map(_fits, clauses)):
        return None
    marked = next((byline for clause in clauses if (byline := marked_writer(clause.words))), None)
    byline = marked or unmarked_writer(clauses)
    works = any(small(word) in imprint_words()["writers"] for clause in clauses for word in clause.words.split())
    if not dated and not (marked or (byline and works)):
        return None
    names = tuple(name for clause in clauses for name in _NAMES_APART.split(clause.words) if name[:1].isupper())
    sure = bool(marked) or _SURE.search(words) is not None or any(map(_is_paper, names))
    return Imprint(dated, byline, names, sure)


def read_masthead(words: str, file: str) -> str | None:
    """The outlet that a short line opens with before its slogan, where the `file` is called after it.

    >>> read_masthead("HAFENBLICK - the weekly for ports", "hafenblick.txt")
    'HAFENBLICK'
    """
    name, *slogan = _MASTHEAD.split(words, maxsplit=1)
    short = len(words) <= LONGEST and not words.endswith((".", "?", "!"))
    return name if slogan and short and is_outlet(name, file) and not read_imprint(words) else None


def is_outlet(name: str, file: str) -> bool:
    """Whether `name` is that of the outlet a file is called after, but for articles, accents and signs.

    >>> is_outlet("Le Courrier des Grands Lacs", "courrier_grands_lacs.txt"), is_outlet("Quito", "quito_dam.txt")
    (True, False)
    """
    stem = _key(PurePath(file).stem)
    return bool(stem) and _key(name) == stem


def is_masthead(name: str) -> bool:
    """Whether `name` is that of an outlet by its words: "Skerry Courier", "National Post-Dispatch", "The Islander".

    >>> is_masthead("Orla Valley Herald"), is_masthead("Dam breaks"), is_masthead("Quito")
    (True, False, False)
    """
    words = name.split()
    if not 1 < len(words) <= LONGEST_MASTHEAD or not all(is_name(word) or small(word) in _SMALL for word in words):
        return False
    return words[0] == "The" or _is_paper(name)


def _is_paper(name: str) -> bool:
    """Whether a name ends as those of papers do ("The Lagoon Times")."""
    last = small(name.split()[-1])
    return " " in name and not name_words("masthead").isdisjoint(re.split(r"[ -]", last))


def _key(name: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", anyascii(name).casefold())
    table = imprint_words()
    return [word for word in words if word not in table["particles"] | table["between"]]


_SMALL = frozenset({"of", "the", "and", "&"})
_MASTHEAD = re.compile(r"\s+[–—|·-]\s+")
_NEVER = re.compile(r"[?!…\"“”„«»]")
_SURE = re.compile(r"[|·•]| / |\d[:.h]\d\d")
_NAMES_APART = re.compile(r"\s*,\s*|\s+(?:with|in|for|at|from)\s+")
_BARS = frozenset("|·•/")


def _fits(clause: Clause) -> bool:
    """Whether a clause has only names and the words of imprints, or is a label set apart by bars or brackets."""
    words = clause.words.split()
    if clause.before in {"(", "["} and clause.after in {")", "]"}:
        return len(words) <= LONGEST_ASIDE
    if {clause.before, clause.after} & _BARS and len(words) <= LONGEST_LABEL and words[0][:1].isupper():
        return True
    telling = any(small(word) in imprint_words()["labels"] for word in words)
    return all(fits_imprint(word, telling=telling) for word in words)


def fits_imprint(word: str, *, telling: bool = False) -> bool:
    """Whether a word may stand in an imprint; numbers where a word of the same clause tells what they count."""
    table = imprint_words()
    known = any(small(word) in table[sort] for sort in ("particles", "between", "writers", "labels"))
    if word.endswith(":"):
        return known
    return known or is_name(word) or (telling and word.strip(",").isdigit())
