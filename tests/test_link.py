"""Names of one actor put together, and sources taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.entities import Entity, NameMention, gather, is_acronym, match, slug
from kg.link.phrases import phrases_of
from kg.model import ActorKind, Article, Span, Zone
from kg.nouns import related, role_of
from kg.parse import parse
from kg.pipeline import Tools


@pytest.mark.parametrize(
    ("full", "kind", "short", "short_kind", "same"),
    [
        ("Lee Seong-kweun", "person", "Lee", "person", True),
        ("Anna Berg", "person", "Berg", "person", True),
        ("Anna Berg", "person", "Berg", "unknown", True),
        ("Anna Berg", "person", "Anna Lind", "person", False),
        ("Tanya Orozco", "person", "Tanya", "unknown", False),
        ("Thalassa Tankers", "organization", "Thalassa", "unknown", True),
        ("Algerian Red Crescent", "organization", "Red Crescent", "organization", True),
        ("European Commission", "organization", "Commission", "organization", True),
        ("National Intelligence Service", "organization", "NIS", "organization", True),
        ("National Intelligence Service", "organization", "NSA", "organization", False),
        ("National Weather Office", "organization", "National", "organization", False),
        ("Bank of Lund", "organization", "Bank of Oslo", "organization", False),
    ],
)
def test_forms_of_one_name(full: str, kind: ActorKind, short: str, short_kind: ActorKind, same: bool) -> None:
    entities: list[Entity] = []
    first = gather([NameMention(Span(0, 1), full, kind)], entities)[0]
    assert (match(NameMention(Span(5, 6), short, short_kind), entities) is first) == same


def test_a_fuller_name_becomes_the_label() -> None:
    entities: list[Entity] = []
    gather([NameMention(Span(0, 1), "Lee", "person"), NameMention(Span(5, 6), "Lee Seong-kweun", "person")], entities)
    assert [entity.actor().label for entity in entities] == ["Lee Seong-kweun"]


@pytest.mark.parametrize(
    ("letters", "words", "is_one"),
    [
        ("UKMTO", "United Kingdom Maritime Trade Operations center", True),
        ("WHO", "World Health Organization", True),
        ("IMF", "World Health Organization", False),
        ("It", "International Transport", False),
        ("W", "World", False),
    ],
)
def test_acronyms(letters: str, words: str, is_one: bool) -> None:
    assert is_acronym(letters, words.split()) == is_one


@given(st.text(min_size=1, max_size=40))
def test_a_slug_is_never_empty_and_has_no_blanks(name: str) -> None:
    made = slug(name)
    assert made
    assert not any(map(str.isspace, made))
    assert "/" not in made
    assert "#" not in made


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("lawmaker", "legislator", True),
        ("company", "firm", True),
        ("company", "minister", False),
        ("agency", "agency", True),
    ],
)
def test_nouns_for_one_actor(one: str, other: str, alike: bool) -> None:
    assert related(one, other) == alike


def test_plurals_have_the_role_of_their_singular() -> None:
    assert role_of("spokeswomen") == role_of("spokeswoman")
    assert role_of("quarrel") is None


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("French and German officials", ["French officials", "German officials"]),
        ("Anna Berg and Tomas Lind", ["Anna Berg", "Tomas Lind"]),
        ("Neither the ministry nor the army", ["ministry", "army"]),
        ("relatives of one of the missing men", ["relatives of one of the missing men"]),
        ("a member of parliament, who asked not to be named", ["member of parliament"]),
        ("one of the people and a company adviser", ["one of the people", "company adviser"]),
        ("the police on Friday", ["police"]),
    ],
)
def test_joint_sources(source: str, parts: list[str], models: Tools) -> None:
    text = f"{source} said the bridge was safe."
    parsed = parse(Article("t", text, (Zone("body", Span(0, len(text))),)), models.language)
    found = phrases_of((Span(0, len(source)),), parsed, [], models.known)
    assert [phrase.text for phrase in found] == parts
