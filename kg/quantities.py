"""The quantities that a part of a text reports: bounds, qualifier, what is counted, where the words stand.

How a qualifier is read stands in `ontology/qualifiers.csv`: "at least 100" has a lower bound only, "nearly
1,000" an upper bound and is approximate.  A number whose reading is not sure (a year, an age, a model's
number, a difference) is left out.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kg.affected import Place, words
from kg.counted import what_is_counted
from kg.model import Parse, Quantity, Sentence, Span, Spans, Token, overlap
from kg.model import within as lies_in
from kg.numerals import Numeral, find_numerals
from kg.tables import rows

LONGEST_QUALIFIER = 60
QUOTE = "[\"“”'‘’]?"
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?\.?"
DATE_BEFORE = re.compile(rf"\b{MONTH}\s+$|[(\s]\d{{1,2}}\s+{MONTH},?\s+$|\b{MONTH}\s+\d{{1,2}},\s+$")
DATE_AFTER = re.compile(rf"\s+{MONTH}(?!\w)(?!\s+(?:be|have|reach|rise|not)\b)")
TIME_AFTER = re.compile(r"\s?(?:[ap]\.?m\b|o[’']clock|GMT|UTC|[BECMP][SD]T\b|hrs\b|noon|midnight)", re.IGNORECASE)
AGE_AFTER = re.compile(r"[\s-]years?[\s-](?:old|of[\s-]age)", re.IGNORECASE)
FRACTION_BEFORE = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|tenths?|hundredths?|percent|%)\s+of\s+$", re.IGNORECASE
)
AGE_AROUND = re.compile(r"^(?:,|\s?\))")
STREET_AFTER = re.compile(r"(?:\s+[A-Z]\w+)+\s+(?:Street|St|Avenue|Ave|Road|Rd|Lane|Square|Boulevard|Drive)\b")
RATE_BEFORE = re.compile(r"\b(\w+)\s+(in|out\s+of|of)(?:\s+every)?\s+$", re.IGNORECASE)
RATE_AFTER = re.compile(
    r"\s+(?:in\s+(?:every\s+)?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty)"
    r"|(?:out\s+)?of\s+(?:every\s+\W?\w+|ten|10{1,3}))\b"
)
FRACTION_BEFORE = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|tenths?|hundredths?|percent|%)\s+of\s+$", re.IGNORECASE
)
ROUND = frozenset({10, 100, 1000})
CAME_FROM = re.compile(r"\s+from\s+\d")
AFFECTED_AFTER = re.compile(
    r"\s+(?:\w+\s+)?(?:(?:was|were|is|has|had|been|also|still)\s+)*(?:killed|dead|died|injured|wounded|hurt|missing|slain)\b"
)
ELLIPSIS = re.compile(
    r"\b(?:put|puts|putting|place|places|placed|set|sets)\s+(?:it|them|that|this|the\s+(?:figure|number|toll|count))\s+at\s+$"
)


class Reading(NamedTuple):
    """What a qualifier does to a number: `lower` keeps the lower bound only, and so on.

    `after` names the kind of word that must stand before it: "by" qualifies only after a change ("fell by").
    """

    reading: str
    approximate: bool
    after: str = ""


@dataclass(frozen=True)
class Qualified:
    """A number with the words around it that qualify it; `low` and `high` are its bounds."""

    numeral: Numeral
    span: Span
    low: Decimal | None
    high: Decimal | None
    words: str | None
    approximate: bool


class Counted(NamedTuple):
    """A qualified number and what it counts."""

    number: Qualified
    of: str


def find_quantities(text: str, parse: Parse, within: Spans) -> tuple[Quantity, ...]:
    """Find the quantities in `within`, in text order.

    The parse must cover these characters; sentences around them help to tell what is counted.
    """
    numbers = [n for n, s in enumerate(parse.sentences) if any(overlap(s.span, part) for part in within)]
    found = [counted for number in numbers for counted in in_sentence(text, parse, number)]
    return tuple(cut for counted in found if (cut := _cut(counted, within)))


def in_sentence(text: str, parse: Parse, number: int) -> list[Counted]:
    """All quantities of one sentence; a number put "at 6.1" takes over what the one before it counted."""
    sentence = parse.sentences[number]
    found: list[Counted] = []
    for numeral in find_numerals(text, sentence.span):
        qualified = qualify(text, sentence.span, numeral)
        if qualified is None or not_counting(text, parse, sentence, qualified):
            continue
        of = _counted(text, parse, sentence, qualified)
        if of is None and ELLIPSIS.search(text, sentence.span.start, qualified.span.start):
            of = _taken_over(text, parse, number, found)
        if of is not None:
            found.append(Counted(qualified, of))
    return found


def qualify(text: str, sentence: Span, numeral: Numeral) -> Qualified | None:
    """Put a number and its qualifiers together; None where they contradict or make it no quantity."""
    start, end, readings = numeral.span.start, numeral.span.end, list[Reading]()
    while match := _before().search(text, max(sentence.start, start - LONGEST_QUALIFIER), start):
        reading = _readings()[_plain(match[1])]
        if reading.reading == "range" and not numeral.joined:
            break
        if reading.after and not _follows(text[sentence.start : match.start(1)], reading.after):
            break
        start = match.start(1)
        readings.append(reading)
    if match := _after().match(text, end, sentence.end):
        end = match.end(1)
        readings.append(_readings_after()[_plain(match[1])])
    kinds = {reading.reading for reading in readings}
    if kinds == {"upper"} and CAME_FROM.match(text, end):
        kinds = {"exact"}  # "revised the toll up to 243 from 187"
    if kinds & {"skip", "difference"} or kinds >= {"lower", "upper"}:
        return None
    return Qualified(
        numeral,
        Span(start, end),
        None if "upper" in kinds else numeral.low,
        None if "lower" in kinds else numeral.high,
        _words(text, Span(start, end), numeral),
        numeral.vague or any(reading.approximate for reading in readings),
    )


def _follows(before: str, kind: str) -> bool:
    """Whether one of the last words before is of that kind."""
    return any(word in words(kind) for word in re.findall(r"\w+", before.casefold())[-6:])


def _words(text: str, span: Span, numeral: Numeral) -> str | None:
    """The words that qualify the number, in lower case; those of a vague number belong to them."""
    before = text[span.start : numeral.span.end if numeral.vague else numeral.span.start]
    before = re.sub('["“”]', "", before)
    return _plain(before).strip("'‘’ ") or _plain(text[numeral.span.end : span.end]).strip(" -") or None


@cache
def _readings() -> dict[str, Reading]:
    return {
        words_: Reading(row["reading"], row["approximate"] == "yes", row["after"])
        for row in rows("qualifiers")
        for words_ in row["words"].split("|")
    }


@cache
def _readings_after() -> dict[str, Reading]:
    return {
        row["words"].strip(): Reading(row["reading"], row["approximate"] == "yes") for row in rows("qualifiers_after")
    }


@cache
def _before() -> re.Pattern[str]:
    ways = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(_readings(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?<!\w-)({ways})(?:(?<=\w)\s+|(?<!\w)\s*){QUOTE}(?:the\s+|a\s+|an\s+)?$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    ways = "|".join(re.escape(row["words"]).replace(r"\ ", r"\s+") for row in rows("qualifiers_after"))
    return re.compile(rf"{QUOTE}(?:(?<=\w)\s+(?=o|a))?({ways})(?!\w)", re.IGNORECASE)


def _plain(words_: str) -> str:
    return " ".join(words_.casefold().split())


def not_counting(text: str, parse: Parse, sentence: Sentence, found: Qualified) -> bool:
    """Whether the number is no quantity: a date, time, age, rate, address, label or part of a name."""
    numeral = found.numeral
    if _preposition(parse, found):
        return True
    before, after = text[sentence.span.start : numeral.span.start], text[numeral.span.end : sentence.span.end]
    if FRACTION_BEFORE.search(before) or RATE_AFTER.match(after):
        return True
    if numeral.unit:
        return False
    return (
        bool(DATE_BEFORE.search(before) and numeral.digits)
        or bool(DATE_AFTER.match(after) and numeral.high < 32)
        or bool(TIME_AFTER.match(after) or AGE_AFTER.match(after) or STREET_AFTER.match(after))
        or _rate(before, numeral)
        or _age(parse, numeral, after)
        or _year(text, numeral, found)
        or _named(text, parse, sentence, numeral)
        or _pronoun(numeral, found, after)
        or _during(after, found)
    )


def _preposition(parse: Parse, found: Qualified) -> bool:
    """Whether "about" or "over" may be a preposition: "learn about 529 plans", "rule over 20 villages"."""
    word = (found.words or "").split(" ")[0]
    if word not in ("about", "over", "around"):
        return False
    first = parse.numbers(found.span).start
    if not first:
        return False
    before = parse.tokens[first - 1]
    tagged = (
        word != "around"  # the parse takes it for a preposition wherever a verb stands before it
        and not found.numeral.unit
        and parse.tokens[first].pos == "ADP"
        and before.pos in ("NOUN", "VERB", "ADJ", "ADV")
    )
    return tagged or before.lemma.lower() in words(f"with {word}")


def _rate(before: str, numeral: Numeral) -> bool:
    """Whether it is what a rate is out of, as in "one in five" and "nine out of ten"."""
    rate = RATE_BEFORE.search(before)
    if rate is None or not find_numerals(before, Span(*rate.span(1))):
        return False
    return numeral.high in ROUND or rate[2].lower() == "in"


def _age(parse: Parse, numeral: Numeral, after: str) -> bool:
    """Whether it is an age, as in "Kim, 34, said"."""
    first = parse.numbers(numeral.span).start
    if first < 2 or not AGE_AROUND.match(after):
        return False
    return parse.tokens[first - 1].text in (",", "(") and parse.tokens[first - 2].pos == "PROPN"


def _year(text: str, numeral: Numeral, found: Qualified) -> bool:
    """Whether four digits are a year: only a qualifier of several words tells otherwise."""
    digits = text[slice(*numeral.span)]
    return bool(re.fullmatch(r"(1[5-9]|20)\d\d([-–]\d+)?", digits)) and " " not in (found.words or "")


def _named(text: str, parse: Parse, sentence: Sentence, numeral: Numeral) -> bool:
    """Whether it belongs to a name or a label: "Boeing 737", "Article 5", "Group of Seven", "Five Eyes"."""
    if any(name.span.start < numeral.span.start and overlap(name.span, numeral.span) for name in parse.names):
        return True
    first = parse.numbers(numeral.span).start
    if first > sentence.first and _labels(parse, parse.tokens[first - 1], numeral):
        return True
    starts = numeral.span.start == sentence.span.start or not text[sentence.span.start : numeral.span.start].strip(
        "\"“‘'—- "
    )
    return text[numeral.span.start].isupper() and not numeral.unit and not starts and not _title_case(parse, sentence)


def _labels(parse: Parse, before: Token, numeral: Numeral) -> bool:
    if before.text.lower() in words("label"):
        return numeral.high < 10000 and before.span.end + 1 >= numeral.span.start
    known = any(overlap(name.span, before.span) and name.kind in ("place", "person") for name in parse.names)
    named = (
        before.pos == "PROPN" and before.text[:1].isupper() and not known and numeral.digits and numeral.high < 10000
    )
    return named and before.tag not in ("NNPS",) and not _title_words(before)


def _title_words(token: Token) -> bool:
    """Whether the capital says nothing: a verb or adverb of a headline that was taken for a name."""
    return any(token.text.lower() in way.split() for way in _readings()) or token.lemma.lower() in words("verb")


def _title_case(parse: Parse, sentence: Sentence) -> bool:
    long = [t.text for t in parse.tokens[sentence.first : sentence.last] if t.text[:1].isalpha() and len(t.text) > 3]
    return sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _pronoun(numeral: Numeral, found: Qualified, after: str) -> bool:
    """Whether it is "one of", "no one" and the like; a plain "one" counts people affected only."""
    one = numeral.low == numeral.high == 1 and not numeral.digits
    return one and found.words is None and not AFFECTED_AFTER.match(after)


def _during(after: str, found: Qualified) -> bool:
    """Whether "over three days" may mean during them."""
    noun = re.match(r"\s+(\w+)", after)
    return found.words == "over" and bool(noun and noun[1].lower().removesuffix("s") in words("time"))


def _counted(text: str, parse: Parse, sentence: Sentence, found: Qualified) -> str | None:
    if found.numeral.unit:
        return found.numeral.unit
    own, all_ = parse.numbers(found.numeral.span), parse.numbers(found.span)
    if not own:
        return None
    one = found.numeral.low == found.numeral.high == 1
    return what_is_counted(Place(parse.tokens, sentence, all_.start, own.start, max(own.stop, all_.stop), one))


def _taken_over(text: str, parse: Parse, number: int, found: list[Counted]) -> str | None:
    before = found or (in_sentence(text, parse, number - 1) if number else [])
    return before[-1].of if before else None


def _cut(counted: Counted, parts: Spans) -> Quantity | None:
    """The quantity, if its number lies in one of the parts; a qualifier outside of them keeps its meaning."""
    number = counted.number
    for part in parts:
        if lies_in(number.numeral.span, part):
            inside = Span(max(number.span.start, part.start), min(number.span.end, part.end))
            return Quantity(inside, number.low, number.high, counted.of, number.words, number.approximate)
    return None
