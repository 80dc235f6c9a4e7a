"""The hops in their order: attributions that overlap are untangled, and those beside a cue are put in their place."""

from kg.model import Attribution, Parse
from kg.nest.beside import carried, cited, told_by
from kg.nest.overlapping import untangle
from kg.nest.tree import flatten, grow

__all__ = ["nest"]


def nest(attributions: tuple[Attribution, ...], text: str, parse: Parse) -> tuple[Attribution, ...]:
    """Order the attributions of an article by who reports whom; each tells its parent by number.

    The encoder gives cues with their arguments, the inner ones of a content separately. What it cannot say, as its
    training data have no nesting, is settled here by the parse.
    """
    tree = grow(attributions)
    untangle(tree, parse)
    cited(tree, text, parse)
    told_by(tree, parse)
    carried(tree, parse)
    return flatten(tree)
