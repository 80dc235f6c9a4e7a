"""Tests of kg/shacl.py: paths and alternatives mean what they mean to pySHACL."""

import pyshacl
import pytest
from rdflib import Graph
from rdflib.namespace import SH

from kg.indexed import Indexed
from kg.shacl import checks, results

NODES = Graph().parse(
    format="turtle",
    data="""
    @prefix : <http://example.org/> .
    :a a :Thing ; :next :b, :c ; :name "a" .
    :b a :Thing ; :next :c ; :name "b" ; :size 1 .
    :c a :Thing ; :next :a ; :size 2 .
    :d a :Thing ; :name "c" .
    """,
)
PATHS = [
    ":next",
    "[ sh:inversePath :next ]",
    "( :next :name )",
    "( :next :next :size )",
    "[ sh:alternativePath ( :next :name ) ]",
    "[ sh:alternativePath ( [ sh:inversePath :next ] ( :next :size ) ) ]",
    "[ sh:zeroOrMorePath :next ]",
    "( [ sh:zeroOrMorePath [ sh:inversePath :next ] ] :name )",
]
CONSTRAINTS = [
    "sh:minCount 2",
    "sh:maxCount 1",
    "sh:or ( [ sh:nodeKind sh:Literal ] [ sh:path :name ; sh:minCount 1 ] )",
    "sh:or ( [ sh:class :Thing ] [ sh:in ( 1 'a' ) ] ) ; sh:minCount 1",
]


@pytest.mark.parametrize("constraint", CONSTRAINTS)
@pytest.mark.parametrize("path", PATHS)
def test_the_same_as_pyshacl(path, constraint):
    shapes = graph_of(
        f"shape:s a sh:PropertyShape ; sh:targetClass :Thing ; sh:path {path} ; {constraint} ; sh:message 'm' ."
    )
    assert found_by_us(shapes) == found_by_pyshacl(shapes)


def test_targets_are_those_of_pyshacl():
    targets = [
        "sh:targetClass :Thing",
        "sh:targetNode :a, :x",
        "sh:targetSubjectsOf :size",
        "sh:targetObjectsOf :next",
        "sh:targetClass :Thing ; sh:deactivated true",
    ]
    shapes = graph_of(
        *(
            f"shape:s{number} a sh:NodeShape ; {target} ; sh:nodeKind sh:Literal ; sh:message 'm' ."
            for number, target in enumerate(targets * 2)
        )
    )
    assert found_by_us(shapes) == found_by_pyshacl(shapes)


def test_unknown_path_is_told():
    with pytest.raises(ValueError, match="oneOrMorePath"):
        checks(graph_of("shape:s a sh:PropertyShape ; sh:path [ sh:oneOrMorePath :next ] ; sh:minCount 1 ."))


def graph_of(*shapes: str) -> Graph:
    prefixes = f"@prefix : <http://example.org/> . @prefix shape: <http://example.org/shape/> . @prefix sh: <{SH}> ."
    return Graph().parse(data="\n".join([prefixes, *shapes]), format="turtle")


def found_by_us(shapes: Graph) -> list[tuple[str, ...]]:
    return sorted((r.focus, r.value, r.component) for r in results(Indexed(NODES), checks(shapes)))


def found_by_pyshacl(shapes: Graph) -> list[tuple[str, ...]]:
    _, report, _ = pyshacl.validate(NODES, shacl_graph=shapes)
    terms = (SH.focusNode, SH.value, SH.sourceConstraintComponent)
    return sorted(
        tuple(str(report.value(result, term) or "") for term in terms) for result in report.objects(None, SH.result)
    )
