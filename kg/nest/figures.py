"""Figures that somebody puts on something ("the group put the toll at 44"), which the encoder seldom finds."""

from kg.model import Attribution, Parse, Span, Spans, touches
from kg.nest.beside import speaks
from kg.nest.tidy import plural
from kg.nest.tree import BY_RULE, Node, Tree
from kg.nouns import NOUNS, noun_phrase_of
from kg.syntax import dependents, noun_phrase, subject_of

PUTTING = frozenset("put place peg estimate".split())
CHANGING = frozenset("raise revise lower cut increase reduce update upgrade downgrade".split())
GIVING = frozenset({"give", "make"})
COUNTS = frozenset("cost turnout total price age toll count tally estimate forecast projection figure number".split())
REACH = 12  # tokens from the verb to its figure at most


def figures(tree: Tree, parse: Parse) -> None:
    """Make attributions of verbs that put a figure on something, unless they are the cue of one already."""
    for number, verb in enumerate(parse.tokens):
        if verb.pos != "VERB" or verb.lemma.casefold() not in PUTTING | CHANGING | GIVING:
            continue
        if any(touches(node.attribution.cue, (verb.span,)) for node in tree):
            continue
        source, content = passive(number, parse) or (subject_of(number, parse), active(number, parse))
        if content and source and (speaks(source, parse) or plural(source, parse)):
            around = [node for node in tree if touches(node.attribution.content, (verb.span,))]
            parent = max(around, key=lambda node: node.attribution.content[0].start, default=None)
            tree.append(Node(Attribution((source,), (verb.span,), content, BY_RULE), parent))


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
