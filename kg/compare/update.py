"""Bringing the comparison of a store up to date: new articles are compared with those that are on the same story.

What is found stands in graphs of its own in the store: groups of claims, what stands between them, and copies of
articles. Only what a new, changed or removed article touches is made anew; in whatever order articles came, the result
is the same.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode
from rdflib import URIRef

from kg.actors.corrections import FILE as CORRECTIONS
from kg.actors.counted import Counted, as_counted, counted_in
from kg.compare import BETWEEN, COMPARISON, COPIES, GROUPS
from kg.compare.between import ENOUGH, Between, between
from kg.compare.copies import Printed, original_of, print_of
from kg.compare.encoder import ClaimsEncoder, Vectors, load_claims_encoder
from kg.compare.gists import gist_of
from kg.compare.grouping import SURE, Group, groups_of
from kg.compare.index import Index, Relation, rounded
from kg.compare.judge import relations_between
from kg.compare.likeness import Compared
from kg.compare.triples import RUN, between_triples, copy_triples, group_triples, made_triples, node
from kg.compare.weighing import Side
from kg.compare.words import telling
from kg.errors import NonconformingError
from kg.fingerprint import comparer
from kg.record_types import ClaimRecord
from kg.records import read_article, read_claim, read_claims, read_mentions
from kg.store import Store
from kg.validate import load_shapes, validate
from kg.vocabulary import KG, Triple

CHUNK = 100  # new articles at least whose findings are written together, if there are as many
LARGEST = 1000  # and at most
PART = 4  # of the articles compared so far, one in so many: each writing leads through groups of all of them
AHEAD = 50  # pairs of articles whose relations may wait for the encoder, so that it never does


class Done(NamedTuple):
    """How many articles were compared of how many that are new or changed."""

    compared: int
    of: int


def up_to_date(folder: Path) -> bool:
    """Whether every article of the store in a folder has been compared as it stands now."""
    with Store.read_only(folder) as store:
        index = Index.existing(folder, made_by(folder))
        if index is None:
            return False
        with index:
            known = index.fingerprints() == store.fingerprints() and not index.unfinished()
        return known and has_graphs(store, index.made_by)


def update(folder: Path) -> Iterator[Done]:
    """Compare what is new in the store in a folder; tells how far it is."""
    with Store.open(folder) as store, Index.open(folder, made_by(folder)) as index:
        now = store.fingerprints()
        broken_off = index.unfinished()
        if not has_graphs(store, index.made_by) or any(now.get(iri, "") != broken_off[iri] for iri in broken_off):
            index.clear()  # what was broken off left claims in the graphs that no article has any more
        before = index.fingerprints()
        gone = sorted(iri for iri, digest in before.items() if now.get(iri) != digest)
        new = sorted(iri for iri, digest in now.items() if before.get(iri) != digest)
        if not before:
            for graph in COMPARISON:
                store.put(graph, tuple(made_triples(graph, index.made_by)))
        work = Work(store, index, load_claims_encoder(), counted_in(store.graphs))
        ends = list(chunk_ends(len(new), len(before)))
        following = [work.found_in(iri) for iri in new[: ends[0]]]
        for at, done, after in zip((0, *ends), ends, (*ends[1:], len(new)), strict=False):
            chunk = following
            index.begin({iri: now.get(iri, "") for iri in (*gone, *new[at:done])})
            touched = {claim for iri in gone for claim in work.forget(iri)}
            touched |= {claim for article in chunk for claim in work.add(article, now[article.printed.iri])}
            # The encoder is busy with what these left in doubt; it makes the vectors of those that follow meanwhile.
            following = [work.found_in(iri) for iri in new[done:after]]
            work.write(touched)
            gone = []
            yield Done(done, len(new))


def chunk_ends(new: int, known: int) -> Iterator[int]:
    """Where the chunks of some new articles end that are written together, ever larger ones beside those known.

    >>> list(chunk_ends(250, 0)), list(chunk_ends(5000, 2000)), list(chunk_ends(0, 7))
    ([100, 200, 250], [500, 1125, 1906, 2882, 3882, 4882, 5000], [0])
    """
    end = 0
    while end < new:
        end = min(new, end + max(CHUNK, min((known + end) // PART, LARGEST)))
        yield end
    if not new:
        yield 0


def made_by(folder: Path) -> str:
    """The digest of what articles are compared with, people's corrections of actors too."""
    said = folder / CORRECTIONS
    return comparer(said.read_text(encoding="utf-8") if said.is_file() else "")


