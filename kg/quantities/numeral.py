"""A number as it is read from a text, before it is known what it counts."""

from dataclasses import dataclass
from decimal import Decimal

from kg.model import Span
from kg.quantities.units import Unit


@dataclass(frozen=True)
class Numeral:
    """A number in the text: its characters, lowest and highest reading, and the unit if a sign names it."""

    span: Span
    low: Decimal
    high: Decimal
    vague: bool = False
    digits: bool = False
    unit: Unit | None = None
    joined: bool = False
    """Whether it is a range of two numbers ("20 to 30")."""
    out_of: Decimal | None = None
    """Of how many parts it is one or several."""
