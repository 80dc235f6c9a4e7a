"""Attributions behind their words: "The hole is deeper, sighs the mayor", "…, a guest told us", "…, so the union"."""

from collections.abc import Iterable, Iterator

from kg.model import Attribution, Parse, Sentence, Span, Spans, hull, touches, within
from kg.nest.beside import speaks
from kg.nest.teller import inverted, plain
from kg.nest.tree import BY_RULE, Node, Tree, remove
from kg.reporting import reports
from kg.syntax import FINITE

SUBORDINATE = frozenset(
    "when if after as while although though because since before once until unless whereas whenever where asked".split()
)
PAST_OR_FINITE = FINITE | {"VBN"}  # the parse takes some past tenses for participles
JOINERS = frozenset({"and", "but", "while"})
SHOWING = frozenset({"show", "shows", "indicate", "reveal"})  # what a thing does, too


def mended(tree: Tree, parse: Parse) -> None:
    """Put right the attributions behind their words in which the encoder took words for the source, or it for words."""
    for node in [node for node in tree if node.parent is None]:
        a = node.attribution
        sentence = parse.sentence(a.cue[0].start)
        cues = frozenset(n for span in a.cue for n in parse.numbers(span))
        one = closing(sentence, parse, cues) if sentence else None
        if one is None or not touches(one.cue, a.cue):
            continue
        if a.source and not touches(a.source, one.content):
            if not touches(a.content, one.content) and not is_that(a.content[0], parse):  # words on the source
                node.change(source=one.source, content=one.content)
            continue
        behind = tuple(span for span in a.content if span.start >= hull((*one.source, *one.cue)).end)
        node.change(source=one.source, content=one.content if len(one.content) > 1 else (*one.content, *behind))


def is_that(span: Span, parse: Parse) -> bool:
    """Whether "that" stands before a range or begins it."""
    first = parse.numbers(span).start
    return "that" in {token.text.casefold() for token in parse.tokens[max(0, first - 1) : first + 1]}


def closings(parse: Parse) -> tuple[Attribution, ...]:
    """The attributions behind their words, one at most in each sentence, in text order."""
    return tuple(one for sentence in parse.sentences if (one := closing(sentence, parse)))


def displaced(tree: Tree, found: Iterable[Attribution]) -> None:
    """Put an attribution behind its words in the place of one of which the source is but such words.

    "Ten fell, wrote the paper, citing an aide": the encoder may take "Ten" for who cites.
    """
    for one in found:
        for node in [n for n in tree if n.parent is None and wrong_beside(n.attribution, one)]:
            remove(node, tree)
            if not any(touches(other.attribution.cue, one.cue) for other in tree):
                tree.append(Node(one))


def apart(tree: Tree, parse: Parse) -> None:
    """Part two of whom each tells a clause: "Four died in the north, police said, and two fell, relatives said"."""
    for sentence in parse.sentences:
        two = in_turn(sentence, parse)
        here = [node for node in tree if any(touches(node.attribution.cue, one.cue) for one in two)]
        if here and all(within(hull(words_of(node)), sentence.span) for node in here):
            tree[:] = [node for node in tree if node not in here]
            for node in tree:
                node.parent = None if node.parent in here else node.parent
            tree += map(Node, two)


def in_turn(sentence: Sentence, parse: Parse) -> tuple[Attribution, ...]:
    """Two attributions behind their words, of which the second's words begin with "and" behind the first; or none."""
    for first in marks(sentence, parse):
        one = teller(first, sentence, parse)
        joiner = one[2] + 1 if one else sentence.last
        if one is None or joiner >= sentence.last or parse.tokens[joiner].text not in JOINERS:
            continue
        for second in (mark for mark in marks(sentence, parse) if mark > joiner):
            other = teller(second, sentence, parse)
            parts = (range(sentence.first, first), range(joiner + 1, second))
            if other and all(any(parse.tokens[n].tag in PAST_OR_FINITE for n in part) for part in parts):
                return tuple(
                    Attribution((source,), (cue,), (whole(part, parse),), BY_RULE)
                    for (source, cue, _), part in zip((one, other), parts, strict=True)
                )
    return ()


def whole(numbers: range, parse: Parse) -> Span:
    """The characters of a run of tokens."""
    return Span(parse.tokens[numbers[0]].span.start, parse.tokens[numbers[-1]].span.end)


