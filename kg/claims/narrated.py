"""What the article tells in its own voice: the sentences that no attribution touches."""

from kg.claims.evidence import trim
from kg.model import Article, Attribution, Claim, Parse, Sentence, hull, overlap, within

WORDS = 4  # a sentence of fewer words tells nothing that could be checked


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
        if inside and finite(sentence, parse) and not any(overlap(sentence.span, span) for span in told):
            found.append(Claim((trim(sentence.span, article.text),), (), "asserted", "narrator"))
    return found


def finite(sentence: Sentence, parse: Parse) -> bool:
    """Whether a sentence has a verb and enough words."""
    tokens = parse.tokens[sentence.first : sentence.last]
    return len(tokens) >= WORDS and any(token.pos in {"VERB", "AUX"} for token in tokens)
