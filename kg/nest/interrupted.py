"""Contents that their attribution interrupts: "When deputies came, the affidavit states, she was burning papers"."""

from kg.model import Attribution, Parse, Span, hull, touches, within
from kg.nest.tree import Node, Tree, children
from kg.nouns import NOUNS
from kg.reporting import reports
from kg.syntax import phrase_at


def interrupted(tree: Tree, parse: Parse) -> None:
    """Give a content that goes on behind its cue all that stands before the attribution, between the commas.

    Where that is who told it and to whom ("Her friend, she said, told her that …", "Aides had warned her, she added,
    that …"), it is a hop of its own inside.
    """
    for node in list(tree):
        a = node.attribution
        whole = hull((*a.source, *a.cue)) if a.source else None
        behind = tuple(span for span in a.content if whole and span.start >= whole.end)
        if not whole or not behind:
            continue
        lead, known = lead_of(node, tree, whole, parse), a.content[: len(a.content) - len(behind)]
        if lead is None or not all(within(span, lead) for span in known):
            continue
        if told := telling(lead, behind[0], parse):
            node.change(content=(lead, *behind))
            put_inside(node, *told, tree)
        elif known or (not reporting(lead, parse) and (clause(lead, parse) or subject_of_next(lead, behind[0], parse))):
            node.change(content=(lead, *behind))


def put_inside(node: Node, source: Span, cue: Span, content: Span, tree: Tree) -> None:
    """Put a hop inside an attribution, or complete the one that has its cue."""
    known = next((child for child in children(node, tree) if touches(child.attribution.cue, (cue,))), None)
    if known:
        known.change(source=(source,))
        return
    hop = Node(Attribution((source,), (cue,), (content,), node.attribution.probability), node)
    for child in children(node, tree):
        child.parent = hop
    tree.append(hop)


def lead_of(node: Node, tree: Tree, whole: Span, parse: Parse) -> Span | None:
    """The words of the sentence before an attribution in commas, if they are nobody else's."""
    sentence, numbers = parse.sentence(whole.start), parse.numbers(whole)
    after = parse.tokens[numbers.stop].text if numbers.stop < len(parse.tokens) else ""
    if sentence is None or numbers.start < sentence.first + 2 or after != ",":
        return None
    if parse.tokens[numbers.start - 1].text != ",":
        return None
    lead = Span(sentence.span.start, parse.tokens[numbers.start - 1].span.start)
    others = (n.attribution for n in tree if n is not node)
    taken = any(touches((*a.source, *a.cue, *a.content), (lead,)) for a in others)
    return None if taken else lead


def reporting(lead: Span, parse: Parse) -> bool:
    """Whether the words report themselves ("He added, citing the agency, that …")."""
    tokens = [parse.tokens[n] for n in parse.numbers(lead)]
    return any(token.pos == "VERB" and reports(token) for token in tokens)


def clause(lead: Span, parse: Parse) -> bool:
    """Whether the words are a clause with a subject of its own."""
    numbers = parse.numbers(lead)
    return any(parse.tokens[n].dep.startswith("nsubj") and parse.tokens[n].head in numbers for n in numbers)


def subject_of_next(lead: Span, content: Span, parse: Parse) -> bool:
    """Whether the words are the subject of the verb that the content goes on with."""
    numbers = parse.numbers(content)
    return any(parse.tokens[n].dep.startswith("nsubj") and parse.tokens[n].head in numbers for n in parse.numbers(lead))


def telling(lead: Span, content: Span, parse: Parse) -> tuple[Span, Span, Span] | None:
    """Source, cue and content of who told it, where the words before the attribution are that."""
    before, inside = parse.numbers(lead), parse.numbers(content)
    that = next((n for n in inside[:8] if parse.tokens[n].text == "that" and parse.tokens[n].pos == "SCONJ"), None)
    if that is None:
        return None
    verbs = [n for n in (*before, *inside[: that - inside.start]) if reports(parse.tokens[n])]
    subjects = [n for n in before if parse.tokens[n].dep.startswith("nsubj") and parse.tokens[n].pos in NOUNS]
    if not verbs or parse.tokens[verbs[0]].pos != "VERB" or not subjects or subjects[0] > verbs[0]:
        return None
    rest = Span(parse.tokens[that].span.start, content.end)
    return phrase_at(subjects[0], parse), parse.tokens[verbs[0]].span, rest
