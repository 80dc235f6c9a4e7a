"""Bringing the comparison of a store up to date: new articles are compared with those that are on the same story.

What is found stands in graphs of its own in the store: groups of claims, what stands between them, and copies of
articles. Only what a new, changed or removed article touches is made anew; in whatever order articles came, the result
is the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.actors.corrections import FILE as CORRECTIONS
from kg.actors.counted import Counted, as_counted, counted_in
from kg.compare.between import between
from kg.compare.copies import Printed, original_of, print_of
from kg.compare.encoder import ClaimsEncoder, load_claims_encoder
from kg.compare.gists import read_gists
from kg.compare.grouping import groups_of
from kg.compare.index import Index, rounded
from kg.compare.judge import Side, relations_between
from kg.compare.likeness import Compared
from kg.compare.triples import BETWEEN, COPIES, GROUPS, between_triples, copy_triples, group_triples, made_triples
from kg.compare.words import telling
from kg.fingerprint import comparer
from kg.records import read_article, read_claim
from kg.store import Store

CHUNK = 100  # new articles whose findings are written together


class Done(NamedTuple):
    """How many articles were compared of how many that are new or changed."""

    compared: int
    of: int


def up_to_date(folder: Path) -> bool:
    """Whether every article of the store in a folder has been compared as it stands now."""
    with Store.read_only(folder) as store, Index.open(folder, made_by(folder)) as index:
        return index.fingerprints() == fingerprints(store)


def update(folder: Path) -> Iterator[Done]:
    """Compare what is new in the store in a folder; tells how far it is."""
    with Store.open(folder) as store, Index.open(folder, made_by(folder)) as index:
        before, now = index.fingerprints(), fingerprints(store)
        gone = sorted(iri for iri, digest in before.items() if now.get(iri) != digest)
        new = sorted(iri for iri, digest in now.items() if before.get(iri) != digest)
        if not before:
            for name, triples in ((GROUPS, made_triples()), (BETWEEN, ()), (COPIES, ())):
                store.put(name, tuple(triples))
        work = Work(store, index, load_claims_encoder(), counted_in(store.graphs))
        touched = {claim for iri in gone for claim in work.forget(iri)}
        for at in range(0, max(1, len(new)), CHUNK):
            for iri in new[at : at + CHUNK]:
                touched |= work.add(iri, now[iri])
            work.write(touched)
            touched = set()
            yield Done(min(at + CHUNK, len(new)), len(new))


def made_by(folder: Path) -> str:
    """The digest of what articles are compared with, people's corrections of actors too."""
    said = folder / CORRECTIONS
    return comparer(said.read_text(encoding="utf-8") if said.is_file() else "")


def fingerprints(store: Store) -> dict[str, str]:
    """What the articles' graphs were made from, by IRI."""
    return {str(iri): store.fingerprint(iri) or "" for iri in store.articles()}


@dataclass
class Work:
    """A store and its index while they are brought up to date."""

    store: Store
    index: Index
    encoder: ClaimsEncoder
    counted: Counted

    def forget(self, article: str) -> set[str]:
        """Take an article out; the claims that this touches."""
        repeated = self.index.repeated(article)
        touched = self.index.remove(article)
        self.store.change(COPIES, [article], ())
        for iri in repeated:
            self.place(iri)
        return touched

    def add(self, article: str, fingerprint: str) -> set[str]:
        """Compare an article with those on the same story; the claims that this touches."""
        text, told = self.store.text(article), read_article(self.store.graphs, article)
        printed = Printed(article, told.published[:10], told.outlet, told.agency, len(text), print_of(text))
        claims = [Compared(gist) for gist in read_gists(self.store.graphs, article)]
        own = Side(claims, rounded(self.encoder.vectors([claim.gist.text for claim in claims])))
        gists = [claim.gist for claim in claims]
        self.index.add(printed, fingerprint, telling(text), gists, own.vectors)
        found = [*relations_between(own, own, self.encoder)]
        for other in self.index.related(article):
            found += relations_between(own, self.side(other), self.encoder)
        self.index.relate(found)
        for iri in (article, *self.index.repeated(article)):
            self.place(iri)
        return {gist.claim for gist in gists}

    def side(self, article: str) -> Side:
        """The claims of an article that was compared before."""
        gists, vectors = self.index.claims(article)
        return Side([Compared(gist) for gist in gists], vectors)

    def place(self, article: str) -> None:
        """Say of an article whose copy it is."""
        alike = self.index.repeated(article)
        first = original_of(self.index.printed(article), map(self.index.printed, alike))
        share = alike[first.iri] if first else 0.0
        self.store.change(COPIES, [article], copy_triples(article, first.iri, share) if first else ())

    def write(self, touched: set[str]) -> None:
        """Write groups and what stands between them, for all claims that some lead to; then all that is new counts."""
        met, relations = self.index.connected(touched)
        there = {iri for iri in met if self.index.has(iri)}
        groups = groups_of(there, relations)
        found = tuple(between(groups, relations))
        claims = {iri: as_counted(read_claim(self.store.graphs, iri), self.counted) for iri in sorted(there)}
        scores = {(r.one, r.other): r.score for r in relations if r.kind == "same"}
        copies = self.copies({claim.article.iri for claim in claims.values()})
        self.store.change(GROUPS, met, group_triples(groups, claims, scores, copies))
        self.store.change(BETWEEN, met, between_triples(found, claims))
        self.index.commit()

    def copies(self, articles: set[str]) -> dict[str, str]:
        """For each copy among some articles, and for what those are copies of, the article that it is a copy of."""
        found: dict[str, str] = {}
        waiting = set(articles)
        while waiting:
            article = waiting.pop()
            first = self.store.derived_from(COPIES, article)
            if first and article not in found:
                found[article] = first
                waiting.add(first)
        return found
