"""Imports of known actors: what is read of an extract, what a name finds, and what is said where it is damaged."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from kg.actors.imports import Imports, forget_import, import_actors, imports_digest
from kg.errors import ActorsError
from kg.known import Known, load_known

PERSON = {"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}
Q1: dict[str, Any] = {
    "id": "Q1",
    "type": "item",
    "labels": {"en": {"language": "en", "value": "Oh Min-seo"}, "ko": {"language": "ko", "value": "오민서"}},
    "aliases": {"en": [{"language": "en", "value": "M. S. Oh"}]},
    "claims": {"P31": [PERSON]},
}
COMPANY: dict[str, Any] = {
    "id": "NK-abc",
    "schema": "Company",
    "caption": "Thalassa Tankers Ltd.",
    "properties": {"name": ["Thalassa Tankers Ltd."], "alias": ["Thalassa Tankers"], "wikidataId": ["Q77"]},
}


def extract(folder: Path, *entities: object, name: str = "extract.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(entity) + "\n" for entity in entities), encoding="utf-8")
    return path


def known_with(folder: Path) -> Known:
    return load_known().beside(Imports.of(folder))


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("Oh Min-seo", "person", "actor/oh-min-seo-q1"),
        ("OH MIN SEO", "person", "actor/oh-min-seo-q1"),
        ("Oh Minseo", "person", "actor/oh-min-seo-q1"),
        ("Min-seo Oh", "person", "actor/oh-min-seo-q1"),
        ("M.S. Oh", "person", "actor/oh-min-seo-q1"),
        ("M. S. Oh", "person", "actor/oh-min-seo-q1"),
        ("Oh", "person", None),
        ("Oh Min-jun", "person", None),
        ("Oh Min-seo", "organization", None),
        ("Thalassa Tankers", "organization", "actor/thalassa-tankers-ltd-nk-abc"),
        ("Thalassa Tankers", "unknown", "actor/thalassa-tankers-ltd-nk-abc"),
        ("Thalassa", "organization", None),
    ],
)
def test_what_a_name_finds(tmp_path: Path, name: str, kind, key: str | None) -> None:
    assert import_actors(tmp_path, extract(tmp_path, Q1, COMPANY)) == 2
    found = known_with(tmp_path).identify(name, kind)
    assert (found and found.key) == key


def test_a_name_that_several_share_finds_none(tmp_path: Path) -> None:
    import_actors(tmp_path, extract(tmp_path, Q1, Q1 | {"id": "Q2"}))
    assert known_with(tmp_path).identify("Oh Min-seo", "person") is None


def test_the_table_goes_before_the_import(tmp_path: Path) -> None:
    putin = {"en": {"language": "en", "value": "Vladimir Putin"}}
    import_actors(tmp_path, extract(tmp_path, Q1 | {"labels": putin}))
    found = known_with(tmp_path).identify("Wladimir Putin", "person")
    assert found is not None
    assert found.key == "actor/vladimir-putin"


def test_importing_again_replaces_and_forgetting_leaves_nothing(tmp_path: Path) -> None:
    path = extract(tmp_path, Q1, COMPANY)
    import_actors(tmp_path, path)
    first = imports_digest(tmp_path)
    import_actors(tmp_path, extract(tmp_path, COMPANY))
    assert imports_digest(tmp_path) != first
    assert known_with(tmp_path).identify("Oh Min-seo", "person") is None
    found = Imports.of(tmp_path)
    assert found is not None
    assert [(one.name, one.actors) for one in found.all()] == [("extract.jsonl", 1)]
    forget_import(tmp_path, "extract.jsonl")
    assert found.all() == ()
    assert found.names("actor/thalassa-tankers-ltd-nk-abc") == ()
    with pytest.raises(ActorsError, match="kg actors imports"):
        forget_import(tmp_path, "extract.jsonl")


def test_what_is_no_actor_is_left_out(tmp_path: Path) -> None:
    sanction = {"id": "x", "schema": "Sanction", "properties": {"name": ["List of names"]}}
    assert import_actors(tmp_path, extract(tmp_path, sanction, COMPANY)) == 1
    with pytest.raises(ActorsError, match="no person or organisation"):
        import_actors(tmp_path, extract(tmp_path, sanction, name="other.jsonl"))


def test_a_dump_with_brackets_and_commas_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(f"[\n{json.dumps(Q1)},\n{json.dumps(Q1 | {'id': 'Q2'})}\n]\n")
    assert import_actors(tmp_path, path) == 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "Q3", ', "line 2, column 12: not JSON"),
        ("7", "line 2: no entity with an id"),
        ('{"id": 7}', "line 2: no entity with an id"),
        ('{"id": "Q3"}', "line 2: neither of Wikidata"),
        ('{"id": "Q3", "labels": ["x"]}', "line 2: not built as"),
        ('{"id": "Q3", "schema": "Person"}', "line 2: not built as"),
    ],
)
def test_a_damaged_line_is_told_and_nothing_is_changed(tmp_path: Path, line: str, told: str) -> None:
    path = extract(tmp_path, Q1)
    import_actors(tmp_path, path)
    before = imports_digest(tmp_path)
    with path.open("a") as file:
        file.write(line + "\n")
    with pytest.raises(ActorsError, match=told):
        import_actors(tmp_path, path)
    assert imports_digest(tmp_path) == before
    assert known_with(tmp_path).identify("Oh Min-seo", "person") is not None


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(ActorsError, match="cannot be read"):
        import_actors(tmp_path, tmp_path / "none.jsonl")
    (tmp_path / "packed").write_bytes(b"\x1f\x8b\xff\xfe")
    with pytest.raises(ActorsError, match="not UTF-8"):
        import_actors(tmp_path, tmp_path / "packed")


def test_many_actors_are_opened_and_found_at_once(tmp_path: Path) -> None:
    many = (Q1 | {"id": f"Q{n}", "labels": {"en": {"language": "en", "value": f"Ann N{n}sen"}}} for n in range(5000))
    import_actors(tmp_path, extract(tmp_path, *many))
    started = time.perf_counter()
    known = known_with(tmp_path)
    assert known.identify("Ann N4999sen", "person") is not None
    assert time.perf_counter() - started < 1
