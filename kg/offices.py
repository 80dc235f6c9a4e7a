"""What a named person is to which body, by the words around the name: "Ann Lee, who heads the union", "its director".

Where the words do not point to exactly one body, the person gets none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kg.known import normal
from kg.model import Actor, Mention, Parse, Sentence, Span, Token, covering, overlap, within
from kg.nouns import role_of
from kg.syntax import ENDS, FINITE
from kg.tables import name_words
from kg.unnamed import BELONGING, belongs

LONGEST = 14  # tokens of a phrase
HEADING = frozenset("head chair lead run direct manage own represent speak".split())
MINISTERS = frozenset({"minister", "secretary"})  # what follows is a field, and no body's name
IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})
AFTER_NAME = ENDS | {"'s", "’s"}


@dataclass(frozen=True)
class Phrase:
    """The tokens of words for a person's office, by number, and the noun or verb that they are about (-1: none)."""

    numbers: range
    head: int
    verbal: bool = False


def with_offices(
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    speaking: Iterable[str],
    parse: Parse,
    headlines: Iterable[Span] = (),
) -> tuple[Actor, ...]:
    """The actors; named persons who speak with their affiliations, and with the words for an office if those tell more.

    Args:
        speaking: keys of the actors in chains; others are left as they are.
        headlines: where headlines stand, whose capitals tell no name from a noun; nothing is read there.
    """
    in_headline = covering(headlines)
    speakers = set(speaking)
    bodies = {a.key for a in actors if a.kind == "organization" or (a.named and a.kind == "state")}
    # What is of no known kind may be a body, but no place.
    unsure = {a.key for a in actors if a.named and a.kind == "unknown"}
    places = covering(name.span for name in parse.names if name.kind == "place")
    told = sorted(
        (m for m in mentions if m.actor in bodies or (m.actor in unsure and not places(m.span))), key=lambda m: m.span
    )
    nobody = {a.key for a in actors if not a.named and a.kind == "person"}
    unnamed = [m for m in mentions if m.actor in nobody]
    found = {}
    for actor in actors:
        if actor.named and actor.kind == "person" and actor.key in speakers:
            names = sorted(
                {
                    *names_of(actor, (name.span for name in parse.names), parse),
                    *names_of(actor, (mention.span for mention in mentions if mention.actor == actor.key), parse),
                }
            )
            phrases = [
                phrase
                for name in names
                if not in_headline(name)
                for phrase in phrases_around(parse.numbers(name), parse)
            ]
            found[actor.key] = with_phrases(actor, phrases, told, unnamed, parse)
    return tuple(found.get(actor.key, actor) for actor in actors)


def names_of(actor: Actor, spans: Iterable[Span], parse: Parse) -> Iterator[Span]:
    """Those of the ranges in which a person's name stands, whole or in part, and nothing else."""
    called = {normal(name) for name in (actor.label, *actor.aliases)}
    for span in spans:
        tokens = [parse.tokens[n] for n in parse.numbers(span)]
        parts = [
            token.text if before and before.span.end == token.span.start else f" {token.text}"
            for before, token in zip((None, *tokens), tokens, strict=False)
        ]
        if normal("".join(parts)) in called:
            yield span


def with_phrases(
    actor: Actor, phrases: Sequence[Phrase], told: Sequence[Mention], unnamed: Sequence[Mention], parse: Parse
) -> Actor:
    """A person with what the words around the name tell; `unnamed` are mentions of persons before they are named."""
    bodies = [key for phrase in phrases for key in bodies_of(phrase, told, parse) if key != actor.key]
    roles = list(actor.roles)
    for phrase in phrases:
        span = span_of(phrase, parse)
        if span and (fuller := earlier(phrase, unnamed, parse)):
            roles, span = [role for role in roles if not within(role, span)], fuller
        if span and not any(within(span, role) for role in roles):
            roles = [role for role in roles if not within(role, span)] + [span]
    roles = [role for role in roles if not any(bare(role, fuller, parse) for fuller in roles)]
    return replace(actor, affiliations=tuple(sorted(dict.fromkeys(bodies))), roles=tuple(sorted(roles)))


