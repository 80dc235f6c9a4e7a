"""Who and what takes part in an event: slots of the grammar, read as roles by the event's type."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kg.events.clauses import clause_of, prepositions, slots_of, where_of
from kg.events.scheme import EventType
from kg.events.setting import Setting
from kg.events.tree import NOMINAL, VERBAL, Tree
from kg.events.triggers import Hit
from kg.model import Role, RoleName, Span, hull, within
from kg.nouns import role_of
from kg.tables import rows

SPOKEN = frozenset(
    {"in", "at", "near", "across", "around", "into", "within", "over", "above", "between", "toward", "towards"}
)
"""Prepositions that tell of a place only with a noun that is one."""
CERTAIN = frozenset({"in", "near", "into", "outside"})
MODIFIERS = frozenset({"modifier", "compound", "possessive"})


class Support(NamedTuple):
    """A verb that adds little to a noun of action but takes its roles: "carried out an attack", "held talks"."""

    verb: int
    role: RoleName | None
    """The role of its subject; none where the noun is the subject itself ("the attack took place in June")."""


def roles_of(tree: Tree, hit: Hit, type: EventType, setting: Setting) -> Iterator[Role]:
    """The roles that the grammar around a trigger gives, without place and time that hang further off."""
    pair = within(hit.span, tree.tokens[hit.head].span)  # the span of a phrase covers its other words as well
    slots = [pair for pair in _slots(tree, hit, setting) if pair[1] != hit.head]
    asked = any(slot == "clause" for slot, _ in slots)  # "ordered the army to attack"
    full = {type.slots.get(slot) for slot, _ in slots if slot == "of"}
    for slot, number in dict.fromkeys(slots):
        # A pair names its object: the parse may take "troops sent to Kursk" for a sentence of which it is the subject.
        slot = "object" if slot == "only subject" not in type.slots and number in hit.tokens else slot
        role = slot if slot in ("actor", "recipient") else _role(slot, type)
        if slot == "possessive" and role == "patient" and "patient" in full:
            role = "actor"
        if role is None or number in setting.times or (number in hit.tokens and not pair):
            continue
        if slot == "of" and role == "patient" and tree.verbal(hit.head):
            role = "theme"
        if slot == "object" and role == "recipient" and not (asked or _is_somebody(tree, number, setting)):
            role = "theme"
        role = _fitting(tree, role, slot, number, setting)
        if role is not None:
            words = _clause(tree, number) if slot == "clause" else tree.phrase(number)
            fillers = setting.where(tree, number) if role == "place" else setting.fillers(tree, number)
            yield Role(role, words, () if slot == "modifier" and role == "patient" else fillers)


def support_of(tree: Tree, noun: int) -> Support | None:
    """The light verb of a noun of action, by the table `ontology/light_verbs.csv`."""
    if tree.verbal(noun):
        return None
    while tree.relation(noun) == "conj" and tree.tokens[tree.tokens[noun].head].pos in NOMINAL:
        noun = tree.tokens[noun].head
    verb, relation = tree.tokens[noun].head, tree.relation(noun)
    if tree.tokens[verb].pos not in VERBAL:
        return next((s for n in tree.under(noun, {"acl"}) if (s := _light(tree, n, passive=True))), None)
    if relation == "obj" or tree.tokens[noun].dep == "nsubj:pass":
        return _light(tree, verb, passive=relation != "obj")
    if relation == "nsubj" and tree.lemmas[verb] & (light_verbs()["occur"] | light_verbs()["reach"]):
        return Support(verb, None)
    if relation == "obl" and tree.preposition(noun) in {"in", "for", "out"}:
        return _light(tree, verb, passive=False) if not any(tree.under(verb, {"obj"})) else None
    return None


@cache
def light_verbs() -> dict[str, frozenset[str]]:
    """The lemmas of light verbs by the role of their subject; of "occur" and "reach" it is the noun."""
    return {row["role"]: frozenset(row["lemmas"].split()) for row in rows("light_verbs")}


def is_place(tree: Tree, number: int, setting: Setting) -> bool:
    """Whether a noun is a place: a name of one, a state, or by the table `ontology/place_nouns.csv`.

    A single name after "in" or "near" is one as well, whatever sort of name it was taken for.
    """
    if number in setting.places:
        return True
    kinds = {setting.kinds[key] for key in setting.fillers(tree, number) if key in setting.kinds}
    if tree.preposition(number) in CERTAIN and tree.tokens[number].pos == "PROPN" and "organization" not in kinds:
        return not any(tree.under(number, {"flat"}))
    if kinds:
        return "state" in kinds
    return bool(tree.lemmas[number] & place_nouns())


@cache
def place_nouns() -> frozenset[str]:
    """The nouns of places, in the singular."""
    return frozenset(row["word"] for row in rows("place_nouns"))


def _light(tree: Tree, verb: int, *, passive: bool) -> Support | None:
    if not passive and clause_of(tree, verb).passive:
        return None
    for role in ("actor", "patient"):
        if tree.lemmas[verb] & light_verbs()[role]:
            return Support(verb, "actor" if role == "actor" else "patient")
    return None


def _slots(tree: Tree, hit: Hit, setting: Setting) -> Iterator[tuple[str, int]]:
    yield from slots_of(tree, hit.head, setting.named)
    for other in hit.tokens:
        if other != hit.head:
            yield from (pair for pair in prepositions(tree, other) if pair[0] != "of")
    support = support_of(tree, hit.head)
    if support is None:
        return
    if support.role is None and tree.lemmas[support.verb] & light_verbs()["reach"]:
        yield from (("object", thing) for thing in clause_of(tree, support.verb).objects)
    if support.role:
        for subject in clause_of(tree, support.verb).subjects:
            yield from (("object" if support.role == "patient" else "actor", one) for one in tree.joined(subject))
    yield from (("in", place) for place in where_of(tree, support.verb))
    for thing in tree.under(support.verb, {"iobj"}):
        yield "recipient", thing
    for preposition, head in prepositions(tree, support.verb):
        if head != hit.head and preposition != "by":
            yield from ((preposition, one) for one in tree.joined(head))


def _role(slot: str, type: EventType) -> RoleName | None:
    if slot == "only subject":  # the subject of a verb without object may be the one affected: "thousands fled"
        return type.slots.get(slot) or type.slots.get("subject")
    return type.slots.get(slot)


def _fitting(tree: Tree, role: str, slot: str, number: int, setting: Setting) -> RoleName | None:
    """The role where what fills it can: a place must be one, and people are no instrument."""
    if not tree.nominal(number) and slot not in {"clause", "modifier"}:
        return "theme" if role == "theme" else ("patient" if role == "patient" and slot == "object" else None)
    if role == "place":
        place = is_place(tree, number, setting) and (slot not in MODIFIERS or number in setting.named)
        return "place" if slot not in SPOKEN | MODIFIERS or place else None
    if role == "instrument":
        return None if setting.fillers(tree, number) else "instrument"
    if role == "recipient" and slot == "to":
        if tree.tokens[number].pos == "NUM":
            return None
        if is_place(tree, number, setting):
            return "recipient" if setting.fillers(tree, number) else "place"
    if role == "actor":
        kinds = {setting.kinds.get(key) for key in setting.fillers(tree, number)}
        if slot == "modifier" and number in setting.places and kinds.isdisjoint(("state", "organization")):
            return "place"
        return "actor" if slot != "with" or _is_somebody(tree, number, setting) else None
    return "patient" if role == "patient" else "recipient" if role == "recipient" else "theme"


def _is_somebody(tree: Tree, number: int, setting: Setting) -> bool:
    """Whether a noun means somebody who can be spoken to."""
    token = tree.tokens[number]
    known = bool(setting.fillers(tree, number)) or token.pos == "PRON" or number in setting.named
    return known or role_of(token.text) is not None


def _clause(tree: Tree, head: int) -> Span:
    return hull(tuple(tree.tokens[number].span for number in _whole(tree, head)))


def _whole(tree: Tree, number: int) -> Iterable[int]:
    yield number
    for child in tree.children[number]:
        if tree.tokens[child].dep != "punct" and not (tree.relation(child) in {"mark", "cc"} and child < number):
            yield from _whole(tree, child)
