"""Where an article tells of an event: the words that the scheme has for it, in the right company."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.events.clauses import clause_of
from kg.events.scheme import Scheme, Trigger
from kg.events.tree import VERBAL, Tree
from kg.model import Sentence, Span, Token

MOST_BETWEEN = 3
"""Words that may stand between two words of a phrase: "signed a *long awaited* treaty"."""
HOLDERS = frozenset(
    "number container amount batch shipment ton tonne load group type hundred thousand dozen million lot piece "
    "consignment cargo more some many kind".split()
)
"""Nouns that hold what is meant: "containers *of artillery rounds*"."""


class Hit(NamedTuple):
    """A trigger found: its tokens, the one that takes the roles, the characters that tell, and the type."""

    tokens: tuple[int, ...]
    head: int
    span: Span
    type: str
    cue: bool = False


def find_triggers(tree: Tree, scheme: Scheme) -> tuple[Hit, ...]:
    """All triggers of a parse in text order; where triggers share a word, the one of most words tells.

    A trigger of two types ("casualties": killing and injury) gives a hit of each.
    """
    found = [hit for sentence in tree.parse.sentences for hit in _in_sentence(tree, sentence, scheme)]
    taken: dict[int, tuple[int, ...]] = {}
    kept = []
    for hit in sorted(found, key=lambda h: (-len(h.tokens), h.cue, h.tokens, h.type)):
        if all(taken.get(number, hit.tokens) == hit.tokens for number in hit.tokens):
            taken |= dict.fromkeys(hit.tokens, hit.tokens)
            kept.append(hit)
    return tuple(sorted(set(kept), key=lambda h: (h.span, h.type)))


def _in_sentence(tree: Tree, sentence: Sentence, scheme: Scheme) -> Iterator[Hit]:
    present: frozenset[str] | None = None
    for number in range(sentence.first, sentence.last):
        for lemma in [lemma for lemma in tree.lemmas[number] if lemma in scheme.triggers]:
            for trigger in scheme.triggers[lemma]:
                for hit in _matches(tree, number, sentence, trigger):
                    if present is None:
                        present = _words(tree, sentence)
                    if not _taken_back(tree, hit, scheme, present):
                        yield hit


def _words(tree: Tree, sentence: Sentence) -> frozenset[str]:
    return frozenset[str]().union(*(tree.lemmas[number] for number in range(sentence.first, sentence.last)))


def _taken_back(tree: Tree, hit: Hit, scheme: Scheme, present: frozenset[str]) -> bool:
    """Whether a word in the sentence tells that the trigger is meant otherwise: the strike of a union."""
    type = scheme.types[hit.type]
    own = frozenset[str]().union(*(tree.lemmas[number] for number in hit.tokens))
    others = present - own
    return any(lemma in own and words & others for lemma, words in type.not_with.items()) or any(
        lemma in own and not words & others for lemma, words in type.only_with.items()
    )


def _matches(tree: Tree, number: int, sentence: Sentence, trigger: Trigger) -> Iterator[Hit]:
    token = tree.tokens[number]
    if len(trigger.lemmas) > 1:
        if tokens := _phrase(tree, number, sentence, trigger):
            span = Span(token.span.start, tree.tokens[tokens[-1]].span.end)
            yield Hit(tokens, _top(tree, tokens), span, trigger.type)
    elif trigger.objects:
        if _is_part(tree, number, trigger) and (other := _object(tree, number, trigger)) is not None:
            yield Hit(tuple(sorted((number, other))), number, token.span, trigger.type)
    elif _is_part(tree, number, trigger) and not _in_name(tree, token) and not _describes(tree, number):
        yield Hit((number,), number, token.span, trigger.type, trigger.cue)


def _is_part(tree: Tree, number: int, trigger: Trigger) -> bool:
    token = tree.tokens[number]
    if token.dep == "amod" and token.tag == "VBG":  # "a visiting card", "striking workers"
        return False
    participle = token.pos == "ADJ" and token.text.lower().endswith(("ed", "en"))
    verb = participle or (token.pos not in {"VERB", "AUX", "ADJ"} and tree.verbal(number))
    return token.pos in trigger.parts or (verb and "VERB" in trigger.parts)


def _in_name(tree: Tree, token: Token) -> bool:
    """Whether the word is part of a name, such as the storm of "Storm Corps"."""
    return token.pos == "PROPN" and any(n.span.start <= token.span.start < n.span.end for n in tree.parse.names)


def _describes(tree: Tree, number: int) -> bool:
    """Whether a noun only describes the noun after it: "attack helicopters", "ceasefire talks", "shell company"."""
    token = tree.tokens[number]
    return token.dep == "compound" and token.head > number and token.pos in {"NOUN", "PROPN"}


def _object(tree: Tree, number: int, trigger: Trigger) -> int | None:
    """The word of a pair that is the object, the compound or the "of" of its head."""
    if tree.verbal(number):
        clause = clause_of(tree, number)
        heads = list(clause.objects or (() if clause.passive else clause.subjects))
    else:
        heads = [n for n in tree.under(number, {"compound", "amod", "nmod", "nsubj"}) if _complements(tree, number, n)]
    heads = [one for head in heads for one in tree.joined(head)]
    heads += [
        n for h in heads if tree.lemmas[h] & HOLDERS for n in tree.under(h, {"nmod"}) if tree.preposition(n) == "of"
    ]
    heads += [n for head in heads for n in tree.under(head, {"nmod:desc", "appos", "flat", "compound"})]
    return next((n for n in heads if tree.lemmas[n] & trigger.objects), None)


def _complements(tree: Tree, noun: int, child: int) -> bool:
    return child < noun or tree.preposition(child) in {"of", "for", "between", ""}


def _phrase(tree: Tree, number: int, sentence: Sentence, trigger: Trigger) -> tuple[int, ...]:
    """The tokens of a phrase that begins here and stays in its sentence, or none."""
    tokens = [number]
    for lemma in trigger.lemmas[1:]:
        step = next((n for n in _next(tree, tokens[-1], sentence) if lemma in tree.lemmas[n]), None)
        if step is None:
            return ()
        tokens.append(step)
    return tuple(tokens)


def _next(tree: Tree, number: int, sentence: Sentence) -> Iterator[int]:
    """Where the next word of a phrase may stand: no mark may come between."""
    for place in range(number + 1, min(number + 2 + MOST_BETWEEN, sentence.last)):
        if tree.tokens[place].pos == "PUNCT" and tree.tokens[place].text in ".,;:!?—–()":
            return
        yield place


def _top(tree: Tree, tokens: tuple[int, ...]) -> int:
    """The token of a phrase that the others hang on."""
    tops = [n for n in tokens if tree.tokens[n].head not in tokens or tree.tokens[n].head == n]
    return next((n for n in tops if tree.tokens[n].pos in VERBAL), tops[0] if tops else tokens[0])