def marks(sentence: Sentence, parse: Parse) -> Iterator[int]:
    """The commas of a sentence behind which somebody may be told to say what stands before."""
    return (n for n in range(sentence.first + 2, sentence.last - 2) if parse.tokens[n].text == ",")


def wrong_beside(one: Attribution, right: Attribution) -> bool:
    """Whether an attribution has its source in another's content, and its cue behind that one's."""
    return touches(one.source, right.content) and one.cue[0].start >= hull((*right.source, *right.cue)).end


def added(tree: Tree, found: Iterable[Attribution]) -> None:
    """Add the attributions behind their words that the encoder did not find; those within their words are inside."""
    for one in found:
        here = [node for node in tree if touches(words_of(node), (*one.cue, *one.content))]
        if all(within(hull(words_of(node)), one.content[0]) for node in here):
            new = Node(one)
            for node in here:
                node.parent = node.parent or new
            tree.append(new)


def words_of(node: Node) -> Spans:
    """Source, cue and content of an attribution."""
    a = node.attribution
    return (*a.source, *a.cue, *a.content)


def closing(sentence: Sentence, parse: Parse, cues: frozenset[int] = frozenset()) -> Attribution | None:
    """The attribution that stands behind a comma of a sentence and tells who says what stands before it.

    Args:
        cues: the numbers of tokens that are known to report.
    """
    for mark in marks(sentence, parse):
        found = teller(mark, sentence, parse, cues)
        content = said(mark, found[2], sentence, parse) if found else ()
        if found and content:
            return Attribution((found[0],), (found[1],), content, BY_RULE)
    return None


def teller(
    mark: int, sentence: Sentence, parse: Parse, cues: frozenset[int] = frozenset()
) -> tuple[Span, Span, int] | None:
    """Source, cue and where the rest begins, of who is told behind a comma to say what stands before."""
    found = inverted(mark + 1, sentence, parse, cues) or plain(mark + 1, sentence, parse, cues)
    if found is None:
        return None
    source, cue, _ = found
    shows = parse.tokens[parse.numbers(cue).start].lemma.casefold() in SHOWING
    return found if speaks(source, parse) or shows or is_said(cue, parse) or is_name(source, parse) else None


def is_said(cue: Span, parse: Parse) -> bool:
    """Whether a cue is the finite form of a verb by which whoever has it speaks, whatever the noun for him."""
    verb = parse.tokens[parse.numbers(cue).start]
    return verb.pos == "VERB" and verb.tag in {"VBD", "VBZ"} and reports(verb)


def is_name(source: Span, parse: Parse) -> bool:
    """Whether all words of a source but small ones begin with capitals ("Visaya Light and Power")."""
    tokens = [parse.tokens[n] for n in parse.numbers(source)]
    return all(t.text[:1].isupper() or t.pos in {"CCONJ", "ADP", "DET", "PUNCT"} for t in tokens)


def said(mark: int, behind: int, sentence: Sentence, parse: Parse) -> Spans:
    """The words before a comma, if they are a main clause, with those behind the attribution where they go on."""
    rest = range(behind + 1, sentence.last)
    goes_on = behind < sentence.last and parse.tokens[behind].text == "," and any(finite(n, parse) for n in rest)
    parting = {";", ":"} if goes_on else {";"}
    first = max((n + 1 for n in range(sentence.first, mark) if parse.tokens[n].text in parting), default=sentence.first)
    lead = range(first, mark)
    if len(lead) < 2:
        return ()
    if main_clause(lead, parse):
        return (whole(lead, parse),)
    if goes_on and parse.tokens[lead.start].text.casefold() not in SUBORDINATE:
        return whole(lead, parse), whole(rest, parse)
    return ()


def main_clause(numbers: range, parse: Parse) -> bool:
    """Whether words hold a finite verb, or a figure, that stands in no subordinate clause before a comma."""
    if parse.tokens[numbers.start].text.casefold() in SUBORDINATE:
        comma = next((n for n in numbers if parse.tokens[n].text == ","), None)
        return comma is not None and main_clause(range(comma + 1, numbers.stop), parse) if comma else False
    return any(finite(n, parse) for n in numbers)


def finite(number: int, parse: Parse) -> bool:
    """Whether a token is a finite verb."""
    token = parse.tokens[number]
    return token.pos == "AUX" or token.tag in FINITE or (token.pos == "VERB" and token.dep == "ROOT")
