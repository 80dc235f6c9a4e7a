"""The program from Python: build a store, open it, and ask it, each in one call."""

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build import Outcome, build
from kg.draw import draw
from kg.query import rows
from kg.read import read_article
from kg.store import Store
from kg.trace import Provenance, claims_matching, provenance

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.pipeline import Tools

AnyPath = str | PathLike[str]


def build_store(
    paths: AnyPath | Iterable[AnyPath],
    store: AnyPath = "kg-store",
    *,
    model: str | None = None,
    gazetteer: AnyPath | None = None,
    min_confidence: float = 0.0,
    workers: int = 1,
    events: Iterable[AnyPath] = (),
) -> list[Outcome]:
    """Build articles (files, or folders of them) into the store in a folder; tells what became of each.

    Args:
        model: another installed spaCy pipeline than the one that comes with the program.
        gazetteer: a file of more places, with the columns of a GeoNames dump.
        min_confidence: claims that came through a hop less sure than this, from 0 to 1, are left out.
        workers: processes that read articles; with more than one, the call must stand under
            `if __name__ == "__main__":`, as every process loads the script that starts it.
        events: Turtle files with event types besides those that come with the program.
    """
    named = [paths] if isinstance(paths, str | PathLike) else paths
    outcomes = build(
        map(Path, named),
        Path(store),
        model=model,
        gazetteer=Path(gazetteer) if gazetteer else None,
        min_confidence=min_confidence,
        workers=workers,
        events=tuple(map(Path, events)),
    )
    return list(outcomes)


def open_store(folder: AnyPath = "kg-store") -> Store:
    """The store in a folder, to read; close it, or use it in a `with` statement."""
    return Store.read_only(Path(folder))


def read_graph(path: AnyPath, tools: "Tools | None" = None) -> "Graph":
    """The graph of one article, without store and checks; give `load_tools()` where there are several."""
    from kg.graph import to_graph
    from kg.pipeline import load_tools, read_claims  # loads the models' libraries

    return to_graph(read_claims(read_article(Path(path)), tools or load_tools()))


def annotate(path: AnyPath, tools: "Tools | None" = None) -> str:
    """A web page of one article that shows who says what in it; give `load_tools()` where there are several."""
    from kg.draw.annotated import annotated
    from kg.pipeline import load_tools, read_claims  # loads the models' libraries

    return annotated(read_claims(read_article(Path(path)), tools or load_tools()))


def find_chains(store: Store, *words: str) -> Provenance:
    """The networkx graph of the chains of a claim (its IRI), or of the claims that have the words."""
    return provenance(store.graphs, claims_matching(store.graphs, words), store.text)


def draw_chains(chains: Provenance, format: str = "svg") -> str | bytes:
    """A picture of chains: tree, mermaid, dot, graphml, svg, png (bytes) or html."""
    return draw(chains, format)


def ask(store: Store, question: str, **values: str) -> Iterator[dict[str, str | None]]:
    """The rows of a SELECT (its text, a file, or a ready question's name), ready for a data frame."""
    return rows(store.graphs, question, values)
