"""What the benchmarks say of attributions: how often what is found with a confidence is right."""

from types import SimpleNamespace

import pytest

from benchmarks.calibration import calibration_error, reliability
from benchmarks.polnear import Compared, Roles

SAID: Roles = {"source": frozenset({0}), "cue": frozenset({1}), "content": frozenset({2, 3})}
ADDED: Roles = {"source": frozenset(), "cue": frozenset({4}), "content": frozenset({5, 6})}


def test_reliability_by_tenths_of_confidence() -> None:
    sure, right = [0.02, 0.91, 0.95, 0.99, 1.0], [False, True, True, True, False]
    assert reliability(sure, right) == [
        (1, pytest.approx(0.02), 0.0),
        (4, pytest.approx(0.9625), 0.75),
    ]
    assert calibration_error(sure, right) == pytest.approx((0.02 + 4 * 0.2125) / 5)


def test_what_is_less_sure_is_left_out() -> None:
    article = Compared(SimpleNamespace(words=[]), [], [SAID, ADDED], [0.9, 0.4])
    assert article.at_least(0.4) == article
    assert article.at_least(0.5).found == [SAID]
    assert article.at_least(0.5).confidences == [0.9]
