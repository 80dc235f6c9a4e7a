"""Tests of the commands about groups: kg compare, origins, timeline and chain --group, on a comparison made by hand."""

import csv
import io
import json
import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import kg.cli.compare
from conftest import Run, plain
from floods import BEGGED, DEAD, GATES, REASON, compared_flood, revised_flood
from graphs import KILLED
from kg.build import build
from kg.compare.told import LIKELY
from kg.draw import FORMATS as PICTURES
from kg.errors import ModelError
from kg.store import Store

COMMANDS = [("compare",), ("origins", "killed"), ("timeline",), ("chain", "--group", "killed")]
ALL = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])


@pytest.fixture
def flood_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in a folder that counts as compared; without the texts of its articles."""
    monkeypatch.setattr(kg.cli.compare, "up_to_date", lambda folder: True)
    return stored(tmp_path / "flood", list(compared_flood()))


def stored(folder: Path, quads: list[object]) -> Path:
    with Store.open(folder) as store:
        store.graphs.extend(quads)  # type: ignore[arg-type]
    return folder


def test_origins_as_table_and_json(flood_store: Path, run: Run) -> None:
    table = run("origins", "gates", "Friday", "--store", flood_store)
    assert table.exit_code == 0
    assert "two independent origins" in table.stdout
    (told,) = json.loads(run("origins", "gates", "Friday", "--store", flood_store, "--format", "json").stdout)
    assert told["independent"] == 2


def test_a_group_by_its_iri(flood_store: Path, run: Run) -> None:
    (told,) = json.loads(run("compare", "killed", "--store", flood_store, "--format", "json").stdout)
    for command in (("origins",), ("compare",), ("timeline",), ("chain", "--group")):
        assert run(*command, told["group"], "--store", flood_store).exit_code == 0


def test_all_commands_count_the_same_origins(flood_store: Path, run: Run) -> None:
    compared = json.loads(run("compare", "--store", flood_store, "--format", "json").stdout)
    for group in (group for group in compared if group["group"]):
        (told,) = json.loads(run("origins", group["group"], "--store", flood_store, "--format", "json").stdout)
        assert told["independent"] == group["independent"]
        assert sorted(told["rests_on"]) == sorted(group["rests_on"])
        assert sorted(told["fewest"]) == sorted(group["fewest"])
        picture = run("chain", "--group", group["group"], "--store", flood_store, "--format", "svg").stdout
        assert len(re.findall('stroke-width="2.6"', picture)) == group["independent"]


def test_both_sides_of_a_difference_are_told(flood_store: Path, run: Run) -> None:
    (told,) = json.loads(run("compare", "gates", "Friday", "--store", flood_store, "--format", "json").stdout)
    assert {claim["iri"] for claim in told["claims"]} == {BEGGED, GATES}
    assert [len(one["claims"]) for one in told["differ"]] == [2, 2]


def test_an_overview_tells_how_much_it_leaves_out(flood_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIKELY, "denied", 0.9)
    for command in ("compare", "timeline"):
        everything, some = run(command, "--store", flood_store), run(command, "gates", "Friday", "--store", flood_store)
        assert (REASON in everything.stdout, REASON in some.stdout) == (False, True)
        assert everything.stderr.startswith("1 less sure difference is left out; name WORDS ")
        assert some.stderr == ""
    assert REASON in run("compare", "--store", flood_store, "--format", "json").stdout


def test_timeline_in_every_format(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.cli.compare, "up_to_date", lambda folder: True)
    folder = stored(tmp_path / "revised", list(revised_flood()))
    assert "series: 2025-03-04 ≥ 140 killed" in run("timeline", "--store", folder).stdout
    told = json.loads(run("timeline", "killed", "--store", folder, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run("timeline", "--store", folder, "--format", "csv").stdout)))
    assert [one["iri"] for one in told["claims"]] == [row["claim"] for row in rows] == [KILLED, DEAD]


@pytest.mark.parametrize("format", PICTURES)
def test_the_picture_of_a_group_in_every_format(format: str, flood_store: Path, tmp_path: Path, run: Run) -> None:
    output = tmp_path / f"group.{format}"
    named = ["--format", format] if format in ("tree", "mermaid") else []
    done = run("chain", "--group", "killed", "--store", flood_store, "-o", output, *named)
    assert (done.exit_code, done.stdout) == (0, "")
    data = output.read_bytes()
    assert data.startswith(b"\x89PNG") if format == "png" else "Civil Protection Agency" in data.decode()
    if format in ("svg", "graphml"):
        ET.fromstring(data)


def test_where_several_groups_have_the_words_the_others_are_told(flood_store: Path, run: Run) -> None:
    done = run("chain", "--group", "the", "--store", flood_store)
    assert done.exit_code == 0
    assert re.search(r"^\d+ more groups have these words", done.stderr, re.MULTILINE)
    other = re.search(r"kg chain --group (\S+)", done.stderr)
    assert other is not None
    assert run("chain", "--group", other[1], "--store", flood_store).exit_code == 0


def test_page_of_groups(flood_store: Path, run: Run) -> None:
    shown = run("compare", "--store", flood_store, "--format", "html").stdout
    assert REASON in shown
    assert shown.count("<article") == 2  # the claim that denies stands with what it denies


@ALL
@pytest.mark.parametrize(
    ("words", "said"),
    [("zeppelin", "no claim has 'zeppelin'"), ("urn:nothing", "urn:nothing: nothing has this IRI.")],
)
def test_words_of_nothing(command: tuple[str, ...], words: str, said: str, flood_store: Path, run: Run) -> None:
    done = run(*(command[:2] if "--group" in command else command[:1]), words, "--store", flood_store)
    assert done.exit_code == 1
    assert plain(done.stderr).startswith(f"Error: {said}")


@ALL
def test_no_store(command: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    done = run(*command, "--store", tmp_path / "none")
    assert done.exit_code == 1
    assert plain(done.stderr).startswith(f"Error: {tmp_path}/none: there is no store.")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", [("compare",), ("timeline",)])
def test_an_empty_store(command: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    done = run(*command, "--store", stored(tmp_path / "empty", []))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no claims are alike yet" in done.stderr


@ALL
def test_a_store_that_cannot_be_written(
    command: tuple[str, ...], articles: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(build([articles / "oslo.txt"], tmp_path / "store"))
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    done = run(*command, "--store", tmp_path / "store")
    assert done.exit_code == 1
    assert plain(done.stderr).startswith(f"Error: {tmp_path}/store: cannot be written (Permission denied).")
    assert "copy it" in done.stderr


def test_an_index_that_cannot_be_opened(articles: Path, tmp_path: Path, run: Run) -> None:
    list(build([articles / "oslo.txt"], tmp_path / "store"))
    (tmp_path / "store" / "compare.sqlite").mkdir()
    done = run("compare", "--store", tmp_path / "store")
    assert done.exit_code == 1
    assert "cannot be written (unable to open database file)" in plain(done.stderr)


def test_what_is_compared_already_is_only_read(flood_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def writing(folder: Path) -> None:
        raise ModelError("nothing is to be compared")

    monkeypatch.setattr(kg.cli.compare, "compare_new", writing)
    assert run("compare", "--store", flood_store).exit_code == 0


def test_articles_are_compared_first(articles: Path, tmp_path: Path, run: Run) -> None:
    copy = articles / "copy.txt"
    copy.write_text((articles / "oslo.txt").read_text(encoding="utf-8").replace("Ferry", "A ferry"), encoding="utf-8")
    list(build([articles / "oslo.txt", copy], tmp_path / "store"))
    told = json.loads(run("origins", "injured", "--store", tmp_path / "store", "--format", "json").stdout)
    assert [len(one["origins"][0]["ways"]) + len(one["copies"]) for one in told] == [2]
    again = run("origins", "injured", "--store", tmp_path / "store", "--format", "json")
    assert json.loads(again.stdout) == told
