"""Whom the actors of a store are counted as: what people said are the same stand as one in what is read back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pyoxigraph import Store

from kg.record_types import ActorRecord, ClaimRecord, HopRecord
from kg.vocabulary import PREFIXES

Counted = Mapping[str, tuple[str, str]]

COUNTED = """
    SELECT ?actor ?kept (MIN(?name) AS ?label) { ?actor kg:countedAs ?kept . ?kept skos:prefLabel ?name }
    GROUP BY ?actor ?kept"""


def counted_in(store: Store) -> Counted:
    """For each actor that counts as another, the IRI and label of that one."""
    rows: Any = store.query(COUNTED, prefixes=PREFIXES, use_default_graph_as_union=True)
    return {row["actor"].value: (row["kept"].value, row["label"].value) for row in rows}


def as_counted(claim: ClaimRecord, counted: Counted) -> ClaimRecord:
    """The claim with those actors in its chains and briefings that its own are counted as."""
    if not counted:
        return claim
    return replace(claim, chains=tuple(tuple(_hop_as_counted(hop, counted) for hop in hops) for hops in claim.chains))


def _hop_as_counted(hop: HopRecord, counted: Counted) -> HopRecord:
    basis = hop.basis and replace(hop.basis, actors=tuple(_actor_as_counted(one, counted) for one in hop.basis.actors))
    return replace(hop, actor=_actor_as_counted(hop.actor, counted), basis=basis)


def _actor_as_counted(actor: ActorRecord, counted: Counted) -> ActorRecord:
    iri, label = counted.get(actor.iri, (actor.iri, actor.label))
    return replace(actor, iri=iri, label=label)
