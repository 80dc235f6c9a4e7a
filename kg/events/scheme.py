"""The event scheme: types, their triggers, and the grammar by which they take their roles, read from Turtle."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, get_args

import pyoxigraph as ox

from kg.errors import SchemeError
from kg.model import RoleName
from kg.resources import resource
from kg.vocabulary import EVENTS, KG, RDF, SKOS

Values = dict[str, dict[str, list[str]]]

PARTS = {"verb": frozenset({"VERB", "AUX"}), "noun": frozenset({"NOUN", "PROPN"})}
ROLES: tuple[RoleName, ...] = get_args(RoleName)
DEFAULTS = str(KG.EventScheme)


class Trigger(NamedTuple):
    """Lemmas that tell of an event type.

    A single one must be of one of the parts of speech; with `objects`, one of these must be its object, compound or
    "of". A cue tells only where it introduces what somebody says.
    """

    lemmas: tuple[str, ...]
    parts: frozenset[str]
    type: str
    objects: frozenset[str] = frozenset()
    cue: bool = False


@dataclass(frozen=True)
class EventType:
    """A type: the role that each slot of the grammar leads to, and what a trigger must, or must not, be with."""

    name: str
    slots: Mapping[str, RoleName]
    broader: str | None = None
    counts: frozenset[str] = frozenset()
    not_with: Mapping[str, frozenset[str]] = field(default_factory=dict)
    only_with: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Scheme:
    """The types by name, and their triggers by first lemma, the longest first."""

    types: Mapping[str, EventType]
    triggers: Mapping[str, tuple[Trigger, ...]]

    def is_a(self, type: str, other: str) -> bool:
        """Whether a type is the other one or, by skos:broader, one of its subtypes."""
        while type != other:
            above = self.types[type].broader
            if above is None:
                return False
            type = above
        return True


def load_scheme(*more: Path) -> Scheme:
    """The scheme that comes with the program, with the types and words of files of one's own added.

    Raises:
        SchemeError: a file cannot be read, is not Turtle, or states a type that cannot be used.
    """
    values: Values = defaultdict(lambda: defaultdict(list))
    for path in (resource("ontology", "events.ttl"), *more):
        _add(values, path)
    return _scheme(values)


def read_scheme(path: Path) -> Scheme:
    """The scheme that a single file makes."""
    values: Values = defaultdict(lambda: defaultdict(list))
    _add(values, path)
    return _scheme(values)


def _add(values: Values, path: Path) -> None:
    try:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            values[_name(quad.subject)][quad.predicate.value].append(_name(quad.object))
    except SyntaxError as error:
        raise SchemeError(f"{path}: not Turtle ({error}); correct it there") from error
    except OSError as error:
        raise SchemeError(f"{path}: cannot be read ({error.strerror or error}); check the name of the file") from error
    for iri, stated in values.items():
        if str(RDF.type) in stated and str(SKOS.Concept) in stated[str(RDF.type)]:
            _check(iri, stated, values, path)


def _name(term: object) -> str:
    return str(getattr(term, "value", term))


def _check(iri: str, stated: Mapping[str, list[str]], values: Values, path: Path) -> None:
    notation = stated.get(str(SKOS.notation), [])
    if len(notation) != 1:
        raise SchemeError(f"{path}: {iri} has {len(notation)} names; give it one skos:notation")
    if iri != str(EVENTS) + notation[0].replace(" ", "-"):
        wanted = EVENTS[notation[0].replace(" ", "-")]
        raise SchemeError(f"{path}: {iri} has the notation {notation[0]!r}; name it {wanted} or change the notation")
    for above in stated.get(str(SKOS.broader), []):
        if str(SKOS.notation) not in values.get(above, {}):
            raise SchemeError(f"{path}: {iri} has the broader type {above}, which is not described; correct its IRI")


def _scheme(values: Values) -> Scheme:
    words = {
        f"{{{_one(stated, SKOS.notation)}}}": stated[str(KG.word)]
        for stated in values.values()
        if str(KG.word) in stated
    }
    concepts = {iri: stated for iri, stated in values.items() if EVENTS in iri and str(SKOS.notation) in stated}
    concepts = {iri: stated for iri, stated in concepts.items() if str(KG.word) not in stated}
    names = {iri: _one(stated, SKOS.notation) for iri, stated in concepts.items()}
    types: dict[str, EventType] = {}
    triggers: list[Trigger] = []
    for iri, stated in sorted(concepts.items()):
        above = stated.get(str(SKOS.broader))
        types[names[iri]] = EventType(
            names[iri],
            _slots(stated, values[DEFAULTS]),
            names[above[0]] if above else None,
            frozenset(stated.get(str(KG.counts), ())),
            _company(stated.get(str(KG.notWith), ())),
            _company(stated.get(str(KG.onlyWith), ())),
        )
        triggers += _triggers(names[iri], stated, words)
    return Scheme(types, _index(triggers))


def _one(stated: Mapping[str, list[str]], term: object) -> str:
    return stated[str(term)][0]


def _company(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each trigger the words after it."""
    found: dict[str, frozenset[str]] = {}
    for first, *rest in map(str.split, lines):
        found[first] = found.get(first, frozenset()).union(rest)
    return found


def _slots(stated: Mapping[str, list[str]], defaults: Mapping[str, list[str]]) -> dict[str, RoleName]:
    """The role of each slot: what the type states of a role stands for what the scheme does."""
    without = stated.get(str(KG.noRole), [])
    own = {role: stated[str(KG[f"{role}Slot"])] for role in ROLES if _slot(role) in stated}
    slots: dict[str, RoleName] = {slot: role for role, those in own.items() for slot in those}
    for role in ROLES:
        if role not in own and role not in without:
            slots = dict.fromkeys(defaults.get(_slot(role), ()), role) | slots
    return slots


def _slot(role: str) -> str:
    return f"{KG}{role}Slot"


def _triggers(type: str, stated: Mapping[str, list[str]], words: Mapping[str, list[str]]) -> Iterable[Trigger]:
    for kind, parts in PARTS.items():
        for lemma in stated.get(f"{KG}{kind}Trigger", ()):
            yield Trigger((lemma,), parts, type)
    for phrase in stated.get(str(KG.phraseTrigger), ()):
        yield Trigger(tuple(phrase.split()), frozenset(), type)
    for lemma in stated.get(str(KG.cueTrigger), ()):
        yield Trigger((lemma,), PARTS["verb"], type, cue=True)
    for pair in stated.get(str(KG.pairTrigger), ()):
        head, *others = pair.split()
        objects = frozenset(word for other in others for word in words.get(other, (other,)))
        yield Trigger((head,), PARTS["verb"] | PARTS["noun"], type, objects)


def _index(triggers: Iterable[Trigger]) -> dict[str, tuple[Trigger, ...]]:
    index: dict[str, list[Trigger]] = defaultdict(list)
    for trigger in sorted(triggers, key=lambda t: (-len(t.lemmas), not t.objects, t.lemmas, t.type)):
        index[trigger.lemmas[0]].append(trigger)
    return {lemma: tuple(those) for lemma, those in index.items()}