def bare(role: Span, fuller: Span, parse: Parse) -> bool:
    """Whether a role is no more than "the spokesman", of which other words tell more ("a police spokesman")."""
    words, more = ([parse.tokens[n] for n in parse.numbers(span)] for span in (role, fuller))
    nouns = [token.lemma.casefold() for token in words if token.pos != "DET"]
    heads = [token.lemma.casefold() for token in more if token.pos != "DET"]
    return len(nouns) == 1 and len(heads) > 1 and nouns[0] in heads


def span_of(phrase: Phrase, parse: Parse) -> Span | None:
    """The characters of a phrase, without a pronoun at its head; None where it has no noun or verb for an office."""
    if phrase.head < 0:
        return None
    tokens = [parse.tokens[n] for n in phrase.numbers]
    tokens = tokens[tokens[0].tag == "PRP$" :]
    return Span(tokens[0].span.start, tokens[-1].span.end) if tokens else None


def earlier(phrase: Phrase, unnamed: Sequence[Mention], parse: Parse) -> Span | None:
    """The fuller words before that a bare "the spokesman" before a name takes up ("a police spokesman")."""
    words = [parse.tokens[n].text.casefold() for n in phrase.numbers]
    if len(words) != 2 or words[0] != "the":
        return None
    start = parse.tokens[phrase.numbers.start].span.start
    found = {}
    for mention in unnamed:
        numbers = parse.numbers(mention.span)
        if mention.span.end <= start and len(numbers) > 2 and parse.tokens[numbers[-1]].text.casefold() == words[1]:
            found[mention.actor] = mention.span
    return found.popitem()[1] if len(found) == 1 else None


def phrases_around(name: range, parse: Parse) -> Iterator[Phrase]:
    """The words for an office before and behind a name."""
    if not name:
        return
    sentence = parse.sentence(parse.tokens[name.start].span.start)
    if sentence:
        yield from in_front(name, sentence, parse)
        yield from beside(name, sentence, parse)


def in_front(name: range, sentence: Sentence, parse: Parse) -> Iterator[Phrase]:
    """The title before a name, or the phrase before a comma that the name stands in apposition to."""
    end = name.start
    while end > sentence.first and is_rank(end - 1, parse):
        end -= 1
    comma = end > sentence.first and parse.tokens[end - 1].text == ","
    if comma and not (name.stop >= sentence.last or parse.tokens[name.stop].text in AFTER_NAME):
        return
    end -= comma
    if end > sentence.first and parse.tokens[end - 1].text.casefold() in BELONGING:
        return  # "a spokeswoman for Ann Lee" is not she
    first = end
    while first > max(sentence.first, end - LONGEST) and continues(first - 1, parse):
        first -= 1
    head = head_in(range(first, end), parse)
    if head is not None:
        yield Phrase(range(begin(first, head, parse), end), head)


def is_rank(number: int, parse: Parse) -> bool:
    """Whether a token is a military rank or a title right before a name ("Colonel", "Dr.", "Mrs")."""
    token = parse.tokens[number - (parse.tokens[number].text == "." and number > 0)]
    if token.text.casefold().rstrip(".") in name_words("honorific"):
        return True
    role = role_of(token.text)
    return token.text[:1].isupper() and bool(role and role.classes & {"commander", "doctor", "clergy"})


def continues(number: int, parse: Parse) -> bool:
    """Whether a token can stand in a phrase for an office."""
    token = parse.tokens[number]
    if token.text in ENDS:
        return False
    return token.pos in IN_PHRASE or token.tag == "PRP$" or token.text == "-" or token.text.casefold() in BELONGING


def head_in(numbers: range, parse: Parse) -> int | None:
    """The noun for a person that a phrase is about: its last word, or the one before "of", "for" or "at"."""
    for number in numbers:
        follows = parse.tokens[number + 1].text.casefold() if number + 1 < numbers.stop else ""
        if is_office(number, parse) and (number + 1 == numbers.stop or follows in BELONGING):
            return number
    return None


def is_office(number: int, parse: Parse) -> bool:
    """Whether a token is a noun for a person's role; "executive" in "chief executive" is one, whatever its tag."""
    role = role_of(parse.tokens[number].text)
    return role is not None and role.kind == "person"


