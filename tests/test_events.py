"""Events: sentences with the events and roles in them, types of one's own, and what claims and hops get."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SchemeError
from kg.events import Scheme, Told, claimed, find_events, left_over, load_scheme, read_scheme, said
from kg.events.codebooks import Codes, codes
from kg.link import link
from kg.model import Article, Claim, Event, Hop, Name, Parse, Quantity, Role, Sentence, Span, Token, Zone, within
from kg.parse import parse
from kg.pipeline import Tools, read_claims
from kg.quantities import find_quantities
from kg.read import read_text
from kg.resources import resource
from kg.times import find_times

TABLE = Path(__file__).parent / "data" / "events.tsv"
CASES = [
    line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]
PREFIXES = """
@prefix events: <https://w3id.org/newskg/event/> .
@prefix kg: <https://w3id.org/newskg/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
SMALL = """
events:attack a skos:Concept ; skos:notation "attack" ; kg:verbTrigger "strike" ; kg:nounTrigger "attack", "storm" .
events:injury a skos:Concept ; skos:notation "injury" ; kg:nounTrigger "casualty" .
events:killing a skos:Concept ; skos:notation "killing" ; kg:verbTrigger "kill" ; kg:nounTrigger "casualty" .
events:treaty-signing a skos:Concept ; skos:notation "treaty signing" ; kg:nounTrigger "treaty" ;
    kg:phraseTrigger "sign treaty" .
"""
COUP = """
events:coup a skos:Concept ; skos:notation "coup" ; skos:prefLabel "coup"@en ;
    skos:definition "Somebody takes power by force."@en ;
    kg:nounTrigger "coup", "putsch" ; kg:pairTrigger "topple {rulers}" ;
    kg:actorSlot "subject", "by" ; kg:patientSlot "against", "object" ; kg:placeSlot "in" .
events:rulers a kg:WordClass ; skos:notation "rulers" ; kg:word "government", "president" .
"""


def write(folder: Path, turtle: str) -> Path:
    path = folder / "types.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return path


def told_in(text: str, models: Tools, scheme: Scheme) -> tuple[Event, ...]:
    """The events of a text that is a claim as a whole, published on 5 March 2025."""
    article = Article("test", text, (Zone("body", Span(0, len(text))),))
    parsed = parse(article, models.language)
    linked = link(article, parsed, (), models.known)
    whole = (Span(0, len(text)),)
    times = [time.span for time in find_times(text, parsed, whole, date(2025, 3, 5))]
    told = find_events(parsed, scheme, linked.actors, linked.mentions, times)
    return claimed(told, whole, find_quantities(text, parsed, whole), scheme)


def shown(text: str, events: tuple[Event, ...]) -> str:
    """The events as the table has them."""
    lines = []
    for event in events:
        roles = [f"{role.name}={text[slice(*role.span)]}" for role in event.roles]
        real = [*(["negative"] if event.polarity == "negative" else []), *filter(None, [event.modality])]
        lines.append("; ".join([f"{event.type} {text[slice(*event.trigger)]}", *roles, *real]))
    return " | ".join(lines) or "-"


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_sentences(text: str, expected: str, models: Tools) -> None:
    assert shown(text, told_in(text, models, models.scheme)) == expected


def test_the_table_is_large_enough_and_has_every_kind() -> None:
    assert len(CASES) >= 120
    assert sum(expected == "-" for _, expected in CASES) >= 12
    assert all(any(word in expected for _, expected in CASES) for word in ("; negative", "; planned", "; possible"))
    types = {event.strip().split(";")[0] for _, expected in CASES for event in expected.split(" | ")}
    assert len(types) >= 100


def test_actors_are_those_that_the_words_stand_for(models: Tools) -> None:
    (sent,) = told_in("North Korea sent troops to Russia.", models, models.scheme)
    fillers = {role.name: role.fillers for role in sent.roles}
    assert fillers == {"actor": ("actor/north-korea",), "patient": (), "recipient": ("actor/russia",)}


def test_a_theme_that_is_an_event_leads_to_it(models: Tools) -> None:
    agreed, sent = told_in("Iran agreed to send missiles to Russia.", models, models.scheme)
    assert [role.fillers for role in agreed.roles if role.name == "theme"] == [("#event-arms-transfer-15-19",)]
    assert sent.trigger == (15, 19)


WORDS = st.sampled_from(
    "Russia Ukraine soldiers attacked killed the a of by in Kyiv missiles sent to not may troops who said attack on "
    "Monday and 100 deployment . , \" visit Putin's".split()
)


