"""The store on disk: a folder with the graphs in pyoxigraph and the articles' texts as files.

    DIR/graphs/              one named graph per article, one more for the run that made it
    DIR/texts/SHA256.txt     the text of each article, in UTF-8, under the SHA-256 that its graph names
    DIR/actors.sqlite        the actors that were imported, if any (kg/actors/imports.py)
    DIR/compare.sqlite       what is compared of the articles, once `kg compare` was run (kg/compare/index.py)
    DIR/corrections.jsonl    what people said of actors, if anything (kg/actors/corrections.py)
    DIR/grades.jsonl         what people judged of sources and claims, if anything (kg/grades/kept.py)

One process may write at a time; any number may read beside it. An article's graph, its run and its text
change together or not at all: the text is written first, under a name of its own, then both graphs in one
transaction. New articles that come together are stored together, or none of them.
"""

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import NotFoundError, StoreError
from kg.vocabulary import KG, PREFIXES, PROV, RDF, SCHEMA, XSD, Triple, new_graph, run_iri

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

TYPE = ox.NamedNode(RDF.type)
ARTICLE = ox.NamedNode(SCHEMA.NewsArticle)
SHA256 = ox.NamedNode(KG.sha256)
STRING = ox.NamedNode(XSD.string)
BEING_WRITTEN = ("No such file", "Column family not found")
# What stays where the graphs are made anew.
BESIDE = frozenset({"actors.sqlite", "compare.sqlite", "corrections.jsonl", "grades.jsonl"})
PAUSES = (0.01, 0.03, 0.1, 0.3, 0.6)  # seconds
FINGERPRINT = ox.NamedNode(KG.fingerprint)
USED = ox.NamedNode(PROV.used)


@dataclass(frozen=True)
class Entry:
    """What the store keeps of an article: its IRI and graph, the graph of the run that made it, and its text."""

    article: str
    triples: Collection[Triple]
    run: Collection[Triple]
    text: str

    @property
    def quads(self) -> list[ox.Quad]:
        """Both graphs, in the order of their triples: subject by subject takes less time to store than at random."""
        return [*_quads(self.triples, self.article), *_quads(self.run, run_iri(self.article))]

    @property
    def digest(self) -> str:
        """The SHA-256 of the text, by which the graph names it."""
        return next(str(value) for _, term, value in self.triples if term == KG.sha256)


