"""What a cue is: whether it reports, and whether it is a noun."""

from kg import reporting
from kg.model import Attribution, Parse, Spans, Token


def reports(attribution: Attribution, parse: Parse) -> bool:
    """Whether a cue has a word that reports."""
    return any(map(reporting.reports, words(attribution.cue, parse)))


def reports_by_noun(token: Token) -> bool:
    """Whether a word is a noun for a report ("a claim", "comments")."""
    return token.pos == "NOUN" and reporting.reports(token)


def is_noun(cue: Spans, parse: Parse) -> bool:
    """Whether a cue is a noun, with nothing but small words around it."""
    return {t.pos for t in words(cue, parse)} <= {"NOUN", "DET", "ADP", "SCONJ", "ADJ"} and any(
        t.pos == "NOUN" for t in words(cue, parse)
    )


def words(spans: Spans, parse: Parse) -> list[Token]:
    """The tokens of some ranges."""
    return [parse.tokens[n] for span in spans for n in parse.numbers(span)]
