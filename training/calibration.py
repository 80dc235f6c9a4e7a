"""How sure the attribution model is of what it finds, made to agree with how often it is right on PolNeAR dev."""

import numpy as np
from numpy.typing import NDArray

from benchmarks.calibration import calibration_error
from kg.attribute.confidence import Calibration

Numbers = NDArray[np.float64]
FOLDS = 5


def fitted(signs: Numbers, right: Numbers, ridge: float = 1.0) -> Calibration:
    """Fit a logistic regression, with a ridge on all but the bias, by Newton's method.

    Args:
        signs: attributions x signs (`kg.attribute.confidence.signs_of`).
        right: 1 where the attribution is right, else 0.
    """
    table = np.column_stack([np.ones(len(signs)), signs])
    penalty = ridge * np.diag([0.0] + [1.0] * signs.shape[1])
    weights = np.zeros(table.shape[1])
    for _ in range(25):
        chances = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chances - right) + penalty @ weights
        weights -= np.linalg.solve((table.T * (chances * (1 - chances))) @ table + penalty, slope)
    return Calibration(*(round(float(weight), 3) for weight in weights))


def error_elsewhere(signs: Numbers, right: Numbers, article: Numbers) -> float:
    """The calibration error where each article is judged by what was fitted to others (`article` has their numbers)."""
    chances = np.zeros(len(right))
    for fold in range(FOLDS):
        here = article % FOLDS == fold
        calibration = fitted(signs[~here], right[~here])
        chances[here] = [calibration.confidence(row) for row in signs[here]]
    return calibration_error(chances, right)
