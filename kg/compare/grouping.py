"""Groups of claims that say the same, from how sure that is of each pair of them.

Average linkage: the two groups whose claims are most surely the same become one, as long as that is sure enough on
average over all pairs of them; so one doubtful pair does not join two groups (Sokal and Michener 1958).
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from kg.compare.index import Relation

SURE = 0.3  # average chance from which groups are joined
UNSCORED = 0.03  # chance of a pair that was never read together, as nothing in it was near

Group = tuple[str, ...]


def groups_of(claims: Collection[str], relations: Iterable[Relation]) -> list[Group]:
    """The claims in groups that say the same, one or more in each; all in sorted order."""
    scores = {(r.one, r.other): r.score for r in relations if r.kind == "same"}
    groups: dict[int, Group] = {number: (claim,) for number, claim in enumerate(sorted(claims))}
    of = {group[0]: number for number, group in groups.items()}
    near = {tuple(sorted((of[one], of[other]))): score for (one, other), score in scores.items()}
    while near:
        best, score = max(near.items(), key=lambda pair: (pair[1], [-number for number in pair[0]]))
        if score < SURE:
            break
        _join(best, groups, near, scores)
    return sorted(groups.values())


def _join(
    pair: tuple[int, ...],
    groups: dict[int, Group],
    near: dict[tuple[int, ...], float],
    scores: Mapping[tuple[str, str], float],
) -> None:
    """Make two groups one, and score it against those near either."""
    kept, gone = pair
    groups[kept] = tuple(sorted(groups[kept] + groups.pop(gone)))
    beside = {number for ends in near if kept in ends or gone in ends for number in ends} - {kept, gone}
    for ends in [ends for ends in near if kept in ends or gone in ends]:
        del near[ends]
    for number in beside:
        near[tuple(sorted((kept, number)))] = average(groups[kept], groups[number], scores)


def average(one: Group, other: Group, scores: Mapping[tuple[str, str], float]) -> float:
    """The average chance that a claim of one group and one of the other say the same."""
    pairs = [(min(a, b), max(a, b)) for a in one for b in other]
    return sum(scores.get(pair, UNSCORED) for pair in pairs) / len(pairs)


def sureness(group: Group, scores: Mapping[tuple[str, str], float]) -> float:
    """The average chance that two claims of a group say the same; 1 for one alone."""
    pairs = list(combinations(group, 2))
    return sum(scores.get(pair, UNSCORED) for pair in pairs) / len(pairs) if pairs else 1.0
