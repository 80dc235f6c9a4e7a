"""Clauses behind an attribution in which its speaker goes on: "Nine were found, Berg said, and they were old"."""

from kg.model import Parse, Sentence, Span, Token, hull, touches
from kg.nest.tree import Tree
from kg.reporting import reports, reports_behind
from kg.syntax import FINITE

JOINING = frozenset({"and", "but", "or"})
MARKS = frozenset({",", ";"})
FEWEST = 3  # words of a clause
SUBJECT = frozenset({"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ"})
WHOSE = frozenset({"who", "which", "whose", "that"})


def going_on(tree: Tree, parse: Parse) -> None:
    """Give an attribution that stands behind its words the clause that follows it, if it is nobody else's."""
    for node in [node for node in tree if node.parent is None and node.attribution.source]:
        a = node.attribution
        whole = hull((*a.source, *a.cue))
        sentence = parse.sentence(whole.start)
        if sentence is None or any(span.end > whole.start for span in a.content):
            continue
        if not any(sentence.span.start <= span.start for span in a.content):
            continue
        rest = clause_behind(whole, sentence, parse)
        others = (n.attribution for n in tree if n is not node)
        if rest and not any(touches((*o.source, *o.cue, *o.content), (rest,)) for o in others):
            node.change(content=(*a.content, rest))


def clause_behind(whole: Span, sentence: Sentence, parse: Parse) -> Span | None:
    """The clause behind an attribution: after ", and", or after a semicolon, with a subject and a verb of its own."""
    mark = parse.numbers(whole).stop
    if mark + FEWEST >= sentence.last or parse.tokens[mark].text not in MARKS:
        return None
    joined = parse.tokens[mark + 1].text.casefold() in JOINING
    first = mark + 1 + joined
    if not joined and parse.tokens[mark].text != ";":
        return None
    verb = next((n for n in range(first, sentence.last) if parse.tokens[n].tag in FINITE), None)
    opening = parse.tokens[first]
    if verb is None or verb == first or opening.pos not in SUBJECT or opening.text.casefold() in WHOSE:
        return None
    if any(may_tell(parse.tokens[n]) for n in range(first, sentence.last)):
        return None
    return Span(parse.tokens[mark + 1].span.start, sentence.span.end)


def may_tell(token: Token) -> bool:
    """Whether a word may report, so that the clause can be somebody else's."""
    return (token.pos in {"VERB", "NOUN"} and reports(token)) or (token.pos == "VERB" and reports_behind(token))
