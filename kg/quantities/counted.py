"""What a number counts: the noun that stands with it, or people killed, injured or missing."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.model import Token
from kg.quantities.affected import DETERMINERS, SUBJECT, Place, kinds, part_of_total, state, state_of_noun, words
from kg.quantities.units import unit_of

NOUNS = frozenset({"NOUN", "PROPN"})
LONGEST_NOUN_PHRASE = 8
OPENING = frozenset({"more", "other", "additional", "further", "extra", "of", "some", "out", "about"})
CHANGED = re.compile(
    r"^(reach|hit|exceed|pass|stand|rise|fall|drop|climb|grow|approach|total|number|top|surpass|be|near|put|at|to|from|by)$"
)


class Counted(NamedTuple):
    """What a number counts, and the first token and the noun of the phrase that says so, if it follows the number."""

    of: str
    first: int = 0
    noun: int | None = None


def what_is_counted(at: Place) -> Counted | None:
    """The counted thing: killed, injured, missing, casualties, or the noun as written; None if unclear."""
    if magnitude(at):
        return Counted("magnitude")
    noun = counted_noun(at)
    if noun is None:
        told = state(at, None) or _some_of(at) or measured(at)
        return Counted(told) if told else None
    found = None if part_of_total(at) else state(at, noun)
    return Counted(found or _joint(at, noun), _after_of(at), noun)


def _some_of(at: Place) -> str | None:
    """Those of whom a number are told: "eleven of the dead", who are not all, and so no toll."""
    first = _after_of(at)
    word = at.tokens[first].text.lower() if at.last < first < at.sentence.last else ""
    return word if word in kinds("word") else None


def _joint(at: Place, noun: int) -> str:
    """The noun, with another one that is counted along with it: "several hundred women and children"."""
    last = joined_noun(at, noun)
    return " ".join(as_written(token) for token in at.tokens[noun : last + 1])


def joined_noun(at: Place, noun: int) -> int:
    """The last noun of those that one number counts together; the noun itself where it stands alone."""
    if noun + 2 >= at.sentence.last or at.tokens[noun + 1].text not in ("and", "or"):
        return noun
    for number in range(noun + 2, min(noun + 5, at.sentence.last)):
        token = at.tokens[number]
        if (token.head, token.dep) == (noun, "conj") and _is_plural(token):
            return number
        if token.pos not in ("ADJ", "NOUN"):
            break
    return noun


def _is_plural(token: Token) -> bool:
    return token.tag == "NNS" or token.text.lower() in words("unmarked plural")


def part_counted(at: Place) -> Counted | None:
    """What a fraction is of, be it one thing: "half of the village"."""
    counted = what_is_counted(replace(at, one=False))
    if counted:
        return counted
    first = _after_of(at)
    noun = last_noun(at.tokens, first, at.sentence.last)
    if noun is None and first < at.sentence.last and at.tokens[first].pos == "PRON":
        noun = first  # "two-thirds of them"
    return Counted(as_written(at.tokens[noun]), first, noun) if noun is not None else None


def as_written(token: Token) -> str:
    """The word of a noun: names as they are, others in lower case."""
    return token.text if token.pos == "PROPN" and not token.text.isupper() else token.text.lower()


def last_noun(tokens: Sequence[Token], first: int, end: int) -> int | None:
    """The number of the last noun of a phrase that begins with a token; None where it has none."""
    noun = None
    for number in range(first, min(end, first + LONGEST_NOUN_PHRASE)):
        token = tokens[number]
        if token.pos in NOUNS and not _of_the_calendar(token):
            if noun is not None and tokens[noun].tag == "NNS" and token.pos == "PROPN":
                break
            noun = number
        elif token.pos == "VERB" and token.tag in ("VBN", "VBG") and noun is None:
            continue
        elif token.tag not in ("POS", "HYPH") and (
            not _hyphened(tokens, number) if noun is not None else not _describes(token)
        ):
            break
    return noun


def _describes(token: Token) -> bool:
    return token.pos in ("ADJ", "NUM", "DET", "ADV") or token.tag == "PRP$"


def _hyphened(tokens: Sequence[Token], number: int) -> bool:
    return any(token.tag == "HYPH" for token in tokens[number - 1 : number + 2])


def those_counted(at: Place, counted: Counted) -> range | None:
    """The tokens that name those who are counted, without words for their state: "wounded Russian soldiers"."""
    noun = counted.noun
    if noun is None or state_of_noun(at.tokens[noun]):
        return None
    if at.tokens[noun].text.lower() in words("nobody") | kinds("word").keys():
        return None  # "45 casualties" does not tell who they are
    first = counted.first
    while first < noun and _opens(at.tokens[first]):
        first += 1
    return range(first, joined_noun(at, noun) + 1)


def _opens(token: Token) -> bool:
    word = token.text.lower()
    return token.pos in ("DET", "PUNCT", "NUM", "ADV", "PRON") or word in kinds("word") or word in OPENING


def _of_the_calendar(token: Token) -> bool:
    return token.text.lower() in words("calendar") and token.text[:1].isupper()


def magnitude(at: Place) -> bool:
    """Whether the number is the magnitude of an earthquake: "magnitude 6.3", "a 6.3-magnitude quake"."""
    near = at.tokens[max(at.sentence.first, at.first - 3) : min(at.sentence.last, at.last + 3)]
    return any("magnitude" in token.text.lower() for token in near)


def counted_noun(at: Place) -> int | None:
    """The number of the token that heads what is counted, to the right of the number."""
    noun, plural = None, None
    number, end = _after_of(at), min(at.sentence.last, at.last + LONGEST_NOUN_PHRASE)
    while number < end:
        token = at.tokens[number]
        if token.text == "-" and token.span.start == at.tokens[number - 1].span.end:
            # "its veto-wielding members": joined words are an adjective, but for "fact-checkers"
            joined = number + 1 < end and at.tokens[number + 1].tag == "NNS"
            noun, number = None, number + (1 if joined else 2)
            continue
        if noun is None and _is_unit(at, number):
            return number
        if _ends_phrase(at, token, noun):
            break
        if token.pos in NOUNS or token.tag in ("NN", "NNS"):
            noun = number
            plural = number if token.tag in ("NNS", "NNPS") else plural
        number += 1
    partitive = at.last < at.sentence.last and at.tokens[at.last].text.lower() == "of"
    one = at.one and not partitive
    if noun is not None and _countable(at, noun, one):
        return noun
    if (
        noun is not None
        and plural is None
        and not one
        and number == noun + 1 < end
        and _is_plural_verb(at.tokens[number])
    ):
        return number
    return None if noun is None or one else plural  # the parse may take the verb after it for a noun


def _is_plural_verb(token: Token) -> bool:
    """Whether a word may be a plural that the parse takes for a verb: "3,200 heart pumps", not "has"."""
    return token.tag == "VBZ" and token.text.endswith("s") and token.lemma.lower() not in ("be", "have", "do")


def _is_unit(at: Place, number: int) -> bool:
    """Whether a word is the plural of a unit, which the parse may take for a verb: "francs", "1.2 trillion won"."""
    token, before = at.tokens[number], at.tokens[number - 1].text
    sure = token.text[-1:] == "s" or before.endswith("illion") or ("," in before and not _definite(at))
    return token.pos in ("VERB", "AUX") and sure and unit_of(token.text, whole=True) is not None


def _definite(at: Place) -> bool:
    return at.start > at.sentence.first and at.tokens[at.start - 1].text.lower() in DETERMINERS


def _after_of(at: Place) -> int:
    """The token after the number and an "of the" that follows it."""
    number = at.last
    if number + 1 < at.sentence.last and at.tokens[number].text.lower() == "out":
        number += 1
    if number < at.sentence.last and at.tokens[number].text.lower() == "of":
        number += 1
        while number < at.sentence.last and at.tokens[number].text.lower() in DETERMINERS | {"some"}:
            number += 1
        # "19 of the 23 people": step over the total
        while number < at.sentence.last and at.tokens[number].pos == "NUM":
            number += 1
    elif number < at.sentence.last and at.tokens[number].text.lower() in DETERMINERS and at.sentence.first < number:
        number += at.tokens[number - 1].text.lower() == "half"  # "half the crew"
    return number


def _ends_phrase(at: Place, token: Token, noun: int | None) -> bool:
    word = token.text.lower()
    if (word in words("calendar") and token.text[0].isupper()) or word in words("word"):
        return noun is not None or word not in ("injured", "wounded", "dead", "missing", "slain")
    if token.pos in NOUNS or token.tag in ("NN", "NNS"):
        after_plural = noun is not None and at.tokens[noun].tag in ("NNS", "NNPS")
        return after_plural and token.pos == "PROPN"
    if noun is not None and at.tokens[noun].pos == "NOUN":
        return word not in ("'s", "’s")
    if token.pos == "VERB":
        return token.tag not in ("VBN", "VBG") or noun is not None
    if token.pos == "NUM":
        return noun is None
    return token.pos not in ("ADJ", "ADV") and word not in (
        "'s",
        "’s",
        "’",
        "'",
        '"',
        "“",
        "”",
        "more",
        "other",
    )


def _countable(at: Place, noun: int, one: bool) -> bool:
    """Whether the noun agrees with the number: plural, unless it counts one."""
    token = at.tokens[noun]
    plural = token.tag in ("NNS", "NNPS") or token.text.lower() in words("unmarked plural") or token.text[-1:] == "s"
    return not plural or token.text.lower() in words("unmarked plural") if one else plural


def measured(at: Place) -> str | None:
    """What a number tells of a noun before it: "the death toll rose to 187", "the injured are 12"."""
    if at.start <= at.sentence.first or not _tells(at):
        return None
    for number in range(at.start - 1, at.sentence.first - 1, -1):
        token = at.tokens[number]
        lemma, before = token.lemma.lower(), at.tokens[max(number - 1, at.sentence.first)]
        if token.pos in NOUNS and lemma in words("killed measure"):
            if at.tokens[number + 1].text.lower() == "of" and number + 2 < at.start:  # "the toll of infections"
                return _measure(at, number)
            return kinds("word").get(before.text.lower(), "killed")
        if token.pos in NOUNS and lemma in words("measure"):
            return _measure(at, number)
        if _changes(at, token) and (found := state_of_noun(token)):
            return found
        if before.text.lower() == "the" and (found := kinds("word").get(token.text.lower())):
            return found
    return None


def _changes(at: Place, token: Token) -> bool:
    """Whether the number is what a subject comes to: "deaths fell to 12"."""
    verb = at.tokens[token.head]
    return (
        token.dep in SUBJECT and bool(CHANGED.match(verb.lemma.lower())) and token.head in range(at.start - 2, at.first)
    )


def _tells(at: Place) -> bool:
    """Whether the word before the number, or its qualifier, links it to what stands before."""
    before = at.tokens[at.start - 1].lemma.lower()
    in_qualifier = (token.lemma.lower() for token in at.tokens[at.start : at.first])
    return bool(CHANGED.match(before)) or any(CHANGED.match(lemma) for lemma in in_qualifier)


def _measure(at: Place, noun: int) -> str | None:
    """What "the number of X" counts: people killed, injured or missing, or X."""
    token = at.tokens[noun]
    rest = at.tokens[noun + 1 : min(noun + 7, at.start)]
    before = at.tokens[max(noun - 1, at.sentence.first)]
    if not rest or rest[0].text.lower() != "of":
        if token.text.lower() == "numbers" and before.pos == "NOUN":
            return before.text.lower()  # "troop numbers"
        return kinds("word").get(before.text.lower()) or state_of_noun(before)
    found = [s for t in rest if (s := kinds("word").get(t.text.lower()) or state_of_noun(t))]
    if found or token.lemma.lower() == "figure":
        return found[0] if found else None
    noun_after = next((t for t in rest if t.pos == "NOUN" and t.tag == "NNS"), None)
    return noun_after.text.lower() if noun_after else None
