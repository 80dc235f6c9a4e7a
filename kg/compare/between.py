"""What stands between groups: whose figures differ, which deny each other, and which revise what was said before."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from kg.compare.grouping import Group
from kg.compare.index import Relation

SURE = 0.5  # average chance over the pairs of two groups that were read together


def differences(groups: Sequence[Group], relations: Iterable[Relation]) -> list[Relation]:
    """For each two groups that differ, all pairs of their claims, with the reason of the surest pair."""
    of = {claim: number for number, group in enumerate(groups) for claim in group}
    found: dict[tuple[int, int, str], list[Relation]] = {}
    for relation in relations:
        ends = tuple(sorted((of[relation.one], of[relation.other])))
        if relation.kind != "same" and ends[0] != ends[1]:
            found.setdefault((ends[0], ends[1], relation.kind), []).append(relation)
    return found
