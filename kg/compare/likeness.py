"""How two claims stand to each other: what is measured of them, and from it the chance of each relation.

For each relation the measures and their weights, which `training/likeness.py` fits on invented stories, make a logistic
regression: each measure moves the score by a fixed amount, so that a score can be explained. There is one for claims
that were read each alone, and one for those that were also read together.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.compare.encoder import Verdict
from kg.compare.figures import Pair, compared
from kg.compare.gists import Gist
from kg.compare.words import shared, telling
from kg.resources import resource

# "denies any overloading", "that anyone had struck him": without the denial these words could not stand there
DENIED = re.compile(r"^(?:that\s)?(?:any|anyone|anybody|anything|ever)\b", re.I)
LONG_AGO = 30  # days between two articles, beyond which more make no difference
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
EARLIER = re.compile(
    r"\b(?:last|previous)\s(?:year|month|spring|summer|autumn|fall|winter)\b|\b(?:years?|months?)\s(?:ago|earlier|before)\b|"
    r"\bin\s(?:19|20)\d\d\b",
    re.I,
)
FAR = 2.0  # the logarithm of how many times a figure is another, beyond which more make no difference


KINDS = ("same", "figures", "measure", "denied")
Measured = dict[str, float]
Weights = Mapping[str, Mapping[str, float]]  # for each relation a bias and what each measure counts, in their order
Chances = NDArray[np.float64]  # of each pair of claims a row, with the chance of each kind of relation
MOST = 12.0  # log odds beyond which more make no difference


class Ranked(NamedTuple):
    """What two claims have in common, and how much more it is than what each has with the other claims of the article.

    `lead` is over the strongest rival of both claims, `lesser` over the weaker of their strongest ones.
    """

    value: float
    lead: float
    lesser: float


@dataclass(frozen=True)
class Compared:
    """A gist with the words that tell it apart, made once for all its comparisons."""

    gist: Gist

    def alike(self, other: "Compared") -> bool:
        """Whether both say the same in the same words."""
        words = self.gist.text.casefold() == other.gist.text.casefold()
        return words and self.is_denial == other.is_denial and self.comparable(other)

    def comparable(self, other: "Compared") -> bool:
        """Whether both stances can be to one claim: who declines to comment or keeps silent says nothing of others'."""
        one, two = self.gist.stance, other.gist.stance
        return one == two or {one, two} <= {"asserted", "denied"}

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
    def other_years(self) -> frozenset[int]:
        """The years that it tells of besides that of its article."""
        told = {int(year) for year in (*YEAR.findall(self.gist.text), self.gist.first[:4], self.gist.last[:4]) if year}
        return frozenset(told - {int(self.gist.published[:4] or 0)})

    @cached_property
    def earlier(self) -> bool:
        """Whether its words place it months or years before."""
        return EARLIER.search(self.gist.text) is not None

    @cached_property
    def origin_words(self) -> frozenset[str]:
        """The words that tell the names of those on whom it rests."""
        return frozenset(telling(" ".join(sorted(self.gist.origins))))


def measures(one: Compared, other: Compared, articles: float, near: Ranked, verdict: Verdict) -> Measured:
    """What is measured of two claims.

    `articles` is how alike their articles are, `near` how alike their vectors, `verdict` what is read from those.
    """
    a, b = one.gist, other.gist
    union, least = shared(one.words, other.words)
    apart = bool(a.first and b.first) and (a.first > (b.last or "9") or b.first > (a.last or "9"))
    shorter, longer = sorted((len(one.words), len(other.words)))
    return {
        "articles": articles,
        "likeness": near.value,
        "lead": near.lead,
        "lesser lead": near.lesser,
        "nearest of both": float(near.lead > 0),
        "nearest of one": float(near.lesser > 0),
        "words": union,
        "words of the shorter": least,
        "names": len(one.names & other.names) / max(1, len(one.names | other.names)),
        "no name in common": float(bool(one.names and other.names) and not one.names & other.names),
        "events": len(a.events & b.events) / max(1, len(a.events | b.events)),
        "no event in common": float(bool(a.events and b.events) and not a.events & b.events),
        "participants": float(bool(a.fillers & b.fillers)),
        **figures_measured(a, b),
        "one says no": float(one.says_no != other.says_no),
        "a denial": float(one.is_denial or other.is_denial),
        "whom it names denies": float(named_denies(one, other) or named_denies(other, one)),
        "origin": float(bool(one.origins & other.origins)),
        "days apart": float(apart),
        "days alike": float(bool(a.first and b.first) and not apart),
        "other years": float(bool(one.other_years and other.other_years) and not one.other_years & other.other_years),
        "another year in one": float(bool(one.other_years) != bool(other.other_years)),
        "earlier in one": float(one.earlier != other.earlier),
        "between the articles": days_between(a.published, b.published),
        "same article": float(a.article == b.article),
        "lengths": shorter / max(1, longer),
        "length": min(shorter, 10) / 10,
        "stance": float(one.is_denial == other.is_denial),
        "narrator in one": float(bool(a.speakers) != bool(b.speakers)),
        **judged(one, other, verdict),
    }


