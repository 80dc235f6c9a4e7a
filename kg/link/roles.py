"""The words that tell what a person is at the time: the title before a name, or the apposition beside it."""

from collections.abc import Iterator, Sequence

from kg.model import Parse, Span, Token
from kg.nouns import noun_phrase_of, role_of
from kg.syntax import ENDS, noun_phrase, phrase_at

VERBS = frozenset({"VERB", "AUX"})
LONGEST = 120  # characters: what is longer tells a story


def roles_told(before: Sequence[Token], numbers: range, parse: Parse) -> Iterator[Span]:
    """The words for a person's roles around a name.

    Args:
        before: the tokens of the title that stands before the name.
        numbers: those of the name's tokens.
    """
    if any(map(tells, before)) and before[-1].pos != "ADP":  # "a spokesman for Ann Lee" is not she
        yield Span(possessor(numbers.start - len(before), parse), before[-1].span.end)
    if beside := behind(numbers.stop, parse):
        yield beside
    if ahead := in_front(numbers, parse):
        yield ahead


def possessor(first: int, parse: Parse) -> int:
    """Where a title begins, with the name that it belongs to ("North Korea's leader")."""
    at = first - 2 if first > 1 and parse.tokens[first - 1].tag == "POS" else first
    if at == first or parse.tokens[at].pos != "PROPN":
        return parse.tokens[first].span.start
    while (
        at and parse.tokens[at - 1].pos == "PROPN" and parse.tokens[at - 1].span.end == parse.tokens[at].span.start - 1
    ):
        at -= 1
    return parse.tokens[at].span.start


def tells(token: Token) -> bool:
    """Whether a token is a noun for a person's role."""
    role = role_of(token.lemma)
    return role is not None and role.kind == "person" and token.pos in {"NOUN", "PROPN"}


def behind(end: int, parse: Parse) -> Span | None:
    """The apposition behind a name, from its comma or bracket to the next mark (", the governor of the region,")."""
    if not 0 < end < len(parse.tokens) - 1 or parse.tokens[end].text not in {",", "("}:
        return None
    sentence = parse.sentence(parse.tokens[end - 1].span.start)
    last = sentence.last if sentence else end
    span = noun_phrase(end + 1, last, parse)
    if span is None or span.end - span.start > LONGEST:
        return None
    numbers = parse.numbers(span)
    head = next((n for n in numbers if parse.tokens[n].head not in numbers), None)
    closed = numbers.stop < last and parse.tokens[numbers.stop].text in ENDS | {"who", "which", "that", "as"}
    if head is None or not closed or not tells(parse.tokens[head]):
        return None
    return span if parse.tokens[head].dep == "appos" or before_verb(numbers.stop, parse) else None


def in_front(numbers: range, parse: Parse) -> Span | None:
    """The noun that a name between commas stands in apposition to ("its chairman, Ann Lee")."""
    if not numbers.start or parse.tokens[numbers.start - 1].text != ",":
        return None
    number = numbers.start - 2
    if number >= 0 and tells(parse.tokens[number]) and before_verb(numbers.stop, parse):
        return noun_phrase_of(number, parse)
    for token in parse.tokens[numbers.start : numbers.stop]:
        if token.dep == "appos" and token.head < numbers.start and tells(parse.tokens[token.head]):
            return Span(phrase_at(token.head, parse).start, parse.tokens[numbers.start - 2].span.end)
    return None


def before_verb(end: int, parse: Parse) -> bool:
    """Whether a mark and a verb come next: the parse errs on "Ann Lee, the mayor, said", but nothing else fits."""
    after = parse.tokens[end : end + 2]
    return len(after) == 2 and after[0].text in {",", ")"} and after[1].pos in VERBS
