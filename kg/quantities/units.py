"""Units of money, shares and measures: which words and signs name them, and their codes.

They stand in `ontology/units.csv`. A code is given only where the words leave no choice: "€" is the euro, "pesos" may
be those of eight countries. Currencies that are named with their country ("Philippine pesos") are looked up in the
Unicode CLDR, which Babel brings along. Codes are written with their scheme, as schema:unitCode asks: ISO 4217 for
currencies, UCUM for the rest.
"""

from functools import cache
from typing import NamedTuple, cast

from babel import Locale
from babel.numbers import get_currency_name, list_currencies

from kg.model import QuantityKind
from kg.tables import checked, rows

KINDS = frozenset({"money", "measure", "share"})


class Unit(NamedTuple):
    """A unit: its name in the plural, its code if that is sure, and the kind of quantity it makes."""

    name: str
    code: str | None
    kind: QuantityKind


def signs(place: str) -> dict[str, Unit]:
    """The signs that stand "before" or "after" a number without being a counted noun, in lower case."""
    return _signs()[place]


def unit_of(phrase: str, *, whole: bool = False) -> Unit | None:
    """The unit that a counted noun names, given with the words before it, or as a `whole` that must be in the table.

    >>> unit_of("Philippine pesos")
    Unit(name='pesos', code='ISO4217:PHP', kind='money')
    >>> unit_of("pesos")
    Unit(name='pesos', code=None, kind='money')
    >>> unit_of("square miles").code
    'UCUM:[mi_i]2'
    """
    words = phrase.casefold().split()
    if whole:
        return _nouns().get(" ".join(words))
    ends = [" ".join(words[at:]) for at in range(len(words))]
    found = next((_nouns()[end] for end in ends if end in _nouns()), None)
    if found and found.kind == "money" and not found.code and len(words) > 1:
        return found._replace(code=next((_currencies()[end] for end in ends if end in _currencies()), None))
    return found


def is_relative(unit: str) -> bool:
    """Whether a unit tells by itself that a number is one of a share: percent, percentage points."""
    return any(row["unit"] == unit and row["kind"] == "share" for row in rows("units"))


@cache
def _signs() -> dict[str, dict[str, Unit]]:
    table: dict[str, dict[str, Unit]] = {"before": {}, "after": {}}
    for row in checked("units", "kind", KINDS):
        for place in set(row["place"].split()) & table.keys():
            for word in row["word"].split("|"):
                table[place][word.casefold()] = _unit(row, word)
    return table


@cache
def _nouns() -> dict[str, Unit]:
    return {
        word.casefold(): _unit(row, word.split()[-1])
        for row in rows("units")
        if row["place"] == "noun"
        for word in row["word"].split("|")
    }


def _unit(row: dict[str, str], word: str) -> Unit:
    return Unit(row["unit"] or word, row["code"] or None, cast(QuantityKind, row["kind"]))


@cache
def _currencies() -> dict[str, str]:
    """Codes by the name in the plural, such as "south korean won"; former currencies with years are left out."""
    english = Locale("en")
    names = {get_currency_name(code, 2, english).casefold(): code for code in list_currencies(english)}
    return {name: f"ISO4217:{code}" for name, code in names.items() if " " in name and "(" not in name}
