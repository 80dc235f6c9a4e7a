"""What is compared of a claim: its words and those around it, whom it names, its events, figures and days.

A gist holds plain values only, so that it can be kept beside the store and read back without the graph.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from itertools import pairwise
from typing import Any

from kg.record_types import ActorRecord, ClaimRecord, MentionRecord, QuantityRecord, Words

NO = re.compile(r"\b(?:not|never|no|nobody|none|nothing|nowhere|neither|nor|without|false|untrue|\w+n['’]t)\b", re.I)

NUMBER = re.compile(
    r"(?P<least>(?:at least|more than|over|no fewer than)\s)?(?P<most>(?:no more than|up to|at most|fewer than)\s)?"
    r"(?<![\w.,:/-])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w:/-]|[.,]\d)",
    re.I,
)
YEARS = range(1900, 2100)
PARAGRAPH = re.compile(r"\n\s*\n")
BEFORE, AFTER = 20, 12  # words around a claim that are kept: they mostly tell who says it and of what


@dataclass(frozen=True)
class Figure:
    """A number to compare: what is counted, of whom, its unit, and its bounds (None is open)."""

    of: str
    of_whom: str
    kind: str
    unit: str
    per: str
    low: Decimal | None
    high: Decimal | None
    approximate: bool
    relation: str
    words: str


@dataclass(frozen=True)
class Gist:
    """What is compared of a claim.

    `text` are its words in one line, `before` and `after` the nearest of its paragraph around it; `names` the labels
    of the named actors and the places in it; `speakers` the labels of the actors in its chains, `origins` of the last
    ones and their bodies; `events` the types of its events and `fillers` who takes part in them; `first` and `last` the
    days that it tells of, `published` the article's (ISO 8601; "" where not known or open). `negative` tells that its
    words say no; a denial says no once more.
    """

    claim: str
    article: str
    text: str
    before: str
    after: str
    stance: str
    negative: bool
    names: frozenset[str]
    speakers: frozenset[str]
    origins: frozenset[str]
    events: frozenset[str]
    fillers: frozenset[str]
    figures: tuple[Figure, ...]
    first: str
    last: str
    published: str


def gist_of(claim: ClaimRecord, mentions: Iterable[MentionRecord], text: str) -> Gist:
    """What is compared of a claim; `mentions` and `text` are the article's."""
    inside = [m for m in mentions if any(w.start <= m.words.start and m.words.end <= w.end for w in claim.evidence)]
    days = [(time.first, time.last) for event in claim.told for time in event.times]
    places = {place.label for event in claim.told for place in event.places}
    return Gist(
        claim.iri,
        claim.article.iri,
        " ".join(claim.text.split()),
        *around(claim.evidence, text),
        claim.stance,
        bool(NO.search(claim.text)) or any(event.polarity == "negative" for event in claim.told),
        frozenset(mention.actor.label for mention in inside if mention.actor.named) | places,
        frozenset(hop.actor.label for chain in claim.chains for hop in chain),
        frozenset(label for chain in claim.chains if chain for label in standing_behind(chain[-1].actor)),
        frozenset(claim.events),
        frozenset(label for event in claim.told for role in event.roles for label in role.labels),
        (*map(figure, claim.quantities), *bare_figures(claim)),
        min((first for first, _ in days), default=""),
        max((last for _, last in days), default=""),
        claim.article.published[:10],
    )


def standing_behind(actor: ActorRecord) -> tuple[str, ...]:
    """The labels of a source and of the bodies that it belongs to: neither contradicts the other."""
    return (actor.label, *(body.label for body in actor.affiliations))


def around(evidence: Iterable[Words], text: str) -> tuple[str, str]:
    """The words of a paragraph before a claim, and those between its parts and after it."""
    parts = sorted((words.start, words.end) for words in evidence)
    start, end = parts[0][0], max(end for _, end in parts)
    before = PARAGRAPH.split(text[:start])[-1].split()
    between = " ".join(text[stop:begin] for (_, stop), (begin, _) in pairwise(parts)).split()
    after = PARAGRAPH.split(text[end:], maxsplit=1)[0].split()
    return " ".join(before[-BEFORE:]), " ".join([*between, *after][:AFTER])


def bare_figures(claim: ClaimRecord) -> Iterator[Figure]:
    """Numbers that stand alone in a claim ("no more than 180 came out"), of which nothing tells what they count."""
    taken = " ".join([*(q.words for q in claim.quantities), *(t.words.text for e in claim.told for t in e.times)])
    for match in NUMBER.finditer(claim.text):
        number = Decimal(match["number"].replace(",", ""))
        if match["number"] not in taken and not (match["number"].isdigit() and number in YEARS):
            low, high = (None, number) if match["most"] else (number, None if match["least"] else number)
            yield Figure("", "", "count", "", "", low, high, False, "", match[0].strip())


def figure(quantity: QuantityRecord) -> Figure:
    """What is compared of a figure."""
    return Figure(
        quantity.of,
        quantity.of_whom,
        quantity.kind,
        quantity.unit,
        quantity.per,
        None if quantity.low is None else Decimal(quantity.low),
        None if quantity.high is None else Decimal(quantity.high),
        quantity.approximate,
        quantity.relation,
        quantity.words,
    )


def written(gist: Gist) -> dict[str, Any]:
    """A gist as plain JSON: sets as sorted lists, bounds as strings."""
    plain = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in vars(gist).items()}
    return plain | {"figures": [_plain(asdict(one)) for one in gist.figures]}


def gist_from(plain: Mapping[str, Any]) -> Gist:
    """The gist that was written so."""
    kinds = {field.name: field.type for field in fields(Gist)}
    values: dict[str, Any] = {name: frozenset(value) if kinds[name] == SET else value for name, value in plain.items()}
    values["figures"] = tuple(_figure(one) for one in plain["figures"])
    return Gist(**values)


SET = frozenset[str]


def _plain(figure: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in figure.items()}


def _figure(plain: Mapping[str, Any]) -> Figure:
    bounds = {name: None if plain[name] is None else Decimal(plain[name]) for name in ("low", "high")}
    return Figure(**dict(plain) | bounds)
