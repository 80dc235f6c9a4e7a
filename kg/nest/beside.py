"""Hops that stand beside a cue: who is cited, who was told by whom, and who carried a statement."""

from collections.abc import Iterator

from kg.model import Attribution, Parse, Span, Spans, hull, touches
from kg.nest.cues import reports_by_noun
from kg.nest.tree import Node, Tree, children, minus
from kg.nouns import head_of, role_of
from kg.reporting import relies
from kg.syntax import noun_phrase

CITING = frozenset({"citing", "quoting"})
CARRY = frozenset("carry publish release quote report broadcast air run distribute cite post relay print".split())
TELLING = frozenset("tell inform assure advise warn brief notify".split())
WORDS_OF = frozenset(
    "statement comment remark interview report dispatch commentary letter video message post speech "
    "address text account".split()
)


def cited(tree: Tree, parse: Parse) -> None:
    """Make a hop of every actor who is cited ("a lawmaker said, citing the spy agency"), inside the one who cites."""
    for sentence in parse.sentences:
        for n in range(sentence.first, sentence.last):
            if end := behind_citing(n, sentence.last, parse):
                source = noun_phrase(end, sentence.last, parse)
                nobody = n > sentence.first and parse.tokens[n - 1].text.casefold() == "without"
                if source and (nobody or not speaks(source, parse)):
                    without_reason(tree, n, parse)
                elif source and not quoted(source, parse):
                    outer = citer(tree, n, sentence.span, parse) or opener(tree, n, source, parse)
                    if outer:
                        cue = Span(parse.tokens[n].span.start, parse.tokens[end - 1].span.end)
                        put_inside(outer, source, cue, tree)


def behind_citing(number: int, last: int, parse: Parse) -> int:
    """Where who is cited begins, if words that cite begin at a token ("citing", "on the basis of"); 0 where not."""
    token = parse.tokens[number]
    if token.text.casefold() in CITING:
        return number + 1
    before = parse.tokens[number - 1].text.casefold() if number else ""
    if token.lemma.casefold() in {"cite", "quote"} and token.pos == "VERB" and before in {"who", "which"}:
        return number + 1
    relying = relies(parse.tokens[number : min(last, number + 4)])
    return number + relying if relying else 0


def without_reason(tree: Tree, number: int, parse: Parse) -> None:
    """Leave out what nobody reports: a reason ("declined to comment, citing the inquiry"), "without citing sources"."""
    here = (parse.tokens[number].span,)
    for node in [n for n in tree if cites(n, parse) and touches(n.attribution.cue, here) and not children(n, tree)]:
        tree.remove(node)


def quoted(source: Span, parse: Parse) -> bool:
    """Whether a source is quoted "as saying" something of its own, which `quoted_as` has seen to."""
    after = parse.numbers(source).stop
    return after + 1 < len(parse.tokens) and parse.tokens[after].text == "as" and parse.tokens[after + 1].tag == "VBG"


def opener(tree: Tree, number: int, source: Span, parse: Parse) -> Node | None:
    """The attribution of "According to the paper, citing an aide, …", where the encoder took the aide for content."""
    node = next(
        (n for n in tree if cites(n, parse) and touches(n.attribution.cue, (parse.tokens[number].span,))),
        None,
    )
    sentence = parse.sentence(source.start)
    if node is None or sentence is None or not node.attribution.source:
        return None
    rest = Span(source.end, sentence.span.end)
    if not any(parse.tokens[n].pos in {"VERB", "AUX"} for n in parse.numbers(rest)):
        return None
    first = parse.numbers(node.attribution.source[0]).start
    if first - 2 < sentence.first or parse.tokens[first - 2].text.casefold() != "according":
        return None
    cue = Span(parse.tokens[first - 2].span.start, parse.tokens[first - 1].span.end)
    outer = Node(Attribution(node.attribution.source, (cue,), (rest,), node.attribution.probability), node.parent)
    tree.append(outer)
    return outer


def speaks(span: Span, parse: Parse) -> bool:
    """Whether a noun phrase is somebody or a document, not a reason ("citing security concerns")."""
    head = head_of([parse.tokens[n] for n in parse.numbers(span)])
    return head is not None and (head.pos in {"PROPN", "PRON"} or role_of(head.lemma) is not None)


def citer(tree: Tree, number: int, sentence: Span, parse: Parse) -> Node | None:
    """The attribution of the same sentence that a "citing" belongs to: the last cue before it, else the first after."""
    here = parse.tokens[number].span
    near = [
        n
        for n in tree
        if sentence.start <= n.attribution.cue[0].start < sentence.end and not cites(n, parse) and n.attribution.source
    ]
    before = [n for n in near if n.attribution.cue[0].start < here.start]
    after = [n for n in near if n.attribution.cue[0].start > here.start and n.parent is None]
    if before:
        return max(before, key=lambda n: n.attribution.cue[0].start)
    return min(after, key=lambda n: n.attribution.cue[0].start, default=None)


def cites(node: Node, parse: Parse) -> bool:
    """Whether an attribution's cue is "citing" itself, not a verb with "citing" behind it."""
    return parse.tokens[parse.numbers(node.attribution.cue[0]).start].text.casefold() in CITING


