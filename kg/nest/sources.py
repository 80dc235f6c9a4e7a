"""Sources put right: names taken for content, those only told, documents, and a source named once for two cues."""

from kg.model import Parse, Span, hull, touches, within
from kg.nest.beside import TELLING, by_before, speaks
from kg.nest.cues import is_noun, reports, reports_by_noun, words
from kg.nest.teller import ACCUSING
from kg.nest.tree import Tree, children, minus
from kg.nouns import NOUNS, noun_phrase_of, role_of
from kg.syntax import ENDS, NOMINAL, noun_phrase
from kg.tables import name_words

CARRYING = frozenset({"on"})
OF_WHAT = frozenset({"of", "over", "for", "with", "by"})  # behind the active verb stands whom it accuses


def appositions(tree: Tree, parse: Parse) -> None:
    """Give a source the name beside it that was taken for content ("the lawmaker, Lee Seong-kweun, said …")."""
    for node in tree:
        a = node.attribution
        for fragment in a.content:
            if len(node.attribution.content) == 1:
                break  # what is said does not become its speaker whole
            numbers = parse.numbers(fragment)
            near = [s for s in a.source if 0 <= fragment.start - s.end <= 2 and fragment.end <= a.cue[0].start]
            if near and all(
                parse.tokens[n].text[:1].isupper() or "-" in (parse.tokens[n].text, parse.tokens[n - 1].text)
                for n in numbers
            ):
                merged = Span(near[0].start, fragment.end)
                source = tuple(merged if s == near[0] else s for s in node.attribution.source)
                node.change(source=source, content=tuple(s for s in node.attribution.content if s != fragment))


def relatives(tree: Tree, parse: Parse) -> None:
    """Part what a relative clause tells of from who says it ("…, an account that | two officials | confirmed")."""
    for node in tree:
        span, *more = node.attribution.source or (node.attribution.cue[0],)
        numbers = parse.numbers(span)
        that = next((n for n in numbers[1:-1] if parse.tokens[n].text in {"that", "which"}), 0)
        after = [parse.tokens[n].pos for n in range(that + 1, numbers.stop)]
        behind = 0 <= node.attribution.cue[0].start - span.end <= 1
        whole = NOMINAL.isdisjoint(after) or not {"VERB", "AUX"}.isdisjoint(after)
        if that and not more and behind and not whole and reports_by_noun(parse.tokens[that - 1]):
            what = Span(span.start, parse.tokens[that - 1].span.end)
            node.change(source=(Span(parse.tokens[that + 1].span.start, span.end),), content=(what,))
            for inner in children(node, tree):
                inner.parent = node.parent


def named_behind(tree: Tree, parse: Parse) -> None:
    """Give a source that only describes the name behind its comma ("said its spokesman, | Ann Lee, …")."""
    for node in tree:
        for span in node.attribution.source:
            name = name_behind(span, parse)
            if name and not touches(node.attribution.cue, (name,)) and minus(node.attribution.content, name):
                merged = Span(span.start, name.end)
                source = tuple(merged if s == span else s for s in node.attribution.source if not within(s, name))
                node.change(source=source, content=minus(node.attribution.content, name))


def name_behind(source: Span, parse: Parse) -> Span | None:
    """The name that follows a description's comma, up to the next mark, or a title's dot ("engineer Prof. | Lee")."""
    numbers = parse.numbers(source)
    end = numbers.stop
    if not numbers or end + 1 >= len(parse.tokens):
        return None
    noun, mark = parse.tokens[end - 1], parse.tokens[end]
    named = {name.span.start: name.span for name in parse.names if name.kind != "other"}
    if noun.text.endswith(".") and noun.text[:-1].casefold() in name_words("honorific"):
        return named.get(mark.span.start)
    role = role_of(noun.lemma)
    if mark.text != "," or noun.pos != "NOUN" or role is None or role.kind not in {"person", "organization"}:
        return None
    titled = end + 2 < len(parse.tokens) and role_of(parse.tokens[end + 1].lemma) is not None
    name = named.get(parse.tokens[end + 1].span.start) or (
        named.get(parse.tokens[end + 2].span.start) if titled else None
    )
    behind = parse.numbers(name).stop if name else end
    closed = behind >= len(parse.tokens) or parse.tokens[behind].text in ENDS
    return name if name and closed else None


def owners(tree: Tree, parse: Parse) -> None:
    """Leave the ending of a possessive out of a source ("in | the mayor's | view"), and others beside an owner.

    "Lee's account that … was rejected by the union" is Lee's alone.
    """
    for node in tree:
        a = node.attribution
        ended = [(s, parse.numbers(s)[-1:]) for s in a.source]
        if any(last and parse.tokens[last[0]].tag == "POS" for _, last in ended):
            node.change(source=tuple(without_ending(span, parse) for span, _ in ended))
        first = parse.numbers(a.cue[0]).start
        owner = parse.tokens[first - 1].tag == "POS" and is_noun(a.cue, parse)
        own = tuple(
            s for s in node.attribution.source if owner and 0 <= parse.tokens[first - 1].span.start - s.end <= 1
        )
        if own:
            node.change(source=own)


