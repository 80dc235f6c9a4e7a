"""Tests of kg/build.py: what is stored, left alone and set aside, in one process and in several."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kg.build
import kg.pipeline
from conftest import ROOT, article
from kg.build import AHEAD, Outcome, Task, build
from kg.errors import ModelError, StoreError
from kg.model import Article
from kg.pipeline import Tools
from kg.store import Store

pytestmark = pytest.mark.usefixtures("models")


def states(outcomes: Iterator[Outcome]) -> list[str]:
    return [outcome.state for outcome in outcomes]


def quads(folder: Path) -> list[str]:
    with Store.read_only(folder) as store:
        return list(store.quads())


def snapshot(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def write_articles(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(article(number), encoding="utf-8")
    return folder


def test_articles_are_stored_with_text_and_run(articles: Path, tmp_path: Path) -> None:
    outcomes = list(build([articles], tmp_path / "store"))
    assert [outcome.path.name for outcome in outcomes] == ["lima.txt", "oslo.txt"]
    with Store.read_only(tmp_path / "store") as store:
        for outcome in outcomes:
            assert store.text(str(outcome.article)) == outcome.path.read_text(encoding="utf-8")
            assert store.fingerprint(str(outcome.article))
            claims = {line.split()[0] for line in store.quads() if "ns#Claim>" in line and str(outcome.article) in line}
            assert outcome.claims == len(claims) > 2
            assert outcome.hops > 2 < len(outcome.actors)


def test_a_second_build_writes_nothing(articles: Path, tmp_path: Path) -> None:
    assert states(build([articles], tmp_path / "store")) == ["stored", "stored"]
    before = snapshot(tmp_path / "store")
    assert states(build([articles], tmp_path / "store")) == ["unchanged", "unchanged"]
    assert snapshot(tmp_path / "store") == before


def test_a_second_build_loads_no_model(articles: Path, tmp_path: Path) -> None:
    list(build([articles], tmp_path / "store"))
    code = f"""if True:
        import sys
        from pathlib import Path
        from kg.build import build
        outcomes = build([Path({str(articles)!r})], Path({str(tmp_path / "store")!r}))
        assert [outcome.state for outcome in outcomes] == ["unchanged"] * 2
        print(*sorted({{"spacy", "onnxruntime", "pyshacl", "trafilatura"}} & set(sys.modules)))"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_only_what_changed_is_built_again(articles: Path, tmp_path: Path) -> None:
    list(build([articles], tmp_path / "store"))
    oslo = articles / "oslo.txt"
    oslo.write_text(
        oslo.read_text(encoding="utf-8").replace("--", "-").replace("Ana Holt", "Eva Berg"), encoding="utf-8"
    )
    assert states(build([articles], tmp_path / "store")) == ["unchanged", "stored"]


def test_what_is_not_sure_enough_is_left_out(articles: Path, tmp_path: Path) -> None:
    every = list(build([articles], tmp_path / "store"))
    sure = list(build([articles], tmp_path / "store", min_confidence=1.0))
    assert [outcome.state for outcome in sure] == ["stored", "stored"]
    for all_of_it, surest in zip(every, sure, strict=True):
        assert all_of_it.hops > surest.hops == 0
        assert all_of_it.claims > surest.claims


def test_a_gazetteer_is_read_and_a_change_in_it_builds_again(tmp_path: Path) -> None:
    folder, places = tmp_path / "articles", tmp_path / "places.tsv"
    folder.mkdir()
    (folder / "zenda.txt").write_text(article(1, "the city of Zenda"), encoding="utf-8")
    line = "3\tZenda\tZenda\t\t{}\t16.5\tP\tPPL\tRR\t\t01\t\t\t\t300000\n"
    for latitude, state in (("47.5", "stored"), ("47.5", "unchanged"), ("47.6", "stored")):
        places.write_text(line.format(latitude), encoding="utf-8")
        assert states(build([folder], tmp_path / "store", gazetteer=places)) == [state]
    assert re.search(r"place/geonames-3> <https://schema.org/latitude> \"47\.6\"", "".join(quads(tmp_path / "store")))


