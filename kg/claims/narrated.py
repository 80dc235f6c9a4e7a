"""What the article tells in its own voice: the sentences that no attribution touches."""

from collections.abc import Sequence

from kg.claims.evidence import trim
from kg.model import Article, Attribution, Claim, Parse, Sentence, Span, Spans, Token, hull, overlap, within

WORDS = 4  # a sentence of fewer words tells nothing that could be checked
SUBJECTS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
TALKING = frozenset({"i", "me", "my", "you", "your"})


def narrated(article: Article, parse: Parse, claims: list[Claim], attributions: tuple[Attribution, ...]) -> list[Claim]:
    """Make claims of the finite sentences of the story that are nobody else's."""
    zones = [zone.span for zone in article.zones if zone.kind == "body"]
    told = [
        *(span for claim in claims for span in claim.evidence),
        *(hull((*a.source, *a.cue, *a.content)) for a in attributions),
    ]
    found = []
    for sentence in parse.sentences:
        inside = any(within(sentence.span, zone) for zone in zones)
        asks = article.text[: sentence.span.end].rstrip().endswith("?")
        if inside and finite(sentence, parse) and not asks and not any(overlap(sentence.span, span) for span in told):
            found.append(Claim((trim(sentence.span, article.text),), (), "asserted", "narrator"))
    return found


def finite(sentence: Sentence, parse: Parse) -> bool:
    """Whether a sentence has a verb and enough words."""
    tokens = parse.tokens[sentence.first : sentence.last]
    return len(tokens) >= WORDS and any(token.pos in {"VERB", "AUX"} for token in tokens)


def dated(evidence: Spans, parse: Parse, times: Sequence[Span]) -> bool:
    """Whether words tell of something when it was, or a number: enough to be checked, without a known event or figure.

    They are a statement with a subject of its own, and neither the end of a sentence nor talk with the reader.

    Args:
        times: where the article tells a time.
    """
    tokens = [parse.tokens[n] for span in evidence for n in parse.numbers(span)]
    if not tokens or tokens[0].text[:1].islower() or any(token.text.casefold() in TALKING for token in tokens):
        return False
    verb = next((n for n, t in enumerate(tokens) if t.pos in {"VERB", "AUX"} and t.tag != "VBG"), 0)
    stated = any(token.pos in SUBJECTS for token in tokens[:verb])
    counts = any(t.pos == "NUM" and "-" not in (t.text, *around(n, tokens)) for n, t in enumerate(tokens))
    return stated and (counts or any(within(time, span) for time in times for span in evidence))


def around(number: int, tokens: Sequence[Token]) -> tuple[str, str]:
    """The words before and behind a number; a hyphen is one of those that it has as a telephone's."""
    return tokens[max(0, number - 1)].text, tokens[min(number + 1, len(tokens) - 1)].text
