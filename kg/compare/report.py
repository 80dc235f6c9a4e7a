"""What comparing found, read back from the store: groups of claims with the sources they rest on, and what differs.

What SPARQL finds in the graphs of the comparison is what stands here.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store
from rdflib import URIRef

from kg.actors.counted import as_counted, counted_in
from kg.compare import BETWEEN, COPIES, GROUPS
from kg.compare.loops import Loop
from kg.compare.origins import standing_of
from kg.compare.sentences import sentence
from kg.record_types import ClaimRecord
from kg.records import read_claim
from kg.vocabulary import KG, PROV, SCHEMA, SKOS

TELLING = 5  # words of a claim that tell what it is about
KINDS = {str(KG.figuresDiffer): "figures", str(KG.measuresDiffer): "measure", str(KG.denial): "denied"}


@dataclass(frozen=True)
class OriginRecord:
    """A source that a group rests on; `number`, from 1, tells with which independent origin it counts."""

    label: str
    named: bool
    number: int


@dataclass(frozen=True)
class DifferenceRecord:
    """Two claims that differ: figures that cannot both hold, measures that differ, or one that denies the other."""

    one: str
    other: str
    kind: str
    reason: str
    score: float


@dataclass(frozen=True)
class StandingRecord:
    """On whom a group rests (`kg.compare.origins.Standing` tells what each means), and the same in a sentence."""

    origins: tuple[OriginRecord, ...]
    independent: int
    unnamed: float
    rests_on: tuple[str, ...]
    fewest: tuple[str, ...]
    circular: tuple[str, ...]
    loops: tuple[Loop, ...]
    summary: str


@dataclass(frozen=True)
class GroupRecord:
    """Claims that say the same, in the order of their articles' days, and on whom they rest.

    `iri` is "" for a claim that stands alone. `score` is the average chance that two of the claims say the same, and
    `revises` are pairs of a claim of this group and the claim of another one whose figure it revises.
    """

    iri: str
    claims: tuple[ClaimRecord, ...]
    score: float
    standing: StandingRecord
    differ: tuple[DifferenceRecord, ...]
    revises: tuple[tuple[str, str], ...]

    @property
    def said(self) -> str:
        """The words that stand for it: of its first claim that has some, as "this" tells nothing, or of the longest."""
        said = [" ".join(claim.text.split()) for claim in self.claims]
        return next((text for text in said if len(text.split()) >= TELLING), max(said, key=len))

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that report it, each once."""
        return tuple(dict.fromkeys(claim.article.outlet for claim in self.claims))


@dataclass(frozen=True)
class Comparison:
    """All groups, the largest and most widely reported first, and which article is a copy of which."""

    groups: tuple[GroupRecord, ...]
    copies: Mapping[str, str]


def read_comparison(store: Store, claims: Collection[str] | None = None) -> Comparison:
    """What was found of all claims, or of some: the groups that have any of them.

    Claims that stand alone have a group only if they were asked for, or if they differ from another.
    """
    page = _Page(store)
    wanted = set(claims) if claims is not None else page.related
    groups = {page.of.get(claim, claim) for claim in wanted}
    found = [page.group(one) for one in sorted(groups)]
    found.sort(key=lambda group: (-len(group.outlets), -len(group.claims), group.claims[0].text, group.iri))
    return Comparison(tuple(found), page.copies)


