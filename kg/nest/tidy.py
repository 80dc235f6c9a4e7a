"""Inner attributions that are no hop, and hops that hide in a noun: what to leave out and what to add."""

import re
from functools import cache

from kg.lemmas import lemmas
from kg.nouns import role_of
from kg.model import Attribution, Parse, Span, Spans, Token
from kg.tables import rows
from kg.nest.beside import by_before, citer, speaks
from kg.nest.tree import Node, Tree, children, minus, remove, touches

TELLING = frozenset("tell inform assure warn advise brief notify".split())
JOINERS = frozenset({"as", "while", "but", "and", "though", "although"})
RELATIVE = frozenset({"who", "which", "whose"})
REPORTING = frozenset("say tell report cite quote mention note add announce describe recall write state explain reveal disclose".split())
QUOTING = frozenset({"quote", "cite"})
ANONYMOUS = re.compile(r"\W*(not )?(to )?(be )?(named|identified|quoted by name|anonymity|on (the )?condition of anonymity|anonymous)", re.IGNORECASE)


def quoted_as(tree: Tree, parse: Parse) -> None:
    """Part "the agency quoted him as saying …" into the agency and, inside, him."""
    for sentence in parse.sentences:
        for n in range(sentence.first + 1, sentence.last - 1):
            if parse.tokens[n].text.casefold() == "as" and parse.tokens[n + 1].tag == "VBG":
                verb = next((v for v in range(n - 1, max(n - 12, sentence.first - 1), -1) if parse.tokens[v].lemma.casefold() in QUOTING), None)
                outer = quoter(tree, verb, sentence.span, parse) if verb is not None else None
                if verb is not None and outer and verb + 1 < n:
                    source = Span(parse.tokens[verb + 1].span.start, parse.tokens[n - 1].span.end)
                    part(outer, source, Span(parse.tokens[n].span.start, parse.tokens[n + 1].span.end), tree, parse)


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
    inner.parent = outer
    tree.append(inner)
    if touches(outer.attribution.content, (source,)):
        outer.change(content=content)


def without_anonymity(tree: Tree, text: str) -> None:
    """Leave out why a source is not named ("asked not to be identified"): it is no report."""
    for node in list(tree):
        if node in tree and ANONYMOUS.match(text, node.attribution.content[0].start, node.attribution.content[-1].end):
            remove(node, tree)


def recipients(tree: Tree, parse: Parse) -> None:
    """Leave out of a content whom it was told to ("told the BBC | the ward had run out of drips")."""
    for node in tree:
        a = node.attribution
        cue = parse.numbers(a.cue[-1])
        if not cue or parse.tokens[cue.stop - 1].lemma.casefold() not in TELLING:
            continue
        heard = tuple(s for s in a.source if s.start >= a.cue[-1].end and len(a.source) > 1 and not by_before(s, parse))
        node.change(source=tuple(s for s in a.source if s not in heard))
        first = parse.numbers(a.content[0])
        if first.start == cue.stop:
            end = after_recipient(first, parse)
            if first.start < end < first.stop:
                node.change(content=minus(a.content, Span(a.content[0].start, parse.tokens[end - 1].span.end)))


def after_recipient(numbers: range, parse: Parse) -> int:
    """Where the clause begins behind a recipient: at "that", or at a determiner or pronoun after a name or noun."""
    for n in numbers[:6]:
        token = parse.tokens[n]
        if token.text.casefold() == "that" or (n > numbers.start and token.pos in {"DET", "PRON"} and token.tag != "PRP$"):
            return n
        if token.pos not in {"PROPN", "NOUN", "ADJ", "DET", "PRON"}:
            break
    return numbers.start


def said_after(cue: Span, parse: Parse) -> Spans:
    """What is quoted behind "as saying": the rest of the sentence, or nothing where the quotation stands before."""
    sentence = parse.sentence(cue.start)
    rest = Span(cue.end, sentence.span.end if sentence else cue.end)
    tokens = [parse.tokens[n] for n in parse.numbers(rest)]
    return (rest,) if any(t.pos in {"VERB", "AUX"} for t in tokens) else ()


def appositions(tree: Tree, parse: Parse) -> None:
    """Give a source the name beside it that was taken for content ("the lawmaker, Lee Seong-kweun, said …")."""
    for node in tree:
        a = node.attribution
        for fragment in a.content if len(a.content) > 1 else ():
            numbers = parse.numbers(fragment)
            near = [s for s in a.source if 0 <= fragment.start - s.end <= 2 and fragment.end <= a.cue[0].start]
            if near and all(parse.tokens[n].text[:1].isupper() or "-" in (parse.tokens[n].text, parse.tokens[n - 1].text) for n in numbers):
                merged = Span(near[0].start, fragment.end)
                source = tuple(merged if s == near[0] else s for s in node.attribution.source)
                node.change(source=source, content=tuple(s for s in node.attribution.content if s != fragment))


def documents(tree: Tree, parse: Parse) -> None:
    """A document that is a cue without a source is the source itself ("there was a report that …")."""
    for node in tree:
        a = node.attribution
        if not a.source:
            nouns = [parse.tokens[n] for s in a.cue for n in parse.numbers(s) if parse.tokens[n].pos == "NOUN"]
            papers = [t for t in nouns if (role := role_of(t.lemma)) and role.kind == "document"]
            if papers:
                node.change(source=(papers[-1].span,))


