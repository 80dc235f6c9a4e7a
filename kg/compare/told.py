"""Differences as a reader is told them: each once, the surest first, and of all that there is only what is likely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.compare.asked import Asked
from kg.compare.report import DifferenceRecord, GroupRecord

LIKELY = {"figures": 0.3, "measure": 0.2, "denied": 0.45}  # from where half or more of those of the train stories hold
MOST = 4  # differences of a group that are told


@dataclass(frozen=True)
class Told:
    """What a group differs in, for one reason: the pairs of claims that do, the surest first."""

    kind: str
    reason: str
    score: float
    pairs: tuple[DifferenceRecord, ...]


@dataclass(frozen=True)
class Page:
    """A group with what is first told of it, what was told with a group before, and how many more there are."""

    group: GroupRecord
    first: tuple[Told, ...]
    again: tuple[Told, ...]
    more: int


def pages(groups: Sequence[GroupRecord]) -> Iterator[Page]:
    """The groups, each difference with the first of its two.

    A claim that stands alone, and is shown with the group that it differs from or that revises it, is not shown again.
    """
    told, shown = set[DifferenceRecord](), {earlier for group in groups for _, earlier in group.revises}
    for group in groups:
        found = told_of(group)
        again = tuple(one for one in found if told.issuperset(one.pairs))
        new = [one for one in found if one not in again]
        if not group.iri and not new and not group.revises and group.claims[0].iri in shown:
            continue
        first = tuple(new[:MOST])
        told |= {pair for one in first for pair in one.pairs}
        shown |= {iri for one in first for iri in (one.pairs[0].one, one.pairs[0].other)}
        yield Page(group, first, again, len(new) - len(first))


def told_of(group: GroupRecord) -> list[Told]:
    """What a group differs in, each reason once, the surest first."""
    found: dict[tuple[str, str], list[DifferenceRecord]] = {}
    for one in group.differ:
        found.setdefault((one.kind, one.reason), []).append(one)
    told = [Told(*said, sureness(pairs), tuple(sorted(pairs, key=_place))) for said, pairs in found.items()]
    return sorted(told, key=lambda one: (-one.score, one.kind, one.reason))


def sureness(pairs: Sequence[DifferenceRecord]) -> float:
    """How sure it is that two groups differ: half the chance of the surest pair, half the average of all."""
    scores = [pair.score for pair in pairs]
    return (max(scores) + sum(scores) / len(scores)) / 2


def likely(found: Asked) -> Asked:
    """All groups without the differences that are less likely, nor the claims that had nothing but those."""
    groups = found.comparison.groups
    of = {claim.iri: number for number, group in enumerate(groups) for claim in group.claims}
    between: dict[tuple[frozenset[int], str], set[DifferenceRecord]] = {}
    for one in (one for group in groups for one in group.differ):
        between.setdefault((frozenset((of[one.one], of[one.other])), one.kind), set()).add(one)
    doubtful = {one for (_, kind), pairs in between.items() if sureness([*pairs]) < LIKELY[kind] for one in pairs}
    revised = {iri for group in groups for pair in group.revises for iri in pair}
    left = (replace(group, differ=tuple(one for one in group.differ if one not in doubtful)) for group in groups)
    kept = tuple(group for group in left if group.iri or group.differ or group.claims[0].iri in revised)
    return replace(found, comparison=replace(found.comparison, groups=kept))


def _place(pair: DifferenceRecord) -> tuple[float, str, str]:
    return -pair.score, pair.one, pair.other