@given(st.lists(WORDS, min_size=1, max_size=25), st.data())
def test_all_words_of_an_event_stand_in_the_evidence(models: Tools, words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    evidence = (Span(start, data.draw(st.integers(start + 1, len(text)))),)
    parsed = parse(Article("test", text, (Zone("body", Span(0, len(text))),)), models.language)
    told = find_events(parsed, models.scheme)
    for event in claimed(told, evidence, find_quantities(text, parsed, evidence), models.scheme):
        spans = [event.trigger, *(role.span for role in event.roles), event.polarity_words, event.modality_words]
        assert all(within(span, evidence[0]) for span in spans if span)


# Claims and hops


def event(type: str, start: int, *roles: Role, modality: str | None = None) -> Event:
    return Event(type, Span(start, start + 5), roles, modality=modality)


ACTOR, PLACE = Role("actor", Span(0, 4), ("actor/lee",)), Role("place", Span(30, 35))
ALL = (Span(0, 100),)


def test_an_event_told_twice_is_one_unless_something_differs(models: Tools) -> None:
    told = [Told(event("attack", 10, ACTOR, PLACE), False), Told(event("attack", 40, ACTOR), False)]
    assert claimed(told, ALL, (), models.scheme) == (told[0].event,)
    other = Told(event("attack", 40, Role("actor", Span(50, 54))), False)
    assert len(claimed([told[0], other], ALL, (), models.scheme)) == 2
    possible = Told(event("attack", 40, ACTOR, modality="possible"), False)
    assert len(claimed([told[0], possible], ALL, (), models.scheme)) == 2


def test_a_claim_has_only_what_stands_in_its_words(models: Tools) -> None:
    told = [Told(event("attack", 10, ACTOR, PLACE), False), Told(event("killing", 60), False)]
    assert claimed(told, (Span(0, 20),), (), models.scheme) == (event("attack", 10, ACTOR),)


def test_a_figure_belongs_to_what_its_type_counts(models: Tools) -> None:
    told = [Told(event("killing", 10), False), Told(event("injury", 40), False)]
    dead, hurt = Quantity(Span(1, 4), None, None, "killed"), Quantity(Span(46, 49), None, None, "injured")
    killing, injury = claimed(told, ALL, (dead, hurt), models.scheme)
    assert killing.roles == (Role("quantity", dead.span),)
    assert injury.roles == (Role("quantity", hurt.span),)


def test_a_saying_is_an_event_where_more_is_told_of_it(models: Tools) -> None:
    hop = Hop("actor/lee", (Span(0, 4),), (Span(10, 15),), "indirect", "asserted", 0.9)
    time = Role("time", Span(20, 26))
    plain, dated = event("statement", 10, ACTOR), event("statement", 10, time)
    accused = event("accusation", 10)
    assert said([Told(plain, True)], hop, models.scheme) == ()
    assert said([Told(dated, True)], hop, models.scheme) == (event("statement", 10, ACTOR, time),)
    assert said([Told(accused, False)], hop, models.scheme) == (event("accusation", 10, ACTOR),)


def test_what_stands_in_no_claim_is_left_over() -> None:
    parsed = Parse((), (Sentence(Span(0, 50), 0, 9), Sentence(Span(50, 99), 9, 20)), ())
    claim = Claim((Span(0, 30),), (), "asserted", "narrator")
    told = [
        Told(event(type, start), cue)
        for type, start, cue in [("visit", 5, False), ("visit", 40, False), ("statement", 60, True)]
    ]
    assert left_over(told, [claim], parsed) == {0: (event("visit", 40),)}


def test_the_article_tells_what_stands_around_a_saying(models: Tools) -> None:
    text = (
        "OSLO, March 5 (Reuters) - After a briefing by the spy agency, lawmaker Kari Moe said on Tuesday that two "
        "soldiers had been killed. Norway accused the rebels of shelling the base.\n"
    )
    reading = read_claims(read_text(text.encode(), "a.txt"), models)
    hops = {hop for claim in reading.claims for chain in claim.chains for hop in chain}
    types = {event.type for hop in hops for event in hop.events}
    assert {"statement", "accusation", "briefing"} <= types
    assert {event.type for claim in reading.claims for event in claim.events} >= {"killing"}


# The scheme


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Scheme:
    return read_scheme(write(tmp_path_factory.mktemp("scheme"), SMALL))


def made(*words: tuple[str, str, str], names: tuple[Name, ...] = (), ends: tuple[int, ...] = ()) -> Parse:
    """A parse of these words (text, lemma, part of speech) with one space between."""
    tokens, at = [], 0
    for text, lemma, pos in words:
        tokens.append(Token(Span(at, at + len(text)), text, lemma, pos, "", "", len(tokens)))
        at += len(text) + 1
    cuts = [0, *ends, len(tokens)]
    sentences = tuple(
        Sentence(Span(tokens[first].span.start, tokens[last - 1].span.end), first, last)
        for first, last in pairwise(cuts)
    )
    return Parse(tuple(tokens), sentences, names)


SIGNED = ("signed", "sign", "VERB")
TREATY = ("treaty", "treaty", "NOUN")
LONG = ("long", "long", "ADJ")
COMMA = (",", ",", "PUNCT")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([("struck", "strike", "VERB")], ["attack"]),
        ([("strike", "strike", "NOUN")], []),
        ([("attacks", "attack", "NOUN")], ["attack"]),
        ([("casualties", "casualty", "NOUN")], ["injury", "killing"]),
        ([SIGNED, TREATY], ["treaty signing"]),
        ([SIGNED, LONG, LONG, LONG, TREATY], ["treaty signing"]),
        ([SIGNED, LONG, LONG, LONG, LONG, TREATY], ["treaty signing"]),
        ([SIGNED, COMMA, TREATY], ["treaty signing"]),
        ([SIGNED], []),
        ([TREATY, SIGNED], ["treaty signing"]),
        ([("killed", "kil", "VERB")], ["killing"]),
    ],
)
def test_triggers(words: list[tuple[str, str, str]], expected: list[str], small: Scheme) -> None:
    assert [one.event.type for one in find_events(made(*words), small)] == expected


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ([SIGNED, LONG, TREATY], Span(0, 18)),
        ([SIGNED, LONG, LONG, LONG, LONG, TREATY], Span(27, 33)),
        ([SIGNED, COMMA, TREATY], Span(9, 15)),
    ],
)
def test_the_longest_trigger_tells_and_stays_in_its_clause(
    words: list[tuple[str, str, str]], trigger: Span, small: Scheme
) -> None:
    assert [one.event.trigger for one in find_events(made(*words), small)] == [trigger]


