"""Whom a source's words stand for: names, pronouns and descriptions, traced to one actor within the article."""

import re
from dataclasses import dataclass, field

from kg.known import Known, KnownActor
from kg.link.entities import Entity, NameMention, gather, match
from kg.link.features import Candidate, features, possible
from kg.link.fitting import EMPTY_MODIFIERS, FIRST_PERSON, PERSONAL, described, fits, general, unexplained
from kg.link.names import after_titles, without_state
from kg.link.phrases import POSSESSIVES, Phrase, core_of, is_name, role_beside, role_words
from kg.link.ranking import Ranker
from kg.link.sexes import first_names
from kg.link.speaking import can_speak, is_somebodys, is_subject, mentioned, prominent, speaking_on, spoke_here
from kg.link.trail import Trail
from kg.model import ActorKind, Span, Spans, overlap, within
from kg.nouns import NOUNS, role_of

SURE = 0.5  # probability from which on a description is taken to tell something new of somebody
MOST = 12  # candidates that are looked at, the latest met
OWNERS = frozenset({"his", "her", "its", "their"})
AGED = re.compile(r"^\d+ ?- ?year ?- ?old$")
AHEAD = 900  # characters within which a lead's "a lawmaker" is named, about three paragraphs


@dataclass(frozen=True)
class Speech:
    """What a phrase is the source of: its words, and who tells of it, if it is told inside another's words."""

    said: Spans = ()
    parent: Entity | None = None


