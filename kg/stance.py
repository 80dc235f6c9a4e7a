"""What a source does with a content: states, denies, is silent about it; and how sure the content is.

Both are read from tables of lemmas: `ontology/stances.csv` and `ontology/modalities.csv`.  "Unacknowledged"
covers sources that neither state nor deny ("has not confirmed", "did not deny", "does not know").
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, cast

from kg.lemmas import lemmas
from kg.model import Parse, Span, Spans, Stance, Token
from kg.tables import rows

NEGATIONS = frozenset(
    {
        "not",
        "n't",
        "n’t",
        "never",
        "neither",
        "nor",
        "without",
        "hardly",
        "nobody",
        "none",
        "cannot",
        "nothing",
    }
)
FAILURES = frozenset({"fail", "unable", "unwilling", "yet"})
HELPERS = frozenset(
    {
        "have",
        "do",
        "be",
        "will",
        "can",
        "could",
        "would",
        "to",
        "immediately",
        "any",
        "make",
        "publicly",
        "officially",
    }
)
FREE = frozenset({"AUX", "ADV", "PART"})
MAIN = ("VERB", "AUX", "ADJ", "NOUN")
SUBJECT_WORDS = frozenset({"PART", "NOUN", "PROPN", "DET", "ADJ", "CCONJ", "PRON", "ADP", "NUM"})
LOOK_AHEAD, LOOK_BACK = 7, 14
SKIPPED = frozenset(
    {
        "a",
        "an",
        "the",
        "any",
        "of",
        "to",
        "for",
        "it",
        "its",
        "that",
        "as",
        "immediately",
        "further",
        "on",
        "her",
        "his",
        "their",
        *'"“”‘’',
        *"simply totally completely utterly entirely wholly absolutely".split(),
        *"pure plain total complete utter absolute".split(),
    }
)


class Rule(NamedTuple):
    """A row of the table: forms of the cue (lemmas in order), their first words, negated or not, what must follow."""

    negated: bool
    cues: tuple[tuple[str, ...], ...]
    firsts: frozenset[str]
    then: frozenset[str]
    stance: Stance


class Modality(NamedTuple):
    """Lemmas that tell how sure a content is, and whether they stand inside or right before it."""

    lemmas: tuple[str, ...]
    modality: str
    before: bool


def stance_of(parse: Parse, cue: Spans) -> Stance:
    """The stance that a cue takes, with its negation; asserted unless the table says otherwise."""
    own = [number for span in cue for number in parse.numbers(span)]
    if not own:
        return "asserted"
    words = _words(parse, own)
    following = _following(parse, own)
    negated = _negated(parse, own)
    present = frozenset[str]().union(*words, *following[:2])
    for rule in _rules():
        if rule.negated == negated and not rule.firsts.isdisjoint(present) and _says(rule, words, following):
            return rule.stance
    return "asserted"


def _words(parse: Parse, numbers: Iterable[int]) -> list[frozenset[str]]:
    return [lemmas(parse.tokens[number]) for number in numbers]


def _following(parse: Parse, own: list[int]) -> list[frozenset[str]]:
    """What stands right after the cue in its sentence: "declined" | "to comment on"."""
    sentence = parse.sentence(parse.tokens[own[-1]].span.start)
    end = min(sentence.last if sentence else own[-1] + 1, own[-1] + 1 + LOOK_AHEAD)
    return _words(parse, range(own[-1] + 1, end))


def _says(rule: Rule, words: list[frozenset[str]], following: list[frozenset[str]]) -> bool:
    """Whether the cue has one of the rule's forms and, where the rule wants one, a word that must follow."""
    if rule.then and not any(rule.then & word for word in (*words, *following)):
        return False
    return any(_in_order(form, words, following) for form in rule.cues)


def _in_order(form: tuple[str, ...], words: list[frozenset[str]], following: list[frozenset[str]]) -> bool:
    """Whether the words of a form stand in order; the first must be in the cue, the rest may follow it.

    What begins with "no" may follow a plain cue: "said it had" | "no comment".
    """
    kept, after = ([word for word in part if not word & SKIPPED.difference(form)] for part in (words, following))
    starts = kept + after[:2] if form[0] == "no" else kept
    rest = kept + after[: 2 + len(form)]
    at = next((place for place, word in enumerate(starts) if form[0] in word), None)
    for lemma in form[1:]:
        if at is None:
            return False
        at = next((n for n in range(at + 1, min(at + 4, len(rest))) if lemma in rest[n]), None)
    return at is not None


def _negated(parse: Parse, own: list[int]) -> bool:
    """Whether the cue is negated: inside it, by helpers before it, or by its subject ("neither ... nor")."""
    if any(_is_negation(parse.tokens[number]) for number in own):
        return True
    sentence = parse.sentence(parse.tokens[own[0]].span.start)
    first = sentence.first if sentence else own[0]
    number = own[0] - 1
    while number >= first and _helps(parse.tokens[number]):
        if _is_negation(parse.tokens[number]):
            return True
        number -= 1
    return _negative_subject(parse.tokens[max(first, number - LOOK_BACK) : number + 1])