def figures_measured(a: Gist, b: Gist) -> Measured:
    """What is measured of the figures of two claims."""
    pairs = compared(a.figures, b.figures)
    figures = {(pair.counts, pair.holds) for pair in pairs}
    equal = ("same", "equal") in figures
    alike = equal or ("other", "equal") in figures
    return {
        "figures equal": float(equal),
        "figures compatible": float(("same", "compatible") in figures and not equal),
        "figures conflicting": float(("same", "conflicting") in figures and not equal),
        "figures of a wider measure": float("wider" in {counts for counts, _ in figures}),
        "figures of others equal": float(("other", "equal") in figures and not equal),
        "figures of others conflicting": float(("other", "conflicting") in figures and not alike),
        "figures far": min(map(far, pairs), default=0.0),
        "figures in both": float(bool(a.figures and b.figures)),
        "figures in one": float(bool(a.figures) != bool(b.figures)),
    }


def far(pair: Pair) -> float:
    """How many times one figure is the other, as a logarithm; 0 where that means nothing."""
    one, other = (figure.low if figure.low is not None else figure.high for figure in (pair.one, pair.other))
    if pair.counts == "other" or not (one and other) or min(one, other) <= 0:
        return 0.0
    return min(abs(math.log(one / other)), FAR)


def named_denies(denial: Compared, other: Compared) -> bool:
    """Whether a claim is a denial by somebody whom another names."""
    return denial.is_denial and not other.is_denial and not denial.origin_words.isdisjoint(other.words)


def judged(one: Compared, other: Compared, verdict: Verdict) -> Measured:
    """What the encoder says of two claims by their vectors.

    Those are of contents only: a denial of what another asserts contradicts it, and one of the opposite says the same.
    """
    if one.is_denial != other.is_denial:
        verdict = verdict._replace(same=verdict.denied, denied=verdict.same)
    return logarithms("judged", verdict)


def logarithms(name: str, verdict: Verdict) -> Measured:
    """The logarithms of the chances of a verdict, as measures."""
    return {f"{name} {kind}": math.log(chance + 1e-4) for kind, chance in verdict._asdict().items()}


def measures_together(alone: Measured, odds: Sequence[float], surer: Ranked, verdict: Verdict) -> Measured:
    """What is measured of two claims that were read together.

    `alone` was measured before, `odds` are the log odds of each relation by it, `surer` is how those of saying the same
    stand out, `verdict` is what the encoder says of both together; it has read who says or denies them, too.
    """
    return {
        **alone,
        **{f"odds of {kind}": odd for kind, odd in zip(KINDS, odds, strict=True)},
        "surer": surer.lead,
        "lesser surer": surer.lesser,
        "surest of both": float(surer.lead > 0),
        **logarithms("read as", verdict),
    }


def days_between(one: str, other: str) -> float:
    """The days between two articles, from 0 to 1; 0 where a day is not known."""
    if not (one and other):
        return 0.0
    days = abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    return math.log1p(min(days, LONG_AGO)) / math.log1p(LONG_AGO)


def chances(measured: Sequence[Measured], weights: Weights) -> Chances:
    """The chances of the relations of pairs of claims, by what was measured of them."""
    if not measured:
        return np.zeros((0, len(KINDS)))
    table = np.array([[1.0, *one.values()] for one in measured])
    return 1 / (1 + np.exp(-table @ np.array([list(weights[kind].values()) for kind in KINDS]).T))  # type: ignore[no-any-return]


def logits(chances: Chances) -> Chances:
    """Chances as log odds."""
    return np.log(chances / (1 - chances).clip(1e-9)).clip(-MOST, MOST)  # type: ignore[no-any-return]


@cache
def load_weights() -> dict[str, Weights]:
    """The weights for claims that were read "alone", and for those that were also read "together"."""
    path = resource("models", "likeness", "weights.json")
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
