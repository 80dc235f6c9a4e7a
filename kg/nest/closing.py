"""Attributions behind their words: "The hole is deeper, sighs the mayor", "…, a guest told us", "…, so the union"."""

from kg.model import Attribution, Parse, Sentence, Span, Spans, Token, hull, touches, within
from kg.nest.beside import TELLING, speaks
from kg.nest.tree import BY_RULE, Node, Tree
from kg.reporting import reports_behind
from kg.syntax import ENDS

LEADING = frozenset({"as", "so"})
PARTS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
JOINING = frozenset({"of", "at", "from", "for", "in", "'s", "’s", "'", "’", "-"})
HEARING = frozenset({"us", "me", "reporters", "journalists", "it"})
TIMES = frozenset(
    "yesterday today monday tuesday wednesday thursday friday saturday sunday last this late early".split()
)
SUBORDINATE = frozenset(
    "when if after as while although though because since before once until unless whereas whenever where asked".split()
)
SHOWING = frozenset({"show", "shows", "indicate", "reveal"})  # what a thing does, too
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NEVER_SUBJECT = frozenset({"that", "who", "which", "whose", "whom", "what", "where", "there"})


def mended(tree: Tree, parse: Parse) -> None:
    """Put right the attributions behind their words in which the encoder took words for the source, or it for words."""
    for node in [node for node in tree if node.parent is None]:
        a = node.attribution
        sentence = parse.sentence(a.cue[0].start)
        cues = frozenset(n for span in a.cue for n in parse.numbers(span))
        one = closing(sentence, parse, cues) if sentence else None
        if one is None or not touches(one.cue, a.cue) or (a.source and not touches(a.source, one.content)):
            continue
        behind = tuple(span for span in a.content if span.start >= hull((*one.source, *one.cue)).end)
        node.change(source=one.source, content=one.content if len(one.content) > 1 else (*one.content, *behind))


def added(tree: Tree, parse: Parse) -> None:
    """Add the attributions behind their words that the encoder did not find; those within their words are inside."""
    for sentence in parse.sentences:
        one = closing(sentence, parse)
        if one is None:
            continue
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
    for mark in range(sentence.first + 2, sentence.last - 2):
        if parse.tokens[mark].text != ",":
            continue
        found = inverted(mark + 1, sentence, parse, cues) or plain(mark + 1, sentence, parse, cues)
        if found is None:
            continue
        source, cue, behind = found
        content = said(mark, behind, sentence, parse)
        shows = parse.tokens[parse.numbers(cue).start].lemma.casefold() in SHOWING
        if content and (speaks(source, parse) or shows):
            return Attribution((source,), (cue,), content, BY_RULE)
    return None


def inverted(first: int, sentence: Sentence, parse: Parse, cues: frozenset[int]) -> tuple[Span, Span, int] | None:
    """Source, cue and where the rest begins, of a verb before its subject ("reckon demographers at the university")."""
    verb = parse.tokens[first]
    if not is_verb(verb) and not (first in cues and verb.tag in FINITE):
        return None
    if (verb.lemma.casefold() in TELLING and verb.tag != "VBZ") or has_subject(first, sentence, parse):
        return None
    end = phrase_end(first + 1, sentence.last, parse)
    if end == first + 1:
        return None
    after = parse.tokens[end] if end < sentence.last else None
    if after and (after.tag in FINITE or after.pos == "PART" or after.text.casefold() in {"and", "that", "as"}):
        return None
    named = end_of_apposition(end, sentence, parse)
    return Span(parse.tokens[first + 1].span.start, parse.tokens[named - 1].span.end), verb.span, named


def plain(first: int, sentence: Sentence, parse: Parse, cues: frozenset[int]) -> tuple[Span, Span, int] | None:
    """Source, cue and where the rest begins, of a verb behind its subject that has no object ("the log shows")."""
    leading = parse.tokens[first].text.casefold() in LEADING
    start = first + leading
    for number in range(start + 1, sentence.last):
        token = parse.tokens[number]
        if is_verb(token) or (number in cues and token.tag in FINITE) or (leading and token.text == "has"):
            break
        if token.text in ENDS or token.tag in FINITE:
            so = parse.tokens[first].text == "so" and token.text in {".", ";"}
            source = subject(start, number, parse)
            return (source, parse.tokens[first].span, number) if so and source else None
    else:
        return None
    source = subject(start, number, parse)
    if source is None or not ends_clause(number + 1, sentence, parse):
        return None
    return source, parse.tokens[number].span, number + 1


