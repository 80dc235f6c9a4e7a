"""The claims of an article: what is reported, word by word, and through whom."""

from dataclasses import replace

from kg.claims.chains import Sourced, chains_of
from kg.claims.continued import continued
from kg.claims.evidence import pieces, says_nothing, topic, voice_of
from kg.claims.narrated import dated, narrated
from kg.model import Article, Attribution, Chain, Claim, Parse, Spans, hull, touches
from kg.reporting import relies
from kg.stance import stance_of

__all__ = ["dated", "make_claims"]

MOSTLY = 0.6  # of a claim's characters: an attribution inside that takes as much says all that the claim says


def make_claims(
    article: Article,
    parse: Parse,
    attributions: tuple[Attribution, ...],
    sources: tuple[tuple[str, ...], ...],
    own: frozenset[str],
) -> tuple[Claim, ...]:
    """Make claims of attributed contents, of quotations that go on, and of what the article itself tells.

    Args:
        sources: for each attribution the keys of its actors.
        own: keys of the article's own publisher and agency; they are no hop.
    """
    stances = [stance_of(parse, a.cue) for a in attributions]
    sourced = [Sourced(*one) for one in zip(attributions, sources, stances, strict=True)]
    claims = [claim for number in range(len(sourced)) for claim in claims_of(number, sourced, article, parse, own)]
    claims += continued(article, parse, claims)
    claims += narrated(article, parse, claims, attributions)
    return tuple(sorted(merged(claims), key=lambda claim: (hull(claim.evidence), claim.evidence)))


def claims_of(number: int, sourced: list[Sourced], article: Article, parse: Parse, own: frozenset[str]) -> list[Claim]:
    """The claims of one attribution: its content by sentence, save where one inside it says all of it."""
    one = sourced[number]
    if of_himself(number, sourced):
        return []
    chains = chains_of(number, sourced, article.text, own)
    found = []
    content = topic(one.attribution.content, article.text) if one.stance == "declined" else one.attribution.content
    for evidence in pieces(content, article.text, parse):
        empty = one.stance == "asserted" and says_nothing(evidence, article.text, parse)
        if not empty and not told_inside(number, evidence, sourced, parse):
            found.append(Claim(evidence, tuple(c for c in chains if c), one.stance, voice_of(evidence, article.text)))
    return found


def told_inside(number: int, evidence: Spans, sourced: list[Sourced], parse: Parse) -> bool:
    """Whether an attribution inside takes up most of a claim, so that the inner claim stands for it.

    Not where the outer one is denied or the inner cue is a noun ("denied a report by X that …"): then there are two.
    """
    if sourced[number].stance != "asserted":
        return False
    size = sum(span.end - span.start for span in evidence)
    for place, inner in enumerate(sourced):
        a = inner.attribution
        if a.parent == number and a.source and verbal(a, parse) and not of_himself(place, sourced):
            whole = hull((*a.source, *a.cue, *a.content))
            taken = sum(max(0, min(span.end, whole.end) - max(span.start, whole.start)) for span in evidence)
            if taken >= MOSTLY * size:
                return True
    return False


def of_himself(number: int, sourced: list[Sourced]) -> bool:
    """Whether somebody only tells what he himself says or thinks ("she said she believed …"): that is one claim."""
    one = sourced[number]
    parent = one.attribution.parent
    return (
        parent is not None
        and one.stance == "asserted"
        and one.sources == sourced[parent].sources
        and touches(one.attribution.source, sourced[parent].attribution.content)
        and all(other.attribution.parent != number for other in sourced)
    )


def verbal(attribution: Attribution, parse: Parse) -> bool:
    """Whether a cue has a verb or preposition ("said", "according to"), not only a noun ("a claim by")."""
    cue = [parse.tokens[n] for span in attribution.cue for n in parse.numbers(span)]
    if relies(cue) or any(token.text.casefold() == "according" for token in cue):
        return True
    told = any(token.pos in {"VERB", "AUX", "ADP", "SCONJ"} for token in cue)
    return told and not all(token.pos in {"NOUN", "ADP", "DET"} for token in cue)


def merged(claims: list[Claim]) -> list[Claim]:
    """Claims with the same words as one, with the chains of all."""
    by_words: dict[Spans, Claim] = {}
    for claim in claims:
        first = by_words.get(claim.evidence)
        chains = surest((*first.chains, *claim.chains)) if first else claim.chains
        by_words[claim.evidence] = replace(first or claim, chains=chains)
    return list(by_words.values())


def surest(chains: tuple[Chain, ...]) -> tuple[Chain, ...]:
    """Of chains through the same actors with the same stances, which two cues may give, the surest."""
    ordered = sorted(chains, key=lambda chain: min((hop.probability for hop in chain), default=0.0))
    by_actors = {tuple((hop.actor, hop.stance) for hop in chain): chain for chain in ordered}
    return tuple(chain for chain in dict.fromkeys(chains) if chain in by_actors.values())
