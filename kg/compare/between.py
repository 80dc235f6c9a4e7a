"""What stands between groups of claims: figures that differ, denials, and series of figures that one source revises."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, product

import networkx as nx

from kg.compare.grouping import Group
from kg.compare.index import Relation
from kg.compare.parties import parties_of
from kg.compare.ties import Tie, ties_between
from kg.record_types import ActorRecord, ClaimRecord

ENOUGH = {"figures": 0.2, "measure": 0.12, "denied": 0.3}  # how sure it must be that two groups differ


@dataclass(frozen=True)
class Between:
    """What stands between two groups: the kind, how sure that is, and the reason that its surest pair gives.

    The score is half the chance of the surest pair, half the average over all pairs: one pair that is plain tells of
    both groups, but one that is doubtful does not. `pairs` are those that were judged, the surest first.
    """

    one: Group
    other: Group
    kind: str
    score: float
    reason: str
    pairs: tuple[Relation, ...] = ()


def between(groups: Sequence[Group], relations: Iterable[Relation]) -> Iterator[Between]:
    """What stands between the groups, as far as enough of their claims bear it out."""
    of = {claim: group for group in groups for claim in group}
    apart = [relation for relation in relations if relation.kind != "same" and of[relation.one] != of[relation.other]]
    apart.sort(key=lambda r: (_ends(of, r), r.kind, -r.score, r.one, r.other))
    for ((one, other), kind), found in groupby(apart, key=lambda r: (_ends(of, r), r.kind)):
        pairs = list(found)
        average = sum(relation.score for relation in pairs) / (len(one) * len(other))
        score = (average + pairs[0].score) / 2
        if score >= ENOUGH[kind]:
            yield Between(one, other, kind, score, pairs[0].reason, tuple(pairs))


def pairs_of(found: Between) -> Iterator[tuple[tuple[str, str], float]]:
    """All pairs of claims of two groups, each in sorted order, with how sure it is that these two differ.

    Of those that were not judged by themselves no more is known than of all on average.
    """
    judged = {(relation.one, relation.other): relation.score for relation in found.pairs}
    average = sum(judged.values()) / (len(found.one) * len(found.other)) if judged else found.score
    for one, other in product(found.one, found.other):
        pair = min(one, other), max(one, other)
        yield pair, judged.get(pair, average)


def revision(found: Between, claims: Mapping[str, ClaimRecord]) -> tuple[str, str] | None:
    """The first telling of a later figure and that of the earlier one it revises, where one source gives both.

    A source revises what it said on an earlier day; figures of one day, of days not known or of two sources differ.
    Whoever else tells them in the two groups is no part of it, nor is a source that denies a figure.
    """
    pairs = [
        (claims[one], claims[other])
        for one, other in (_sides(found, pair) for pair in found.pairs)
        if all(claims[iri].stance == "asserted" and _day(claims[iri]) for iri in (one, other))
    ]
    if found.kind != "figures" or all(_day(one) == _day(other) for one, other in pairs):
        return None
    ties = ties_between(parties_of(origins_of(claims[iri] for iri in (*found.one, *found.other))))
    own = [(one, other) for one, other in pairs if share_a_source(origins_of([one]), origins_of([other]), ties)]
    if not own or len({min(map(_day, side)) for side in zip(*own, strict=True)}) == 1:
        return None
    earlier, later = min((sorted(pair, key=_telling) for pair in own), key=lambda pair: [*map(_telling, pair)])
    return later.iri, earlier.iri


def steps(found: Iterable[Between], claims: Mapping[str, ClaimRecord]) -> Iterator[tuple[Between, str, str]]:
    """The steps of series, each with the later claim and the earlier one; what leads past a step in between is none."""
    revised = {pair: one for one in found if (pair := revision(one, claims))}
    for pair in sorted(nx.transitive_reduction(nx.DiGraph(revised.keys())).edges):
        yield revised[pair], *pair


def origins_of(claims: Iterable[ClaimRecord]) -> list[ActorRecord]:
    """The last actors of the claims' chains."""
    return [chain[-1].actor for claim in claims for chain in claim.chains if chain]


def share_a_source(ones: Sequence[ActorRecord], others: Sequence[ActorRecord], ties: Iterable[Tie]) -> bool:
    """Whether an actor of either side is one with an actor of the other."""
    mine, theirs = {actor.iri for actor in ones}, {actor.iri for actor in others}
    return bool(mine & theirs) or any(
        (tie.one in mine and tie.other in theirs) or (tie.one in theirs and tie.other in mine) for tie in ties
    )


def _ends(of: Mapping[str, Group], relation: Relation) -> tuple[Group, Group]:
    one, other = sorted((of[relation.one], of[relation.other]))
    return one, other


def _sides(found: Between, pair: Relation) -> tuple[str, str]:
    """The claims of a pair, that of the first group first."""
    return (pair.one, pair.other) if pair.one in found.one else (pair.other, pair.one)


def _telling(claim: ClaimRecord) -> tuple[str, str]:
    return claim.article.published or "9", claim.iri


def _day(claim: ClaimRecord) -> str:
    return claim.article.published[:10]
