"""Tests of kg/trace.py and kg/records.py: which claims are found, and what their provenance holds."""

import re

import networkx as nx
import pytest
from pyoxigraph import NamedNode, Quad

from floods import BEGGED, DEAD, GATES, IGNORED, compared_flood
from graphs import KILLED, LEDGER, NORTHWIRE, flood, many, store_of, whole
from kg.errors import NotFoundError
from kg.graph.iris import claim_iris
from kg.records import read_claim, read_claims
from kg.trace import chains, claims_matching, nodes_of_kind, origins, provenance
from kg.vocabulary import KG, PREFIXES, RDF
from readings import READING

STORE = flood()
VOSS, AGENCY = f"{PREFIXES['actor']}ida-voss", f"{PREFIXES['actor']}civil-protection-agency"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["dam", "injured"], [KILLED]),
        (["DAM INJUR"], [KILLED]),
        (["voss"], [f"{NORTHWIRE}#claim-230-275", KILLED]),
        (["voss", "gates"], [f"{NORTHWIRE}#claim-230-275"]),
        ([KILLED], [KILLED]),
        (["article:76d25fb45a8612dd#claim-72-153"], [KILLED]),
        (["actor:tavria"], [f"{NORTHWIRE}#claim-587-616"]),
        ([VOSS], [f"{NORTHWIRE}#claim-230-275", KILLED]),
        (["road"], [f"{NORTHWIRE}#claim-665-723"]),
    ],
)
def test_claims_matching(words: list[str], found: list[str]) -> None:
    assert claims_matching(STORE, words) == found


def test_an_article_stands_for_its_claims() -> None:
    assert len(claims_matching(STORE, [LEDGER])) == 3


@pytest.mark.parametrize("words", [["dam", "zebra"], ["amage"], ["told: nobody"], ["a:b<c"]])
def test_nothing_found_says_what_to_try(words: list[str]) -> None:
    with pytest.raises(NotFoundError, match="try fewer words"):
        claims_matching(STORE, words)


@pytest.mark.parametrize(
    ("iri", "said"),
    [
        ("https://example.org/none", "https://example.org/none: nothing has this IRI. Name words, or"),
        ("claim:1", "claim:1: nothing has this IRI."),
        (f"{KILLED}-hop-1.1", f"{KILLED}-hop-1.1: this is of the kind Attribution, which leads to no claim."),
    ],
)
def test_an_iri_that_leads_to_no_claim_is_named(iri: str, said: str) -> None:
    with pytest.raises(NotFoundError, match=re.escape(said)):
        claims_matching(STORE, [iri])


def test_a_group_and_a_difference_stand_for_their_claims() -> None:
    store = compared_flood()
    told: dict[str, list[set[str]]] = {}
    for kind in (KG.ClaimGroup, KG.Difference):
        for quad in list(store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(kind))):
            told.setdefault(kind, []).append(set(claims_matching(store, [quad.subject.value])))
    assert sorted(map(sorted, told[KG.ClaimGroup])) == sorted(map(sorted, ({KILLED, DEAD}, {BEGGED, GATES})))
    assert sorted(map(sorted, told[KG.Difference])) == sorted(map(sorted, ({BEGGED, IGNORED}, {GATES, IGNORED})))


def test_claim_that_is_not_there() -> None:
    with pytest.raises(NotFoundError, match="no such claim"):
        provenance(STORE, ["https://example.org/none"])


def test_chain_leads_from_the_article_to_the_origin() -> None:
    graph = provenance(STORE, [KILLED])
    (hops,) = chains(graph, KILLED)
    assert [(hop["actor"], hop["cue"], hop["voice"], hop["stance"]) for hop in hops] == [
        (VOSS, "said", "indirect", "asserted"),
        (AGENCY, "citing", "indirect", "asserted"),
    ]
    assert hops[0]["confidence"] == pytest.approx(0.93)
    assert origins(graph, KILLED) == [AGENCY]
    assert nx.shortest_path(graph, NORTHWIRE, KILLED) == [NORTHWIRE, VOSS, AGENCY, KILLED]


