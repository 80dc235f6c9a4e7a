"""The actors that an article names: names found, put together by form, with the nouns that describe them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from kg.known import Known, KnownActor
from kg.nouns import role_of
from kg.model import Actor, ActorKind, Name, Parse, Span, overlap

LONGEST = 7  # tokens of a known name
CORPORATE = re.compile(r"\b(Inc|Corp|Co|Ltd|LLC|PLC|plc|GmbH|AG|SA|NV|LP|LLP|Group|Holdings)\b\.?$")
POSSESSIVE = re.compile(r"['’]s?$")
PARTICLES = frozenset("al el bin ibn ben de da di du van von der den la le al- dos das del abu".split())
# what may follow a name and a hyphen without being part of the name
COMPOUND = frozenset(
    "based led backed born era style like run linked made controlled held appointed elected nominated trained owned funded born wide "
    "friendly aligned sponsored supplied brokered mediated occupied annexed bound registered flagged listed educated".split()
)
DETERMINER = re.compile(r"^(the|a|an|this|that|its|his|her|their|our)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class NameMention:
    """A name in the text: its characters, the name as written without article and possessive, and what it is."""

    span: Span
    text: str
    kind: ActorKind
    known: KnownActor | None = None


@dataclass(eq=False)
class Entity:
    """An actor while the article is read: names and descriptions are added as they are met."""

    label: str
    kind: ActorKind
    named: bool = True
    known: KnownActor | None = None
    key: str = ""
    aliases: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    female: bool | None = None
    plural: bool = False
    description: str | None = None

    def add(self, span: Span, text: str) -> None:
        """Note another mention."""
        if span not in self.spans:
            self.spans.append(span)
        if text not in self.aliases:
            self.aliases.append(text)

    def actor(self) -> Actor:
        """The frozen actor that goes into the graph."""
        others = tuple(sorted({alias for alias in self.aliases if alias != self.label})) if self.named else ()
        key = self.known.key if self.known else self.key or f"actor/{slug(self.label)}"
        return Actor(key, self.label, self.kind, self.named, self.known is not None, others, self.description)


def slug(name: str) -> str:
    """A name as the last part of an IRI; names without Latin letters keep their own.

    >>> slug("Lee Seong-kweun")
    'lee-seong-kweun'
    >>> slug("Želimir O’Brien")
    'zelimir-o-brien'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"\W+", "-", letters.replace("_", " ")).strip("-") or sha256(name.encode()).hexdigest()[:12]


def find_names(text: str, parse: Parse, known: Known) -> list[NameMention]:
    """Find the names of actors: known ones by their aliases, persons by their titles, others by the language pipeline.

    Where two overlap, the longer wins, then the known one. Aliases that need context ("the North") count where the
    article names the actor otherwise, by name or demonym.
    """
    found = [name for name in parse.names if not known.demonym(text[name.span.start : name.span.end])]
    others = [mention for name in found if (mention := other_name(text, whole_words(name, parse), known))]
    plain = list(known_names(parse, known, frozenset()))
    context = frozenset(m.known.key for m in plain if m.known) | demonyms(parse, known)
    candidates = [*known_names(parse, known, context), *titled(parse), *with_acronym(parse), *others]
    chosen: list[NameMention] = []
    for mention in sorted(candidates, key=lambda m: (m.span.start - m.span.end, m.known is None, m.span.start)):
        if not any(overlap(mention.span, other.span) for other in chosen):
            chosen.append(mention)
    return sorted(chosen, key=lambda m: m.span)


def demonyms(parse: Parse, known: Known) -> frozenset[str]:
    """The keys of the states whose demonyms the text has ("North Korean", "Ukrainian")."""
    capital = [t for t in parse.tokens if t.text[:1].isupper()]
    pairs = (f"{one.text} {two.text}" for one, two in zip(capital, capital[1:], strict=False) if two.span.start - one.span.end == 1)
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
    if not (start.text[:1].isupper() or start.text in {"the", "al"}):
        return None
    for end in range(min(first + LONGEST, last), first, -1):
        name = joined(parse, first, end)
        actor = known.find(name, context) if any(map(str.isupper, name)) else None
        # a demonym that is a name too ("Georgian", "German") stands before a noun as an adjective
        if actor and not (end - first == 1 and start.pos == "ADJ" and known.demonym(name)):
            dot = len(name) - len(name.rstrip(".")) if name.count(".") == 1 else 0  # a sentence's, not an abbreviation's
            place = Span(start.span.start, parse.tokens[end - 1].span.end - dot)
            return NameMention(place, name.removesuffix(".") if dot else name, actor.kind, actor)
    return None


