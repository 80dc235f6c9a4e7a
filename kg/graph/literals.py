"""Literals, written as a triple store gives them back."""

from decimal import Decimal
from functools import lru_cache

from rdflib import Literal

from kg.vocabulary import XSD

DECIMAL = XSD.decimal


def text_of(words: str) -> Literal:
    """Plain text: nothing to normalise, which would take half the time."""
    return Literal(words, normalize=False)


@lru_cache(maxsize=4096)
def integer(number: int) -> Literal:
    """The number as an xsd:integer, which is what stores give back for an xsd:nonNegativeInteger."""
    return Literal(number)


def decimal(number: Decimal) -> Literal:
    """The number as an xsd:decimal without exponent or idle zeros, as stores give it back.

    >>> [str(decimal(Decimal(words))) for words in ("1E+3", "0.930", "-0.0")]
    ['1000', '0.93', '0']
    """
    words = f"{number:f}" if number else "0"
    return Literal(words.rstrip("0").rstrip(".") if "." in words else words, datatype=DECIMAL)