def begin(first: int, head: int, parse: Parse) -> int:
    """Where a phrase begins: at the last article or pronoun before its noun; a verb taken for a noun stands before."""
    starts = [n for n in range(first, head) if parse.tokens[n].pos == "DET" or parse.tokens[n].tag == "PRP$"]
    return starts[-1] if starts else first


def beside(name: range, sentence: Sentence, parse: Parse) -> Iterator[Phrase]:
    """What follows a name: ", the head of the union,", ", who heads the union", or "of the union"."""
    at, last = name.stop, min(sentence.last, name.stop + LONGEST)
    if at + 1 >= last:
        return
    if parse.tokens[at].text.casefold() in BELONGING - {"in", "with", "within", "inside"}:
        stop = at + 1 + len([*takewhile(lambda n: continues(n, parse), range(at + 1, last))])
        yield Phrase(range(at, stop), -1)
    elif parse.tokens[at].text == ",":
        verb = parse.tokens[at + 2] if at + 2 < last else None
        start = at + 2 if parse.tokens[at + 1].text.casefold() == "who" else at + 1
        stop = start + len([*takewhile(lambda n: n == at + 2 or continues(n, parse), range(start, last))])
        if start == at + 2 and verb and verb.lemma.casefold() in HEADING:
            yield Phrase(range(start, stop), start, verbal=True)
        elif start == at + 1 and stop < sentence.last and parse.tokens[stop].text in ENDS:
            head = head_in(range(start, stop), parse)
            if head is not None and all(t.tag not in FINITE for t in parse.tokens[start:stop]):
                yield Phrase(range(start, stop), head)


def bodies_of(phrase: Phrase, told: Sequence[Mention], parse: Parse) -> list[str]:
    """The keys of the bodies that a phrase names or points back to."""
    tokens = [parse.tokens[n] for n in phrase.numbers]
    if phrase.head < 0 or phrase.verbal:
        place = Span(tokens[0].span.start, tokens[-1].span.end)
        inside = [m for m in told if place.start <= m.span.start and m.span.end <= place.end]
        return [inside[0].actor] if inside and first_in(inside[0].span, tokens[1:]) else []
    head = parse.tokens[phrase.head]
    named = [m for m in told if belongs(m.span, tokens, head)]
    if named or not points_back(phrase, parse):
        # "the Lilongwe representative of the Stability Fund": what stands before tells where
        behind = [m for m in named if m.span.start > head.span.start and head.lemma.casefold() not in MINISTERS]
        before = [m for m in named if m.span.end <= head.span.start]
        return list(dict.fromkeys(m.actor for m in behind or before))
    back = antecedent(tokens[0].span.start, told, parse)
    return [back] if back else []


def first_in(span: Span, tokens: Sequence[Token]) -> bool:
    """Whether a mention is what a preposition or verb governs, not something further on in the phrase."""
    return not any(token.text.casefold() in BELONGING for token in tokens if token.span.end <= span.start)


def points_back(phrase: Phrase, parse: Parse) -> bool:
    """Whether a phrase leaves its body to the words before: "its director", or a mere "spokesman"."""
    tokens = [parse.tokens[n] for n in phrase.numbers]
    if tokens[0].text.casefold() in {"its", "their"}:
        return True
    role = role_of(parse.tokens[phrase.head].text)
    own = parse.tokens[phrase.head].span
    bare = all(token.pos == "DET" or token.span == own for token in tokens)
    return bare and role is not None and "spokesperson" in role.classes


def antecedent(place: int, told: Sequence[Mention], parse: Parse) -> str | None:
    """The one body named before in the sentence, or else in the one before that; of several the subject."""
    number = next(iter(parse.sentence_numbers(Span(place, place + 1))), None)
    for at in (number, number - 1) if number else (number,):
        if at is None:
            return None
        span = parse.sentences[at].span
        near = [m for m in told if overlap(m.span, span) and m.span.end <= place]
        if near:
            return only(near) or only([m for m in near if is_subject(m.span, parse)])
    return None


def only(mentions: Sequence[Mention]) -> str | None:
    """The one actor that all mentions stand for."""
    keys = {mention.actor for mention in mentions}
    return keys.pop() if len(keys) == 1 else None


def is_subject(span: Span, parse: Parse) -> bool:
    """Whether the subject of a verb stands in a range of characters."""
    return any(parse.tokens[n].dep.startswith("nsubj") for n in parse.numbers(span))
