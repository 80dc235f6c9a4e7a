"""What somebody asks of a comparison: groups with some words, graded, and the claims outside that they differ from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx
from pyoxigraph import NamedNode
from pyoxigraph import Store as Graphs

from kg.actors.counted import as_counted, counted_in
from kg.compare.report import Comparison, GroupRecord, read_comparison
from kg.grades.read import graded, read_grades
from kg.record_types import ClaimRecord
from kg.records import read_claim
from kg.trace import claims_matching
from kg.vocabulary import PROV


@dataclass(frozen=True)
class Asked:
    """Groups, graded, and by IRI all claims that stand in them, or that these differ from or revise."""

    comparison: Comparison
    claims: Mapping[str, ClaimRecord]


def asked(graphs: Graphs, words: Sequence[str], with_series: bool = False) -> Asked:
    """The groups that have a claim with all the words, or the one of an IRI; without words, all.

    `with_series` also those whose figures are revised by these, or revise them.

    Raises:
        NotFoundError: no claim has the words, or nothing has the IRI.
    """
    found = read_comparison(graphs, claims_matching(graphs, words) if words else None)
    if words and with_series:
        found = read_comparison(graphs, in_series(graphs, {claim.iri for one in found.groups for claim in one.claims}))
    grades, counted = read_grades(graphs), counted_in(graphs)
    groups = tuple(
        replace(group, claims=tuple(graded(claim, grades) for claim in group.claims)) for group in found.groups
    )
    claims = {claim.iri: claim for group in groups for claim in group.claims}
    for iri in sorted({other for group in groups for other in touched_by(group)} - set(claims)):
        claims[iri] = graded(as_counted(read_claim(graphs, iri), counted), grades)
    return Asked(Comparison(groups, found.copies), claims)


def in_series(graphs: Graphs, claims: set[str]) -> set[str]:
    """Some claims, and those of the series of revised figures that they belong to."""
    revised: nx.Graph[str] = nx.Graph()
    for quad in graphs.quads_for_pattern(None, NamedNode(PROV.wasRevisionOf), None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            revised.add_edge(quad.subject.value, quad.object.value)
    return claims | {iri for part in nx.connected_components(revised) if part & claims for iri in part}


def touched_by(group: GroupRecord) -> set[str]:
    """The claims that those of a group differ from or revise, and the group's that do."""
    differ = {iri for one in group.differ for iri in (one.one, one.other)}
    return differ | {iri for pair in group.revises for iri in pair}
