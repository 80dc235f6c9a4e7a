"""The plain records that claims are read back as: article, actors, hops, figures, and events with what is in them."""

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True)
class Words:
    """A range of characters of the article and the words that stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class ArticleRecord:
    """What is known of an article's publication."""

    iri: str
    name: str
    headline: str
    publisher: str
    agency: str
    byline: str
    published: str
    address: str

    @property
    def outlet(self) -> str:
        """Who brings the article: its publisher, else its agency; its file where neither is known, and that it is so.

        >>> ArticleRecord("", "in/andean_dispatch.md", "", "", "", "", "", "").outlet
        'andean_dispatch.md (outlet unknown)'
        """
        return self.publisher or self.agency or f"{PurePath(self.name).name} (outlet unknown)"


@dataclass(frozen=True)
class GradeRecord:
    """What somebody judged of a source or a claim: the grade, what it means, by whom, on which day, and why ("")."""

    grade: str
    meaning: str
    by: str
    on: str
    why: str


@dataclass(frozen=True)
class BodyRecord:
    """An organisation or state that somebody belongs to."""

    iri: str
    label: str


@dataclass(frozen=True)
class ActorRecord:
    """Who says something: its label as the article has it, its kind, whether it is named, and its grades.

    `names` are other names, `roles` the words that tell what a person is said to be (of an unnamed source: its noun),
    and `affiliations` the bodies that it belongs to.
    """

    iri: str
    label: str
    kind: str
    named: bool
    description: str
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    affiliations: tuple[BodyRecord, ...] = ()
    grades: tuple[GradeRecord, ...] = ()


@dataclass(frozen=True)
class MentionRecord:
    """Words of the article that stand for an actor."""

    words: Words
    actor: ActorRecord


@dataclass(frozen=True)
class BriefingRecord:
    """What a source spoke after: the words that tell of it, and who gave it."""

    words: str
    actors: tuple[ActorRecord, ...]


@dataclass(frozen=True)
class QuantityRecord:
    """A number as reported: its bounds (None is open), its qualifier, what is counted and of whom, and its words.

    What the rest tells stands at `kg.model.Quantity`; a string is empty where nothing is told.
    """

    iri: str
    of: str
    low: str | None
    high: str | None
    qualifier: str
    approximate: bool
    words: str
    start: int
    kind: str
    unit: str
    of_whom: str
    relation: str
    out_of: str | None
    per: str


@dataclass(frozen=True)
class RoleRecord:
    """What takes part in an event: the role's name, the words, and the labels of whom they stand for."""

    name: str
    words: Words
    labels: tuple[str, ...]

    @property
    def label(self) -> str:
        """Whom the words stand for, or else the words, in one line."""
        return "; ".join(self.labels) or " ".join(self.words.text.split())


@dataclass(frozen=True)
class TimeRecord:
    """When: the words, the first and the last day ("" is open or not known), and the unit they are exact to."""

    words: Words
    first: str
    last: str
    precision: str


@dataclass(frozen=True)
class PlaceRecord:
    """Where: the name, its kind, coordinates in degrees and country, all "" where they are not known."""

    label: str
    kind: str
    latitude: str
    longitude: str
    country: str


@dataclass(frozen=True)
class EventRecord:
    """An event as it is told: its type, its roles, times and figures, and whether it is told as real."""

    iri: str
    type: str
    trigger: Words
    roles: tuple[RoleRecord, ...]
    times: tuple[TimeRecord, ...]
    places: tuple[PlaceRecord, ...]
    quantities: tuple[QuantityRecord, ...]
    polarity: str
    modality: str

    def named(self, role: str) -> str:
        """Those in a role, by label, with semicolons between."""
        return "; ".join(dict.fromkeys(one.label for one in self.roles if one.name == role))


@dataclass(frozen=True)
class HopRecord:
    """One step of a chain, with the words of source and cue."""

    iri: str
    actor: ActorRecord
    source: tuple[Words, ...]
    cue: tuple[Words, ...]
    voice: str
    stance: str
    confidence: float
    basis: BriefingRecord | None
    occasions: tuple[EventRecord, ...] = ()

    @property
    def cue_words(self) -> str:
        """The words that tell of the saying, in one line."""
        return " … ".join(words.text for words in self.cue)


@dataclass(frozen=True)
class ClaimRecord:
    """What is reported, where, and through whom; with its grades."""

    iri: str
    article: ArticleRecord
    text: str
    evidence: tuple[Words, ...]
    chains: tuple[tuple[HopRecord, ...], ...]
    stance: str
    voice: str
    modality: str
    quantities: tuple[QuantityRecord, ...]
    events: tuple[str, ...]
    told: tuple[EventRecord, ...] = ()
    grades: tuple[GradeRecord, ...] = ()
