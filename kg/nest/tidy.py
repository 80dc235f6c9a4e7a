"""What to leave out: inner attributions that are no hop, asides on a source, and second speakers in a content."""

from kg.anonymity import anonymity
from kg.model import Attribution, Parse, Span, Spans, touches, within
from kg.nest.beside import by_before, speaks
from kg.nest.cues import is_noun, reports, reports_by_noun, words
from kg.nest.tree import Node, Tree, children, minus, remove
from kg.nouns import head_of
from kg.reporting import relies

JOINERS = frozenset({"as", "while", "but", "and", "though", "although"})
ENDS = frozenset(".!?")  # the parse may take a quotation for part of the sentence before it
RELATIVE = frozenset({"who", "which", "whose"})
REPORTING = frozenset(
    "say tell report cite quote mention note add announce describe recall write state explain reveal disclose".split()
)
# who does that speaks, whatever the noun for him ("a dealer told him", "a former guard had admitted")
PLAIN = frozenset("say tell admit confess insist deny testify reply".split())
ADDRESSED = frozenset({"you", "your"})  # whom a speaker talks to: "you think" tells what he thinks of them
CLAUSAL = frozenset("recall find see note think feel remember observe discover hear".split())
ASKING = frozenset({"ask", "press", "question", "quiz"})
ABOUT = frozenset({"on", "about", "of", "by"})


def without_anonymity(tree: Tree, text: str, parse: Parse) -> None:
    """Leave out why a source is not named ("asked not to be identified"): it is no report."""
    for node in list(tree):
        a = node.attribution
        reason = anonymity(a.cue[0].start, text, parse)
        if node in tree and reason and within(a.content[0], Span(reason.start - len("that "), reason.end)):
            remove(node, tree)


def without_questions(tree: Tree, parse: Parse) -> None:
    """Leave out what somebody was asked ("Asked whether she would run, Lee said no"): nobody says so."""
    for node in list(tree):
        a = node.attribution
        passive = {"VBN"} if a.source else {"VBN", "VBD"}
        asked = [t for t in words(a.cue, parse) if t.lemma.casefold() in ASKING and t.tag in passive]
        wanted = parse.tokens[parse.numbers(a.content[0]).start].text.casefold() == "to"  # "were asked to leave"
        by = any(s.start > a.cue[-1].end and by_before(s, parse) for s in a.source)
        if node in tree and asked and not wanted and not by:
            remove(node, tree)


def without_insight(tree: Tree, parse: Parse) -> None:
    """Leave out what sources are said to know about ("officials briefed on the plans said …"): it is no report."""
    for node in list(tree):
        a = node.attribution
        about = parse.tokens[parse.numbers(a.content[0]).start].text.casefold() in ABOUT
        if about and node in tree and any(o is not node and touches(a.cue, o.attribution.source) for o in tree):
            remove(node, tree)


def without_idle(tree: Tree, parse: Parse) -> None:
    """Leave out inner attributions that report nothing: of nobody, of things, or of what somebody only wants.

    PolNeAR marks wishes and plans as well ("Moscow may offer benefits", "the tanker had ignored warnings"); inside
    what a speaker says these are his words about others, not a hop.
    """
    for node in list(tree):
        plain = any(t.lemma.casefold() in PLAIN for t in words(node.attribution.cue, parse))
        speaking = any(plain or speaks(span, parse) or plural(span, parse) for span in node.attribution.source)
        told = reports(node.attribution, parse) and speaking and not addressed(node.attribution.source, parse)
        told = told and (plain or tells_clause(node.attribution, parse))
        told = told or relies(words(node.attribution.cue, parse)) > 0
        idle = node.parent and not (told and (plain or not planned(node.attribution.cue, parse)))
        if node in tree and idle:
            for child in children(node, tree):
                child.parent = node.parent
            tree.remove(node)


def planned(cue: Spans, parse: Parse) -> bool:
    """Whether what a cue tells has not happened ("would recall")."""
    return any(token.tag == "MD" for token in words(cue, parse))


def tells_clause(one: Attribution, parse: Parse) -> bool:
    """Whether verbs that report only with a clause have one: "recalled that …", not "recalled the trucks"."""
    cue = {token.lemma.casefold() for token in words(one.cue, parse)}
    verbal = any(token.pos in {"VERB", "AUX"} for token in words(one.content, parse))
    return verbal or cue.isdisjoint(CLAUSAL)


def addressed(source: Spans, parse: Parse) -> bool:
    """Whether a source is whoever is spoken to."""
    said = [token.text.casefold() for token in words(source, parse)]
    return bool(said) and ADDRESSED.issuperset(said)


def plural(span: Span, parse: Parse) -> bool:
    """Whether a source is a plural noun, as groups of people often are."""
    head = head_of([parse.tokens[n] for n in parse.numbers(span)])
    return head is not None and head.tag == "NNS"


