"""What a number counts: the noun that stands with it, or people killed, injured or missing."""

import re

from kg.affected import DETERMINERS, Place, kinds, part_of_total, state, state_of_noun, words
from kg.model import Token

NOUNS = frozenset({"NOUN", "PROPN"})
LONGEST_NOUN_PHRASE = 8
CHANGED = re.compile(
    r"^(reach|hit|exceed|pass|stand|rise|fall|drop|climb|grow|approach|total|number|top|surpass|be|near|put|at|to|from)$"
)


def what_is_counted(at: Place) -> str | None:
    """The counted thing: killed, injured, missing, casualties, or the noun as written; None if unclear."""
    if magnitude(at):
        return "magnitude"
    noun = counted_noun(at)
    if noun is None:
        return state(at, None) or measured(at)
    found = None if part_of_total(at) else state(at, noun)
    token = at.tokens[noun]
    return found or (token.text if token.pos == "PROPN" and not token.text.isupper() else token.text.lower())


def magnitude(at: Place) -> bool:
    """Whether the number is the magnitude of an earthquake: "magnitude 6.3", "a 6.3-magnitude quake"."""
    near = at.tokens[max(at.sentence.first, at.first - 3) : min(at.sentence.last, at.last + 3)]
    return any("magnitude" in token.text.lower() for token in near)


def counted_noun(at: Place) -> int | None:
    """The number of the token that heads what is counted, to the right of the number."""
    noun = None
    number, end = _after_of(at), min(at.sentence.last, at.last + LONGEST_NOUN_PHRASE)
    while number < end:
        token = at.tokens[number]
        if token.text == "-" and token.span.start == at.tokens[number - 1].span.end:
            # "its veto-wielding members": joined words are an adjective, but for "fact-checkers"
            plural = number + 1 < end and at.tokens[number + 1].tag == "NNS"
            noun, number = None, number + (1 if plural else 2)
            continue
        if _ends_phrase(at, token, noun):
            break
        if token.pos in NOUNS or token.tag in ("NN", "NNS"):
            noun = number
        number += 1
    partitive = at.last < at.sentence.last and at.tokens[at.last].text.lower() == "of"
    if noun is not None and _countable(at, noun, at.one and not partitive):
        return noun
    return None


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
            return kinds("word").get(before.text.lower(), "killed")
        if token.pos in NOUNS and lemma in words("measure"):
            return _measure(at, number)
        if before.text.lower() == "the" and (found := kinds("word").get(token.text.lower())):
            return found
    return None


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
        return kinds("word").get(before.text.lower()) or state_of_noun(before)
    found = [s for t in rest if (s := kinds("word").get(t.text.lower()) or state_of_noun(t))]
    if found or token.lemma.lower() == "figure":
        return found[0] if found else None
    noun_after = next((t for t in rest if t.pos == "NOUN" and t.tag == "NNS"), None)
    return noun_after.text.lower() if noun_after else None
