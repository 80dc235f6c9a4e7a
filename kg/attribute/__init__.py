"""Who says what: sources, cues and contents in an article's text, nested to any depth."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.attribute.confidence import signs_of
from kg.attribute.decode import Scores, find_arguments, find_cues, in_cue, ranges, softmax
from kg.attribute.encoder import Encoder, load_encoder
from kg.attribute.words import Words, words_of
from kg.model import Article, Attribution, Span, Spans, hull
from kg.reporting import may_report

__all__ = ["Encoder", "attribute", "load_encoder", "outermost"]

READ = frozenset({"headline", "body", "caption"})
CITING = frozenset({"citing", "quoting"})
MARKS = '"“”„«»'
DEEPEST = 5  # hops; news copy with more was not seen, and a bound keeps odd input from running away


@dataclass(frozen=True)
class Found:
    """An attribution, and those inside its content."""

    one: Attribution
    inside: Sequence["Found"]


def attribute(article: Article, encoder: Encoder) -> tuple[Attribution, ...]:
    """Find the attributions of the zones that are read, in text order, each followed by those inside its content."""
    zones = [zone.span for zone in article.zones if zone.kind in READ]
    listed: list[Attribution] = []
    for found in nested(article.text, zones, encoder):
        for one in found:
            add(one, listed, None)
    return tuple(listed)


def add(found: Found, listed: list[Attribution], parent: int | None) -> None:
    """Add an attribution and those inside it to a list; `parent` is the number of the one that it is inside."""
    number = len(listed)
    listed.append(replace(found.one, parent=parent))
    for inner in found.inside:
        add(inner, listed, number)


def nested(text: str, spans: Sequence[Span], encoder: Encoder, depth: int = 1) -> list[list[Found]]:
    """Find the attributions of stretches of text, then read their contents again as texts of their own.

    PolNeAR leaves out what is nested, so a model trained on it finds the outermost attribution of a text only;
    given the content alone it finds the next one. Contents without a word that reports are not read again.
    """
    read = outermost(text, spans, encoder)
    if depth > 1:
        read = [[one for one in ones if hull(one.content) != span] for ones, span in zip(read, spans, strict=True)]
    again = [] if depth == DEEPEST else [(one, span) for ones in read for one in ones for span in to_read(one, text)]
    inside = nested(text, [span for _, span in again], encoder, depth + 1) if again else []
    of = defaultdict[int, list[Found]](list)
    for (one, _), found in zip(again, inside, strict=True):
        of[id(one)] += found
    return [[Found(one, of[id(one)]) for one in ones] for ones in read]


def to_read(one: Attribution, text: str) -> Iterator[Span]:
    """The parts of an attribution's content that are read again."""
    for span in one.content:
        fragment = unquoted(span, text)
        if may_report(text[fragment.start : fragment.end]):
            yield fragment


def unquoted(span: Span, text: str) -> Span:
    """A span without the quotation marks that enclose it: inside them the quoted text speaks for itself."""
    start, end = span
    while start < end and (text[start] in MARKS or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in MARKS or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def outermost(text: str, spans: Sequence[Span], encoder: Encoder) -> list[list[Attribution]]:
    """Find the outermost attributions of stretches of text."""
    words = [words_of(text[span.start : span.end]) for span in spans]
    return [
        [one for part in parts for one in found_in(some, span.start, encoder, *part)]
        for some, span, parts in zip(words, spans, encoder.read(words), strict=True)
    ]


def found_in(
    words: Words, at: int, encoder: Encoder, start: int, states: Scores, scores: Scores
) -> Iterator[Attribution]:
    """Find the attributions of words that were read, from the word `start` on; the words begin at a character `at`."""
    places = [(begin + at, end + at) for begin, end in words.spans[start:]]
    how, chances = encoder.decoding, softmax(scores)
    cues = [part for cue in find_cues(chances, how) for part in at_citing(cue, words.texts[start:])]
    roles = encoder.roles(states, cues) if cues else ()
    for cue, role_scores in zip(cues, roles, strict=True):
        source, content = find_arguments(role_scores, cue, how)
        if not content:
            continue
        sure = encoder.calibration.confidence(signs_of(in_cue(chances), role_scores, cue, source, content))
        if sure >= how.floor:
            words_said = spans_of(content, places)
            yield with_subject(Attribution(spans_of(source, places), spans_of(cue, places), words_said, sure))


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
