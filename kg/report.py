"""What validation finds wrong with a graph, as text, JSON or RDF."""

import json
from dataclasses import asdict, dataclass

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SH

from kg.vocabulary import PREFIXES, RDF, new_graph


@dataclass(frozen=True, order=True)
class Result:
    """One thing that is wrong: at which node, along which path, by what part of which shape, what to do."""

    focus: str
    path: str
    value: str
    message: str
    shape: str
    component: str = "https://w3id.org/newskg/shape/in-code"
    severity: str = "Violation"


@dataclass(frozen=True)
class Report:
    """All that is wrong with a graph, in a fixed order."""

    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.results

    @property
    def text(self) -> str:
        """The report for a person to read."""
        if self.conforms:
            return "The graph conforms to the shapes."
        return "\n".join([f"The graph breaks the shapes ({len(self.results)}):", *map(_line, self.results)])

    @property
    def json(self) -> str:
        """The report as a JSON object."""
        results = [asdict(result) for result in self.results]
        return json.dumps({"conforms": self.conforms, "results": results}, ensure_ascii=False, indent=2)

    @property
    def graph(self) -> Graph:
        """The report as a sh:ValidationReport."""
        graph = new_graph()
        graph.bind("sh", SH)
        report = BNode("report")
        graph.add((report, RDF.type, SH.ValidationReport))
        graph.add((report, SH.conforms, Literal(self.conforms)))
        for number, result in enumerate(self.results, start=1):
            _add_result(graph, report, BNode(f"result{number}"), result)
        return graph


def _line(result: Result) -> str:
    place = " · ".join(part for part in (result.focus, _short(result.path), result.value) if part)
    return f"- {result.message}\n  {result.severity} at {place}"


def _short(path: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if path.startswith(namespace):
            return f"{prefix}:{path.removeprefix(namespace)}"
    return path


def _add_result(graph: Graph, report: BNode, node: BNode, result: Result) -> None:
    graph.add((report, SH.result, node))
    graph.add((node, RDF.type, SH.ValidationResult))
    graph.add((node, SH.focusNode, URIRef(result.focus)))
    graph.add((node, SH.resultMessage, Literal(result.message, lang="en")))
    graph.add((node, SH.resultSeverity, SH[result.severity]))
    graph.add((node, SH.sourceShape, URIRef(result.shape)))
    graph.add((node, SH.sourceConstraintComponent, URIRef(result.component)))
    if result.path.startswith("http"):
        graph.add((node, SH.resultPath, URIRef(result.path)))
    if result.value:
        graph.add((node, SH.value, Literal(result.value)))
