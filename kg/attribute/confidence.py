"""How likely an attribution is right, from the encoder's scores: its own probabilities are too high where it errs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.attribute.decode import CONTENT, SOURCE, Scores, softmax

SUREST = 0.9999  # probabilities nearer to 1, or to 0, tell no more


@dataclass(frozen=True)
class Calibration:
    """Weights of a logistic regression over log-odds (Platt 1999), fitted by `training/tune_attribution.py`."""

    bias: float = 0.0
    best: float = 1.0
    cue: float = 0.0
    source: float = 0.0
    content: float = 0.0

    def confidence(self, signs: Sequence[float]) -> float:
        """The probability, from 0 to 1 and to three places, that a reader would mark this attribution as well."""
        weights = (self.best, self.cue, self.source, self.content)
        total = self.bias + sum(weight * sign for weight, sign in zip(weights, signs, strict=True))
        return round(float(1 / (1 + np.exp(-total))), 3)


def signs_of(
    inside: Scores, roles: Scores, cue: Sequence[int], source: Sequence[int], content: Sequence[int]
) -> tuple[float, float, float, float]:
    """What tells a sure attribution from a doubtful one, as log-odds: its best cue word, its cue, source and content.

    Args:
        inside: each word's probability of standing in a cue.
        roles: each word's out/source/content scores for this cue.
        cue, source, content: word numbers; where no source was found, the surest word that could be one counts against.
    """
    chances = softmax(roles)
    sources = chances[:, SOURCE]
    told = sources[list(source)].mean() if source else 1 - sources.max()
    words = inside[list(cue)]
    return (
        log_odds(words.max()),
        log_odds(words.mean()),
        log_odds(told),
        log_odds(chances[list(content), CONTENT].mean()),
    )


def log_odds(chance: float) -> float:
    """A probability on the scale where its evidence adds up."""
    bounded = min(max(float(chance), 1 - SUREST), SUREST)
    return float(np.log(bounded / (1 - bounded)))
