"""From the encoder's scores to spans of words: cues by threshold, their arguments by Viterbi."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
OUT, SOURCE, CONTENT = range(3)
BEGIN, INSIDE = 1, 2  # columns of the cue scores; column 0 is "no cue"


@dataclass(frozen=True)
class Decoding:
    """How scores are read; the numbers are chosen on PolNeAR dev by `training/tune_attribution.py`."""

    cue: float = 0.4
    extend: float = 0.2
    begin: float = 0.5
    switch: float = 0.5
    source_bias: float = 1.5
    content_bias: float = -0.5
    floor: float = 0.3  # attributions less sure than this are left out, by their calibrated confidence


def softmax(scores: Scores) -> Scores:
    """Turn the scores of the last axis into probabilities."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)  # type: ignore[no-any-return]


def find_cues(chances: Scores, how: Decoding) -> list[list[int]]:
    """Find cues, as word numbers, in the O/B/I probabilities of a paragraph's words (words x 3).

    A cue is a run of words whose probability of being in a cue is at least `how.extend`, cut where a word begins a
    new one; it counts when its best word reaches `how.cue`.
    """
    inside = in_cue(chances)
    found: list[list[int]] = []
    for word in np.flatnonzero(inside >= how.extend):
        begins = chances[word, BEGIN] >= max(how.begin, chances[word, INSIDE])
        if found and found[-1][-1] == word - 1 and not begins:
            found[-1].append(int(word))
        else:
            found.append([int(word)])
    return [run for run in found if inside[run].max() >= how.cue]


def in_cue(chances: Scores) -> Scores:
    """Each word's probability of standing in a cue, from those of its labels."""
    return 1.0 - chances[:, 0]


def find_arguments(scores: Scores, cue: list[int], how: Decoding) -> tuple[list[int], list[int]]:
    """Find the words of the source and of the content of one cue (words x out/source/content scores)."""
    scores = scores + np.array([0.0, how.source_bias, how.content_bias], np.float32)
    scores[cue, 1:] = -100.0  # a cue is never part of its own source or content
    labels = viterbi(scores, how.switch)
    source = [i for i, label in enumerate(labels) if label == SOURCE]
    content = [i for i, label in enumerate(labels) if label == CONTENT]
    return without_holes(source, {*cue, *content}), without_holes(content, {*cue, *source})


def without_holes(parts: list[int], others: set[int]) -> list[int]:
    """A source or content with the words between its parts, unless others of the attribution stand there.

    A hole where nothing else stands is the model's doubt about single words: filled, the words can be read. On PolNeAR
    dev this gives strict F1 two tenths of a point and takes one from the loose.
    """
    whole: list[int] = []
    for word in parts:
        between = range(whole[-1] + 1, word) if whole else range(0)
        whole += between if others.isdisjoint(between) else ()
        whole.append(word)
    return whole


def viterbi(scores: Scores, switch: float) -> list[int]:
    """Best label sequence where each change of label costs `switch` (in units of log probability).

    A word whose best label leads by more than two changes cost has it on the best path; only others are searched.
    """
    second, first = np.partition(scores, -2, axis=1)[:, -2:].T
    path: list[int] = scores.argmax(axis=1).tolist()
    open_words = np.flatnonzero(first - second <= 2 * switch).tolist()
    for start, end in runs(open_words):
        part = slice(max(start - 1, 0), end + 1)
        path[part] = best_path(scores[part].tolist(), switch)
    return path


def runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The runs of neighbours in rising numbers, each from its first number to behind its last."""
    starts = [at for at, number in enumerate(numbers) if at == 0 or numbers[at - 1] != number - 1]
    for start, end in pairwise([*starts, len(numbers)]):
        yield numbers[start], numbers[end - 1] + 1


def best_path(rows: Sequence[Sequence[float]], switch: float) -> list[int]:
    """Best label sequence of a few words; in plain Python, for three labels several times faster than arrays."""
    best, steps = rows[0], []
    for row in rows[1:]:
        top = max(best)
        label_of_top, changed = best.index(top), top - switch
        steps.append([label if score >= changed else label_of_top for label, score in enumerate(best)])
        best = [score + max(before, changed) for score, before in zip(row, best, strict=True)]
    path = [max(range(len(best)), key=best.__getitem__)]
    for back in reversed(steps):
        path.append(back[path[-1]])
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
