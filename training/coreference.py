"""Who is meant in GUM: the mentions of its entities in running text (`Entity=`, see `training/corpora.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import mode

from kg.model import Article, Span, Zone, within
from training.corpora import NAME_TAGS, Sentence, Word, sentences_of

ACTORS = frozenset({"person", "organization"})


@dataclass(frozen=True)
class Mention:
    """A mention: its characters and those of its head, which entity it is of, and whether it names it.

    `subject` tells that the head is the subject of a clause, `identity` is the page of Wikipedia that it is linked to.
    """

    span: Span
    head: Span
    entity: str
    kind: str
    named: bool
    subject: bool
    identity: str | None = None


@dataclass(frozen=True)
class Document:
    """A document of GUM as an article, with the mentions of its entities in text order."""

    article: Article
    mentions: tuple[Mention, ...]

    def names(self, entity: str) -> list[Span]:
        """The heads of the mentions that name an entity."""
        return [mention.head for mention in self.mentions if mention.named and mention.entity == entity]

    def kind(self, entity: str) -> str:
        """The type of an entity, as most of its mentions have it."""
        return mode(mention.kind for mention in self.mentions if mention.entity == entity)

    def entity_at(self, span: Span) -> str | None:
        """The entity whose mention has its head in a range of characters, the outermost if there are several."""
        inside = [mention for mention in self.mentions if within(mention.head, span)]
        return max(inside, key=lambda m: m.span.end - m.span.start).entity if inside else None


def read_documents(path: Path) -> Iterator[Document]:
    """Give the documents of GUM in a gzipped CoNLL-U file, each paragraph a zone that is read."""
    for name, sentences in groupby(sentences_of(path), key=lambda sentence: sentence.doc):
        text = ""
        zones: list[Zone] = []
        mentions: list[Mention] = []
        for _, paragraph in groupby(sentences, key=lambda sentence: sentence.paragraph):
            start = len(text)
            for sentence in paragraph:
                spans, text = _appended(text, sentence.words)
                mentions += _mentions(sentence, spans)
            zones.append(Zone("body", Span(start, len(text.rstrip()))))
            text = text.rstrip() + "\n\n"
        yield Document(Article(name, text, tuple(zones)), tuple(sorted(mentions, key=lambda m: m.span)))


def _appended(text: str, words: tuple[Word, ...]) -> tuple[list[Span], str]:
    """The characters of each word, and the text with the words behind it."""
    spans = []
    for word in words:
        spans.append(Span(len(text), len(text) + len(word.form)))
        text += word.form + " " * word.space
    return spans, text


def _mentions(sentence: Sentence, spans: list[Span]) -> Iterator[Mention]:
    """The mentions of a sentence; closing brackets carry the number of their entity only."""
    opened: dict[str, list[tuple[int, str, str | None]]] = {}
    for at, field in enumerate(sentence.entities):
        for bracket in field.replace("(", " (").replace(")", ") ").split():
            entity, *rest = bracket.removeprefix("(").removesuffix(")").split("-", 7)
            if bracket.startswith("("):
                opened.setdefault(entity, []).append((at, rest[0], rest[6] if len(rest) > 6 else None))
            if bracket.endswith(")") and opened.get(entity):
                start, kind, identity = opened[entity].pop()
                yield _mention(sentence.words, spans, start, at + 1, entity, kind, identity)


def _mention(
    words: tuple[Word, ...], spans: list[Span], start: int, end: int, entity: str, kind: str, identity: str | None
) -> Mention:
    head = next((i for i in range(start, end) if not start <= words[i].head < end or words[i].head == i), start)
    return Mention(
        Span(spans[start].start, spans[end - 1].end),
        spans[head],
        entity,
        kind,
        words[head].xpos in NAME_TAGS,
        words[head].deprel.startswith("nsubj"),
        identity,
    )
