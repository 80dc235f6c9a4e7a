"""What the words around a name say of its actor: a noun for its role, its state, a woman or a man."""

import itertools
from collections.abc import Collection
from dataclasses import dataclass

from kg.known import Known
from kg.link.entities import Entity, NameMention
from kg.link.joint import RELATIVE
from kg.link.naming import is_either
from kg.link.roles import roles_told
from kg.link.sexes import by_first_name, by_words
from kg.model import ActorKind, Parse, Span, Token
from kg.nouns import NOUNS, names_body, names_person, role_of

IN_TITLE = frozenset({"NOUN", "PROPN", "ADJ"})
HEADS = frozenset({"chairman", "chairwoman", "chairperson", "chair", "director", "executive", "ceo"})
# classes of bodies that bear no name behind their noun: one that stands there is that of a person
NAMELESS = frozenset({"ministry", "police", "military", "parliament", "court"})
IN_APPOSITION = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "PRON", "NUM", "PUNCT"})


@dataclass(frozen=True)
class Description:
    """Nouns for the actor's role, keys of its states, whether it is a woman (None where nothing tells), and its kind.

    `roles` are the words that tell what a person is.
    """

    nouns: frozenset[str]
    states: frozenset[str]
    female: bool | None
    kind: ActorKind
    roles: tuple[Span, ...] = ()


def description_of(
    mention: NameMention, parse: Parse, known: Known, families: Collection[str] = frozenset()
) -> Description:
    """Read the title before a name, the noun right behind it and its apposition.

    A noun behind a name, or else right before it, also settles what sort of actor it is, better than the name itself.
    Names that are a family's in the article (`families`) tell of no woman, though they are first names elsewhere.
    """
    numbers = parse.numbers(mention.span)
    before = title(parse, numbers.start, mention.kind == "person")
    noun = behind(parse, numbers.stop)
    telling = noun if noun and role_of(noun.lemma) else before[-1] if before else noun
    role = role_of(telling.lemma) if telling and not role_of(mention.text.split()[-1]) else None
    if role and noun is not telling and mention.kind == "person" and not role.classes.isdisjoint(NAMELESS):
        role = None  # "a spokesman for the ministry Ann Lee"
    settled = role and not mention.known and role.kind in {"person", "organization"}
    kind = role.kind if role and settled and telling and not is_either(telling, mention) else mention.kind
    called = in_apposition_to(parse, numbers)
    if called and not telling and not mention.known and kind == "person" and names_body(called):
        kind = "organization"  # "the network operator, Ionelec"
    if kind == "person" and not mention.known and is_headed(numbers.start, parse):
        kind = "organization"  # "the chairman of Harbour Foods"
    around = [*before, *(token for token in (noun, called) if token)]
    words = {token.lemma.casefold() for token in around}
    sex = by_words([token.text for token in around])
    body = kind == "organization" and role is not None and role.kind == kind
    if sex is None and not body and mention.text not in families and (not mention.known or mention.kind == "person"):
        sex = by_first_name(mention.known.label if mention.known else mention.text)
    states = {state.key for word in pairs(before) if (state := known.demonym(word))} | state_before(
        parse, numbers.start, known
    )
    nouns = frozenset(
        word for word in words if (found := role_of(word)) and (found.kind == "person") == (kind == "person")
    )
    roles = tuple(roles_told(before, numbers, parse)) if kind == "person" else ()
    return Description(nouns, frozenset(states), sex, kind, roles)


def is_headed(first: int, parse: Parse) -> bool:
    """Whether what a name begins at a token has a chairman or director, as nobody has."""
    of, head = (parse.tokens[first - n] if first >= n else None for n in (1, 2))
    return bool(of and head and of.text.casefold() == "of" and head.lemma.casefold() in HEADS)


def describe(entity: Entity, description: Description) -> None:
    """Add a description to what is known of an entity."""
    entity.nouns |= description.nouns
    entity.states |= description.states
    entity.roles.update(description.roles)


def title(parse: Parse, first: int, person: bool) -> list[Token]:
    """The words of a title before a name ("South Korean lawmaker", "a member of parliament"), in text order."""
    found: list[Token] = []
    at = first - 1
    while at >= 0 and parse.tokens[at].span.end >= parse.tokens[at + 1].span.start - 1:
        token = parse.tokens[at]
        of = person and bool(found) and token.text.casefold() in {"of", "for"}
        if not (token.pos in IN_TITLE or of or token.text.rstrip(".") in {"Mr", "Ms", "Mrs"}):
            break
        found.insert(0, token)
        at -= 1
    return found


def behind(parse: Parse, end: int) -> Token | None:
    """The noun that a name stands before ("APS news agency") or its apposition is about (", the governor of …")."""
    if end >= len(parse.tokens):
        return None
    apposition = parse.tokens[end].text in {",", "("}
    noun, at = None, end + apposition
    while at < min(len(parse.tokens), end + 12):
        token = parse.tokens[at]
        if token.text.casefold() in RELATIVE:
            break
        if token.pos in NOUNS and (apposition or token.text.islower()):
            noun = token
        elif not (
            apposition
            and (token.pos in IN_APPOSITION or parse.tokens[at - 1].text == "-")
            and token.text not in {",", ")"}
        ):
            break
        at += 1
    if not apposition:  # "the APS news agency", but not "a Commission spokeswoman"
        return noun if noun and names_body(noun) else None
    closed = at < len(parse.tokens) and (
        parse.tokens[at].text in {",", ")", "."}
        or parse.tokens[at].pos in {"ADP", "PRON", "SCONJ"}
        or parse.tokens[at].tag == "VBN"
    )
    return noun if closed else None


def in_apposition_to(parse: Parse, numbers: range) -> Token | None:
    """The noun that a name stands in apposition to ("its chairman, Ann Lee")."""
    if not numbers.start or parse.tokens[numbers.start - 1].text != ",":
        return None
    for token in parse.tokens[numbers.start : numbers.stop]:
        if token.dep == "appos" and token.head < numbers.start and parse.tokens[token.head].pos in NOUNS:
            return whose(token.head, parse)
    return None


def whose(number: int, parse: Parse) -> Token:
    """A noun, or the one for a person that it is only said of ("the owner of the company, Ann Lee")."""
    token = parse.tokens[number]
    above = parse.tokens[token.head]
    return above if token.dep == "nmod" and token.head < number and names_person(above) else token


def pairs(tokens: list[Token]) -> list[str]:
    """Words, and pairs of words, as a demonym may have one or two."""
    words = [token.text for token in tokens]
    return [*words, *(f"{one} {two}" for one, two in itertools.pairwise(words))]


def state_before(parse: Parse, first: int, known: Known) -> set[str]:
    """The state in a possessive before a name ("Algeria's Interior Ministry")."""
    if first < 2 or parse.tokens[first - 1].tag != "POS":
        return set()
    for length in (1, 2, 3):
        words = " ".join(token.text for token in parse.tokens[max(0, first - 1 - length) : first - 1])
        state = known.find(words)
        if state and state.kind == "state":
            return {state.key}
    return set()
