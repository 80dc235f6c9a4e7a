"""Building many articles into a store: workers read them, one writer stores them in the order they came in.

Articles whose graphs would come out the same are left alone before any model is loaded; those that cannot be
read or do not conform are set aside with the reason, and the rest go on.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from rdflib import URIRef

from kg.actors import corrections
from kg.actors.imports import Imports, imports_digest
from kg.errors import ArticleError, KgError, NonconformingError
from kg.events.scheme import Scheme, load_scheme
from kg.fingerprint import Maker, fingerprint, maker
from kg.grades import kept as grades
from kg.graph import run_triples
from kg.graph.iris import actor_iri, article_iri
from kg.model import Article
from kg.places.gazetteer import Gazetteer, load_gazetteer
from kg.read import find_articles, read_article
from kg.store import BESIDE, Entry, Store
from kg.vocabulary import Triple

if TYPE_CHECKING:
    from kg.pipeline import Tools

TOGETHER = 5  # articles stored at once: more are hardly faster, and wait longer until they are stored and told
FLUSH = 50  # articles stored before the store's buffers are emptied: left alone they take 2 MB an article
AHEAD = 2  # articles handed out per worker; a bound keeps memory from growing with the number of articles


@dataclass(frozen=True)
class Outcome:
    """What became of an article: its IRI if it was read, and how much its graph holds if it was stored."""

    path: Path
    state: Literal["stored", "unchanged", "set aside"]
    article: str | None = None
    reason: str = ""
    claims: int = 0
    hops: int = 0
    actors: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Task:
    """An article to be built, and the digest of what its graph is made from."""

    path: Path
    article: Article
    fingerprint: str


@dataclass(frozen=True)
class Made:
    """The triples of an article's graph as a worker hands them to the writer, and how much they hold."""

    triples: tuple[Triple, ...]
    claims: int
    hops: int
    actors: frozenset[str]


Waiting = tuple[Task, Future[Made]] | Outcome


def build(
    paths: Iterable[Path],
    folder: Path,
    *,
    model: str | None = None,
    gazetteer: Path | None = None,
    min_confidence: float = 0.0,
    workers: int = 1,
    events: tuple[Path, ...] = (),
) -> Iterator[Outcome]:
    """Build the articles of files and folders into the store in `folder`; tells of each when settled.

    `events` are Turtle files with event types besides those that come with the program.
    """
    load_scheme(*events)  # so that an error in them is told before any work is done
    made_by, started = maker(model, min_confidence, gazetteer, imports_digest(folder), events), datetime.now(UTC)
    with Shelf(folder) as shelf, _bench(workers) as bench, ThreadPoolExecutor(1) as reader:
        tasks = _tasks(paths, shelf, made_by, reader)
        work = partial(make, model=model, gazetteer=gazetteer, events=events, folder=folder, made_by=made_by)
        waiting = _handed_out(tasks, bench, work, AHEAD * workers)
        while some := tuple(islice(waiting, TOGETHER)):
            yield from _settle(some, shelf, made_by, started)


class Shelf:
    """The store of a build, only read until there is something new, so that nothing new writes nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writing = not folder.exists()
        self._written = 0
        self._store = None if self._writing else _existing(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._store:
            self._store.close()

    def fingerprint(self, article: str) -> str | None:
        """The digest of what the article's stored graph was made from."""
        return self._store.fingerprint(article) if self._store else None

    def writable(self) -> Store:
        """The store, opened for writing the first time it is asked for."""
        if self._store is None or not self._writing:
            if self._store:
                self._store.close()
            self._store, self._writing = Store.open(self.folder), True
            # What people said outlives the graphs.
            self._store.put(corrections.GRAPH, corrections.triples(corrections.read_corrections(self.folder)))
            self._store.put(grades.GRAPH, grades.triples(grades.read_grades(self.folder)))
        return self._store

    def replace(self, *entries: Entry) -> None:
        """Put articles into the store."""
        store = self.writable()
        store.replace(*entries)
        self._written += len(entries)
        if self._written >= FLUSH:
            store.graphs.flush()
            self._written = 0


def _existing(folder: Path) -> Store | None:
    """The store in a folder to read, or None where there is none yet, but perhaps what people said of it."""
    empty = folder.is_dir() and {path.name for path in folder.iterdir()} <= BESIDE
    return None if empty else Store.read_only(folder)


