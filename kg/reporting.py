"""Words that report what somebody said, wrote, found or thinks is so, of several sorts: `ontology/reporting.csv`."""

import re
from collections.abc import Sequence
from functools import cache

from kg.lemmas import bases, lemmas
from kg.model import Token
from kg.tables import checked

WORD = re.compile(r"[^\W\d_]+")
SORTS = frozenset("VERB NOUN FORM BEHIND BEHIND_WITH FIGURE FIGURE_WITH BY IN TRUST RELYING".split())


def reports(token: Token) -> bool:
    """Whether a token is a verb or a noun that reports."""
    part = "NOUN" if token.pos == "NOUN" else "VERB"
    return any((part, lemma) in table() for lemma in lemmas(token))


def reports_behind(token: Token) -> bool:
    """Whether a word is a verb that can stand behind what somebody says ("…, sighs the mayor")."""
    return any(("BEHIND", lemma) in table() for lemma in lemmas(token))


def reports_with(token: Token, following: str) -> bool:
    """Whether a verb is one that stands behind what somebody says together with the next word ("shot back")."""
    word = following.casefold()
    return word in words_with("BEHIND_WITH") and any(
        ("BEHIND_WITH", f"{base}_{word}") in table() for base in lemmas(token)
    )


def relies(tokens: Sequence[Token]) -> int:
    """How many of the words that a sentence goes on with tell that its speaker relies on who follows, if any do."""
    text = "_".join(token.text.casefold() for token in tokens)
    return next((phrase.count("_") + 1 for phrase in of_sort("RELYING") if f"{text}_".startswith(f"{phrase}_")), 0)


@cache
def words_with(sort: str) -> frozenset[str]:
    """The last words of the pairs of one sort of the table."""
    return frozenset(pair.rpartition("_")[2] for pair in of_sort(sort))


@cache
def verbs_with(sort: str) -> frozenset[str]:
    """The verbs of the pairs of one sort of the table."""
    return frozenset(pair.partition("_")[0] for pair in of_sort(sort))


def may_report(text: str) -> bool:
    """Whether a text has a word that can report.

    >>> may_report("engineers had told her that the dam was safe"), may_report("the dam was safe")
    (True, False)
    """
    return any(not words().isdisjoint(bases(word.casefold())) for word in WORD.findall(text))


@cache
def table() -> frozenset[tuple[str, str]]:
    """Sort and lemma of each word.

    VERB and NOUN report; FORM are irregular forms, for words that are not parsed; BEHIND stand behind what is said,
    BEHIND_WITH together with the next word; FIGURE and FIGURE_WITH have a figure as all that is said; BY, IN and TRUST
    are in phrases that frame a sentence ("by her count", "in his view", "if one trusts the police"); RELYING are
    phrases that tell on whom a speaker relies.
    """
    return frozenset(
        (row["sort"], lemma) for row in checked("reporting", "sort", SORTS) for lemma in row["lemmas"].split()
    )


@cache
def words() -> frozenset[str]:
    """The lemmas of verbs and nouns, and irregular forms."""
    return frozenset(lemma for part, lemma in table() if part in {"VERB", "NOUN", "FORM"})


@cache
def of_sort(sort: str) -> frozenset[str]:
    """The lemmas of one sort of the table."""
    return frozenset(lemma for part, lemma in table() if part == sort)
