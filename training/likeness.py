"""Fit how much each measure of two claims counts, on the invented stories of `benchmarks/stories/train`.

    python -m training.likeness --out kg/models/likeness/weights.json

For each relation a logistic regression over the pairs of near claims of two articles that share rare words, of one
story or of two; pairs with the same words are left out, as they need no weighing. Claims are the program's own, so it
learns from what it reads, right or wrong; the gold says how the claims that they overlap stand to each other. The
second stage, of pairs that were read together, learns from first chances that were fitted without their story, as they
will be of stories that are new.
"""

import argparse
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from benchmarks.comparing import STORIES
from kg.compare.encoder import ClaimsEncoder, load_claims_encoder
from kg.compare.index import RELATED, rounded
from kg.compare.likeness import KINDS, Measured, Weights, chances
from kg.compare.weighing import Pairs, Side, near_pairs
from training.stories import Told, read_told

SOFTNESS = 0.1  # the inverse of the strength with which weights are kept small
SELDOM = 20  # pairs for which a measure is not 0, below which it does not count
PARTS = 10  # of the stories; the first chances of each are fitted on the others


@dataclass(frozen=True)
class Article:
    """An article of a story, by its number, with its claims and their numbers in the story."""

    story: int
    side: Side
    numbers: Sequence[int]
    words: Mapping[str, float]


@dataclass(frozen=True)
class Example:
    """The near claims of two articles, and how each pair stands ("" for not at all)."""

    story: int
    pairs: Pairs
    stands: Sequence[str]


def articles(told: Told, story: int, encoder: ClaimsEncoder) -> Iterator[Article]:
    """The articles of a story."""
    vectors = rounded(encoder.vectors([claim.gist.text for claim in told.claims]))
    for iri, words in sorted(told.words.items()):
        numbers = [number for number, claim in enumerate(told.claims) if claim.gist.article == iri]
        if numbers:
            yield Article(story, Side([told.claims[n] for n in numbers], vectors[numbers]), numbers, words)


def examples(stories: Sequence[Told], encoder: ClaimsEncoder) -> Iterator[Example]:
    """The near claims of each article, and of each two that share rare words, of one story or of two."""
    every = [article for number, told in enumerate(stories) for article in articles(told, number, encoder)]
    for one, other in combinations_with_replacement(every, 2):
        alike = 1.0 if one is other else cosine(one.words, other.words)
        if alike >= RELATED:
            pairs = near_pairs(one.side, other.side, encoder, round(alike, 6))
            relations = stories[one.story].relations if one.story == other.story else {}
            ends = zip(pairs.rows.tolist(), pairs.columns.tolist(), strict=True)
            places = [tuple(sorted((one.numbers[row], other.numbers[column]))) for row, column in ends]
            yield Example(one.story, pairs, [relations.get((a, b), "") for a, b in places])


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How alike two articles are by the weights of their rare words, as the index tells it."""
    common = sum(weight * other[word] for word, weight in one.items() if word in other)
    return common / (math.hypot(*one.values()) * math.hypot(*other.values())) if common else 0.0


def fitted(measured: Sequence[Measured], stands: Sequence[str]) -> Weights:
    """The weights of a logistic regression for each relation, for measures as they are; nothing for what is seldom."""
    names = list(measured[0])
    table = np.array([list(one.values()) for one in measured])
    table[:, np.count_nonzero(table, axis=0) < SELDOM] = 0.0  # what a handful of pairs teach is chance
    scaler = StandardScaler().fit(table)
    found = {}
    for kind in KINDS:
        model = LogisticRegression(C=SOFTNESS, max_iter=5000).fit(scaler.transform(table), [s == kind for s in stands])
        weights = model.coef_[0] / scaler.scale_
        bias = float(model.intercept_[0] - weights @ scaler.mean_)
        told = zip(names, weights, strict=True)
        found[kind] = {"bias": round(bias, 4)} | {name: round(float(weight), 4) for name, weight in told}
    return found


def alone(some: Sequence[Example]) -> Weights:
    """The weights of claims that were read each alone."""
    rows = [
        (measured, stands)
        for example in some
        for measured, stands, (a, b) in zip(example.pairs.measured, example.stands, example.pairs.claims, strict=True)
        if not a.alike(b)
    ]
    return fitted([measured for measured, _ in rows], [stands for _, stands in rows])


def together(some: Sequence[Example], encoder: ClaimsEncoder) -> Weights:
    """The weights of claims that were read together."""
    measured, stands = list[Measured](), list[str]()
    for part in range(PARTS):
        weights = alone([example for example in some if example.story % PARTS != part])
        for example in (example for example in some if example.story % PARTS == part):
            first = chances(example.pairs.measured, weights)
            doubtful = example.pairs.doubtful(first)
            measured += example.pairs.again(first, doubtful, example.pairs.readings(doubtful, encoder))
            stands += [example.stands[n] for n in doubtful]
    return fitted(measured, stands)


def main() -> None:
    """Fit the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=Path("kg/models/likeness/weights.json"))
    args = parser.parse_args()
    encoder = load_claims_encoder()
    some = list(examples(list(read_told(STORIES / "train")), encoder))
    weights = {"alone": alone(some), "together": together(some, encoder)}
    args.out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
