"""The frozen types that the steps hand on; everything taken from a text keeps its character offsets.

Offsets count Unicode code points of the article's text as it was read, end-exclusive.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

ZoneKind = Literal["headline", "byline", "date", "body", "caption", "related", "promotion", "credit", "address"]
NameKind = Literal["person", "organization", "place", "other"]
ActorKind = Literal["person", "organization", "state", "group", "document", "unknown"]
Voice = Literal["direct", "indirect", "mixed", "narrator"]
Stance = Literal["asserted", "denied", "declined", "unacknowledged", "unmentioned", "denounced"]
Precision = Literal["day", "week", "month", "quarter", "season", "year", "decade", "century"]
PlaceKind = Literal["country", "region", "city", "water", "facility", "place"]
QuantityKind = Literal["count", "money", "measure", "share", "rate", "difference"]
Relation = Literal["increment", "former", "more", "less"]
Polarity = Literal["positive", "negative"]
RoleName = Literal["actor", "patient", "recipient", "place", "time", "instrument", "quantity", "theme"]


class Span(NamedTuple):
    """A range of characters, `start` included, `end` not."""

    start: int
    end: int


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Zone:
    """A paragraph of an article and what it is there for; claims are read from headline, body and caption only."""

    kind: ZoneKind
    span: Span


@dataclass(frozen=True)
class Article:
    """A news article as read: its text, what stands where in it, and what is known of its publication."""

    name: str
    text: str
    zones: tuple[Zone, ...]
    encoding: str = "utf-8"
    headline: str | None = None
    byline: str | None = None
    agency: str | None = None
    publisher: str | None = None
    dateline: str | None = None
    published: date | datetime | None = None
    address: str | None = None


@dataclass(frozen=True)
class Token:
    """A word or mark with its lemma, tags (Universal Dependencies) and the number of its head in `Parse.tokens`."""

    span: Span
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True)
class Name:
    """A name found in the text and what sort of thing it seems to name."""

    span: Span
    kind: NameKind


@dataclass(frozen=True)
class Sentence:
    """A sentence: its characters, and its tokens as a range of numbers into `Parse.tokens`."""

    span: Span
    first: int
    last: int


@dataclass(frozen=True)
class Parse:
    """What the language pipeline finds in an article's zones, in text order."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]

    def numbers(self, span: Span) -> range:
        """The numbers of the tokens that lie in a range of characters, in whole or in part."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def in_name(self, place: int) -> bool:
        """Whether a character stands in a name, but not as its first."""
        at = bisect_left(self._name_starts, place) - 1
        return at >= 0 and place < self.names[at].span.end

    def sentence_numbers(self, span: Span) -> range:
        """The numbers of the sentences that share a character with a range of them."""
        first = bisect_right(self.sentences, span.start, key=lambda s: s.span.end)
        return range(first, bisect_left(self.sentences, span.end, lo=first, key=lambda s: s.span.start))

    def sentence(self, place: int) -> Sentence | None:
        """The sentence that a character stands in."""
        at = bisect_right(self.sentences, place, key=lambda s: s.span.start) - 1
        return self.sentences[at] if at >= 0 and place < self.sentences[at].span.end else None

    @cached_property
    def _starts(self) -> list[int]:
        return [token.span.start for token in self.tokens]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.span.start for name in self.names]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.span.end for token in self.tokens]


@dataclass(frozen=True)
class Attribution:
    """One hop as it stands in the text; `parent` is the number of the attribution whose content encloses it."""

    source: Spans
    cue: Spans
    content: Spans
    probability: float
    parent: int | None = None


@dataclass(frozen=True)
class Actor:
    """Somebody or something that speaks or acts; `key` is stable and becomes its IRI.

    A named actor's key is made from its name (or is the known actor's), an unnamed one's from its place in the article,
    so that two unnamed sources are never one. `known` tells that it stands in the table of known actors, and `roles`
    are the words that tell what a named person is said to be ("Defence Minister"). `affiliations` are keys of the
    bodies that an unnamed source belongs to, or a person who speaks. The rest is said of unnamed sources alone: `role`
    is the noun, `count` how many people it is, and `anonymity` the words that tell why there is no name.
    """

    key: str
    label: str
    kind: ActorKind
    named: bool
    known: bool = False
    aliases: tuple[str, ...] = ()
    description: str | None = None
    role: str | None = None
    count: int | None = None
    affiliations: tuple[str, ...] = ()
    anonymity: Span | None = None
    roles: Spans = ()


@dataclass(frozen=True)
class Mention:
    """A place in the text that stands for an actor."""

    span: Span
    actor: str


@dataclass(frozen=True)
class Role:
    """What takes part in an event: the words, and the keys of the actors or places that they stand for."""

    name: RoleName
    span: Span
    fillers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Event:
    """An event spoken of: its type (a notation of the event scheme), the word that tells, and who and what is in it.

    Negative is what is said not to have happened. `modality` is a word such as "possible" or "planned" for what is not
    told as real, and None otherwise. Both come with the words that tell.
    """

    type: str
    trigger: Span
    roles: tuple[Role, ...] = ()
    polarity: Polarity = "positive"
    polarity_words: Span | None = None
    modality: str | None = None
    modality_words: Span | None = None


@dataclass(frozen=True)
class Basis:
    """What somebody's words rest on: the words that tell of a briefing, and the keys of the actors who gave it."""

    words: Span
    actors: tuple[str, ...]


