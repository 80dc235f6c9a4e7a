"""Gists and figures of claims for tests, from a few words."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from kg.compare.gists import Figure, Gist


def figure(words: str, of: str = "killed", kind: str = "count", relation: str = "") -> Figure:
    """A figure written as bounds: "34", "34-", "-34" or "30-40", with "~" where it is approximate."""
    low, dash, high = words.strip("~").partition("-")
    bounds = (Decimal(low) if low else None, (Decimal(high) if high else None) if dash else Decimal(low))
    return Figure(of, "", kind, "", "", *bounds, "~" in words, relation, words)


NOBODY = frozenset[str]()
EMPTY = Gist("", "a", "", "", "", "asserted", False, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY, (), "", "", "")


def gist(text: str, **others: Any) -> Gist:
    return replace(EMPTY, claim=text, text=text, **others)
