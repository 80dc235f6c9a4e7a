"""Whom a pronoun or description that says something can mean, by who spoke and what the text before is about."""

from kg.link.entities import Entity
from kg.link.features import Candidate
from kg.link.fitting import EMPTY_MODIFIERS, MEDIA, general
from kg.link.joint import INDEFINITE
from kg.link.phrases import POSSESSIVES, Phrase
from kg.link.scene import Place
from kg.model import Parse
from kg.nouns import SOMEBODYS, role_of

NEAR = 2  # sentences in which the text is still about a subject


def speaking_on(here: Place, candidates: list[Candidate]) -> list[Candidate]:
    """Those whom an "it" that says something can mean: the body or document that spoke last, if that was near by.

    What its own words are about may say them as well ("The bank is closed, it said").
    """
    bodies = [one for one in candidates if can_speak(one)]
    last = [(one, one.mentions[-1]) for one in bodies]
    about = any(
        met.place.part == "subject" and met.place.sentence == here.sentence and not met.spoke for _, met in last
    )
    going_on = [one for one, met in last if one.speaker and met.spoke and here.sentence - met.place.sentence <= 1]
    return (going_on if not about else []) or candidates


def can_speak(candidate: Candidate) -> bool:
    """Whether an "it" that says something can be a candidate: it spoke before, or is surely a body or a document."""
    entity = candidate.entity
    if entity.kind == "document" or (entity.kind == "organization" and entity.sure):
        return True
    return entity.named and entity.kind != "person" and any(met.spoke for met in candidate.mentions)


def spoke_here(female: bool, here: Place, candidates: list[Candidate]) -> Entity | None:
    """The person who spoke last, where he or she did so near by and nobody else was told of since."""
    for one in candidates:
        met = one.mentions[-1]
        if not is_somebody(one.entity, female):
            continue
        near = met.place.paragraph == here.paragraph and here.sentence - met.place.sentence <= 1
        if one.speaker and met.spoke and near and not here.quoted:
            return one.entity if one.entity.named or alone(one, candidates) else None
        if met.place.part == "subject":
            return None
    return None


def is_somebody(entity: Entity, female: bool) -> bool:
    """Whether an entity is a person who may be a woman, or a man, or bears a name like a person's."""
    person = entity.kind == "person" or (entity.kind == "unknown" and " " in entity.label and not entity.place)
    return person and entity.female in {None, female}


def alone(speaker: Candidate, candidates: list[Candidate]) -> bool:
    """Whether the sentence of somebody who is not named has no other person as its subject."""
    sentence = speaker.mentions[-1].place.sentence
    others = [met.place for one in candidates if one is not speaker for met in one.mentions[-2:]]
    return not any(place.sentence == sentence and place.part == "subject" for place in others)


def prominent(candidate: Candidate, here: Place, phrase: Phrase) -> bool:
    """Whether a candidate of which nothing tells that it is an organisation can be one that a description takes up.

    It spoke last, or is what the sentences before are about, where any company is meant.
    """
    role, kind = role_of(phrase.noun), candidate.entity.kind
    if kind == "organization" or role is None or role.kind == "person":
        return True
    if kind == "person" and not general(phrase) and role.classes.isdisjoint(MEDIA):
        return False
    words = candidate.entity.label.split()
    if any(alias == words[-1] for alias in candidate.entity.aliases if len(words) > 1):
        return False  # called by a family name
    last = candidate.mentions[-1].place
    about = last.part == "subject" and here.sentence - last.sentence <= NEAR
    return candidate.speaker or (about and not last.quoted and general(phrase))


def is_subject(place: Place, here: Place) -> bool:
    """Whether a place is that of a subject of the same sentence ("The president is ill, | his | office said")."""
    return place.sentence == here.sentence and place.part == "subject"


def is_somebodys(phrase: Phrase) -> bool:
    """Whether a description tells whose office or team it is ("his office"), which no body named before may be."""
    return phrase.determiner in POSSESSIVES and phrase.noun in SOMEBODYS


def mentioned(phrase: Phrase, here: Place, parse: Parse) -> bool:
    """Whether the text has just told of such a person ("A manager was questioned. | The manager | said …")."""
    role = role_of(phrase.noun)
    if role is None or role.kind != "person" or phrase.modifiers - EMPTY_MODIFIERS:
        return False
    near = parse.sentences[max(0, here.sentence - NEAR) : here.sentence + 1]
    tokens = [(parse.tokens[n - 1], parse.tokens[n]) for one in near for n in range(one.first + 1, one.last)]
    return any(
        noun.lemma.casefold() == phrase.noun and before.text.casefold() in INDEFINITE
        for before, noun in tokens
        if noun.span.end <= phrase.span.start
    )