def has_graphs(store: Store, made_by: str) -> bool:
    """Whether the graphs of the comparison are there, made with all that is of this digest."""
    fact = NamedNode(RUN), NamedNode(KG.fingerprint), Literal(made_by)
    return all(any(store.graphs.quads_for_pattern(*fact, NamedNode(graph))) for graph in COMPARISON)


@dataclass(frozen=True)
class Found:
    """What comparing needs of an article that is new: its print and words, its claims, and the vectors to come."""

    printed: Printed
    words: Mapping[str, float]
    records: Sequence[ClaimRecord]
    claims: Sequence[Compared]
    vectors: Future[Vectors]


@dataclass
class Work:
    """A store and its index while they are brought up to date.

    `copied` tells of articles whose place was sought since the last writing what each is a copy of, if anything, and
    the share of the text; `read` are the claims of articles that were added since then; `waiting` the relations of the
    last of them, of which the encoder may still read some.
    """

    store: Store
    index: Index
    encoder: ClaimsEncoder
    counted: Counted
    copied: dict[str, tuple[str, float] | None] = field(default_factory=dict)
    read: dict[str, ClaimRecord] = field(default_factory=dict)
    waiting: deque[Iterator[Relation]] = field(default_factory=deque)

    def forget(self, article: str) -> set[str]:
        """Take an article out; the claims that this touches."""
        repeated = self.index.repeated(article)
        touched = self.index.remove(article)
        self.copied[article] = None
        return touched.union(*map(self.place, repeated))

    def found_in(self, article: str) -> Found:
        """What the store has of an article; the encoder begins at once with the vectors of its claims."""
        text, told = self.store.text(article), read_article(self.store.graphs, article)
        printed = Printed(article, told.published[:10], told.outlet, told.agency, len(text), print_of(text))
        records = [as_counted(claim, self.counted) for claim in read_claims(self.store.graphs, [article])]
        mentions = read_mentions(self.store.graphs, article)
        claims = [Compared(gist_of(claim, mentions, text)) for claim in records]
        vectors = self.encoder.pool.submit(self.encoder.vectors, [claim.gist.text for claim in claims])
        return Found(printed, telling(text), records, claims, vectors)

    def add(self, found: Found, fingerprint: str) -> set[str]:
        """Compare an article with those on the same story; the claims that this touches."""
        article, gists = found.printed.iri, [claim.gist for claim in found.claims]
        self.read |= {claim.iri: claim for claim in found.records}
        own = Side(found.claims, rounded(found.vectors.result()))
        self.index.add(found.printed, fingerprint, found.words, gists, own.vectors)
        self.waiting.append(relations_between(own, own, self.encoder))
        for other, alike in self.index.related(article).items():
            self.waiting.append(relations_between(own, self.side(other), self.encoder, alike))
        self.settle(AHEAD)
        return {gist.claim for gist in gists}.union(*map(self.place, (article, *self.index.repeated(article))))

    def settle(self, but: int = 0) -> None:
        """Put the relations that wait into the index, all but the last ones, once the encoder has read what it must."""
        while len(self.waiting) > but:
            self.index.relate(self.waiting.popleft())

    def side(self, article: str) -> Side:
        """The claims of an article that was compared before."""
        gists, vectors = self.index.claims(article)
        return Side([Compared(gist) for gist in gists], vectors)

    def place(self, article: str) -> set[str]:
        """Find out whose copy an article is; the claims that it touches where this is another than before."""
        alike = self.index.repeated(article)
        first = original_of(self.index.printed(article), map(self.index.printed, alike))
        before = self.original(article)
        self.copied[article] = (first.iri, alike[first.iri]) if first else None
        if self.original(article) == before:
            return set()
        return self.index.claims_of(article).union(*map(self.index.claims_of, self.repeating(article)))

    def original(self, article: str) -> str | None:
        """What an article is a copy of."""
        if article in self.copied:
            found = self.copied[article]
            return found[0] if found else None
        return self.store.derived_from(COPIES, article)

    def repeating(self, article: str) -> set[str]:
        """The copies of an article, and the copies of those."""
        found, waiting = set[str](), [article]
        while waiting:
            one = waiting.pop()
            known = {*self.store.leading_to(COPIES, [one]), *self.copied}
            new = {iri for iri in known if self.original(iri) == one} - found
            found |= new
            waiting += new
        return found

    def write(self, touched: set[str]) -> None:
        """Write copies, and groups with what stands between them for all claims that some lead to; then all counts.

        Raises:
            NonconformingError: what is to be written breaks the shapes; nothing of it is.
        """
        self.settle()
        # Groups that are joined have a pair at least as sure as their average, so fainter ones lead nowhere.
        met = self.index.connected(touched, SURE)
        new = [group for group in self.groups(met) if not touched.isdisjoint(group) or self.is_new(group)]
        moved = self.series_with(new)
        found = list(self.between(moved))
        needed = {claim for one in found for claim in (*one.one, *one.other)}.union(*new)
        claims = {iri: self.claim(iri) for iri in sorted(needed)}
        scores = {(r.one, r.other): r.score for r in self.relations(chain(*new)) if r.kind == "same"}
        originals = self.originals({claim.article.iri for claim in claims.values()})
        copies = [copy_triples(iri, *first) for iri, first in sorted(self.copied.items()) if first]
        gone = {claim for claim in touched if not self.index.has(claim)}
        # In this order: where it breaks off, copies and then groups as they were tell once more what is new.
        written = {
            BETWEEN: (gone.union(*moved), self.conforming(BETWEEN, between_triples(found, claims))),
            GROUPS: (gone.union(*new), self.conforming(GROUPS, group_triples(new, claims, scores, originals))),
            COPIES: (self.copied.keys(), self.conforming(COPIES, chain.from_iterable(copies))),
        }
        for name, (about, triples) in written.items():
            nodes = {*about, *(self.store.leading_to(name, about) if name != COPIES else ())}
            self.store.change(name, nodes, triples)
        self.copied.clear()
        self.read.clear()
        self.index.commit()

    def groups(self, claims: Collection[str]) -> list[Group]:
        """The groups of some claims that nothing sure enough leads out of."""
        there = {claim for claim in claims if self.index.has(claim)}
        return groups_of(there, within(there, self.relations(there)))

    def is_new(self, group: Group) -> bool:
        """Whether a group is not in the store as it is now; its IRI tells all its claims."""
        now = {str(node("group", group))} if len(group) > 1 else set()
        return self.store.leading_to(GROUPS, group[:1]) != now

    def series_with(self, groups: Collection[Group]) -> set[Group]:
        """Some groups, and all whose figures may differ from these, one after another: series are told as a whole."""
        found, last = set(groups), groups
        while last:
            ends = self.apart(chain(*last), ["figures"])
            near = self.groups(self.index.connected(ends, SURE))
            last = [group for group in near if group not in found and not ends.isdisjoint(group)]
            found.update(last)
        return found

    def between(self, groups: Collection[Group]) -> Iterator[Between]:
        """What stands between some groups and all others."""
        claims = set(chain(*groups))
        there = self.index.connected(claims | self.apart(claims, ENOUGH), SURE)
        yield from between(self.groups(there), within(there, self.relations(claims)))

    def apart(self, claims: Iterable[str], kinds: Collection[str]) -> set[str]:
        """The claims that differ from some in one of some kinds, as surely as groups must."""
        differ = (r for r in self.relations(claims) if r.kind in kinds and r.score >= ENOUGH[r.kind])
        return {end for relation in differ for end in (relation.one, relation.other)}

    def claim(self, iri: str) -> ClaimRecord:
        """A claim with its chains."""
        return self.read.get(iri) or as_counted(read_claim(self.store.graphs, iri), self.counted)

    def relations(self, claims: Iterable[str]) -> set[Relation]:
        """How some claims stand to each other and to others."""
        return {relation for claim in claims for relation in self.index.relations(claim)}

    def conforming(self, name: URIRef, triples: Iterable[Triple]) -> tuple[Triple, ...]:
        """What is to be written into a graph of the comparison, each triple once, if it keeps to the shapes."""
        new = tuple(dict.fromkeys(triples))
        report = validate([*made_triples(name, self.index.made_by), *new], load_shapes())
        if not report.conforms:
            raise NonconformingError(f"{self.store.folder}: {name} was left as it is. {report.text}")
        return new

    def originals(self, articles: set[str]) -> dict[str, str]:
        """For each copy among some articles, and for what those are copies of, the article that it is a copy of."""
        found: dict[str, str] = {}
        waiting = set(articles)
        while waiting:
            article = waiting.pop()
            first = self.original(article)
            if first and article not in found:
                found[article] = first
                waiting.add(first)
        return found


def within(claims: Collection[str], relations: Iterable[Relation]) -> list[Relation]:
    """The relations of which both ends are among some claims."""
    return [relation for relation in relations if relation.one in claims and relation.other in claims]
