"""Who speaks where in a text: the hops of all chains as attributions, each once, with the words that came through it.

A chain tells who cites whom, a page shows it: what the first source said encloses what the second one said in it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from kg.model import Chain, Claim, Hop, Span, Spans, Stance, overlap, touches

UNSURE = 0.8  # confidence under which one attribution in five or more is wrong
# Words that stand between two parts of a content belong to it, unless a sentence or a line ends there.
ENDS = re.compile(r"[.!?\r\n]")


@dataclass(frozen=True)
class Spoken:
    """An attribution: the chains down to its speaker, what came through it, and the numbers, from 1, of its claims.

    There are several chains where sources are joint. `lane` is the depth from 1, or more where another attribution
    of that depth takes the same words.
    """

    ways: tuple[Chain, ...]
    content: Spans
    claims: tuple[int, ...]
    lane: int

    @property
    def hops(self) -> tuple[Hop, ...]:
        """The hops of the speakers themselves, with the same words for source and cue."""
        return tuple(way[-1] for way in self.ways)

    @property
    def stance(self) -> Stance:
        """How the speakers stand to the content."""
        return self.hops[0].stance

    @property
    def unsure(self) -> bool:
        """Whether it was read with little confidence."""
        return any(map(is_unsure, self.hops))


def find_spoken(claims: Sequence[Claim], text: str) -> tuple[Spoken, ...]:
    """The attributions of the claims, outer ones first, each in a lane that no other takes where they overlap."""
    found: dict[tuple[int, Spans, Spans, Stance], Spoken] = {}
    for number, claim in enumerate(claims, start=1):
        for hops in claim.chains:
            for depth, hop in enumerate(hops, start=1):
                one = Spoken((hops[:depth],), _content(claim.evidence, hops, depth, text), (number,), depth)
                key = (depth, hop.source, hop.cue, hop.stance)
                found[key] = _together(found[key], one) if key in found else one
    return _in_lanes(sorted(found.values(), key=lambda one: (one.lane, one.content)))


def is_unsure(hop: Hop) -> bool:
    """Whether a hop was read with little confidence."""
    return hop.probability < UNSURE


def _content(evidence: Spans, hops: Chain, depth: int, text: str) -> Spans:
    """What came through the hop at that depth: the claim's words, the hops further in, and what lies between."""
    own, inner = hops[depth - 1], hops[depth:]
    if not inner:
        return evidence
    told = {*evidence, *(words for hop in inner for words in (*hop.source, *hop.cue))}
    return _joined(told, lambda gap: _one_piece(gap, (*own.source, *own.cue), text))


def _one_piece(gap: Span, own: Spans, text: str) -> bool:
    """Whether what lies on both sides is one, as neither the speaker's own words nor an end stand between."""
    return not (any(overlap(gap, words) for words in own) or ENDS.search(text[gap.start : gap.end]))


def _joined(spans: Iterable[Span], over: Callable[[Span], bool]) -> Spans:
    """The ranges in order, with those made one that touch, overlap, or are one `over` the gap between them."""
    joined: list[Span] = []
    for span in sorted(spans):
        gap = Span(joined[-1].end, span.start) if joined else span
        if joined and (gap.start >= gap.end or over(gap)):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _together(one: Spoken, other: Spoken) -> Spoken:
    return replace(
        one,
        ways=tuple(dict.fromkeys((*one.ways, *other.ways))),
        content=_joined((*one.content, *other.content), lambda gap: False),
        claims=tuple(dict.fromkeys((*one.claims, *other.claims))),
    )


def _in_lanes(found: Iterable[Spoken]) -> tuple[Spoken, ...]:
    placed: list[Spoken] = []
    for one in found:
        taken = {other.lane for other in placed if touches(one.content, other.content)}
        placed.append(replace(one, lane=next(lane for lane in count(one.lane) if lane not in taken)))
    return tuple(placed)
