"""Who says what: sources, cues and contents in an article's text, nested to any depth."""

from collections.abc import Iterator
from dataclasses import replace

from kg.attribute.confidence import signs_of
from kg.attribute.decode import find_arguments, find_cues, in_cue, ranges, softmax
from kg.attribute.encoder import Encoder, load_encoder
from kg.attribute.words import words_of
from kg.model import Article, Attribution, Span, Spans, hull
from kg.reporting import may_report

__all__ = ["Encoder", "attribute", "load_encoder", "read"]

READ = frozenset({"headline", "body", "caption"})
CITING = frozenset({"citing", "quoting"})
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
    given the content alone it finds the next one. Contents without a word that reports are not read again.
    """
    number, depth = len(found), 1
    found.append(replace(one, parent=parent))
    while parent is not None:
        depth, parent = depth + 1, found[parent].parent
    if depth >= DEEPEST:
        return
    for fragment in (unquoted(span, text) for span in one.content):
        if may_report(text[fragment.start : fragment.end]):
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
        chances, spans = softmax(scores), places[offset:]
        cues = [part for cue in find_cues(chances, how) for part in at_citing(cue, words.texts[offset:])]
        roles = encoder.roles(states, cues) if cues else ()
        for cue, role_scores in zip(cues, roles, strict=True):
            source, content = find_arguments(role_scores, cue, how)
            if not content:
                continue
            sure = encoder.calibration.confidence(signs_of(in_cue(chances), role_scores, cue, source, content))
            if sure >= how.floor:
                words_said = spans_of(content, spans)
                yield with_subject(Attribution(spans_of(source, spans), spans_of(cue, spans), words_said, sure))


def with_subject(one: Attribution) -> Attribution:
    """Give a content the source that begins its clause, where the cue has another ("X reported that …, said Lee").

    Of a sentence with two sources the encoder sometimes gives both to the outer cue.
    """
    near = [s for s in one.source if min(abs(s.start - one.cue[-1].end), abs(one.cue[0].start - s.end)) <= 2]
    for source in one.source if near else ():
        after = next((s for s in one.content if 0 < s.start - source.end <= 1), None)
        if after and source not in near:
            content = tuple(Span(source.start, s.end) if s == after else s for s in one.content)
            return replace(one, source=tuple(s for s in one.source if s != source), content=content)
    return one


def at_citing(cue: list[int], texts: list[str]) -> list[list[int]]:
    """Part "said on Thursday citing" into two cues: who says and who is cited are two sources."""
    cuts = [i for i, word in enumerate(cue) if i and texts[word].casefold() in CITING]
    return [cue[start:end] for start, end in zip([0, *cuts], [*cuts, len(cue)], strict=True)]


def spans_of(words: list[int], places: list[tuple[int, int]]) -> Spans:
    """Character ranges of words."""
    return tuple(Span(start, end) for start, end in ranges(words, places))
