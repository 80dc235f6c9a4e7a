"""How long comparing takes, and how much memory: `python -m benchmarks.comparing_speed`.

A store of many articles is made of the stories in `stories/`, each told many times with others in the place of its rare
words, so that the tellings have nothing to do with one another: for a word of English another one that is as rare, as
long and ends alike, for a name or what else the vocabulary lacks one in other letters. Then all are compared, and one
article more is added to them. Seconds are those of the clock; machines differ.
"""

import argparse
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from hashlib import sha256
from itertools import count
from pathlib import Path

import pyoxigraph as ox

from benchmarks.comparing import STORIES, read_stories
from kg.build import build
from kg.compare.update import update
from kg.compare.words import rarity, vocabulary
from kg.graph.iris import digest
from kg.store import Store
from kg.vocabulary import run_iri

WORD = re.compile(r"(?<![^\W_])(?<!\\)[^\W\d_]{4,}(?![^\W_])")  # no digests, nor the n of an escaped line break
IRI_OR_WORDS = re.compile(r'<[^>]*>|"(?:[^"\\]|\\.)*"(?!\^\^)')  # but no numbers and days

LETTERS = ("aeiouy", "bcdfghjklmnpqrstvwxz")  # that stand for one another
ENDINGS = ("ing", "ed", "ly", "s")  # words that end alike stand for one another
RARE = 0.8  # rarity from which another word is told, so that tellings share few rare words
ALIKE = 500  # neighbours by rarity that stand for one another
CHUNK = 400_000  # quads that are loaded together


def main() -> None:
    """Print the seconds and the memory."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=int, default=100_000, help="claims to compare from nothing")
    parser.add_argument("--articles", type=int, default=10_000, help="articles that one is added to")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tellings = Tellings(Path(folder) / "told")
        store = Path(folder) / "store"
        claims = tellings.load(store, lambda articles, claims: claims >= args.claims)
        seconds = timed(store)
        print(f"{claims} claims compared: {seconds:.0f} s, {peak():.1f} GB at most")
        articles = tellings.articles
        tellings.load(store, lambda articles, claims: articles >= args.articles)
        timed(store)
        articles = tellings.articles
        tellings.load(store, lambda now, claims: now > articles)
        print(f"one article added to {articles}: {timed(store):.2f} s")


def timed(store: Path) -> float:
    """The seconds that comparing what is new takes."""
    start = time.monotonic()
    for _ in update(store):
        pass
    return time.monotonic() - start


def peak() -> float:
    """The most memory that this process has taken, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


class Tellings:
    """The stories told over and over; each article is made once."""

    def __init__(self, folder: Path) -> None:
        for half in ("train", "dev"):
            for story in read_stories(STORIES / half):
                list(build([story.folder], folder))
        with Store.read_only(folder) as store:
            self.texts = {str(iri): store.text(iri) for iri in store.articles()}
            self.quads = {iri: sorted(map(str, quads(store, iri))) for iri in self.texts}
        self.claims = {iri: sum("ns#Claim>" in quad for quad in found) for iri, found in self.quads.items()}
        self.articles = self.told = 0
        self.waiting = self.all()

    def load(self, folder: Path, enough: Callable[[int, int], bool]) -> int:
        """Put articles into the store until there are enough; how many claims there are."""
        with Store.open(folder) as store:
            loaded: list[ox.Quad] = []
            while not enough(self.articles, self.told):
                text, lines, claims = next(self.waiting)
                (store.folder / "texts" / f"{digest(text)}.txt").write_text(text, encoding="utf-8", newline="")
                loaded += ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS)
                self.articles, self.told = self.articles + 1, self.told + claims
                if len(loaded) > CHUNK:
                    store.graphs.bulk_extend(loaded)
                    loaded = []
            store.graphs.bulk_extend(loaded)
        return self.told

    def all(self) -> Iterator[tuple[str, list[str], int]]:
        """The articles of one telling after another: text, quads, and number of claims."""
        for telling in count():
            for iri in self.texts:
                yield self.retold(iri, telling)

    def retold(self, iri: str, telling: int) -> tuple[str, list[str], int]:
        """An article in other words."""
        text, other = self.texts[iri], other_words(telling)
        told = WORD.sub(lambda match: other(match[0]), text)
        renamed = iri.replace(iri.rsplit("/", 1)[-1], sha256(f"{iri} {telling}".encode()).hexdigest()[:16])

        def part(match: re.Match[str]) -> str:
            if match[0].startswith("<"):
                return match[0].replace(iri, renamed).replace("/id/actor/", f"/id/actor/{telling}-")
            return WORD.sub(lambda word: other(word[0]), match[0].replace(digest(text), digest(told)))

        return told, [f"{IRI_OR_WORDS.sub(part, quad)} ." for quad in self.quads[iri]], self.claims[iri]


@lru_cache(maxsize=1)
def other_words(telling: int) -> Callable[[str], str]:
    """What stands for each word in one telling; the first tells the stories as they are."""
    rng, letters = random.Random(telling), "".join(LETTERS)
    shuffled = "".join("".join(rng.sample(some, len(some))) for some in LETTERS)
    table = str.maketrans(letters + letters.upper(), shuffled + shuffled.upper())
    words = {word: other for some in kinds() for word, other in zip(some, rng.sample(some, len(some)), strict=True)}

    def other(word: str) -> str:
        if not telling or rarity(word.casefold()) < RARE:
            return word
        found = words.get(word.casefold())
        return word.translate(table) if found is None else found.title() if word[0].isupper() else found

    return other


@cache
def kinds() -> list[list[str]]:
    """The rare words that stand for one another: as rare, with the same ending, and as long, so that spans hold."""
    rare = [word for word in vocabulary() if WORD.fullmatch(word) and rarity(word) >= RARE]
    by_form: dict[tuple[str, int], list[str]] = {}
    for word in sorted(rare, key=vocabulary().__getitem__):
        ending = next((end for end in ENDINGS if word.endswith(end)), "")
        by_form.setdefault((ending, len(word)), []).append(word)
    return [some[at : at + ALIKE] for some in by_form.values() for at in range(0, len(some), ALIKE)]


def quads(store: Store, article: str) -> Iterator[ox.Quad]:
    """The quads of an article and of its run."""
    for name in (article, run_iri(article)):
        yield from store.graphs.quads_for_pattern(None, None, None, ox.NamedNode(name))


if __name__ == "__main__":
    main()
