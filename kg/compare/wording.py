"""How plain sentences call sources: with "the" where one says it, and with verbs that agree with one or several."""

from collections.abc import Sequence

from kg.compare.names import BEHIND, words_of
from kg.nouns import role_of, roles

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ARTICLES = frozenset({"a", "an", "the"})
SINGULAR = ("ss", "us", "is")  # endings of nouns that are no plurals


def with_article(label: str) -> str:
    """A label as a sentence has it: a body's with "the", unless it begins with an article, or with whose it is.

    >>> with_article("National Intelligence Service"), with_article("Lee Seong-kweun"), with_article("Acme's board")
    ('the National Intelligence Service', 'Lee Seong-kweun', "Acme's board")
    >>> with_article("health officials"), with_article("a neighbour"), with_article("two crew members")
    ('the health officials', 'a neighbour', 'two crew members')
    """
    words = label.replace("’", "'")
    first = words.split()[0].casefold()
    if first in ARTICLES or first in NUMBERS or first.isdigit():
        return label
    role = role_of(words.split(" of ")[0].split()[-1])
    body = role is not None and role.kind in {"organization", "state", "document"}
    whole = " " in words and "'s " not in words
    return f"the {label}" if words[0].islower() or (body and whole) else label


def is_several(label: str) -> bool:
    """Whether a description stands for several, by its noun.

    >>> [is_several(label) for label in ("Two former crew members", "people close to the firm", "police", "surveyors")]
    [True, True, True, True]
    >>> [is_several(label) for label in ("head of two firms", "boss", "Norrick Lines", "surveyors' association")]
    [False, False, False, False]
    """
    words = BEHIND.split(label, maxsplit=1)[0].split()
    if not words or (len(words) > 1 and words[-1][0].isupper()):
        return False
    noun = words[-1].casefold()
    if noun in words_of("several"):
        return True
    ends_so = noun.endswith("s") and not noun.endswith(SINGULAR)
    return noun not in roles() and (role_of(noun) is not None or ends_so)


def agreeing(label: str, one: str, several: str) -> str:
    """The form of a verb behind a label.

    >>> agreeing("surveyors", "speaks", "speak"), agreeing("Ann Lee", "speaks", "speak")
    ('speak', 'speaks')
    """
    return several if is_several(label) else one


def many(number: int) -> str:
    """A small number in words."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def joined(labels: Sequence[str]) -> str:
    """Labels with commas and "and"."""
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
