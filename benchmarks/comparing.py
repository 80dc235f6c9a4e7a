"""How well claims are compared across articles, on invented stories with gold: `python -m benchmarks.comparing`.

Pairs of claims that say the same, pairs that differ, and on how many independent origins groups rest. `stories/train`
is what weights are fitted on, `stories/dev` was looked at, `stories/held` never.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.record_types import ClaimRecord

STORIES = Path(__file__).parent / "stories"
FIGURES = Path(__file__).parent / "figures" / "comparing.json"
OVERLAP, COVERED = 0.5, 0.8  # of the characters of both claims together; of the gold claim's, where a longer one has it
Pair = frozenset[str]


@dataclass(frozen=True)
class Story:
    """A story: the folder of its articles, and its gold."""

    name: str
    folder: Path
    gold: Mapping[str, Any]

    @cached_property
    def same(self) -> set[Pair]:
        """The pairs of gold claims that say the same."""
        return {frozenset(pair) for group in self.gold["groups"] for pair in combinations(group["claims"], 2)}

    @cached_property
    def differ(self) -> dict[Pair, str]:
        """The pairs of gold claims that differ, with the kind."""
        return {frozenset((one, other)): kind for one, other, kind in self.gold["differ"]}

    @cached_property
    def copied(self) -> set[str]:
        """The gold claims of articles that are copies."""
        copies = {article["file"] for article in self.gold["articles"] if article["copy_of"]}
        return {claim["id"] for claim in self.gold["claims"] if claim["article"] in copies}


def read_stories(half: str) -> Iterator[Story]:
    """The stories of a half, in the order of their names."""
    for path in sorted((STORIES / half / "gold").glob("*.json")):
        yield Story(path.stem, STORIES / half / path.stem, json.loads(path.read_text(encoding="utf-8")))


def matched(story: Story, claims: Iterable[ClaimRecord]) -> dict[str, str]:
    """For each gold claim that was found, the IRI of the program's claim.

    Best overlap first, one to one; a gold claim left over goes to a longer claim that has most of it.
    """
    ours: dict[str, list[tuple[str, set[int]]]] = {}
    for claim in claims:
        characters = {at for words in claim.evidence for at in range(words.start, words.end)}
        ours.setdefault(claim.article.name, []).append((claim.iri, characters))
    overlaps = sorted(
        (
            (len(wanted & found) / len(wanted | found), len(wanted & found) / len(wanted), gold["id"], iri)
            for gold in story.gold["claims"]
            for wanted in [{at for start, end in gold["evidence"] for at in range(start, end)}]
            for iri, found in ours.get(Path(gold["article"]).name, [])
            if wanted & found
        ),
        reverse=True,
    )
    matches: dict[str, str] = {}
    for overlap, _, name, iri in overlaps:
        if overlap >= OVERLAP and name not in matches and iri not in matches.values():
            matches[name] = iri
    for _, covered, name, iri in overlaps:
        if covered >= COVERED:
            matches.setdefault(name, iri)
    return matches
