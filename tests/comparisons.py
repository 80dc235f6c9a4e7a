"""A comparison made by hand: groups with all that can be said of them, differences, a series and a copy."""

from dataclasses import replace

from graphs import store_of
from kg.compare import COMPARISON
from kg.compare.between import Between
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
        Origin("residents", (), named=False, number=2),
    ),
    2,
    ("The Ledger", "Agency"),
    ("Agency",),
    0.5,
    (("Northwire", "The Ledger"),),
    ((("The Ledger", "2025-03-01"), ("Northwire", "2025-03-02"), ("The Ledger", "2025-03-04")),),
)


def series() -> tuple[list[Between], dict[str, ClaimRecord]]:
    """Three figures of one source on three days, all of which differ, and the claims that tell them."""
    told = next(claim for claim in read_claims(store_of(READING)) if claim.chains)
    days = dict(zip(CLAIMS, ("2025-03-01", "2025-03-02", "2025-03-03"), strict=False))
    claims = {iri: replace(told, iri=iri, article=replace(told.article, published=days.get(iri, ""))) for iri in CLAIMS}
    one, two, three = ((iri,) for iri in days)
    pairs = ((one, two), (two, three), (one, three))
    return [Between(a, b, "figures", 0.8, "“12” and “20” cannot both hold") for a, b in pairs], claims


def comparison() -> list[Triple]:
    """The triples of all three graphs."""
    steps, claims = series()
    group = node("group", CLAIMS[:2])
    denied = [Between(CLAIMS[3:4], CLAIMS[:1], "denied", 0.75, "Ann denies what Ben says")]
    return [
        *(triple for graph in COMPARISON for triple in made_triples(graph, "f" * 64)),
        *member_triples(group, CLAIMS[:2], 0.9),
        *standing_triples(group, STANDING, ["Northwire", "The Ledger"]),
        *between_triples(steps, claims),
        *between_triples(denied, claims),
        *copy_triples(*ARTICLES, 0.75),
    ]
