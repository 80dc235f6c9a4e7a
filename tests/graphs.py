"""Graphs of provenance shared by the tests: two articles about a flood, and as many claims as are wanted."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph
from rdflib import Graph

from kg.grades.kept import GRAPH, Grade, triples
from kg.graph import to_graph
from kg.model import Reading
from kg.records import read_claims
from kg.trace import Provenance, provenance
from kg.vocabulary import PREFIXES

FLOOD = Path(__file__).parent / "data" / "flood.trig"
NORTHWIRE = PREFIXES["article"] + "76d25fb45a8612dd"
LEDGER = PREFIXES["article"] + "1a5edac96a57d975"
KILLED = f"{NORTHWIRE}#claim-72-153"
KINDS = ("Person", "Organization", "State", "Group", "Document", "Actor")
STANCES = (
    "asserted",
    "asserted",
    "denied",
    "asserted",
    "unacknowledged",
    "denounced",
    "declined",
    "unmentioned",
)


def flood() -> pyoxigraph.Store:
    """A store in memory with the two articles."""
    store = pyoxigraph.Store()
    store.load(path=FLOOD)
    return store


def store_of(reading: Reading) -> pyoxigraph.Store:
    """A store in memory with the graph of a reading."""
    graph = to_graph(reading)
    store = pyoxigraph.Store()
    name = pyoxigraph.NamedNode(str(graph.identifier))
    store.load(graph.serialize(format="nt").encode(), format=pyoxigraph.RdfFormat.N_TRIPLES, to_graph=name)
    return store


AGENCY = PREFIXES["actor"] + "civil-protection-agency"
GRADES = (
    Grade(1, AGENCY, "the agency", "B", "Ann", "2025-03-05", "right in the last flood, <mostly>", ""),
    Grade(2, AGENCY, "the agency", "C", "Ben", "2025-03-06", "", ""),
    Grade(3, KILLED, "the toll", "B2", "Ann", "2025-03-05", "", ""),
    Grade(4, KILLED, "the toll", "3", "Ben", "2025-03-06", 'says "nearly"', ""),
)


def graded(store: pyoxigraph.Store, grades: Sequence[Grade] = GRADES) -> pyoxigraph.Store:
    """The store, with grades."""
    graph = Graph()
    graph += triples(grades)
    lines = graph.serialize(format="nt").encode()
    store.load(lines, format=pyoxigraph.RdfFormat.N_TRIPLES, to_graph=pyoxigraph.NamedNode(GRAPH))
    return store


def whole(store: pyoxigraph.Store) -> Provenance:
    """The provenance of all claims of a store."""
    return provenance(store, [claim.iri for claim in read_claims(store)])


def many(claims: int, articles: int = 3, actors: int = 11) -> pyoxigraph.Store:
    """A store in memory with claims that come through one, two or three of some actors, in every manner."""
    store = pyoxigraph.Store()
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    store.update(head + "INSERT DATA {" + "".join(_claims(claims, articles, actors)) + "}")
    return store


def _claims(claims: int, articles: int, actors: int) -> Iterator[str]:
    for number in range(claims):
        article = f"article:{number % articles:016x}"
        claim = f"<{PREFIXES['article']}{number % articles:016x}#claim-{number * 100}-{number * 100 + 80}>"
        stance = STANCES[number % len(STANCES)]
        words = f"Claim {number} says that <b>things</b> & “people” moved " + "on and on " * (number % 9)
        way = [(number * step + number // 3) % actors for step in range(1, 2 + number % 3)]
        yield f"GRAPH {article} {{ {article} a schema:NewsArticle ; schema:name 'a{number % articles}.txt' ;"
        yield f" schema:headline 'Headline of article {number % articles}' ;"
        yield f" schema:publisher 'Outlet {number % articles}' ."
        yield f" {claim} a kg:Claim ; schema:text '{words}' ; prov:wasDerivedFrom {article} ;"
        yield f" kg:stance kg:{stance} ; kg:voice kg:{('indirect', 'direct', 'mixed')[number % 3]} ;"
        yield f" kg:evidence {claim[:-1]}-words> . {claim[:-1]}-words> oa:start {number * 100} ;"
        yield f" oa:end {number * 100 + 80} ; oa:exact 'words' ; kg:inArticle {article} ."
        yield f" {claim} kg:quantity {claim[:-1]}-quantity> . {claim[:-1]}-quantity> a kg:Quantity ;"
        yield f" schema:minValue {number}.0 ; kg:of 'people' ; kg:quantityKind 'count' ; kg:approximate false ."
        yield from _way(claim, list(dict.fromkeys(way)) if number % 7 else [], stance)
        yield "}\n"


def _way(claim: str, actors: list[int], stance: str) -> Iterator[str]:
    hops = [f"{claim[:-1]}-hop-1.{place}>" for place in range(1, len(actors) + 1)]
    for hop, following, actor in zip(hops, [*hops[1:], None][: len(hops)], actors, strict=True):
        unnamed = ", kg:UnnamedSource" if actor % 4 == 3 else ""
        kind = KINDS[actor % len(KINDS)]
        yield f" {hop} a kg:Attribution ; prov:agent actor:actor-{actor} ; kg:voice kg:indirect ;"
        yield f" kg:stance kg:{stance} ; kg:confidence 0.9 ." + (
            f" {hop} kg:nextHop {following} ." if following else ""
        )
        yield f" actor:actor-{actor} a kg:{kind}{unnamed} ; skos:prefLabel 'Office of Long Names {actor}' ."
        yield f" {claim} prov:qualifiedAttribution {hop} ; prov:wasAttributedTo actor:actor-{actor} ."
    if hops:
        yield f" {claim} kg:firstHop {hops[0]} ; prov:hadPrimarySource actor:actor-{actors[-1]} ."
