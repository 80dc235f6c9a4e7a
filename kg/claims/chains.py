"""The chains that a content came through: one for each way through the enclosing attributions' joint sources."""

from dataclasses import dataclass, replace

from kg.claims.evidence import voice_of
from kg.model import Attribution, Chain, Hop, Stance


@dataclass(frozen=True)
class Sourced:
    """An attribution with the keys of its joint sources and its stance."""

    attribution: Attribution
    sources: tuple[str, ...]
    stance: Stance


def chains_of(number: int, sourced: list[Sourced], text: str, own: frozenset[str]) -> tuple[Chain, ...]:
    """The chains of an attribution's content, from the source nearest to the article to the origin.

    Args:
        number: which attribution.
        sourced: all of them; parents stand before their children.
        own: keys of the article's own publisher and agency, which are left out where they come first.
    """
    one = sourced[number]
    parent = one.attribution.parent
    outer = chains_of(parent, sourced, text, own) if parent is not None else ((),)
    inner: list[Chain] = [(hop(one, key, text),) for key in one.sources] or [()]
    joined = (link(before + after) for before in outer for after in inner)
    return tuple(dict.fromkeys(without(chain, own) for chain in joined))


def hop(one: Sourced, key: str, text: str) -> Hop:
    """The hop that an attribution makes for one of its sources."""
    a = one.attribution
    return Hop(key, a.source, a.cue, voice_of(a.content, text), one.stance, a.probability)


def link(chain: Chain) -> Chain:
    """A chain in which nobody follows on himself ("Lee said … he added"); "Lee said he doubted" is a doubt."""
    steps: list[Hop] = []
    for step in chain:
        if step.actor not in {before.actor for before in steps}:
            steps.append(step)
        elif steps[-1].actor == step.actor and step.stance != "asserted":
            steps[-1] = replace(steps[-1], cue=(*steps[-1].cue, *step.cue), stance=step.stance)
    return tuple(steps)


def without(chain: Chain, own: frozenset[str]) -> Chain:
    """A chain that does not begin with the article's own publisher."""
    while chain and chain[0].actor in own:
        chain = chain[1:]
    return chain
