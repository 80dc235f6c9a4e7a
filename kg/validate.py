"""Checks a graph against the shapes in `shapes/`, and its evidence against the article's text.

pySHACL does the checking, on one article's graph at a time and with shapes that are read once. What SHACL
Core cannot say, or pySHACL cannot bear, is checked here in plain code and stands in the same report.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from hashlib import sha256

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kg import shacl
from kg.indexed import Indexed
from kg.report import Report as Report
from kg.report import Result
from kg.resources import resource
from kg.vocabulary import KG, OA, PROV, RDF, SCHEMA, TIME, XSD, Triple

Shapes = tuple[shacl.Check, ...]

SHAPE = "https://w3id.org/newskg/shape/"
DATATYPES = {XSD.integer, XSD.decimal, XSD.boolean, XSD.date, XSD.dateTime}


@cache
def load_shapes() -> Shapes:
    """The shapes that have an IRI, which are those that seek their nodes themselves; read once."""
    graph = Graph()
    for path in sorted(resource("shapes").glob("*.ttl")):
        graph.parse(path)
    return shacl.checks(graph)


def validate(triples: Iterable[Triple], shapes: Shapes, text: str | None = None) -> Report:
    """The report on an article's graph, or its run's; with `text`, the words of its evidence are compared."""
    graph = Indexed(triples)
    results = set(_unfit(graph))
    if not results:
        results.update(shacl.results(graph, shapes))
        results.update(_origins(graph))
        results.update(_days(graph))
        results.update(_numbers(graph))
        results.update(_circles(graph))
        if text is not None:
            results.update(_words(graph, text))
    return Report(tuple(sorted(results)))


def _unfit(graph: Graph) -> Iterator[Result]:
    """Values that pySHACL stumbles over: blank nodes, and literals that are not of their datatype, or NaN."""
    for subject, predicate, value in graph:  # type() and not isinstance(), which rdflib's terms answer slowly
        if type(subject) is not URIRef or type(value) not in (URIRef, Literal):
            message = "Nodes have IRIs, as blank nodes cannot be pointed to: give this one an IRI."
            yield Result(str(subject), str(predicate), str(value), message, SHAPE + "no-blank-node")
        elif type(value) is Literal and not _is_of_its_datatype(value):
            message = f"The value is not of its datatype, {value.datatype}: correct it, or leave it out."
            yield Result(str(subject), str(predicate), str(value), message, SHAPE + "datatype")


def _is_of_its_datatype(literal: Literal) -> bool:
    if literal.ill_typed or (literal.value is None and literal.datatype in DATATYPES):
        return False
    return not isinstance(literal.value, Decimal) or literal.value.is_finite()


def _origins(graph: Graph) -> Iterator[Result]:
    """Claims whose origins are not the actors of their last hops."""
    for claim in graph.subjects(RDF.type, KG.Claim):
        hops = graph.objects(claim, PROV.qualifiedAttribution)
        last = {actor for hop in hops if not _has_next(graph, hop) for actor in graph.objects(hop, PROV.agent)}
        for actor in last.symmetric_difference(graph.objects(claim, PROV.hadPrimarySource)):
            message = "The origins of a claim (prov:hadPrimarySource) are the actors of its last hops: name those."
            yield Result(str(claim), str(PROV.hadPrimarySource), str(actor), message, SHAPE + "claim-origin")


def _days(graph: Indexed) -> Iterator[Result]:
    """Times that end before they begin."""
    first, last, date = (graph.values(term) for term in (TIME.hasBeginning, TIME.hasEnd, TIME.inXSDDate))
    for time in graph.subjects(RDF.type, KG.Time):
        begins, ends = ([d for day in days(time) for d in date(day)] for days in (first, last))
        if begins and ends and str(begins[0]) > str(ends[0]):
            message = "A time does not end before it begins: correct or exchange its days."
            yield Result(str(time), str(TIME.hasEnd), str(ends[0]), message, SHAPE + "time-order")


def _numbers(graph: Graph) -> Iterator[Result]:
    """Groups whose origins are not numbered from 1 to how many are independent."""
    for group in graph.subjects(RDF.type, KG.ClaimGroup):
        found = {str(n) for origin in graph.objects(group, KG.origin) for n in graph.objects(origin, KG.number)}
        for independent in graph.objects(group, KG.independentOrigins):
            if str(len(found)) != str(independent) or found != {str(n) for n in range(1, len(found) + 1)}:
                message = "The origins of a group are numbered from 1 to kg:independentOrigins: number them so."
                yield Result(str(group), str(KG.independentOrigins), str(independent), message, SHAPE + "group-numbers")


def _circles(graph: Graph) -> Iterator[Result]:
    """Articles that are copies of themselves, and claims that revise themselves, through others too."""
    message = "Copies and revisions lead to what comes before them, and never back: take one of them away."
    for told, led in ((PROV.qualifiedDerivation, PROV.wasDerivedFrom), (PROV.wasRevisionOf, PROV.wasRevisionOf)):
        for start in set(graph.subjects(told)):
            met, waiting = set[Node](), [start]
            while waiting:
                new = set(graph.objects(waiting.pop(), led)) - met
                met |= new
                waiting += new
            if start in met:
                yield Result(str(start), str(led), str(start), message, SHAPE + "no-circle")


def _has_next(graph: Graph, hop: Node) -> bool:
    return any(graph.objects(hop, KG.nextHop))


def _words(graph: Indexed, text: str) -> Iterator[Result]:
    """Evidence whose words are not those of the text, and an article whose text it is not."""
    digest = sha256(text.encode()).hexdigest()
    for article in graph.subjects(RDF.type, SCHEMA.NewsArticle):
        for known in graph.objects(article, KG.sha256):
            if str(known) != digest:
                message = "The kept text is not the one that the graph was made from: build the article again."
                yield Result(str(article), str(KG.sha256), str(known), message, SHAPE + "article-text")
    exact, start, end = (graph.values(term) for term in (OA.exact, OA.start, OA.end))
    for evidence in graph.subjects(RDF.type, KG.Evidence):
        words = str(next(iter(exact(evidence)), None))
        if words != text[_offset(start(evidence)) : _offset(end(evidence))]:
            message = "The words of evidence are those at its offsets in the article's text: correct either."
            yield Result(str(evidence), str(OA.exact), words, message, SHAPE + "evidence-text")


def _offset(values: Iterable[Node]) -> int:
    value = next(iter(values), None)
    return int(value) if isinstance(value, Literal) and value.isdecimal() else 0