@dataclass(frozen=True)
class Hop:
    """One step of a chain: the actor who says so, with the words of source and cue (both may be without words).

    `events` are those that the words around the cue tell of: the saying itself, where they say more of it than that it
    was said ("said on Tuesday", "accused the rebels of"), and what the briefing of its basis is.
    """

    actor: str
    source: Spans
    cue: Spans
    voice: Voice
    stance: Stance
    probability: float
    basis: Basis | None = None
    events: tuple[Event, ...] = ()


Chain = tuple[Hop, ...]


@dataclass(frozen=True)
class Quantity:
    """A number as reported; a bound that is None is open. `span` covers qualifier and number, `of` what is counted.

    `of_whom` are the words for those that are counted ("North Korean soldiers" where `of` is "killed"), or for what a
    share, a measure or a sum is of; `actor` is the key of the actor whom they stand for. `unit` is the code of a
    currency (ISO 4217) or another unit (UCUM), with its scheme before it. `relation` tells how the number stands
    to another one: on top of it, given before it, or how much more or less. Of a share or rate the bounds are the
    parts `out_of` a number ("two-thirds": 2 out of 3); `per` is what the number is for each of ("a day").
    """

    span: Span
    low: Decimal | None
    high: Decimal | None
    of: str
    qualifier: str | None = None
    approximate: bool = False
    kind: QuantityKind = "count"
    unit: str | None = None
    of_whom: Span | None = None
    actor: str | None = None
    relation: Relation | None = None
    out_of: Decimal | None = None
    per: str | None = None


@dataclass(frozen=True)
class Time:
    """When, as far as the words tell: the first and the last day that they may mean, both included.

    A bound that is None is open ("since December" has no last day). `precision` is the unit that the words are
    exact to.
    """

    span: Span
    first: date | None
    last: date | None
    precision: Precision


@dataclass(frozen=True)
class Place:
    """A place named in the text; `key` is stable and becomes its IRI.

    Coordinates are degrees (WGS 84), and `within` the keys of the places that contain it, both as far as a gazetteer
    knows exactly one place of that name and kind.
    """

    key: str
    label: str
    kind: PlaceKind
    latitude: float | None = None
    longitude: float | None = None
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceMention:
    """Words that name a place, and its key."""

    span: Span
    place: str


@dataclass(frozen=True)
class Claim:
    """What is reported: its words, and the chains it came through (none for the article's own voice)."""

    evidence: Spans
    chains: tuple[Chain, ...]
    stance: Stance
    voice: Voice
    quantities: tuple[Quantity, ...] = ()
    events: tuple[Event, ...] = ()
    modality: str | None = None
    modality_words: Span | None = None


@dataclass(frozen=True)
class Reading:
    """All that an article says, ready for the graph."""

    article: Article
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    places: tuple[Place, ...] = ()
    place_mentions: tuple[PlaceMention, ...] = ()
    times: tuple[Time, ...] = ()


def within(inner: Span, outer: Span) -> bool:
    """Whether `inner` lies in `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def covering(spans: Iterable[Span]) -> Callable[[Span], bool]:
    """A test of whether a range lies in any of many, which does not look at each of them."""
    ordered = sorted(spans)
    starts, furthest = [span.start for span in ordered], [*accumulate((span.end for span in ordered), max)]

    def covered(span: Span) -> bool:
        at = bisect_right(starts, span.start)
        return at > 0 and span.end <= furthest[at - 1]

    return covered


def overlap(one: Span, other: Span) -> bool:
    """Whether the two ranges share a character."""
    return one.start < other.end and other.start < one.end


def touches(spans: Spans, others: Spans) -> bool:
    """Whether any two of the ranges share a character."""
    return any(overlap(one, other) for one in spans for other in others)


def hull(spans: Spans) -> Span:
    """The smallest range that covers all of `spans` (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def event_key(event: Event) -> str:
    """The event's key in its article, by its type and the place of its trigger.

    >>> event_key(Event("arms transfer", Span(10, 14)))
    '#event-arms-transfer-10-14'
    """
    return f"#event-{event.type.replace(' ', '-')}-{event.trigger.start}-{event.trigger.end}"
