"""PolNeAR's articles and attributions (brat stand-off in a tar file), by paragraph and by document."""

import io
import tarfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from kg.attribute.words import words_of

Range = tuple[int, int]
ROLES = ("source", "cue", "content")


@dataclass(frozen=True)
class GoldAttribution:
    """An attribution as word numbers within its paragraph."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True)
class Gold:
    """A paragraph, where it starts in its article, and the attributions whose cue stands in it."""

    text: str
    start: int
    attributions: tuple[GoldAttribution, ...]


@dataclass(frozen=True)
class Document:
    """An article with its attributions as character ranges by role, and its paragraphs."""

    name: str
    text: str
    attributions: list[dict[str, list[Range]]]
    paragraphs: list[Gold]


def load(path: Path) -> list[Document]:
    """Read a split; of several annotators the first counts, as in the published figures."""
    texts: dict[str, str] = {}
    annotations: dict[str, dict[str, str]] = defaultdict(dict)
    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file is None:
                continue
            name = Path(member.name)
            content = io.TextIOWrapper(file, encoding="utf-8", newline="").read()
            if name.suffix == ".txt":
                texts[name.stem] = content
            elif name.suffix == ".ann":
                article, annotator = name.stem.rsplit("_", 1)
                annotations[article][annotator] = content
    return [
        document(name, text, min(annotations[name].items())[1])
        for name, text in sorted(texts.items())
        if name in annotations
    ]


def document(name: str, text: str, annotation: str) -> Document:
    """Put an article and its annotation together."""
    attributions = [a for a in read_brat(annotation) if a["cue"] and a["content"]]
    return Document(name, text, attributions, list(paragraphs(text, attributions)))


def read_brat(annotation: str) -> list[dict[str, list[Range]]]:
    """Attributions in file order: `T` lines are spans (fragments parted by `;`), `E` lines tie them together."""
    spans: dict[str, list[Range]] = {}
    events: list[str] = []
    for line in annotation.split("\n"):
        columns = line.split("\t")
        if len(columns) < 2:
            continue
        if columns[0].startswith("T"):
            _, offsets = columns[1].split(" ", 1)
            spans[columns[0]] = [(int(s), int(e)) for s, e in (part.split() for part in offsets.split(";"))]
        elif columns[0].startswith("E"):
            events.append(columns[1])
    found = []
    for event in events:
        if not event.startswith("Attribution"):
            continue
        attribution: dict[str, list[Range]] = {role: [] for role in ROLES}
        for part in event.split()[1:]:
            role, key = part.rsplit(":", 1)
            role = role.rstrip("0123456789").lower()
            if role in attribution:
                attribution[role] += spans.get(key, [])
        found.append(attribution)
    return found


def paragraphs(text: str, attributions: list[dict[str, list[Range]]]) -> list[Gold]:
    """The lines that hold words, each with its attributions; what reaches beyond the line is cut off."""
    golds, start = [], 0
    for line in text.split("\n"):
        spans = words_of(line).spans
        if spans:
            mine = [a for a in attributions if start <= a["cue"][0][0] < start + len(line)]
            golds.append(Gold(line, start, tuple(in_words(a, start, spans) for a in mine)))
        start += len(line) + 1
    return golds


def in_words(attribution: dict[str, list[Range]], start: int, spans: list[Range]) -> GoldAttribution:
    """Character ranges of the article to word numbers of the paragraph."""
    touched = {
        role: tuple(
            i
            for i, (s, e) in enumerate(spans)
            if any(s + start < to and e + start > since for since, to in attribution[role])
        )
        for role in ROLES
    }
    return GoldAttribution(**touched)
