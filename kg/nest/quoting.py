"""Sources that another one quotes: "the agency quoted him as saying that …"."""

from kg.model import Attribution, Parse, Span, Spans
from kg.nest.beside import citer, noun_phrase
from kg.nest.tree import Node, Tree, children, minus, touches
from kg.nouns import noun_phrase_of

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
                if verb is not None and outer and parse.tokens[verb + 1].text.casefold() in {"by", "in"}:
                    by_whom(outer, verb, n, tree, parse)
                elif verb is not None and outer and verb + 1 < n:
                    source = Span(parse.tokens[verb + 1].span.start, parse.tokens[n - 1].span.end)
                    part(
                        outer,
                        source,
                        Span(parse.tokens[n].span.start, parse.tokens[n + 1].span.end),
                        tree,
                        parse,
                    )


def by_whom(inner: Node, verb: int, last: int, tree: Tree, parse: Parse) -> None:
    """Put who quotes around who is quoted in a passive ("he was quoted by the paper as saying that …")."""
    agent = noun_phrase(verb + 2, last, parse)
    subject = next((n for n, t in enumerate(parse.tokens) if t.head == verb and t.dep.startswith("nsubj")), None)
    names = [parse.tokens[n].span for n in parse.numbers(agent) if parse.tokens[n].pos == "PROPN"] if agent else []
    if agent is None or not names:
        return
    agent = Span(agent.start, names[-1].end)  # without the time behind it ("in the Clarion last week")
    kept = tuple(span for span in inner.attribution.source if not touches((span,), (agent,)))
    quoted = kept or ((noun_phrase_of(subject, parse),) if subject is not None else ())
    if quoted:
        a = inner.attribution
        outer = Node(Attribution((agent,), (parse.tokens[verb].span,), a.content, a.probability), inner.parent)
        inner.change(source=quoted)
        inner.parent = outer
        tree.append(outer)


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
    content = said_after(cue, parse) or max(contents, key=lambda spans: sum(s.end - s.start for s in spans))
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
