"""The quantities that a part of a text reports: bounds, qualifier, what is counted and of whom, where the words stand.

A number whose reading is not sure (a year, an age, a model's number) is left out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import Mention, Parse, Quantity, Sentence, Span, Spans
from kg.model import within as lies_in
from kg.quantities.changes import change
from kg.quantities.counted import Counted
from kg.quantities.figures import Figure, counted_by, place, quantity
from kg.quantities.numerals import find_numerals
from kg.quantities.qualifiers import qualify
from kg.quantities.uncounted import not_counting

ELLIPSIS = re.compile(
    r"\b(?:put|puts|putting|place|places|placed|set|sets)\s+(?:it|them|that|this|the\s+(?:figure|number|toll|count))\s+at\s+$"
)
LONGEST_DETERMINER = 6


@dataclass(frozen=True)
class Found:
    """A quantity with the characters of its number alone."""

    number: Span
    quantity: Quantity


def find_quantities(text: str, parse: Parse, within: Spans, mentions: Sequence[Mention] = ()) -> tuple[Quantity, ...]:
    """Find the quantities in `within`, in text order.

    The parse must cover these characters; sentences around them help to tell what is counted. Those who are counted
    get the key of the actor whom a mention of exactly these words stands for.
    """
    numbers = sorted({number for part in within for number in parse.sentence_numbers(part)})
    found = [one for number in numbers for one in in_sentence(text, parse, number)]
    return tuple(_with_actor(told, mentions) for one in found if (told := _cut(one, within)))


def in_sentence(text: str, parse: Parse, number: int) -> list[Found]:
    """All quantities of one sentence; a number put "at 6.1" takes over what the one before it counted."""
    sentence = parse.sentences[number]
    found: list[Found] = []
    waiting: list[Figure] = []
    for numeral in find_numerals(text, sentence.span):
        qualified = qualify(text, sentence.span, numeral)
        if qualified is None or not_counting(text, parse, sentence, qualified):
            continue
        figure = Figure(qualified, change(text, sentence, qualified), place(parse, sentence, qualified))
        counted = counted_by(figure)
        if counted is None and _elliptic(text, sentence, figure):
            counted = _taken_over(text, parse, number, found)
        if counted is None and figure.change.relation == "former":
            waiting.append(figure)  # "from 5,000 to 3,000 soldiers"
        if counted is None:
            continue
        found += [Found(one.found.numeral.span, quantity(text, one, Counted(counted.of))) for one in waiting]
        found.append(Found(numeral.span, quantity(text, figure, counted)))
        waiting.clear()
    return found


def _elliptic(text: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether the number is told without what it counts: "put it at 6.1", "up from 243", "5 fewer than in May"."""
    put_at = ELLIPSIS.search(text, sentence.span.start, figure.found.span.start)
    return bool(put_at) or figure.change.differs or figure.change.relation == "former"


def _taken_over(text: str, parse: Parse, number: int, found: list[Found]) -> Counted | None:
    before = found or (in_sentence(text, parse, number - 1) if number else [])
    return Counted(before[-1].quantity.of) if before else None


def _cut(found: Found, parts: Spans) -> Quantity | None:
    """The quantity, if its number lies in one of the parts; a qualifier outside of them keeps its meaning."""
    told = found.quantity
    for part in parts:
        if lies_in(found.number, part):
            inside = Span(max(told.span.start, part.start), min(told.span.end, part.end))
            whom = told.of_whom if told.of_whom and any(lies_in(told.of_whom, other) for other in parts) else None
            return replace(told, span=inside, of_whom=whom)
    return None


def _with_actor(told: Quantity, mentions: Iterable[Mention]) -> Quantity:
    """The quantity with the actor whom a mention of those counted stands for: "the 12 soldiers", or "soldiers"."""
    whom = told.of_whom
    if whom is None:
        return told
    first = told.span.start - LONGEST_DETERMINER
    meant = (m for m in mentions if m.span.end == whom.end and first <= m.span.start <= whom.start)
    actor = min(meant, key=lambda mention: (mention.span, mention.actor), default=None)
    return replace(told, actor=actor.actor) if actor else told
