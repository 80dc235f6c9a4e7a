"""Tests of kg/store.py: what goes in comes out, all of an article or nothing, and faults are told plainly."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef

from kg.errors import NotFoundError, StoreError
from kg.graph import run_triples, to_graph
from kg.graph.iris import article_iri
from kg.model import Quantity, Reading, Span
from kg.store import Entry, Store
from kg.vocabulary import KG, PROV, RDF, SCHEMA, run_iri
from readings import ARTICLE, READING, RUN, TEXT, large_reading

IRI = article_iri(ARTICLE)
HERE = Path(__file__).parent


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        yield opened


@pytest.fixture(scope="module")
def one_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store for many examples, each of which replaces what the last one left."""
    with Store.open(tmp_path_factory.mktemp("one") / "store") as opened:
        yield opened


def entry(reading: Reading, fingerprint: str = "f") -> Entry:
    iri = article_iri(reading.article)
    run = run_triples(iri, started=datetime.now(UTC), version="1", models=(), fingerprint=fingerprint)
    return Entry(iri, to_graph(reading), run, reading.article.text)


def put(store: Store, reading: Reading, fingerprint: str = "f") -> URIRef:
    store.replace(entry(reading, fingerprint))
    return article_iri(reading.article)


def numbered(number: int) -> Reading:
    return replace(READING, article=replace(ARTICLE, address=f"https://news.example/{number}", text=f"{TEXT}{number}"))


def texts(store: Store) -> set[str]:
    return {path.name for path in (store.folder / "texts").iterdir()}


def test_what_goes_in_comes_out(store):
    store.replace(Entry(IRI, to_graph(READING), RUN, TEXT))
    assert store.articles() == [IRI]
    assert set(store.graph(IRI)) == set(to_graph(READING))
    assert set(store.graph(run_iri(IRI))) == set(RUN)
    assert store.text(IRI) == TEXT
    assert store.fingerprint(IRI) == "a" * 64
    assert store.graph(IRI).identifier == IRI


@pytest.mark.parametrize("text", ["one\r\ntwo\rthree\n", "é e\u0301 👩‍👩‍👧 שלום\u200f", "\ufeffmark", " \u2028 \x85 "])
def test_text_is_kept_to_the_character(store, text):
    iri = put(store, Reading(replace(ARTICLE, text=text), (), (), ()))
    assert store.text(iri) == text


def test_replaced_article_leaves_nothing_behind(store):
    put(store, READING, "old")
    other = put(store, numbered(1))
    shorter = replace(READING, article=replace(ARTICLE, text="Short.", headline="Other"), claims=(), mentions=())
    assert put(store, shorter, "new") == IRI

    assert set(store.graph(IRI)) == set(to_graph(shorter))
    assert store.fingerprint(IRI) == "new"
    assert len(list(store.graph(run_iri(IRI)).objects(None, PROV.startedAtTime))) == 1
    assert store.text(IRI) == "Short."
    assert len(texts(store)) == 2
    assert set(store.graph(other)) == set(to_graph(numbered(1)))


def test_replacing_by_the_same_changes_nothing(store):
    store.replace(Entry(IRI, to_graph(READING), RUN, TEXT))
    before = list(store.quads(runs=True))
    store.replace(Entry(IRI, to_graph(READING), RUN, TEXT))
    assert list(store.quads(runs=True)) == before
    assert len(texts(store)) == 1


def test_removed_article_is_gone(store):
    put(store, READING)
    other = put(store, numbered(1))
    store.remove(IRI)
    assert store.articles() == [other]
    assert store.fingerprint(IRI) is None
    assert len(texts(store)) == 1
    assert not [line for line in store.quads(runs=True) if str(IRI) in line]


def test_text_stays_while_another_article_has_it(store):
    put(store, READING)
    twin = put(store, replace(READING, article=replace(ARTICLE, address="https://elsewhere.example/")))
    assert len(texts(store)) == 1
    store.remove(IRI)
    assert store.text(twin) == TEXT


