"""The names of actors in an article: known ones, those behind a title or before an acronym, and the parser's."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from kg.actors.similar import is_acronym
from kg.known import Known
from kg.link.entities import NameMention
from kg.link.runs import (
    ends_body,
    hyphened,
    is_title,
    joined,
    of_bodies,
    of_syllables,
    titled,
    with_acronym,
    with_first_name,
)
from kg.link.sexes import first_names
from kg.model import ActorKind, Name, Parse, Span, overlap
from kg.nouns import role_of
from kg.places.kinds import kind_of
from kg.tables import name_words

LONGEST = 7  # tokens of a known name
TRAILING = re.compile(r"(\s+(of|in|for|from|at|on|by|to|with|and|or))+$")
POSSESSIVE = re.compile(r"['’]s?$")
OWNED = re.compile(r"(?P<owner>.+?)['’]s\s+(?P<rest>\S.*)", re.DOTALL)
OF_BODY = re.compile(r"\s+of\s+(?:the\s+)?(?=[A-Z])")
COMMA = re.compile(r",\s+(?=[A-Z][a-z])(?!Jr|Sr)")
DETERMINER = re.compile(r"^(the|a|an|this|that|its|his|her|their|our)\s+", re.IGNORECASE)


def find_names(text: str, parse: Parse, known: Known) -> list[NameMention]:
    """Find the names of actors: known ones by their aliases, persons by their titles, others by the language pipeline.

    Where two overlap, the longer wins, then the known one. Aliases that need context ("the North") count where the
    article names the actor otherwise, by name or demonym.
    """
    parts = [part for name in parse.names for part in parted(name, text)]
    found = [name for name in parts if not known.demonym(text[name.span.start : name.span.end])]
    others = [
        mention
        for name in found
        if proper(name, parse) and (mention := other_name(text, whole_words(name, parse), known))
    ]
    plain = list(known_names(parse, known, frozenset()))
    context = frozenset(m.known.key for m in plain if m.known) | demonyms(parse, known)
    candidates = [
        *known_names(parse, known, context),
        *titled(parse),
        *with_acronym(parse),
        *with_first_name(parse),
        *of_syllables(parse),
        *of_bodies(parse),
        *others,
    ]
    chosen: list[NameMention] = []
    for mention in sorted(candidates, key=lambda m: (m.span.start - m.span.end, m.known is None, m.span.start)):
        if not any(overlap(mention.span, other.span) for other in chosen):
            chosen.append(mention)
    bodies = introduced(candidates)
    placed = with_places(sorted(chosen, key=lambda m: m.span))
    return [identified(as_introduced(mention, bodies, known), known) for mention in placed]


def parted(name: Name, text: str) -> Iterator[Name]:
    """The names that the pipeline took for one: of a person and a body ("Ann Lee of the Coast Guard"), or of two."""
    words = text[name.span.start : name.span.end]
    behind = OF_BODY.search(words)
    first, *rest = words[: behind.start()].split() if behind else [""]
    if behind and len(rest) == 1 and first.casefold() in first_names() and not ends_body(rest[0]):
        yield Name(Span(name.span.start, name.span.start + behind.start()), "person")
        yield Name(Span(name.span.start + behind.end(), name.span.end), "organization")
    elif name.kind == "person" and (comma := COMMA.search(words)):
        yield Name(Span(name.span.start, name.span.start + comma.start()), name.kind)
        yield Name(Span(name.span.start + comma.end(), name.span.end), name.kind)
    else:
        yield name


def introduced(mentions: list[NameMention]) -> dict[str, str]:
    """The acronyms that the text introduces ("the National Harbour Service (NHS)"), and what they are short for."""
    after = {mention.span.start - 2: mention.text for mention in mentions if mention.text.isupper()}
    return {
        after[mention.span.end]: mention.text
        for mention in mentions
        if mention.span.end in after and is_acronym(after[mention.span.end], mention.text.split())
    }


def as_introduced(mention: NameMention, bodies: dict[str, str], known: Known) -> NameMention:
    """A name, which is not that of a known actor where the text introduces it for another body."""
    letters = DETERMINER.sub("", mention.text)
    if not mention.known or letters not in bodies or known.find(bodies[letters]) == mention.known:
        return mention
    span = Span(mention.span.end - len(letters), mention.span.end)
    return NameMention(span, letters, "organization")


def identified(mention: NameMention, known: Known) -> NameMention:
    """A name with the known actor that it is another spelling of, or that was imported, where there is exactly one."""
    actor = None if mention.known or mention.place else known.identify(mention.text, mention.kind)
    return replace(mention, known=actor, kind=actor.kind) if actor else mention


def proper(name: Name, parse: Parse) -> bool:
    """Whether a name is more than one word, or no adjective: not the "Human" of "Human rights groups"."""
    tokens = [parse.tokens[n] for n in parse.numbers(name.span)]
    return len(tokens) > 1 or any((token.pos, token.tag) != ("ADJ", "JJ") for token in tokens)


def with_places(names: list[NameMention]) -> Iterator[NameMention]:
    """Names in text order; a short form and the place behind it are one body ("NHS England", "UN Geneva")."""
    at = 0
    while at < len(names):
        one, other = names[at], names[at + 1] if at + 1 < len(names) else None
        short = one.kind == "organization" and one.text.isupper()
        if short and other and other.span.start == one.span.end + 1 and other.kind != "person":
            yield NameMention(Span(one.span.start, other.span.end), f"{one.text} {other.text}", "organization")
            at += 1
        else:
            yield one
        at += 1


def demonyms(parse: Parse, known: Known) -> frozenset[str]:
    """The keys of the states whose demonyms the text has ("North Korean", "Ukrainian")."""
    capital = [t for t in parse.tokens if t.text[:1].isupper()]
    pairs = (f"{one.text} {two.text}" for one, two in itertools.pairwise(capital) if two.span.start - one.span.end == 1)
    return frozenset(state.key for word in (*pairs, *(t.text for t in capital)) if (state := known.demonym(word)))


def known_names(parse: Parse, known: Known, context: frozenset[str]) -> Iterator[NameMention]:
    """Known actors where the text names them, longest first; a name must have a capital."""
    for sentence in parse.sentences:
        at = sentence.first
        while at < sentence.last:
            mention = known_name(at, sentence.last, parse, known, context)
            if mention:
                yield mention
                at = parse.numbers(mention.span).stop
            else:
                at += 1


def known_name(first: int, last: int, parse: Parse, known: Known, context: frozenset[str]) -> NameMention | None:
    """The longest known name that begins at a token."""
    start = parse.tokens[first]
    if not (start.text in {"the", "al"} or (start.text[:1].isupper() and known.opens(start.text))):
        return None
    for end in range(min(first + LONGEST, last), first, -1):
        name = joined(parse, first, end)
        actor = known.find(name, context) if any(map(str.isupper, name)) else None
        # a demonym that is a name too ("Georgian", "German") stands before a noun as an adjective
        if actor and not (end - first == 1 and start.pos == "ADJ" and known.demonym(name)):
            dot = (
                len(name) - len(name.rstrip(".")) if name.count(".") == 1 else 0
            )  # a sentence's, not an abbreviation's
            place = Span(start.span.start, parse.tokens[end - 1].span.end - dot)
            return NameMention(place, name.removesuffix(".") if dot else name, actor.kind, actor)
    return None


def whole_words(name: Name, parse: Parse) -> Name:
    """A name with the rest of a hyphenated word that the pipeline cut through."""
    numbers = parse.numbers(name.span)
    if not numbers:
        return name
    first, end = numbers.start, numbers.stop
    while end < len(parse.tokens) and (hyphened(end, parse) or goes_on(end, parse)):
        end += 1
    while (
        end > first + 1
        and parse.tokens[end - 1].pos in {"VERB", "AUX"}
        and parse.tokens[end - 1].span.start >= name.span.start
    ):
        end -= 1  # "Seoul Says", in a headline's capitals
    while (
        first > 1
        and parse.tokens[first - 1].text == "-"
        and parse.tokens[first - 2].text.lower() in name_words("particle")
        and hyphened(first, parse)
    ):
        first -= 2
    while first == end - 1 and first and is_body(parse.tokens[first].text) and goes_on(first, parse):
        first -= 1  # "Justice | Department"
    return Name(Span(parse.tokens[first].span.start, parse.tokens[end - 1].span.end), name.kind)


def is_body(word: str) -> bool:
    """Whether a word by itself only tells what sort of organisation something is ("Department")."""
    role = role_of(word)
    return bool(role and role.kind == "organization")


def goes_on(number: int, parse: Parse) -> bool:
    """Whether a token is a proper noun with a capital that follows a name after one blank ("Delta | Fab")."""
    token, before = parse.tokens[number], parse.tokens[number - 1]
    sentence = parse.sentence(before.span.start)
    inside = sentence is not None and number < sentence.last and token.span.start == before.span.end + 1
    return inside and token.pos == "PROPN" and token.text[:1].isupper() and before.text[:1].isupper()


def other_name(text: str, name: Name, known: Known) -> NameMention | None:
    """A name that the pipeline found, cleaned; names of other things and demonyms are no actors."""
    words = text[name.span.start : name.span.end]
    lead = DETERMINER.match(words)
    start = name.span.start + (lead.end() if lead else 0)
    clean = TRAILING.sub("", POSSESSIVE.sub("", text[start : name.span.end]).strip(' ,;:"“”'))
    if not clean or name.kind == "other" or known.demonym(clean) or not any(map(str.isupper, clean)):
        return None
    bare = after_titles(without_state(clean, known))
    if bare.startswith("of "):
        return None  # an office without a name ("King of Athens")
    start = text.index(bare, start)
    named_person, clean = bare != without_state(clean, known), " ".join(bare.split())
    if (
        " " not in clean
        and text[max(0, start - 2) : start].strip() in {"", "."}
        and re.search(rf"\b{re.escape(clean.lower())}\b", text)
    ):
        return None  # a common noun with the capital of a sentence's start
    # the pipeline takes some places for persons: "the Kursk region", "Seoul"
    numbered = any(character.isdigit() for character in clean)  # "Kartika-2" is a thing
    person = name.kind == "person" and not numbered and not known.capital(clean) and not kind_of(text, name.span)[0]
    kind: ActorKind = "person" if person else "organization" if name.kind == "organization" else "unknown"
    role = role_of(clean.split()[-1])
    abbreviated = text[name.span.end :].startswith(".") and clean.casefold() in name_words("honorific")
    person_noun = role is not None and role.kind == "person"
    first = clean.split()[0]
    # "Tim Baker": nouns of a class of their own are trades that families are called by
    trade = role is not None and clean.split()[-1].casefold() in role.classes
    surname = person_noun and trade and first != clean and first.casefold() in first_names()
    if (person_noun and not surname) or abbreviated:
        return None  # a title without a name
    kind = "person" if surname else role.kind if role else "person" if named_person else kind
    place = name.kind in {"place", "person"} and kind == "unknown"
    return NameMention(Span(start, start + len(bare)), clean, kind, known.find(clean), place=place)


def without_state(name: str, known: Known) -> str:
    """A name without the state before it that it belongs to ("Malawi's Lake Buzz")."""
    owned = OWNED.fullmatch(name)
    state = known.find(" ".join(owned["owner"].split())) if owned else None
    return owned["rest"] if owned and state and state.kind == "state" else name


def after_titles(name: str) -> str:
    """A person's name without the titles taken for a part of it ("Castell Chief Executive Ann Lee")."""
    words = name.split()
    titles = [i for i, word in enumerate(words[:-1]) if is_title(word)]
    if not titles:
        return name
    rest = words[titles[-1] + 1 :]
    if rest[0] == "of":  # "Secretary of State Ann Lee", "Minister of Energy Bo Kim"
        own = (i for i, word in enumerate(rest[2:-1], 2) if word.casefold() in first_names() or rest[1] == "State")
        titles.append(titles[-1] + next(own, 0))
    return name.split(None, titles[-1] + 1)[-1]