class Store:
    """The graphs and texts of all articles; open it with `Store.open` or `Store.read_only`."""

    def __init__(self, folder: Path, graphs: ox.Store) -> None:
        self.folder = folder
        self.graphs = graphs

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The store in the folder, to read and to write; it is made where the folder is missing or empty."""
        if not _is_store(folder) and not _may_become_store(folder):
            raise StoreError(
                f"{folder}: neither a whole store nor empty. Name a new folder, or one made by `kg build`."
            )
        try:
            (folder / "texts").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder}: cannot be written ({error.strerror}). Name another folder.") from error
        return cls(folder, _opened(folder, ox.Store))

    @classmethod
    def read_only(cls, folder: Path) -> Self:
        """The store in the folder as it stands now, to read only; others may write meanwhile."""
        if not folder.exists():
            raise StoreError(f"{folder}: there is no store. Make one with `kg build PATH --store {folder}`.")
        if not _is_store(folder):
            raise StoreError(f"{folder}: not a store. Name a folder made by `kg build`.")
        return cls(folder, _opened(folder, _read_only))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the folder, so that another process may write; a second time does nothing."""
        self.__dict__.pop("graphs", None)

    def articles(self) -> list[URIRef]:
        """The IRIs of all articles, sorted."""
        found = self.graphs.quads_for_pattern(None, TYPE, ARTICLE, None)
        return sorted(URIRef(quad.subject.value) for quad in found if isinstance(quad.subject, ox.NamedNode))

    def fingerprint(self, article: str) -> str | None:
        """What the article's graph was made from, as a digest; None where the store has no such article."""
        run = ox.NamedNode(run_iri(article))
        return self._value(run, FINGERPRINT, run)

    def fingerprints(self) -> dict[str, str]:
        """What the graphs of all articles were made from, by their IRIs."""
        runs = {q.subject: q.object for q in self.graphs.quads_for_pattern(None, USED, None, None)}
        made = {q.subject: q.object for q in self.graphs.quads_for_pattern(None, FINGERPRINT, None, None)}
        return {_value_of(article): _value_of(made[run]) for run, article in runs.items() if run in made}

    def replace(self, *entries: Entry) -> None:
        """Puts articles, each given once, in the place of what was there of them: graphs, runs and texts.

        Those that are new are stored together or not at all, the others one by one.
        """
        before = {entry.article: self._digest(entry.article) for entry in entries}
        self._add([entry for entry in entries if before[entry.article] is None])
        for entry in entries:
            if digest := before[entry.article]:
                self._exchange(entry, digest)

    def _add(self, entries: Sequence[Entry]) -> None:
        """Adds articles that the store does not have.

        Several are written as sorted files, in half the time. The files of one alone would never be merged with others.
        """
        quads = [quad for entry in entries for quad in entry.quads]
        for entry in entries:
            self._write_text(entry.digest, entry.text)
        (self.graphs.bulk_extend if len(entries) > 1 else self.graphs.extend)(quads)

    def _exchange(self, entry: Entry, digest: str) -> None:
        """Replaces an article that the store has, whose text's digest is given."""
        new = entry.quads
        self._write_text(entry.digest, entry.text)
        old = {*self._stored(entry.article), *self._stored(run_iri(entry.article))}
        gone, added = _data(old.difference(new)), _data(quad for quad in new if quad not in old)
        self.graphs.update(f"DELETE DATA {{ {gone} }} ; INSERT DATA {{ {added} }}")
        self._forget_text(digest)

    def put(self, name: str, triples: Collection[Triple]) -> None:
        """Puts a graph that is of no article in the place of the one of its name; without triples, it is gone."""
        self._swap(set(self._stored(name)), set(_quads(triples, name)))

    def change(self, name: str, about: Iterable[str], triples: Iterable[Triple]) -> None:
        """Puts triples into a graph that is of no article, in the place of all that it says of some nodes.

        The parts of a node, whose IRIs begin with the node's and `#`, are changed with it.
        """
        old: set[ox.Quad] = set()
        for iri in about:
            nodes = {ox.NamedNode(iri)}
            while nodes:
                quads = set(self.graphs.quads_for_pattern(nodes.pop(), None, None, ox.NamedNode(name))) - old
                old |= quads
                nodes |= {part for quad in quads if (part := _part(quad.object, iri))}
        self._swap(old, set(_quads(triples, name)))

    def leading_to(self, name: str, iris: Iterable[str]) -> set[str]:
        """The nodes of which a graph says something that has one of some IRIs as its object."""
        graph = ox.NamedNode(name)
        return {
            quad.subject.value
            for iri in iris
            for quad in self.graphs.quads_for_pattern(None, None, ox.NamedNode(iri), graph)
            if isinstance(quad.subject, ox.NamedNode)
        }

    def derived_from(self, name: str, article: str) -> str | None:
        """The article that one is a copy of, as the graph of copies says."""
        derived = ox.NamedNode(PROV.wasDerivedFrom)
        for quad in self.graphs.quads_for_pattern(ox.NamedNode(article), derived, None, ox.NamedNode(name)):
            if isinstance(quad.object, ox.NamedNode):
                return quad.object.value
        return None

    def remove(self, article: str) -> None:
        """Takes the article away: its graph, its run's and its text."""
        digest = self._digest(article)
        if digest is None:
            raise NotFoundError(f"{self.folder}: no article {article}. See `kg stats` for those there are.")
        self.graphs.update(f"DROP SILENT GRAPH <{article}> ; DROP SILENT GRAPH <{run_iri(article)}>")
        self._forget_text(digest)

    def graph(self, name: str) -> Graph:
        """The graph of an article (or of a run), in memory."""
        graph = new_graph(name)
        for quad in self._stored(name):
            graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
        if not graph:
            raise NotFoundError(f"{self.folder}: no graph {name}. See `kg stats` for the articles there are.")
        return graph

    def text(self, article: str) -> str:
        """The text that the article's evidence points into."""
        digest = self._digest(article)
        if digest is None:
            raise NotFoundError(f"{self.folder}: no article {article}. See `kg stats` for those there are.")
        try:
            return self._text_path(digest).read_bytes().decode()
        except FileNotFoundError as error:
            raise StoreError(f"{error.filename}: the text of {article} is gone. Build the article again.") from error

    def quads(self, runs: bool = False) -> Iterator[str]:
        """N-Quads lines: graph by graph, sorted within; the same for the same articles, but for the runs."""
        for article in self.articles():
            for name in (article, run_iri(article))[: 1 + runs]:
                yield from sorted(f"{quad} .\n" for quad in self._stored(name))

    def query(self, sparql: str) -> Answer:
        """What the store answers; the default graph is the union of all, `GRAPH` sees each by its name."""
        return self.graphs.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)

    def _swap(self, old: AbstractSet[ox.Quad], new: AbstractSet[ox.Quad]) -> None:
        """Takes quads away and puts others in, in one transaction; nothing is written where they are the same."""
        if new != old:
            gone, added = _data(sorted(old - new, key=str)), _data(sorted(new - old, key=str))
            self.graphs.update(f"DELETE DATA {{ {gone} }} ; INSERT DATA {{ {added} }}")

    def _stored(self, name: str) -> Iterator[ox.Quad]:
        return self.graphs.quads_for_pattern(None, None, None, ox.NamedNode(name))

    def _digest(self, article: str) -> str | None:
        node = ox.NamedNode(article)
        return self._value(node, SHA256, node)

    def _value(self, subject: ox.NamedNode, term: ox.NamedNode, name: ox.NamedNode) -> str | None:
        for quad in self.graphs.quads_for_pattern(subject, term, None, name):
            if isinstance(quad.object, ox.Literal):
                return quad.object.value
        return None

    def _text_path(self, digest: str) -> Path:
        return self.folder / "texts" / f"{digest}.txt"

    def _write_text(self, digest: str, text: str) -> None:
        path = self._text_path(digest)
        draft = path.with_suffix(".part")
        draft.write_bytes(text.encode())
        os.replace(draft, path)

    def _forget_text(self, digest: str) -> None:
        """Deletes the text unless an article still has it."""
        if not any(self.graphs.quads_for_pattern(None, SHA256, ox.Literal(digest), None)):
            self._text_path(digest).unlink(missing_ok=True)