def test_quads_are_the_same_whatever_the_order(tmp_path):
    found = []
    for name, numbers in (("one", (1, 2, 3)), ("two", (3, 1, 2))):
        with Store.open(tmp_path / name) as store:
            for number in numbers:
                put(store, numbered(number))
            found.append("".join(store.quads()).encode())
    assert found[0] == found[1]
    quads = list(pyoxigraph.parse(found[0], format=pyoxigraph.RdfFormat.N_QUADS))
    assert {quad.graph_name.value for quad in quads} == {str(article_iri(numbered(n).article)) for n in (1, 2, 3)}
    assert b"#run>" not in found[0]


def test_quads_with_runs(store):
    put(store, READING)
    assert len(list(store.quads(runs=True))) > len(list(store.quads()))


def test_query_sees_the_union_and_the_named_graphs(store):
    put(store, READING)
    put(store, numbered(1))
    claims = "SELECT DISTINCT ?c { ?c a kg:Claim ; kg:firstHop/prov:agent ?a }"
    assert len(list(store.query(claims))) == 10
    named = f"SELECT DISTINCT ?c {{ GRAPH <{IRI}> {{ ?c a kg:Claim }} }}"
    assert len(list(store.query(named))) == 6
    assert bool(store.query("ASK { ?article prov:wasGeneratedBy ?run . ?run kg:fingerprint ?f }"))


@pytest.mark.parametrize("call", ["graph", "text", "remove"])
def test_unknown_article_is_told(store, call):
    with pytest.raises(NotFoundError, match="article/none"):
        getattr(store, call)("https://w3id.org/newskg/id/article/none")


def test_lost_text_is_told(store):
    put(store, READING)
    for path in (store.folder / "texts").iterdir():
        path.unlink()
    with pytest.raises(StoreError, match="Build the article again"):
        store.text(IRI)


@pytest.mark.parametrize("beside", [[], [numbered(1)]], ids=["alone", "beside another"])
def test_graph_with_a_blank_node_is_refused_whole(store, beside):
    graph = to_graph(READING)
    graph.add((IRI, KG.agency, BNode()))
    with pytest.raises(StoreError, match="Validate"):
        store.replace(*map(entry, beside), Entry(IRI, graph, RUN, TEXT))
    assert store.articles() == []
    assert not texts(store)


def test_articles_stored_together_are_those_stored_one_by_one(store, tmp_path):
    put(store, numbered(1), "old")
    store.replace(*(entry(numbered(number), "new") for number in range(4)))
    assert {store.fingerprint(iri) for iri in store.articles()} == {"new"}
    with Store.open(tmp_path / "other") as other:
        for number in range(4):
            put(other, numbered(number))
        assert "".join(other.quads()) == "".join(store.quads())
        assert texts(other) == texts(store)


def test_reading_beside_a_writer(store):
    put(store, READING)
    with Store.read_only(store.folder) as reader:
        assert reader.articles() == [IRI]
        put(store, numbered(1))
        assert reader.articles() == [IRI]
    with Store.read_only(store.folder) as reader:
        assert len(reader.articles()) == 2


def test_second_writer_is_told_to_wait(store):
    with pytest.raises(StoreError, match="another process is writing"):
        Store.open(store.folder)


def test_closed_store_can_be_opened_again(tmp_path):
    for _ in range(2):
        with Store.open(tmp_path / "s") as store:
            put(store, READING)
    with Store.read_only(tmp_path / "s") as store:
        assert store.articles() == [IRI]


def garbage(folder: Path) -> None:
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")


def file_not_folder(folder: Path) -> None:
    folder.write_text("mine")


def damaged_manifest(folder: Path) -> None:
    with Store.open(folder) as store:
        put(store, READING)
    for path in (folder / "graphs").glob("MANIFEST*"):
        path.write_bytes(b"garbage")


def damaged_current(folder: Path) -> None:
    (folder / "graphs").mkdir(parents=True)
    (folder / "graphs" / "CURRENT").write_text("garbage")


def lost_current(folder: Path) -> None:
    (folder / "graphs").mkdir(parents=True)
    (folder / "graphs" / "000010.sst").write_bytes(b"rows")


@pytest.mark.parametrize("opener", [Store.open, Store.read_only])
@pytest.mark.parametrize("make", [garbage, file_not_folder, damaged_manifest, damaged_current, lost_current])
def test_folder_that_is_no_whole_store_is_told_and_left_alone(tmp_path, make, opener):
    folder = tmp_path / "folder"
    make(folder)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.name in ("notes.txt", "000010.sst")}
    with pytest.raises(StoreError, match=str(folder)):
        opener(folder)
    assert {path: path.read_bytes() for path in before} == before


