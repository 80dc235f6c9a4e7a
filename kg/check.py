"""Checking what stands in a store or in RDF files against the shapes, one named graph at a time."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph
from rdflib.exceptions import ParserError

from kg.actors.corrections import GRAPH as CORRECTIONS
from kg.compare import COMPARISON
from kg.errors import KgError
from kg.grades.kept import GRAPH as GRADES
from kg.store import Store
from kg.validate import Report, load_shapes, validate
from kg.vocabulary import new_graph, run_iri

STANDARD_INPUT = Path("-")


def check_store(store: Store) -> Report:
    """The report on a store: its articles, their runs and evidence, what people said, and what comparing found."""
    shapes = load_shapes()
    reports = []
    for article in store.articles():
        reports.append(validate(store.graph(article), shapes, store.text(article)))
        reports.append(validate(store.graph(run_iri(article)), shapes))
    for name in (CORRECTIONS, GRADES, *COMPARISON):
        if any(store.graphs.quads_for_pattern(None, None, None, ox.NamedNode(name))):
            reports.append(validate(store.graph(name), shapes))
    return joined(reports)


def check_files(paths: Iterable[Path]) -> Report:
    """The report on the graphs of RDF files; `-` stands for TriG or Turtle from standard input."""
    shapes = load_shapes()
    return joined(validate(graph, shapes) for path in paths for graph in graphs_of(path))


def joined(reports: Iterable[Report]) -> Report:
    """All reports as one."""
    return Report(tuple(result for report in reports for result in report.results))


def graphs_of(path: Path) -> Iterator[Graph]:
    """The graphs of an RDF file, each by itself: two articles may give one actor two labels."""
    triples: dict[str, list[ox.Triple]] = defaultdict(list)
    for quad in quads_of(path):
        triples[str(quad.graph_name)].append(quad.triple)
    for name in sorted(triples):
        lines = ox.serialize(triples[name], format=ox.RdfFormat.N_TRIPLES)
        try:
            yield new_graph().parse(data=lines, format="nt")
        except ParserError as error:
            raise KgError(f"{path}: a term cannot be checked ({error}); leave out what only RDF 1.2 has") from error


def quads_of(path: Path) -> list[ox.Quad]:
    """The quads of an RDF file, whose format its ending tells."""
    try:
        if path == STANDARD_INPUT:
            return list(ox.parse(sys.stdin.buffer, format=ox.RdfFormat.TRIG))
        return list(ox.parse(path=path))
    except SyntaxError as error:
        raise KgError(f"{path}: not RDF of the format that its ending tells: {error}") from error
    except ValueError as error:
        raise KgError(f"{path}: {error}; name a file that ends in .ttl, .trig, .nt, .nq, .rdf or .jsonld") from error
    except OSError as error:
        raise KgError(f"{path}: cannot be read ({error.strerror or error}); check its name and permissions") from error
