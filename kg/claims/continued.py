"""Quotations that go on without a new cue: they are their speaker's still."""

from dataclasses import replace

from kg.claims.evidence import QUOTED, trim
from kg.model import Article, Chain, Claim, Parse, Sentence, Span, hull, overlap, within


def continued(article: Article, parse: Parse, claims: list[Claim]) -> list[Claim]:
    """Make claims of the quoted sentences that no attribution covers, with the chains of the quotation before them.

    A sentence goes on if all of it is quoted and the claim before it, in the same paragraph or the one before, is a
    quotation too, or stands in the same paragraph. A quotation over several paragraphs is opened in each and closed
    in the last. It is who is quoted that goes on, not who is cited within the quotation.
    """
    zones = [zone.span for zone in article.zones if zone.kind == "body"]
    quoted = [quotations(article.text, zone) for zone in zones]
    found: list[Claim] = []
    for sentence in parse.sentences:
        zone = next((number for number, span in enumerate(zones) if within(sentence.span, span)), None)
        if zone is None or not goes_on(sentence, article.text, quoted[zone]) or taken(sentence.span, claims):
            continue
        before = latest([*claims, *found], sentence.span.start, zones[max(0, zone - 1)].start)
        if before is None:
            continue
        here = hull(before.evidence).start >= zones[zone].start
        speaking = before.voice != "indirect" or any(within(hull(before.evidence), q) for q in quoted[max(0, zone - 1)])
        if here or speaking:
            evidence = (trim(sentence.span, article.text),)
            found.append(Claim(evidence, speakers(before), "asserted", "direct"))
    return found


def speakers(claim: Claim) -> tuple[Chain, ...]:
    """The chains of a claim up to who is quoted, without words of source and cue."""
    chains = []
    for chain in claim.chains:
        end = next((number for number, hop in enumerate(chain, start=1) if hop.voice == "direct"), len(chain))
        chains.append(tuple(replace(hop, cue=(), source=()) for hop in chain[:end]))
    return tuple(dict.fromkeys(chains))


def quotations(text: str, zone: Span) -> list[Span]:
    """The quotations of a paragraph; one that is not closed ends with it."""
    return [Span(*match.span()) for match in QUOTED.finditer(text, zone.start, zone.end)]


def goes_on(sentence: Sentence, text: str, quoted: list[Span]) -> bool:
    """Whether a whole sentence is a quotation, or within one."""
    inside = trimmed(sentence.span, text)
    return any(within(inside, span) for span in quoted) and len(text[inside.start : inside.end].split()) > 1


def trimmed(span: Span, text: str) -> Span:
    """A span without blanks at its edges."""
    words = text[span.start : span.end]
    return Span(span.end - len(words.lstrip()), span.start + len(words.rstrip()))


def taken(span: Span, claims: list[Claim]) -> bool:
    """Whether a claim has words of the span already."""
    return any(overlap(span, part) for claim in claims for part in claim.evidence)


def latest(claims: list[Claim], place: int, since: int) -> Claim | None:
    """The last attributed claim that ends before a place and starts after `since`."""
    before = [c for c in claims if c.chains and since <= hull(c.evidence).start and hull(c.evidence).end <= place]
    return max(before, key=lambda claim: hull(claim.evidence).end, default=None)
