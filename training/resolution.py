"""Learns whom a pronoun means, from GUM and PolNeAR: `python -m training.resolution [--corpora DIR] [--out FILE]`.

The program links each document; wherever it has to choose among the entities met so far, GUM's coreference tells the
right one, which is then taken, so that what follows builds on right answers. Each choice with its features is an
example for a log-linear model over the candidates, a conditional logit (McFadden 1974), as used for ranking
antecedents by Denis and Baldridge (2008). PolNeAR has no coreference, but news; there the sex tells some.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import numpy as np

from kg.attribute import attribute
from kg.link import link
from kg.link.entities import Entity
from kg.link.features import Features
from kg.link.phrases import Phrase
from kg.link.ranking import Choice, sort_of
from kg.model import Article, Attribution, NameKind, Parse, Span, Zone
from kg.nest import nest
from kg.parse import parse
from kg.pipeline import Tools, load_tools
from training.coreference import ACTORS, Document, read_documents
from training.polnear import Document as PolnearDocument
from training.polnear import load

OUT = Path("kg/models/resolution/weights.json")
SEED = 1
MISTAKEN = 0.3  # share of names that are given a sort at random
KINDS: tuple[NameKind, ...] = ("person", "organization", "place")
PERSONS = frozenset({"person", "group"})
STEPS = 600
RATE = 0.1


@dataclass(frozen=True)
class Example:
    """A choice: the features of each alternative, and the number of the right one."""

    alternatives: list[Features]
    right: int


@dataclass
class Teacher:
    """Chooses by GUM's coreference, and keeps the choices as examples, by the sort of phrase."""

    document: Document
    examples: defaultdict[str, list[Example]] = field(default_factory=lambda: defaultdict(list))

    def __call__(self, phrase: Phrase, candidates: list[tuple[Entity, Features]]) -> Choice:
        """Choose the candidate that is the phrase's entity in GUM."""
        meant = self.document.entity_at(phrase.span)
        if meant is None or self.document.kind(meant) not in ACTORS:
            return Choice(None, 1.0)
        right = next((n for n, (entity, _) in enumerate(candidates) if self.entity(entity) == meant), None)
        if right is None:
            return Choice(None, 1.0)
        self.examples[sort_of(phrase)].append(Example([found for _, found in candidates], right))
        return Choice(candidates[right][0], 1.0)

    def entity(self, entity: Entity) -> str | None:
        """The entity of GUM that most mentions of ours are of."""
        found = Counter(self.document.entity_at(span) for span in entity.spans)
        return found.most_common(1)[0][0] if found else None


@dataclass
class Sexes:
    """Chooses by sex in texts without coreference: right for sure is "she" where one woman alone was met.

    What was used to choose is kept from the examples: they teach what else marks the one who is meant.
    """

    examples: list[Example] = field(default_factory=list)

    def __call__(self, phrase: Phrase, candidates: list[tuple[Entity, Features]]) -> Choice:
        """Choose the only candidate of the pronoun's sex, if there is one; others of unknown sex are left out."""
        certain = [(e, found) for e, found in candidates if e.female is not None or e.kind not in PERSONS]
        same = [n for n, (_, found) in enumerate(certain) if "same sex" in found]
        if sort_of(phrase) != "person" or len(same) != 1:
            return Choice(None, 1.0)
        if len(certain) > 1:
            self.examples.append(Example([sexless(found) for _, found in certain], same[0]))
        return Choice(certain[same[0]][0], 1.0)


def sexless(found: Features) -> Features:
    """Features without those that tell of the sex."""
    return {name: value for name, value in found.items() if name not in {"same sex", "other sex"}}


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--prior", type=float, default=0.5, help="inverse variance of the weights' Gaussian prior")
    parser.add_argument("--silver", type=int, default=200, help="articles of PolNeAR to take pronouns from")
    args = parser.parse_args()
    tools = load_tools()
    train = collect(args.corpora / "gum" / "train.conllu.gz", tools, MISTAKEN)
    dev = collect(args.corpora / "gum" / "dev.conllu.gz", tools, 0.0)
    silver = list(by_sex(args.corpora / "polnear" / "train.tar.gz", args.silver, tools))
    weights = learn(train | {"person": train["person"] + silver}, args.prior)
    for sort, learnt in weights.items():
        print(f"{sort:8} train {len(train[sort])} {accuracy(train[sort], learnt):.3f}", end=" ")
        print(f"dev {len(dev[sort])} {accuracy(dev[sort], learnt):.3f}")
    if silver:
        print(f"by sex   train {len(silver)} {accuracy(silver, weights['person']):.3f}")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def by_sex(path: Path, articles: int, tools: Tools) -> Iterator[Example]:
    """The examples of PolNeAR's first articles where the sex tells who is meant, with the gold attributions."""
    for document in load(path)[:articles]:
        zones = tuple(Zone("body", Span(gold.start, gold.start + len(gold.text))) for gold in document.paragraphs)
        article = Article(document.name, document.text, zones)
        teacher = Sexes()
        link(article, parse(article, tools.language), tuple(gold_attributions(document)), tools.known, teacher)
        yield from teacher.examples


