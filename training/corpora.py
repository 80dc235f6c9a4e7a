"""The corpora the models are trained on, read from their compressed files.

Each reader gives frozen records, in the order of the file, one for each paragraph: a paragraph is what the
program later reads as one text, so sentence ends must be learnt inside it.  Formats: CoNLL-U
(https://universaldependencies.org/format.html), its `Entity=` field
(https://universaldependencies.org/misc.html#entity), IOB columns, and PolNeAR's text with stand-off names.
"""

from __future__ import annotations

import gzip
import json
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

MAX_SENTENCES = 12
"""Longest paragraph handed on, in sentences; longer ones (e-mails without line breaks) are cut there."""

GUM_NAME_TYPES = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
IOB_NAME_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
SILVER_NAME_TYPES = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}

NAME_TAGS = frozenset({"NNP", "NNPS"})
NAME_LINKS = frozenset({"IN", "DT", "CC", "POS", "HYPH", "CD", "JJ", "NN", "NNS", ",", "."})
OUTSIDE_NAME = frozenset({"appos", "nmod:desc", "acl", "acl:relcl", "parataxis", "nmod:unmarked", "list", "orphan"})


class Word(NamedTuple):
    """A syntactic word of Universal Dependencies: its columns, and whether a space follows it.

    `head` counts words within the sentence from 0; the root is its own head.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool


class Name(NamedTuple):
    """A name: from word (or character) `start` up to `end`, not included, and its type."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a treebank: the document it is from, its sentences, and its names counted in words."""

    doc: str
    sentences: tuple[tuple[Word, ...], ...]
    names: tuple[Name, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """All words of the paragraph in reading order."""
        return tuple(word for sentence in self.sentences for word in sentence)


@dataclass(frozen=True)
class NamedText:
    """Words with the names over them, as in an IOB file; `misc` tells whether MISC names are marked too."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    names: tuple[Name, ...]
    misc: bool


@dataclass(frozen=True)
class SilverText:
    """One line of a news article and its names in characters, found by a program and not corrected."""

    doc: str
    text: str
    names: tuple[Name, ...]


def read_treebank(path: Path) -> Iterator[Paragraph]:
    """Give the paragraphs of a gzipped CoNLL-U file, names included where it has an `Entity=` field."""
    for _, group in groupby(sentences_of(path), key=lambda sentence: sentence.paragraph):
        members = list(group)
        for first in range(0, len(members), MAX_SENTENCES):
            yield _paragraph(members[first : first + MAX_SENTENCES])


def read_iob(path: Path) -> Iterator[NamedText]:
    """Give the sentences of a Universal NER file (columns: number, word, tag; no MISC)."""
    for block in _blocks(path):
        text = next((line[9:] for line in block if line.startswith("# text = ")), "")
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        words = tuple(row[1] for row in rows)
        yield NamedText(words, _spaces(text, words), _iob_names([row[2] for row in rows]), misc=False)


def read_wikigold(path: Path) -> Iterator[NamedText]:
    """Give the sentences of WikiGold (columns: word, tag; `B-` only between neighbours of one type)."""
    for block in _blocks(path):
        rows = [line.split(" ") for line in block if not line.startswith("-DOCSTART-")]
        words = tuple(row[0] for row in rows)
        yield NamedText(words, (True,) * len(words), _iob_names([row[1] for row in rows]), misc=True)


def read_silver(path: Path) -> Iterator[SilverText]:
    """Give the lines of PolNeAR's articles with the names that CoreNLP found in them."""
    with tarfile.open(path) as archive:
        files = {Path(member.name).name: member for member in archive if member.isfile()}
        silver = archive.extractfile(files["silver_names.jsonl"])
        assert silver is not None
        for record in map(json.loads, silver.read().decode().splitlines()):
            article = archive.extractfile(files[record["doc"] + ".txt"])
            assert article is not None
            yield from _lines(record["doc"], article.read().decode(), record["names"])


@dataclass(frozen=True)
class Sentence:
    """A sentence of a CoNLL-U file: its document, the number of its paragraph, its words and their `Entity=`."""

    doc: str
    paragraph: int
    words: tuple[Word, ...]
    entities: tuple[str, ...]


def sentences_of(path: Path) -> Iterator[Sentence]:
    """Give the sentences of a gzipped CoNLL-U file."""
    doc, paragraph = "", 0
    for block in _blocks(path):
        comments = [line for line in block if line.startswith("#")]
        for comment in comments:
            doc = comment.removeprefix("# newdoc id = ") if comment.startswith("# newdoc id") else doc
        paragraph += any(comment.startswith(("# newdoc", "# newpar")) for comment in comments)
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        words, entities = _words(rows)
        yield Sentence(doc, paragraph, words, entities)


def _words(rows: list[list[str]]) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    words: list[Word] = []
    entities: list[str] = []
    inside, last_space = 0, True
    for row in rows:
        if "-" in row[0]:
            inside, last_space = int(row[0].split("-")[1]), "SpaceAfter=No" not in row[9]
        elif "." not in row[0]:
            number = int(row[0])
            space = "SpaceAfter=No" not in row[9]
            if number <= inside:
                space = number == inside and last_space
            words.append(_word(row, space))
            entities.append(_field(row[9], "Entity="))
    return tuple(words), tuple(entities)


def _word(row: list[str], space: bool) -> Word:
    head = int(row[6]) - 1 if row[6] != "0" else int(row[0]) - 1
    deprel = "ROOT" if row[6] == "0" else row[7]
    feats = "" if row[5] == "_" else row[5]
    return Word(row[1], row[2], row[3], row[4], feats, head, deprel, space)


def _field(misc: str, key: str) -> str:
    return next((part.removeprefix(key) for part in misc.split("|") if part.startswith(key)), "")


def _paragraph(sentences: list[Sentence]) -> Paragraph:
    names: list[Name] = []
    first = 0
    for sentence in sentences:
        names += (Name(n.start + first, n.end + first, n.label) for n in _gum_names(sentence))
        first += len(sentence.words)
    return Paragraph(sentences[0].doc, tuple(s.words for s in sentences), tuple(names))


def _gum_names(sentence: Sentence) -> list[Name]:
    """Names in a sentence of GUM, outermost only.

    A name is the part around the head of a mention of a person, an organisation or a place whose head is a
    proper noun: "Sydney" in the mention "Sydney, Australia", "Obama" in "President Obama".  A person's name
    has no "of": "Director of the National Institute" is a post, and names only the institute.
    """
    found = (_name(sentence.words, *mention) for mention in _mentions(sentence.entities))
    return outermost(name for name in found if name)


def _mentions(entities: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Mentions of named types, as first word, word after the last, and type."""
    open_mentions: dict[str, list[tuple[int, str]]] = {}
    for at, field in enumerate(entities):
        for bracket in field.replace("(", " (").replace(")", ") ").split():
            parts = bracket.strip("()").split("-")
            if bracket.startswith("("):
                open_mentions.setdefault(parts[0], []).append((at, parts[1]))
            if bracket.endswith(")") and open_mentions.get(parts[0]):
                start, kind = open_mentions[parts[0]].pop()
                if kind in GUM_NAME_TYPES:
                    yield start, at + 1, GUM_NAME_TYPES[kind]


def _name(words: tuple[Word, ...], start: int, end: int, label: str) -> Name | None:
    head = next((i for i in range(start, end) if not start <= words[i].head < end or words[i].head == i), start)
    below = [i for i in range(start, end) if words[i].head == head]
    if words[head].upos != "PROPN" or (label == "PERSON" and any(words[i].deprel == "nmod" for i in below)):
        return None
    inside = {head}
    for _ in range(end - start):
        inside |= {i for i in range(start, end) if words[i].head in inside and words[i].deprel not in OUTSIDE_NAME}
    first = last = head
    while first > start and first - 1 in inside and words[first - 1].xpos in NAME_TAGS | NAME_LINKS:
        first -= 1
    while last + 1 < end and last + 1 in inside and words[last + 1].xpos in NAME_TAGS | NAME_LINKS:
        last += 1
    while words[first].xpos not in NAME_TAGS:
        first += 1
    while words[last].xpos not in NAME_TAGS | {"CD"}:
        last -= 1
    return Name(first, last + 1, label)


def outermost(names: Iterable[Name]) -> list[Name]:
    """The names that lie in no other one, in reading order; of two that overlap, the longer.

    >>> outermost([Name(3, 4, "LOC"), Name(0, 4, "ORG")])
    [Name(start=0, end=4, label='ORG')]
    """
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if all(name.end <= other.start or name.start >= other.end for other in kept):
            kept.append(name)
    return sorted(kept)


def _iob_names(tags: list[str]) -> tuple[Name, ...]:
    names: list[Name] = []
    for at, tag in enumerate(tags):
        label = IOB_NAME_TYPES.get(tag[2:], "")
        if tag.startswith("I-") and names and names[-1].end == at and names[-1].label == label:
            names[-1] = names[-1]._replace(end=at + 1)
        elif label:
            names.append(Name(at, at + 1, label))
    return tuple(names)


def _spaces(text: str, words: tuple[str, ...]) -> tuple[bool, ...]:
    spaces: list[bool] = []
    at = 0
    for word in words:
        at = max(text.find(word, at), at) + len(word)
        spaces.append(text[at : at + 1].isspace() or at >= len(text))
    return tuple(spaces)


def _lines(doc: str, text: str, names: list[tuple[int, int, str]]) -> Iterator[SilverText]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        inside = [Name(a - start, b - start, SILVER_NAME_TYPES[t]) for a, b, t in names if start <= a and b <= end]
        if line.strip():
            yield SilverText(doc, line, tuple(inside))
        start = end + 1


def _blocks(path: Path) -> Iterator[list[str]]:
    """Blocks of lines between empty lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for filled, block in groupby((line.rstrip("\n") for line in lines), key=bool):
            if filled:
                yield list(block)
