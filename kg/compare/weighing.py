"""How sure it is that claims of two articles stand in a relation: weighed by what each says, then read together.

All pairs of near claims are measured first. Where that leaves a doubt, the encoder reads both claims together, which
takes a thousand times as long, and they are weighed again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.compare.encoder import WHOLE, ClaimsEncoder, Passage, Vectors, Verdict
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

NEAR = 0.5  # cosine of the vectors of two claims below which nothing stands between them
DOUBT = {"same": 0.13, "figures": 0.2, "measure": 0.2, "denied": 0.2}  # chance from which two are read together
SURE = 8.0  # log odds of what needs no weighing
NOTHING = -12.0  # log odds of what is not near

Places = NDArray[np.intp]


class Side(NamedTuple):
    """The claims of an article, with their vectors as the index keeps them."""

    claims: Sequence[Compared]
    vectors: Vectors

    @property
    def whole(self) -> NDArray[np.float64]:
        """The vectors in whole numbers, so that their products are exact, whichever article comes first."""
        return np.rint(self.vectors.astype(np.float64) * WHOLE)


@dataclass(frozen=True)
class Pairs:
    """The pairs of near claims of two articles, or within one, with what is measured of them.

    `rows` and `columns` are their places in the table of all claims of one article by all of the other.
    """

    claims: Sequence[tuple[Compared, Compared]]
    measured: Sequence[Measured]
    rows: Places
    columns: Places
    size: tuple[int, int]
    within: bool

    def weighed(self, encoder: ClaimsEncoder) -> Iterator[Chances]:
        """The chances of the relations of each pair; the encoder begins at once to read those in doubt."""
        first = chances(self.measured, load_weights()["alone"])
        doubtful = self.doubtful(first)
        return self.settled(first, doubtful, self.readings(doubtful, encoder))

    def settled(self, first: Chances, doubtful: Sequence[int], readings: Iterable[Verdict]) -> Iterator[Chances]:
        """The chances of each pair, those of the doubtful ones by their readings."""
        if doubtful:
            first[doubtful] = chances(self.again(first, doubtful, readings), load_weights()["together"])
        yield from first

    def doubtful(self, first: Chances) -> list[int]:
        """The numbers of the pairs that are to be read together, by their first chances."""
        least = np.array([DOUBT[kind] for kind in KINDS])
        found = np.flatnonzero((first >= least).any(axis=1)).tolist()
        return [n for n in found if not Compared.alike(*self.claims[n])]

    def readings(self, doubtful: Sequence[int], encoder: ClaimsEncoder) -> Iterator[Verdict]:
        """What the encoder says of the doubtful pairs, each read together."""
        return encoder.readings([(passage(self.claims[n][0]), passage(self.claims[n][1])) for n in doubtful])

    def again(self, first: Chances, doubtful: Sequence[int], readings: Iterable[Verdict]) -> list[Measured]:
        """What is measured of the doubtful pairs once they were read together."""
        odds = logits(first)
        odds[[Compared.alike(*pair) for pair in self.claims], 0] = SURE
        table = np.full(self.size, NOTHING)
        table[self.rows, self.columns] = odds[:, 0]
        if self.within:
            table = np.maximum(table, table.T)
        surer = leads(table, self.rows, self.columns, NOTHING)
        return [
            measures_together(self.measured[n], odds[n], surer[n], reading)
            for n, reading in zip(doubtful, readings, strict=True)
        ]


def in_order(one: Compared, other: Compared) -> tuple[Compared, Compared]:
    """Two claims, the same one first whichever article comes first."""
    return (one, other) if one.gist.claim < other.gist.claim else (other, one)


def passage(claim: Compared) -> Passage:
    """The words of a claim, and those around it."""
    return Passage(claim.gist.text, claim.gist.before, claim.gist.after)


def near_pairs(one: Side, other: Side, encoder: ClaimsEncoder, alike: float) -> Pairs:
    """The pairs of claims of two articles whose vectors are near; `alike` is how alike the articles are."""
    likeness = one.whole @ other.whole.T / WHOLE**2
    within = one is other
    if within:
        np.fill_diagonal(likeness, 0.0)
    rows, columns = np.nonzero((np.triu(likeness) if within else likeness) >= NEAR)
    ends = zip(rows.tolist(), columns.tolist(), strict=True)
    claims = [in_order(one.claims[row], other.claims[column]) for row, column in ends]
    near = leads(likeness, rows, columns, 0.0)
    verdicts = encoder.verdicts(one.vectors[rows], other.vectors[columns])
    measured = [
        measures(*pair, alike, *told) for pair, told in zip(claims, zip(near, verdicts, strict=True), strict=True)
    ]
    return Pairs(claims, measured, rows, columns, likeness.shape, within)


def leads(table: NDArray[np.float64], rows: Places, columns: Places, least: float) -> list[Ranked]:
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
