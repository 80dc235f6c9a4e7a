"""Sources that another one quotes: "the agency quoted him as saying that …"."""

from kg.model import Attribution, Parse, Span, Spans, touches
from kg.nest.beside import citer
from kg.nest.tree import Node, Tree, children, minus
from kg.nouns import noun_phrase_of
from kg.syntax import noun_phrase

QUOTING = frozenset({"quote", "cite"})


def quoted_as(tree: Tree, parse: Parse) -> None:
    """Part "the agency quoted him as saying …" into the agency and, inside, him."""
    for sentence in parse.sentences:
        for n in range(sentence.first + 1, sentence.last - 1):
            if parse.tokens[n].text.casefold() == "as" and parse.tokens[n + 1].tag == "VBG":
                verb = next(
                    (
                        v
                        for v in range(n - 1, max(n - 12, sentence.first - 1), -1)
                        if parse.tokens[v].lemma.casefold() in QUOTING
                    ),
                    None,
                )
                outer = quoter(tree, verb, sentence.span, parse) if verb is not None else None
                if verb is not None and parse.tokens[verb + 1].text.casefold() in {"by", "in"}:
                    by_whom(verb, n, tree, parse)
                elif verb is not None and outer and verb + 1 < n:
                    source = Span(parse.tokens[verb + 1].span.start, parse.tokens[n - 1].span.end)
                    part(
                        outer,
                        source,
                        Span(parse.tokens[n].span.start, parse.tokens[n + 1].span.end),
                        tree,
                        parse,
                    )


def by_whom(verb: int, last: int, tree: Tree, parse: Parse) -> None:
    """Make two hops of a passive, "he was quoted by the paper as saying that …"; what the encoder found gives way."""
    agent, quoted = noun_phrase(verb + 2, last, parse), quoted_in(verb, parse)
    agents = [parse.tokens[n] for n in parse.numbers(agent)] if agent else []
    # the time behind a name is no part of it ("in the Clarion last week")
    ends = [t.span.end for t in agents if t.pos == "PROPN"] or [t.span.end for t in agents]
    cue = Span(parse.tokens[last].span.start, parse.tokens[last + 1].span.end)
    doubles = [n for n in tree if touches(n.attribution.cue, (Span(parse.tokens[verb].span.start, cue.end),))]
    if not agent or not quoted or not doubles:
        return
    a = max((node.attribution for node in doubles), key=lambda one: one.probability)
    content = said_after(cue, parse) or minus(a.content, quoted)
    source = Span(agent.start, ends[-1])
    outer = Node(Attribution((source,), (parse.tokens[verb].span,), content, a.probability), doubles[0].parent)
    inner = Node(Attribution((quoted,), (cue,), content, a.probability), outer)
    for node in doubles:
        for child in children(node, tree):
            child.parent = inner
        tree.remove(node)
    tree += [outer, inner]


def quoted_in(verb: int, parse: Parse) -> Span | None:
    """The subject of a passive with its apposition, up to the auxiliary."""
    own = [n for n, token in enumerate(parse.tokens[:verb]) if token.head == verb]
    subject = next((n for n in own if parse.tokens[n].dep.startswith("nsubj")), None)
    auxiliary = next((n for n in own if parse.tokens[n].dep.startswith("aux")), verb)
    if subject is None or auxiliary <= subject:
        return None
    words = [t for t in parse.tokens[subject:auxiliary] if t.pos != "PUNCT"]
    return Span(noun_phrase_of(subject, parse).start, words[-1].span.end)


def quoter(tree: Tree, verb: int, sentence: Span, parse: Parse) -> Node | None:
    """The attribution of who quotes: the cue's own, or for "…, quoting him as saying" that of the verb before."""
    own = next((node for node in tree if touches(node.attribution.cue, (parse.tokens[verb].span,))), None)
    if parse.tokens[verb].tag != "VBG":
        return own
    outer = citer(tree, verb, sentence, parse)
    if own and outer and own is not outer:
        for child in children(own, tree):
            child.parent = own.parent
        tree.remove(own)
    return outer or own


def part(outer: Node, source: Span, cue: Span, tree: Tree, parse: Parse) -> None:
    """Put a quoted source inside the one who quotes; whatever the encoder made of its cue gives way."""
    gone = Span(source.start, cue.end)
    doubles = [n for n in tree if n is not outer and touches(n.attribution.cue, (cue,))]
    contents = [minus(n.attribution.content, gone) for n in (outer, *doubles)]
    found = next((n.attribution.content for n in doubles if n.attribution.content[0].start >= cue.end), ())
    content = found or said_after(cue, parse) or max(contents, key=lambda spans: sum(s.end - s.start for s in spans))
    if not content:
        return
    inner = Node(Attribution((source,), (cue,), content, outer.attribution.probability), outer)
    for node in [*doubles, outer]:
        for child in children(node, tree):
            child.parent = inner
    for node in doubles:
        tree.remove(node)
    tree.append(inner)
    if touches(outer.attribution.content, (source,)):
        outer.change(content=content)


def said_after(cue: Span, parse: Parse) -> Spans:
    """What is quoted behind "as saying": the rest of the sentence, or nothing where the quotation stands before."""
    sentence = parse.sentence(cue.start)
    rest = Span(cue.end, sentence.span.end if sentence else cue.end)
    tokens = [parse.tokens[n] for n in parse.numbers(rest)]
    return (rest,) if any(t.pos in {"VERB", "AUX"} for t in tokens) else ()
