"""What a verb or a noun of action takes, slot by slot: subject, object, "of", "by" and so on, also across clauses."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.events.tree import NOMINAL, RELATIVE, VERBAL, Tree

DEEPEST = 5
FREE = frozenset({"to", "by", "with", "against", "from"})
"""Prepositions whose phrase may hang on another one of the event's: "the deployment of troops to Russia"."""
MEASURES = frozenset({"percent", "%", "percentage", "point", "cent"})
PROMISES = frozenset({"promise", "vow", "threaten", "offer", "pledge"})


class Clause(NamedTuple):
    """The numbers of a verb's subjects and objects, as they are in the active voice, and whether it is passive."""

    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    passive: bool


def slots_of(tree: Tree, number: int, named: frozenset[int]) -> list[tuple[str, int]]:
    """The slots of a verb or noun, each with the number of its head; what is joined by "and" comes one by one.

    `named` holds the tokens that name an actor or place: before a noun they are a "modifier", others a "compound".
    """
    found = list(_of_verb(tree, number) if tree.verbal(number) else _of_noun(tree, number, named))
    return [(slot, one) for slot, head in found for one in (tree.joined(head) if slot != "clause" else (head,))]


def _of_verb(tree: Tree, verb: int) -> Iterator[tuple[str, int]]:
    clause = clause_of(tree, verb)
    for subject in clause.subjects:
        yield ("subject" if clause.objects or clause.passive else "only subject"), subject
    for thing in clause.objects:
        yield "object", thing
    for thing in tree.under(verb, {"iobj"}):
        yield "indirect object", thing
    yield from (pair for pair in prepositions(tree, verb) if pair[0] != "by")
    yield from (("in", place) for place in where_of(tree, verb))
    for child in tree.under(verb, {"ccomp", "xcomp", "advcl"}):
        if tree.relation(child) != "advcl" or _mark(tree, child) in {"of", "for", "to", "over"}:
            yield "clause", child


def _of_noun(tree: Tree, noun: int, named: frozenset[int]) -> Iterator[tuple[str, int]]:
    for child in tree.children[noun]:
        dep, pos = tree.tokens[child].dep, tree.tokens[child].pos
        if dep == "nmod:poss":
            yield "possessive", child
        elif dep in {"compound", "amod", "nmod:desc", "nmod"} and child < noun and not tree.preposition(child):
            if child in named:
                yield "modifier", child
            elif pos in {"NOUN", "PROPN"}:
                yield "compound", child
        elif tree.relation(child) == "acl" and (_mark(tree, child) in {"to", "that"}):
            yield "clause", child
    if tree.preposition(noun) == "in":
        yield from (("subject", subject) for subject in tree.under(noun, {"nsubj"}))
    yield from prepositions(tree, noun)
    yield from _of_verb_above(tree, noun)


def _of_verb_above(tree: Tree, noun: int) -> Iterator[tuple[str, int]]:
    """A phrase with "to" after the noun that the parse hangs on the verb: "spoke after a briefing to parliament"."""
    verb = tree.tokens[noun].head
    if tree.relation(noun) == "obl" and tree.tokens[verb].pos in VERBAL:
        yield from (("to", n) for n in tree.under(verb, {"obl"}) if n > noun and tree.preposition(n) == "to")


def prepositions(tree: Tree, head: int) -> Iterator[tuple[str, int]]:
    """The prepositional phrases of a verb or noun: its own, and some that the parse hangs on these."""
    for child in tree.under(head, {"obl", "nmod", "obj"}):
        preposition = tree.preposition(child)
        if preposition and (child > head or tree.relation(child) == "obl"):
            yield preposition, child
        if child > head:
            yield from _nested(tree, child)


def _nested(tree: Tree, head: int, deep: int = 0) -> Iterator[tuple[str, int]]:
    for inner in tree.under(head, {"nmod", "obl"}):
        if tree.preposition(inner) in FREE:
            yield tree.preposition(inner), inner
        if deep < DEEPEST:
            yield from _nested(tree, inner, deep + 1)


def clause_of(tree: Tree, verb: int) -> Clause:
    """Subject and object of a verb in the sense of the active voice: who "was sent" is the object of "send"."""
    passive = is_passive(tree, verb)
    subject = subject_of(tree, verb)
    if passive:
        agents = tuple(head for preposition, head in prepositions(tree, verb) if preposition == "by")
        return Clause(agents, (subject,) if subject is not None else (), passive=True)
    things = tuple(_resolved(tree, n, verb) for n in tree.under(verb, {"obj"}) if not _is_measure(tree, n))
    things = things or _shared_object(tree, verb) or _left_object(tree, verb, subject)
    return Clause((subject,) if subject is not None else (), things, passive=False)


