"""Whether an event is told as real, as not so, or as possible, planned, expected: by the words around its trigger.

The words stand in `ontology/factuality.csv`: "word" hangs on the trigger or on a verb that governs it ("did not"),
"governor" is such a verb or noun itself ("is expected to", "plans for").
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.events.roles import light_verbs
from kg.events.tree import NOMINAL, VERBAL, Tree
from kg.model import Polarity, Span
from kg.tables import rows

MOST_STEPS = 4
WORDS = frozenset({"advmod", "det", "aux", "mark", "case", "cc"})
CONTROL = frozenset({"xcomp", "acl"})
NOMINAL_LINKS = frozenset({"obj", "nmod", "obl", "nsubj", "nmod:of"})


class Factuality(NamedTuple):
    """Polarity and modality of an event, each with the words that tell."""

    polarity: Polarity = "positive"
    polarity_words: Span | None = None
    modality: str | None = None
    modality_words: Span | None = None


def factuality_of(tree: Tree, number: int, support: int | None) -> Factuality:
    """How real an event is said to be; `support` is the light verb of a noun, which stands for it."""
    negations: list[int] = []
    modality: str | None = None
    words: Span | None = None
    for reading, at in _readings(tree, number, support):
        if reading == "negative":
            negations.append(at)
        elif modality is None:
            modality, words = reading, tree.tokens[at].span
    negative = len(set(negations)) % 2 == 1
    return Factuality(
        "negative" if negative else "positive",
        tree.tokens[negations[0]].span if negative else None,
        modality,
        words,
    )


def _readings(tree: Tree, number: int, support: int | None) -> Iterator[tuple[str, int]]:
    yield from _around(tree, number)
    if support is not None and support != number:
        number = support
        yield from _around(tree, number)
    for _ in range(MOST_STEPS):
        above = _governor(tree, number)
        if above is None:
            return
        reading = next((r for lemma in sorted(tree.lemmas[above]) if (r := table()["governor"].get(lemma))), None)
        joined = tree.relation(number) == "conj" and tree.tokens[number].pos in VERBAL
        if reading is None and not joined and not (tree.relation(number) in CONTROL and _passes(tree, above)):
            return
        if reading:
            yield reading, above
        number, below = above, number
        yield from (pair for pair in _around(tree, number) if not (joined and _negated(tree, below)))


def _around(tree: Tree, number: int) -> Iterator[tuple[str, int]]:
    """The words on a verb or noun itself; "if" and "without" before its clause are among them."""
    for child in tree.children[number]:
        if tree.relation(child) in WORDS and child < number + 3:
            reading = table()["word"].get(tree.word(child)) or table()["word"].get(tree.tokens[child].lemma.lower())
            if reading:
                yield reading, child
        elif tree.relation(child) == "nsubj" and (
            tree.word(child) in {"nobody", "none", "nothing"} or _no(tree, child)
        ):
            yield "negative", child


def _passes(tree: Tree, verb: int) -> bool:
    """Whether what is said of a verb holds of what it governs: "did not begin to", but not "did not mention"."""
    return bool(tree.lemmas[verb] & light_verbs()["actor"]) or tree.tokens[verb].pos == "AUX"


def _negated(tree: Tree, number: int) -> bool:
    """Whether a verb has a negation of its own: "neither confirmed nor denied" is not twice negated."""
    return any(reading == "negative" for reading, _ in _around(tree, number))


def _no(tree: Tree, noun: int) -> bool:
    return any(tree.word(child) in {"no", "neither"} for child in tree.children[noun] if child < noun)


def _governor(tree: Tree, number: int) -> int | None:
    """The word above that may tell: the verb of "plans to send", the noun of "signs of an attack"."""
    head, relation = tree.tokens[number].head, tree.relation(number)
    if head == number:
        return None
    if relation in CONTROL and tree.tokens[number].dep != "acl:relcl":
        participle = relation == "acl" and tree.tokens[number].tag in {"VBN", "VBG"}
        return None if participle else head
    if relation == "conj" and tree.tokens[number].pos in VERBAL and tree.tokens[head].pos in VERBAL:
        own = any(tree.under(number, {"aux", "nsubj"}))
        return None if own else head
    if relation == "conj" and tree.tokens[number].pos in NOMINAL:
        return _governor(tree, head)
    if relation in NOMINAL_LINKS and tree.tokens[number].pos in NOMINAL:
        return head
    if relation == "ccomp" and not any(tree.under(number, {"nsubj"})):
        return head
    if relation == "advcl" and any(tree.word(n) in {"for", "of", "from", "to"} for n in tree.under(number, {"mark"})):
        return head
    return None


@cache
def table() -> dict[str, dict[str, str]]:
    """Where a word may stand, to the word and its reading."""
    found: dict[str, dict[str, str]] = {"word": {}, "governor": {}}
    for row in rows("factuality"):
        for lemma in row["lemmas"].split():
            found[row["place"]].setdefault(lemma, row["reading"])
    return found
