"""The actors of an article while it is read: names of one actor put together by their form."""

import re
from dataclasses import dataclass, field

from kg.actors.similar import is_acronym, spelt_alike
from kg.actors.spelling import spellings
from kg.known import KnownActor, slug
from kg.model import Actor, ActorKind, Span
from kg.nouns import EITHER, role_of

# First words that many organisations share
GENERIC = frozenset(
    "national international federal central united royal general state public first world global local regional "
    "american european african asian north south east west northern southern eastern western social democratic".split()
)
CORPORATE = re.compile(r"\b(Inc|Corp|Co|Ltd|LLC|PLC|plc|GmbH|AG|SA|NV|LP|LLP|Group|Holdings)\b\.?$")


@dataclass(frozen=True)
class NameMention:
    """A name in the text: its characters, the name as written without article and possessive, and what it is.

    `female` tells a woman from a man, where title, role or first name do. `place` tells that the language pipeline
    takes it for a place's, which is short for no longer name: "San Francisco" is not San Francisco Bay.
    """

    span: Span
    text: str
    kind: ActorKind
    known: KnownActor | None = None
    female: bool | None = None
    place: bool = False


@dataclass(eq=False)
class Entity:
    """An actor while the article is read: names and descriptions are added as they are met.

    `aliases` are names only, `words` those of descriptions ("the security firm"), which name nobody by themselves;
    `women` counts the mentions that tell of a woman less those that tell of a man, as one alone may be mistaken.
    """

    label: str
    kind: ActorKind
    named: bool = True
    known: KnownActor | None = None
    key: str = ""
    aliases: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    roles: set[Span] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    women: int = 0
    place: bool = False
    plural: bool = False
    description: str | None = None

    def add(self, span: Span, text: str) -> None:
        """Note another mention by name."""
        self.met(span)
        if text not in self.aliases:
            self.aliases.append(text)

    def tell(self, female: bool | None) -> None:
        """Note that a mention tells of a woman or a man."""
        self.women += 0 if female is None else 1 if female else -1

    def met(self, span: Span) -> None:
        """Note another mention, by whatever words."""
        if span not in self.spans:
            self.spans.append(span)

    @property
    def female(self) -> bool | None:
        """Whether it is a woman, if anything tells."""
        return self.women > 0 if self.women else None

    @property
    def sure(self) -> bool:
        """Whether more than the language pipeline tells what sort of actor it is: it often mistakes a name's sort."""
        return bool(not self.named or self.known or self.nouns - EITHER or role_of(self.label.split()[-1]))

    @property
    def vocabulary(self) -> set[str]:
        """The words of its names and of what it was called, in lower case."""
        names = {word.casefold() for name in (self.label, *self.aliases) for word in name.replace("-", " ").split()}
        return names | self.nouns | self.words

    def actor(self) -> Actor:
        """The frozen actor that goes into the graph."""
        others = tuple(sorted({alias for alias in self.aliases if alias != self.label})) if self.named else ()
        # a person of whom one name alone is told ("Walker") may be another in the next article
        lone = self.kind == "person" and " " not in self.label
        own = f"#actor-{slug(self.label)}" if lone else f"actor/{slug(self.label)}"
        key = self.known.key if self.known else self.key or own
        roles = tuple(sorted(self.roles)) if self.kind == "person" else ()
        known = self.known is not None
        return Actor(key, self.label, self.kind, self.named, known, others, self.description, roles=roles)


def gather(mentions: list[NameMention], entities: list[Entity]) -> list[Entity]:
    """Put the mentions of one actor together, into `entities`; give the entity of each mention."""
    result = []
    for mention in mentions:
        entity = match(mention, entities)
        if entity is None:
            entity = Entity(mention.known.label if mention.known else mention.text, mention.kind, known=mention.known)
            entity.place = mention.place
            entities.append(entity)
        adopt(entity, mention)
        result.append(entity)
    return result


def adopt(entity: Entity, mention: NameMention) -> None:
    """Add a mention to its entity; a fuller name becomes its label, and what tells its sort its kind."""
    entity.add(mention.span, mention.text)
    if entity.kind == "unknown" and " " in mention.text:  # of lone words the pipeline is less sure
        entity.kind = mention.kind
    if mention.known and not entity.known:
        entity.known, entity.label, entity.kind = mention.known, mention.known.label, mention.known.kind
    elif not entity.known and len(mention.text.split()) > len(entity.label.split()):
        entity.label = mention.text
    entity.tell(mention.female)
    if CORPORATE.search(mention.text) and not entity.known:
        entity.kind = "organization"


def match(mention: NameMention, entities: list[Entity]) -> Entity | None:
    """The entity that a name stands for, the latest met first; of two persons, "Ms. Berg" is the woman.

    A surname alone is whom the article has called so before, though another of that name came up since.
    """
    alike = [entity for entity in reversed(entities) if matches(mention, entity)]
    if mention.female is not None:
        agreeing = [entity for entity in alike if entity.female in {None, mention.female}]
        return min(agreeing, key=lambda entity: entity.female is None, default=None)
    return next((entity for entity in alike if mention.text in entity.aliases), next(iter(alike), None))


def matches(mention: NameMention, entity: Entity) -> bool:
    """Whether a name can stand for an entity."""
    if mention.known and entity.known:
        return mention.known.key == entity.known.key
    return any(
        same_name(mention.text, mention.kind, alias, entity)
        and not (
            shorter_place(mention, mention.text, alias, entity.kind)
            or shorter_place(entity, alias, mention.text, mention.kind)
        )
        for alias in entity.aliases
    )


def shorter_place(of: NameMention | Entity, text: str, other: str, kind: ActorKind) -> bool:
    """Whether a place's name has fewer words than the name of a body or another place, and so is not short for it."""
    return of.place and kind != "person" and len(text.split()) < len(other.split())


def same_name(text: str, kind: ActorKind, alias: str, entity: Entity) -> bool:
    """Whether two names can name one actor: alike, a part of a person's name, an acronym, a shortened organisation."""
    if text.casefold() == alias.casefold():
        return True
    short, long = sorted((text.split(), alias.split()), key=len)
    if is_acronym("".join(short), long) or is_acronym("".join(long), short):
        return True
    if "state" in (kind, entity.kind):
        return False
    if kind == entity.kind and spelt_alike(text, alias, kind):
        return True
    if kind == entity.kind == "person" and part_respelt(text, alias):
        return True
    if len(short) == len(long):
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
    return (
        folded[-len(brief) :] == brief
        or (len(brief) == 1 and folded[0] == brief[0])
        or (len(brief) > 1 and brief[0] == folded[0] and brief[-1] == folded[-1])
    )


def part_respelt(one: str, other: str) -> bool:
    """Whether a shorter name is a longer one's part once both are respelt ("Zelenskyy" of "Volodymyr Zelensky")."""
    pairs = ((a.split(), b.split()) for a in spellings(one, "person") for b in spellings(other, "person"))
    return any(a[0] == b[0] and len(a) != len(b) and part_of_person(*sorted((a[1:], b[1:]), key=len)) for a, b in pairs)


def shortened(short: list[str], long: list[str]) -> bool:
    """Whether an organisation's shorter name is the start or the end of its longer one.

    "Thalassa" is short for "Thalassa Tankers", and "the Commission", with its capital, for the one named last.
    """
    if len(short) == 1 and role_of(short[0]):
        return long[-1] == short[0]
    if len(short) == 1 and (len(short[0]) < 4 or short[0].casefold() in GENERIC):
        return False
    return long[: len(short)] == short or (len(short) > 1 and long[-len(short) :] == short)
