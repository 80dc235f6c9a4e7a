"""`kg actors`: what is listed, what corrections do and undo, and what is offered for a person to decide."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from conftest import Run, plain
from kg.build import build
from kg.pipeline import Tools
from kg.query import rows
from kg.store import Store
from test_imports import Q1, extract

STORIES = {
    "seoul": "SEOUL, March 4 (Northline) - The plan was wrong, South Korean Defence Minister Oh Min-seo told "
    "reporters. Sergei Walden said that 20 people were killed. The National Harbour Service (NHS) said that the "
    "port was closed. The NHS said that it would stay so.",
    "lund": "LUND, March 5 (Eastline) - Oh Min-seo, the governor of Jeju, said that the plan was good. "
    "Sergey Walden said that 30 people were killed. Sergej Walden, a lawyer, denied that.",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, models: Tools) -> Path:
    """A store of two stories; tests leave its corrections as they find them."""
    folder = tmp_path_factory.mktemp("actors")
    for name, story in STORIES.items():
        folder.joinpath(f"{name}.txt").write_text(f"What is known so far\n\n{story}\n", encoding="utf-8")
    assert all(outcome.state == "stored" for outcome in build([folder], folder / "store"))
    return folder / "store"


def listed(run: Run, folder: Path, *words: str) -> dict[str, dict[str, object]]:
    done = run("actors", "list", *words, "--format", "json", "--store", folder)
    assert done.exit_code == 0, done.stderr
    return {actor["label"]: actor for actor in json.loads(done.stdout)}


def test_actors_are_listed_with_their_names_and_where_these_come_from(run: Run, seeds_store: Path) -> None:
    north = listed(run, seeds_store)["North Korea"]
    assert (north["actor"], north["kind"], north["articles"]) == ("actor:north-korea", "state", 2)
    assert int(str(north["claims"])) > 5
    sources = {alias["name"]: alias["sources"] for alias in north["aliases"]}
    assert sources["DPRK"] == ["known actors"]
    assert sources["the North"][-1] == "text of kursk_losses_wire.txt"


def test_words_choose_and_all_formats_agree(run: Run, seeds_store: Path) -> None:
    assert set(listed(run, seeds_store, "LEE")) == {"Lee Seong-kweun"}
    table = run("actors", "list", "lee", "--store", seeds_store).stdout
    read = list(csv.DictReader(io.StringIO(run("actors", "list", "--format", "csv", "--store", seeds_store).stdout)))
    assert "actor:lee-seong-kweun  Lee Seong-kweun  person" in table
    assert {row["label"] for row in read} == set(listed(run, seeds_store))


def test_spellings_of_one_name_are_one_inside_an_article(run: Run, told: Path) -> None:
    found = listed(run, told, "walden")
    assert set(found) == {"Sergei Walden", "Sergey Walden"}
    assert [alias["name"] for alias in found["Sergey Walden"]["aliases"]] == ["Sergej Walden"]


def test_an_acronym_introduced_in_the_text_is_the_body(run: Run, told: Path) -> None:
    found = listed(run, told, "NHS")
    assert list(found) == ["National Harbour Service"]
    assert found["National Harbour Service"]["kind"] == "organization"


def test_candidates_are_offered_until_somebody_decides(run: Run, told: Path) -> None:
    def offered() -> list[dict[str, str]]:
        return json.loads(run("actors", "candidates", "--format", "json", "--store", told).stdout)

    assert [(pair["score"], {pair["label"], pair["other label"]}) for pair in offered()] == [
        ("0.96", {"Sergei Walden", "Sergey Walden"})
    ]
    for what in ("same", "different"):
        assert run("actors", what, "Sergei Walden", "Sergey Walden", "--store", told).exit_code == 0
        assert offered() == []
        assert run("actors", "undo", 1, "--store", told).exit_code == 0
    assert offered()


def test_a_correction_is_kept_counted_and_taken_back(run: Run, told: Path) -> None:
    with Store.read_only(told) as store:
        before = sorted(map(str, store.graphs))
    done = run("actors", "same", "Sergei Walden", "actor:sergey-walden", "--by", "anna", "--store", told)
    assert (done.exit_code, done.stderr) == (0, "correction 1: actor:sergei-walden same actor:sergey-walden\n")
    kept = run("actors", "corrections", "--store", told).stdout.splitlines()[-1]
    assert kept.startswith("1       same  actor:sergei-walden  actor:sergey-walden  anna  20")
    assert listed(run, told)["Sergey Walden"]["counts as"] == "actor:sergei-walden"
    with Store.read_only(told) as store:
        speakers = [row["speaker"] for row in rows(store.graphs, "claims-by-speaker")]
        origins = {row["origin"]: row["articles"] for row in rows(store.graphs, "origins")}
    assert "Sergey Walden" not in speakers
    assert speakers.count("Sergei Walden") >= 2
    assert origins["Sergei Walden"] == "2"
    assert run("validate", "--store", told).exit_code == 0
    chains = run("chain", "killed", "--store", told).stdout
    assert "Sergey Walden" not in chains
    assert chains.count("─ Sergei Walden") == 2
    assert run("actors", "undo", 1, "--store", told).exit_code == 0
    with Store.read_only(told) as store:
        assert sorted(map(str, store.graphs)) == before
    assert {path.name for path in told.iterdir()} == {"graphs", "texts"}


def test_corrections_survive_a_store_that_is_built_anew(run: Run, articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    assert run("build", articles, "--store", folder).exit_code == 0
    name, *_ = listed(run, folder)
    assert run("actors", "item", name, "Q42", "--store", folder).exit_code == 0
    for part in ("graphs", "texts"):
        shutil.rmtree(folder / part)
    assert run("build", articles, "--store", folder).exit_code == 0
    with Store.read_only(folder) as store:
        (row,) = rows(store.graphs, "SELECT ?item { ?actor skos:exactMatch ?item }")
    assert row == {"item": "http://www.wikidata.org/entity/Q42"}


@pytest.mark.parametrize(
    ("words", "told_so"),
    [
        (("same", "Sergei Walden", "Nobody at all"), "'Nobody at all' is no actor of this store"),
        (("same", "Sergei Walden", "Sergei Waldem"), "perhaps you mean:\n  actor:sergei-walden"),
        (("same", "Sergei Walden", "actor:sergei-walden"), "are one actor already"),
        (("undo", "3"), "there is no correction 3"),
        (("forget", "x.jsonl"), "nothing of the name x.jsonl was imported"),
        (("import", "none.jsonl"), "none.jsonl: cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, told: Path, words: tuple[str, ...], told_so: str) -> None:
    done = run("actors", *words, "--store", told)
    assert done.exit_code == 1
    assert told_so in done.stderr


def test_an_item_that_is_none_is_not_understood(run: Run, told: Path) -> None:
    done = run("actors", "item", "Sergei Walden", "Walden", "--store", told)
    assert done.exit_code == 2
    assert "write it as Q12345" in plain(done.stderr)


def test_an_ambiguous_name_is_refused_with_the_candidates(run: Run, told: Path) -> None:
    (story,) = told.parent.glob("lund.txt")
    store = told.parent / "two"
    story.with_name("second").mkdir()
    for number, name in enumerate(("Ann Lee Berg", "Ann Mary Berg")):
        path = story.with_name("second") / f"{number}.txt"
        path.write_text(f"What is known\n\n{name} said that {number + 20} people were killed. Berg said no more.\n")
    assert run("build", story.with_name("second"), "--store", store).exit_code == 0
    done = run("actors", "item", "Berg", "Q1", "--store", store)
    assert done.exit_code == 1
    assert "'Berg' is several actors" in done.stderr
    assert "actor:ann-lee-berg  Ann Lee Berg (person" in done.stderr


def test_an_import_makes_articles_anew_and_is_told_as_a_source(run: Run, tmp_path: Path) -> None:
    story, folder = tmp_path / "seoul.txt", tmp_path / "store"
    story.write_text(f"What is known so far\n\n{STORIES['seoul']}\n", encoding="utf-8")
    path = extract(tmp_path, Q1)
    done = run("actors", "import", path, "--store", folder)
    assert (done.exit_code, done.stderr) == (0, "1 actors imported\n")
    assert run("build", story, "--store", folder).exit_code == 0
    minister = listed(run, folder, "oh min-seo")["Oh Min-seo"]
    assert minister["actor"] == "actor:oh-min-seo-q1"
    assert {"name": "오민서", "sources": ["import"]} in minister["aliases"]
    assert "extract.jsonl  1" in run("actors", "imports", "--store", folder).stdout
    assert run("actors", "forget", "extract.jsonl", "--store", folder).exit_code == 0
    assert "unchanged        0" in run("build", story, "--store", folder).stderr
    assert listed(run, folder, "oh min-seo")["Oh Min-seo"]["actor"] == "actor:oh-min-seo"


def test_roles_are_kept_with_their_words(told: Path) -> None:
    with Store.read_only(told) as store:
        found = {(row["who"], row["role"]) for row in rows(store.graphs, "actors-roles")}
    assert found >= {
        ("Oh Min-seo", "South Korean Defence Minister"),
        ("Oh Min-seo", "the governor of Jeju"),
    }
