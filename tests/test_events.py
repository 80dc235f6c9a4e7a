"""Events: triggers of a small scheme and of the one that ships, by lemma and part of speech."""

from itertools import pairwise
from pathlib import Path

import pytest

from kg.events import Scheme, find_events, load_scheme
from kg.model import Article, Event, Name, Parse, Sentence, Span, Token, Zone
from kg.parse import load_language, parse

SMALL = """
@prefix event: <https://w3id.org/newskg/event/> .
@prefix kg: <https://w3id.org/newskg/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
event:attack skos:notation "attack" ; kg:verbTrigger "strike" ; kg:nounTrigger "attack", "storm" .
event:injury skos:notation "injury" ; kg:nounTrigger "casualty" .
event:killing skos:notation "killing" ; kg:verbTrigger "kill" ; kg:nounTrigger "casualty" .
event:treaty skos:notation "treaty signing" ; kg:nounTrigger "treaty" ; kg:phraseTrigger "sign treaty" .
"""


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> Scheme:
    path = tmp_path_factory.mktemp("scheme") / "events.ttl"
    path.write_text(SMALL, encoding="utf-8")
    return load_scheme(path)


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


ALL = (Span(0, 10_000),)
SIGNED = ("signed", "sign", "VERB")
TREATY = ("treaty", "treaty", "NOUN")
LONG = ("long", "long", "ADJ")


def types(found: tuple[Event, ...]) -> list[str]:
    return [event.type for event in found]


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
        ([SIGNED], []),
        ([TREATY, SIGNED], ["treaty signing"]),
        ([("killed", "kil", "VERB")], ["killing"]),
    ],
)
def test_triggers(words: list[tuple[str, str, str]], expected: list[str], scheme: Scheme) -> None:
    assert types(find_events(made(*words), ALL, scheme)) == expected


def test_the_longest_trigger_tells(scheme: Scheme) -> None:
    parsed = made(SIGNED, LONG, TREATY)
    assert find_events(parsed, ALL, scheme) == (Event("treaty signing", Span(0, 18)),)
    far = made(SIGNED, LONG, LONG, LONG, LONG, TREATY)
    assert find_events(far, ALL, scheme) == (Event("treaty signing", far.tokens[-1].span),)


def test_a_phrase_stays_in_its_sentence_and_clause(scheme: Scheme) -> None:
    two = made(SIGNED, TREATY, ends=(1,))
    assert find_events(two, ALL, scheme) == (Event("treaty signing", two.tokens[1].span),)
    comma = made(SIGNED, (",", ",", "PUNCT"), TREATY)
    assert find_events(comma, ALL, scheme) == (Event("treaty signing", comma.tokens[2].span),)


def test_only_words_within_count(scheme: Scheme) -> None:
    parsed = made(("struck", "strike", "VERB"), ("killed", "kill", "VERB"))
    assert types(find_events(parsed, (parsed.tokens[1].span,), scheme)) == ["killing"]
    assert find_events(parsed, (), scheme) == ()


def test_a_word_of_a_name_is_no_event(scheme: Scheme) -> None:
    words = (("Storm", "Storm", "PROPN"), ("Corps", "Corps", "PROPN"))
    assert types(find_events(made(*words), ALL, scheme)) == ["attack"]
    assert find_events(made(*words, names=(Name(Span(0, 11), "organization"),)), ALL, scheme) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 100 soldiers were killed.", "killing"),
        ("About 1,900 people were injured.", "injury"),
        ("North Korea deployed more soldiers.", "deployment"),
        ("The president visited Pyongyang in June.", "visit"),
    ],
)
def test_the_scheme_that_ships(text: str, expected: str) -> None:
    parsed = parse(Article("test", text, (Zone("body", Span(0, len(text))),)), load_language())
    found = find_events(parsed, (Span(0, len(text)),), load_scheme())
    assert expected in types(found)
    assert [event.trigger for event in found] == sorted(event.trigger for event in found)


def test_every_type_of_the_scheme_has_a_trigger() -> None:
    scheme = load_scheme(Path(__file__).parent.parent / "ontology" / "events.ttl")
    told = {trigger.type for triggers in scheme.triggers.values() for trigger in triggers}
    assert told == set(scheme.types)