class _Page:
    """The graphs of the comparison, read once."""

    def __init__(self, store: Store) -> None:
        self.store, self.counted = store, counted_in(store)
        self.groups = self._nodes(GROUPS)
        self.members = {iri: facts[PROV.hadMember] for iri, facts in self.groups.items() if PROV.hadMember in facts}
        self.of = {claim: iri for iri, claims in self.members.items() for claim in claims}
        between = self._nodes(BETWEEN)
        self.differences = [_difference(facts) for facts in between.values() if KG.between in facts]
        self.revised = [(iri, one) for iri, facts in between.items() for one in facts.get(PROV.wasRevisionOf, ())]
        copies = self._nodes(COPIES)
        derived = PROV.wasDerivedFrom
        self.copies = {iri: facts[derived][0] for iri, facts in copies.items() if derived in facts}
        self.by_claim: dict[str, list[DifferenceRecord]] = defaultdict(list)
        for difference in self.differences:
            self.by_claim[difference.one].append(difference)
            self.by_claim[difference.other].append(difference)

    @property
    def related(self) -> set[str]:
        """All claims that stand in a group, differ from another, or revise one."""
        return {*self.of, *self.by_claim, *(claim for pair in self.revised for claim in pair)}

    def group(self, iri: str) -> GroupRecord:
        """A group, or a claim that stands alone."""
        members = self.members.get(iri, [iri])
        claims = sorted((as_counted(read_claim(self.store, one), self.counted) for one in members), key=_in_time)
        facts = self.groups[iri] if iri in self.members else None
        differ = {difference for claim in members for difference in self.by_claim[claim]}
        return GroupRecord(
            iri if facts else "",
            tuple(claims),
            float(facts[KG.score][0]) if facts else 1.0,
            self._standing(facts) if facts else alone(claims, self.copies),
            tuple(sorted(differ, key=lambda d: (d.kind, -d.score, d.one, d.other))),
            tuple(sorted(pair for pair in self.revised if pair[0] in members)),
        )

    def _standing(self, facts: Mapping[URIRef, list[str]]) -> StandingRecord:
        parts = [self.groups[part] for part in facts.get(KG.origin, ())]
        carriers = self._in_order(facts.get(KG.restsOn, ()))
        circles = [self.groups[part][KG.outlet] for part in facts.get(KG.circular, ())]
        loops = [self._in_order(self.groups[part][KG.stop]) for part in facts.get(KG.loop, ())]
        origins = [
            OriginRecord(part[SKOS.prefLabel][0], part[KG.isNamed][0] == "true", int(part[KG.number][0]))
            for part in parts
        ]
        return StandingRecord(
            tuple(sorted(origins, key=lambda origin: (origin.number, origin.label))),
            int(facts[KG.independentOrigins][0]),
            float(facts[KG.unnamedShare][0]),
            tuple(carrier[SKOS.prefLabel][0] for carrier in carriers),
            tuple(facts.get(KG.fewest, ())),
            tuple(sorted(" and ".join(circle) for circle in circles)),
            tuple(sorted(tuple((s[KG.outlet][0], s[SCHEMA.datePublished][0]) for s in stops) for stops in loops)),
            facts[KG.summary][0],
        )

    def _in_order(self, parts: Sequence[str]) -> list[dict[URIRef, list[str]]]:
        """What is said of the parts of a group that have a position, by it."""
        return sorted((self.groups[part] for part in parts), key=lambda facts: int(facts[KG.position][0]))

    def _nodes(self, name: str) -> dict[str, dict[URIRef, list[str]]]:
        """What a graph says of each of its nodes, values sorted."""
        nodes: dict[str, dict[URIRef, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in self.store.quads_for_pattern(None, None, None, NamedNode(name)):
            subject, value = str(getattr(quad.subject, "value", "")), str(getattr(quad.object, "value", ""))
            nodes[subject][URIRef(quad.predicate.value)].append(value)
        return {iri: {term: sorted(values) for term, values in facts.items()} for iri, facts in nodes.items()}


def alone(claims: Sequence[ClaimRecord], copies: Mapping[str, str]) -> StandingRecord:
    """On whom claims rest whose group is not in the store, such as one that nobody else reports."""
    standing = standing_of(claims, copies)
    return StandingRecord(
        tuple(OriginRecord(origin.label, origin.named, origin.number) for origin in standing.origins),
        standing.independent,
        standing.unnamed,
        standing.rests_on,
        standing.fewest,
        tuple(" and ".join(circle) for circle in standing.circular),
        standing.loops,
        sentence(standing, {claim.article.outlet for claim in claims}),
    )


def _difference(facts: Mapping[URIRef, list[str]]) -> DifferenceRecord:
    one, other = facts[KG.between]
    return DifferenceRecord(one, other, KINDS[facts[KG.kind][0]], facts[KG.reason][0], float(facts[KG.score][0]))


def _in_time(claim: ClaimRecord) -> tuple[str, str, int]:
    article = claim.article
    return article.published or "9", article.name, min((words.start for words in claim.evidence), default=0)