def test_nodes_hold_what_pictures_need() -> None:
    graph = provenance(STORE, [KILLED])
    assert set(graph) == {NORTHWIRE, VOSS, AGENCY, KILLED}
    assert graph.nodes[NORTHWIRE]["headline"] == "Flood toll rises as dam operator rejects blame"
    assert graph.nodes[VOSS] | {} == {
        "kind": "actor",
        "label": "Ida Voss",
        "type": "person",
        "named": True,
        "description": "deputy mayor of Miravelle",
    }
    bounds = [(q["min"], q["max"], q["of"], q["approximate"]) for q in graph.nodes[KILLED]["quantities"]]
    assert bounds == [("140", None, "killed", False), (None, "2000", "injured", True)]
    assert graph.nodes[KILLED]["evidence"][0]["start"] == 72


def test_joint_sources_give_two_chains_and_the_narrator_none() -> None:
    graph = whole(STORE)
    jointly, narrated = f"{NORTHWIRE}#claim-587-616", f"{NORTHWIRE}#claim-665-723"
    assert [origin.rpartition("/")[2] for origin in origins(graph, jointly)] == ["tavria", "ostmark"]
    assert chains(graph, narrated) == []
    assert graph.has_edge(NORTHWIRE, narrated)


def test_one_origin_of_two_outlets_is_one_node() -> None:
    graph = whole(STORE)
    assert nx.has_path(graph, NORTHWIRE, AGENCY)
    assert nx.has_path(graph, LEDGER, AGENCY)
    assert nodes_of_kind(graph, "article") == [NORTHWIRE, LEDGER]


def test_passage_is_the_line_around_the_claim() -> None:
    claim = "At least 140 people were killed and nearly 2,000 injured when the Orlen dam burst"
    text = f"A headline\n{'x' * 60} {claim}, she said.\nThe last line"
    graph = provenance(STORE, [KILLED], {NORTHWIRE: text}.get)
    assert graph.nodes[KILLED]["passage"] == {"start": 11, "text": text.split("\n")[1]}


def test_chain_that_runs_in_a_ring_ends() -> None:
    store = flood()
    last, first = (NamedNode(f"{KILLED}-hop-1.{n}") for n in (2, 1))
    store.add(Quad(last, NamedNode(str(KG.nextHop)), first, NamedNode(NORTHWIRE)))
    assert [hop.actor.label for hop in read_claim(store, KILLED).chains[0]] == [
        "Ida Voss",
        "Civil Protection Agency",
    ]


def test_reading_comes_back_from_its_graph() -> None:
    store = store_of(READING)
    for iri, claim in zip(claim_iris(READING), READING.claims, strict=True):
        record = read_claim(store, str(iri))
        assert record.text == " … ".join(READING.article.text[s:e] for s, e in claim.evidence)
        assert [(w.start, w.end) for w in record.evidence] == [tuple(span) for span in sorted(claim.evidence)]
        assert (record.stance, record.voice, record.modality) == (
            claim.stance,
            claim.voice,
            claim.modality or "",
        )
        assert [len(hops) for hops in record.chains] == [len(hops) for hops in claim.chains]
        kinds = {actor.label: (actor.kind, actor.named) for actor in READING.actors}
        for hop in (hop for hops in record.chains for hop in hops):
            assert (hop.actor.kind, hop.actor.named) == kinds[hop.actor.label]


def test_claims_come_in_the_order_of_the_text() -> None:
    starts = [claim.evidence[0].start for claim in read_claims(STORE, [NORTHWIRE])]
    assert starts == sorted(starts)
    assert len(list(read_claims(many(30)))) == 30


def test_an_escaped_iri_is_an_iri() -> None:
    store = flood()
    who = NamedNode(f"{PREFIXES['actor']}%C3%A9va")
    store.add(Quad(NamedNode(KILLED), NamedNode(PREFIXES["prov"] + "wasAttributedTo"), who, NamedNode(NORTHWIRE)))
    assert claims_matching(store, [who.value]) == [KILLED]
