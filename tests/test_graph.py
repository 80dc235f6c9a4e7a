"""Tests of kg/graph/: what a reading becomes, and that its IRIs hold whatever comes."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef

from kg.graph import to_graph
from kg.graph.iris import actor_iri, article_iri, claim_iris, evidence_iri, hop_iri
from kg.model import Actor, Event, Quantity, Reading, Span
from kg.vocabulary import EVENTS, ID, KG, OA, PREFIXES, PROV, RDF, SCHEMA, SEM, SKOS, XSD
from readings import ARTICLE, ENVOY, READING, RUN, TEXT, span

GRAPH = to_graph(READING)
ARTICLE_IRI = article_iri(ARTICLE)
SENT, SOLD, FLED, DEPLOYED, DECLINED, CLOSED = claim_iris(READING)


def lines(graph: Graph) -> list[str]:
    return sorted(graph.serialize(format="nt").splitlines())


def one(subject: URIRef, predicate: URIRef) -> str:
    (value,) = GRAPH.objects(subject, predicate)
    return str(value)


def test_article():
    assert str(ARTICLE_IRI) == str(GRAPH.identifier)
    assert set(GRAPH.objects(ARTICLE_IRI, RDF.type)) == {SCHEMA.NewsArticle, PROV.Entity}
    assert one(ARTICLE_IRI, SCHEMA.headline) == "Ministry says 1,200 troops left Zürich 🇨🇭"
    assert one(ARTICLE_IRI, SCHEMA.author) == "Ann Bell"
    assert one(ARTICLE_IRI, SCHEMA.publisher) == "The Daily “Planet”"
    assert one(ARTICLE_IRI, KG.agency) == "Wire"
    assert one(ARTICLE_IRI, KG.dateline) == "ZÜRICH"
    assert (ARTICLE_IRI, KG.length, Literal(len(TEXT))) in GRAPH
    assert (ARTICLE_IRI, SCHEMA.url, Literal(ARTICLE.address, datatype=XSD.anyURI)) in GRAPH


def test_article_iri_comes_from_address_or_else_from_text():
    elsewhere = replace(ARTICLE, text="Other words.", name="other.txt")
    assert article_iri(elsewhere) == ARTICLE_IRI
    unaddressed = replace(ARTICLE, address=None)
    assert article_iri(unaddressed) != ARTICLE_IRI
    assert article_iri(unaddressed) == article_iri(replace(unaddressed, name="other.txt", headline=None))
    assert article_iri(unaddressed) != article_iri(replace(unaddressed, text="Other words."))


@pytest.mark.parametrize(
    ("published", "words", "datatype"),
    [
        (date(2025, 3, 4), "2025-03-04", XSD.date),
        (datetime(2025, 3, 4, 9, 30, tzinfo=UTC), "2025-03-04T09:30:00+00:00", XSD.dateTime),
        (datetime(2025, 3, 4, 9, 30), "2025-03-04T09:30:00", XSD.dateTime),
        (datetime(2025, 3, 4, 9, 30, 0, 500_000), "2025-03-04T09:30:00.500000", XSD.dateTime),
        (
            datetime(2025, 3, 4, 9, 30, 10, tzinfo=timezone(timedelta(hours=9))),
            "2025-03-04T09:30:10+09:00",
            XSD.dateTime,
        ),
        (
            datetime(2025, 3, 4, 9, 0, 0, 1000, tzinfo=timezone(timedelta(hours=-4.5))),
            "2025-03-04T09:00:00.001000-04:30",
            XSD.dateTime,
        ),
    ],
)
def test_dates_are_as_exact_as_they_are_known(published, words, datatype):
    graph = to_graph(replace(READING, article=replace(ARTICLE, published=published)))
    (literal,) = graph.objects(ARTICLE_IRI, SCHEMA.datePublished)
    assert (str(literal), literal.datatype) == (words, datatype)


def test_what_is_unknown_is_left_out():
    bare = replace(ARTICLE, headline=None, byline=None, agency=None, publisher=None, dateline=None, published=None)
    graph = to_graph(Reading(bare, (), (), ()))
    left_out = (
        SCHEMA.headline,
        SCHEMA.author,
        KG.agency,
        SCHEMA.publisher,
        KG.dateline,
        SCHEMA.datePublished,
    )
    assert not set(graph.predicates()) & set(left_out)


def test_claim():
    assert str(SENT) == "{}#claim-{}-{}".format(ARTICLE_IRI, *READING.claims[0].evidence[0])
    assert one(SENT, SCHEMA.text) == "At least 1,200 soldiers may have been sent to Ruritania's border"
    assert one(SENT, KG.modality) == "possible"
    assert one(URIRef(one(SENT, KG.modalityEvidence)), OA.exact) == "may"
    assert one(SENT, PROV.wasDerivedFrom) == str(ARTICLE_IRI)
    assert not list(GRAPH.objects(SENT, PROV.wasQuotedFrom))
    assert one(SOLD, PROV.wasQuotedFrom) == str(ARTICLE_IRI)
    assert (one(SOLD, KG.stance), one(SOLD, KG.voice)) == (str(KG.denied), str(KG.direct))
    assert one(FLED, SCHEMA.text) == "nearly 300 were killed … up to 2.5 million fled"
    assert set(GRAPH.objects(SENT, SCHEMA.mentions)) == {ID["actor/ruritania"]}


def test_nested_chain():
    first, second = hop_iri(SENT, 1, 1), hop_iri(SENT, 1, 2)
    assert one(SENT, KG.firstHop) == str(first)
    assert one(first, KG.nextHop) == str(second)
    assert not list(GRAPH.objects(second, KG.nextHop))
    assert set(GRAPH.objects(SENT, PROV.qualifiedAttribution)) == {first, second}
    mayor, ministry = ID["actor/eva-ori"], ID["actor/defense-ministry"]
    assert (one(first, PROV.agent), one(second, PROV.agent)) == (str(mayor), str(ministry))
    assert set(GRAPH.objects(SENT, PROV.wasAttributedTo)) == {mayor, ministry}
    assert one(SENT, PROV.hadPrimarySource) == str(ministry)
    assert one(URIRef(one(second, KG.cue)), OA.exact) == "citing"
    assert one(second, KG.confidence) == "0.881"


def test_joint_chains_share_no_hop():
    first, second = GRAPH.objects(FLED, KG.firstHop)
    assert one(first, PROV.agent) == one(second, PROV.agent)
    assert one(first, KG.nextHop) != one(second, KG.nextHop)
    assert len(set(GRAPH.objects(FLED, PROV.hadPrimarySource))) == 2
    assert len(set(GRAPH.objects(FLED, PROV.wasAttributedTo))) == 3


def test_narrator_has_no_chain():
    assert one(CLOSED, KG.voice) == str(KG.narrator)
    assert not list(GRAPH.objects(CLOSED, PROV.qualifiedAttribution))


def test_claims_of_one_hull_are_told_apart_by_content_not_order():
    assert {str(DEPLOYED)[-2:], str(DECLINED)[-2:]} == {"-1", "-2"}
    graphs = [lines(to_graph(replace(READING, claims=claims))) for claims in permutations(READING.claims[2:])]
    assert all(graph == graphs[0] for graph in graphs)


def test_actors():
    envoy = actor_iri(ARTICLE_IRI, ENVOY)
    assert str(envoy).startswith(f"{ARTICLE_IRI}#actor-")
    assert set(GRAPH.objects(envoy, RDF.type)) == {KG.Actor, KG.UnnamedSource}
    assert one(envoy, KG.description) == "envoy of the ministry"
    states = ID["actor/united-states"]
    assert set(GRAPH.objects(states, RDF.type)) == {KG.State}
    assert {str(name) for name in GRAPH.objects(states, SKOS.altLabel)} == {"U.S.", "US"}
    assert one(states, KG.mention) == str(evidence_iri(ARTICLE_IRI, span("U.S.")))


def test_evidence_has_the_words_at_its_offsets():
    found = list(GRAPH.subjects(RDF.type, KG.Evidence))
    assert len(found) > 25
    for evidence in found:
        start, end = int(one(evidence, OA.start)), int(one(evidence, OA.end))
        assert one(evidence, OA.exact) == TEXT[start:end]
        assert str(evidence) == f"{ARTICLE_IRI}#char={start},{end}"
        assert one(evidence, KG.inArticle) == str(ARTICLE_IRI)


@pytest.mark.parametrize(
    ("words", "low", "high", "approximate"),
    [
        ("At least 1,200", "1200", None, "false"),
        ("nearly 300", None, "300", "true"),
        ("2.5 million", "2500000", "2500000", "false"),
    ],
)
def test_bounds_stay_open(words, low, high, approximate):
    quantity = URIRef("{}#quantity-{}-{}".format(ARTICLE_IRI, *span(words)))
    bounds = GRAPH.value(quantity, SCHEMA.minValue), GRAPH.value(quantity, SCHEMA.maxValue)
    assert tuple(bound and str(bound) for bound in bounds) == (low, high)
    assert all(bound.datatype == XSD.decimal for bound in bounds if bound)
    assert one(quantity, KG.approximate) == approximate
    assert one(URIRef(one(quantity, KG.evidence)), OA.exact) == words


def test_what_else_a_quantity_tells():
    soldiers, fled = (
        URIRef("{}#quantity-{}-{}".format(ARTICLE_IRI, *span(w))) for w in ("At least 1,200", "2.5 million")
    )
    assert one(URIRef(one(soldiers, KG.ofWhom)), OA.exact) == "soldiers"
    assert one(soldiers, KG.ofActor) == str(actor_iri(ARTICLE_IRI, "actor/ruritania"))
    assert (one(soldiers, KG.quantityKind), one(soldiers, KG.relation)) == ("count", "increment")
    assert (one(fled, KG.outOf), one(fled, KG.per), one(fled, SCHEMA.unitCode)) == ("5000000", "day", "UCUM:d")


def test_event():
    event = URIRef(one(SOLD, KG.about))
    assert one(event, SEM.eventType) == str(EVENTS["arms-transfer"])
    assert one(URIRef(one(event, KG.trigger)), OA.exact) == "sold"


def test_run():
    run = URIRef(f"{ARTICLE_IRI}#run")
    assert (ARTICLE_IRI, PROV.wasGeneratedBy, run) in RUN
    assert (run, PROV.used, ARTICLE_IRI) in RUN
    assert (run, PROV.startedAtTime, Literal(datetime(2025, 3, 5, 12, 0, 0, 500_000, tzinfo=UTC))) in RUN
    assert {str(value) for _, term, value in RUN if term == KG.model} == {"kg-language 1", "kg-attribution 1"}
    assert not set(GRAPH.predicates()) & {PROV.wasGeneratedBy, PROV.used, KG.fingerprint}


def test_no_blank_nodes():
    assert not any(isinstance(term, BNode) for graph in (GRAPH, RUN) for triple in graph for term in triple)


def test_same_reading_gives_the_same_bytes_in_another_process():
    script = (
        "import sys; from kg.graph import to_graph; from readings import READING;"
        "sys.stdout.write(to_graph(READING).serialize(format='nt'))"
    )
    here = Path(__file__).parent
    places = os.pathsep.join([str(here), str(here.parent), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": places, "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True)
    assert sorted(run.stdout.decode().splitlines()) == lines(GRAPH)


anything = st.text(st.characters(), max_size=30)


@given(st.sampled_from(["", "actor/", "#", "#actor-1-2"]), anything)
def test_actor_iris_are_valid_whatever_the_key(prefix, name):
    iri = actor_iri(ARTICLE_IRI, prefix + name)
    assert pyoxigraph.NamedNode(iri).value == str(iri)
    assert iri.n3() == f"<{iri}>"
    assert iri.isascii()


@given(anything, anything)
def test_different_keys_give_different_iris(one_key, other_key):
    same = actor_iri(ARTICLE_IRI, one_key) == actor_iri(ARTICLE_IRI, other_key)
    assert same == (one_key == other_key)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=30), st.text(max_size=10))
def test_graph_survives_turtle_and_ntriples(name, event_type):
    actor = Actor(f"actor/{name}", name or "?", "person", named=True, aliases=(name,), description=name)
    claim = replace(READING.claims[-1], events=(Event(event_type, Span(0, 8)),))
    graph = to_graph(Reading(replace(ARTICLE, headline=name), (actor,), (), (claim,)))
    for form in ("turtle", "nt"):
        again = Graph().parse(data=graph.serialize(format=form, encoding="utf-8"), format=form)
        assert set(again) == set(graph)
    text = graph.serialize(format="turtle", encoding="utf-8")
    assert len(list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE))) == len(graph)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_decimals_are_written_plainly(number):
    claim = replace(READING.claims[0], quantities=(Quantity(Span(0, 8), number, number, "troops"),))
    graph = to_graph(replace(READING, claims=(claim,)))
    (low,) = graph.objects(None, SCHEMA.minValue)
    assert Decimal(str(low)) == number
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", low)


def test_prefixes_are_bound():
    bound = dict(GRAPH.namespaces())
    assert {prefix: str(bound[prefix]) for prefix in PREFIXES} == PREFIXES
    assert "kg:firstHop" in GRAPH.serialize(format="turtle")
