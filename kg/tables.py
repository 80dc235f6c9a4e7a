"""The tables of words in `ontology/`, read once."""

import csv
from functools import cache

from kg.resources import resource

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of the table `ontology/NAME.csv`, by the words of its first line.

    >>> rows("units")[0]
    {'sign': '$', 'unit': 'dollars'}
    """
    with resource("ontology", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
