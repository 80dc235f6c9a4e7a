"""Figures that somebody puts on something ("the group put the toll at 44"), which the encoder seldom finds."""

from collections.abc import Iterator

from kg.model import Attribution, Parse, Span, Spans, touches
from kg.nest.beside import speaks
from kg.nest.sources import name_behind
from kg.nest.tidy import plural
from kg.nest.tree import BY_RULE, Node, Tree
from kg.nouns import NOUNS, noun_phrase_of
from kg.syntax import dependents, noun_phrase, subject_of

PUTTING = frozenset("put place peg estimate".split())
CHANGING = frozenset("raise revise lower cut increase reduce update upgrade downgrade".split())
GIVING = frozenset({"give", "make"})
COUNTS = frozenset("cost turnout total price age toll count tally estimate forecast projection figure number".split())
REACH = 12  # tokens from the verb to its figure at most
AGAIN = frozenset({",", ";", "and", "but", "while"})
IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "ADP", "PART"})
NEAR = 5  # tokens from "at" to its figure at most ("at no fewer than 11")


def figures(tree: Tree, parse: Parse) -> None:
    """Make attributions of verbs that put a figure on something, unless they are the cue of one already."""
    for number, verb in enumerate(parse.tokens):
        if verb.pos != "VERB" or verb.lemma.casefold() not in PUTTING | CHANGING | GIVING:
            continue
        source, content = passive(number, parse) or (subject_before(number, parse), active(number, parse))
        if not content or not source or not is_somebody(source, parse):
            continue
        others = list(without_verb(content[-1], parse))
        known = next((node for node in tree if touches(node.attribution.cue, (verb.span,))), None)
        if known and others:
            known.change(content=content)
        around = [node for node in tree if touches(node.attribution.content, (verb.span,))]
        parent = max(around, key=lambda node: node.attribution.content[0].start, default=None)
        for one, words in (*(() if known else ((source, content),)), *others):
            tree.append(Node(Attribution((one,), (verb.span,), words, BY_RULE), parent))


def subject_before(verb: int, parse: Parse) -> Span | None:
    """A verb's subject, or that of the verb that it is joined to ("reported three deaths but revised the figure")."""
    token = parse.tokens[verb]
    joined = token.dep == "conj" and token.head < verb
    return subject_of(verb, parse) or (subject_of(token.head, parse) if joined else None)


def is_somebody(source: Span, parse: Parse) -> bool:
    """Whether words are somebody who may count."""
    return speaks(source, parse) or plural(source, parse)


def without_verb(first: Span, parse: Parse) -> Iterator[tuple[Span, Spans]]:
    """Who else puts the same at another figure, with no verb of their own ("the ministry put it at 14, police at 11").

    Each comes with what it is put on, from the words of the first, and the figure.
    """
    numbers = parse.numbers(first)
    sentence = parse.sentence(first.start)
    last = sentence.last if sentence else numbers.stop
    preposition = next((n for n in numbers if parse.tokens[n].text.casefold() in {"at", "as"}), numbers.start)
    thing = Span(first.start, parse.tokens[preposition - 1].span.end)
    at, word = numbers.stop, parse.tokens[preposition].text.casefold()
    while preposition > numbers.start and at < last and parse.tokens[at].text.casefold() in AGAIN:
        while at < last and parse.tokens[at].text.casefold() in AGAIN:
            at += 1
        end = next((n for n in range(at, last) if parse.tokens[n].text.casefold() == word), at)
        named = range(at, end - (parse.tokens[end - 1].text == ","))
        if not named or end + 1 >= last or any(parse.tokens[n].pos not in IN_PHRASE for n in named):
            return
        figure = next((n for n in range(end + 1, min(end + NEAR, last)) if parse.tokens[n].pos == "NUM"), None)
        source = Span(parse.tokens[named.start].span.start, parse.tokens[named.stop - 1].span.end)
        if figure is None or not is_somebody(source, parse):
            return
        stop = end_of_number(figure, last, parse)
        yield source, (thing, Span(parse.tokens[end].span.start, stop))
        at = parse.numbers(Span(source.start, stop)).stop