def _tasks(paths: Iterable[Path], shelf: Shelf, made_by: Maker, reader: Executor) -> Iterator[Task | Outcome]:
    """What is to be built, and what became of the articles that are not."""
    seen: dict[URIRef, Path] = {}
    for path in find_articles(paths):
        coming = reader.submit(read_article, path)
        if error := coming.exception():
            yield Outcome(path, "set aside", reason=_reason(error, path))
            continue
        article = coming.result()
        iri = article_iri(article)
        digest = fingerprint(article, made_by)
        if first := seen.get(iri):
            reason = f"{path}: the same address, or the same text, as {first}; build them into two stores"
            yield Outcome(path, "set aside", iri, reason)
        elif shelf.fingerprint(iri) == digest:
            yield Outcome(path, "unchanged", iri)
        else:
            shelf.writable()  # before any work is done for it: another process may be writing
            yield Task(path, article, digest)
        seen.setdefault(iri, path)


def _bench(workers: int) -> Executor:
    """Where articles are worked on: a thread for one worker, else processes."""
    if workers == 1:
        return ThreadPoolExecutor(1)
    # Spawned, not forked: the store's threads do not survive a fork.
    return ProcessPoolExecutor(workers, get_context("spawn"))


def _handed_out(
    tasks: Iterable[Task | Outcome], bench: Executor, work: Callable[[Path, Article], Made], ahead: int
) -> Iterator[Waiting]:
    """The tasks with their coming graphs, in order; at most `ahead` are worked on beforehand."""
    waiting: deque[Waiting] = deque()
    for task in tasks:
        waiting.append(task if isinstance(task, Outcome) else (task, bench.submit(work, task.path, task.article)))
        if len(waiting) > ahead:
            yield waiting.popleft()
    yield from waiting


def make(
    path: Path,
    article: Article,
    *,
    model: str | None,
    gazetteer: Path | None,
    events: tuple[Path, ...],
    folder: Path,
    made_by: Maker,
) -> Made:
    """Build an article's graph; the models stay loaded for the next.

    Raises:
        NonconformingError: the graph breaks the shapes.
    """
    from kg.pipeline import (
        build_article,
    )  # loads the models' libraries, which a build of nothing new does not need

    loaded = tools(model)
    of_user = replace(
        loaded,
        known=loaded.known.beside(imports_of(folder, made_by.imports)) if made_by.imports else loaded.known,
        gazetteer=places(gazetteer, made_by.gazetteer or ""),
        scheme=scheme(events, made_by.events),
        min_confidence=made_by.min_confidence,
    )
    built = build_article(article, of_user)
    if not built.report.conforms:
        raise NonconformingError(f"{path}: {built.report.text}")
    iri, reading = article_iri(article), built.reading
    hops = sum(len(chain) for claim in reading.claims for chain in claim.chains)
    actors = frozenset(str(actor_iri(iri, actor.key)) for actor in reading.actors)
    return Made(built.triples, len(reading.claims), hops, actors)


@cache
def tools(model: str | None) -> "Tools":
    """The models and tables, loaded once per process."""
    from kg.pipeline import load_tools

    return load_tools(model)


@cache
def scheme(paths: tuple[Path, ...], digests: tuple[str, ...]) -> Scheme:
    """The event types with a user's files, read once per process as long as the digests of the files stay."""
    return load_scheme(*paths)


@cache
def places(path: Path | None, digest: str) -> Gazetteer:
    """The gazetteer with a user's file, read once per process as long as the file's digest stays."""
    return load_gazetteer(path)


@lru_cache(maxsize=1)
def imports_of(folder: Path, digest: str) -> Imports | None:
    """The actors imported into a store, opened once for each state of them that a digest tells."""
    return Imports.of(folder)


def _settle(some: Iterable[Waiting], shelf: Shelf, made_by: Maker, started: datetime) -> Iterator[Outcome]:
    """Store the graphs of some articles with their runs and texts as soon as all are there, then tell of each."""
    outcomes: list[Outcome] = []
    entries: list[Entry] = []
    for one in some:
        if isinstance(one, Outcome):
            outcomes.append(one)
            continue
        task, coming = one
        iri = article_iri(task.article)
        if error := coming.exception():
            outcomes.append(Outcome(task.path, "set aside", iri, _reason(error, task.path)))
            continue
        made = coming.result()
        run = run_triples(
            iri, started=started, version=made_by.version, models=made_by.models, fingerprint=task.fingerprint
        )
        entries.append(Entry(iri, made.triples, run, task.article.text))
        outcomes.append(Outcome(task.path, "stored", iri, "", made.claims, made.hops, made.actors))
    if entries:
        shelf.replace(*entries)
    yield from outcomes


def _reason(error: BaseException, path: Path) -> str:
    """Why an article is set aside; what would fail every other article too ends the build instead."""
    if isinstance(error, BrokenProcessPool):
        raise KgError(f"{path}: a worker ended, likely for want of memory; use fewer --workers") from error
    if isinstance(error, ArticleError | NonconformingError):
        return str(error)
    if isinstance(error, KgError | OSError | ImportError | MemoryError) or not isinstance(error, Exception):
        raise error
    return f"{path}: the program failed ({type(error).__name__}: {error}); please report it with the article"
