"""Checks a graph against the shapes in `shapes/`, and its evidence against the article's text.

pySHACL does the checking, on one article's graph at a time and with shapes that are read once. What SHACL
Core cannot say, or pySHACL cannot bear, is checked here in plain code and stands in the same report.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any

from pyshacl.helper.path_helper import shacl_path_to_sparql_path
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.report import Report as Report
from kg.report import Result
from kg.resources import resource
from kg.vocabulary import KG, OA, PREFIXES, PROV, RDF, SCHEMA, XSD

Shapes = tuple[Shape, ...]

SHAPE = "https://w3id.org/newskg/shape/"
DATATYPES = {XSD.integer, XSD.decimal, XSD.boolean, XSD.date, XSD.dateTime}


@cache
def load_shapes() -> Shapes:
    """The shapes that have an IRI, which are those that seek their nodes themselves; read once."""
    graph = Graph()
    for path in sorted(resource("shapes").glob("*.ttl")):
        graph.parse(path)
    shapes = ShapesGraph(_Indexed(graph)).shapes
    return tuple(sorted((shape for shape in shapes if isinstance(shape.node, URIRef)), key=lambda s: s.node))


def validate(graph: Graph, shapes: Shapes, text: str | None = None) -> Report:
    """The report on an article's graph, or its run's; with `text`, the words of its evidence are compared."""
    indexed = _Indexed(graph)
    results = set(_unfit(indexed))
    if not results:
        results.update(_shacl(indexed, shapes))
        results.update(_origins(indexed))
        if text is not None:
            results.update(_words(indexed, text))
    return Report(tuple(sorted(results)))


class _Indexed(Graph):
    """The same triples with the look-ups that shapes make most in dictionaries, which halves the time."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(store=graph.store, identifier=graph.identifier, bind_namespaces="none")
        self._objects: dict[tuple[Node, Node], list[Node]] = defaultdict(list)
        self._subjects: dict[tuple[Node, Node], list[Node]] = defaultdict(list)
        self._properties: dict[Node, list[tuple[Node, Node]]] = defaultdict(list)
        for subject, predicate, value in graph:
            self._objects[subject, predicate].append(value)
            self._subjects[predicate, value].append(subject)
            self._properties[subject].append((predicate, value))

    def __iter__(self) -> Any:
        return ((subject, *pair) for subject, pairs in self._properties.items() for pair in pairs)

    def __bool__(self) -> bool:
        """Without this, pySHACL's `graph or other` counts all triples for each result."""
        return True

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Any:
        if subject is None or predicate is None:
            return super().objects(subject, predicate, unique)
        return iter(self._objects.get((subject, predicate), ()))

    def subjects(self, predicate: Any = None, object: Any = None, unique: bool = False) -> Any:
        if predicate is None or object is None:
            return super().subjects(predicate, object, unique)
        return iter(self._subjects.get((predicate, object), ()))

    def predicate_objects(self, subject: Any = None, unique: bool = False) -> Any:
        return super().predicate_objects(subject, unique) if subject is None else iter(self._properties[subject])


def _unfit(graph: Graph) -> Iterator[Result]:
    """Values that pySHACL stumbles over: blank nodes, and literals that are not of their datatype, or NaN."""
    for subject, predicate, value in graph:
        if isinstance(subject, BNode) or isinstance(value, BNode):
            message = "Nodes have IRIs, as blank nodes cannot be pointed to: give this one an IRI."
            yield Result(str(subject), str(predicate), str(value), message, SHAPE + "no-blank-node")
        elif isinstance(value, Literal) and not _is_of_its_datatype(value):
            message = f"The value is not of its datatype, {value.datatype}: correct it, or leave it out."
            yield Result(str(subject), str(predicate), str(value), message, SHAPE + "datatype")


def _is_of_its_datatype(literal: Literal) -> bool:
    if literal.ill_typed or (literal.value is None and literal.datatype in DATATYPES):
        return False
    return not isinstance(literal.value, Decimal) or literal.value.is_finite()


def _shacl(graph: Graph, shapes: Shapes) -> Iterator[Result]:
    executor = SHACLExecutor()
    for shape in shapes:
        _, found = shape.validate(executor, graph)
        for _, _, triples in found:
            yield _result(shape, {predicate: value for _, predicate, value in triples})


def _result(shape: Shape, found: dict[URIRef, Any]) -> Result:
    """pySHACL's result as ours; it gives nodes together with the graph they stand in."""
    value = found.get(SH.value, (None, ""))
    return Result(
        focus=str(found[SH.focusNode][1]),
        path=_path(shape),
        value=str(value[1]),
        message=str(next(iter(shape.message))),
        shape=str(shape.node),
        component=str(found[SH.sourceConstraintComponent][1]),
        severity=str(shape.severity).removeprefix(str(SH)),
    )


def _path(shape: Shape) -> str:
    """The IRI of the shape's property, or its path as SPARQL writes it."""
    path = shape.path()  # type: ignore[no-untyped-call]
    if path is None or isinstance(path, URIRef):
        return str(path or "")
    return str(shacl_path_to_sparql_path(shape.sg, path, prefixes=PREFIXES))


def _origins(graph: Graph) -> Iterator[Result]:
    """Claims whose origins are not the actors of their last hops."""
    for claim in graph.subjects(RDF.type, KG.Claim):
        hops = graph.objects(claim, PROV.qualifiedAttribution)
        last = {actor for hop in hops if not _has_next(graph, hop) for actor in graph.objects(hop, PROV.agent)}
        for actor in last.symmetric_difference(graph.objects(claim, PROV.hadPrimarySource)):
            message = "The origins of a claim (prov:hadPrimarySource) are the actors of its last hops: name those."
            yield Result(str(claim), str(PROV.hadPrimarySource), str(actor), message, SHAPE + "claim-origin")


def _has_next(graph: Graph, hop: Node) -> bool:
    return any(graph.objects(hop, KG.nextHop))


def _words(graph: Graph, text: str) -> Iterator[Result]:
    """Evidence whose words are not those of the text, and an article whose text it is not."""
    digest = sha256(text.encode()).hexdigest()
    for article in graph.subjects(RDF.type, SCHEMA.NewsArticle):
        for known in graph.objects(article, KG.sha256):
            if str(known) != digest:
                message = "The kept text is not the one that the graph was made from: build the article again."
                yield Result(str(article), str(KG.sha256), str(known), message, SHAPE + "article-text")
    for evidence in graph.subjects(RDF.type, KG.Evidence):
        words = str(graph.value(evidence, OA.exact))
        if words != text[_offset(graph, evidence, OA.start) : _offset(graph, evidence, OA.end)]:
            message = "The words of evidence are those at its offsets in the article's text: correct either."
            yield Result(str(evidence), str(OA.exact), words, message, SHAPE + "evidence-text")


def _offset(graph: Graph, evidence: Node, term: URIRef) -> int:
    value = graph.value(evidence, term)
    return int(value) if isinstance(value, Literal) and value.isdecimal() else 0