def _is_negation(token: Token) -> bool:
    return token.text.lower() in NEGATIONS or token.lemma.lower() in NEGATIONS | FAILURES


def _helps(token: Token) -> bool:
    return token.pos in FREE or token.lemma.lower() in HELPERS or _is_negation(token)


def _negative_subject(before: tuple[Token, ...]) -> bool:
    """Whether the words up to the verb are a subject that begins with neither, no or none."""
    for number in range(len(before) - 1, -1, -1):
        token = before[number]
        numbered = number + 1 < len(before) and before[number + 1].pos == "NUM"  # "a spokesman for No 10"
        if token.text.lower() in ("neither", "no", "none", "nobody") and not numbered:
            return True
        if token.pos not in SUBJECT_WORDS and token.lemma.lower() not in ("no", "one"):
            return False
    return False


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            row["negated"] == "yes",
            tuple(tuple(form.split()) for form in row["cue"].split("|")),
            frozenset(form.split()[0] for form in row["cue"].split("|")),
            frozenset(word for form in row["then"].split("|") for word in form.split()),
            cast(Stance, row["stance"]),
        )
        for row in rows("stances")
    )


def modality_of(parse: Parse, content: Spans) -> tuple[str, Span] | None:
    """How sure the main clause of a content is, with the words that tell; None where stated as certain."""
    numbers = [number for span in content for number in parse.numbers(span)]
    if not numbers:
        return None
    return _inside(parse, numbers) or _before(parse, numbers[0])


def _inside(parse: Parse, numbers: list[int]) -> tuple[str, Span] | None:
    for at in _main_clause(parse, numbers):
        here = lemmas(parse.tokens[at])
        for modality in _modalities():
            if modality.lemmas[0] in here and not modality.before and (end := _matches(parse, at, modality.lemmas)):
                return modality.modality, Span(parse.tokens[at].span.start, parse.tokens[end - 1].span.end)
    return None


def _main_clause(parse: Parse, numbers: list[int]) -> list[int]:
    """The content's main clause: its root and what depends on it directly, or all up to "who", "if"."""
    inside = set(numbers)
    roots = [n for n in numbers if parse.tokens[n].head not in inside or parse.tokens[n].head == n]
    by_part = sorted(roots, key=lambda n: MAIN.index(pos) if (pos := parse.tokens[n].pos) in MAIN else 9)
    root = by_part[0]
    if root is None or parse.tokens[root].head == root == numbers[0] or not parse.tokens[root].dep:
        return _first_clause(parse, numbers)
    near = {
        n
        for n in numbers
        if parse.tokens[n].head == root and parse.tokens[n].pos in ("AUX", "ADV", "VERB", "ADJ", "PART")
    }
    first_sentence = parse.sentence(parse.tokens[root].span.start)
    last = first_sentence.last if first_sentence else numbers[-1] + 1
    subordinate = {n for n in near if parse.tokens[n].dep.startswith(("advcl", "acl", "conj", "parataxis", "ccomp"))}
    return sorted(n for n in {root, *(near - subordinate)} if n < last)


def _first_clause(parse: Parse, numbers: list[int]) -> list[int]:
    ends = (
        i
        for i, n in enumerate(numbers)
        if i and parse.tokens[n].text.lower() in ("who", "which", "that", "if", "because", "when")
    )
    return numbers[: next(ends, len(numbers))]


def _matches(parse: Parse, at: int, words: tuple[str, ...]) -> int | None:
    """The token after the words, if they stand here in this order with at most two adverbs between."""
    number = at
    for position, lemma in enumerate(words):
        tries = 1 if position == 0 else 3
        places = range(number, min(number + tries, len(parse.tokens)))
        found = next((n for n in places if lemma in lemmas(parse.tokens[n])), None)
        if found is None:
            return None
        number = found + 1
    return number


def _before(parse: Parse, first: int) -> tuple[str, Span] | None:
    """From a noun that the content hangs on: "there are indications that", "detected signs"."""
    sentence = parse.sentence(parse.tokens[first].span.start)
    start = max(sentence.first if sentence else first, first - 3)
    for number in range(first - 1, start - 1, -1):
        token = parse.tokens[number]
        for modality in _modalities():
            if modality.before and modality.lemmas[0] in lemmas(token) and token.pos in ("NOUN", "SCONJ"):
                return modality.modality, token.span
        if token.pos == "PUNCT":
            return None
    return None


@cache
def _modalities() -> tuple[Modality, ...]:
    return tuple(
        Modality(tuple(row["words"].split()), row["modality"], row["place"] == "before")
        for row in sorted(rows("modalities"), key=lambda row: -len(row["words"].split()))
        if row["place"]
    )
