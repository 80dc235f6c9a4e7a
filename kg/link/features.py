"""What speaks for an entity being meant by a phrase: features with their values, and what rules one out."""

import math
from dataclasses import dataclass

from kg.link.entities import Entity
from kg.link.fitting import female, fits
from kg.link.phrases import Phrase
from kg.link.scene import Place, Scene
from kg.link.trail import Met

Features = dict[str, float]
FAR = 5  # sentences, from which on distance says no more


@dataclass(frozen=True)
class Candidate:
    """An entity met before a phrase, with its mentions up to there."""

    entity: Entity
    mentions: list[Met]
    speaker: bool
    parent: bool


def possible(phrase: Phrase, place: Place, candidate: Candidate) -> bool:
    """Whether nothing rules a candidate out: sex, number, sort, or its part beside the phrase in one clause."""
    last = candidate.mentions[-1].place
    if last.verb == place.verb and last.sentence == place.sentence and not last.joined:
        return False
    if candidate.parent and place.quoted:
        return False
    return fits(phrase, candidate.entity)


def features(phrase: Phrase, place: Place, candidate: Candidate, number: int, scene: Scene) -> Features:
    """What is known of a candidate, before whom `number` others were met later; what is not there counts nothing."""
    last = candidate.mentions[-1]
    found = nearness(place, last.place) | salience(place, candidate, number)
    found["own words"] = (
        last.place.sentence == place.sentence
        and scene.hangs_on(last.place.number, place.verb)
        and last.place.number != place.verb
    )
    found |= agreement(phrase, candidate.entity)
    return {name: float(value) for name, value in found.items() if value}


def nearness(place: Place, last: Place) -> Features:
    """How far back a candidate was met last; a mention that encloses the phrase may have its head behind it."""
    sentences = place.sentence - last.sentence
    return {
        "same sentence": sentences == 0,
        "sentence before": sentences == 1,
        "sentences": min(sentences, FAR),
        "words": math.log1p(max(0, place.number - last.number)),
        "same paragraph": place.paragraph == last.paragraph,
        "paragraphs": math.log1p(max(0, place.paragraph - last.paragraph)),
    }


def salience(place: Place, candidate: Candidate, number: int) -> Features:
    """How much the text is about a candidate."""
    last = candidate.mentions[-1]
    return {
        "latest": number == 0,
        "second": number == 1,
        "subject": last.place.part == "subject",
        "subject before": last.place.part == "subject" and place.sentence - last.place.sentence == 1,
        "subject here": last.place.part == "subject" and place.sentence == last.place.sentence,
        "object": last.place.part == "object",
        "possessive": last.place.part == "possessive",
        "joined": last.place.joined,
        "quoted": last.place.quoted and not place.quoted,
        "pronoun": last.pronoun,
        "spoke": last.spoke,
        "speaker": candidate.speaker,
        "parent": candidate.parent,
        "mentions": math.log(len(candidate.mentions)),
        "opening": candidate.mentions[0].place.paragraph <= 1,
    }


def agreement(phrase: Phrase, entity: Entity) -> Features:
    """What sort of actor a candidate is, and whether it is of the sex that the phrase tells of."""
    sexes = {female(phrase), entity.female}
    return {
        "same sex": len(sexes) == 1 and None not in sexes,
        "other sex": len(sexes) == 2 and None not in sexes,
        "unsure sort": not entity.sure,
        "person": entity.kind == "person",
        "organization": entity.kind == "organization",
        "one word": entity.kind == "unknown" and " " not in entity.label,
        "named": entity.named,
        "plural": entity.plural,
        "group": entity.kind == "group",
        "state": entity.kind == "state",
        "document": entity.kind == "document",
    }
