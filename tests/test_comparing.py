"""Tests of kg/compare/update.py: in whatever order and steps articles come, the comparison is the same at the end."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from rdflib import Graph, Literal, URIRef

from kg.build import build
from kg.compare import COMPARISON, COPIES, GROUPS, update
from kg.compare.encoder import ClaimsEncoder, Vectors, load_claims_encoder
from kg.compare.report import read_comparison
from kg.compare.triples import THRESHOLDS
from kg.errors import NonconformingError
from kg.export import export
from kg.records import read_claims
from kg.store import Entry, Store
from kg.vocabulary import KG, PROV, RDF, SCHEMA, run_iri

Told = dict[str, tuple[Graph, Graph, str]]


class Stopped(Exception):
    """What breaks a comparison off."""


@pytest.fixture(scope="module")
def articles(stories: Path) -> Told:
    """The graphs, runs and texts of two stories' articles."""
    with Store.read_only(stories) as store:
        return {iri: (store.graph(iri), store.graph(run_iri(iri)), store.text(iri)) for iri in store.articles()}


@pytest.fixture(autouse=True)
def encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims are read once for all tests."""
    monkeypatch.setattr(update, "load_claims_encoder", remembering)


@cache
def remembering() -> ClaimsEncoder:
    """An encoder that keeps what it said."""

    class Remembering(ClaimsEncoder):
        one = cache(lambda self, text: ClaimsEncoder.vectors(self, [text])[0])

        def vectors(self, texts: Sequence[str]) -> Vectors:
            return np.array([self.one(text) for text in texts])

    return Remembering(load_claims_encoder().folder)


def put(folder: Path, articles: Told) -> None:
    with Store.open(folder) as store:
        store.replace(*(Entry(iri, list(graph), list(run), text) for iri, (graph, run, text) in articles.items()))


def remove(folder: Path, article: str) -> None:
    with Store.open(folder) as store:
        store.remove(article)


def compared(folder: Path) -> list[str]:
    """The graphs of the comparison once it is up to date."""
    assert [done.compared for done in update.update(folder)]
    assert update.up_to_date(folder)
    return told(folder)


def told(folder: Path) -> list[str]:
    with Store.read_only(folder) as store:
        return [
            line for line in export(store.graphs, "nquads") if line.endswith(tuple(f"<{g}> .\n" for g in COMPARISON))
        ]


def fresh(folder: Path, articles: Told) -> list[str]:
    put(folder, articles)
    return compared(folder)


def changed(articles: Told, article: str) -> Told:
    """The articles with one that was published a year earlier and has lost a claim."""
    graph, run, text = articles[article]
    graph, run = Graph() + graph, Graph() + run
    lost = min(graph.subjects(RDF.type, KG.Claim))
    graph.remove((lost, None, None))
    graph.set((URIRef(article), SCHEMA.datePublished, Literal("2023-08-07", datatype=next(dates(articles)).datatype)))
    run.set((run_iri(article), KG.fingerprint, Literal("b" * 64)))
    return {**articles, article: (graph, run, text)}


def dates(articles: Told) -> Iterator[Literal]:
    return (day for graph, _, _ in articles.values() for day in graph.objects(None, SCHEMA.datePublished))


def break_off(folder: Path, patch: pytest.MonkeyPatch, after: int) -> None:
    """Begin to compare a store, and break off after some changes to it."""
    change, done = Store.change, []

    def changing(self: Store, *args: Any) -> None:
        if len(done) == after:
            raise Stopped
        done.append(args)
        change(self, *args)

    with patch.context() as patched:
        patched.setattr(Store, "change", changing)
        with pytest.raises(Stopped):
            compared(folder)
    assert not update.up_to_date(folder)


def test_a_store_is_compared_as_a_whole(articles, stories, tmp_path):
    whole = fresh(tmp_path / "a", articles)
    assert whole == told(stories)
    assert sum(f"<{KG.ClaimGroup}>" in line for line in whole) > 5
    assert sum(f"<{PROV.Derivation}>" in line for line in whole) == 2


@pytest.mark.parametrize("seed", range(2))
def test_one_by_one_in_any_order_gives_the_same(articles, stories, tmp_path, seed):
    for iri in Random(seed).sample(sorted(articles), len(articles)):
        put(tmp_path / "a", {iri: articles[iri]})
        compared(tmp_path / "a")
    assert told(tmp_path / "a") == told(stories)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_figure_that_comes_late_takes_its_place_in_a_series(tmp_path, order):
    for number in order:
        path = tmp_path / f"{number}.txt"
        toll = f"The interior ministry said {number + 1}00 people were killed when the Oder dam burst above Brenna."
        path.write_text(f"THE LEDGER\n2025-03-0{number + 1}\n\nFlood toll in Brenna\n\n{toll}\n", encoding="utf-8")
        assert [built.state for built in build([path], tmp_path / "a")] == ["stored"]
        compared(tmp_path / "a")
    with Store.read_only(tmp_path / "a") as store:
        claims = sorted(read_claims(store.graphs), key=lambda claim: claim.article.published)
        comparison = read_comparison(store.graphs, [claim.iri for claim in claims])
    one, two, three = (claim.iri for claim in claims)
    assert {pair for group in comparison.groups for pair in group.revises} == {(two, one), (three, two)}


def test_in_chunks_gives_the_same(articles, stories, tmp_path, monkeypatch):
    monkeypatch.setattr(update, "CHUNK", 3)
    put(tmp_path / "a", articles)
    assert [done.compared for done in update.update(tmp_path / "a")] == [3, 6, 8]
    assert told(tmp_path / "a") == told(stories)


def test_comparing_again_writes_nothing(articles, tmp_path, monkeypatch):
    before = fresh(tmp_path / "a", articles)
    monkeypatch.setattr(Store, "_swap", lambda self, old, new: pytest.fail("written") if old != new else None)
    assert compared(tmp_path / "a") == before


@pytest.mark.parametrize("number", [0, 3, 6])
def test_removed_article_leaves_nothing_behind(articles, tmp_path, number):
    gone = sorted(articles)[number]
    fresh(tmp_path / "a", articles)
    remove(tmp_path / "a", gone)
    assert not update.up_to_date(tmp_path / "a")

    after = compared(tmp_path / "a")

    assert not [line for line in after if gone in line]
    assert after == fresh(tmp_path / "b", {iri: parts for iri, parts in articles.items() if iri != gone})


@pytest.mark.parametrize("number", [0, 5])
def test_changed_article_leaves_nothing_behind(articles, tmp_path, number):
    fresh(tmp_path / "a", articles)
    other = changed(articles, sorted(articles)[number])
    put(tmp_path / "a", other)
    assert compared(tmp_path / "a") == fresh(tmp_path / "b", other)


@pytest.mark.parametrize("after", [1, 2, 4])
def test_what_was_broken_off_is_completed(articles, stories, tmp_path, monkeypatch, after):
    monkeypatch.setattr(update, "CHUNK", 4)
    put(tmp_path / "a", articles)
    break_off(tmp_path / "a", monkeypatch, after)
    assert compared(tmp_path / "a") == told(stories)


DAM = (
    "The interior ministry said on Monday that the Oder dam above Brenna had burst after nine days of rain and that "
    "its gates had stood open since noon. Mayor Ida Voss said the town hall had been told of the cracks in the "
    "concrete by two engineers in the spring of last year."
)
TRAINS = (
    "The rail operator Vesta closed the line between Brenna and Kolno at midnight and put on forty buses for people "
    "who had been left behind on the platforms. Its spokesman Jan Orlik said trains would not run before Friday "
    "because three bridges over the Oder had lost their piers."
)
LEAK = "340 tonnes of diesel leaked from the tanks of the pumps at the Oder dam in Brenna"


@pytest.mark.parametrize("after", range(3))
def test_two_that_turn_out_to_have_copied_a_third_are_one_origin_also_after_a_break(tmp_path, monkeypatch, after):
    texts = {
        "northwire": f"NORTHWIRE\n2025-03-02\n\nOder dam bursts\n\n{DAM}\n\nAbout {LEAK} on Sunday.\n",
        "gazette": f"BALTIC GAZETTE\n2025-03-03\n\nTrains halt\n\n{TRAINS}\n\nOn Sunday some {LEAK}.\n",
        "ledger": f"THE LEDGER\n2025-03-01\n\nDam bursts above Brenna\n\n{DAM}\n\n{TRAINS}\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    for number, name in enumerate(texts):
        assert [built.state for built in build([tmp_path / f"{name}.txt"], tmp_path / "a")] == ["stored"]
        if number == 1:
            before = compared(tmp_path / "a")
    break_off(tmp_path / "a", monkeypatch, after)
    found = compared(tmp_path / "a")
    assert sum("independentOrigins" in line and '"2"' in line for line in before) == 1
    assert not any("independentOrigins" in line and '"2"' in line for line in found)
    assert list(build([tmp_path / f"{name}.txt" for name in texts], tmp_path / "b"))
    assert found == compared(tmp_path / "b")


def test_an_index_without_its_graphs_is_made_anew(articles, stories, tmp_path):
    fresh(tmp_path / "a", articles)
    shutil.rmtree(tmp_path / "a" / "graphs")
    shutil.rmtree(tmp_path / "a" / "texts")
    put(tmp_path / "a", articles)
    assert not update.up_to_date(tmp_path / "a")

    assert compared(tmp_path / "a") == told(stories)


def leave_out(articles: Told, one: str) -> Told:
    return {iri: parts for iri, parts in articles.items() if iri != one}


@pytest.mark.parametrize("otherwise", [leave_out, changed])
def test_what_was_broken_off_and_then_came_otherwise(articles, tmp_path, monkeypatch, otherwise):
    first, *_ = sorted(articles)
    put(tmp_path / "a", articles)
    break_off(tmp_path / "a", monkeypatch, 2)
    assert first in "".join(told(tmp_path / "a"))

    remove(tmp_path / "a", first)
    then = otherwise(articles, first)
    put(tmp_path / "a", then)

    assert compared(tmp_path / "a") == fresh(tmp_path / "b", then)


def test_a_change_that_was_broken_off_and_taken_back(articles, stories, tmp_path, monkeypatch):
    fresh(tmp_path / "a", articles)
    put(tmp_path / "a", changed(articles, min(articles)))
    break_off(tmp_path / "a", monkeypatch, 2)
    put(tmp_path / "a", articles)
    assert not update.up_to_date(tmp_path / "a")

    assert compared(tmp_path / "a") == told(stories)


@pytest.mark.parametrize(("name", "graph"), [("group_triples", GROUPS), ("copy_triples", COPIES)])
def test_what_breaks_the_shapes_is_not_stored(articles, stories, tmp_path, monkeypatch, name, graph):
    put(tmp_path / "a", articles)
    with monkeypatch.context() as patch:
        patch.setattr(update, name, spoilt(getattr(update, name)))
        with pytest.raises(NonconformingError, match=f"{graph} was left as it is"):
            compared(tmp_path / "a")
    assert not [line for line in told(tmp_path / "a") if f"{graph}>" in line and "2.5" in line]

    assert compared(tmp_path / "a") == told(stories)


def spoilt(triples: Callable[..., Iterable[Any]]) -> Callable[..., Iterator[Any]]:
    """The triples, with scores and shares that are none."""

    def spoiling(*args: Any) -> Iterator[Any]:
        for one, term, value in triples(*args):
            yield one, term, Literal("2.5", datatype=value.datatype) if term in (KG.score, KG.share) else value

    return spoiling


def test_every_graph_says_what_made_it(stories):
    with Store.read_only(stories) as store:
        for name in COMPARISON:
            graph = store.graph(name)
            (run,) = graph.objects(name, PROV.wasGeneratedBy)
            assert (run, KG.programVersion, None) in graph
            assert len(set(graph.objects(run, KG.threshold))) == len(THRESHOLDS)
