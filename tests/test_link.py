"""Names of one actor put together, sources taken apart, and pronouns and descriptions traced."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.actors.similar import is_acronym
from kg.known import slug
from kg.link import link
from kg.link.entities import Entity, NameMention, gather, match
from kg.link.features import nearness
from kg.link.phrases import phrases_of
from kg.link.scene import Place
from kg.model import ActorKind, Article, Attribution, Span, Zone
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


def test_of_two_persons_with_one_name_a_title_tells_which() -> None:
    entities: list[Entity] = []
    names = [("Anna Berg", True), ("Tomas Berg", False), ("Berg", True)]
    found = gather(
        [NameMention(Span(n, n + 1), text, "person", None, sex) for n, (text, sex) in enumerate(names)], entities
    )
    assert found[2] is found[0]


def test_one_mistaken_mention_does_not_change_the_sex() -> None:
    entity = Entity("Berg", "person")
    for female in (True, False, True):
        entity.tell(female)
    assert entity.female


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Rosa Marin met Paul Diaz at the port. The strike was over, [she] said.", "Rosa Marin"),
        ("Rosa Marin met Paul Diaz at the port. The strike was over, [he] said.", "Paul Diaz"),
        ("Its chairman, Paul Diaz, met Rosa Marin. The strike was over, [the chairman] said.", "Paul Diaz"),
        ("Sen. Rosa Marin met Mayor Paul Diaz. The strike was over, [the senator] said.", "Rosa Marin"),
        ("When [he] resigned, Paul Diaz said nothing.", "Paul Diaz"),
        ("Paul Diaz resigned. The strike was over, [another senator] said.", "senator"),
        ("Paul Diaz resigned. The strike was over, [his lawyer] said.", "Paul Diaz's lawyer"),
    ],
)
def test_who_is_meant(text: str, who: str, models: Tools) -> None:
    before, source, after = re.split(r"[\[\]]", text)
    span = Span(len(before), len(before) + len(source))
    article = Article("t", before + source + after, (Zone("body", Span(0, len(before + source + after))),))
    parsed = parse(article, models.language)
    linked = link(article, parsed, (Attribution((span,), (span,), (), 1.0),), models.known)
    assert [actor.label for actor in linked.actors if (actor.key,) == linked.sources[0]] == [who]


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
        ("union", "federation", True),
        ("hospital", "union", False),
        ("bank", "airline", False),
        ("driver", "nurse", False),
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


def test_a_mention_that_encloses_the_phrase_is_not_before_it() -> None:
    def place(number: int) -> Place:
        return Place(number, 0, 0, 0, "subject", quoted=False, joined=False)

    assert nearness(place(3), place(9))["words"] == 0


@pytest.mark.parametrize("source", ["And", "and or", ", and", "—"])
def test_a_source_of_small_words_alone_is_nobody_and_breaks_nothing(source: str, models: Tools) -> None:
    text = f"{source} the dam was safe, officials said."
    article = Article("a", text, (Zone("body", Span(0, len(text))),))
    parsed = parse(article, models.language)
    told = Attribution((Span(0, len(source)),), (Span(text.index("said"), len(text) - 1),), (), 1.0)
    assert len(link(article, parsed, (told,), models.known).sources) == 1


def test_a_place_is_no_person_and_a_lone_name_is_one_only_in_its_article(models: Tools) -> None:
    text = "Officials in the Kursk region met Walker on Monday, and Walker said the talks had failed. Ann Holt agreed."
    article = Article("a", text, (Zone("body", Span(0, len(text))),))
    at = text.rindex("Walker")
    said = Attribution((Span(at, at + 6),), (Span(at + 7, at + 11),), (Span(at + 12, at + 32),), 1.0)
    actors = link(article, parse(article, models.language), (said,), models.known).actors
    kinds = {actor.label: (actor.kind, actor.key.startswith("#")) for actor in actors}
    assert kinds["Walker"] == ("person", True)
    assert kinds.get("Ann Holt", ("person", False)) == ("person", False)
    assert kinds.get("Kursk", ("unknown", False))[0] != "person"
