"""Hops that the encoder misses inside a content: "police had told her that …", "that, according to a diplomat, …"."""

from kg.model import Attribution, Parse, Span, Spans, hull, touches, within
from kg.nest.beside import TELLING, speaks
from kg.nest.tree import BY_RULE, Node, Tree, children, minus
from kg.reporting import reports
from kg.syntax import dependents, negated, noun_phrase, phrase_at, subject_of, subtree

MARKS = frozenset({"that", "whether", "if", ","})
BETWEEN = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PRON"})  # "told a judge in Lund that"
FARTHEST = 9  # tokens from a verb to its "that"


def according(tree: Tree, parse: Parse) -> None:
    """Make an inner hop of "according to" between the commas of a content; what the encoder made of it gives way."""
    for node in list(tree):
        found = according_in(node.attribution.content, parse) if node in tree else None
        if found is None:
            continue
        cue, source = found
        doubles = [n for n in tree if n is not node and touches(n.attribution.cue, (cue,))]
        if any(n.parent is node and n.attribution.source == (source,) for n in doubles):
            continue
        rest = tuple(
            trimmed for span in minus(node.attribution.content, hull(found)) if (trimmed := without_marks(span, parse))
        )
        if rest:
            for double in doubles:
                for child in children(double, tree):
                    child.parent = node
                tree.remove(double)
            node.change(content=rest)
            inner = Node(Attribution((source,), (cue,), rest, BY_RULE), node)
            for child in children(node, tree):
                child.parent = inner
            tree.append(inner)


def according_in(content: Spans, parse: Parse) -> tuple[Span, Span] | None:
    """The cue "according to" and its source, where marks part both from the rest of a content."""
    for span in content:
        numbers = parse.numbers(span)
        for n in numbers[1:-2]:
            before, first, second = parse.tokens[n - 1 : n + 2]
            if (first.text.casefold(), second.text) == ("according", "to") and before.text == ",":
                source = noun_phrase(n + 2, numbers.stop, parse)
                behind = parse.numbers(source).stop if source else numbers.stop
                if source and behind < numbers.stop and parse.tokens[behind].text == ",":
                    return Span(first.span.start, second.span.end), source
    return None


def without_marks(span: Span, parse: Parse) -> Span | None:
    """A span without the marks and the "that" at its ends; None where nothing is left."""
    numbers = list(parse.numbers(span))
    while numbers and parse.tokens[numbers[0]].text.casefold() in MARKS:
        del numbers[0]
    while numbers and parse.tokens[numbers[-1]].text == ",":
        del numbers[-1]
    return Span(parse.tokens[numbers[0]].span.start, parse.tokens[numbers[-1]].span.end) if numbers else None


def inside(tree: Tree, parse: Parse) -> None:
    """Add the hop of a content that only tells what somebody else said ("the president had admitted that …").

    As deep as the clauses go; the encoder, which learnt from texts without nesting, finds most of these by itself.
    """
    waiting = list(tree)
    while waiting:
        node = waiting.pop()
        if not children(node, tree) and (found := told_in(node.attribution.content, parse)):
            inner = Node(found, node)
            tree.append(inner)
            waiting.append(inner)


def told_in(content: Spans, parse: Parse) -> Attribution | None:
    """The attribution that a content is, if its only main verb reports and somebody is said to say so."""
    numbers = parse.numbers(content[0])
    verbs = [n for n in numbers if parse.tokens[n].head not in numbers or parse.tokens[n].head == n]
    if len(content) > 1 or len(verbs) != 1 or not reports(parse.tokens[verbs[0]]) or negated(verbs[0], parse):
        return None
    verb = verbs[0]
    source, start = teller(verb, parse), clause_of(verb, numbers, parse)
    if start is None or source is None or not speaks(source, parse) or not within(source, content[0]):
        return None
    said = without_marks(Span(start, content[0].end), parse)
    if said is None or said.start < max(parse.tokens[verb].span.end, source.end):
        return None
    return Attribution((source,), (parse.tokens[verb].span,), (said,), BY_RULE)


def clause_of(verb: int, numbers: range, parse: Parse) -> int | None:
    """The character where what is said begins: a clause, a gerund that is denied, or what follows "that".

    The parse often hangs such a clause on whom it was told to or by ("informed by the regulator that …").
    """
    gerund = parse.tokens[verb].lemma.casefold() == "deny"
    open_ones = (n for n in dependents(verb, parse, {"xcomp"}) if gerund and parse.tokens[n].tag == "VBG")
    clause = next(dependents(verb, parse, {"ccomp"}), next(open_ones, None))
    if clause is not None:
        return subtree(clause, parse).start
    for n in range(verb + 1, min(verb + FARTHEST, numbers.stop)):
        token = parse.tokens[n]
        if token.text.casefold() == "that" and token.pos != "DET":
            return token.span.start
        if token.pos not in BETWEEN:
            break
    return None


def teller(verb: int, parse: Parse) -> Span | None:
    """Who tells: the subject, or the agent of a passive ("had been told by the guard that …")."""
    if all(parse.tokens[n].dep != "nsubj:pass" for n in dependents(verb, parse, {"nsubj"})):
        return subject_of(verb, parse)
    agents = (n for n in dependents(verb, parse, {"obl"}) if parse.tokens[n].dep == "obl:agent")
    agent = next(agents, None)
    return phrase_at(agent, parse) if agent is not None and parse.tokens[verb].lemma.casefold() in TELLING else None
