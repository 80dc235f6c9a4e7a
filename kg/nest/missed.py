"""Attributions in set forms that the encoder misses: between commas, before a colon, by whose count."""

from collections.abc import Iterator
from itertools import chain

from kg.model import Attribution, Parse, Sentence, Span, Spans, hull, touches
from kg.nest.beside import speaks
from kg.nest.cues import reports_by_noun
from kg.nest.frames import framed
from kg.nest.tree import BY_RULE, Node, Tree, minus
from kg.reporting import reports
from kg.stance import stance_of
from kg.syntax import NOMINAL, dependents, negated, noun_phrase, phrase_at, subject_of

ANSWERING = frozenset({"comment", "respond", "reply", "elaborate"})
GOING_ON = frozenset({"go", "continue"})
MARKS = frozenset({",", "”", '"', "»"})
QUOTES = {"“": "”", "„": "“", "«": "»", '"': '"'}


def missed(tree: Tree, text: str, parse: Parse) -> None:
    """Add the attributions of sentences in which the encoder found none."""
    for sentence in parse.sentences:
        forms = (bracketed(sentence, parse), before_colon(sentence, text, parse), framed(sentence, parse))
        for one in (*chain.from_iterable(forms), *without_comment(sentence, parse)):
            known = (span for n in tree for span in (*n.attribution.cue, *n.attribution.source, *n.attribution.content))
            if not touches(tuple(known), (*one.cue, *one.content)):
                tree.append(Node(one))
        tree += [Node(one) for one in which_denied(sentence, tree, parse)]
        for one in denied_by(sentence, parse):
            put_beside(one, tree)


def bracketed(sentence: Sentence, parse: Parse) -> Iterator[Attribution]:
    """Subject and verb alone: "Nine of the women, they write, had grown up elsewhere", "…, the letter went on"."""
    for number in range(sentence.first + 2, sentence.last):
        verb = parse.tokens[number]
        says = reports(verb) or verb.lemma.casefold() in GOING_ON
        if verb.dep != "parataxis" or verb.pos != "VERB" or not says:
            continue
        source = subject_of(number, parse)
        if source and not any(dependents(number, parse, {"obj", "ccomp", "xcomp"})):
            cue = hull((verb.span, *(parse.tokens[n].span for n in dependents(number, parse, {"advmod", "compound"}))))
            yield from aside(hull((source, cue)), source, cue, sentence, parse)


def without_comment(sentence: Sentence, parse: Parse) -> Iterator[Attribution]:
    """Who says nothing: "A spokesman did not immediately comment"."""
    for number in range(sentence.first + 2, sentence.last):
        verb = parse.tokens[number]
        if verb.lemma.casefold() not in ANSWERING:
            continue
        source = subject_of(number, parse) if negated(number, parse) else None
        if source and speaks(source, parse):
            before = [parse.tokens[n].span for n in dependents(number, parse, {"aux", "advmod"}) if n < number]
            yield Attribution((source,), (hull((*before, verb.span)),), (verb.span,), BY_RULE)


def denied_by(sentence: Sentence, parse: Parse) -> Iterator[Attribution]:
    """Who denies a claim, where a passive tells so: "Lee's claim that it is safe | was disputed by | the union"."""
    for number in range(sentence.first + 3, sentence.last - 2):
        verb, by = parse.tokens[number], parse.tokens[number + 1]
        auxiliary = next((n for n in dependents(number, parse, {"aux"}) if n < number), number)
        claim = next((n for n in range(sentence.first, auxiliary) if reports_by_noun(parse.tokens[n])), None)
        source = noun_phrase(number + 2, sentence.last, parse) if by.text == "by" else None
        if claim is None or source is None or stance_of(parse, (verb.span,)) != "denied" or not speaks(source, parse):
            continue
        cue = Span(parse.tokens[auxiliary].span.start, by.span.end)
        words = Span(phrase_at(claim, parse).start, parse.tokens[auxiliary - 1].span.end)
        yield Attribution((source,), (cue,), (words,), BY_RULE)


def put_beside(denial: Attribution, tree: Tree) -> None:
    """Add a denial, unless there is one; a claim inside it ends before it, and is not by who denies it."""
    after = Span(denial.content[-1].end, denial.source[-1].end)
    for node in tree:
        a = node.attribution
        if touches(a.cue, denial.content) and touches(a.content, denial.content):
            source = tuple(span for span in a.source if not touches((span,), denial.source))
            node.change(source=source, content=minus(a.content, after) or a.content)
    if not any(touches(node.attribution.cue, denial.cue) for node in tree):
        tree.append(Node(denial))


def which_denied(sentence: Sentence, tree: Tree, parse: Parse) -> Iterator[Attribution]:
    """Who denies what was said before, with the words that said it: "…, which Moscow has denied"."""
    for number in range(sentence.first + 2, sentence.last - 2):
        which, verb = parse.tokens[number], parse.tokens[parse.tokens[number].head]
        if which.text != "which" or parse.tokens[number - 1].text != "," or which.dep != "obj":
            continue
        source = subject_of(which.head, parse)
        told = any(touches(node.attribution.cue, (verb.span,)) for node in tree)
        if told or source is None or source.start < which.span.end or stance_of(parse, (verb.span,)) != "denied":
            continue
        ends = (node.attribution.content[-1] for node in tree)
        before = tuple(span for span in ends if 0 < which.span.start - span.end <= len(", "))[:1]
        yield Attribution((source,), (verb.span,), (*before, which.span), BY_RULE)


def aside(whole: Span, source: Span, cue: Span, sentence: Sentence, parse: Parse) -> Iterator[Attribution]:
    """An attribution of all the rest of a sentence, where marks part it from the rest."""
    numbers = parse.numbers(whole)
    before = parse.tokens[numbers.start - 1] if numbers.start > sentence.first else None
    after = parse.tokens[numbers.stop] if numbers.stop < sentence.last else None
    if (before is None or before.text in MARKS) and (after is None or after.pos == "PUNCT"):
        content = tuple(s for s in minus((sentence.span,), whole) if len(parse.numbers(s)) > 1)
        if content:
            yield Attribution((source,), (cue,), content, BY_RULE)


def before_colon(sentence: Sentence, text: str, parse: Parse) -> Iterator[Attribution]:
    """A quotation behind a colon: "Another was blunter: “We're toast.”"."""
    for number in range(sentence.first + 2, sentence.last):
        if parse.tokens[number].text != ":":
            continue
        subjects = [
            n
            for n in range(sentence.first, number)
            if parse.tokens[n].dep == "nsubj" and parse.tokens[n].pos in NOMINAL | {"DET"}
        ]
        content = quotation(parse.tokens[number].span.end, text)
        if subjects and content:
            source = phrase_at(subjects[-1], parse)
            cue = Span(parse.tokens[parse.numbers(source).stop].span.start, parse.tokens[number].span.end)
            if speaks(source, parse) or parse.tokens[subjects[-1]].pos == "DET":
                yield Attribution((source,), (cue,), content, BY_RULE)


def quotation(place: int, text: str) -> Spans:
    """The quotation that begins at a place, after blanks, and ends in the same paragraph."""
    start = place + len(text[place:]) - len(text[place:].lstrip(" "))
    closing = QUOTES.get(text[start : start + 1])
    end = text.find(closing, start + 1) if closing else -1
    return (Span(start, end + 1),) if end > start and "\n\n" not in text[start:end] else ()
