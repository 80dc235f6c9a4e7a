"""What was claimed when: claims by the day of their article, series of revised figures, and what differs at its day."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from kg.compare.asked import Asked
from kg.compare.figures import counted, held
from kg.compare.gists import Figure
from kg.compare.gists import figure as gist_of
from kg.compare.report import DifferenceRecord, GroupRecord
from kg.draw.style import figure
from kg.record_types import ClaimRecord, QuantityRecord
from kg.trace import figure_data


@dataclass(frozen=True)
class Difference:
    """What differs between a claim and an earlier one, one of its day, or one that was not asked for."""

    from_: ClaimRecord
    found: DifferenceRecord


@dataclass(frozen=True)
class Moment:
    """A claim at the day of its article ("" where it is not known), with the days that it tells of.

    `told` are first and last day, "" where open. `number` is that of its group, in the order of groups. `copy_of` is
    the IRI of the article that its article is a copy of ("" where it is none). `revises` are the claims whose figures
    it revises.
    """

    day: str
    told: tuple[tuple[str, str], ...]
    number: int
    group: GroupRecord
    claim: ClaimRecord
    copy_of: str
    revises: tuple[ClaimRecord, ...]
    differs: tuple[Difference, ...]


@dataclass(frozen=True)
class Timeline:
    """The claims in the order of their days, and each series of revised figures in its order."""

    moments: tuple[Moment, ...]
    series: tuple[tuple[ClaimRecord, ...], ...]


def timeline(found: Asked) -> Timeline:
    """The claims of the groups that were asked for."""
    shown = {claim.iri for group in found.comparison.groups for claim in group.claims}
    moments = [
        _moment(found, group, number, claim, shown)
        for number, group in enumerate(found.comparison.groups, start=1)
        for claim in group.claims
    ]
    moments.sort(key=lambda one: (_place(one.claim), one.number))
    return Timeline(tuple(moments), tuple(series_of(found)))


def series_of(found: Asked) -> Iterator[tuple[ClaimRecord, ...]]:
    """Claims whose figures one source revised, from the first to the last; one that was revised twice ends two."""
    revised: nx.DiGraph[str] = nx.DiGraph()
    revised.add_edges_from((earlier, later) for one in found.comparison.groups for later, earlier in one.revises)
    # What revises a figure revises those before it too: only the steps are shown.
    steps = nx.transitive_reduction(revised)
    lasts = sorted((iri for iri in steps if not steps.out_degree(iri)), key=lambda iri: _place(found.claims[iri]))
    for last in lasts:
        before = nx.subgraph(steps, nx.ancestors(steps, last) | {last})
        yield tuple(found.claims[iri] for iri in nx.dag_longest_path(before))


def changed(earlier: ClaimRecord, later: ClaimRecord) -> tuple[str, str]:
    """The figures in short that one claim has in the place of an earlier one's; all, where none is of one measure.

    There are none where one of the claims has no figure, but a day perhaps: the other's tell of something else.
    """
    pairs = [
        (one, other)
        for one in earlier.quantities
        for other in later.quantities
        if differs(gist_of(one), gist_of(other))
    ]
    if not pairs:
        whole = earlier.quantities and later.quantities
        return (in_short(earlier.quantities), in_short(later.quantities)) if whole else ("", "")
    return in_short(one for one, _ in pairs), in_short(other for _, other in pairs)


def differs(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same, or one a part of what the other counts, and are not equal."""
    return counted(one, other) in ("same", "wider") and held(one, other) != "equal"


def in_short(quantities: Iterable[QuantityRecord]) -> str:
    """Figures in short, each once."""
    return ", ".join(dict.fromkeys(figure(figure_data(quantity)) for quantity in quantities))


def figures_of(claims: tuple[ClaimRecord, ...]) -> list[str]:
    """The figures of a series, one for each step."""
    pairs = [changed(*pair) for pair in pairwise(claims)]
    return [pairs[0][0], *(later for _, later in pairs)]


def spoken_by(claim: ClaimRecord) -> str:
    """The last sources of a claim's chains, or its outlet where it has none."""
    labels = [chain[-1].actor.label for chain in claim.chains if chain]
    return " and ".join(dict.fromkeys(labels)) or claim.article.outlet


def _moment(asked_for: Asked, group: GroupRecord, number: int, claim: ClaimRecord, shown: Collection[str]) -> Moment:
    times = [(time.first, time.last) for event in claim.told for time in event.times if time.first or time.last]
    found: dict[tuple[str, str], Difference] = {}
    for one in sorted(group.differ, key=lambda difference: -difference.score):
        if claim.iri in (one.one, one.other):
            other = asked_for.claims[one.other if one.one == claim.iri else one.one]
            if _place(other) < _place(claim) or other.iri not in shown:
                found.setdefault((one.kind, one.reason), Difference(other, one))
    return Moment(
        claim.article.published[:10],
        tuple(dict.fromkeys(times)),
        number,
        group,
        claim,
        asked_for.comparison.copies.get(claim.article.iri, ""),
        tuple(asked_for.claims[earlier] for later, earlier in group.revises if later == claim.iri),
        tuple(found.values()),
    )


def _place(claim: ClaimRecord) -> tuple[str, str, int, str]:
    article = claim.article
    return article.published or "9", article.name, min((words.start for words in claim.evidence), default=0), claim.iri
