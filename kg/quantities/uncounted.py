"""Numbers that are no quantity: dates, times, ages, years, addresses, labels, parts of names."""

import re

from kg.model import Parse, Sentence, Token, overlap
from kg.quantities.affected import words
from kg.quantities.numeral import Numeral
from kg.quantities.qualifiers import Qualified, qualifying_words

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
OF_EVERY = re.compile(r"\s+(?:out\s+)?of\s+(?:every|each)\b")
WHEN = re.compile(
    r"\s+(\w+)\s+(?:ago\b|(?:earlier|later)\b(?!\s+than)|from\s+now\b|(?:before|after)\b(?=[,.;]|$))", re.IGNORECASE
)
AFFECTED_AFTER = re.compile(
    r"\s+(?:\w+\s+)?(?:(?:was|were|is|has|had|been|also|still)\s+)*(?:killed|dead|died|injured|wounded|hurt|missing|slain)\b"
)


def not_counting(text: str, parse: Parse, sentence: Sentence, found: Qualified) -> bool:
    """Whether the number is no quantity: a date, time, age, rate, address, label or part of a name."""
    numeral = found.numeral
    if numeral.out_of:
        return False
    if _preposition(parse, found):
        return True
    before, after = text[sentence.span.start : numeral.span.start], text[numeral.span.end : sentence.span.end]
    if FRACTION_BEFORE.search(before) or OF_EVERY.match(after):
        return True
    if numeral.unit:
        return not numeral.digits and _capital_inside(text, parse, sentence, numeral)
    return (
        bool(DATE_BEFORE.search(before) and numeral.digits)
        or bool(DATE_AFTER.match(after) and numeral.high < 32)
        or bool(TIME_AFTER.match(after) or AGE_AFTER.match(after) or STREET_AFTER.match(after))
        or _age(parse, numeral, after)
        or _year(text, numeral, found)
        or _named(text, parse, sentence, numeral)
        or _pronoun(numeral, found, after)
        or _during(after, found)
        or _when(after)
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
    if parse.in_name(numeral.span.start):
        return True
    first = parse.numbers(numeral.span).start
    if first > sentence.first and _labels(parse, parse.tokens[first - 1], numeral):
        return True
    return not numeral.unit and _capital_inside(text, parse, sentence, numeral)


def _capital_inside(text: str, parse: Parse, sentence: Sentence, numeral: Numeral) -> bool:
    """Whether it begins with a capital without being the first word: "the Ninety Percent podcast"."""
    if not text[numeral.span.start].isupper():
        return False
    before = text[sentence.span.start : numeral.span.start]
    return bool(before.strip("\"“‘'—- ")) and not _title_case(parse, sentence)


def _labels(parse: Parse, before: Token, numeral: Numeral) -> bool:
    if before.text.lower() in words("label"):
        return numeral.high < 10000 and before.span.end + 1 >= numeral.span.start
    if before.pos != "PROPN" or not before.text[:1].isupper() or not numeral.digits or numeral.high >= 10000:
        return False
    known = any(overlap(name.span, before.span) and name.kind in ("place", "person") for name in parse.names)
    return not known and before.tag != "NNPS" and not _title_words(before)


def _title_words(token: Token) -> bool:
    """Whether the capital says nothing: a verb or adverb of a headline that was taken for a name."""
    return token.text.lower() in qualifying_words() or token.lemma.lower() in words("verb")


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


def _when(after: str) -> bool:
    """Whether it tells when, as in "two days before," and "three years ago"; how long something takes is a quantity."""
    found = WHEN.match(after)
    return bool(found and found[1].lower().removesuffix("s") in words("time"))
