"""How sure it is that claims of two articles stand in a relation: weighed by what each says, then read together.

All pairs of near claims are measured first. Where that leaves a doubt, the encoder reads both claims together, which
takes a thousand times as long, and they are weighed again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.compare.encoder import ClaimsEncoder, Vectors, Verdict
from kg.compare.likeness import (
    KINDS,
    Chances,
    Compared,
    Measured,
    Ranked,
    chances,
    load_weights,
    logits,
    measures,
    measures_together,
)

NEAR = 0.4  # cosine of the vectors of two claims below which nothing stands between them
DOUBT = {"same": 0.03, "figures": 0.06, "measure": 0.06, "denied": 0.06}  # chance from which two are read together
SURE = 8.0  # log odds of what needs no weighing
NOTHING = -12.0  # log odds of what is not near


class Side(NamedTuple):
    """The claims of an article, with their vectors."""

    claims: Sequence[Compared]
    vectors: Vectors


@dataclass(frozen=True)
class Pairs:
    """The pairs of near claims of two articles, or of one, by their places in the table of all."""

    one: Side
    other: Side
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    measured: Sequence[Measured]

    @property
    def claims(self) -> list[tuple[Compared, Compared]]:
        """The pairs."""
        ends = zip(self.rows.tolist(), self.columns.tolist(), strict=True)
        return [(self.one.claims[row], self.other.claims[column]) for row, column in ends]

    def weighed(self, encoder: ClaimsEncoder) -> Chances:
        """The chances of the relations of each pair."""
        first = chances(self.measured, load_weights()["alone"])
        doubtful = self.doubtful(first)
        if len(doubtful):
            pairs = self.claims
            readings = encoder.readings([(pairs[n][0].gist.text, pairs[n][1].gist.text) for n in doubtful.tolist()])
            first[doubtful] = chances(self.again(first, doubtful, readings), load_weights()["together"])
        return first

    def doubtful(self, first: Chances) -> NDArray[np.intp]:
        """The numbers of the pairs that are to be read together, by their first chances."""
        least = np.array([DOUBT[kind] for kind in KINDS])
        return np.flatnonzero((first >= least).any(axis=1))

    def again(self, first: Chances, doubtful: NDArray[np.intp], readings: Sequence[Verdict]) -> list[Measured]:
        """What is measured of the doubtful pairs when they have been read together."""
        scores = logits(first)
        table = np.full((len(self.one.claims), len(self.other.claims)), NOTHING)
        table[self.rows, self.columns] = [
            SURE if one.alike(other) else score for (one, other), score in zip(self.claims, scores[:, 0], strict=True)
        ]
        if self.one is self.other:
            table = np.maximum(table, table.T)
        surer = leads(table, self.rows, self.columns, NOTHING)
        pairs = self.claims
        return [
            measures_together(pairs[n], self.measured[n], scores[n], surer[n], reading)
            for n, reading in zip(doubtful.tolist(), readings, strict=True)
        ]


def near_pairs(one: Side, other: Side, encoder: ClaimsEncoder) -> Pairs:
    """The pairs of claims of two articles whose vectors are near, measured."""
    likeness = one.vectors.astype(np.float64) @ other.vectors.T  # so exact that it is the same either way round
    if one is other:
        np.fill_diagonal(likeness, 0.0)
    rows, columns = (np.triu(likeness) if one is other else likeness).__ge__(NEAR).nonzero()
    verdicts = encoder.verdicts(one.vectors[rows], other.vectors[columns])
    near = leads(likeness, rows, columns, 0.0)
    pairs = Pairs(one, other, rows, columns, ())
    measured = [measures(*pair, alike, told) for pair, alike, told in zip(pairs.claims, near, verdicts, strict=True)]
    return Pairs(one, other, rows, columns, measured)


def leads(table: NDArray[np.float64], rows: NDArray[np.intp], columns: NDArray[np.intp], least: float) -> list[Ranked]:
    """Values of a table beside the greatest other one of their rows and their columns, which is `least` at least."""
    values = table[rows, columns]
    in_row, in_column = (rivals(values, way[lines], least) for way, lines in ((table, rows), (table.T, columns)))
    return [
        Ranked(value, value - max(one, other), value - min(one, other))
        for value, one, other in zip(values.tolist(), in_row.tolist(), in_column.tolist(), strict=True)
    ]


def rivals(values: NDArray[np.float64], lines: NDArray[np.float64], least: float) -> NDArray[np.float64]:
    """The greatest value of each line but for one that is given."""
    padded = np.pad(lines, ((0, 0), (0, 2)), constant_values=least)
    second, first = np.sort(padded, axis=1)[:, -2:].T
    return np.where(values >= first, second, first)  # type: ignore[no-any-return]
