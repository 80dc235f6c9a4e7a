"""Articles that are copies of others: which repeat another's text word for word, whole or cut, under any headline.

Each article leaves a print: the hashes of its runs of eight words, of which winnowing keeps one in every window
(Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003). Line breaks,
quotation marks and case make no difference. Two articles that share much of the shorter one's print share its text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

RUN = 8  # words that are hashed together: shorter runs are phrases that many texts have
WINDOW = 4  # of as many hashes in a row at least one is kept, so a shared passage of 11 words is always seen
ENOUGH = 0.3  # share of the shorter print; quotations and standing phrases alone stay far below
WORD = re.compile(r"[^\W_]+")
Print = frozenset[int]


@dataclass(frozen=True)
class Printed:
    """What is needed of an article to tell whose copy it is; `published` is ISO 8601, "" where not known."""

    iri: str
    published: str
    outlet: str
    agency: str
    length: int
    print: Print


def print_of(text: str) -> Print:
    """The print of an article's text: one hash of 60 bits from every window of runs of words."""
    words = [match[0].casefold() for match in WORD.finditer(text)]
    hashes = [_hash(" ".join(words[n : n + RUN])) for n in range(len(words) - RUN + 1)]
    return frozenset(min(hashes[n : n + WINDOW]) for n in range(max(1, len(hashes) - WINDOW + 1)) if hashes)


def original_of(article: Printed, alike: Iterable[Printed]) -> Printed | None:
    """Which of the articles that it repeats one is a copy of: the first of them, unless it comes before them all.

    The agency's own text comes first, then the earliest, then the longest.
    """
    first = min((article, *alike), key=precedence)
    return None if first.iri == article.iri else first


def precedence(article: Printed) -> tuple[bool, str, int, str]:
    """What makes an article the original: it is the agency's own, its day, its length; then its IRI, to be sure."""
    borrowed = bool(article.agency) and article.agency.casefold() != article.outlet.casefold()
    return borrowed, article.published or "9", -article.length, article.iri


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest()) >> 4
