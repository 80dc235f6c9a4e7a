"""Whom a source's words stand for: names, pronouns and descriptions, traced to one actor within the article."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.known import Known, KnownActor
from kg.link.entities import Entity, NameMention, gather, match
from kg.link.phrases import Phrase
from kg.model import ActorKind, Span, overlap
from kg.nouns import NOUNS, related, role_of

PERSONAL = {
    "he": False,
    "him": False,
    "his": False,
    "himself": False,
    "she": True,
    "her": True,
    "hers": True,
    "herself": True,
}
FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves", "mine"})
PLURAL = frozenset({"they", "them", "their", "themselves", "both", "these", "those"})
EMPTY_MODIFIERS = frozenset(
    "same senior former official own new local chief top late other unnamed unidentified "
    "anonymous state-run country nation".split()
)
REACH = 6000  # characters a pronoun or description is traced back at most, about ten paragraphs
NEAR = 400  # characters, about a paragraph: who spoke so near is meant before others
AHEAD = 900  # characters within which a lead's "a lawmaker" is named, about three paragraphs


@dataclass
class Resolver:
    """The entities of one article, and who spoke or acted where, in text order."""

    known: Known
    entities: list[Entity]
    by_name: dict[Span, Entity]
    speaking: frozenset[Span]
    turns: list[tuple[int, Entity]] = field(default_factory=list)

    def resolve(self, phrase: Phrase, parent: Entity | None) -> Entity:
        """Find or make the entity that a source phrase stands for, and note that it speaks here."""
        entity = self.find(phrase, parent) or self.new(phrase)
        if phrase.form != "pronoun":
            entity.met(phrase.span)
            self.describe(entity, phrase)
        self.turns.append((phrase.span.start, entity))
        return entity

    def find(self, phrase: Phrase, parent: Entity | None) -> Entity | None:
        """Find the entity that is meant, if the article has it."""
        if phrase.form == "pronoun":
            return self.pronoun(phrase, parent)
        if phrase.name:
            return self.named(phrase, phrase.name)
        if phrase.head.pos == "PROPN" and phrase.head.text[:1].isupper():
            return self.overlooked(phrase)
        if phrase.noun == "government" and len(phrase.states) == 1:
            return self.known_actor(self.known.actors[next(iter(phrase.states))], phrase)
        if phrase.form == "definite":
            return self.definite(phrase) or self.announced(phrase) or self.body(phrase)
        return self.introduced(phrase)

    def overlooked(self, phrase: Phrase) -> Entity | None:
        """The entity of a name that the language pipeline did not mark as one here."""
        mention = NameMention(phrase.span, phrase.text, "unknown")
        return self.named(phrase, mention) if self.known.capital(phrase.text) else match(mention, self.entities)

    def named(self, phrase: Phrase, name: NameMention) -> Entity:
        """The entity of a name; a capital speaks for its government."""
        government = self.known.capital(name.text) if name.kind in {"unknown", "state"} else None
        if government:
            name = NameMention(name.span, government.label, government.kind, government)
            return gather([name], self.entities)[0]
        entity = self.by_name.get(name.span) or gather([name], self.entities)[0]
        if name.kind == "person" and not entity.known:
            entity.kind = "person"
        return entity

    def pronoun(self, phrase: Phrase, parent: Entity | None) -> Entity | None:
        """The latest speaker or subject that the pronoun fits."""
        word = phrase.noun if phrase.noun in PERSONAL else phrase.head.text.casefold()
        if word in FIRST_PERSON:
            return parent
        return next(self.recent(phrase.span.start, lambda entity: fits(word, entity)), None)

    def recent(self, place: int, good: Callable[[Entity], bool]) -> Iterator[Entity]:
        """Entities that spoke or were named before a place, the latest first; speakers and subjects come first."""
        turns = [(at, e) for at, e in self.turns if place - REACH < at < place]
        for _, entity in sorted(turns, key=lambda t: -t[0]):
            if good(entity):
                yield entity
        passing = [(s.start, e) for e in self.entities for s in e.spans if place - REACH < s.start < place]
        for _, entity in sorted(passing, key=lambda t: -t[0]):
            if good(entity):
                yield entity

    def definite(self, phrase: Phrase) -> Entity | None:
        """The entity described before: by the same noun, or one for the same role, without contradiction.

        "The company", which fits any, is the organisation that spoke just before, unless it is described otherwise;
        where nobody was described so, it is the one named last.
        """
        here = phrase.span.start
        before = sorted(
            ((s.start, e) for e in self.entities for s in e.spans if here - REACH < s.start < here),
            key=lambda t: -t[0],
        )
        fitting = [entity for _, entity in before if described(phrase, entity)]
        named_so = next((e for e in fitting if e.named and e.label.casefold().split()[-1] == phrase.noun), None)
        if named_so or not general(phrase):
            return named_so or next(iter(fitting), None)
        undescribed = [entity for _, entity in before if entity.kind == "organization" and not entity.nouns]
        spoke = [entity for at, entity in self.turns if here - NEAR < at < here]
        recent = next((entity for entity in reversed(spoke) if entity in fitting or entity in undescribed), None)
        return recent or next(iter([*fitting, *undescribed]), None)

    def announced(self, phrase: Phrase) -> Entity | None:
        """An organisation that is described first and named later ("the country's spy agency")."""
        telling = phrase.modifiers - EMPTY_MODIFIERS
        later = (
            e
            for e in self.entities
            if e.named and e.kind == "organization" and e.spans and e.spans[0].start > phrase.span.start
        )
        return next((e for e in later if any(role_of(m) for m in telling) and described(phrase, e)), None)

    def body(self, phrase: Phrase) -> Entity | None:
        """The known body of a state that is only described ("South Korea's spy agency")."""
        bodies = (self.known.body(role_words(phrase), state) for state in phrase.states)
        actor = next((actor for actor in bodies if actor), None)
        return self.known_actor(actor, phrase) if actor else None

    def known_actor(self, actor: KnownActor, phrase: Phrase) -> Entity:
        """The entity of a known actor, met here by description."""
        return gather([NameMention(phrase.span, actor.label, actor.kind, actor)], self.entities)[0]

    def introduced(self, phrase: Phrase) -> Entity | None:
        """The person whom a lead calls "a lawmaker" and the next paragraphs name as one, and as a source."""
        role = role_of(phrase.noun)
        if phrase.plural or not role or role.kind != "person":
            return None
        for entity in self.entities:
            first = min(entity.spans, default=None)
            if not (entity.named and entity.kind == "person" and first and 0 < first.start - phrase.span.start < AHEAD):
                continue
            if not self.speaking.isdisjoint(entity.spans) and described(
                phrase, entity, exact="official" in role.classes
            ):
                return entity
        return None

    def new(self, phrase: Phrase) -> Entity:
        """A new entity for a description that nothing in the article explains, or a name not met before."""
        role = role_of(phrase.noun)
        kind: ActorKind = role.kind if role else "unknown"
        if phrase.plural and kind in {"person", "unknown"}:
            kind = "group"
        capital = is_name(phrase)
        key = "" if capital else f"#actor-{phrase.span.start}-{phrase.span.end}"
        names = [phrase.text] if capital else []
        entity = Entity(phrase.text, kind, named=capital, key=key, aliases=names, plural=phrase.plural)
        self.entities.append(entity)
        return entity

    def describe(self, entity: Entity, phrase: Phrase) -> None:
        """Note the words, nouns and states that a phrase describes its entity with."""
        entity.words |= {word.casefold() for word in phrase.text.replace("-", " ").split()}
        named = phrase.name.span if phrase.name else None
        nouns = [t for t in (*phrase.core, *phrase.beside) if t.pos in NOUNS and not (named and overlap(t.span, named))]
        roles = ((t.lemma.casefold(), role_of(t.lemma)) for t in nouns)
        entity.nouns |= {
            noun for noun, role in roles if role and (role.kind == "person") == (entity.kind in {"person", "group"})
        }
        entity.states |= phrase.states
        if not entity.named and phrase.beside and not entity.description:
            entity.description = " ".join(t.text for t in phrase.beside)


def role_words(phrase: Phrase) -> str:
    """What a description says without the state's name: "spy agency" of "South Korea's spy agency"."""
    possessive = next((i for i, t in enumerate(phrase.core) if t.tag == "POS"), -1)
    return " ".join(
        t.text for t in phrase.core[possessive + 1 :] if t.span.start <= phrase.head.span.start and t.text.islower()
    )


