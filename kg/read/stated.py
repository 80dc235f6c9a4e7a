"""What a page or a file says of itself outside its story, in its metadata or front matter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kg.model import ZoneKind
from kg.read.dates import find_date


@dataclass(frozen=True)
class Stated:
    """Facts of publication as stated, and the kinds of paragraphs by the character they start at."""

    headline: str | None = None
    byline: str | None = None
    publisher: str | None = None
    agency: str | None = None
    dateline: str | None = None
    published: date | datetime | None = None
    address: str | None = None
    kinds: Mapping[int, ZoneKind] = field(default_factory=dict)


def best_date(values: Iterable[str]) -> date | datetime | None:
    """The first of `values` that has a time with its zone, else the first that is a date.

    >>> best_date(["2024-12-19", "2024-12-19T10:00:00+09:00"]).isoformat()
    '2024-12-19T10:00:00+09:00'
    """
    dates = [found.value for value in values if (found := find_date(value))]
    return next((value for value in dates if isinstance(value, datetime)), next(iter(dates), None))
