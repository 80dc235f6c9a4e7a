"""The events that a part of a text speaks of, told by the triggers in `ontology/events.ttl`."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.lemmas import lemmas
from kg.model import Event, Parse, Span, Spans, Token
from kg.resources import resource

NOTATION = "http://www.w3.org/2004/02/skos/core#notation"
VERB, NOUN, PHRASE = (f"https://w3id.org/newskg/ns#{kind}Trigger" for kind in ("verb", "noun", "phrase"))
PARTS = {VERB: frozenset({"VERB", "AUX"}), NOUN: frozenset({"NOUN", "PROPN"}), PHRASE: frozenset[str]()}
MOST_BETWEEN = 3
"""Words that may stand between two words of a phrase: "signed a *long awaited* treaty"."""


class Trigger(NamedTuple):
    """Lemmas that tell of an event type; a single one must be of one of the parts of speech."""

    lemmas: tuple[str, ...]
    parts: frozenset[str]
    type: str


@dataclass(frozen=True)
class Scheme:
    """The event types by the first lemma of their triggers, longest trigger first."""

    types: tuple[str, ...]
    triggers: dict[str, tuple[Trigger, ...]]


class _Found(NamedTuple):
    tokens: tuple[int, ...]
    type: str


@cache
def load_scheme(path: Path | None = None) -> Scheme:
    """Read the event types from a Turtle file, by default the scheme that comes with the program."""
    notations: dict[str, str] = {}
    words: list[tuple[str, str, str]] = []
    for triple in ox.parse(path=path or resource("ontology", "events.ttl"), format=ox.RdfFormat.TURTLE):
        subject, predicate = str(triple.subject), triple.predicate.value
        if isinstance(triple.object, ox.Literal) and predicate == NOTATION:
            notations[subject] = triple.object.value
        elif isinstance(triple.object, ox.Literal) and predicate in PARTS:
            words.append((subject, predicate, triple.object.value))
    triggers = [Trigger(tuple(lemmas.split()), PARTS[kind], notations[subject]) for subject, kind, lemmas in words]
    return Scheme(tuple(sorted(notations.values())), _index(triggers))


def find_events(parse: Parse, within: Spans, scheme: Scheme) -> tuple[Event, ...]:
    """Find the events in `within`, in text order; where triggers share a word, the longest one tells.

    A trigger of two types ("casualties": killing and injury) gives an event of each.
    """
    numbers = sorted({number for span in within for number in parse.numbers(span)})
    found = [match for at in range(len(numbers)) for match in _matches(parse, numbers, at, scheme)]
    taken: set[int] = set()
    kept: list[_Found] = []
    for match in sorted(found, key=lambda f: (-len(f.tokens), f.tokens)):
        if not taken.intersection(match.tokens) or any(match.tokens == other.tokens for other in kept):
            kept.append(match)
            taken.update(match.tokens)
    spans = ((_span(parse, match), match.type) for match in kept)
    return tuple(Event(type, span) for span, type in sorted(set(spans)))


def _index(triggers: list[Trigger]) -> dict[str, tuple[Trigger, ...]]:
    index: dict[str, list[Trigger]] = defaultdict(list)
    for trigger in sorted(triggers, key=lambda t: (-len(t.lemmas), t.lemmas, t.type)):
        index[trigger.lemmas[0]].append(trigger)
    return {lemma: tuple(those) for lemma, those in index.items()}


def _matches(parse: Parse, numbers: list[int], at: int, scheme: Scheme) -> Iterator[_Found]:
    token = parse.tokens[numbers[at]]
    for trigger in (found for lemma in sorted(lemmas(token)) for found in scheme.triggers.get(lemma, ())):
        if trigger.parts and len(trigger.lemmas) == 1:
            if token.pos in trigger.parts and not _in_name(parse, token):
                yield _Found((numbers[at],), trigger.type)
        elif tokens := _phrase(parse, numbers, at, trigger):
            yield _Found(tokens, trigger.type)


def _in_name(parse: Parse, token: Token) -> bool:
    """Whether the word is part of a name, such as the storm of "Storm Corps"."""
    return token.pos == "PROPN" and any(name.span.start <= token.span.start < name.span.end for name in parse.names)


def _phrase(parse: Parse, numbers: list[int], at: int, trigger: Trigger) -> tuple[int, ...]:
    """The tokens of a phrase that begins here and stays in its sentence, or none."""
    tokens = [numbers[at]]
    for lemma in trigger.lemmas[1:]:
        step = next((n for n in _next(parse, numbers, at) if lemma in lemmas(parse.tokens[numbers[n]])), None)
        if step is None:
            return ()
        at = step
        tokens.append(numbers[at])
    return tuple(tokens)


def _next(parse: Parse, numbers: list[int], at: int) -> Iterator[int]:
    """Places where the next word of a phrase may stand: no mark and no end of sentence may come between."""
    sentence = parse.sentence(parse.tokens[numbers[at]].span.start)
    for place in range(at + 1, min(at + 2 + MOST_BETWEEN, len(numbers))):
        if _breaks(parse.tokens[numbers[place]]) or (sentence and numbers[place] >= sentence.last):
            return
        yield place


def _breaks(token: Token) -> bool:
    return token.pos == "PUNCT" and token.text in ".,;:!?—–()"


def _span(parse: Parse, match: _Found) -> Span:
    return Span(parse.tokens[match.tokens[0]].span.start, parse.tokens[match.tokens[-1]].span.end)
