"""Nouns for actors: what kind each describes, by the table `ontology/roles.csv`, and which one heads a phrase."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.model import ActorKind, Parse, Span, Token
from kg.resources import resource

NOUNS = frozenset({"NOUN", "PROPN"})
# a name before one of these is that of whom it belongs to ("the Lee campaign"), not its own ("the APS news agency")
SOMEBODYS = frozenset(
    "administration cabinet camp campaign coalition family government office presidency regime team".split()
)
EACH = "each"  # the class of rows of which each noun is a class by itself
# a person as well as a body may be one ("the mine's owner, Tarkwa Gold")
EITHER = frozenset(
    "owner publisher shareholder landlord retailer rival ally partner supporter opponent backer defendant plaintiff "
    "claimant appellant suspect investor trader dealer developer user donor founder creditor seller vendor".split()
)
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
CLOSING = frozenset({"ADP", "SCONJ", "AUX", "VERB"})


@dataclass(frozen=True)
class Role:
    """The classes that a noun names, such as "legislator", and the kind of actor these are."""

    classes: frozenset[str]
    kind: ActorKind


@cache
def roles() -> dict[str, Role]:
    """The table, from noun (singular, lower case) to role; a noun in several rows takes the kind of the first.

    Nouns of one class can describe one actor; those of the rows for `each` only one whom they name.
    """
    table: dict[str, Role] = {}
    with resource("ontology", "roles.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for noun in row["nouns"].split():
                known = table.get(noun, Role(frozenset(), row["kind"]))  # type: ignore[arg-type]
                table[noun] = Role(known.classes | {noun if row["class"] == EACH else row["class"]}, known.kind)
    return table


@lru_cache(maxsize=16384)
def role_of(noun: str) -> Role | None:
    """The role that a noun names, in singular or plural.

    >>> sorted(role_of("lawmakers").classes)
    ['legislator']
    """
    word = noun.casefold()
    return next((roles()[form] for form in (word, *singulars(word)) if form in roles()), None)


def singulars(word: str) -> tuple[str, ...]:
    """The singulars that a plural may have; a lemma from the parse is not always right for rare nouns."""
    endings = (("ies", "y"), ("men", "man"), ("women", "woman"), ("es", ""), ("s", ""))
    return tuple(word[: -len(ending)] + single for ending, single in endings if word.endswith(ending))


def related(one: str, other: str) -> bool:
    """Whether two nouns can describe the same actor: alike, or of a common class."""
    first, second = (
        role_of(one),
        roles().get(other.casefold()),
    )  # a plural in a name ("United Nations") is no noun for it
    return one.casefold() == other.casefold() or bool(first and second and first.classes & second.classes)


def head_of(phrase: Sequence[Token]) -> Token | None:
    """The noun or pronoun that a noun phrase is about: the last one before a preposition, participle or clause."""
    head = None
    for i, token in enumerate(phrase):
        if (
            is_noun(token)
            or is_mistaken(phrase, i)
            or (token.pos == "PRON" and token.tag != "PRP$")
            or (i == len(phrase) - 1 and (names_person(token) or (token.pos in {"ADJ", "NUM"} and head is None)))
        ):
            head = token
        elif (head is not None and closes(phrase, i)) or (token.pos == "ADP" and head is None and i):
            break
    if head is None:
        return next((token for token in reversed(phrase) if token.pos not in {"PUNCT", "DET", "PART"}), None)
    return opener_of(head, phrase)


def opener_of(last: Token, phrase: Sequence[Token]) -> Token:
    """The first word of a compound with a preposition in it, which is about that ("brother-in-law", not "law")."""
    first = at = phrase.index(last)
    while at > 1 and phrase[at - 1].text == "-" and phrase[at - 1].span.end == phrase[at].span.start:
        at -= 2
        first = at if phrase[at + 2].text in {"in", "of", "at"} else first
    return phrase[first]


def is_noun(token: Token) -> bool:
    """Whether one of a word's two tags says that it is a noun: on rare words ("aide") they differ."""
    return token.pos in NOUNS or token.tag in NOUN_TAGS


def is_mistaken(phrase: Sequence[Token], number: int) -> bool:
    """Whether a word in a noun phrase is taken for an adverb, but is a noun of the table ("a tally kept by …")."""
    return (
        phrase[number].pos == "ADV"
        and number > 0
        and phrase[number - 1].pos in {"DET", "ADJ", "NOUN"}
        and bool(role_of(phrase[number].text))
    )


def names_person(token: Token) -> bool:
    """Whether a word is a noun for a person by the table; at a phrase's end it is that, whatever its tag."""
    role = role_of(token.text)
    return bool(role and role.kind == "person")


def names_body(noun: Token) -> bool:
    """Whether a noun tells of what the name before it is the name: an organisation, not one that is somebody's."""
    role = role_of(noun.lemma)
    return bool(role and role.kind == "organization") and noun.lemma.casefold() not in SOMEBODYS


def closes(phrase: Sequence[Token], number: int) -> bool:
    """Whether a noun phrase's core ends at a token; a participle in a compound ("manning agency") ends none."""
    token = phrase[number]
    compound = (number > 0 and phrase[number - 1].text == "-") or (
        token.tag == "VBG" and number + 1 < len(phrase) and phrase[number + 1].pos in NOUNS
    )
    return (token.pos in CLOSING or token.tag == "IN") and not compound


def noun_phrase_of(head: int, parse: Parse) -> Span:
    """The characters of a noun with the words before it that belong to it."""
    first, sentence = head, parse.sentence(parse.tokens[head].span.start)
    while first > (sentence.first if sentence else 0):
        token = parse.tokens[first - 1]
        if not (token.pos in {"DET", "ADJ", "NOUN", "PROPN", "NUM"} or token.tag == "POS" or token.text == "-"):
            break
        if parse.tokens[first].pos == "DET" and token.pos != "DET":
            break  # "This morning | the company"
        first -= 1
    return Span(parse.tokens[first].span.start, parse.tokens[head].span.end)
