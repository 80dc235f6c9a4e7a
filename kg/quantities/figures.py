"""One number of a text as a quantity: its kind and unit, what it counts, of whom, out of how many and per what."""

import re
from decimal import Decimal
from typing import NamedTuple

from kg.model import Parse, Quantity, QuantityKind, Sentence, Span
from kg.quantities.affected import DETERMINERS, Place, words
from kg.quantities.changes import Change
from kg.quantities.counted import Counted, last_noun, part_counted, those_counted, what_is_counted
from kg.quantities.numerals import find_numerals
from kg.quantities.qualifiers import Qualified
from kg.quantities.units import Unit, unit_of

OUT_OF = re.compile(r"\s+(?:per|(?:in|for|out\s+of)\s+every)\s+(?=\w)")
EACH = re.compile(
    r"\s+(?:(?P<per>per)|(?P<each>each|every)|an?)\s+(?P<noun>[^\W\d]\w*)(?!\s+(?:later|after|before|ago|earlier)\b)",
    re.IGNORECASE,
)
LONGEST_NUMBER = 30


class Figure(NamedTuple):
    """A qualified number, how it stands to others, and where; no place where the parse has no token for it."""

    found: Qualified
    change: Change
    at: Place | None


def place(parse: Parse, sentence: Sentence, found: Qualified) -> Place | None:
    """Where a number stands among the tokens."""
    own, all_ = parse.numbers(found.numeral.span), parse.numbers(found.span)
    one = found.numeral.low == found.numeral.high == 1
    return Place(parse.tokens, sentence, all_.start, own.start, max(own.stop, all_.stop), one) if own else None


def counted_by(figure: Figure) -> Counted | None:
    """What a number counts, by its sign or by the words around it; None if unclear."""
    unit = figure.found.numeral.unit
    if unit:
        return Counted(unit.name)
    if figure.at is None:
        return None
    numeral = figure.found.numeral
    return part_counted(figure.at) if numeral.out_of else what_is_counted(figure.at)


def quantity(text: str, figure: Figure, counted: Counted) -> Quantity:
    """The quantity that a number is, given what it counts."""
    found, at = figure.found, figure.at
    unit = found.numeral.unit or _unit(figure, counted)
    end = max(at.tokens[_last(at, counted, unit)].span.end, found.span.end) if at else found.span.end
    base = _base(text, end) if found.numeral.out_of is None else None
    out_of = base[0] if base else found.numeral.out_of
    per = None if base else _per(text, end)
    whom = _after_base(at, base[1]) if at and base else _whom(figure, counted, unit)
    return Quantity(
        found.span,
        found.low,
        found.high,
        counted.of,
        found.words,
        found.approximate,
        _kind(figure, counted, unit, per, out_of),
        unit.code if unit else None,
        whom,
        None,
        figure.change.relation,
        out_of,
        per,
    )


def _unit(figure: Figure, counted: Counted) -> Unit | None:
    """The unit that the counted noun is."""
    if figure.at is None or counted.noun is None or counted.of != figure.at.tokens[counted.noun].text.lower():
        return None
    tokens = figure.at.tokens[counted.first : counted.noun + 1]
    following = figure.at.tokens[counted.noun + 1].text if counted.noun + 1 < figure.at.sentence.last else ""
    return unit_of(f"{tokens[-1].text} {following}", whole=True) or unit_of(" ".join(token.text for token in tokens))


def _last(at: Place, counted: Counted, unit: Unit | None) -> int:
    """The last token of the number and its noun or unit."""
    if counted.noun is None:
        return at.last - 1
    following = at.tokens[min(counted.noun + 1, at.sentence.last - 1)].text
    two = unit is not None and unit_of(f"{at.tokens[counted.noun].text} {following}", whole=True) is not None
    return counted.noun + two


def _kind(figure: Figure, counted: Counted, unit: Unit | None, per: str | None, out_of: Decimal | None) -> QuantityKind:
    if figure.change.differs:
        return "difference"
    if out_of:
        return "rate" if out_of != figure.found.numeral.out_of or figure.found.numeral.joined else "share"
    if per:
        return "rate"
    return unit.kind if unit else "measure" if counted.of == "magnitude" else "count"


def _base(text: str, end: int) -> tuple[Decimal, int] | None:
    """Out of how many, and where that number ends: "12 deaths per 100,000 people"."""
    match = OUT_OF.match(text, end)
    numerals = find_numerals(text, Span(match.end(), min(len(text), match.end() + LONGEST_NUMBER))) if match else []
    if match and numerals and numerals[0].span.start == match.end() and numerals[0].low == numerals[0].high:
        return numerals[0].low, numerals[0].span.end
    return None


def _per(text: str, end: int) -> str | None:
    """What the number is for each of: "300 a day", "$15 per hour", "5 doses per person"."""
    match = EACH.match(text, end)
    if match is None:
        return None
    noun = match["noun"].lower()
    known = noun in words("time") or (noun in words("each") and not match["each"])
    return noun if known or (match["per"] and noun not in ("cent", "capita")) else None


def _whom(figure: Figure, counted: Counted, unit: Unit | None) -> Span | None:
    """The words for those counted, or for what a unit is of: "10 percent of voters", "$2 billion in aid"."""
    if figure.at is None:
        return None
    if unit is None:
        return _span(figure.at, those_counted(figure.at, counted))
    return _after_of_unit(figure.at, _last(figure.at, counted, unit) + 1, unit)


def _after_of_unit(at: Place, number: int, unit: Unit) -> Span | None:
    following = [token.text.lower() for token in at.tokens[number : min(number + 2, at.sentence.last)]]
    if following == ["worth", "of"]:
        number += 1
    elif following[:1] != ["of"] and (unit.kind != "money" or following[:1] != ["in"]):
        return None
    phrase = _phrase(at, number + 1)
    if following[:1] == ["in"] and phrase and at.tokens[phrase.stop - 1].text.lower() not in words("money for"):
        return None
    return _span(at, phrase)


def _after_base(at: Place, end: int) -> Span | None:
    first = next((n for n in range(at.last, at.sentence.last) if at.tokens[n].span.start >= end), at.sentence.last)
    return _span(at, _phrase(at, first))


def _phrase(at: Place, first: int) -> range | None:
    """The tokens of a noun phrase without its determiner."""
    while first < at.sentence.last and at.tokens[first].text.lower() in DETERMINERS | {"a", "an"}:
        first += 1
    noun = last_noun(at.tokens, first, at.sentence.last)
    return None if noun is None else range(first, noun + 1)


def _span(at: Place, tokens: range | None) -> Span | None:
    return Span(at.tokens[tokens.start].span.start, at.tokens[tokens.stop - 1].span.end) if tokens else None
