"""What belongs together in a parse: the words that hang on one, a verb's subject, and noun phrases."""

from collections.abc import Collection, Iterator

from kg.model import Parse, Span, hull
from kg.nouns import noun_phrase_of

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})  # tags of verbs that have a subject
NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
ENDS = frozenset({",", ";", ":", ".", "“", "”", '"', "—", "–", "--", "(", ")"})


def dependents(number: int, parse: Parse, relations: Collection[str]) -> Iterator[int]:
    """The numbers of the tokens that hang on one by these relations, of whatever subtype, in text order."""
    sentence = parse.sentence(parse.tokens[number].span.start)
    for other in range(sentence.first, sentence.last) if sentence else ():
        token = parse.tokens[other]
        if token.head == number and token.dep.split(":")[0] in relations:
            yield other


def subject_of(verb: int, parse: Parse) -> Span | None:
    """The characters of a verb's subject, with what is said of it behind ("a spokeswoman for the airline, Ann Lee")."""
    number = next(dependents(verb, parse, {"nsubj"}), None)
    if number is None or parse.tokens[number].pos not in NOMINAL:
        return None
    subject = phrase_at(number, parse)
    whole = noun_phrase(parse.numbers(subject).start, verb, parse) if number < verb else None
    beside = [phrase_at(n, parse) for n in dependents(number, parse, {"appos"}) if number < n < verb]
    return hull((subject, *beside, *((whole,) if whole else ())))


def negated(verb: int, parse: Parse) -> bool:
    """Whether a verb is said not to happen."""
    return any(parse.tokens[n].text.casefold() in NEGATIONS for n in dependents(verb, parse, {"advmod"}))


def subtree(number: int, parse: Parse) -> Span:
    """The characters of a token with all that hangs on it."""
    sentence = parse.sentence(parse.tokens[number].span.start)
    inside, before = {number}, set[int]()
    while inside != before and sentence:
        before = inside
        inside = inside | {n for n in range(sentence.first, sentence.last) if parse.tokens[n].head in inside}
    return hull(tuple(parse.tokens[n].span for n in inside))


def phrase_at(head: int, parse: Parse) -> Span:
    """The characters of a noun phrase with the rest of the name that its head begins."""
    return hull((noun_phrase_of(head, parse), *(parse.tokens[n].span for n in dependents(head, parse, {"flat"}))))


def noun_phrase(first: int, last: int, parse: Parse) -> Span | None:
    """The characters of a noun phrase that begins at a token, up to a mark, a verb or a clause."""
    end = first
    while end < last:
        token = parse.tokens[end]
        if (
            token.text in ENDS
            or token.text.casefold() in {"that", "who", "which", "as"}
            or (token.pos in {"VERB", "AUX"} and token.tag not in {"VBN", "VBG"})
        ):
            break
        end += 1
    if not any(parse.tokens[n].pos in NOMINAL for n in range(first, end)):
        return None
    return Span(parse.tokens[first].span.start, parse.tokens[end - 1].span.end)
