"""What a cue is: whether it reports, and whether it is a noun."""

from functools import cache

from kg.lemmas import lemmas
from kg.model import Attribution, Parse, Spans, Token
from kg.tables import rows


def reports(attribution: Attribution, parse: Parse) -> bool:
    """Whether a cue has a word that reports."""
    cue = (("NOUN" if t.pos == "NOUN" else "VERB", lemma) for t in words(attribution.cue, parse) for lemma in lemmas(t))
    return not reporting().isdisjoint(cue)


def reports_by_noun(token: Token) -> bool:
    """Whether a word is a noun for a report ("a claim", "comments")."""
    return token.pos == "NOUN" and any(("NOUN", lemma) in reporting() for lemma in lemmas(token))


def is_noun(cue: Spans, parse: Parse) -> bool:
    """Whether a cue is a noun, with nothing but small words around it."""
    return {t.pos for t in words(cue, parse)} <= {"NOUN", "DET", "ADP", "SCONJ", "ADJ"} and any(
        t.pos == "NOUN" for t in words(cue, parse)
    )


def words(spans: Spans, parse: Parse) -> list[Token]:
    """The tokens of some ranges."""
    return [parse.tokens[n] for span in spans for n in parse.numbers(span)]


@cache
def reporting() -> frozenset[tuple[str, str]]:
    """Part of speech and lemma of the words in `ontology/reporting.csv`."""
    return frozenset((row["pos"], word) for row in rows("reporting") for word in row["lemmas"].split())
