"""Attributions that claim the same words: doubled, one inside the other, side by side, or one source for each cue."""

from kg.model import Parse, Span, Spans, hull, touches
from kg.nest.beside import cites
from kg.nest.tree import Node, Tree, children, minus, remove, shared, siblings

SAME = 0.6  # of the characters: two contents that share as much are one content
JOINING = frozenset({"and", "while", "but", "as"})


def untangle(tree: Tree, parse: Parse) -> None:
    """Settle every pair of sibling attributions whose words overlap, until none does."""
    settled = False
    while not settled:
        settled = not any(settle(one, other, tree, parse) for one, other in siblings(tree))


def settle(one: Node, other: Node, tree: Tree, parse: Parse) -> bool:
    """Settle one pair; tell whether anything changed."""
    a, b = one.attribution, other.attribution
    if shared(a.content, b.content) >= SAME:
        return same_content(one, other, tree, parse)
    for outer, inner in ((one, other), (other, one)):
        if touches(inner.attribution.cue, outer.attribution.content):
            return cue_inside(outer, inner, tree)
    return False


def cue_inside(outer: Node, inner: Node, tree: Tree) -> bool:
    """A cue inside another's content: nested if its source is inside too, else a second verb of the same sentence."""
    a, b = outer.attribution, inner.attribution
    doubles = [child for child in children(outer, tree) if touches(child.attribution.cue, b.cue)]
    if b.source and not touches(b.source, a.content):
        start = min(b.cue[0].start, *(s.start for s in b.source if touches((s,), a.content)), hull(a.content).end)
        rest = minus(a.content, Span(start, hull((*a.content, *b.content)).end))
        if not rest:
            remove(outer, tree)
            return True
        outer.change(content=rest)
        for child in [c for c in children(outer, tree) if not touches(c.attribution.content, rest)]:
            remove(child, tree)
        return True
    if doubles:
        remove(inner, tree)
    else:
        inner.parent = outer
    return True


def same_content(one: Node, other: Node, tree: Tree, parse: Parse) -> bool:
    """Two cues for one content: each takes the source next to it; then the hops are put in order.

    "X reported that Y, said Z": what stands after the content is outside, Z > X. "Y, X said, Z reported": the later
    is outside. Joined by "and" before the content they are two chains. With the same source they are one attribution.
    """
    a, b = one.attribution, other.attribution
    if set(a.source) == set(b.source):
        if len(a.source) < 2:
            # who reports and cites somebody else reports: whom he cites is found behind the other cue
            weaker = min((one, other), key=lambda node: (not cites(node, parse), node.attribution.probability))
            remove(weaker, tree)
            return True
        for node in (one, other):
            node.change(source=nearest(node.attribution.source, node.attribution.cue[0]))
        return True
    content = hull(a.content)
    after_a, after_b = a.cue[0].start >= content.end, b.cue[0].start >= content.end
    if not after_a and not after_b and (joined(a.cue[-1].end, b.cue[0].start, parse) or set(a.source) & set(b.source)):
        return False
    first, second = (one, other) if a.cue[0].start < b.cue[0].start else (other, one)
    outer, inner = (second, first) if after_a or after_b else (first, second)
    inner.parent = outer
    return True


def nearest(source: Spans, cue: Span) -> Spans:
    """The part of a source that stands next to the cue."""
    return (min(source, key=lambda span: max(span.start - cue.end, cue.start - span.end)),)


def joined(start: int, end: int, parse: Parse) -> bool:
    """Whether a conjunction stands between two cues."""
    return any(parse.tokens[n].text.casefold() in JOINING for n in parse.numbers(Span(start, max(start, end))))
