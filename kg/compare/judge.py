"""Which relations stand between the claims of two articles, with how sure that is and the reason in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.compare.encoder import ClaimsEncoder, Vectors
from kg.compare.figures import Pair, compared
from kg.compare.gists import Figure, Gist
from kg.compare.index import Relation
from kg.compare.likeness import Compared, chance, measures, read_together

NEAR = 0.3  # cosine of the vectors of two claims below which nothing stands between them
SCREEN = 0.05  # chance, before two claims are read together, below which they are not
KINDS = ("same", "figures", "measure", "denied")
LEAST = {"same": 0.3, "figures": 0.5, "measure": 0.5, "denied": 0.5}  # chance from which a relation is kept


@dataclass(frozen=True)
class Side:
    """The claims of an article, with their vectors."""

    claims: Sequence[Compared]
    vectors: Vectors


def relations_between(one: Side, other: Side, encoder: ClaimsEncoder) -> Iterator[Relation]:
    """The relations between the claims of two articles, or within one where both are the same."""
    if not one.claims or not other.claims:
        return
    likeness = one.vectors @ other.vectors.T
    for row, column in zip(*(likeness >= NEAR).nonzero(), strict=True):
        a, b = one.claims[row], other.claims[column]
        if a.gist.claim != b.gist.claim and (one is not other or row < column):
            yield from relations_of(a, b, float(likeness[row, column]), encoder)


def relations_of(one: Compared, other: Compared, likeness: float, encoder: ClaimsEncoder) -> Iterator[Relation]:
    """The relations between two claims whose vectors have a likeness (cosine)."""
    first, second = sorted((one.gist.claim, other.gist.claim))
    if one.gist.text.casefold() == other.gist.text.casefold() and one.gist.stance == other.gist.stance:
        yield Relation(first, second, "same", 1.0)
        return
    measured = measures(one, other, likeness)
    if chance("screen", measured) < SCREEN:
        return
    measured |= read_together(one, other, encoder.verdict(one.gist.text, other.gist.text))
    for kind in KINDS:
        score = chance(kind, measured)
        reason = reason_for(kind, one.gist, other.gist)
        if score >= LEAST[kind] and reason is not None:
            yield Relation(first, second, kind, round(score, 3), reason)


def reason_for(kind: str, one: Gist, other: Gist) -> str | None:
    """Why two claims are said to stand so, in words; None where nothing in them bears it out."""
    if kind == "same":
        return ""
    if kind == "denied":
        return denial(one, other)
    pairs = compared(one.figures, other.figures)
    if kind == "figures":
        fitting = [p for p in pairs if p.holds == "conflicting" and p.counts != "wider"]
    else:
        fitting = [p for p in pairs if p.counts == "wider" or (p.counts == "other" and p.holds == "conflicting")]
    best = min(fitting, key=lambda p: p.counts == "other", default=None)
    return figures_in_words(best, kind) if best else None


def denial(one: Gist, other: Gist) -> str:
    """Who denies what whom says."""
    denier, teller = (one, other) if denies(one) and not denies(other) else (other, one)
    return f"{who(denier)} denies what {who(teller)} says"


def denies(gist: Gist) -> bool:
    """Whether a claim says no, by its words or as a denial."""
    return gist.negative or gist.stance == "denied"


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
