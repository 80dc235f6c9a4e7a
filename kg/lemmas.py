"""The lemmas that a token may have: the parse's, its form, and the bases of its regular endings."""

from functools import lru_cache

from kg.model import Token

ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
)
SHORTEST = 3


def lemmas(token: Token) -> frozenset[str]:
    """Every lemma to look up in a table of words, in lower case: a trained lemmatizer errs on rare words."""
    return bases(token.text.lower()) | {token.lemma.lower()}


@lru_cache(maxsize=4096)
def bases(form: str) -> frozenset[str]:
    """The form and what it may be a regular form of.

    >>> sorted(bases("slammed"))
    ['slam', 'slamm', 'slamme', 'slammed']
    """
    found = {form}
    for ending, base in ENDINGS:
        stem = form.removesuffix(ending)
        if stem != form and len(stem) >= SHORTEST:
            found.add(stem + base)
            if stem[-1] == stem[-2] and base == "" and ending in ("ed", "ing"):
                found.add(stem[:-1])
    return frozenset(found)
