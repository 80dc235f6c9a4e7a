"""The two articles about a flood with a comparison made by hand: groups, a denial, a copy; or a series of figures."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import pyoxigraph as ox

from comparisons import figures
from graphs import KILLED, LEDGER, NORTHWIRE, flood
from kg.compare.asked import Asked, asked
from kg.compare.between import Between
from kg.compare.report import GroupRecord, alone
from kg.compare.sourced import Sourced, sourced
from kg.compare.triples import between_triples, copy_triples, group_triples
from kg.record_types import ClaimRecord
from kg.records import read_claims
from kg.vocabulary import ID, Triple

DEAD = f"{LEDGER}#claim-72-128"
BEGGED = f"{NORTHWIRE}#claim-230-275"
GATES = f"{NORTHWIRE}#claim-512-548"
IGNORED = f"{NORTHWIRE}#claim-344-382"
REASON = "Harkon Energy denied what Ida Voss said"


def compared_flood() -> ox.Store:
    """Both tolls are one group, what is said of the gates another that the operator denies; a copy of a third text."""
    denied = Between(*sorted([tuple(sorted((BEGGED, GATES))), (IGNORED,)]), "denied", 0.8, REASON)
    return _store([(KILLED, DEAD), (BEGGED, GATES)], [denied], {LEDGER: NORTHWIRE})


def revised_flood() -> ox.Store:
    """The agency revises its toll on the second day."""
    revised = figures((KILLED,), (DEAD,), "“at least 140” and “between 120 and 200”")
    return _store([], [revised], {})


def asked_for(store: ox.Store, *words: str) -> Asked:
    """What `kg timeline` is about."""
    return asked(store, words, with_series=True)


def sources_of(store: ox.Store, *words: str) -> tuple[Asked, Sourced]:
    """The first group with some words."""
    found = asked(store, words)
    return found, sourced(found.comparison.groups[0], found.comparison.copies)


def group_of(claims: Sequence[ClaimRecord], copies: Mapping[str, str]) -> GroupRecord:
    """Claims as one group, with nothing that differs."""
    return GroupRecord("urn:group", tuple(claims), 1.0, alone(claims, copies), (), ())


def _store(groups: Iterable[tuple[str, ...]], between: list[Between], copies: dict[str, str]) -> ox.Store:
    store = flood()
    claims = {claim.iri: claim for claim in read_claims(store)}
    ordered = [tuple(sorted(group)) for group in groups]
    scores = {pair: 0.9 for group in ordered for pair in combinations(group, 2)}
    _put(store, "groups", group_triples(ordered, claims, scores, copies))
    _put(store, "differences", between_triples(between, claims))
    _put(store, "copies", (triple for one, other in copies.items() for triple in copy_triples(one, other, 1.0)))
    return store


def _put(store: ox.Store, name: str, triples: Iterable[Triple]) -> None:
    lines = "\n".join(" ".join(term.n3() for term in triple) + " ." for triple in triples)
    store.load(lines.encode(), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(str(ID[f"comparison/{name}"])))