def has_subject(verb: int, sentence: Sentence, parse: Parse) -> bool:
    """Whether a verb has its subject before it, with commas between ("Ann Lee, who runs the bank, warned …")."""
    marks = [n for n in range(sentence.first, verb - 1) if parse.tokens[n].text == ","]
    return any(
        parse.tokens[n].head == verb and parse.tokens[n].dep.startswith("nsubj")
        for n in range(sentence.first, marks[-1] if marks else sentence.first)
    )


def is_verb(token: Token) -> bool:
    """Whether a word is a verb that reports what stands before it, whatever its tag: in the parse "holds" is a noun."""
    return token.text.islower() and not token.text.endswith("ing") and reports_behind(token)


def subject(first: int, verb: int, parse: Parse) -> Span | None:
    """The characters of the noun phrase between two tokens, without adverbs at its end; None where it is another."""
    while verb > first and parse.tokens[verb - 1].pos in {"ADV", "AUX"}:
        verb -= 1
    if verb <= first or parse.tokens[first].pos not in PARTS or parse.tokens[first].text.casefold() in NEVER_SUBJECT:
        return None
    return Span(parse.tokens[first].span.start, parse.tokens[verb - 1].span.end)


def ends_clause(number: int, sentence: Sentence, parse: Parse) -> bool:
    """Whether what follows a verb is neither its object nor what it says."""
    if number >= sentence.last:
        return True
    token = parse.tokens[number]
    word = token.text.casefold()
    return (
        token.pos in {"PUNCT", "ADV", "ADP", "CCONJ"}
        or word in HEARING | TIMES
        or (word == "this" and parse.tokens[min(number + 1, sentence.last - 1)].text in {"newspaper", "paper"})
    ) and word not in {"that", "how", "whether", ":"}


def phrase_end(first: int, last: int, parse: Parse) -> int:
    """Where a noun phrase ends that begins at a token; first, where none does."""
    end = first
    while end < last:
        token = parse.tokens[end]
        word = token.text.casefold()
        joins = end > first and word in JOINING
        if word in NEVER_SUBJECT | TIMES or not (token.pos in PARTS or joins):
            break
        end += 1
    while end > first and parse.tokens[end - 1].text.casefold() in JOINING - {"'s", "’s"}:
        end -= 1
    return end


def end_of_apposition(end: int, sentence: Sentence, parse: Parse) -> int:
    """Where the name behind a subject ends ("its organiser, | Denise Huard"), or the subject where it has none."""
    if end + 1 >= sentence.last or parse.tokens[end].text != "," or not parse.tokens[end + 1].text[:1].isupper():
        return end
    named = phrase_end(end + 1, sentence.last, parse)
    closed = named >= sentence.last or parse.tokens[named].pos not in {"VERB", "AUX"}
    return named if named > end + 1 and closed else end


def said(mark: int, behind: int, sentence: Sentence, parse: Parse) -> Spans:
    """The words before a comma, if they are a main clause, with those behind the attribution where they go on."""
    rest = range(behind + 1, sentence.last)
    goes_on = behind < sentence.last and parse.tokens[behind].text == "," and any(finite(n, parse) for n in rest)
    parting = {";", ":"} if goes_on else {";"}
    first = max((n + 1 for n in range(sentence.first, mark) if parse.tokens[n].text in parting), default=sentence.first)
    lead = range(first, mark)
    if len(lead) < 2:
        return ()
    whole = Span(parse.tokens[lead.start].span.start, parse.tokens[mark - 1].span.end)
    if main_clause(lead, parse):
        return (whole,)
    if goes_on and parse.tokens[lead.start].text.casefold() not in SUBORDINATE:
        return whole, Span(parse.tokens[rest.start].span.start, parse.tokens[sentence.last - 1].span.end)
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
