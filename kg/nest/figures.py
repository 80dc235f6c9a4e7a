"""Figures that somebody puts on something ("the group put the toll at 44"), which the encoder seldom finds."""

from kg.model import Attribution, Parse, Span, Spans, touches
from kg.nest.beside import speaks
from kg.nest.tidy import plural
from kg.nest.tree import BY_RULE, Node, Tree
from kg.nouns import NOUNS, head_of, noun_phrase_of, role_of
from kg.syntax import noun_phrase, subject_of

PUTTING = frozenset("put place peg estimate".split())
CHANGING = frozenset("raise revise lower cut increase reduce update upgrade downgrade".split())
COUNTS = frozenset("toll count tally estimate forecast projection figure number".split())
# verbs and what stands between them and a figure, which need nobody to be asked "of what"
NAMING = {
    "speak": {"of"},
    "talk": {"of"},
    "count": {""},
    "tally": {""},
    "arrive": {"at"},
    "stop": {"at"},
    "stand": {"by"},
    "stick": {"to"},
    "keep": {"to"},
    "insist": {"on"},
    "make": {"it"},
    "list": {""},
    "register": {""},
    "record": {""},
}
REACH = 12  # tokens from the verb to its figure at most


def figures(tree: Tree, parse: Parse) -> None:
    """Make attributions of verbs that put a figure on something, unless they are the cue of one already."""
    for number, verb in enumerate(parse.tokens):
        if verb.pos != "VERB" or verb.lemma.casefold() not in PUTTING | CHANGING | NAMING.keys():
            continue
        if any(touches(node.attribution.cue, (verb.span,)) for node in tree):
            continue
        naming = verb.lemma.casefold() in NAMING
        content = figure_named(number, parse) if naming else figure_of(number, parse)
        source = subject_of(number, parse)
        if naming and content and any(touches(spans_of(node), (verb.span, content)) for node in tree):
            continue
        told = source and (speaks(source, parse) or plural(source, parse))
        if content and source and told and (not naming or counts(source, parse) or by_preposition(content, parse)):
            around = [node for node in tree if touches(node.attribution.content, (verb.span,))]
            parent = max(around, key=lambda node: node.attribution.content[0].start, default=None)
            tree.append(Node(Attribution((source,), (verb.span,), (content,), BY_RULE), parent))


def counts(span: Span, parse: Parse) -> bool:
    """Whether a noun for somebody stands for who counts, not a name: "Larvik counted 1,300 souls" tells of a place."""
    head = head_of([parse.tokens[n] for n in parse.numbers(span)])
    return head is not None and role_of(head.lemma) is not None


def by_preposition(content: Span, parse: Parse) -> bool:
    """Whether what is named follows on a preposition ("of 25 days")."""
    return parse.tokens[parse.numbers(content).start - 1].pos == "ADP"


def figure_named(verb: int, parse: Parse) -> Span | None:
    """The figure that somebody names, to the end of its noun phrase ("speaks of | 25 days", "stands by | its 85")."""
    sentence = parse.sentence(parse.tokens[verb].span.start)
    last = min(sentence.last if sentence else verb, verb + REACH)
    allowed = NAMING[parse.tokens[verb].lemma.casefold()]
    first = verb + 1
    if first < last and parse.tokens[first].text.casefold() in allowed:
        first += 1
    elif "" not in allowed:
        return None
    phrase = noun_phrase(first, sentence.last if sentence else last, parse)
    if phrase is None or parse.tokens[first].pos not in {"NUM", "DET", "PRON", "ADV", "ADJ", "NOUN"}:
        return None
    return phrase if any(parse.tokens[n].pos == "NUM" for n in parse.numbers(phrase)[:6]) else None


def spans_of(node: Node) -> Spans:
    """Source, cue and content of an attribution."""
    a = node.attribution
    return (*a.source, *a.cue, *a.content)


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
