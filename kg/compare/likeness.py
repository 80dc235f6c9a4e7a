"""How two claims stand to each other: what is measured of them, and from it the chance of each relation.

For each relation the measures and their weights, which `training/likeness.py` fits on invented stories, make a logistic
regression: each measure moves the score by a fixed amount, so that a score can be explained.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from kg.compare.encoder import Verdict
from kg.compare.figures import compared
from kg.compare.gists import Gist
from kg.compare.words import shared, telling
from kg.resources import resource

# "denies any overloading", "that anyone had struck him": without the denial these words could not stand there
DENIED = re.compile(r"^(?:that\s)?(?:any|anyone|anybody|anything|ever)\b", re.I)
LONG_AGO = 30  # days between two articles, beyond which more make no difference


@dataclass(frozen=True)
class Compared:
    """A gist with the words that tell it apart, made once for all its comparisons."""

    gist: Gist

    @cached_property
    def words(self) -> dict[str, float]:
        """The stems of its words with their weights."""
        return telling(self.gist.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """Whom and where it names, in small letters."""
        return frozenset(name.casefold() for name in self.gist.names)

    @cached_property
    def origins(self) -> frozenset[str]:
        """On whom it rests, in small letters."""
        return frozenset(origin.casefold() for origin in self.gist.origins)

    @cached_property
    def is_denial(self) -> bool:
        """Whether somebody denies what its words say: by its stance, or by words that only a denial can begin with."""
        return self.gist.stance == "denied" or DENIED.match(self.gist.text) is not None

    @property
    def says_no(self) -> bool:
        """Whether it says no: by its words, or as a denial, but not by both."""
        return self.gist.negative != self.is_denial

    @cached_property
    def origin_words(self) -> frozenset[str]:
        """The words that tell the names of those on whom it rests."""
        return frozenset(telling(" ".join(sorted(self.gist.origins))))


def measures(one: Compared, other: Compared, likeness: float, verdict: Verdict) -> dict[str, float]:
    """What is measured of two claims; `likeness` is that of their vectors (cosine), `verdict` what the encoder says."""
    a, b = one.gist, other.gist
    union, least = shared(one.words, other.words)
    figures = {(pair.counts, pair.holds) for pair in compared(a.figures, b.figures)}
    equal = ("same", "equal") in figures
    alike = equal or ("other", "equal") in figures
    apart = bool(a.first and b.first) and (a.first > (b.last or "9") or b.first > (a.last or "9"))
    shorter, longer = sorted((len(one.words), len(other.words)))
    return {
        "likeness": likeness,
        "words": union,
        "words of the shorter": least,
        "names": len(one.names & other.names) / max(1, len(one.names | other.names)),
        "no name in common": float(bool(one.names and other.names) and not one.names & other.names),
        "events": len(a.events & b.events) / max(1, len(a.events | b.events)),
        "no event in common": float(bool(a.events and b.events) and not a.events & b.events),
        "participants": float(bool(a.fillers & b.fillers)),
        "figures equal": float(equal),
        "figures compatible": float(("same", "compatible") in figures and not equal),
        "figures conflicting": float(("same", "conflicting") in figures and not equal),
        "figures of a wider measure": float("wider" in {counts for counts, _ in figures}),
        "figures of others equal": float(("other", "equal") in figures and not equal),
        "figures of others conflicting": float(("other", "conflicting") in figures and not alike),
        "figures in both": float(bool(a.figures and b.figures)),
        "figures in one": float(bool(a.figures) != bool(b.figures)),
        "one says no": float(one.says_no != other.says_no),
        "a denial": float(one.is_denial or other.is_denial),
        "whom it names denies": float(named_denies(one, other) or named_denies(other, one)),
        "origin": float(bool(one.origins & other.origins)),
        "days apart": float(apart),
        "days alike": float(bool(a.first and b.first) and not apart),
        "between the articles": days_between(a.published, b.published),
        "same article": float(a.article == b.article),
        "lengths": shorter / max(1, longer),
        "length": min(shorter, 10) / 10,
        "stance": float(one.is_denial == other.is_denial),
        "narrator in one": float(bool(a.speakers) != bool(b.speakers)),
        **judged(one, other, verdict),
    }


def named_denies(denial: Compared, other: Compared) -> bool:
    """Whether a claim is a denial by somebody whom another names."""
    return denial.is_denial and not other.is_denial and not denial.origin_words.isdisjoint(other.words)


def judged(one: Compared, other: Compared, verdict: Verdict) -> dict[str, float]:
    """What the encoder says of two claims: the logarithms of the chances.

    It reads contents only: a denial of what another asserts contradicts it, and one of the opposite says the same.
    """
    chances = verdict._asdict()
    if one.is_denial != other.is_denial:
        chances |= {"same": verdict.denied, "denied": verdict.same}
    return {f"judged {name}": math.log(chance + 1e-4) for name, chance in chances.items()}


def days_between(one: str, other: str) -> float:
    """The days between two articles, from 0 to 1; 0 where a day is not known."""
    if not (one and other):
        return 0.0
    days = abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    return math.log1p(min(days, LONG_AGO)) / math.log1p(LONG_AGO)


def chances(measured: Mapping[str, float]) -> dict[str, float]:
    """The chance of each relation: same, figures, measure and denied."""
    names, table = load_weights()
    scores = table @ np.array([1.0, *measured.values()])
    return {name: 1 / (1 + math.exp(-score)) for name, score in zip(names, scores.tolist(), strict=True)}


@cache
def load_weights() -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """The relations, and for each a row of its bias and the weights of the measures, in the order of `measures`."""
    path = resource("models", "likeness", "weights.json")
    weights: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return tuple(weights), np.array([list(row.values()) for row in weights.values()])