def _is_measure(tree: Tree, number: int) -> bool:
    """Whether what stands like an object only says how much: "jumped 18 percent"."""
    return bool(tree.preposition(number)) or bool(tree.lemmas[number] & MEASURES) or tree.tokens[number].pos == "SYM"


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb is passive: "were killed", "troops sent to Russia", "the wounded men", "killed and wounded"."""
    token = tree.tokens[verb]
    if any(tree.tokens[child].dep.endswith(":pass") for child in tree.children[verb]):
        return True
    if tree.relation(verb) in {"acl", "amod"} and token.dep != "acl:relcl":  # where the tagger may take "sent" for past
        main = token.tag == "VBD" and tree.tokens[token.head].head == token.head
        return token.tag in {"VBN", "VBD"} and not main and not any(tree.under(verb, {"obj", "nsubj", "aux"}))
    if token.tag != "VBN" or any(tree.under(verb, {"aux"})):
        return False
    if tree.relation(verb) == "conj" and tree.tokens[token.head].pos in VERBAL:
        return is_passive(tree, token.head) and not any(tree.under(verb, {"obj", "nsubj"}))
    return tree.relation(verb) == "advcl" and not any(tree.under(verb, {"obj"}))


def subject_of(tree: Tree, verb: int, deep: int = 0) -> int | None:
    """The subject of a verb, its own or the one that it has from the clause that it hangs on."""
    token = tree.tokens[verb]
    own = next(tree.under(verb, {"nsubj"}), None)
    if own is not None:
        return _resolved(tree, own, verb)
    if token.head == verb or deep > DEEPEST:
        return None
    head, relation = token.head, tree.relation(verb)
    if relation in {"acl", "amod"}:
        return _of_attribute(tree, verb, head, deep)
    if relation in {"conj", "parataxis"} and tree.tokens[head].pos in VERBAL | {"ADJ"}:
        return subject_of(tree, head, deep + 1)
    if relation in {"xcomp", "advcl"}:
        things = list(tree.under(head, {"obj"}))
        controlled = relation == "xcomp" or _mark(tree, verb) in {"of", "for", "from", "to", "into"}
        if things and controlled and not tree.lemmas[head] & PROMISES and not is_passive(tree, head):
            return things[0]
        return subject_of(tree, head, deep + 1)
    return None


def _of_attribute(tree: Tree, verb: int, noun: int, deep: int) -> int | None:
    """The subject of a participle or infinitive that describes a noun: "troops sent", "its plan to send troops"."""
    if _mark(tree, verb) != "to":
        return noun if tree.tokens[noun].pos in NOMINAL else None
    owner = next(tree.under(noun, {"nmod:poss", "nsubj"}), None)
    governor = tree.tokens[noun].head
    if owner is None and governor != noun and tree.tokens[governor].pos in VERBAL:
        return subject_of(tree, governor, deep + 1)
    return owner


def _resolved(tree: Tree, number: int, verb: int) -> int:
    """What "who", "which" or "that" stands for: the noun that the relative clause describes."""
    relative = tree.word(number) in RELATIVE and tree.tokens[number].pos in {"PRON", "DET", "SCONJ"}
    return _antecedent(tree, verb, number) if relative else number


def _antecedent(tree: Tree, verb: int, number: int) -> int:
    while tree.relation(verb) in {"conj", "xcomp"}:
        verb = tree.tokens[verb].head
    return tree.tokens[verb].head if tree.tokens[verb].dep.startswith("acl") else number


def _shared_object(tree: Tree, verb: int) -> tuple[int, ...]:
    """The object that stands with the other one of two verbs: "killed and wounded dozens"."""
    for other in tree.under(verb, {"conj"}):
        if other - verb <= 3 and tree.tokens[other].pos in VERBAL and not any(tree.under(other, {"nsubj"})):
            return tuple(tree.under(other, {"obj"}))
    first = tree.tokens[verb].head
    if tree.relation(verb) == "conj" and first < verb and not any(tree.under(verb, {"nsubj"})):
        return tuple(thing for thing in tree.under(first, {"obj"}) if thing > verb)
    return ()


def _left_object(tree: Tree, verb: int, subject: int | None) -> tuple[int, ...]:
    """The noun that a relative clause without object describes: "the missiles (that) Iran sent"."""
    head = tree.tokens[verb].head
    if tree.tokens[verb].dep != "acl:relcl" or subject is None or subject == head:
        return ()
    if any(tree.tokens[child].tag in {"WRB"} for child in tree.children[verb]) or tree.tokens[head].pos not in NOMINAL:
        return ()
    return (head,)


def where_of(tree: Tree, verb: int) -> Iterator[int]:
    """The place that a clause with "where" describes, and what it stands beside: "Kursk, a region where"."""
    noun = tree.tokens[verb].head
    if tree.tokens[verb].dep == "acl:relcl" and any(tree.word(child) == "where" for child in tree.children[verb]):
        yield noun
        if tree.tokens[noun].dep == "appos":
            yield tree.tokens[noun].head


def _mark(tree: Tree, number: int) -> str:
    return next((tree.word(child) for child in tree.under(number, {"mark", "case"})), "")