def without_ending(span: Span, parse: Parse) -> Span:
    """A span without the ending of a possessive."""
    numbers = parse.numbers(span)
    if len(numbers) > 1 and parse.tokens[numbers[-1]].tag == "POS":
        return Span(span.start, parse.tokens[numbers[-2]].span.end)
    return span


def recipients(tree: Tree, parse: Parse) -> None:
    """Leave out of a content whom or where it was told ("told the BBC | the ward was full", "said on X | it was")."""
    for node in tree:
        a = node.attribution
        cue = parse.numbers(a.cue[-1])
        last = parse.tokens[cue.stop - 1] if cue else None
        if last is None or not (last.lemma.casefold() in TELLING or last.text in CARRYING):
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
        if token.text.casefold() == "that" or (
            n > numbers.start and token.pos in {"DET", "PRON"} and token.tag != "PRP$"
        ):
            return n
        if token.pos not in {"PROPN", "NOUN", "ADJ", "DET", "PRON"}:
            break
    return numbers.start


def documents(tree: Tree, parse: Parse) -> None:
    """A document that is a cue without a source is the source itself ("there was a report that …")."""
    for node in tree:
        a = node.attribution
        if not a.source:
            nouns = [parse.tokens[n] for s in a.cue for n in parse.numbers(s) if parse.tokens[n].pos == "NOUN"]
            papers = [t for t in nouns if (role := role_of(t.lemma)) and role.kind == "document"]
            if papers:
                node.change(source=(papers[-1].span,))


def subjects(tree: Tree, parse: Parse) -> None:
    """Give a cue without a source its verb's subject, and the enclosing content the words it begins with."""
    for node in tree:
        cue = [n for span in node.attribution.cue for n in parse.numbers(span) if parse.tokens[n].pos == "VERB"]
        if node.attribution.source or not cue:
            continue
        subject = next((n for n in range(max(0, cue[0] - 12), cue[0]) if is_subject(n, cue, parse)), None)
        if subject is not None:
            source = noun_phrase_of(subject, parse)
            node.change(source=(source,))
            outer = node.parent
            if outer and outer.attribution.content[0].start - source.end in {0, 1}:
                first, *rest = outer.attribution.content
                outer.change(content=(Span(source.start, first.end), *rest))


def is_subject(number: int, cue: list[int], parse: Parse) -> bool:
    """Whether a noun is the subject of a cue's verb."""
    token = parse.tokens[number]
    return token.dep == "nsubj" and token.head in cue and token.pos in NOUNS


def elliptic(tree: Tree, parse: Parse) -> None:
    """Give a cue without a source the source of the cue before it ("She said … and noted that …")."""
    for node in tree:
        a = node.attribution
        sentence = parse.sentence(a.cue[0].start)
        if a.source or sentence is None or not reports(a, parse):
            continue
        before = [o.attribution for o in tree if o.parent is node.parent and o.attribution.source]
        before = [
            o
            for o in before
            if sentence.span.start <= o.cue[0].start < a.cue[0].start and not touches(o.content, a.cue)
        ]
        if before:
            node.change(source=max(before, key=lambda other: other.cue[0].start).source)


def accused(tree: Tree, parse: Parse) -> None:
    """Nobody is a source for being accused ("bosses were accused of fraud by the club"): who accuses is, where told."""
    for node in tree:
        a = node.attribution
        verb = next((n for n in parse.numbers(hull(a.cue)) if parse.tokens[n].lemma.casefold() in ACCUSING), None)
        sentence = parse.sentence(a.cue[0].start)
        if verb is None or sentence is None or verb + 1 >= sentence.last:
            continue
        passive = parse.tokens[verb].tag in {"VBN", "VBD"} and parse.tokens[verb + 1].text in OF_WHAT
        if not passive or not a.source or a.source[0].end > parse.tokens[verb].span.start:
            continue
        by = next((n for n in range(verb + 1, sentence.last) if parse.tokens[n].text == "by"), None)
        agent = noun_phrase(by + 1, sentence.last, parse) if by else None
        if by and agent and speaks(agent, parse):
            behind = Span(parse.tokens[by - 1].span.end, agent.end)
            node.change(source=(agent,), content=minus(a.content, behind) or a.content)
        else:
            node.change(source=())


def without_recipients(tree: Tree, parse: Parse) -> None:
    """Nobody is a source for having been told ("the mayor was warned of the cost"), unless "by" tells by whom."""
    for node in list(tree):
        tokens = words(node.attribution.cue, parse)
        told = any(t.tag == "VBN" and t.lemma.casefold() in TELLING for t in tokens)
        passive = any(t.lemma.casefold() == "be" for t in tokens) and not any(t.text.casefold() == "by" for t in tokens)
        source = node.attribution.source
        if told and passive and source and source[0].end <= tokens[0].span.start and not children(node, tree):
            node.change(source=()) if node.parent is None else tree.remove(node)