def titled(parse: Parse) -> Iterator[NameMention]:
    """Names that follow a noun for a person ("lawmaker Lee Seong-kweun", "Ministry spokesman Lotfi Hamrouche")."""
    at = 0
    while at < len(parse.tokens) - 1:
        role = role_of(parse.tokens[at].lemma)
        end = run_of_capitals(at + 1, parse) if role and role.kind == "person" else at + 1
        doubled = role_of(parse.tokens[at + 1].lemma)  # "Lieutenant Colonel": the second title counts
        if end > at + 1 and not doubled and not role_of(parse.tokens[end - 1].lemma):
            span = Span(parse.tokens[at + 1].span.start, parse.tokens[end - 1].span.end)
            yield NameMention(span, joined(parse, at + 1, end), "person")
        at = at + 1 if role and role_of(parse.tokens[at + 1].lemma) else max(end, at + 1)


def with_acronym(parse: Parse) -> Iterator[NameMention]:
    """Names that introduce their acronym ("the March Alliance (MA)")."""
    for n in range(2, len(parse.tokens) - 1):
        letters = parse.tokens[n].text
        if parse.tokens[n - 1].text == "(" and parse.tokens[n + 1].text == ")" and letters.isupper():
            for first in range(n - 3, max(n - 9, -1), -1):
                words = [token.text for token in parse.tokens[first : n - 1]]
                if words[0][0].isupper() and is_acronym(letters, words):
                    yield NameMention(Span(parse.tokens[first].span.start, parse.tokens[n - 2].span.end), joined(parse, first, n - 1), "organization")
                    yield NameMention(parse.tokens[n].span, letters, "organization")
                    break


def run_of_capitals(first: int, parse: Parse) -> int:
    """Where a run of capitalised words ends, within one sentence; hyphens and small particles may stand inside."""
    sentence = parse.sentence(parse.tokens[first].span.start)
    last = sentence.last if sentence else first
    end = first
    while end < last:
        token = parse.tokens[end]
        particle = token.text in PARTICLES and end + 1 < last and parse.tokens[end + 1].text[:1].isupper() and end > first
        if not (token.text[:1].isupper() or particle or (end > first and hyphened(end, parse))):
            break
        end += 1
    return end


def hyphened(number: int, parse: Parse) -> bool:
    """Whether a token is a hyphen in a name or the part behind one ("Seong-kweun"), not of a word like "U.S.-led"."""
    token, before = parse.tokens[number], parse.tokens[number - 1]
    if token.span.start != before.span.end:
        return False
    if token.text == "-":
        following = parse.tokens[number + 1] if number + 1 < len(parse.tokens) else token
        return following.span.start == token.span.end and following.text.isalpha() and following.text not in COMPOUND
    return before.text == "-" and token.text.isalpha()


def whole_words(name: Name, parse: Parse) -> Name:
    """A name with the rest of a hyphenated word that the pipeline cut through."""
    numbers = parse.numbers(name.span)
    if not numbers:
        return name
    first, end = numbers.start, numbers.stop
    while end < len(parse.tokens) and hyphened(end, parse):
        end += 1
    while end > first + 1 and parse.tokens[end - 1].pos in {"VERB", "AUX"} and parse.tokens[end - 1].span.start >= name.span.start:
        end -= 1  # "Seoul Says", in a headline's capitals
    while first > 1 and parse.tokens[first - 1].text == "-" and parse.tokens[first - 2].text.lower() in PARTICLES and hyphened(first, parse):
        first -= 2
    return Name(Span(parse.tokens[first].span.start, parse.tokens[end - 1].span.end), name.kind)


def joined(parse: Parse, first: int, last: int) -> str:
    """The tokens from `first` to `last` as written, with single spaces where the text has any."""
    parts: list[str] = []
    for number in range(first, last):
        token = parse.tokens[number]
        if parts and token.span.start > parse.tokens[number - 1].span.end:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


