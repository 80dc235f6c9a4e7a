"""The tables of words in `ontology/`, or in the user's folder instead, read once."""

import csv
from collections.abc import Collection
from functools import cache

from kg.errors import TableError
from kg.resources import resource

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of the table `ontology/NAME.csv`, by the words of its first line.

    Raises TableError where a row has more or fewer cells than the first line.

    >>> rows("reporting")[0].keys()
    dict_keys(['sort', 'lemmas'])
    """
    path = resource("ontology", f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        table = []
        for row in reader:
            if None in row or None in row.values():
                columns = ", ".join(reader.fieldnames or ())
                raise TableError(f"{path}, line {reader.line_num}: a row has a cell for each of {columns}; correct it")
            table.append(row)
    return tuple(table)


@cache
def name_words(sort: str) -> frozenset[str]:
    """The words of a sort in `ontology/name_words.csv`: honorifics, particles, ends of mastheads and of compounds."""
    return frozenset(word for row in rows("name_words") if row["sort"] == sort for word in row["words"].split())


def checked(name: str, column: str, allowed: Collection[str]) -> tuple[Row, ...]:
    """The rows of a table, one column of which holds allowed words only; raises TableError where it does not."""
    path = resource("ontology", f"{name}.csv")
    for row in rows(name):
        if column not in row:
            raise TableError(f"{path}: the column {column!r} is missing; add it to the first line")
        if row[column] not in allowed:
            words, choice = next(iter(row.values())), ", ".join(repr(word) for word in sorted(allowed))
            raise TableError(f"{path}: the {column} of {words!r} is {row[column]!r}; write one of {choice}")
    return rows(name)
