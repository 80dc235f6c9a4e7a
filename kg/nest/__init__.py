"""The hops in their order: attributions that overlap are untangled, and those beside a cue are put in their place."""

from kg.model import Attribution, Parse
from kg.nest.beside import carried, cited, told_by
from kg.nest.closing import added, apart, closings, displaced, mended
from kg.nest.counting import counting
from kg.nest.figures import figures
from kg.nest.going_on import going_on
from kg.nest.inside import according, inside
from kg.nest.interrupted import interrupted
from kg.nest.missed import missed
from kg.nest.overlapping import untangle
from kg.nest.phrasing import phrased
from kg.nest.quoting import quoted_as
from kg.nest.sources import (
    accused,
    appositions,
    documents,
    elliptic,
    named_behind,
    owners,
    recipients,
    relatives,
    subjects,
    without_recipients,
)
from kg.nest.tidy import (
    nominal,
    without_anonymity,
    without_asides,
    without_contrast,
    without_idle,
    without_insight,
    without_participle,
    without_questions,
    without_second_clause,
    without_verdict,
)
from kg.nest.tree import flatten, grow

__all__ = ["nest"]


def nest(attributions: tuple[Attribution, ...], text: str, parse: Parse) -> tuple[Attribution, ...]:
    """Order the attributions of an article by who reports whom; each tells its parent by number.

    The encoder gives cues with their arguments, the inner ones of a content separately. What it cannot say, as its
    training data have no nesting, is settled here by the parse.
    """
    tree = grow(attributions)
    without_anonymity(tree, text, parse)
    without_questions(tree, parse)
    without_insight(tree, parse)
    phrased(tree, parse)
    owners(tree, parse)
    relatives(tree, parse)
    appositions(tree, parse)
    named_behind(tree, parse)
    recipients(tree, parse)
    quoted_as(tree, parse)
    behind = closings(parse)
    displaced(tree, behind)
    mended(tree, parse)
    without_asides(tree, parse)
    according(tree, parse)
    untangle(tree, parse)
    apart(tree, parse)
    cited(tree, parse)
    told_by(tree, parse)
    without_recipients(tree, parse)
    accused(tree, parse)
    without_second_clause(tree, parse)
    without_contrast(tree, parse)
    without_verdict(tree, parse)
    without_participle(tree, parse)
    documents(tree, parse)
    subjects(tree, parse)
    elliptic(tree, parse)
    nominal(tree, parse)
    without_idle(tree, parse)
    interrupted(tree, parse)
    figures(tree, parse)
    counting(tree, parse)
    missed(tree, text, parse)
    added(tree, behind)
    going_on(tree, parse)
    inside(tree, parse)
    carried(tree, parse)
    return flatten(tree)
