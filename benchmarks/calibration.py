"""Whether confidences agree with how often they are right."""

import numpy as np
from numpy.typing import ArrayLike

BINS = 10


def calibration_error(confidences: ArrayLike, right: ArrayLike) -> float:
    """Expected calibration error (Naeini et al. 2015): the gap between how sure and how often right, in ten bins."""
    rows = reliability(confidences, right)
    total = sum(count for count, _, _ in rows)
    return sum(count * abs(sure - often) for count, sure, often in rows) / total


def reliability(confidences: ArrayLike, right: ArrayLike) -> list[tuple[int, float, float]]:
    """For each tenth of confidence: how many there are, their mean confidence, and the share that is right."""
    sure, hits = np.asarray(confidences, float), np.asarray(right, float)
    place = np.minimum((sure * BINS).astype(int), BINS - 1)
    groups = [place == number for number in range(BINS) if (place == number).any()]
    return [(int(group.sum()), float(sure[group].mean()), float(hits[group].mean())) for group in groups]
