"""Where a mention stands: its sentence, its paragraph, its part in the clause, and whether it is quoted."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kg.model import Article, Parse, Span, Token

Part = Literal["subject", "object", "possessive", "other"]

JOINED = frozenset({"appos", "flat", "compound", "conj", "goeswith", "nmod:desc"})


@dataclass(frozen=True)
class Place:
    """Where a mention stands; `number` is the token that heads it, `verb` the token that this hangs on."""

    number: int
    verb: int
    sentence: int
    paragraph: int
    part: Part
    quoted: bool
    joined: bool


@dataclass(frozen=True)
class Scene:
    """An article with its parse, asked for places."""

    article: Article
    parse: Parse

    def place(self, span: Span) -> Place:
        """The place of a mention."""
        numbers = self.parse.numbers(span)
        head = next((n for n in numbers if self.parse.tokens[n].head not in numbers), numbers.start)
        head = min(head, len(self.parse.tokens) - 1)
        above = self.above(head)
        token = self.parse.tokens[above]
        return Place(
            head,
            token.head,
            bisect_right(self._sentences, span.start),
            bisect_right(self._paragraphs, span.start),
            part_of(token.dep),
            self._quoted[head],
            above != head,
        )

    def tokens(self, span: Span) -> list[Token]:
        """The tokens of a range of characters."""
        return [self.parse.tokens[number] for number in self.parse.numbers(span)]

    @cached_property
    def headlines(self) -> list[Span]:
        """Where nobody is met: a headline's capitals make names of other words, and the text tells it all again."""
        return [zone.span for zone in self.article.zones if zone.kind == "headline"]

    def above(self, number: int) -> int:
        """The head of the whole phrase that a token is a part of by apposition or "and"."""
        while self.parse.tokens[number].dep in JOINED and self.parse.tokens[number].head != number:
            number = self.parse.tokens[number].head
        return number

    def hangs_on(self, number: int, verb: int) -> bool:
        """Whether a token stands in the clause of a verb or in one that depends on it."""
        while number != verb and self.parse.tokens[number].head != number:
            number = self.parse.tokens[number].head
        return number == verb

    @cached_property
    def _sentences(self) -> list[int]:
        return [sentence.span.start for sentence in self.parse.sentences]

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [zone.span.start for zone in self.article.zones]

    @cached_property
    def _quoted(self) -> list[bool]:
        return list(quoted(self.article, self.parse))


def part_of(dep: str) -> Part:
    """A mention's part in its clause, by the relation of its head."""
    if dep.startswith(("nsubj", "csubj")):
        return "subject"
    if dep in {"obj", "iobj"}:
        return "object"
    return "possessive" if dep == "nmod:poss" else "other"


def quoted(article: Article, parse: Parse) -> Iterator[bool]:
    """For each token, whether a quotation is open there; every paragraph begins outside quotations."""
    starts = iter([zone.span.start for zone in article.zones] + [len(article.text) + 1])
    next_start, inside = next(starts), False
    for token in parse.tokens:
        while token.span.start >= next_start:
            next_start, inside = next(starts), False
        if token.text in {"“", "``"}:
            inside = True
        elif token.text == "”":
            inside = False
        elif token.text in {'"', "''"}:  # some papers open with two apostrophes as well
            inside = not inside
        yield inside
