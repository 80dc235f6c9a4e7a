"""Whether the words around a time speak of what was or of what is to come, by verb forms in the parse."""

from functools import cache
from typing import Literal

from kg.lemmas import lemmas
from kg.model import Parse, Span, Token
from kg.syntax import dependents
from kg.tables import rows

Tense = Literal["past", "present", "ahead", "perfect", "either", "unclear"]

VERBS = frozenset({"VERB", "AUX"})
AUXILIARIES = frozenset({"aux", "auxpass", "cop"})
SUBJECTS = frozenset({"nmod:poss", "poss", "compound", "nsubj", "nsubj:pass", "nsubjpass"})
DEEPEST = 12
"""Steps up the tree after which the search ends; real sentences need fewer."""


def tense_at(span: Span, parse: Parse) -> Tense:
    """The tense of the verb that the words of a time hang on, over nouns where they stand at one.

    "Either" may be a time at the subject of what is to come ("Thursday's attack will be looked into") and what "was
    due"; "perfect" is what has been; "unclear" is where there is no verb at all.
    """
    number = head_of(span, parse)
    nominal = False
    for _ in range(DEEPEST):
        if number is None:
            return "unclear"
        token = parse.tokens[number]
        found = tense_of(number, parse)
        if found:
            if found in ("ahead", "present") and nominal:
                return "either" if found == "ahead" else "unclear"
            return found
        nominal = nominal or token.dep in SUBJECTS
        number = token.head if token.head != number else None
    return "unclear"


def head_of(span: Span, parse: Parse) -> int | None:
    """The number of the token in the range whose head stands outside it."""
    numbers = parse.numbers(span)
    return next((n for n in numbers if parse.tokens[n].head not in numbers or parse.tokens[n].head == n), None)


def tense_of(number: int, parse: Parse) -> Tense | None:
    """What a verb, or a noun or adjective with a copula, tells; None where one must look further up."""
    token = parse.tokens[number]
    helpers = [parse.tokens[n] for n in dependents(number, parse, AUXILIARIES)]
    if token.pos not in VERBS and not helpers and not looks_ahead(token):
        return None
    words = {kind(helper.text) for helper in helpers}
    if "ahead" in words:
        return "past" if "perfect" in words and not will(helpers) else "ahead"
    if token.tag == "VB" and any(
        parse.tokens[n].text.casefold() == "to" for n in dependents(number, parse, {"mark", "aux"})
    ):
        return tense_of_infinitive(token, number, parse)
    if looks_ahead(token) and (token.pos not in VERBS or token.tag == "VBN"):
        return "either" if past(helpers) else "ahead"
    if "perfect" in words and not past(helpers):
        return "perfect"
    if "perfect" in words or past(helpers) or token.tag == "VBD":
        return "past"
    if token.tag == "VBN":
        return "past"
    if token.tag == "VBG" and not helpers:
        return None
    if token.tag in ("VBP", "VB") and not helpers and kind(token.text) == "past or present":
        return "past"
    if token.tag in ("VBZ", "VBP", "VB") or any(helper.tag in ("VBZ", "VBP") for helper in helpers):
        return "present"
    return "ahead" if token.tag == "VBG" else None


def tense_of_infinitive(token: Token, number: int, parse: Parse) -> Tense | None:
    """An infinitive is to come where its verb looks ahead ("agreed to meet") or it has none ("talks to be held")."""
    if token.head == number:
        return "ahead"
    governor = parse.tokens[token.head]
    if looks_ahead(governor) or governor.pos in ("NOUN", "PROPN"):
        return "ahead"
    return None


def looks_ahead(token: Token) -> bool:
    """Whether the word is one of those that tell of what is to come."""
    return any(_kinds().get(lemma) == "looks ahead" for lemma in lemmas(token))


def past(helpers: list[Token]) -> bool:
    """Whether an auxiliary or copula has the form of the past."""
    return any(helper.tag == "VBD" for helper in helpers)


def will(helpers: list[Token]) -> bool:
    """Whether "will" stands among the auxiliaries: "will have left" is to come, "would have left" is not."""
    return any(helper.text.casefold() in ("will", "'ll", "’ll", "wo") for helper in helpers)


def kind(word: str) -> str | None:
    """What an auxiliary tells."""
    return _kinds().get(word.casefold())


@cache
def _kinds() -> dict[str, str]:
    return {row["words"]: row["kind"] for row in rows("tenses")}
