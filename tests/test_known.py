"""The known actors: what each name, demonym, capital, title and role finds, and what is ambiguous."""

import re
from pathlib import Path

import pytest

from kg.known import Known, KnownActor, load_known, normal

KNOWN = load_known()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("North Korea", "north-korea"),
        ("the DPRK", "north-korea"),
        ("Democratic People's Republic of Korea", "north-korea"),
        ("Democratic People’s Republic of Korea", "north-korea"),
        ("U.S.", "united-states"),
        ("the United States", "united-states"),
        ("U.N.", "united-nations"),
        ("AP", "associated-press"),
        ("The New York Times", "the-new-york-times"),
        ("New York Times", "the-new-york-times"),
        ("KCNA", "korean-central-news-agency"),
        ("National Intelligence Service", "national-intelligence-service"),
        ("the Pentagon", "us-department-of-defense"),
        ("Kim Jong-un", "kim-jong-un"),
        ("LEE SEONG-KWEUN", "lee-seong-kweun"),
        ("Kosovo", "kosovo"),
        ("Taiwan", "taiwan"),
        ("State of Palestine", "palestine"),
    ],
)
def test_find(name: str, key: str) -> None:
    found = KNOWN.find(name)
    assert found is not None
    assert found.key == f"actor/{key}"


@pytest.mark.parametrize("name", ["Hill", "Times", "Georgia", "the North", "Congo", "PA", "Time", "nobody", ""])
def test_what_is_unknown_or_needs_context_finds_none(name: str) -> None:
    assert KNOWN.find(name) is None


@pytest.mark.parametrize(
    ("name", "key"),
    [("the North", "north-korea"), ("Georgia", "georgia"), ("NIS", "national-intelligence-service")],
)
def test_context_aliases_hold_where_the_actor_is_named(name: str, key: str) -> None:
    found = KNOWN.find(name, {f"actor/{key}"})
    assert found is not None
    assert found.key == f"actor/{key}"
    assert KNOWN.find(name, {"actor/france"}) is None


def test_other_ways_to_an_actor() -> None:
    assert KNOWN.demonym("South Korean").label == "South Korea"
    assert KNOWN.demonym("Congolese") is None
    assert KNOWN.capital("Seoul").label == "South Korea"
    assert KNOWN.capital("the White House").label == "United States"
    assert KNOWN.title("Russian President").label == "Vladimir Putin"
    assert KNOWN.body("spy agency", "actor/south-korea").label == "National Intelligence Service"
    assert KNOWN.body("spy agency", "actor/france") is None


def test_a_name_of_two_actors_finds_none() -> None:
    both = Known([KnownActor("actor/a", "A", "person", ("X",)), KnownActor("actor/b", "B", "person", ("X",))])
    assert both.find("X") is None
    assert both.find("A").key == "actor/a"


def test_all_names_lead_back_to_their_actor() -> None:
    for actor in KNOWN.actors.values():
        assert all(KNOWN.find(name) == actor for name in actor.names)


def test_the_table_is_sound() -> None:
    assert sum(actor.kind == "state" for actor in KNOWN.actors.values()) >= 195
    for actor in KNOWN.actors.values():
        assert re.fullmatch(r"actor/[a-z0-9-]+", actor.key)
        assert actor.kind != "unknown"
        assert set(actor.member_of) <= set(KNOWN.actors)
        assert actor.wikidata is None or re.fullmatch(r"http://www\.wikidata\.org/entity/Q\d+", actor.wikidata)
        assert len({normal(name) for name in actor.names}) == len(actor.names), actor.label


def test_no_identifier_is_given_twice() -> None:
    exact = [actor.wikidata for actor in KNOWN.actors.values() if actor.wikidata]
    assert len(exact) == len(set(exact))


def test_another_table_may_be_read(tmp_path: Path) -> None:
    path = tmp_path / "actors.ttl"
    path.write_text(
        "@prefix kg: <https://w3id.org/newskg/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        '<https://w3id.org/newskg/id/actor/x> a kg:Group ; skos:prefLabel "X" ; skos:altLabel "Y" .'
    )
    assert load_known(path).find("the Y") == KnownActor("actor/x", "X", "group", ("Y",))
