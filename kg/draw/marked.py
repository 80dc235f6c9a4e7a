"""The text of an article with its paragraphs, and in them contents, claims, and the words for who speaks.

A line under the words stands for each speaker they came through; not a character is added to the text or lost.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.draw.cards import Actors, Shown, hovering, speaker_card, standing
from kg.draw.markup import attributes_of, element
from kg.draw.nested import Tag, nested, pieces
from kg.draw.spoken import Spoken, find_spoken
from kg.model import Article, Span, Zone, hull

STORY = ("headline", "body", "caption")
# What encloses what: a paragraph its parts, these the contents in their lanes, and so on.
PARAGRAPH, PART, CONTENT, NUMBER, CLAIM, SPEAKER, FIGURE = 0, 1, 2, 1000, 1001, 1002, 1003

Tags = Iterator[tuple[Span, Tag]]


def marked(article: Article, shown: Sequence[Shown], actors: Actors) -> str:
    """The text as markup, with the numbers of claims before their words."""
    spoken = find_spoken([one.claim for one in shown], article.text)
    figures = dict.fromkeys(quantity.span for one in shown for quantity in one.claim.quantities)
    tags = [
        *_paragraphs(article),
        *_contents(spoken),
        *_claims(shown),
        *_speakers(spoken, actors, article.text),
        *((span, Tag(FIGURE, "b")) for span in figures),
    ]
    numbers: dict[int, str] = defaultdict(str)
    for one in shown:
        numbers[hull(one.claim.evidence).start] += _number(one)
    return nested(article.text, tags, numbers, NUMBER)


def _paragraphs(article: Article) -> Tags:
    """The lines of the article; what in a line is of another kind than most of it is a part of its own."""
    for zones in _lines(article):
        kind = max(zones, key=lambda zone: zone.span.end - zone.span.start).kind
        look, label = (kind, None) if kind in STORY else (f"{kind} aside", kind)
        name = "h2" if kind == "headline" else "p"
        around = Span(zones[0].span.start, zones[-1].span.end)
        yield around, Tag(PARAGRAPH, name, attributes_of(class_=look, dir="auto", data_kind=label))
        for zone in zones:
            if zone.kind != kind:
                yield zone.span, Tag(PART, "span", attributes_of(class_="aside", title=zone.kind))


def _lines(article: Article) -> list[list[Zone]]:
    """The zones; those without a line end between them, such as a dateline and what follows it, together."""
    lines: list[list[Zone]] = []
    for zone in article.zones:
        between = article.text[lines[-1][-1].span.end : zone.span.start] if lines else "\n"
        if "\n" in between or "\r" in between:
            lines.append([])
        lines[-1].append(zone)
    return lines


def _contents(spoken: Sequence[Spoken]) -> Tags:
    for one in spoken:
        look = f"content {one.stance}{' unsure' * one.unsure}"
        tag = Tag(CONTENT + one.lane, "span", attributes_of(class_=look, style=f"--lane: {one.lane}"))
        yield from ((span, tag) for span in one.content)


def _claims(shown: Sequence[Shown]) -> Tags:
    """The words of claims, each with the cards of all claims that they are in, the innermost first."""
    for span, claims in pieces((span, one) for one in shown for span in one.claim.evidence):
        look = "claim" if any(one.claim.chains for one in claims) else "claim own"
        numbers = " ".join(str(one.number) for one in claims)
        cards = hovering(*(one.numbered for one in reversed(claims)))
        yield span, Tag(CLAIM, "span", attributes_of(class_=look, data_claims=numbers), cards)


def _speakers(spoken: Sequence[Spoken], actors: Actors, text: str) -> Tags:
    """The words for who speaks and for speaking; those that are both are shown as who speaks."""
    sources = [(span, ("source", one)) for one in spoken for span in one.hops[0].source]
    cues = [(span, ("cue", one)) for one in spoken for span in one.hops[0].cue]
    for span, found in pieces([*sources, *cues]):
        role, ones = found[0][0], list(dict.fromkeys(one for _, one in found))
        cards = hovering(*(speaker_card(one, actors, text) for one in ones))
        head = _source(ones, actors) if role == "source" else attributes_of(class_=role)
        yield span, Tag(SPEAKER, "mark", head, cards)


def _source(ones: Sequence[Spoken], actors: Actors) -> str:
    """A source can be gone to by keyboard; it is described, not labelled, so that its words are read too."""
    speakers = dict.fromkeys(actors[hop.actor] for one in ones for hop in one.hops)
    unnamed = " unnamed" * any(not actor.named for actor in speakers)
    unsure = " unsure" * any(one.unsure for one in ones)
    who = "; ".join(f"{actor.label}, {standing(actor)}" for actor in speakers)
    return attributes_of(class_=f"source{unnamed}{unsure}", tabindex="0", aria_description=who)


def _number(shown: Shown) -> str:
    """The number of a claim, which leads to it in the list; other stances than asserting are named."""
    stance = shown.claim.stance
    return element(
        "a",
        hovering(shown.numbered),
        class_=f"number {shown.look}",
        id=f"words-{shown.number}",
        href=f"#claim-{shown.number}",
        aria_label=f"claim {shown.number}",
        aria_describedby=f"claim-{shown.number}",
        data_t=shown.sign if stance == "asserted" else f"{shown.sign} {stance}",
    )
