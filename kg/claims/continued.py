"""Quotations that go on without a new cue: they are their speaker's still."""

from dataclasses import replace

from kg.claims.evidence import trim, voice_of
from kg.model import Article, Claim, Parse, Sentence, Span, hull, overlap, within

MARKS = '“„«"'


def continued(article: Article, parse: Parse, claims: list[Claim]) -> list[Claim]:
    """Make claims of the quoted sentences that no attribution covers, with the chains of the quotation before them.

    A sentence goes on if all of it is quoted and the claim before it, in the same paragraph or the one before, is a
    quotation too, or stands in the same paragraph.
    """
    zones = [zone.span for zone in article.zones if zone.kind == "body"]
    found: list[Claim] = []
    for sentence in parse.sentences:
        zone = next((number for number, span in enumerate(zones) if within(sentence.span, span)), None)
        if zone is None or not goes_on(sentence, article.text) or taken(sentence.span, claims):
            continue
        before = latest([*claims, *found], sentence.span.start, zones[max(0, zone - 1)].start)
        if before and (before.voice != "indirect" or hull(before.evidence).start >= zones[zone].start):
            evidence = (trim(sentence.span, article.text),)
            chains = tuple(tuple(replace(hop, cue=(), source=()) for hop in chain) for chain in before.chains)
            found.append(Claim(evidence, chains, "asserted", voice_of(evidence, article.text)))
    return found


def goes_on(sentence: Sentence, text: str) -> bool:
    """Whether a whole sentence is a quotation."""
    words = text[sentence.span.start : sentence.span.end].strip()
    return words[:1] in MARKS and voice_of((sentence.span,), text) == "direct" and len(words.split()) > 1


def taken(span: Span, claims: list[Claim]) -> bool:
    """Whether a claim has words of the span already."""
    return any(overlap(span, part) for claim in claims for part in claim.evidence)


def latest(claims: list[Claim], place: int, since: int) -> Claim | None:
    """The last attributed claim that ends before a place and starts after `since`."""
    before = [c for c in claims if c.chains and since <= hull(c.evidence).start and hull(c.evidence).end <= place]
    return max(before, key=lambda claim: hull(claim.evidence).end, default=None)
