"""What the words around a name say of its actor: nouns for its role, its state, a woman or a man."""

from collections.abc import Iterator

from kg.known import Known
from kg.link.names import Entity, NameMention
from kg.link.roles import role_of
from kg.model import Parse, Token

FEMALE = frozenset("mrs ms miss madam lady spokeswoman congresswoman chairwoman businesswoman policewoman councilwoman actress queen princess duchess mother wife daughter sister widow baroness".split())
MALE = frozenset("mr sir lord spokesman congressman chairman businessman policeman councilman actor king prince duke father husband son brother widower baron".split())
IN_TITLE = frozenset({"NOUN", "PROPN", "ADJ"})


def describe(entity: Entity, mention: NameMention, parse: Parse, known: Known) -> None:
    """Add what stands right before the name, right behind it, and in apposition."""
    numbers = parse.numbers(mention.span)
    if not numbers:
        return
    person = entity.kind == "person"
    around = [*title(parse, numbers.start, person), *behind(parse, numbers.stop)]
    for token in around:
        word = token.lemma.casefold()
        role = role_of(word)
        if role and (role.kind == "person") == (entity.kind == "person"):
            entity.nouns.add(word)
        state = known.demonym(token.text)
        if state:
            entity.states.add(state.key)
        sex = token.text.casefold().rstrip(".")
        if sex in FEMALE or sex in MALE:
            entity.female = sex in FEMALE
    state = state_before(parse, numbers.start, known)
    if state:
        entity.states.add(state)


def title(parse: Parse, first: int, person: bool) -> Iterator[Token]:
    """The words of a title before a name ("South Korean lawmaker", "a member of parliament")."""
    at = first - 1
    while at >= 0 and parse.tokens[at].span.end >= parse.tokens[at + 1].span.start - 1:
        token = parse.tokens[at]
        if not (token.pos in IN_TITLE or (person and token.text.casefold() in {"of", "for"} and at < first - 1) or token.text.rstrip(".") in {"Mr", "Ms", "Mrs"}):
            return
        yield token
        at -= 1


def behind(parse: Parse, end: int) -> Iterator[Token]:
    """The noun that a name stands before ("APS news agency"), or its apposition (", the governor of …")."""
    at, apposition = end, False
    while at < len(parse.tokens) and at < end + 8:
        token = parse.tokens[at]
        if at == end and token.text in {",", "("}:
            apposition = True
        elif token.pos in NOUN_LIKE and (apposition or token.text.islower()):
            yield token
        elif not (apposition and (token.pos in {"DET", "ADJ", "PART", "PRON", "NUM"} or token.text in {"'s", "’s", "-"})):
            return
        at += 1


NOUN_LIKE = frozenset({"NOUN", "PROPN"})


def state_before(parse: Parse, first: int, known: Known) -> str | None:
    """The state in a possessive before a name ("Algeria's Interior Ministry")."""
    if first < 2 or parse.tokens[first - 1].tag != "POS":
        return None
    for length in (1, 2, 3):
        words = " ".join(token.text for token in parse.tokens[max(0, first - 1 - length) : first - 1])
        state = known.find(words)
        if state and state.kind == "state":
            return state.key
    return None
