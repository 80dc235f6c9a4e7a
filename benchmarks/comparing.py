"""How well claims are compared across articles, on invented stories with gold: `python -m benchmarks.comparing`.

Pairs of claims that say the same, pairs that differ, and on how many independent origins groups rest. `stories/train`
is what weights are fitted on, `stories/dev` was looked at, `stories/held` never. Each story is compared by itself; with
--one-store all stories of a half are, and the share of pairs that are said to say the same but are of two stories is
given too.
"""

import argparse
import json
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.build import build
from kg.compare.report import read_comparison
from kg.compare.update import update
from kg.record_types import ClaimRecord
from kg.records import read_claims
from kg.store import Store

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

    def relation(self, one: str, other: str) -> str:
        """How two gold claims stand to each other: "same", the kind in which they differ, or "" for not at all."""
        pair = frozenset((one, other))
        return "same" if pair in self.same else self.differ.get(pair, "")

    @cached_property
    def copied(self) -> set[str]:
        """The gold claims of articles that are copies."""
        copies = {article["file"] for article in self.gold["articles"] if article["copy_of"]}
        return {claim["id"] for claim in self.gold["claims"] if claim["article"] in copies}


def read_stories(folder: Path) -> Iterator[Story]:
    """The stories of a folder, in the order of their names."""
    for path in sorted((folder / "gold").glob("*.json")):
        yield Story(path.stem, folder / path.stem, json.loads(path.read_text(encoding="utf-8")))


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


@dataclass(frozen=True)
class Counts:
    """Pairs wanted, found and right; those of copies are in the first three, and left out in the `apart` ones."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.wanted + other.wanted, self.found + other.found, self.right + other.right)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 0.0


def counted(wanted: Collection[Any], found: Collection[Any]) -> Counts:
    """How many are wanted, found, and both."""
    return Counts(len(set(wanted)), len(set(found)), len(set(wanted) & set(found)))


@dataclass(frozen=True)
class Outcome:
    """What was found of a story: pairs that say the same (all; without copies; end to end), that differ, and origins.

    Pairs count where both claims were read, but end to end, where a claim that was missed takes its pairs with it.
    `groups` are gold groups of which two claims were read, `exact` those whose program group has as many origins.
    """

    same: Counts
    apart: Counts
    whole: Counts
    differ: Counts
    by_kind: Counts
    groups: int
    exact: int


def judged(story: Story, store: Store, articles: Collection[str] | None = None) -> Outcome:
    """Compare what was found with the gold; `articles` are the story's in the store, if they are not all."""
    matches = matched(story, read_claims(store.graphs, articles))
    names: dict[str, list[str]] = {}
    for name, iri in matches.items():
        names.setdefault(iri, []).append(name)
    comparison = read_comparison(store.graphs, sorted(names))
    groups = {claim.iri: group for group in comparison.groups for claim in group.claims}
    same, differ = set[Pair](), dict[Pair, str]()
    for one, other in combinations(sorted(matches), 2):
        a, b = matches[one], matches[other]
        if a != b and groups[a] is groups[b]:
            same.add(frozenset((one, other)))
        for difference in groups[a].differ:
            if {difference.one, difference.other} == {a, b}:
                differ[frozenset((one, other))] = difference.kind
    read = {pair for pair in story.same if pair <= set(matches) and len({matches[name] for name in pair}) == 2}
    apart = {pair for pair in read if not pair & story.copied}
    wanted = {pair: kind for pair, kind in story.differ.items() if pair <= set(matches)}
    exact, total = 0, 0
    for group in story.gold["groups"]:
        ours = [groups[matches[name]] for name in group["claims"] if name in matches]
        if len(ours) > 1:
            best = max(ours, key=lambda one: (ours.count(one), len(one.claims)))
            total += 1
            exact += best.standing.independent == group["independent"]
    return Outcome(
        counted(read, same),
        counted(apart, {pair for pair in same if not pair & story.copied}),
        counted(story.same, same),
        counted(wanted, differ),
        counted(wanted.items(), differ.items()),
        total,
        exact,
    )


def figures_of(half: str, details: bool = False) -> dict[str, float]:
    """The figures of all stories of a half together."""
    outcomes = []
    for story in read_stories(STORIES / half):
        with tempfile.TemporaryDirectory() as folder:
            for built in build([story.folder], Path(folder)):
                if built.state == "set aside":
                    raise SystemExit(built.reason)
            list(update(Path(folder)))
            with Store.read_only(Path(folder)) as store:
                outcomes.append(judged(story, store))
                if details:
                    print(story.name, outcomes[-1])
    return summed(outcomes)


def summed(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The figures of some stories together."""
    total = {name: sum((getattr(one, name) for one in outcomes), Counts()) for name in PAIRS}
    return {name: round(counts.f1, 3) for name, counts in total.items()} | {
        "independent": round(sum(one.exact for one in outcomes) / sum(one.groups for one in outcomes), 3)
    }


def in_one_store(half: str) -> dict[str, float]:
    """The figures of all stories of a half that are compared in one store, and the share of pairs across stories."""
    story_of: dict[str, str] = {}
    stories = list(read_stories(STORIES / half))
    with tempfile.TemporaryDirectory() as folder:
        for story in stories:
            list(build([story.folder], Path(folder)))
            with Store.read_only(Path(folder)) as store:
                story_of |= {str(iri): story.name for iri in store.articles() if str(iri) not in story_of}
        list(update(Path(folder)))
        with Store.read_only(Path(folder)) as store:
            articles = {story.name: [iri for iri, name in story_of.items() if name == story.name] for story in stories}
            outcomes = [judged(story, store, articles[story.name]) for story in stories]
            claims = [claim.iri for claim in read_claims(store.graphs)]
            groups = read_comparison(store.graphs, claims).groups
    pairs = [pair for group in groups for pair in combinations((story_of[c.article.iri] for c in group.claims), 2)]
    return summed(outcomes) | {"across": round(sum(one != other for one, other in pairs) / len(pairs), 3)}


PAIRS = ("same", "apart", "whole", "differ", "by_kind")


def main() -> None:
    """Print the figures; with --keep also write them to the file that the tests guard."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--halves", nargs="+", choices=("train", "dev", "held"), default=["dev", "held"])
    parser.add_argument("--details", action="store_true", help="each story by itself; not for those held back")
    parser.add_argument("--one-store", action="store_true", help="compare all stories of a half in one store")
    parser.add_argument("--keep", action="store_true", help=f"write {FIGURES.name}")
    args = parser.parse_args()
    figures = {
        half: in_one_store(half) if args.one_store else figures_of(half, args.details and half != "held")
        for half in args.halves
    }
    for half, values in figures.items():
        print(f"{half:6}", *(f"{name} {value:.3f}" for name, value in values.items()))
    if args.keep and not args.one_store:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
