"""Attributions by a phrase about the rest of its sentence: "by the regulator's count", "if one follows the police"."""

from collections.abc import Iterator

from kg.lemmas import lemmas
from kg.model import Attribution, Parse, Sentence, Span
from kg.nest.tree import BY_RULE
from kg.reporting import of_sort
from kg.syntax import ENDS, FINITE, noun_phrase

MARKS = frozenset({",", "”", '"', "»", "—", "–"})
PARTING = frozenset({";", ":"})
REACH = 10  # words from a preposition to its noun at most
OWNERS = frozenset({"'s", "’s", "'", "’"})
OWN = frozenset({"own", "latest", "first", "final", "last"})
PERSONS = frozenset({"he", "she", "they", "one", "you", "we"})
PUTTING = frozenset({"put", "tell", "have", "see"})  # "as the mayor puts it"


def framed(sentence: Sentence, parse: Parse) -> Iterator[Attribution]:
    """The attributions of a sentence by phrases that tell by whose count or in whose view it is so."""
    for number in range(sentence.first, sentence.last - 2):
        form = FORMS.get(parse.tokens[number].text.casefold())
        found = form(number, sentence.last, parse) if form else None
        if found:
            source, cue, end = found
            yield from beside(range(number, end), source, cue, sentence, parse)


def phrase(first: int, last: int, parse: Parse) -> tuple[Span, Span, int] | None:
    """Source, cue and end of "by the regulator's count", "in his view", "by the count of the union"."""
    nouns = of_sort(parse.tokens[first].text.upper())
    for n in range(first + 2, min(first + REACH, last)):
        token = parse.tokens[n]
        if token.text in ENDS or token.tag in FINITE:
            return None
        if token.text.casefold() not in nouns:
            continue
        at = n - 1
        while at > first and (parse.tokens[at].pos in {"ADJ", "NUM"} or parse.tokens[at].text in OWN):
            at -= 1
        before = parse.tokens[at]
        if before.tag == "PRP$" and at == first + 1 and before.text.casefold() not in {"its", "my", "our"}:
            return before.span, Span(parse.tokens[first].span.start, token.span.end), n + 1
        if before.text in OWNERS and at > first + 1:
            source = Span(parse.tokens[first + 1].span.start, parse.tokens[at - 1].span.end)
            return source, token.span, n + 1
        if before.text.casefold() == "the" and at == first + 1 and n + 2 < last and parse.tokens[n + 1].text == "of":
            source_of = noun_phrase(n + 2, last, parse)
            if source_of:
                cue = Span(parse.tokens[first].span.start, parse.tokens[n + 1].span.end)
                return source_of, cue, parse.numbers(source_of).stop
        return None
    return None


def trusted(first: int, last: int, parse: Parse) -> tuple[Span, Span, int] | None:
    """Source, cue and end of "if one follows the health department", "if you go by the captain"."""
    if parse.tokens[first + 1].text.casefold() not in PERSONS:
        return None
    verb = first + 2
    goes_by = "go" in lemmas(parse.tokens[verb]) and verb + 1 < last and parse.tokens[verb + 1].text == "by"
    if not goes_by and of_sort("TRUST").isdisjoint(lemmas(parse.tokens[verb])):
        return None
    source = noun_phrase(verb + 1 + goes_by, last, parse)
    cue = Span(parse.tokens[first].span.start, parse.tokens[verb + goes_by].span.end)
    return (source, cue, parse.numbers(source).stop) if source else None


def as_put(first: int, last: int, parse: Parse) -> tuple[Span, Span, int] | None:
    """Source, cue and end of "as the prefect puts it", "as the paper has it"."""
    for n in range(first + 2, min(first + REACH, last)):
        token = parse.tokens[n]
        if token.text == "it" and not PUTTING.isdisjoint(lemmas(parse.tokens[n - 1])):
            source = noun_phrase(first + 1, n - 1, parse)
            return (source, Span(parse.tokens[n - 1].span.start, token.span.end), n + 1) if source else None
        if token.text in ENDS:
            return None
    return None


def beside(whole: range, source: Span, cue: Span, sentence: Sentence, parse: Parse) -> Iterator[Attribution]:
    """An attribution of the rest of the clauses between semicolons that a phrase stands in, at the edge of one."""
    before = range(sentence.first, whole.start)
    first = max((n + 1 for n in before if parse.tokens[n].text in PARTING), default=sentence.first)
    stop = next((n for n in range(whole.stop, sentence.last) if parse.tokens[n].text in PARTING), sentence.last)
    opens = whole.start == first or parse.tokens[whole.start - 1].text in MARKS
    closes = whole.stop >= stop or parse.tokens[whole.stop].pos == "PUNCT"
    agent = any(parse.tokens[n].dep.endswith("agent") for n in whole)
    alone = whole.start == first and (whole.stop >= stop or parse.tokens[whole.stop].text != ",")
    if not closes or (agent and not opens) or alone:
        return
    parts = tuple(
        Span(parse.tokens[part.start].span.start, parse.tokens[part.stop - 1].span.end)
        for part in (range(first, whole.start), range(whole.stop, stop))
        if any(parse.tokens[n].pos != "PUNCT" for n in part)
    )
    if any(is_clause(part, parse) for part in parts):
        yield Attribution((source,), (cue,), parts, BY_RULE)


def is_clause(span: Span, parse: Parse) -> bool:
    """Whether words have a finite verb or a figure."""
    return any(parse.tokens[n].tag in FINITE or parse.tokens[n].pos in {"AUX", "NUM"} for n in parse.numbers(span))


FORMS = {"by": phrase, "in": phrase, "if": trusted, "as": as_put}
