"""Which relations stand between the claims of two articles, with how sure that is and the reason in words."""

from collections.abc import Iterator, Mapping
from typing import Literal

from kg.compare.encoder import ClaimsEncoder
from kg.compare.figures import Pair, compared
from kg.compare.gists import Figure, Gist
from kg.compare.index import Relation
from kg.compare.likeness import KINDS, Compared
from kg.compare.weighing import Side, near_pairs
from kg.compare.wording import joined, with_article

LEAST = {"same": 0.1, "figures": 0.08, "measure": 0.08, "denied": 0.1}  # chance from which a relation is kept
# Stances of which one can contradict the other: two denials do not, nor does who declines to comment
OPPOSABLE = ({"asserted"}, {"asserted", "denied"})


def relations_between(one: Side, other: Side, encoder: ClaimsEncoder, alike: float = 1.0) -> Iterator[Relation]:
    """The relations between the claims of two articles, or within one where both are the same.

    `alike` is how alike the two articles are, by their rare words. The encoder begins at once to read what it must, in
    the background; who takes the relations waits for it.
    """
    if not (one.claims and other.claims):
        return iter(())
    pairs = near_pairs(one, other, encoder, alike)
    weighed = zip(pairs.claims, pairs.weighed(encoder), strict=True)
    return (
        found
        for (a, b), chances in weighed
        for found in relations_of(a, b, dict(zip(KINDS, chances.tolist(), strict=True)))
    )


def relations_of(one: Compared, other: Compared, chances: Mapping[str, float]) -> Iterator[Relation]:
    """The relations between two claims, by their chances and what their figures and stances allow."""
    one, other = sorted((one, other), key=lambda claim: claim.gist.claim)  # reasons name one first, whichever it was
    first, second = one.gist.claim, other.gist.claim
    if one.alike(other):
        yield Relation(first, second, "same", 1.0)
        return
    scores = dict(chances)
    if apart := figures_apart(one, other):
        # Alike in all but their figures: they tell of one thing, and differ in how much of it there is.
        scores[apart], scores["same"] = max(scores[apart], scores["same"]), 0.0
    if against(one, other) or against(other, one):
        # A denial never counts with what it denies, however alike their words.
        scores["denied"], scores["same"] = max(scores["denied"], scores["same"]), 0.0
    if not one.comparable(other):
        scores["same"] = 0.0
    if {one.gist.stance, other.gist.stance} not in OPPOSABLE or one.origins & other.origins:
        scores["denied"] = 0.0  # of those who seem to contradict themselves, one in eight does
    for kind, score in scores.items():
        if score >= LEAST[kind] and (reason := reason_for(kind, one, other)) is not None:
            yield Relation(first, second, kind, round(score, 3), reason)


def figures_apart(one: Compared, other: Compared) -> Literal["figures", "measure"] | None:
    """Whether the figures of two claims keep them from saying the same: they conflict, or count a wider thing."""
    pairs = compared(one.gist.figures, other.gist.figures)
    if any(pair.holds == "equal" for pair in pairs):
        return None
    if any(pair.counts == "same" and pair.holds == "conflicting" for pair in pairs):
        return "figures"
    return "measure" if any(pair.counts == "wider" for pair in pairs) else None


def against(one: Compared, other: Compared) -> bool:
    """Whether a claim is a denial, and another one is none and does not say no by its words either."""
    return one.is_denial and not other.is_denial and not other.gist.negative


def reason_for(kind: str, one: Compared, other: Compared) -> str | None:
    """Why two claims are said to stand so, in words; None where nothing in them bears it out."""
    if kind == "same":
        return ""
    if kind == "denied":
        return denial(one, other)
    pairs = compared(one.gist.figures, other.gist.figures)
    if kind == "figures":
        fitting = [p for p in pairs if p.holds == "conflicting" and p.counts == "same"]
    else:
        fitting = [p for p in pairs if p.counts == "wider" or (p.counts == "other" and p.holds == "conflicting")]
    best = min(fitting, key=lambda p: p.counts == "other", default=None)
    return figures_in_words(best, kind) if best else None


def denial(one: Compared, other: Compared) -> str:
    """Who denied what whom said; words that only say no contradict it, as nobody is told to deny."""
    denier, teller = (one, other) if says_against(one) and not says_against(other) else (other, one)
    if not says_against(denier):
        return f"{who(one.gist)} and {who(other.gist)} contradict each other"
    verb = "denied" if denier.is_denial else "contradicted"
    return f"{who(denier.gist)} {verb} what {who(teller.gist)} said"


def says_against(claim: Compared) -> bool:
    """Whether a claim says no, by its words or as a denial."""
    return claim.gist.negative or claim.is_denial


def who(gist: Gist) -> str:
    """On whom a claim rests, in words."""
    return joined([with_article(origin) for origin in sorted(gist.origins)]) if gist.origins else "the article"


def figures_in_words(pair: Pair, kind: str) -> str:
    """Why two figures differ."""
    told = f"{in_words(pair.one)} and {in_words(pair.other)}"
    return f"{told} cannot both hold" if kind == "figures" else f"{told} count different things"


def in_words(figure: Figure) -> str:
    """A figure as it is told, with what it counts."""
    told = figure.of if figure.of.casefold() not in figure.words.casefold() else ""  # "78 percent" is of percent
    return f"“{figure.words}” {told}".strip()
