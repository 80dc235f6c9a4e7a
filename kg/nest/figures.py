"""Figures that somebody puts on something ("the group put the toll at 44"), which the encoder seldom finds."""

from kg.model import Attribution, Parse, Span, touches
from kg.nest.beside import speaks
from kg.nest.tidy import plural
from kg.nest.tree import BY_RULE, Node, Tree
from kg.nouns import NOUNS, noun_phrase_of
from kg.syntax import subject_of

PUTTING = frozenset("put place peg estimate".split())
CHANGING = frozenset("raise revise lower cut increase reduce update upgrade downgrade".split())
COUNTS = frozenset("toll count tally estimate forecast projection figure number".split())
REACH = 12  # tokens from the verb to its figure at most


def figures(tree: Tree, parse: Parse) -> None:
    """Make attributions of verbs that put a figure on something, unless they are the cue of one already."""
    for number, verb in enumerate(parse.tokens):
        if verb.pos != "VERB" or verb.lemma.casefold() not in PUTTING | CHANGING:
            continue
        if any(touches(node.attribution.cue, (verb.span,)) for node in tree):
            continue
        content, source = figure_of(number, parse), subject_of(number, parse)
        if content and source and (speaks(source, parse) or plural(source, parse)):
            around = [node for node in tree if touches(node.attribution.content, (verb.span,))]
            parent = max(around, key=lambda node: node.attribution.content[0].start, default=None)
            tree.append(Node(Attribution((source,), (verb.span,), (content,), BY_RULE), parent))


def figure_of(verb: int, parse: Parse) -> Span | None:
    """What the figure is put on, with the figure ("the toll at 44", "the rate as high as 22 percent")."""
    sentence = parse.sentence(parse.tokens[verb].span.start)
    last = min(sentence.last if sentence else verb, verb + REACH)
    things = [n for n in range(verb + 1, last) if parse.tokens[n].head == verb and parse.tokens[n].dep == "obj"]
    if not things:
        return None
    changing = parse.tokens[verb].lemma.casefold() in CHANGING
    if changing and parse.tokens[things[0]].lemma.casefold() not in COUNTS:
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
