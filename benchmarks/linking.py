"""How surely names in texts lead to one actor, inside and across texts: `python -m benchmarks.linking [SHARED]`.

Measured on GUM dev (SHARED/corpora/gum): each name of a person, an organisation or a place that is linked to a page of
Wikipedia is a gold mention of that identity. A proper noun for an office ("the Secretary") is no name; whom such words
mean is what `benchmarks.resolution` measures. The program goes its whole way as far as linking, finding the names
itself; a gold mention's key is that of the name found inside it that holds its head, and it has none where there is
none. Pairs of mentions count, in one document or two: precision is the share of those with one key that have one
identity, recall that of those with one identity that have one key.

`across` are the pairs whose documents differ; in twelve documents of six genres, few have an identity in common.

Nothing is fitted on these documents, but the program's errors in them were looked at, and general faults that
they showed (a place's name taken as short for a longer one, "Mr." within a name) were mended.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from kg.link import link
from kg.model import within
from kg.nouns import role_of
from kg.parse import parse
from kg.pipeline import Tools, load_tools
from training.coreference import Document, Mention, read_documents

FIGURES = Path(__file__).parent / "figures" / "linking.json"
KINDS = frozenset({"person", "organization", "place"})


@dataclass(frozen=True)
class Named:
    """A gold mention: its document, identity and words, and the key that the program gives it."""

    document: str
    identity: str
    words: str
    key: str | None


def main() -> None:
    """Print the figures; with --keep also write them to the file that the tests guard."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--wrong", action="store_true", help="also the identities that have several keys, or share one")
    parser.add_argument("--keep", action="store_true", help=f"write {FIGURES.name}")
    args = parser.parse_args()
    named = list(linked(args.shared, load_tools()))
    if args.wrong:
        print(*wrong(named), sep="\n")
    figures = figures_of(named)
    for name, value in figures.items():
        print(f"{name:22} {value}")
    if args.keep:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measure(shared: Path, tools: Tools) -> dict[str, float]:
    """The figures anew."""
    return figures_of(list(linked(shared, tools)))


def linked(shared: Path, tools: Tools) -> Iterator[Named]:
    """The gold mentions of all documents with their keys."""
    for document in read_documents(shared / "corpora/gum/dev.conllu.gz"):
        article = document.article
        found = link(article, parse(article, tools.language), (), tools.known).mentions
        for gold in names(document):
            inside = (m.actor for m in found if within(m.span, gold.span) and within(gold.head, m.span))
            words = article.text[gold.span.start : gold.span.end]
            yield Named(article.name, str(gold.identity), words, next(inside, None))


def names(document: Document) -> Iterator[Mention]:
    """The mentions that name somebody or something with an identity."""
    text = document.article.text
    return (
        mention
        for mention in document.mentions
        if mention.named and mention.identity and mention.kind in KINDS and not is_office(text[slice(*mention.head)])
    )


def is_office(word: str) -> bool:
    """Whether a word is a noun for a person's role, by `ontology/roles.csv`."""
    role = role_of(word)
    return role is not None and role.kind == "person"


def figures_of(named: list[Named]) -> dict[str, float]:
    """Precision and recall over all pairs of mentions, and over those whose documents differ."""
    pairs = list(combinations(named, 2))
    figures: dict[str, float] = {"mentions": len(named), "identities": len({n.identity for n in named})}
    figures["found"] = round(sum(n.key is not None for n in named) / len(named), 3)
    return figures | told("all", pairs) | told("across", [(a, b) for a, b in pairs if a.document != b.document])


def told(name: str, pairs: Iterable[tuple[Named, Named]]) -> dict[str, float]:
    """Precision, recall and the number of pairs of one identity."""
    both = keyed = true = 0
    for one, other in pairs:
        alike, together = one.identity == other.identity, one.key is not None and one.key == other.key
        both, keyed, true = both + (alike and together), keyed + together, true + alike
    return {
        f"{name} precision": round(both / keyed, 3) if keyed else 1.0,
        f"{name} recall": round(both / true, 3) if true else 1.0,
        f"{name} pairs": true,
    }


def wrong(named: list[Named]) -> Iterator[str]:
    """A line on each identity with more than one key, or none, and on each key of more than one identity."""
    for identity in sorted({n.identity for n in named}):
        keys = {(n.words, n.key) for n in named if n.identity == identity}
        if len({key for _, key in keys}) > 1 or None in {key for _, key in keys}:
            yield f"identity {identity}: {sorted(keys, key=str)}"
    for key in sorted({n.key for n in named if n.key}):
        identities = {n.identity for n in named if n.key == key}
        if len(identities) > 1:
            yield f"key {key}: {sorted(identities)}"


if __name__ == "__main__":
    main()