def is_name(phrase: Phrase) -> bool:
    """Whether a phrase is a name by its capitals; one capital may be only the sentence's."""
    words = [t for t in phrase.core if t.pos in {"NOUN", "PROPN", "ADJ"} and t.span.start <= phrase.head.span.start]
    capitals = [t for t in words if t.text[:1].isupper()]
    return capitals == words and (len(words) > 1 or phrase.head.pos == "PROPN" or bool(phrase.beside)) and bool(words)


def fits(word: str, entity: Entity) -> bool:
    """Whether a pronoun can stand for an entity."""
    if word in PERSONAL:
        return entity.kind in {"person", "unknown"} and not entity.plural and entity.female in {None, PERSONAL[word]}
    if word in PLURAL:
        return entity.plural or entity.kind in {"group", "organization"}
    return entity.kind not in {"person", "group"}


def described(phrase: Phrase, entity: Entity, exact: bool = False) -> bool:
    """Whether a description fits an entity: its noun, and every telling word before the noun."""
    words = {word.casefold() for alias in (entity.label, *entity.aliases) for word in alias.replace("-", " ").split()}
    words |= entity.nouns | entity.words
    noun = phrase.noun
    if not (noun in words or any(related(noun, other) for other in (entity.nouns or words))):
        return False
    if not entity.named and phrase.plural != entity.plural:
        return False
    if not {place.casefold() for place in phrase.complement} <= words:
        return False
    if phrase.states and entity.states and not phrase.states & entity.states:
        return False
    telling = {m for m in phrase.modifiers - EMPTY_MODIFIERS if m not in words}
    if exact:
        return not telling and bool(phrase.modifiers)
    return all(any(related(m, word) for word in words) or m[:1].isupper() for m in telling if not of_state(m, phrase))


def general(phrase: Phrase) -> bool:
    """Whether a description is one that any company or organisation may be called by ("the company")."""
    role = role_of(phrase.noun)
    return bool(role and role.classes & {"company", "organization"}) and not phrase.modifiers - EMPTY_MODIFIERS


def of_state(modifier: str, phrase: Phrase) -> bool:
    """Whether a modifier is part of a state's name or demonym, which is compared by state."""
    return bool(phrase.states) and any(t.text[:1].isupper() and t.lemma.casefold() == modifier for t in phrase.core)
