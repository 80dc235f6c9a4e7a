"""Figures that are all that somebody is said to say: "police counted 650 tractors", "the union spoke of 150,000"."""

from kg.lemmas import lemmas
from kg.model import Attribution, Parse, Span, touches
from kg.nest.beside import speaks
from kg.nest.tidy import plural
from kg.nest.tree import BY_RULE, Node, Tree
from kg.reporting import of_sort, verbs_with
from kg.syntax import ENDS, FINITE, negated, noun_phrase, subject_of

MOVING = frozenset({"arrive", "come", "get"})  # one also arrives at a place, and comes to five towns
SMALL = 25  # a figure at which nobody is said to arrive: it may be the hour
BETWEEN = 4  # words from a verb to its figure at most ("no more than", "its tally of")
WITH = 2  # words that a verb may have behind it ("hold on to")
CLAUSAL = frozenset({"that", "while", "when", "after", "before", "because", "as", "but"})
PARTING = frozenset({";", ":", "“", "”", '"'})
LARGE = frozenset({"hundred", "thousand", "million", "billion"})
YEARS = range(1800, 2100)
FIRST_PERSON = frozenset({"i", "we"})
RELATIVE = frozenset({"WDT", "WP"})
HOURS = frozenset({"a.m.", "p.m.", "am", "pm", "o'clock"})


def counting(tree: Tree, parse: Parse) -> None:
    """Make attributions of verbs of which the object is a figure, unless they are the cue of one already."""
    for number, verb in enumerate(parse.tokens):
        if verb.pos != "VERB" and not is_only_verb(number, parse):
            continue
        found = figure_behind(number, parse)
        source = (subject_of(number, parse) or phrase_before(number, parse)) if found else None
        if found is None or source is None or negated(number, parse) or not says_figures(source, number, parse):
            continue
        cue, content = found
        if any(touches(node.attribution.cue, (cue,)) for node in tree):
            continue
        around = [node for node in tree if touches(node.attribution.content, (cue,))]
        parent = max(around, key=lambda node: node.attribution.content[0].start, default=None)
        tree.append(Node(Attribution((source,), (cue,), (content,), BY_RULE), parent))


def is_only_verb(number: int, parse: Parse) -> bool:
    """Whether a noun before a number can be its sentence's verb, as there is no other ("the Red Cross counts 63")."""
    token = parse.tokens[number]
    if (token.tag, token.dep) != ("NNS", "ROOT"):
        return False
    sentence = parse.sentence(token.span.start)
    if sentence is None or not number + 1 < sentence.last:
        return False
    others = (parse.tokens[n].pos in {"VERB", "AUX"} for n in range(sentence.first, sentence.last))
    return parse.tokens[number + 1].pos == "NUM" and not any(others)


def says_figures(source: Span, verb: int, parse: Parse) -> bool:
    """Whether a verb's subject is somebody, before the verb, and neither a relative pronoun nor who speaks already."""
    tokens = [parse.tokens[n] for n in parse.numbers(source)]
    moving = not MOVING.isdisjoint(lemmas(parse.tokens[verb]))
    somebody = speaks(source, parse) or (plural(source, parse) and not moving)
    himself = tokens[-1].text.casefold() in FIRST_PERSON
    before = source.end <= parse.tokens[verb].span.start
    return somebody and before and not himself and tokens[0].tag not in RELATIVE


def phrase_before(verb: int, parse: Parse) -> Span | None:
    """The noun phrase that begins a verb's clause, with a part between commas behind it where there is one.

    It is the subject where the parse hangs the verb elsewhere ("the union, which had called the march, spoke of …").
    """
    sentence = parse.sentence(parse.tokens[verb].span.start)
    start = sentence.first if sentence else verb
    first = max((n + 1 for n in range(start, verb) if parse.tokens[n].text in PARTING), default=start)
    commas = [n for n in range(first, verb) if parse.tokens[n].text == ","]
    if len(commas) > 2 or len(commas) == 1 or (commas and commas[-1] != verb - 1):
        return None
    return noun_phrase(first, commas[0] if commas else verb, parse)


def figure_behind(verb: int, parse: Parse) -> tuple[Span, Span] | None:
    """A verb with the words that belong to it, and the figure behind it with what is counted."""
    token = parse.tokens[verb]
    sentence = parse.sentence(token.span.start)
    last = sentence.last if sentence else verb + 1
    first = after_verb(verb, last, parse)
    if first is None:
        return None
    figure = next((n for n in range(first, min(first + BETWEEN + 1, last)) if is_figure(n, last, parse)), None)
    if figure is None or not all(joins(n, parse) for n in range(first, figure)):
        return None
    moving = not MOVING.isdisjoint(lemmas(token))
    plain = all(parse.tokens[n].pos != "NOUN" for n in range(first, figure))
    thousands = figure + 1 < last and parse.tokens[figure + 1].text.casefold() in LARGE
    if moving and (not plain or (is_small(parse.tokens[figure].text) and not thousands)):
        return None
    cue = Span(token.span.start, parse.tokens[first - 1].span.end)
    return cue, Span(parse.tokens[first].span.start, end_of_phrase(figure, last, parse))


def after_verb(verb: int, last: int, parse: Parse) -> int | None:
    """Where the object of a verb of figures begins, behind the words that go with it; None where it is no such verb."""
    forms = lemmas(parse.tokens[verb])
    pairs = of_sort("FIGURE_WITH")
    if not verbs_with("FIGURE_WITH").isdisjoint(forms):
        for end in range(verb + 1, min(verb + 2 + WITH, last)):
            behind = "_".join(parse.tokens[n].text.casefold() for n in range(verb + 1, end + 1))
            adverb = "_".join(parse.tokens[n].text.casefold() for n in range(verb + 2, end + 1))
            if any(f"{form}_{words}" in pairs for form in forms for words in (behind, adverb)):
                return end + 1
    return verb + 1 if not of_sort("FIGURE").isdisjoint(forms) else None


def joins(number: int, parse: Parse) -> bool:
    """Whether a word can stand between a verb and its figure."""
    token = parse.tokens[number]
    return token.text not in ENDS and token.pos not in {"VERB", "PROPN"} and token.text.casefold() not in CLAUSAL


def is_figure(number: int, last: int, parse: Parse) -> bool:
    """Whether a token is a number, and neither a year nor an hour."""
    token = parse.tokens[number]
    if token.pos != "NUM":
        return False
    following = parse.tokens[number + 1] if number + 1 < last else None
    if following and following.text.casefold() in HOURS:
        return False
    counts = following is not None and following.pos in {"NOUN", "ADJ", "SYM"}
    return counts or not (token.text.isdigit() and int(token.text) in YEARS)


def is_small(text: str) -> bool:
    """Whether a numeral is less than a figure at which somebody arrives, or written in words that tell no more."""
    digits = text.replace(",", "").partition(".")[0]
    return int(digits) < SMALL if digits.isdecimal() else LARGE.isdisjoint(text.casefold().replace("-", " ").split())


def end_of_phrase(figure: int, last: int, parse: Parse) -> int:
    """Where what is counted ends: before a mark or another clause."""
    end, relative = figure + 1, False
    while end < last:
        token = parse.tokens[end]
        word = token.text.casefold()
        clause = word in CLAUSAL or token.tag in FINITE or (token.tag == "PRP" and token.text != "it")
        if token.text in ENDS or (clause and not relative):
            break
        relative = relative or word in {"who", "which"}
        end += 1
    while parse.tokens[end - 1].text.casefold() in {"and", "or", "but"}:
        end -= 1
    return parse.tokens[end - 1].span.end
