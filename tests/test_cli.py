"""Tests of kg/cli/: every command's help, results, talk and exit code."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import Graph

from conftest import ROOT, Run, article, plain
from kg.build import tools
from kg.cli import COMMANDS
from kg.cli.common import ENDINGS
from kg.draw import FORMATS as PICTURES
from kg.export import FORMATS as EXPORTS
from kg.query import FORMATS as ANSWERS
from kg.query import ready_questions
from kg.store import Store

HEAVY = {"spacy", "onnxruntime", "numpy", "pyshacl", "rdflib", "networkx", "trafilatura", "pyoxigraph"}


def kg(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "kg", *words]
    return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, text=True, check=False)


def imported(code: str) -> set[str]:
    """The heavy libraries that some code loads."""
    told = f"{code}\nimport sys; print(*{HEAVY!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split("\n")[-2].split())


def test_help_shows_an_example_for_each_command(run: Run) -> None:
    said = run("--help").stdout
    for name in COMMANDS:
        assert re.search(rf"^  {name} .+\n\s*\n?\s+\$ kg {name} ", said + " ", re.MULTILINE) or f"$ kg {name}\n" in said


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_an_example(name: str, run: Run) -> None:
    done = run(name, "--help")
    assert done.exit_code == 0
    assert f"  kg {name} " in done.stdout.partition("Example")[2]
    assert COMMANDS[name][1]


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    assert imported("from kg.cli import main\nmain(['--help'], standalone_mode=False)") == set()
    best = min(_timed() for _ in range(5))
    assert best < 0.3


def _timed() -> float:
    start = time.perf_counter()
    kg("--help")
    return time.perf_counter() - start


@pytest.mark.parametrize(
    "words", [["query", "denials"], ["export"], ["chain", "killed"], ["stats"]], ids=lambda w: w[0]
)
def test_commands_on_a_store_load_no_model(words: list[str], seeds_store: Path) -> None:
    call = [*words, "--store", str(seeds_store)]
    loaded = imported(f"from kg.cli import main\nmain({call!r}, standalone_mode=False)")
    assert not loaded & {"spacy", "onnxruntime", "pyshacl", "trafilatura"}


def test_version(run: Run) -> None:
    assert re.fullmatch(r"kg, version \d+\.\d+\.\d+\n", run("--version").stdout)


@pytest.mark.parametrize(
    "words", [[], ["nonsense"], ["build"], ["build", "a", "--workers", "0"], ["export", "--format", "x"]]
)
def test_wrong_use_gives_exit_code_2(words: list[str], run: Run) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "Usage: kg" in done.stderr
    assert not done.stdout


def test_build_prints_a_table_and_nothing_else(articles: Path, tmp_path: Path, run: Run) -> None:
    done = run("build", articles, "--store", tmp_path / "store")
    assert done.exit_code == 0
    assert done.stdout == ""
    rows = dict(line.rsplit(maxsplit=1) for line in done.stderr.splitlines())
    assert list(rows) == ["articles", "claims", "hops", "actors", "unchanged", "set aside", "seconds"]
    assert (rows["articles"], rows["unchanged"], rows["set aside"]) == ("2", "0", "0")
    again = run("build", articles, "--store", tmp_path / "store")
    assert re.search(r"^unchanged +2$", again.stderr, re.MULTILINE)


def test_build_reads_standard_input(tmp_path: Path, run: Run) -> None:
    assert run("build", "-", "--store", tmp_path / "store", stdin=article(1)).exit_code == 0
    with Store.read_only(tmp_path / "store") as store:
        assert store.text(store.articles()[0]) == article(1)


def test_build_takes_the_store_from_the_environment(
    articles: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "named"))
    assert run("build", articles).exit_code == 0
    assert run("stats").exit_code == 0
    assert (tmp_path / "named").is_dir()


def test_build_sets_aside_and_says_so(articles: Path, tmp_path: Path, run: Run) -> None:
    done = run("build", articles, "missing.txt", "--store", tmp_path / "store")
    assert done.exit_code == 1
    assert "set aside: missing.txt" in done.stderr
    assert re.search(r"^set aside +1$", done.stderr, re.MULTILINE)


@pytest.mark.parametrize("ending", ENDINGS)
def test_build_writes_its_graphs_besides(ending: str, articles: Path, tmp_path: Path, run: Run) -> None:
    store, output = tmp_path / "store", tmp_path / f"graphs{ending}"
    assert run("build", articles / "oslo.txt", "--store", store, "-o", output).exit_code == 0
    assert output.read_text() == run("export", "--store", store, "--format", ENDINGS[ending]).stdout
    assert run("build", articles / "lima.txt", "--store", store, "-o", output).exit_code == 0
    assert "Lima" in output.read_text()
    assert "Oslo" not in output.read_text()


def test_build_says_before_the_work_that_an_ending_is_not_known(articles: Path, tmp_path: Path, run: Run) -> None:
    done = run("build", articles, "--store", tmp_path / "store", "-o", "graphs.doc")
    assert done.exit_code == 2
    assert not (tmp_path / "store").exists()


def test_another_spacy_pipeline(articles: Path, tmp_path: Path, run: Run) -> None:
    from kg.resources import resource

    model = resource("models", "en_news")
    done = run("build", articles, "--store", tmp_path / "store", "--model", model)
    tools.cache_clear()
    assert done.exit_code == 0
    assert str(model) in run("export", "--store", tmp_path / "store").stdout


def test_attributions_have_the_layout_of_the_scorer(articles: Path, run: Run) -> None:
    done = run("attributions", articles)
    assert done.exit_code == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["doc"] for row in rows] == ["lima", "oslo"]
    text = (articles / "lima.txt").read_text(encoding="utf-8")
    assert all(list(one) == ["source", "cue", "content", "confidence"] for one in rows[0]["attributions"])
    roles = ("source", "cue", "content")
    found = [{role: [text[s:e] for s, e in one[role]] for role in roles} for one in rows[0]["attributions"]]
    quoted = next(
        one for one in found if one["content"] == ["“We have found everybody,”"] or "found" in str(one["content"])
    )
    assert "Holt" in quoted["source"][0]
    assert "told" in quoted["cue"][0]


def test_nested_attributions_name_the_one_around_them(run: Run) -> None:
    row = json.loads(run("attributions", "--nested", "-", stdin=article(1)).stdout)
    assert row["doc"] == "stdin"
    inner = [one for one in row["attributions"] if one["parent"] is not None]
    assert inner
    assert all(0 <= one["parent"] < len(row["attributions"]) for one in inner)
    assert all(0 < one["confidence"] < 1 for one in row["attributions"])


def test_attributions_that_are_not_sure_enough_are_left_out(run: Run) -> None:
    def found(least: float) -> list[dict[str, Any]]:
        done = run("attributions", "--nested", "--min-confidence", least, "-", stdin=article(1))
        return list(json.loads(done.stdout)["attributions"])

    every = found(0)
    half = sorted(one["confidence"] for one in every)[len(every) // 2]
    some = found(half)
    assert 0 < len(some) < len(every)
    assert all(one["confidence"] >= half for one in some)
    assert all(one["parent"] is None or some[one["parent"]]["content"] for one in some)
    assert run("attributions", "--min-confidence", "2", "-").exit_code == 2


def test_attributions_tell_of_what_cannot_be_read(articles: Path, run: Run) -> None:
    done = run("attributions", "missing.txt", articles)
    assert done.exit_code == 1
    assert "missing.txt" in done.stderr
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize("format", EXPORTS)
def test_export_in_every_format(format: str, seeds_store: Path, tmp_path: Path, run: Run) -> None:
    printed = run("export", "--store", seeds_store, "--format", format)
    assert printed.exit_code == 0
    ending = next((ending for ending, name in ENDINGS.items() if name == format), "")
    named = [] if ending else ["--format", format]
    written = run("export", "--store", seeds_store, "-o", tmp_path / f"graphs{ending}", *named)
    assert (written.exit_code, written.stdout) == (0, "")
    assert (tmp_path / f"graphs{ending}").read_bytes() == printed.stdout_bytes


def test_export_of_one_claim(seeds_store: Path, run: Run) -> None:
    claim = json.loads(run("export", "--store", seeds_store, "--format", "jsonl").stdout.splitlines()[0])
    done = run("export", claim["iri"], "--store", seeds_store, "--format", "jsonl")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [claim]
    assert run("export", f"{claim['iri']}0", "--store", seeds_store).exit_code == 1


@pytest.mark.parametrize("format", sorted(set(ANSWERS) - {"turtle"}))
def test_query_in_every_format(format: str, seeds_store: Path, run: Run) -> None:
    done = run("query", "denials", "--store", seeds_store, "--format", format)
    assert done.exit_code == 0
    assert "who" in done.stdout


OF_GRADES = {"grades", "claims-by-grade"}  # which people give: test_grades.py
OF_COMPARISON = {"groups", "single-origin", "differences", "contested", "series", "copies"}  # test_comparison.py


@pytest.mark.parametrize("name", sorted(ready_questions().keys() - OF_GRADES - OF_COMPARISON))
def test_every_ready_question_has_an_answer_in_our_seeds(name: str, seeds_store: Path, run: Run) -> None:
    done = run("query", name, "--store", seeds_store, "--format", "csv")
    assert len(list(csv.reader(io.StringIO(done.stdout)))) > 1


@pytest.mark.parametrize("stdin", [True, False])
def test_query_takes_sparql(stdin: bool, seeds_store: Path, run: Run) -> None:
    sparql = "SELECT (COUNT(?a) AS ?n) { GRAPH ?a { ?a a schema:NewsArticle } }"
    done = run("query", "-" if stdin else sparql, "--store", seeds_store, "--format", "csv", stdin=sparql)
    assert done.stdout.split() == ["n", "2"]


def test_query_sets_variables(seeds_store: Path, run: Run) -> None:
    speaker = "speaker=Lee Seong-kweun"
    some = run("query", "claims-by-speaker", speaker, "--store", seeds_store).stdout
    every = run("query", "claims-by-speaker", "--store", seeds_store).stdout
    assert 2 < len(some.splitlines()) < len(every.splitlines())


@pytest.mark.parametrize("format", PICTURES)
def test_chain_in_every_format(format: str, seeds_store: Path, tmp_path: Path, run: Run) -> None:
    printed = run("chain", "soldiers", "--store", seeds_store, "--format", format)
    assert printed.exit_code == 0, printed.stderr
    assert len(printed.stdout_bytes) > 500
    if format not in {"tree", "mermaid"}:
        run("chain", "soldiers", "--store", seeds_store, "-o", tmp_path / f"chains.{format}")
        assert (tmp_path / f"chains.{format}").read_bytes() == printed.stdout_bytes


def test_chain_of_nothing(seeds_store: Path, run: Run) -> None:
    done = run("chain", "zeppelin", "--store", seeds_store)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "zeppelin" in done.stderr


def test_stats_count_what_is_there(seeds_store: Path, run: Run) -> None:
    done = run("stats", "--store", seeds_store, "--format", "csv")
    counts = dict(csv.reader(io.StringIO(done.stdout)))
    claims = run("export", "--store", seeds_store, "--format", "jsonl").stdout
    assert counts["articles"] == "2"
    assert int(counts["claims"]) == len(claims.splitlines())


def test_validate_a_store(seeds_store: Path, run: Run) -> None:
    done = run("validate", "--store", seeds_store)
    assert (done.exit_code, done.stdout) == (0, "The graph conforms to the shapes.\n")


@pytest.mark.parametrize("format", ["turtle", "trig", "ntriples", "nquads", "jsonld"])
def test_validate_every_export_of_an_article(format: str, articles: Path, tmp_path: Path, run: Run) -> None:
    output = tmp_path / f"graphs{next(ending for ending in ENDINGS if ENDINGS[ending] == format)}"
    run("build", articles / "oslo.txt", "--store", tmp_path / "store", "-o", output)
    done = run("validate", output)
    assert done.exit_code == 0, done.stdout


@pytest.mark.parametrize("format", ["text", "json", "turtle"])
def test_validate_reports_what_is_broken(format: str, seeds_store: Path, run: Run) -> None:
    trig = run("export", "--store", seeds_store, "--format", "trig").stdout
    broken = re.sub(r"kg:stance kg:\w+", "kg:stance kg:nonsense", trig)
    done = run("validate", "-", "--format", format, stdin=broken)
    assert done.exit_code == 1
    assert "nonsense" in done.stdout
    if format == "json":
        assert json.loads(done.stdout)["conforms"] is False
    if format == "turtle":
        assert len(Graph().parse(data=done.stdout, format="turtle")) > 5


def test_validate_sees_that_a_kept_text_was_changed(articles: Path, tmp_path: Path, run: Run) -> None:
    run("build", articles, "--store", tmp_path / "store")
    text = next((tmp_path / "store" / "texts").iterdir())
    text.write_text(text.read_text(encoding="utf-8").replace("passengers", "travellers"), encoding="utf-8")
    done = run("validate", "--store", tmp_path / "store")
    assert done.exit_code == 1
    assert "passengers" in done.stdout


def test_errors_are_told_without_a_traceback(tmp_path: Path) -> None:
    done = kg("stats", "--store", str(tmp_path / "none"))
    assert (done.returncode, done.stdout) == (1, "")
    assert plain(done.stderr).startswith(f"Error: {tmp_path}/none: there is no store.")
    assert "Traceback" not in done.stderr


def test_a_reader_that_stops_early_is_no_error(seeds_store: Path) -> None:
    command = f"{sys.executable} -m kg export --store {seeds_store} --format nquads | head -n 1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ)
    assert done.stderr == ""
    assert len(list(ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS))) == 1


COUP = """
@prefix events: <https://w3id.org/newskg/event/> .
@prefix kg: <https://w3id.org/newskg/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
events:coup a skos:Concept ; skos:notation "coup" ; kg:nounTrigger "coup" ; kg:placeSlot "in" .
"""


def test_build_takes_event_types_of_ones_own(tmp_path: Path, run: Run) -> None:
    types, store = tmp_path / "types.ttl", tmp_path / "store"
    types.write_text(COUP, encoding="utf-8")
    article = tmp_path / "a.txt"
    article.write_text("There was a coup in Niger on Tuesday, the army said.\n", encoding="utf-8")
    question = "ASK { ?event sem:eventType events:coup ; kg:location/kg:evidence/oa:exact 'Niger' }"
    run("build", article, "--store", store)
    assert run("query", question, "--store", store).output == "no\n"
    built = run("build", article, "--store", store, "--events", types)
    assert built.exit_code == 0, built.output
    assert run("query", question, "--store", store).output == "yes\n"
    assert run("validate", "--store", store).exit_code == 0
    types.write_text(COUP.replace('"coup" ; kg:placeSlot', '"putsch" ; kg:placeSlot'), encoding="utf-8")
    run("build", article, "--store", store, "--events", types)
    assert run("query", question, "--store", store).output == "no\n"


def test_build_says_before_the_work_that_a_file_of_types_is_wrong(articles: Path, tmp_path: Path, run: Run) -> None:
    types = tmp_path / "types.ttl"
    types.write_text(COUP.replace(' skos:notation "coup" ;', ""), encoding="utf-8")
    answer = run("build", articles, "--store", tmp_path / "store", "--events", types)
    assert answer.exit_code == 1
    assert "types.ttl: https://w3id.org/newskg/event/coup has 0 names; give it one skos:notation" in answer.output
    assert not (tmp_path / "store").exists()
