"""What people said of actors: who is the same, who is not, and that nothing is left of what is taken back."""

from pathlib import Path

import pytest

from kg.actors.corrections import (
    Correction,
    What,
    corrected,
    decided,
    read_corrections,
    representatives,
    triples,
    without,
    write_corrections,
)
from kg.errors import ActorsError
from kg.vocabulary import KG, OWL, SKOS

ITEM = "http://www.wikidata.org/entity/Q1"


def say(*said: tuple[What, str, str]) -> tuple[Correction, ...]:
    made: tuple[Correction, ...] = ()
    for what, one, other in said:
        made = corrected(made, Correction(0, what, (one, other), "anna", "2025-03-04T10:00:00+00:00"))
    return made


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ([("same", "a", "b")], {"a": "a", "b": "a"}),
        ([("same", "a", "b"), ("same", "b", "c")], {"a": "a", "b": "a", "c": "a"}),
        ([("same", "a", "b"), ("same", "c", "d"), ("same", "b", "d")], dict.fromkeys("abcd", "a")),
        ([("same", "c", "a"), ("same", "b", "a")], dict.fromkeys("abc", "b")),
        ([("different", "a", "b")], {}),
        ([("item", "a", ITEM)], {}),
        ([("item", "a", ITEM), ("item", "b", ITEM)], {"a": "a", "b": "a"}),
    ],
)
def test_who_stands_for_whom(said: list[tuple[What, str, str]], counted: dict[str, str]) -> None:
    assert representatives(say(*said)) == counted


@pytest.mark.parametrize(
    "said",
    [
        [("same", "a", "b"), ("different", "b", "a")],
        [("different", "a", "b"), ("same", "a", "b")],
        [("different", "a", "c"), ("same", "a", "b"), ("same", "b", "c")],
        [("different", "a", "b"), ("item", "a", ITEM), ("item", "b", ITEM)],
    ],
)
def test_what_contradicts_is_refused_with_the_way_out(said: list[tuple[What, str, str]]) -> None:
    with pytest.raises(ActorsError, match=r"cannot be the same and different(.|\n)*kg actors undo"):
        say(*said)


def test_saying_it_again_is_told() -> None:
    with pytest.raises(ActorsError, match="correction 1 of anna"):
        say(("same", "a", "b"), ("same", "b", "a"))


def test_the_graph_says_who_is_the_same_as_whom() -> None:
    graph = {
        tuple(map(str, triple))
        for triple in triples(say(("same", "a", "b"), ("item", "b", ITEM), ("different", "a", "c")))
    }
    assert graph == {
        ("a", str(SKOS.exactMatch), "b"),
        ("b", str(SKOS.exactMatch), "a"),
        ("b", str(KG.countedAs), "a"),
        ("a", str(SKOS.exactMatch), ITEM),
        ("b", str(SKOS.exactMatch), ITEM),
        ("a", str(OWL.differentFrom), "c"),
        ("c", str(OWL.differentFrom), "a"),
    }


def test_pairs_that_need_no_asking() -> None:
    made = say(("same", "a", "b"), ("same", "b", "c"), ("different", "c", "d"))
    assert decided(made) == {frozenset(pair) for pair in ("ab", "ac", "bc", "cd")}


def test_they_are_kept_and_taken_back(tmp_path: Path) -> None:
    made = say(("same", "a", "ä"), ("different", "c", "d"))
    write_corrections(tmp_path, made)
    assert read_corrections(tmp_path) == made
    write_corrections(tmp_path, without(made, 1))
    assert [one.number for one in read_corrections(tmp_path)] == [2]
    write_corrections(tmp_path, without(made[1:], 2))
    assert list(tmp_path.iterdir()) == []
    assert read_corrections(tmp_path) == ()


def test_a_number_that_is_not_there_is_told() -> None:
    with pytest.raises(ActorsError, match="no correction 7"):
        without(say(("same", "a", "b")), 7)


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"number": 1}', '{"number": 1, "what": "like", "actors": ["a", "b"], "by": "x", "at": "y"}'],
)
def test_a_damaged_line_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    write_corrections(tmp_path, say(("same", "a", "b")))
    with (tmp_path / "corrections.jsonl").open("a") as file:
        file.write(line + "\n")
    with pytest.raises(ActorsError, match="line 2"):
        read_corrections(tmp_path)
