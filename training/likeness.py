"""Fit how much each measure of two claims counts, on the invented stories of `benchmarks/stories/train`.

    python -m training.likeness --out kg/models/likeness/weights.json

For each relation a logistic regression over the pairs of claims of a story; pairs with the same words are left out, as
they need no weighing. Claims are the program's own, so it learns from what it reads, right or wrong; the gold says how
the claims that they overlap stand to each other.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from benchmarks.comparing import matched, read_stories
from kg.build import build
from kg.compare.encoder import load_claims_encoder
from kg.compare.gists import read_gists
from kg.compare.judge import KINDS
from kg.compare.likeness import Compared, measures
from kg.records import read_claims
from kg.store import Store

SOFTNESS = 0.1  # the inverse of the strength with which weights are kept small


@dataclass(frozen=True)
class Example:
    """Two claims of a story: what is measured of them, and how they stand to each other ("" for not at all)."""

    story: str
    measured: dict[str, float]
    relation: str


def examples(half: str) -> Iterator[Example]:
    """All pairs of claims of each story, save those with the same words."""
    encoder = load_claims_encoder()
    for story in read_stories(half):
        with tempfile.TemporaryDirectory() as folder:
            list(build([story.folder], Path(folder)))
            with Store.read_only(Path(folder)) as store:
                matches = matched(story, read_claims(store.graphs))
                gists = {g.claim: g for article in store.articles() for g in read_gists(store.graphs, article)}
        claims = [(name, Compared(gists[iri])) for name, iri in matches.items()]
        vectors = encoder.vectors([claim.gist.text for _, claim in claims])
        for (one, (name, a)), (other, (other_name, b)) in combinations(enumerate(claims), 2):
            if a.gist.claim != b.gist.claim and a.gist.text.casefold() != b.gist.text.casefold():
                verdict = encoder.verdicts(vectors[[one]], vectors[[other]])[0]
                measured = measures(a, b, float(vectors[one] @ vectors[other]), verdict)
                pair = frozenset((name, other_name))
                yield Example(story.name, measured, "same" if pair in story.same else story.differ.get(pair, ""))


def fitted(rows: list[dict[str, float]], wanted: list[bool]) -> dict[str, float]:
    """The weights of a logistic regression, for measures as they are."""
    names = list(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=SOFTNESS, max_iter=5000).fit(scaler.transform(table), wanted)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    return {"bias": round(bias, 4)} | {
        name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)
    }


def main() -> None:
    """Fit the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=Path("kg/models/likeness/weights.json"))
    args = parser.parse_args()
    found = list(examples("train"))
    rows = [example.measured for example in found]
    weights = {kind: fitted(rows, [example.relation == kind for example in found]) for kind in KINDS}
    args.out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
