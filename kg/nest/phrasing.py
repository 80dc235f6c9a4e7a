"""Sources cut to noun phrases: words of the clause before left out, and a phrase that breaks off gone on with."""

from kg.model import Attribution, Parse, Span
from kg.nest.tree import Tree
from kg.syntax import noun_phrase

ARTICLES = frozenset({"the", "a", "an"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
BREAKS = frozenset({":", ";"})
STOPS = frozenset({".", "?", "!"})
RELATIVE = frozenset({"who", "which", "whom", "whose"})


def phrased(tree: Tree, parse: Parse) -> None:
    """Make each source one noun phrase ("From Brasilia | the service lets it be known", "a leader of the | gang")."""
    for node in tree:
        a = node.attribution
        source = tuple(dict.fromkeys(gone_on(cut(span, a, parse), a, parse) for span in a.source))
        if source != a.source:
            node.change(source=source)


def cut(source: Span, one: Attribution, parse: Parse) -> Span:
    """The part of a source next to its cue, where marks or articles part it."""
    numbers = parse.numbers(source)
    starts = [n for n in numbers[1:] if begins(n, parse)]
    if not starts:
        return source
    if source.end <= one.cue[0].start:
        return Span(parse.tokens[starts[-1]].span.start, source.end)
    end = starts[0] - (parse.tokens[starts[0] - 1].text in BREAKS | STOPS)
    return Span(source.start, parse.tokens[end - 1].span.end)


def begins(number: int, parse: Parse) -> bool:
    """Whether another phrase begins at a token: behind a colon, with a sentence, or with an article behind a noun."""
    token, before = parse.tokens[number], parse.tokens[number - 1]
    sentence = parse.sentence(token.span.start)
    if before.text in BREAKS or (before.text in STOPS and sentence is not None and sentence.first == number):
        return True
    named = any(name.span.start < token.span.start < name.span.end for name in parse.names)
    apart = token.span.start > before.span.end
    return apart and token.text in ARTICLES and token.pos == "DET" and before.pos in NOMINAL and not named


def gone_on(source: Span, one: Attribution, parse: Parse) -> Span:
    """A source that breaks off at a preposition or an article, with the noun phrase that follows."""
    numbers = parse.numbers(source)
    sentence = parse.sentence(source.start)
    if not numbers or sentence is None or parse.tokens[numbers[-1]].pos not in {"ADP", "DET"} or len(numbers) < 2:
        return source
    cue = parse.numbers(one.cue[0]).start
    last = cue if cue >= numbers.stop else sentence.last
    rest = noun_phrase(numbers.stop, last, parse) if numbers.stop < last else None
    if rest is None or any(span.start < rest.end and rest.start < span.end for span in one.content):
        return source
    behind = parse.numbers(rest).stop
    clause = [token.text.casefold() for token in parse.tokens[behind : behind + 2]]
    closed = last == cue and parse.tokens[cue - 1].text == "," and clause[:1] == [","] and clause[1] in RELATIVE
    return Span(source.start, parse.tokens[cue - 2].span.end if closed else rest.end)
