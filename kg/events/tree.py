"""A parse whose tokens know what hangs on them, and how its words are looked up."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from kg.lemmas import bases
from kg.model import Parse, Span, Token, hull
from kg.tables import rows

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
VERBAL = frozenset({"VERB", "AUX"})
INSIDE = frozenset({"det", "amod", "nummod", "compound", "nmod:poss", "nmod:desc", "flat", "fixed", "case", "punct"})
RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True)
class Tree:
    """A parse, with the numbers of each token's dependents in text order."""

    parse: Parse

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The parse's tokens."""
        return self.parse.tokens

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token, the numbers of those whose head it is."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for number, token in enumerate(self.tokens):
            if token.head != number:
                found[token.head].append(number)
        return found

    @cached_property
    def lemmas(self) -> list[frozenset[str]]:
        """For each token, the lemmas to look it up by."""
        return [_of_form(word, token.lemma.lower()) for word, token in zip(self.words, self.tokens, strict=True)]

    @cached_property
    def words(self) -> list[str]:
        """The tokens' texts in lower case."""
        return [token.text.lower() for token in self.tokens]

    @cached_property
    def relations(self) -> list[str]:
        """The tokens' relations to their heads, without subtypes."""
        return [token.dep.partition(":")[0] for token in self.tokens]

    def under(self, number: int, relations: Collection[str]) -> Iterator[int]:
        """The dependents of a token by these relations; one without a subtype stands for all of its subtypes."""
        for child in self.children[number]:
            if self.relations[child] in relations or self.tokens[child].dep in relations:
                yield child

    def nominal(self, number: int) -> bool:
        """Whether a token is a noun, pronoun or number, by its part of speech or its finer tag."""
        return self.tokens[number].pos in NOMINAL or self.tokens[number].tag.startswith("NN")

    def verbal(self, number: int) -> bool:
        """Whether a token is a verb, also where the tagger errs on an infinitive ("to resign")."""
        token = self.tokens[number]
        return (
            token.pos in VERBAL
            or token.tag.startswith("VB")
            or any(
                self.tokens[child].tag == "TO" and self.tokens[child].dep == "mark" for child in self.children[number]
            )
        )

    def word(self, number: int) -> str:
        """The token's text in lower case."""
        return self.words[number]

    def relation(self, number: int) -> str:
        """The token's relation to its head, without subtype."""
        return self.relations[number]

    def preposition(self, number: int) -> str:
        """The preposition of a phrase, or none: "out of" is its first word."""
        return next((self.word(child) for child in self.under(number, {"case"}) if child < number), "")

    def joined(self, number: int) -> Iterator[int]:
        """A noun and those that "and" joins to it."""
        yield number
        for other in self.under(number, {"conj"}):
            if self.tokens[other].pos in NOMINAL:
                yield from self.joined(other)

    def phrase(self, number: int) -> Span:
        """The characters of a noun with what belongs to it closely: no clauses, and nothing that is joined to it."""
        return hull(tuple(self.tokens[n].span for n in self._close(number, at_top=True)))

    def _close(self, number: int, *, at_top: bool = False) -> Iterator[int]:
        yield number
        for child in self.children[number]:
            token = self.tokens[child]
            own = token.dep in INSIDE and not (at_top and token.dep in {"case", "punct"} and child < number)
            counted = self.tokens[number].pos in {"NUM", "DET"} and token.dep in {"advmod", "nmod"}
            if token.dep == "punct":
                own = own and token.text in {"-", "’", "'"}
            if token.dep == "case":
                own = own and (child > number or not at_top)
            if own or counted or (token.dep == "nmod" and self.preposition(child) == "of"):
                yield from self._close(child)


@lru_cache(maxsize=16384)
def _of_form(text: str, lemma: str) -> frozenset[str]:
    return bases(text) | irregular().get(text, frozenset()) | {lemma}


@cache
def irregular() -> dict[str, frozenset[str]]:
    """Irregular forms of verbs to their lemmas, on which a trained lemmatizer errs ("fled")."""
    return {form: frozenset({row["lemma"]}) for row in rows("irregular") for form in row["forms"].split()}