def put_inside(outer: Node, source: Span, cue: Span, tree: Tree) -> None:
    """Put a hop between an attribution and what is inside its content; the source's words are no content."""
    gone = Span(cue.start, source.end)
    for double in [n for n in tree if n is not outer and touches(n.attribution.cue[:1], (cue,))]:
        for inner in children(double, tree):
            inner.parent = double.parent
        tree.remove(double)
    content = minus(outer.attribution.content, gone)
    if not content:
        return
    outer.change(content=content, cue=minus(outer.attribution.cue, gone) or outer.attribution.cue)
    deepen(outer, source, (cue,), content, tree)


def told_by(tree: Tree, parse: Parse) -> None:
    """Part a passive's two: "relatives were told by the agency that …" leads to the relatives, then the agency."""
    for node in list(tree):
        a = node.attribution
        agents = [s for s in a.source if by_before(s, parse)]
        others = tuple(s for s in a.source if s not in agents)
        if is_told(a.cue, parse) and len(agents) == 1 and others:
            node.change(source=others)
            deepen(node, agents[0], a.cue, a.content, tree)
        elif agent := agent_in(a, parse):
            rest = minus(a.content, agent)
            if is_told(a.cue, parse):
                node.change(content=rest)
                deepen(node, agent, a.cue, rest, tree)
            else:
                node.change(source=(agent,), content=rest)
        elif not agents and (left_out := agent_left_out(a, parse)):
            deepen(node, left_out, a.cue, a.content, tree)


def agent_left_out(one: Attribution, parse: Parse) -> Span | None:
    """The agent between a passive's cue and its content that neither has: "had been told by | doctors | that"."""
    cue = [n for span in one.cue for n in parse.numbers(span)]
    passive = any(parse.tokens[n].tag == "VBN" for n in cue) and any(parse.tokens[n].lemma == "be" for n in cue)
    if not is_told(one.cue, parse) or not passive or not one.source:
        return None
    behind = cue[-1] + 1 if parse.tokens[cue[-1]].text.casefold() != "by" else cue[-1]
    last = parse.numbers(one.content[0]).start
    if behind >= last or parse.tokens[behind].text.casefold() != "by":
        return None
    return noun_phrase(behind + 1, last, parse)


def is_told(cue: Spans, parse: Parse) -> bool:
    """Whether a cue has a verb of telling somebody."""
    return any(parse.tokens[n].lemma.casefold() in TELLING for s in cue for n in parse.numbers(s))


def agent_in(one: Attribution, parse: Parse) -> Span | None:
    """The agent that a content begins with ("told by | the agency that …", "comments by | officials that …")."""
    numbers = parse.numbers(one.content[0])
    cue = [parse.tokens[n] for n in parse.numbers(one.cue[-1]) if parse.tokens[n].text.casefold() != "by"]
    if (
        not numbers
        or not cue
        or not by_before(one.content[0], parse)
        or not (cue[-1].tag == "VBN" or reports_by_noun(cue[-1]))
    ):
        return None
    start = numbers.start + (parse.tokens[numbers.start].text.casefold() == "by")
    agent = noun_phrase(start, numbers.stop, parse)
    behind = parse.tokens[parse.numbers(agent).stop] if agent and parse.numbers(agent).stop < numbers.stop else None
    return agent if agent and behind and behind.text.casefold() == "that" and speaks(agent, parse) else None


def deepen(node: Node, source: Span, cue: Spans, content: Spans, tree: Tree) -> None:
    """Put a hop between an attribution and those inside it."""
    hop = Node(Attribution((source,), cue, content, node.attribution.probability), node)
    for inner in children(node, tree):
        inner.parent = hop
    tree.append(hop)


def by_before(span: Span, parse: Parse) -> bool:
    """Whether "by" stands right before a noun phrase or begins it."""
    numbers = parse.numbers(span)
    return bool(numbers) and "by" in {
        parse.tokens[n].text.casefold() for n in (numbers.start, numbers.start - 1) if n >= 0
    }


def carried(tree: Tree, parse: Parse) -> None:
    """Make an outer hop of who carried a statement ("said in comments published by the agency")."""
    for node in list(tree):
        sentence = parse.sentence(node.attribution.cue[0].start)
        if sentence is None or not node.attribution.source:
            continue
        for noun, cue, agent in carriers(sentence.first, sentence.last, parse):
            if beside(node.attribution, noun, agent):
                source = without(node.attribution.source, Span(noun.start, agent.end))
                node.change(source=source or node.attribution.source)
                outer = Node(
                    Attribution((agent,), (cue,), node.attribution.content, node.attribution.probability),
                    node.parent,
                )
                node.parent = outer
                tree.append(outer)
                break


def carriers(first: int, last: int, parse: Parse) -> Iterator[tuple[Span, Span, Span]]:
    """Find "comments published by the agency": the noun, the participle and the agent."""
    for n in range(first + 1, last - 2):
        verb, by = parse.tokens[n], parse.tokens[n + 1]
        if verb.tag == "VBN" and verb.lemma.casefold() in CARRY and by.text.casefold() == "by":
            noun = parse.tokens[n - 1]
            agent = noun_phrase(n + 2, last, parse)
            role = role_of(noun.lemma)
            if agent and (noun.lemma.casefold() in WORDS_OF or (role and role.kind == "document")):
                yield noun.span, verb.span, agent


def beside(attribution: Attribution, noun: Span, agent: Span) -> bool:
    """Whether a carried statement is the attribution's own: next to its source or cue, not in its content."""
    return not touches((noun,), attribution.content) and not touches((agent,), attribution.content)


def without(source: Spans, gone: Span) -> Spans:
    """A source without what is said of the statement behind it."""
    return minus(source, Span(gone.start, max(gone.end, hull(source).end))) if touches(source, (gone,)) else source
