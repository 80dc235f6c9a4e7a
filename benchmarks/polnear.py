"""PolNeAR's dev articles, with what is found in them beside what is gold, both as the scorer sees them."""

import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.model import Article
from kg.read import read_article

Roles = Mapping[str, frozenset[int]]
"""An attribution as the scorer's sets of words, by `source`, `cue` and `content`."""
Extractor = Callable[[Article], Iterable[Mapping[str, Any]]]
"""Finds attributions, and gives them as `kg attributions` prints them."""


@dataclass(frozen=True)
class Compared:
    """The attributions of one article; `confidences` go with those found, `doc` is the scorer's view of the text."""

    doc: Any
    gold: list[Roles]
    found: list[Roles]
    confidences: list[float]

    def at_least(self, confidence: float) -> "Compared":
        """The same without what was found less surely."""
        sure = [(one, c) for one, c in zip(self.found, self.confidences, strict=True) if c >= confidence]
        return replace(self, found=[one for one, _ in sure], confidences=[c for _, c in sure])

    def place(self, one: Roles) -> int:
        """The character where an attribution's cue begins; marks without a word the scorer counts down from -1."""
        return min(self.doc.words[word][0] if word >= 0 else -1 - word for word in one["cue"])


@dataclass(frozen=True)
class Dev:
    """The articles with their gold attributions, and the scorer."""

    scorer: ModuleType
    articles: list[Article]
    gold: list[list[dict[str, Any]]]

    def compare(self, find: Extractor) -> tuple[list[Compared], float]:
        """What an extractor finds beside what is gold; and the words that it reads in a second of processor time."""
        find(self.articles[0])  # loads its models
        start = time.process_time()
        found = [list(find(article)) for article in self.articles]
        seconds = time.process_time() - start
        compared = [self.sets(*one) for one in zip(self.articles, self.gold, found, strict=True)]
        return compared, sum(len(article.text.split()) for article in self.articles) / seconds

    def sets(self, article: Article, gold: list[dict[str, Any]], found: list[Mapping[str, Any]]) -> Compared:
        """Gold and found attributions as sets of words; the scorer drops those without a word of cue or content."""
        doc = self.scorer.Doc(article.text)
        kept = [(sets, one["confidence"]) for one in found for sets in self.scorer.to_sets(doc, [one])[0]]
        return Compared(doc, self.scorer.to_sets(doc, gold)[0], [sets for sets, _ in kept], [c for _, c in kept])

    def score(self, compared: Iterable[Compared]) -> dict[str, dict[str, float]]:
        """The scorer's figures, by its names."""
        scores: dict[str, dict[str, float]] = self.scorer.score_pairs(
            (one.doc, one.gold, one.found) for one in compared
        )
        return scores


def load_dev(shared: Path) -> Dev:
    """Read the articles and the scorer, as they stand under `shared`."""
    scorer = load_scorer(shared / "score_attribution.py")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(shared / "corpora" / "polnear" / "dev.tar.gz") as archive:
            archive.extractall(folder, filter="data")
        place = next(path.parent for path in Path(folder).rglob("text"))
        gold = scorer.load_gold(str(place))
        articles = [read_article(place / "text" / f"{name}.txt") for name in gold]
    return Dev(scorer, articles, [attributions for _, attributions in gold.values()])


def load_scorer(path: Path) -> ModuleType:
    """The scorer, as a module."""
    spec = spec_from_file_location("score_attribution", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path}: the scorer is missing")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