@cache
def reporting() -> frozenset[tuple[str, str]]:
    """Part of speech and lemma of the words in `ontology/reporting.csv`."""
    return frozenset((row["pos"], word) for row in rows("reporting") for word in row["lemmas"].split())


def without_idle(tree: Tree, parse: Parse) -> None:
    """Leave out inner attributions that report nothing: of nobody, of things, or of what somebody only wants.

    PolNeAR marks wishes and plans as well ("Moscow may offer benefits", "the tanker had ignored warnings"); inside
    what a speaker says these are his words about others, not a hop.
    """
    for node in list(tree):
        speaking = any(speaks(span, parse) or plural(span, parse) for span in node.attribution.source)
        idle = node.parent and not (reports(node.attribution, parse) and speaking)
        if node in tree and idle:
            for child in children(node, tree):
                child.parent = node.parent
            tree.remove(node)


def reports(attribution: Attribution, parse: Parse) -> bool:
    """Whether a cue has a word that reports."""
    cue = (("NOUN" if t.pos == "NOUN" else "VERB", lemma) for t in words(attribution.cue, parse) for lemma in lemmas(t))
    return not reporting().isdisjoint(cue)


def plural(span: Span, parse: Parse) -> bool:
    """Whether a source ends in a plural noun, as groups of people often do."""
    return any(parse.tokens[n].tag == "NNS" for n in parse.numbers(span)[-1:])


def nominal(tree: Tree, parse: Parse) -> None:
    """Free a claim that a noun reports from a verb that only refers to it ("echoed comments by officials that …")."""
    for node in list(tree):
        outer = node.parent
        if outer is None or outer not in tree or not is_noun(node.attribution.cue, parse):
            continue
        verbs = {t.lemma.casefold() for t in words(outer.attribution.cue, parse)}
        if not verbs & REPORTING:
            node.parent = outer.parent


def is_noun(cue: Spans, parse: Parse) -> bool:
    """Whether a cue is a noun, with nothing but small words around it."""
    return {t.pos for t in words(cue, parse)} <= {"NOUN", "DET", "ADP", "SCONJ", "ADJ"} and any(t.pos == "NOUN" for t in words(cue, parse))


def words(spans: Spans, parse: Parse) -> list[Token]:
    """The tokens of some ranges."""
    return [parse.tokens[n] for span in spans for n in parse.numbers(span)]


def without_asides(tree: Tree, parse: Parse) -> None:
    """Leave out of a content what only describes its source ("…, said the official, who spoke on condition …")."""
    for node in tree:
        a = node.attribution
        if len(a.content) > 1 and a.source and a.content[0].end <= a.cue[0].start:
            since = min(a.source[0].start, a.cue[0].start)
            kept = tuple(s for s in a.content if s.start < since or not relative_between(since, s.start, parse))
            node.change(content=kept)


def without_second_clause(tree: Tree, parse: Parse) -> None:
    """Free a second speaker from the first's content ("…, residents said, as the army insisted it remained")."""
    for node in list(tree):
        a = node.attribution
        if len(a.content) < 2 or a.content[0].end > a.cue[0].start:
            continue
        for fragment in a.content[1:]:
            inner = [child for child in children(node, tree) if touches(child.attribution.cue, (fragment,))]
            first = parse.numbers(fragment)[:1]
            if inner and first and parse.tokens[first[0]].text.casefold() in JOINERS:
                node.change(content=minus(node.attribution.content, fragment))
                for child in inner:
                    child.parent = node.parent


def elliptic(tree: Tree, parse: Parse) -> None:
    """Give a cue without a source the source of the cue before it ("She said … and noted that …")."""
    for node in tree:
        a = node.attribution
        sentence = parse.sentence(a.cue[0].start)
        if a.source or sentence is None or not reports(a, parse):
            continue
        before = [o.attribution for o in tree if o.parent is node.parent and o.attribution.source]
        before = [o for o in before if sentence.span.start <= o.cue[0].start < a.cue[0].start and not touches(o.content, a.cue)]
        if before:
            node.change(source=max(before, key=lambda other: other.cue[0].start).source)


def without_recipients(tree: Tree, parse: Parse) -> None:
    """Nobody is a source for having been told ("the mayor was warned of the cost"), unless "by" tells by whom."""
    for node in list(tree):
        tokens = words(node.attribution.cue, parse)
        told = any(t.tag == "VBN" and t.lemma.casefold() in TELLING for t in tokens)
        passive = any(t.lemma.casefold() == "be" for t in tokens) and not any(t.text.casefold() == "by" for t in tokens)
        source = node.attribution.source
        if told and passive and source and source[0].end <= tokens[0].span.start and not children(node, tree):
            node.change(source=()) if node.parent is None else tree.remove(node)


def relative_between(start: int, end: int, parse: Parse) -> bool:
    """Whether a relative pronoun stands between two places of one sentence."""
    one, other = parse.sentence(start), parse.sentence(end)
    return one == other and any(parse.tokens[n].text.casefold() in RELATIVE for n in parse.numbers(Span(start, end)))