@pytest.mark.parametrize("changed", ["version", "models", "data"])
def test_a_change_of_the_program_builds_again(
    changed: str, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(build([articles], tmp_path / "store"))
    now = kg.build.maker(None)
    value = ("other",) if changed == "models" else "other"
    monkeypatch.setattr(kg.build, "maker", lambda *_: replace(now, **{changed: value}))
    assert states(build([articles], tmp_path / "store")) == ["stored", "stored"]


def test_two_builds_from_scratch_are_the_same_byte_for_byte(articles: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        list(build([articles], tmp_path / name))
    assert quads(tmp_path / "one") == quads(tmp_path / "two")


def test_two_workers_give_what_one_gives(seeds: list[Path], seeds_store: Path, tmp_path: Path) -> None:
    assert states(build(seeds, tmp_path / "store", workers=2)) == ["stored"] * len(seeds)
    assert quads(tmp_path / "store") == quads(seeds_store)


def test_what_cannot_be_read_is_set_aside_and_the_rest_go_on(articles: Path, tmp_path: Path) -> None:
    (articles / "empty.txt").touch()
    outcomes = list(build([articles, tmp_path / "missing.txt"], tmp_path / "store"))
    assert [outcome.state for outcome in outcomes] == ["set aside", "stored", "stored", "set aside"]
    assert [str(outcome.path) in outcome.reason for outcome in outcomes] == [True, False, False, True]


def test_what_breaks_the_shapes_is_set_aside_with_its_report(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(build([articles], tmp_path / "store"))
    before = quads(tmp_path / "store")
    to_triples = kg.pipeline.to_triples

    def without_digest(reading: Any) -> Any:
        return tuple(triple for triple in to_triples(reading) if triple[1] != kg.graph.KG.sha256)

    monkeypatch.setattr(kg.pipeline, "to_triples", without_digest)
    monkeypatch.setattr(kg.build, "maker", lambda *_: kg.fingerprint.Maker("other", (), ""))
    outcomes = list(build([articles], tmp_path / "store"))
    assert [outcome.state for outcome in outcomes] == ["set aside", "set aside"]
    assert "sha256" in outcomes[0].reason
    assert quads(tmp_path / "store") == before


def test_a_fault_of_the_program_on_one_article_does_not_stop_the_others(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_claims = kg.pipeline.read_claims

    def fails(text: Article, tools: Tools) -> Any:
        if text.name == "lima.txt":
            raise IndexError("list index out of range")
        return read_claims(text, tools)

    monkeypatch.setattr(kg.pipeline, "read_claims", fails)
    outcomes = list(build([articles], tmp_path / "store"))
    assert [outcome.state for outcome in outcomes] == ["set aside", "stored"]
    assert "lima.txt" in outcomes[0].reason
    assert "IndexError" in outcomes[0].reason


def test_an_article_given_twice_is_stored_once(articles: Path, tmp_path: Path) -> None:
    copy = articles / "zzz.txt"
    copy.write_bytes((articles / "oslo.txt").read_bytes())
    outcomes = list(build([articles, articles / "oslo.txt"], tmp_path / "store"))
    assert [outcome.state for outcome in outcomes] == ["stored", "stored", "set aside"]
    assert str(articles / "oslo.txt") in outcomes[2].reason


def test_a_missing_model_ends_the_build(articles: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        list(build([articles], tmp_path / "store", model="no_such_model"))


def test_a_store_that_another_writes_to_ends_the_build(articles: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "store"), pytest.raises(StoreError, match="another process"):
        list(build([articles], tmp_path / "store"))


def test_emptying_the_buffers_loses_nothing(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(build([articles], tmp_path / "one"))
    monkeypatch.setattr(kg.build, "FLUSH", 1)
    list(build([articles], tmp_path / "two"))
    assert quads(tmp_path / "one") == quads(tmp_path / "two")


class Counting(Executor):
    """Does nothing, and counts what it was handed."""

    def __init__(self) -> None:
        self.handed = 0

    def submit(self, *args: object, **kwargs: object) -> Future[Any]:
        self.handed += 1
        return Future()


def test_few_articles_are_handed_out_beforehand() -> None:
    bench = Counting()
    tasks = (Task(Path(str(n)), Article(str(n), "", ()), "") for n in range(1000))
    taken = 0
    for taken, _ in enumerate(kg.build._handed_out(tasks, bench, None, 2 * AHEAD), start=1):
        assert bench.handed - taken <= 2 * AHEAD
    assert taken == 1000


def test_a_killed_build_is_completed_by_the_next(tmp_path: Path) -> None:
    folder, count = write_articles(tmp_path / "many", 12), 12
    code = f"""if True:
        from pathlib import Path
        from kg.build import build
        for outcome in build([Path({str(folder)!r})], Path({str(tmp_path / "store")!r})):
            print(outcome.state, flush=True)"""
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        for _ in range(4):
            assert writer.stdout.readline() == "stored\n"
        time.sleep(0.05)
        writer.kill()
    with Store.read_only(tmp_path / "store") as store:
        whole = store.articles()
        assert 4 <= len(whole) < count
        assert all(store.text(iri) and store.fingerprint(iri) for iri in whole)
    after = states(build([folder], tmp_path / "store"))
    assert after.count("unchanged") == len(whole)
    assert after.count("stored") == count - len(whole)
    list(build([folder], tmp_path / "fresh"))
    assert quads(tmp_path / "store") == quads(tmp_path / "fresh")