@dataclass
class Resolver:
    """The entities of one article, and who spoke or acted where, in text order.

    `announcing` are descriptions of somebody new ("a lawmaker"), who may be named later, with what they say.
    """

    known: Known
    entities: list[Entity]
    by_name: dict[Span, Entity]
    speaking: frozenset[Span]
    trail: Trail
    rank: Ranker
    announcing: list[tuple[Phrase, Speech, Entity]] = field(default_factory=list)

    def resolve(self, phrase: Phrase, speech: Speech | None = None) -> Entity:
        """Find or make the entity that a phrase stands for, and note that it is met here, speaking or not."""
        entity = self.find(phrase, speech or Speech()) or self.new(phrase)
        described = phrase.form == "indefinite" or (phrase.form == "definite" and phrase.determiner not in POSSESSIVES)
        if not entity.named and described and phrase.determiner != "another":
            self.announcing.append((phrase, speech or Speech(), entity))
        if phrase.form != "pronoun":
            entity.met(phrase.span)
            self.describe(entity, phrase)
        elif phrase.pronoun in PERSONAL:
            entity.kind = entity.kind if entity.sure else "person"
        self.trail.note(entity, phrase.span, spoke=speech is not None, pronoun=phrase.form == "pronoun")
        return entity

    def find(self, phrase: Phrase, speech: Speech) -> Entity | None:
        """Find the entity that is meant, if the article has it."""
        if phrase.form == "pronoun":
            return self.pronoun(phrase, speech)
        if phrase.name:
            return self.named(phrase, phrase.name)
        if phrase.head.pos == "PROPN" and phrase.head.text[:1].isupper() and not role_of(phrase.noun):
            return self.overlooked(phrase)
        if phrase.noun == "government" and len(phrase.states) == 1:
            return self.known_actor(self.known.actors[next(iter(phrase.states))], phrase)
        if beside := self.beside(phrase) or self.same_words(phrase):
            return beside
        if phrase.determiner == "another":
            return None
        if AGED.search(phrase.text):
            return self.aged(phrase, speech)
        if phrase.form == "definite":
            found = self.definite(phrase, speech) or self.announced(phrase) or self.body(phrase)
            return found or self.introduced(phrase)
        return self.introduced(phrase)

    def overlooked(self, phrase: Phrase) -> Entity | None:
        """The entity of a name that the language pipeline did not mark as one here."""
        bare = after_titles(phrase.text)
        titled = bare != phrase.text
        mention = NameMention(phrase.span, bare, "person" if titled else "unknown")
        if titled:
            return match(mention, self.entities)
        return self.named(phrase, mention) if self.known.capital(phrase.text) else match(mention, self.entities)

    def named(self, phrase: Phrase, name: NameMention) -> Entity:
        """The entity of a name; a capital speaks for its government."""
        government = self.known.capital(name.text) if self.may_be_capital(name) else None
        if government:
            name = NameMention(name.span, government.label, government.kind, government)
            return gather([name], self.entities)[0]
        entity = self.by_name.get(name.span) or gather([name], self.entities)[0]
        if name.kind == "person" and not entity.known:
            entity.kind = "person"
        return entity

    def may_be_capital(self, name: NameMention) -> bool:
        """Whether a name may be a place's: the pipeline takes some for a person's that no person of the article has."""
        if name.kind in {"unknown", "state"}:
            return True
        entity = self.by_name.get(name.span)
        alone = entity is None or all(" " not in alias for alias in entity.aliases)
        return name.kind == "person" and not name.known and alone and name.text.casefold() not in first_names()

    def pronoun(self, phrase: Phrase, speech: Speech) -> Entity | None:
        """The likeliest of those met before whom the pronoun fits; a quotation's "I" is its speaker."""
        if phrase.pronoun in FIRST_PERSON:
            return speech.parent
        here, candidates = self.trail.scene.place(phrase.span), self.possible(phrase, speech)
        if candidates and self.of_own(phrase, candidates[0]):
            return speech.parent
        if phrase.pronoun == "it" and speech.said:
            candidates = speaking_on(here, candidates)
        elif phrase.pronoun in PERSONAL and (last := spoke_here(PERSONAL[phrase.pronoun], here, candidates)):
            return last
        return self.likeliest(phrase, candidates) or self.ahead(phrase)

    def of_own(self, phrase: Phrase, latest: Candidate) -> bool:
        """Whether a speaker tells of himself or herself ("Ann Lee said she doubted …"): nobody else was met between."""
        place = self.trail.scene.place(phrase.span)
        agrees = latest.entity.female in {None, PERSONAL.get(phrase.pronoun)}
        near = latest.mentions[-1].place.sentence == place.sentence
        return phrase.pronoun in PERSONAL and latest.parent and agrees and near and not place.quoted

    def ahead(self, phrase: Phrase) -> Entity | None:
        """Who is named only later in the sentence ("When he resigned, Lee said …")."""
        sentence = self.trail.scene.parse.sentence(phrase.span.start)
        named = [
            (span, entity)
            for span, entity in self.by_name.items()
            if sentence and phrase.span.end <= span.start < sentence.span.end and fits(phrase, entity)
        ]
        return min(named, key=lambda one: one[0])[1] if named else None

    def possible(self, phrase: Phrase, speech: Speech) -> list[Candidate]:
        """Those met before whom the phrase can stand for, the latest first; whom the words name does not speak them."""
        place = self.trail.scene.place(phrase.span)
        last = self.trail.speaker(phrase.span.start)
        met = (
            Candidate(entity, mentions, entity is last, entity is speech.parent)
            for entity, mentions in self.trail.before(phrase.span.start)
            if not any(within(span, phrase.span) for span in entity.spans)
            and not (entity.kind == "person" and self.trail.spoken_of(entity, speech.said, phrase.span))
        )
        return [one for one in met if possible(phrase, place, one)][:MOST]

    def likeliest(self, phrase: Phrase, candidates: list[Candidate], sure: float = 0.0) -> Entity | None:
        """The candidate that the model ranks first, if any, and if it is as probable as asked for."""
        place = self.trail.scene.place(phrase.span)
        told = [
            (one.entity, features(phrase, place, one, number, self.trail.scene))
            for number, one in enumerate(candidates)
        ]
        choice = self.rank(phrase, told)
        return choice.entity if choice.probability >= sure else None

    def definite(self, phrase: Phrase, speech: Speech) -> Entity | None:
        """The entity described before: by the same noun, or one for the same role, without contradiction.

        "The company", which fits any, is the organisation that spoke just before, unless it is described otherwise;
        where nobody was described so, it is the one named last. "The senator" is somebody of whom no role was told,
        where nobody else can be meant.
        """
        candidates = self.possible(phrase, speech)
        met = [one.entity for one in candidates]
        fitting = [entity for entity in met if described(phrase, entity)]
        named_so = next((e for e in fitting if e.named and e.label.casefold().split()[-1] == phrase.noun), None)
        called_so = next((e for e in fitting if phrase.noun in e.vocabulary), None)
        place = self.trail.scene.place(phrase.span)
        if (
            not named_so
            and not called_so
            and (is_somebodys(phrase) or mentioned(phrase, place, self.trail.scene.parse))
        ):
            return None
        new = [one.entity for one in candidates if unexplained(phrase, one.entity) and prominent(one, place, phrase)]
        if general(phrase) and not named_so:
            last = self.trail.speaker(phrase.span.start)
            return last if last in {*fitting, *new} else next(iter([*fitting, *new]), None)
        alike = [
            one
            for one in candidates
            if one.entity in fitting
            # whom only a quotation names is nobody of whom the article goes on to tell
            or (one.entity in new and not all(mention.place.quoted for mention in one.mentions))
        ]
        return named_so or called_so or self.likeliest(phrase, alike, 0.0 if fitting else SURE)

    def aged(self, phrase: Phrase, speech: Speech) -> Entity | None:
        """The person who spoke last, else was met last, for "the 33-year-old", which fits any."""
        last = self.trail.speaker(phrase.span.start)
        met = [one.entity for one in self.possible(phrase, speech)]
        persons = (entity for entity in (*(e for e in met if e is last), *met) if entity.kind == "person")
        return next((entity for entity in persons if entity.named), None)

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

    def beside(self, phrase: Phrase) -> Entity | None:
        """The entity of the name that a description stands in apposition to ("Ann Lee, a judge known for …")."""
        parse = self.trail.scene.parse
        token = parse.tokens[self.trail.scene.place(phrase.span).number]
        named = parse.tokens[token.head].span
        if token.dep != "appos" or overlap(named, phrase.span):
            return None
        return next((entity for span, entity in self.by_name.items() if within(named, span)), None)

    def same_words(self, phrase: Phrase) -> Entity | None:
        """The entity that the same words were taken for already, where they are the source of two cues."""
        first, last = phrase.span
        return next((e for e in self.entities if any(s.start == first and s.end >= last for s in e.spans)), None)

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

    def taken_up(self, phrase: Phrase) -> Entity | None:
        """The one speaker named soon after a description who is called by the same bare noun.

        "A police spokesman" is who "the spokesman, Ann Lee" is; of other roles a word more may tell of another.
        """
        role = role_of(phrase.noun)
        if phrase.plural or role is None or role.kind != "person":
            return None
        if phrase.modifiers - EMPTY_MODIFIERS and "spokesperson" not in role.classes:
            return None
        soon = [
            entity
            for entity in self.entities
            if entity.named
            and entity.kind == "person"
            and 0 < min(entity.spans).start - phrase.span.start < AHEAD
            and not self.speaking.isdisjoint(entity.spans)
            and phrase.noun in entity.nouns
            and fits(phrase, entity)
        ]
        return soon[0] if len(soon) == 1 else None

    def new(self, phrase: Phrase) -> Entity:
        """A new entity for a description that nothing in the article explains, or a name not met before."""
        role = role_of(phrase.noun)
        kind: ActorKind = role.kind if role else "unknown"
        if phrase.plural and kind in {"person", "unknown"}:
            kind = "group"
        capital = is_name(phrase)
        key = "" if capital else f"#actor-{phrase.span.start}-{phrase.span.end}"
        label = without_state(phrase.text, self.known) if capital else self.owned(phrase)
        names = [label] if capital else []
        entity = Entity(label, kind, named=capital, key=key, aliases=names, plural=phrase.plural)
        self.entities.append(entity)
        return entity

    def owned(self, phrase: Phrase) -> str:
        """What a description says, with the name of whom it tells by a mere pronoun ("Ann Lee's lawyer")."""
        token = next((t for t in self.trail.scene.tokens(phrase.span)[:1] if t.text.casefold() in OWNERS), None)
        role = role_of(phrase.noun)
        if token is None or role is None or role.kind == "document":
            return phrase.text
        pronoun = Phrase(token.span, "pronoun", token.text, (token,), token, None, frozenset(), frozenset(), False)
        here = self.trail.scene.place(token.span)
        personal = pronoun.pronoun in PERSONAL
        near = [
            one
            for one in self.possible(pronoun, Speech())
            if here.sentence - one.mentions[-1].place.sentence <= 1
            and (one.entity.kind == "person" if personal else can_speak(one))
        ]
        about = [one for one in near if personal and is_subject(one.mentions[-1].place, here)]
        owner = about[0].entity if len(about) == 1 else self.likeliest(pronoun, near, SURE)
        return f"{owner.label}'s {phrase.text.removeprefix('own ')}" if owner and owner.named else phrase.text

    def named_later(self) -> dict[Entity, Entity]:
        """Whom descriptions of somebody new announced, where what he or she is was told only after the name."""
        later = {
            entity: (self.introduced(phrase) or self.taken_up(phrase), speech.said)
            for phrase, speech, entity in self.announcing
        }
        found = {
            entity: named
            for entity, (named, said) in later.items()
            if named and not any(within(min(named.spans), span) for span in said)  # nobody is of whom he tells
        }
        for phrase, _, entity in self.announcing:
            in_headline = any(overlap(phrase.span, headline) for headline in self.trail.scene.headlines)
            if entity in found and not in_headline:
                found[entity].roles.add(Span(phrase.span.start, core_of(phrase).end))
        return found

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
        role, more = role_beside(phrase), len(phrase.core) > 1 or not entity.roles
        if role and more and not any(overlap(role, known) for known in entity.roles):
            entity.roles.add(role)
        if not entity.named and phrase.beside and not entity.description:
            entity.description = " ".join(t.text for t in phrase.beside)