def nominal(tree: Tree, parse: Parse) -> None:
    """Free a claim that a noun reports from a verb that only refers to it ("echoed comments by officials that …")."""
    for node in list(tree):
        outer = node.parent
        if outer is None or outer not in tree or not is_noun(node.attribution.cue, parse):
            continue
        if described(node, parse):
            remove(node, tree)
            continue
        verbs = {t.lemma.casefold() for t in words(outer.attribution.cue, parse)}
        if not verbs & REPORTING:
            node.parent = outer.parent


def described(node: Node, parse: Parse) -> bool:
    """Whether a content is what somebody else calls a statement ("a statement by X as “slander”"), not what it says."""
    first = parse.numbers(node.attribution.content[0]).start
    return "as" in {token.text for token in parse.tokens[max(0, first - 1) : first + 1]}


def without_asides(tree: Tree, parse: Parse) -> None:
    """Leave out of a content what only describes its source ("…, said the official, who spoke on condition …")."""
    for node in tree:
        a = node.attribution
        if len(a.content) > 1 and a.source and a.content[0].end <= a.cue[0].start:
            since = min(s.start for s in (*a.source, a.cue[0]) if s.start >= a.content[0].end)
            kept = (s if s.start < since else without_relative(s, since, parse) for s in a.content)
            node.change(content=tuple(span for span in kept if span))


def without_relative(span: Span, since: int, parse: Parse) -> Span | None:
    """A span behind a source without the relative clause on it, which ends with its sentence."""
    numbers = parse.numbers(span)
    first = parse.tokens[numbers.start]
    cut = parse.tokens[numbers.start - 1].pos == "DET"  # "…, the agency says, in an | undated handout"
    if cut or relative_between(since, span.start, parse):
        return None
    if first.pos == "PRON" and (first.text in RELATIVE or first.tag == "WDT"):
        last = next((n for n in numbers if parse.tokens[n].text in ENDS), numbers.stop - 1)
        return Span(parse.tokens[last].span.end, span.end) if last + 1 < numbers.stop else None
    return span


def without_participle(tree: Tree, parse: Parse) -> None:
    """Leave out of a content what its source was before it ("according to the paper, dated Tuesday, he was paid")."""
    for node in tree:
        first, *rest = node.attribution.content
        numbers = parse.numbers(first)
        before = numbers.start - 1
        sources = {n for span in node.attribution.source for n in parse.numbers(span)}
        if before - 1 not in sources or parse.tokens[before].text != "," or parse.tokens[numbers.start].tag != "VBN":
            continue
        comma = next((n for n in numbers if parse.tokens[n].text == ","), numbers.stop)
        if parse.tokens[numbers.start].head in sources and comma + 1 < numbers.stop:
            node.change(content=(Span(parse.tokens[comma + 1].span.start, first.end), *rest))


def without_verdict(tree: Tree, parse: Parse) -> None:
    """Leave out of a content what the article calls it ("that it took it, | a claim that nobody could verify").

    Such a claim is nobody's, though the encoder may find one in it by "a".
    """
    for node in list(tree):
        if (
            node in tree
            and node.attribution.source
            and {t.text for t in words(node.attribution.source, parse)} <= {"a", "an"}
        ):
            remove(node, tree)
    for node in tree:
        last = node.attribution.content[-1]
        numbers = parse.numbers(last)
        for comma in numbers[2:-3]:
            article, noun, behind = parse.tokens[comma + 1 : comma + 4]
            called = article.text in {"a", "an"} and reports_by_noun(noun) and behind.text in {"that", "which"}
            if called and parse.tokens[comma].text == ",":
                node.change(content=minus(node.attribution.content, Span(parse.tokens[comma].span.start, last.end)))
                break


def without_contrast(tree: Tree, parse: Parse) -> None:
    """Free from a content who is only set against it: behind a semicolon, or behind "but" where a noun reports.

    "Police say he fired first; his family disputes that", "reports that two were held, but the army denied it", and
    "said Moscow was behind it, something Moscow denied".
    """
    for node in [node for node in tree if node.parent and node.attribution.source]:
        outer, first = node.parent, parse.numbers(node.attribution.source[0]).start
        cue = words(outer.attribution.cue, parse) if outer else []
        verbs = any(t.pos in {"VERB", "AUX"} and t.lemma != "be" for t in cue)
        nominal = not verbs and any(map(reports_by_noun, cue))
        before = parse.tokens[first - 1].text.casefold()
        if outer and (before in {";", "something"} or (before == "but" and nominal)):
            behind = Span(parse.tokens[first - 1].span.start, outer.attribution.content[-1].end)
            if content := minus(outer.attribution.content, behind):
                outer.change(content=content)
                node.parent = outer.parent


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


def relative_between(start: int, end: int, parse: Parse) -> bool:
    """Whether a relative pronoun stands between two places of one sentence."""
    tokens = [parse.tokens[n] for n in parse.numbers(Span(start, end))]
    if not tokens or parse.sentence(start) != parse.sentence(end) or tokens[-1].text in ENDS:
        return False
    return any(token.text.casefold() in RELATIVE or (token.text == "that" and token.tag == "WDT") for token in tokens)
