"""How often a source's "he" or "the ministry" is traced to the right actor: `python -m benchmarks.resolution [SHARED]`.

Measured are the items of `tests/data/speakers.jsonl`: the odd ones (`dev`) were looked at, the even ones (`held`)
only measured. The phrase in brackets is the source of an attribution; the others are as the program finds them. Right
is an answer whose actor is mentioned where the item says; where it says nobody, an actor that is mentioned nowhere
else. In GUM dev (SHARED/corpora/gum) every pronoun and every definite description that is a subject is asked for,
if it stands for a person or an organisation that the document names.

The 170 items are invented. Each was read twice, the second time in another order and without the first answer; the
readings, which stand in the file, agree on 169. Both are of one hand: this shows that the items are clear, not more.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from kg.attribute import attribute
from kg.link import Linked, link
from kg.model import Article, Attribution, Span, Zone, overlap, within
from kg.nest import nest
from kg.parse import parse
from kg.pipeline import Tools, load_tools
from training.coreference import ACTORS, Document, Mention, read_documents

FIGURES = Path(__file__).parent / "figures" / "resolution.json"
ITEMS = Path(__file__).parent.parent / "tests" / "data" / "speakers.jsonl"
PRONOUN = re.compile(r"(he|she|they|it)$", re.IGNORECASE)
DEFINITE = re.compile(r"(the|this|that|these|those|his|her|its|their) [a-z]", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """A text with one source to resolve, and the words that name or describe who is meant (none: nobody in it)."""

    number: int
    kind: str
    text: str
    asked: Span
    who: tuple[str, ...]

    @property
    def half(self) -> str:
        """Odd items may be looked at, even ones not."""
        return "dev" if self.number % 2 else "held"

    @property
    def answers(self) -> list[Span]:
        """Where the words that are right stand, the source itself left out."""
        found = (Span(*m.span()) for who in self.who for m in re.finditer(rf"\b{re.escape(who)}\b", self.text))
        return [span for span in found if not overlap(span, self.asked)]


def main() -> None:
    """Print the figures; with --keep also write them to the file that the tests guard."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--wrong", action="store_true", help="also the odd items that are answered wrongly")
    parser.add_argument("--keep", action="store_true", help=f"write {FIGURES.name}")
    args = parser.parse_args()
    tools = load_tools()
    figures = measure(args.shared, tools)
    for name, value in figures.items():
        print(f"{name:20} {value:.3f}")
    if args.wrong:
        print(*(line for item in read_items() if item.half == "dev" for line in wrong(item, tools)), sep="\n")
    if args.keep:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measure(shared: Path, tools: Tools) -> dict[str, float]:
    """The shares of right answers, by half, by kind and in GUM dev."""
    told = [(item, right(item, resolved(item, tools))) for item in read_items()]
    figures = {"all": share(good for _, good in told)}
    for key in (lambda item: item.half, lambda item: f"{item.half} {item.kind}"):
        groups = groupby(sorted(told, key=lambda one: key(one[0])), key=lambda one: key(one[0]))
        figures |= {name: share(good for _, good in group) for name, group in groups}
    gum = [
        (d.article.name, good) for d in read_documents(shared / "corpora/gum/dev.conllu.gz") for good in asked(d, tools)
    ]
    figures["gum news"] = share(good for name, good in gum if "_news_" in name)
    figures["gum"] = share(good for _, good in gum)
    return figures


def share(good: Iterable[bool]) -> float:
    """The share that is true."""
    values = list(good)
    return round(sum(values) / len(values), 3)


def read_items() -> Iterator[Item]:
    """The items, with the brackets around the source taken out."""
    for line in ITEMS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        before, asked, after = re.split(r"[\[\]]", row["text"])
        span = Span(len(before), len(before) + len(asked))
        yield Item(row["number"], row["kind"], before + asked + after, span, tuple(row["who"]))


def resolved(item: Item, tools: Tools) -> tuple[Linked, tuple[str, ...]]:
    """What the linker makes of an item, and whom it takes the source for."""
    zones = tuple(Zone("body", Span(*m.span())) for m in re.finditer(r".+", item.text))
    article = Article(str(item.number), item.text, zones)
    parsed = parse(article, tools.language)
    found = list(nest(attribute(article, tools.encoder), item.text, parsed))
    number = next((n for n, one in enumerate(found) if any(overlap(s, item.asked) for s in one.source)), len(found))
    if number == len(found):
        found.append(Attribution((item.asked,), (item.asked,), (), 1.0))
    found[number] = replace(found[number], source=(item.asked,))
    linked = link(article, parsed, tuple(found), tools.known)
    return linked, linked.sources[number]


def right(item: Item, answer: tuple[Linked, tuple[str, ...]]) -> bool:
    """Whether an answer is one actor, and the one that the item tells of."""
    linked, keys = answer
    places = [m.span for m in linked.mentions if (m.actor,) == keys and not overlap(m.span, item.asked)]
    if not item.who:
        return not places
    return any(within(place, span) or place.start == span.start for place in places for span in item.answers)


def wrong(item: Item, tools: Tools) -> Iterator[str]:
    """A line on an item that is answered wrongly."""
    linked, keys = resolved(item, tools)
    if not right(item, (linked, keys)):
        labels = [actor.label for actor in linked.actors if actor.key in keys]
        yield f"{item.number} {item.kind}: {item.text[item.asked.start : item.asked.end]} -> {labels}, not {item.who}"


def asked(document: Document, tools: Tools) -> Iterator[bool]:
    """For each subject of a document of GUM that is a pronoun or a description, whether its actor is right."""
    questions = [mention for mention in document.mentions if to_ask(mention, document)]
    attributions = tuple(Attribution((m.span,), (m.span,), (), 1.0) for m in questions)
    linked = link(document.article, parse(document.article, tools.language), attributions, tools.known)
    for mention, keys in zip(questions, linked.sources, strict=True):
        places = [m.span for m in linked.mentions if (m.actor,) == keys]
        yield any(within(head, place) for head in document.names(mention.entity) for place in places)


def to_ask(mention: Mention, document: Document) -> bool:
    """Whether a mention is a pronoun or a definite description, a subject, and of an actor with a name."""
    words = document.article.text[mention.span.start : mention.span.end]
    return (
        mention.subject
        and mention.kind in ACTORS
        and not mention.named
        and bool(PRONOUN.match(words) or DEFINITE.match(words))
        and bool(document.names(mention.entity))
    )


if __name__ == "__main__":
    main()
