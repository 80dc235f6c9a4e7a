"""The claims that the program reads in stories with gold, and how the gold says that they stand to each other."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.comparing import matched, read_stories
from kg.build import build
from kg.compare.gists import gist_of
from kg.compare.index import rare_of
from kg.compare.likeness import Compared
from kg.compare.words import telling
from kg.records import read_claims, read_mentions
from kg.store import Store


@dataclass(frozen=True)
class Told:
    """A story: the rare words of its articles, its claims that the gold knows, and the relations of some of them.

    Relations are by the numbers of the claims, the lower first.
    """

    name: str
    words: Mapping[str, Mapping[str, float]]
    claims: Sequence[Compared]
    relations: Mapping[tuple[int, int], str]


def read_told(folder: Path) -> Iterator[Told]:
    """The stories of a folder as the program reads them."""
    for story in read_stories(folder):
        with tempfile.TemporaryDirectory() as place:
            list(build([story.folder], Path(place)))
            with Store.read_only(Path(place)) as store:
                read = list(read_claims(store.graphs))
                iris = {claim.article.iri for claim in read}
                mentions = {iri: read_mentions(store.graphs, iri) for iri in iris}
                texts = {iri: store.text(iri) for iri in iris}
        words = {iri: rare_of(telling(text)) for iri, text in texts.items()}
        found = {
            claim.iri: Compared(gist_of(claim, mentions[claim.article.iri], texts[claim.article.iri])) for claim in read
        }
        matches = matched(story, read)
        names: dict[str, list[str]] = {}
        for name, iri in matches.items():
            names.setdefault(iri, []).append(name)
        known = sorted(names)
        relations = {}
        for (a, one), (b, other) in combinations(enumerate(known), 2):
            kinds = {story.relation(x, y) for x in names[one] for y in names[other]} - {""}
            if kinds:
                relations[a, b] = "same" if "same" in kinds else min(kinds)
        yield Told(story.name, words, [found[iri] for iri in known], relations)