def _is_store(folder: Path) -> bool:
    return (folder / "graphs" / "CURRENT").is_file()


def _may_become_store(folder: Path) -> bool:
    """Whether nothing is lost by making a store here: the folder is new, empty, or left while being made."""
    if not folder.exists():
        return True
    if not folder.is_dir() or {path.name for path in folder.iterdir()} - {"graphs", "texts"} - BESIDE:
        return False
    return not any(folder.glob("graphs/*.sst"))


def _opened(folder: Path, opener: Callable[[str], ox.Store]) -> ox.Store:
    try:
        return opener(str(folder / "graphs"))
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            next_step = "another process is writing to it. Wait until it has ended, or name another folder."
        else:
            next_step = f"the store is damaged ({error}). Move it away and build it again."
        raise StoreError(f"{folder}: {next_step}") from error


def _read_only(path: str) -> ox.Store:
    """Opens for reading, again where a writer just then made the store or took one of its files away."""
    for pause in PAUSES:
        try:
            return ox.Store.read_only(path)
        except (OSError, RuntimeError) as error:
            if not any(sign in str(error) for sign in BEING_WRITTEN):
                raise
            time.sleep(pause)
    return ox.Store.read_only(path)


class _Nodes(dict[Node, Any]):
    """Terms as pyoxigraph's, each made once."""

    def __missing__(self, node: Node) -> Any:
        self[node] = term = _term(node)
        return term


def _quads(triples: Iterable[Triple], name: str) -> Iterator[ox.Quad]:
    """The triples as pyoxigraph's quads."""
    nodes, graph_name = _Nodes(), ox.NamedNode(name)
    for subject, predicate, value in triples:
        term = nodes[value] if type(value) is URIRef else _term(value)  # to look up a literal takes longer
        yield ox.Quad(nodes[subject], nodes[predicate], term, graph_name)


def _term(node: Node) -> ox.NamedNode | ox.Literal:
    """An rdflib term as pyoxigraph's."""
    if isinstance(node, URIRef):
        return ox.NamedNode(node)
    if not isinstance(node, Literal):
        raise StoreError(f"{node!r}: only IRIs and literals can be stored. Validate the graph first.")
    if node.language:
        return ox.Literal(node, language=node.language)
    return ox.Literal(node, datatype=_datatype(node.datatype)) if node.datatype else ox.Literal(node)


@cache
def _datatype(iri: URIRef) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> URIRef | Literal:
    """A pyoxigraph term as rdflib's; a plain string has no datatype there."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    assert isinstance(term, ox.Literal), "graphs are stored without blank nodes"
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = None if term.datatype == STRING else URIRef(term.datatype.value)
    return Literal(term.value, datatype=datatype)


def _value_of(term: object) -> str:
    return str(getattr(term, "value", ""))


def _part(term: object, node: str) -> ox.NamedNode | None:
    return term if isinstance(term, ox.NamedNode) and term.value.startswith(f"{node}#") else None


def _data(quads: Iterable[ox.Quad]) -> str:
    """The quads as SPARQL's DELETE DATA and INSERT DATA take them."""
    return "\n".join(f"GRAPH {quad.graph_name} {{ {quad.triple} }}" for quad in quads)
