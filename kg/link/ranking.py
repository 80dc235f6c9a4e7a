"""Which candidate a phrase means: a log-linear model, learnt by `training/resolution.py`."""

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from kg.link.entities import Entity
from kg.link.features import Features
from kg.link.fitting import PERSONAL, PLURAL
from kg.link.phrases import Phrase
from kg.nouns import role_of
from kg.resources import resource


@dataclass(frozen=True)
class Choice:
    """The entity that is meant, or None for somebody not met before, and how probable that is."""

    entity: Entity | None
    probability: float


class Ranker(Protocol):
    """Chooses among candidates, each with its features, the latest met first."""

    def __call__(self, phrase: Phrase, candidates: list[tuple[Entity, Features]]) -> Choice:
        """Choose one, or nobody where none is left."""


def rank(phrase: Phrase, candidates: list[tuple[Entity, Features]]) -> Choice:
    """Choose the most probable by the softmax of weighted sums of features.

    Somebody of the other sex is left out: a table of first names tells it more surely than the examples.
    """
    learnt = weights()[sort_of(phrase)]
    agreeing = [(entity, found) for entity, found in candidates if "other sex" not in found]
    if not agreeing:
        return Choice(None, 1.0)
    scores = [sum(learnt.get(name, 0.0) * value for name, value in found.items()) for _, found in agreeing]
    best = max(range(len(scores)), key=scores.__getitem__)
    return Choice(agreeing[best][0], 1 / sum(math.exp(score - scores[best]) for score in scores))


def sort_of(phrase: Phrase) -> str:
    """Which of the model's parts judges a phrase; a description of an actor is judged as its pronoun would be."""
    if phrase.form != "pronoun":
        role = role_of(phrase.noun)
        return "person" if role and role.kind == "person" else "thing"
    return "person" if phrase.pronoun in PERSONAL else "plural" if phrase.pronoun in PLURAL else "thing"


@cache
def weights() -> dict[str, dict[str, float]]:
    """The learnt weights of the features, for each sort of phrase."""
    path = resource("models", "resolution", "weights.json")
    told: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return told
