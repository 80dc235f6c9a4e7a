"""From the encoder's scores to spans of words: cues by threshold, their arguments by Viterbi."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
OUT, SOURCE, CONTENT = range(3)
BEGIN, INSIDE = 1, 2  # columns of the cue scores; column 0 is "no cue"


@dataclass(frozen=True)
class Decoding:
    """How scores are read; the numbers are chosen on PolNeAR dev by `training/tune_attribution.py`."""

    cue: float = 0.5
    extend: float = 0.3
    begin: float = 0.5
    switch: float = 1.5
    source_bias: float = 0.0
    content_bias: float = 0.0


def softmax(scores: Scores) -> Scores:
    """Turn the scores of the last axis into probabilities."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)  # type: ignore[no-any-return]


def find_cues(scores: Scores, how: Decoding) -> list[tuple[list[int], float]]:
    """Find cues in the B/I/O scores of a paragraph's words (words x 3).

    A cue is a run of words whose probability of being in a cue is at least `how.extend`, cut where a word begins a
    new one; it counts when its best word reaches `how.cue`. Returns the words of each with that probability.
    """
    chances = softmax(scores)
    inside = 1.0 - chances[:, 0]
    runs: list[list[int]] = []
    for word in np.flatnonzero(inside >= how.extend):
        begins = chances[word, BEGIN] >= max(how.begin, chances[word, INSIDE])
        if runs and runs[-1][-1] == word - 1 and not begins:
            runs[-1].append(int(word))
        else:
            runs.append([int(word)])
    cues = [(run, float(max(inside[word] for word in run))) for run in runs]
    return [(run, chance) for run, chance in cues if chance >= how.cue]


def find_arguments(scores: Scores, cue: list[int], how: Decoding) -> tuple[list[int], list[int]]:
    """Find the words of the source and of the content of one cue (words x out/source/content scores)."""
    scores = scores + np.array([0.0, how.source_bias, how.content_bias], np.float32)
    scores[cue, 1:] = -100.0  # a cue is never part of its own source or content
    labels = viterbi(scores, how.switch)
    return [i for i, label in enumerate(labels) if label == SOURCE], [
        i for i, label in enumerate(labels) if label == CONTENT
    ]


def viterbi(scores: Scores, switch: float) -> list[int]:
    """Best label sequence where each change of label costs `switch` (in units of log probability)."""
    length, labels = scores.shape
    cost = switch * (1 - np.eye(labels, dtype=np.float32))
    best, back = scores[0], np.zeros((length, labels), np.int64)
    for i in range(1, length):
        steps = best[:, None] - cost
        back[i] = steps.argmax(axis=0)
        best = steps.max(axis=0) + scores[i]
    path = [int(best.argmax())]
    for i in range(length - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


def ranges(words: Iterable[int], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join neighbouring words into character ranges.

    >>> ranges([0, 1, 3], [(0, 2), (3, 5), (6, 8), (9, 11)])
    [(0, 5), (9, 11)]
    """
    joined: list[tuple[int, int, int]] = []
    for word in words:
        start, end = spans[word]
        if joined and joined[-1][2] == word - 1:
            joined[-1] = (joined[-1][0], end, word)
        else:
            joined.append((start, end, word))
    return [(start, end) for start, end, _ in joined]
