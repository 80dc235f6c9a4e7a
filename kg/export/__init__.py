"""The graphs, or the claims in them, written out in common formats: all, one article, or one claim.

The same graphs always give the same text: graph by graph, sorted within. All formats are made piece by piece,
so that no more than one article is held at a time.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.errors import NotFoundError
from kg.export.claims import jsonl, table
from kg.export.events import events_table
from kg.export.jsonld import jsonld
from kg.grades.read import graded, read_grades
from kg.record_types import ClaimRecord
from kg.records import article_iris, read_claim, read_claims
from kg.turtle import trig, turtle
from kg.vocabulary import KG, PROV, RDF, full_iri, run_iri

FORMATS = ("turtle", "trig", "ntriples", "nquads", "jsonld", "jsonl", "csv", "events-csv")
TYPE = NamedNode(str(RDF.type))
KINDS = tuple(NamedNode(str(kind)) for kind in (KG.Claim, KG.ClaimGroup, KG.Difference))
CLAIMS_OF = tuple(NamedNode(str(term)) for term in (PROV.hadMember, KG.between))
TABLES = {"jsonl": jsonl, "csv": table, "events-csv": events_table}


def export(store: Store, format: str, iri: str | None = None) -> Iterator[str]:
    """The pieces of the text in one of the `FORMATS`: of everything, or of one node or graph by its IRI.

    "Everything" is all graphs: those of articles and their runs, of what people said, and of what comparing found. A
    node is a claim, or a group or a difference, of which tables give its claims.
    Turtle and N-Triples have no names of graphs; all others keep them or lead from each claim to its article.
    """
    if format not in FORMATS:
        raise ValueError(f"{format!r} is not one of {', '.join(FORMATS)}")
    name = iri and _full(iri)
    if format in TABLES:
        grades = read_grades(store)
        return TABLES[format](graded(claim, grades) for claim in _claims(store, name))
    quads = _quads(store, name)
    if format in ("turtle", "ntriples"):
        once = _once(quads)
        return turtle(once) if format == "turtle" else (f"{quad.triple} .\n" for quad in once)
    if format == "nquads":
        return (f"{quad} .\n" for quad in quads)
    return trig(quads) if format == "trig" else jsonld(quads)


def write(pieces: Iterable[str], target: Path | TextIO) -> None:
    """Write the pieces to a stream, or to a file that is only there once it is whole."""
    if isinstance(target, Path):
        _write_file(pieces, target)
    else:
        target.writelines(pieces)


def _write_file(pieces: Iterable[str], path: Path) -> None:
    number, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(number, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        # mkstemp lets only the owner read; a file written in the ordinary way follows the umask.
        os.chmod(draft, 0o666 & ~_umask())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _full(iri: str) -> str:
    try:
        return NamedNode(full_iri(iri)).value
    except ValueError as error:
        raise NotFoundError(f"{iri}: not an IRI ({error}); see `kg query timeline`") from error


def _claims(store: Store, name: str | None) -> Iterator[ClaimRecord]:
    if name is None:
        return read_claims(store)
    if name in article_iris(store):
        return read_claims(store, [name])
    _known(store, name)
    members = [quad.object for term in CLAIMS_OF for quad in store.quads_for_pattern(NamedNode(name), term, None)]
    return (read_claim(store, iri) for iri in sorted(str(getattr(one, "value", one)) for one in members) or [name])


def _quads(store: Store, name: str | None) -> Iterator[Quad]:
    if name is None:
        return _all(store)
    if store.contains_named_graph(NamedNode(name)):
        return (quad for graph in (name, run_iri(name)) for quad in _sorted(store, NamedNode(graph)))
    return iter(_node(store, _known(store, name)))


def _known(store: Store, name: str) -> str:
    if not any(quad.object in KINDS for quad in store.quads_for_pattern(NamedNode(name), TYPE, None)):
        raise NotFoundError(
            f"{name}: no such graph, claim, group or difference; `kg query timeline` lists the claims with their IRIs, "
            "`kg query groups` the groups"
        )
    return name


def _all(store: Store) -> Iterator[Quad]:
    yield from _sorted(store, DefaultGraph())
    names = [graph for graph in store.named_graphs() if isinstance(graph, NamedNode)]
    for name in sorted(names, key=lambda graph: graph.value):
        yield from _sorted(store, name)


def _sorted(store: Store, graph: NamedNode | DefaultGraph) -> list[Quad]:
    return sorted(store.quads_for_pattern(None, None, None, graph), key=str)


def _node(store: Store, name: str) -> list[Quad]:
    """All that a node leads to in its graph: of a claim hops, actors, evidence, quantities, events and the article."""
    start = NamedNode(name)
    graph = next(iter(store.quads_for_pattern(start, TYPE, None))).graph_name
    found: list[Quad] = []
    waiting, met = [start], {start}
    while waiting:
        about = list(store.quads_for_pattern(waiting.pop(), None, None, graph))
        found += about
        nodes = {quad.object for quad in about if isinstance(quad.object, NamedNode)}
        waiting += [node for node in nodes if node not in met]
        met |= nodes
    return sorted(found, key=str)


def _once(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Each triple once; only what is said of actors can stand in several graphs, so only that is kept."""
    seen: set[str] = set()
    for quad in quads:
        own = str(quad.subject).startswith(str(quad.graph_name)[:-1])
        triple = "" if own else str(quad.triple)
        if triple not in seen:
            yield quad
        if triple:
            seen.add(triple)