def other_name(text: str, name: Name, known: Known) -> NameMention | None:
    """A name that the pipeline found, cleaned; names of other things and demonyms are no actors."""
    words = text[name.span.start : name.span.end]
    lead = DETERMINER.match(words)
    start = name.span.start + (lead.end() if lead else 0)
    clean = POSSESSIVE.sub("", text[start : name.span.end]).strip(" ,;:\"“”")
    if not clean or name.kind == "other" or known.demonym(clean) or not any(map(str.isupper, clean)):
        return None
    bare = after_titles(clean)
    start = text.index(bare, start)
    named_person, clean = bare != clean, " ".join(bare.split())
    if " " not in clean and text[max(0, start - 2) : start].strip() in {"", "."} and re.search(rf"\b{re.escape(clean.lower())}\b", text):
        return None  # a common noun with the capital of a sentence's start
    kind: ActorKind = "person" if name.kind == "person" else "organization" if name.kind == "organization" else "unknown"
    role = role_of(clean.split()[-1])
    if role and role.kind == "person":
        return None  # a title without a name
    kind = role.kind if role else "person" if named_person else kind
    return NameMention(Span(start, name.span.end), clean, kind, known.find(clean))


def after_titles(name: str) -> str:
    """A person's name without the titles that the pipeline took for a part of it ("Castell Chief Executive Ann Lee")."""
    words = name.split()
    titles = [i for i, word in enumerate(words[:-1]) if (role := role_of(word)) and role.kind == "person"]
    return name.split(None, titles[-1] + 1)[-1] if titles else name


def gather(mentions: list[NameMention], entities: list[Entity]) -> list[Entity]:
    """Put the mentions of one actor together, into `entities`; give the entity of each mention."""
    result = []
    for mention in mentions:
        entity = match(mention, entities)
        if entity is None:
            entity = Entity(mention.known.label if mention.known else mention.text, mention.kind, known=mention.known)
            entities.append(entity)
        adopt(entity, mention)
        result.append(entity)
    return result


def adopt(entity: Entity, mention: NameMention) -> None:
    """Add a mention to its entity; a fuller name becomes its label."""
    entity.add(mention.span, mention.text)
    if mention.known and not entity.known:
        entity.known, entity.label, entity.kind = mention.known, mention.known.label, mention.known.kind
    elif not entity.known and len(mention.text.split()) > len(entity.label.split()):
        entity.label = mention.text
    if CORPORATE.search(mention.text) and not entity.known:
        entity.kind = "organization"


def match(mention: NameMention, entities: list[Entity]) -> Entity | None:
    """The entity that a name stands for, the latest met first."""
    for entity in reversed(entities):
        if mention.known and entity.known:
            if mention.known.key == entity.known.key:
                return entity
        elif any(same_name(mention.text, mention.kind, alias, entity) for alias in entity.aliases):
            return entity
    return None


def same_name(text: str, kind: ActorKind, alias: str, entity: Entity) -> bool:
    """Whether two names can name one actor: alike, a part of a person's name, an acronym, a shortened organisation."""
    if text.casefold() == alias.casefold():
        return True
    short, long = sorted((text.split(), alias.split()), key=len)
    if is_acronym("".join(short), long) or is_acronym("".join(long), short):
        return True
    if len(short) == len(long) or "state" in (kind, entity.kind):
        return False
    if kind == entity.kind == "person":
        return part_of_person(short, long)
    if "person" in {kind, entity.kind}:  # the pipeline often mistakes what a lone surname names
        return len(short) == 1 and short[0] == long[-1] and (entity.kind == "person") == (long == alias.split())
    return shortened(short, long)


def part_of_person(short: list[str], long: list[str]) -> bool:
    """Whether a shorter name is a longer one's first or last part (family names come first in some languages)."""
    folded = [word.casefold() for word in long]
    brief = [word.casefold() for word in short]
    return folded[-len(brief) :] == brief or (len(brief) == 1 and folded[0] == brief[0]) or (
        len(brief) > 1 and brief[0] == folded[0] and brief[-1] == folded[-1]
    )


def shortened(short: list[str], long: list[str]) -> bool:
    """Whether an organisation's shorter name is the start or the end of its longer one.

    "Thalassa" is short for "Thalassa Tankers", and "the Commission", with its capital, for the one named last.
    """
    if len(short) == 1 and role_of(short[0]):
        return long[-1] == short[0]
    if len(short) == 1 and len(short[0]) < 4:
        return False
    return long[: len(short)] == short or (len(short) > 1 and long[-len(short) :] == short)


def is_acronym(letters: str, words: list[str]) -> bool:
    """Whether capital letters are the initials of a name of several words, small words left out or not.

    >>> is_acronym("UKMTO", "United Kingdom Maritime Trade Operations center".split())
    True
    """
    if not (2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha() and len(words) > 1):
        return False
    initials = "".join(word[0] for word in words if word[0].isupper())
    return letters in (initials, "".join(word[0].upper() for word in words))
