"""Which relations stand between the claims of two articles, with how sure that is and the reason in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from kg.compare.encoder import ClaimsEncoder, Vectors, Verdict
from kg.compare.figures import Pair, compared
from kg.compare.gists import Figure, Gist
from kg.compare.index import Relation
from kg.compare.likeness import Compared, chances, measures

NEAR = 0.4  # cosine of the vectors of two claims below which nothing stands between them
KINDS = ("same", "figures", "measure", "denied")
LEAST = {"same": 0.1, "figures": 0.08, "measure": 0.08, "denied": 0.1}  # chance from which a relation is kept


@dataclass(frozen=True)
class Side:
    """The claims of an article, with their vectors."""

    claims: Sequence[Compared]
    vectors: Vectors


def relations_between(one: Side, other: Side, encoder: ClaimsEncoder) -> Iterator[Relation]:
    """The relations between the claims of two articles, or within one where both are the same."""
    if not one.claims or not other.claims:
        return
    likeness = one.vectors.astype(np.float64) @ other.vectors.T  # so exact that it is the same either way round
    near = np.triu(likeness, 1) if one is other else likeness
    rows, columns = (near >= NEAR).nonzero()
    verdicts = encoder.verdicts(one.vectors[rows], other.vectors[columns])
    for row, column, verdict in zip(rows.tolist(), columns.tolist(), verdicts, strict=True):
        yield from relations_of(one.claims[row], other.claims[column], float(likeness[row, column]), verdict)


def relations_of(one: Compared, other: Compared, likeness: float, verdict: Verdict) -> Iterator[Relation]:
    """The relations between two claims whose vectors have a likeness (cosine) and were judged by the encoder."""
    one, other = sorted((one, other), key=lambda claim: claim.gist.claim)  # reasons name one first, whichever it was
    first, second = one.gist.claim, other.gist.claim
    if one.gist.text.casefold() == other.gist.text.casefold() and one.is_denial == other.is_denial:
        yield Relation(first, second, "same", 1.0)
        return
    measured = measures(one, other, likeness, verdict)
    scores = chances(measured)
    if apart := figures_apart(one, other):
        # Alike in all but their figures: they tell of one thing, and differ in how much of it there is.
        scores[apart], scores["same"] = max(scores[apart], scores["same"]), 0.0
    if not comparable(one.gist.stance, other.gist.stance):
        scores["same"] = 0.0
    for kind, score in scores.items():
        if score >= LEAST[kind] and (reason := reason_for(kind, one, other)) is not None:
            yield Relation(first, second, kind, round(score, 3), reason)


def figures_apart(one: Compared, other: Compared) -> Literal["figures", "measure"] | None:
    """Whether the figures of two claims keep them from saying the same: they conflict, or count a wider thing."""
    pairs = compared(one.gist.figures, other.gist.figures)
    if any(pair.holds == "equal" for pair in pairs):
        return None
    if any(pair.counts == "same" and pair.holds == "conflicting" for pair in pairs):
        return "figures"
    return "measure" if any(pair.counts == "wider" for pair in pairs) else None


def comparable(one: str, other: str) -> bool:
    """Whether two stances can be to one claim: who declines to comment or keeps silent says nothing that others say."""
    return one == other or {one, other} <= {"asserted", "denied"}


def reason_for(kind: str, one: Compared, other: Compared) -> str | None:
    """Why two claims are said to stand so, in words; None where nothing in them bears it out."""
    if kind == "same":
        return ""
    if kind == "denied":
        return denial(one, other)
    pairs = compared(one.gist.figures, other.gist.figures)
    if kind == "figures":
        fitting = [p for p in pairs if p.holds == "conflicting" and p.counts != "wider"]
    else:
        fitting = [p for p in pairs if p.counts == "wider" or (p.counts == "other" and p.holds == "conflicting")]
    best = min(fitting, key=lambda p: p.counts == "other", default=None)
    return figures_in_words(best, kind) if best else None


def denial(one: Compared, other: Compared) -> str:
    """Who denies what whom says."""
    denier, teller = (one, other) if says_no(one) and not says_no(other) else (other, one)
    if not says_no(denier):
        return f"{who(one.gist)} and {who(other.gist)} contradict each other"
    return f"{who(denier.gist)} denies what {who(teller.gist)} says"


def says_no(claim: Compared) -> bool:
    """Whether a claim says no, by its words or as a denial."""
    return claim.gist.negative or claim.is_denial


def who(gist: Gist) -> str:
    """On whom a claim rests, in words."""
    return " and ".join(sorted(gist.origins)) or "the article"


def figures_in_words(pair: Pair, kind: str) -> str:
    """Why two figures differ."""
    told = f"{in_words(pair.one)} and {in_words(pair.other)}"
    return f"{told} cannot both hold" if kind == "figures" else f"{told} count different things"


def in_words(figure: Figure) -> str:
    """A figure as it is told, with what it counts."""
    return f"“{figure.words}” {figure.of}".strip()
