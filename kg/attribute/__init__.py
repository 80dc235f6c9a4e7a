"""Who says what: sources, cues and contents in an article's text, nested to any depth."""

from collections.abc import Iterator
from dataclasses import replace

from kg.attribute.decode import find_arguments, find_cues, ranges
from kg.attribute.encoder import Encoder, load_encoder
from kg.attribute.words import words_of
from kg.model import Article, Attribution, Span, Spans, hull

__all__ = ["Encoder", "attribute", "load_encoder", "read"]

READ = frozenset({"headline", "body", "caption"})
MARKS = '"“”„«»'
DEEPEST = 5  # hops; news copy with more was not seen, and a bound keeps odd input from running away


def attribute(article: Article, encoder: Encoder) -> tuple[Attribution, ...]:
    """Find the attributions of the zones that are read, in text order, each followed by those inside its content."""
    found: list[Attribution] = []
    for zone in article.zones:
        if zone.kind in READ:
            for attribution in read(article.text, zone.span, encoder):
                add(attribution, article.text, encoder, found, None)
    return tuple(found)


def add(one: Attribution, text: str, encoder: Encoder, found: list[Attribution], parent: int | None) -> None:
    """Add an attribution, then read its content again as a text of its own: attributions inside are the next hops.

    PolNeAR leaves out what is nested, so a model trained on it finds the outermost attribution of a text only;
    given the content alone it finds the next one.
    """
    number, depth = len(found), 1
    found.append(replace(one, parent=parent))
    while parent is not None:
        depth, parent = depth + 1, found[parent].parent
    if depth >= DEEPEST:
        return
    for fragment in (unquoted(span, text) for span in one.content):
        if encoder.may_hold_cue(text[fragment.start : fragment.end]):
            for inner in read(text, fragment, encoder):
                if hull(inner.content) != fragment:
                    add(inner, text, encoder, found, number)


def unquoted(span: Span, text: str) -> Span:
    """A span without the quotation marks that enclose it: inside them the quoted text speaks for itself."""
    start, end = span
    while start < end and (text[start] in MARKS or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in MARKS or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def read(text: str, span: Span, encoder: Encoder) -> Iterator[Attribution]:
    """Find the outermost attributions of a stretch of text."""
    words = words_of(text[span.start : span.end])
    places = [(start + span.start, end + span.start) for start, end in words.spans]
    how = encoder.decoding
    for offset, states, scores in encoder.read(words):
        for cue, chance in find_cues(scores, how):
            role_scores = encoder.roles(states, cue)
            source, content = find_arguments(role_scores, cue, how)
            if content:
                spans = places[offset:]
                yield Attribution(spans_of(source, spans), spans_of(cue, spans), spans_of(content, spans), chance)


def spans_of(words: list[int], places: list[tuple[int, int]]) -> Spans:
    """Character ranges of words."""
    return tuple(Span(start, end) for start, end in ranges(words, places))