def gold_attributions(document: PolnearDocument) -> Iterator[Attribution]:
    """The attributions of an article of PolNeAR that have a source, in text order."""
    found = [{role: tuple(Span(*s) for s in sorted(spans)) for role, spans in a.items()} for a in document.attributions]
    for one in sorted((a for a in found if a["source"]), key=lambda a: a["source"]):
        yield Attribution(one["source"], one["cue"], one["content"], 1.0)


def collect(path: Path, tools: Tools, share: float) -> dict[str, list[Example]]:
    """The examples of a split of GUM, by the sort of phrase, a share of the names given another sort."""
    examples: defaultdict[str, list[Example]] = defaultdict(list)
    chance = Random(SEED)
    for document in read_documents(path):
        parsed = parse(document.article, tools.language)
        for attributions in (told(document, parsed, tools), tuple(asked(document))):
            teacher = Teacher(document)
            link(document.article, mistaken(parsed, chance, share), attributions, tools.known, teacher)
            for sort, found in teacher.examples.items():
                examples[sort] += found
    return examples


def mistaken(parsed: Parse, chance: Random, share: float) -> Parse:
    """A parse with some names of another sort, as the pipeline, which learnt from GUM, errs on other texts."""
    names = (replace(name, kind=chance.choice(KINDS)) if chance.random() < share else name for name in parsed.names)
    return replace(parsed, names=tuple(names))


def told(document: Document, parsed: Parse, tools: Tools) -> tuple[Attribution, ...]:
    """The attributions that the program finds in a document."""
    return nest(attribute(document.article, tools.encoder), document.article.text, parsed)


def asked(document: Document) -> Iterator[Attribution]:
    """Each subject that stands for a person or an organisation, as if it were a source."""
    spans: set[Span] = set()
    for mention in document.mentions:
        if mention.subject and mention.kind in ACTORS and mention.span not in spans:
            spans.add(mention.span)
            yield Attribution((mention.span,), (mention.span,), (), 1.0)


def learn(examples: dict[str, list[Example]], prior: float) -> dict[str, dict[str, float]]:
    """The weights of features for each sort of phrase.

    Every feature has a weight for all sorts and another for each, which is added (Daumé 2007), as some are rare.
    """
    shared = [
        Example([{**found, **{f"{sort}: {n}": v for n, v in found.items()}} for found in e.alternatives], e.right)
        for sort, some in examples.items()
        for e in some
    ]
    weights = fit(shared, prior)
    plain = sorted({name for example in shared for found in example.alternatives for name in found if ": " not in name})
    return {
        sort: {name: round(weights[name] + weights.get(f"{sort}: {name}", 0.0), 3) for name in plain}
        for sort in sorted(examples)
    }


def fit(examples: list[Example], prior: float) -> dict[str, float]:
    """The weights that make the right choices likeliest, with a Gaussian prior, by Adam on all examples at once."""
    names = sorted({name for example in examples for found in example.alternatives for name in found})
    column = {name: n for n, name in enumerate(names)}
    owner = np.repeat(np.arange(len(examples)), [len(example.alternatives) for example in examples])
    values = np.zeros((len(owner), len(names)))
    rows = (found for example in examples for found in example.alternatives)
    for row, found in enumerate(rows):
        for name, value in found.items():
            values[row, column[name]] = value
    starts = np.searchsorted(owner, np.arange(len(examples)))
    right = values[starts + [example.right for example in examples]].sum(axis=0)
    weights, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        scores = values @ weights
        chances = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        chances /= np.add.reduceat(chances, starts)[owner]
        slope = right - chances @ values - prior * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8) * (1 - step / STEPS)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def accuracy(examples: list[Example], weights: dict[str, float]) -> float:
    """The share of right choices."""
    good = [choice(example, weights) == example.right for example in examples]
    return sum(good) / len(good)


def choice(example: Example, weights: dict[str, float]) -> int:
    """The number of the alternative with the highest score."""
    scores = [sum(weights.get(n, 0.0) * v for n, v in found.items()) for found in example.alternatives]
    return int(np.argmax(scores))


if __name__ == "__main__":
    main()