def active(verb: int, parse: Parse) -> Spans:
    """What somebody puts a figure on, with the figure; nothing where the verb has none."""
    found = figure_of(verb, parse) or figure_first(verb, parse)
    return (found,) if found else ()


def passive(verb: int, parse: Parse) -> tuple[Span, Spans] | None:
    """Who puts it and what, where the verb is passive ("the toll is put at 44 by the ministry")."""
    thing = next((n for n in dependents(verb, parse, {"nsubj"}) if parse.tokens[n].dep == "nsubj:pass"), None)
    sentence = parse.sentence(parse.tokens[verb].span.start)
    if thing is None or sentence is None or parse.tokens[verb].lemma.casefold() not in PUTTING or thing > verb:
        return None
    last = min(sentence.last, verb + REACH)
    number = next((n for n in range(verb + 2, last) if parse.tokens[n].pos == "NUM"), None)
    by = next((n for n in range(number or last, last) if parse.tokens[n].text == "by"), None)
    source = noun_phrase(by + 1, sentence.last, parse) if by else None
    name = name_behind(source, parse) if source else None
    source = Span(source.start, name.end) if source and name else source
    if number is None or source is None or parse.tokens[verb + 1].text not in {"at", "as"}:
        return None
    figure = Span(parse.tokens[verb + 1].span.start, end_of_number(number, last, parse))
    told = Span(noun_phrase_of(thing, parse).start, parse.tokens[verb - 1].span.end)
    return source, (told, figure)


def figure_first(verb: int, parse: Parse) -> Span | None:
    """The figure of "makes it 25 million", and of "puts at 1.2 million the inhabitants" with what it is put on."""
    lemma = parse.tokens[verb].lemma.casefold()
    sentence = parse.sentence(parse.tokens[verb].span.start)
    last = min(sentence.last if sentence else verb, verb + REACH)
    if verb + 2 >= last or parse.tokens[verb + 2].pos != "NUM":
        return None
    word, end = parse.tokens[verb + 1].text.casefold(), end_of_number(verb + 2, last, parse)
    if (lemma, word) == ("make", "it"):
        return Span(parse.tokens[verb + 2].span.start, end)
    behind = parse.numbers(Span(parse.tokens[verb].span.start, end)).stop
    if lemma in PUTTING and word == "at" and behind < last and parse.tokens[behind].pos == "DET":
        thing = noun_phrase(behind, sentence.last if sentence else last, parse)
        return Span(parse.tokens[verb + 1].span.start, thing.end) if thing else None
    return None


def figure_of(verb: int, parse: Parse) -> Span | None:
    """What the figure is put on, with the figure ("the toll at 44", "the rate as high as 22 percent")."""
    sentence = parse.sentence(parse.tokens[verb].span.start)
    last = min(sentence.last if sentence else verb, verb + REACH)
    things = [n for n in range(verb + 1, last) if parse.tokens[n].head == verb and parse.tokens[n].dep == "obj"]
    if not things:
        return None
    lemma = parse.tokens[verb].lemma.casefold()
    changing = lemma in CHANGING
    if lemma in CHANGING | GIVING and parse.tokens[things[0]].lemma.casefold() not in COUNTS:
        return None
    for n in range(things[0] + 1, last):
        if parse.tokens[n].text.casefold() in ({"to"} if changing else {"at", "as"}):
            numbers = [m for m in range(n + 1, min(n + 6, last)) if parse.tokens[m].pos == "NUM"]
            if numbers:
                first = parse.numbers(noun_phrase_of(things[0], parse)).start
                owner = parse.tokens[first - 1]
                start = owner if owner.tag == "PRP$" else parse.tokens[first]
                return Span(start.span.start, end_of_number(numbers[0], last, parse))
    return None


def end_of_number(number: int, last: int, parse: Parse) -> int:
    """Where a number ends with what is counted ("22 percent", "60%", "2.4 million dollars")."""
    while number + 1 < last and (
        parse.tokens[number + 1].pos in {"NUM", "SYM"} | NOUNS or parse.tokens[number + 1].text == "%"
    ):
        number += 1
    return parse.tokens[number].span.end