def test_missing_store_is_told_to_readers_and_made_for_writers(tmp_path):
    folder = tmp_path / "deep" / "store"
    with pytest.raises(StoreError, match="kg build"):
        Store.read_only(folder)
    with Store.open(folder) as store:
        assert store.articles() == []
    with Store.read_only(folder) as store:
        assert store.articles() == []


def test_folder_left_while_being_made_becomes_a_store(tmp_path):
    (tmp_path / "s" / "graphs").mkdir(parents=True)
    with Store.open(tmp_path / "s") as store:
        put(store, READING)


ARTICLES = 12
KILLED = """
import sys
from pathlib import Path
from kg.store import Entry, Store
from test_store import ARTICLES, entry, numbered
together = int(sys.argv[2])
with Store.open(Path(sys.argv[1])) as store:
    for round in range(1000):
        for first in range(0, ARTICLES, together):
            store.replace(*(entry(numbered(number), f"round {round}") for number in range(first, first + together)))
            print(*range(first, first + together), sep="\\n", flush=True)
"""


@pytest.mark.parametrize("together", [1, 3])
@pytest.mark.parametrize("after", [5, 17])
def test_killed_writer_leaves_whole_articles_only(tmp_path, after, together):
    places = os.pathsep.join([str(HERE), str(HERE.parent), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-c", KILLED, str(tmp_path / "s"), str(together)]
    writer = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": places}, stdout=subprocess.PIPE, text=True)
    assert writer.stdout
    for _ in range(after):
        assert writer.stdout.readline()
    time.sleep(0.013)
    writer.kill()
    writer.wait()

    with Store.open(tmp_path / "s") as store:
        written = {article_iri(numbered(n).article): numbered(n) for n in range(ARTICLES)}
        assert min(after, ARTICLES) <= len(store.articles()) <= ARTICLES
        for iri in store.articles():
            assert set(store.graph(iri)) == set(to_graph(written[iri]))
            assert store.text(iri) == written[iri].article.text
            assert (store.fingerprint(iri) or "").startswith("round")
            assert len(list(store.graph(run_iri(iri)).objects(None, KG.fingerprint))) == 1
        for number in range(ARTICLES):
            put(store, numbered(number), "again")
        assert {store.fingerprint(iri) for iri in written} == {"again"}
        again = "".join(store.quads())
    with Store.open(tmp_path / "fresh") as fresh:
        for number in range(ARTICLES):
            put(fresh, numbered(number))
        assert "".join(fresh.quads()) == again


@settings(deadline=None, max_examples=40)
@given(
    st.text(min_size=8),
    st.text(),
    st.decimals(-(10**12), 10**12, places=6),
    st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.sampled_from([None, UTC])),
)
def test_any_words_numbers_and_times_survive(one_store, words, headline, number, moment):
    claim = replace(READING.claims[0], quantities=(Quantity(Span(0, 8), number, number, "troops"),))
    article = replace(ARTICLE, text=TEXT + words, headline=headline, published=moment)
    reading = replace(READING, article=article, claims=(claim,))
    iri = put(one_store, reading)
    assert set(one_store.graph(iri)) == set(to_graph(reading))
    assert one_store.text(iri) == TEXT + words


def test_literals_keep_language_and_datatype(store):
    graph = Graph()
    graph += to_graph(READING)
    added = {
        (IRI, KG.agency, Literal("Draht", lang="de")),
        (
            IRI,
            SCHEMA.datePublished,
            Literal("2024-12", datatype=URIRef("http://www.w3.org/2001/XMLSchema#gYearMonth")),
        ),
    }
    for triple in added:
        graph.add(triple)
    store.replace(Entry(IRI, graph, RUN, TEXT))
    assert set(store.graph(IRI)) == set(graph)


def test_large_article(store):
    iri = put(store, large_reading(60))
    assert len(list(store.graph(iri).subjects(RDF.type, KG.Claim))) == 60
    assert Decimal("1200") in {value.toPython() for value in store.graph(iri).objects(None, SCHEMA.minValue)}
