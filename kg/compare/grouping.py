"""Groups of claims that say the same, from how sure that is of each pair of them.

Average linkage: the two groups whose claims are most surely the same become one, as long as that is sure enough on
average over all pairs of them; so one doubtful pair does not join two groups (Sokal and Michener 1958). Nor does a
sure one, where others of their claims differ.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from heapq import heapify, heappop, heappush
from itertools import combinations

from kg.compare.index import Relation

SURE = 0.3  # average chance from which groups are joined
UNSCORED = 0.03  # chance of a pair that was never read together, as nothing in it was near
DIFFERENT = -math.inf  # of a pair that differs and does not say the same: its groups are never joined

Group = tuple[str, ...]


def groups_of(claims: Collection[str], relations: Iterable[Relation]) -> list[Group]:
    """The claims in groups that say the same, one or more in each; all in sorted order."""
    related = list(relations)
    scores = {(r.one, r.other): r.score for r in related if r.kind == "same"}
    counted = {(r.one, r.other): DIFFERENT for r in related} | scores
    groups: dict[int, Group] = {number: (claim,) for number, claim in enumerate(sorted(claims))}
    of = {group[0]: number for number, group in groups.items()}
    near: dict[int, set[int]] = {number: set() for number in groups}
    for one, other in scores:
        near[of[one]].add(of[other])
        near[of[other]].add(of[one])
    # The surest pair of groups comes first, then the one with the first claims; a group that has grown is a new one.
    waiting = [(-score, of[one], of[other]) for (one, other), score in scores.items()]
    heapify(waiting)
    while waiting and -waiting[0][0] >= SURE:
        _, one_group, other_group = heappop(waiting)
        if one_group in groups and other_group in groups:
            new = len(near)
            groups[new] = tuple(sorted(groups.pop(one_group) + groups.pop(other_group)))
            near[new] = {number for number in near[one_group] | near[other_group] if number in groups}
            for number in near[new]:
                near[number].add(new)
                heappush(waiting, (-average(groups[new], groups[number], counted), number, new))
    return sorted(groups.values())


def average(one: Group, other: Group, scores: Mapping[tuple[str, str], float]) -> float:
    """The average chance that a claim of one group and one of the other say the same."""
    pairs = [(min(a, b), max(a, b)) for a in one for b in other]
    return sum(scores.get(pair, UNSCORED) for pair in pairs) / len(pairs)


def sureness(group: Group, scores: Mapping[tuple[str, str], float]) -> float:
    """The average chance that two claims of a group say the same; 1 for one alone."""
    pairs = list(combinations(group, 2))
    return sum(scores.get(pair, UNSCORED) for pair in pairs) / len(pairs) if pairs else 1.0
