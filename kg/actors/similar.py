"""How sure two names are one actor's, from 0 to 1, by their spelling alone.

    1.00  the same letters, whatever the case, accents, hyphens and dots
    0.96  the same in the one spelling of a language (`kg/actors/spelling.py`), in any order of family and given name
    0.95  capital letters that are the initials of a body's name
    0.90  consonants alone agree, as a name in Arabic letters tells no more
    less  every word of a person's name, or a body's name as a whole, is like the other's (Jaro-Winkler similarity,
          Winkler 1990, or normalised Levenshtein distance); a word in common is not enough, and one more counts against

From `SAME` on names are one within an article and find a known actor; from `CANDIDATE` on a person is asked.
"""

import re

from rapidfuzz.distance import JaroWinkler, Levenshtein

from kg.actors.spelling import romanised, script, spellings
from kg.model import ActorKind

SAME = 0.95
CANDIDATE = 0.85
RESPELT, INITIALS, CONSONANTS, SHORTER, LIKE = 0.96, 0.95, 0.9, 0.88, 0.94
LEAST_LIKE = 0.9  # what words, or a whole name, must be alike to be told at all
VOWELS = re.compile(r"[aeiouwy]")
DOUBLED = re.compile(r"(.)\1+")
CONSONANT_RULES = (("dh", "d"), ("q", "g"), ("kh", "k"))


def score(one: str, other: str, kind: ActorKind) -> float:
    """How sure two names of actors of one kind are one actor's.

    >>> score("Zelensky", "Zelenskyy", "person"), score("Kim Jong-un", "Kim Jong-il", "person")
    (0.96, 0.0)
    """
    if "".join(romanised(one)) == "".join(romanised(other)):
        return 1.0 if romanised(one) else 0.0
    if not spellings(one, kind).isdisjoint(spellings(other, kind)):
        return RESPELT
    if kind == "person":
        return max(_consonants(one, other), _likeness(romanised(one), romanised(other)))
    return max(INITIALS * (_is_acronym(one, other) or _is_acronym(other, one)), _body(romanised(one), romanised(other)))


def spelt_alike(one: str, other: str, kind: ActorKind) -> bool:
    """Whether two names are spellings of one name: a score of `RESPELT` or more."""
    if not spellings(one, kind).isdisjoint(spellings(other, kind)):
        return True
    return "".join(romanised(one)) == "".join(romanised(other)) != ""


def is_acronym(letters: str, words: list[str]) -> bool:
    """Whether capital letters are the initials of a name of several words, small words left out or not.

    >>> is_acronym("UKMTO", "United Kingdom Maritime Trade Operations center".split())
    True
    """
    if not (2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha() and len(words) > 1):
        return False
    return letters in (initials(" ".join(words)), "".join(word[0].upper() for word in words))


def initials(name: str) -> str:
    """The first letters of the words of a name that have capitals."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _is_acronym(letters: str, name: str) -> bool:
    return is_acronym(letters, name.split()) or is_acronym(letters, name.replace("-", " ").split())


def _consonants(one: str, other: str) -> float:
    """Names of two words or more, one of them in Arabic letters, which leave short vowels out."""
    if "Arabic" not in (script(one), script(other)) or min(len(romanised(one)), len(romanised(other))) < 2:
        return 0.0
    return CONSONANTS if _skeleton(one) == _skeleton(other) else 0.0


def _skeleton(name: str) -> str:
    words = "".join(word for word in romanised(name) if word not in {"al", "el"})
    for letters, written in CONSONANT_RULES:
        words = words.replace(letters, written)
    return DOUBLED.sub(r"\1", VOWELS.sub("", words))


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The least likeness of the words of two persons' names, each with the word most like it."""
    short, long = sorted((one, other), key=lambda words: (len(words), words))
    if not short or (len(short) == 1 and len(long) > 1):
        return 0.0
    if len(short) < len(long):
        return SHORTER if short[0] == long[0] and short[-1] == long[-1] and set(short) <= set(long) else 0.0
    rest, least = list(long), 1.0
    for word in short:
        best = max(rest, key=lambda candidate: JaroWinkler.similarity(word, candidate))
        least = min(least, JaroWinkler.similarity(word, best))
        rest.remove(best)
    return round(LIKE * least, 2) if least >= LEAST_LIKE else 0.0


def _body(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    alike = Levenshtein.normalized_similarity(" ".join(one), " ".join(other))
    return round(LIKE * alike, 2) if alike >= LEAST_LIKE else 0.0