def test_a_word_of_a_name_is_no_event(small: Scheme) -> None:
    words = (("Storm", "Storm", "PROPN"), ("Corps", "Corps", "PROPN"))
    assert len(find_events(made(*words), small)) == 1
    assert find_events(made(*words, names=(Name(Span(0, 11), "organization"),)), small) == ()


def test_every_type_of_the_scheme_has_a_trigger_and_is_mapped_to_known_codes() -> None:
    scheme = load_scheme()
    assert {trigger.type for triggers in scheme.triggers.values() for trigger in triggers} == set(scheme.types)
    assert len(scheme.types) >= 30
    assert set(codes()) == {name.replace(" ", "-") for name in scheme.types}
    assert codes()["shelling"] == Codes("ASSAULT", "Explosions/Remote violence")
    assert codes()["cyber-attack"] == Codes("ASSAULT", "Violence against civilians")
    assert codes()["price-change"] == Codes()


def test_subtypes(models: Tools) -> None:
    scheme = models.scheme
    assert scheme.is_a("treaty signing", "agreement")
    assert scheme.is_a("killing", "killing")
    assert not scheme.is_a("agreement", "treaty signing")


def test_a_type_of_ones_own_needs_no_code(tmp_path: Path, models: Tools) -> None:
    scheme = load_scheme(write(tmp_path, COUP))
    text = "Officers toppled the government in Niger. The coup against the president was condemned by Paris."
    assert shown(text, told_in(text, models, scheme)) == (
        "coup toppled; actor=Officers; patient=the government; place=Niger"
        " | coup coup; patient=the president | denunciation condemned; patient=The coup; actor=Paris"
    )
    assert "coup" not in {event.type for event in told_in(text, models, models.scheme)}


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("events:coup a skos:Concept", "types.ttl: not Turtle"),
        ("events:coup a skos:Concept .", "has 0 names; give it one skos:notation"),
        ('events:coup a skos:Concept ; skos:notation "putsch" .', "name it https://w3id.org/newskg/event/putsch"),
        (
            'events:coup a skos:Concept ; skos:notation "coup" ; skos:broader events:crisis .',
            "the broader type https://w3id.org/newskg/event/crisis, which is not described",
        ),
    ],
)
def test_a_wrong_file_of_types_says_what_to_do(turtle: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match=message):
        load_scheme(write(tmp_path, turtle))


def test_a_missing_file_of_types(tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match="cannot be read"):
        load_scheme(tmp_path / "none.ttl")


def test_the_scheme_stands_where_the_program_looks_for_it() -> None:
    assert read_scheme(resource("ontology", "events.ttl")).types.keys() == load_scheme().types.keys()


def test_what_negates_outside_a_claims_words_is_not_the_events(models: Tools) -> None:
    negated = Event("attack", Span(10, 15), (), "negative", Span(0, 3), "planned", Span(4, 8))
    assert claimed([Told(negated, False)], (Span(10, 40),), (), models.scheme) == (Event("attack", Span(10, 15)),)
    assert claimed([Told(negated, False)], ALL, (), models.scheme) == (negated,)
