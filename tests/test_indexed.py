"""Tests of kg/indexed.py: it answers what rdflib's own graph answers."""

from collections import Counter
from itertools import product

import pytest

from kg.graph import to_graph
from kg.indexed import Indexed
from kg.vocabulary import KG, OA, RDF
from readings import READING

GRAPH = to_graph(READING)
INDEXED = Indexed(GRAPH)
EVIDENCE = min(GRAPH.subjects(RDF.type, KG.Evidence))
WORDS = GRAPH.value(EVIDENCE, OA.exact)


@pytest.mark.parametrize("pattern", [*product((None, EVIDENCE, KG.Claim), (None, RDF.type, OA.exact), (None, WORDS))])
def test_same_triples_as_rdflib(pattern):
    assert Counter(INDEXED.triples(pattern)) == Counter(GRAPH.triples(pattern))


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        *product(("objects",), (None, EVIDENCE, KG.Claim), (None, RDF.type, KG.denied)),
        *product(("subjects",), (None, RDF.type, KG.denied), (None, KG.Claim, WORDS)),
    ],
)
def test_same_nodes_as_rdflib(question, first, second):
    assert Counter(getattr(INDEXED, question)(first, second)) == Counter(getattr(GRAPH, question)(first, second))


@pytest.mark.parametrize(
    ("question", "term"),
    [
        *product(("subject_objects",), (None, RDF.type, KG.denied)),
        *product(("predicate_objects",), (None, EVIDENCE, KG.denied)),
    ],
)
def test_same_pairs_as_rdflib(question, term):
    assert Counter(getattr(INDEXED, question)(term)) == Counter(getattr(GRAPH, question)(term))


def test_asking_adds_nothing():
    asked = Indexed(())
    assert not [*asked.objects(EVIDENCE, RDF.type), *asked.subjects(RDF.type, KG.Claim), *asked.values(RDF.type)(WORDS)]
    assert not list(asked)


def test_as_many_triples_as_rdflib():
    assert len(INDEXED) == len(GRAPH)
    assert (EVIDENCE, RDF.type, KG.Evidence) in INDEXED
