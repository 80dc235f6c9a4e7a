"""A comparison made by hand: a group with all that can be said of it, differences, a series and a copy."""

from collections.abc import Sequence
from dataclasses import replace

import pyoxigraph
from rdflib import Graph, URIRef

from graphs import KILLED, LEDGER, NORTHWIRE, store_of
from kg.compare import BETWEEN, COPIES, GROUPS
from kg.compare.between import Between
from kg.compare.grouping import Group
from kg.compare.index import Relation
from kg.compare.origins import Origin, Standing
from kg.compare.triples import (
    between_triples,
    copy_triples,
    made_triples,
    member_triples,
    node,
    standing_triples,
)
from kg.graph.iris import article_iri, claim_iris
from kg.record_types import ClaimRecord
from kg.records import read_claims
from kg.vocabulary import ID, Triple
from readings import ARTICLE, READING

CLAIMS = tuple(sorted(map(str, claim_iris(READING))))
ARTICLES = (str(article_iri(ARTICLE)), str(ID["article/0123456789abcdef"]))
STANDING = Standing(
    (
        Origin("Eva Ori", (str(ID["actor/eva-ori"]), "outlet:the ledger"), named=True, number=1),
        Origin("residents", (f"{ARTICLES[0]}#actor-1-2",), named=False, number=2),
    ),
    2,
    ("The Ledger", "Agency"),
    ("Agency",),
    0.5,
    (("Northwire", "The Ledger"),),
    ((("The Ledger", "2025-03-01"), ("Northwire", "2025-03-02"), ("The Ledger", "2025-03-04")),),
    ("Eva Ori", "residents"),
)
DAYS = ("2025-03-01", "2025-03-02", "2025-03-03")
OF_FLOOD = (KILLED, f"{LEDGER}#claim-72-128", f"{NORTHWIRE}#claim-427-449", f"{NORTHWIRE}#claim-344-382")


def series(iris: Sequence[str] = CLAIMS) -> tuple[list[Between], dict[str, ClaimRecord]]:
    """Three figures of one source on three days, all of which differ, and the claims that tell them."""
    told = next(claim for claim in read_claims(store_of(READING)) if claim.chains)
    days = dict(zip(iris, DAYS, strict=False))
    claims = {iri: replace(told, iri=iri, article=replace(told.article, published=days.get(iri, ""))) for iri in iris}
    one, two, three = ((iri,) for iri in days)
    pairs = ((one, two), (two, three), (one, three))
    return [figures(a, b, "“12” and “20” cannot both hold") for a, b in pairs], claims


def figures(one: Group, other: Group, reason: str) -> Between:
    """Two groups whose first claims have figures that cannot both hold."""
    pair = Relation(*sorted((one[0], other[0])), "figures", 0.8, reason)
    return Between(one, other, "figures", 0.8, reason, (pair,))


def graphs(
    iris: Sequence[str] = CLAIMS, articles: tuple[str, str] = ARTICLES, standing: Standing = STANDING
) -> dict[URIRef, list[Triple]]:
    """The triples of all three graphs: the first two claims say the same, the first three are a series, and so on."""
    steps, claims = series(iris)
    group = node("group", iris[:2])
    denied = [Between(tuple(iris[3:4]), tuple(iris[:1]), "denied", 0.75, "Ann denied what Ben said")]
    found = {
        GROUPS: [
            *member_triples(group, tuple(iris[:2]), 0.9),
            *standing_triples(group, standing, ["Northwire", "The Ledger"]),
        ],
        BETWEEN: [*between_triples(steps, claims), *between_triples(denied, claims)],
        COPIES: [*copy_triples(*articles, 0.75)],
    }
    return {name: [*made_triples(name, "f" * 64), *triples] for name, triples in found.items()}


def comparison() -> list[Triple]:
    """All of them."""
    return [triple for triples in graphs().values() for triple in triples]


def compared(store: pyoxigraph.Store) -> pyoxigraph.Store:
    """The store with the articles about a flood, with a comparison of them: one origin behind two outlets."""
    standing = replace(STANDING, origins=STANDING.origins[:1], independent=1, unnamed=0.0)
    for name, triples in graphs(OF_FLOOD, (LEDGER, NORTHWIRE), standing).items():
        graph = Graph()
        graph += triples
        lines = graph.serialize(format="nt").encode()
        store.load(lines, format=pyoxigraph.RdfFormat.N_TRIPLES, to_graph=pyoxigraph.NamedNode(name))
    return store
