"""The actors of a store: who they are, what they are called and where that comes from, and which may be one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from kg.actors.imports import Imports
from kg.actors.similar import CANDIDATE, initials, score
from kg.actors.spelling import romanised, spellings
from kg.errors import ActorsError
from kg.known import Known, normal
from kg.model import ActorKind
from kg.query import rows
from kg.store import Store
from kg.vocabulary import ID, KG, PREFIXES, full_iri

KINDS: Mapping[str, ActorKind] = {
    str(KG.Person): "person",
    str(KG.Organization): "organization",
    str(KG.State): "state",
    str(KG.Group): "group",
    str(KG.Document): "document",
    str(KG.Actor): "unknown",
}
MET = """
    SELECT DISTINCT ?actor ?kind ?name ?label ?article ?file ?unnamed {
      VALUES ?kind { kg:Person kg:Organization kg:State kg:Group kg:Document kg:Actor }
      GRAPH ?article {
        ?actor skos:prefLabel|skos:altLabel ?name ; a ?kind ; skos:prefLabel ?label .
        ?article schema:name ?file .
        BIND(EXISTS { ?actor a kg:UnnamedSource } AS ?unnamed)
      }
    } ORDER BY ?actor ?file ?name"""
CLAIMS = """
    SELECT ?actor (COUNT(DISTINCT ?claim) AS ?claims) {
      ?claim a kg:Claim ; prov:wasAttributedTo|schema:mentions ?actor
    } GROUP BY ?actor"""
TEXT = "text of "
LIKE = 0.8  # Jaro-Winkler similarity of whole names below which two are not looked at, unless spelt alike
ROWS = 512  # names compared with all others at once; bounds memory
BLOCKED = frozenset({"person", "organization", "group", "unknown"})


@dataclass(frozen=True)
class Alias:
    """A name of an actor and where it comes from: the known actors, an import, or the text of an article (its file)."""

    name: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """An actor of a store; `claims` came through it or mention it, and it is met in `articles`."""

    iri: str
    label: str
    kind: ActorKind
    claims: int
    articles: int
    aliases: tuple[Alias, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Its label and all it is called in texts."""
        texts = (alias.name for alias in self.aliases if any(source.startswith(TEXT) for source in alias.sources))
        return (self.label, *texts)


Names = Mapping[str, Sequence[Listed]]


@dataclass(frozen=True)
class Candidate:
    """Two actors that may be one, by their names, and how sure that is."""

    score: float
    one: Listed
    other: Listed


def list_actors(store: Store, known: Known, imports: Imports | None = None, unnamed: bool = False) -> list[Listed]:
    """The named actors of a store, or all with the `unnamed` ones, those of most claims first."""
    texts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    labels: dict[str, list[str]] = defaultdict(list)
    articles: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, ActorKind] = {}
    for row in rows(store.graphs, MET):
        if row["unnamed"] == "true" and not unnamed:
            continue
        iri = str(row["actor"])
        texts[iri][str(row["name"])].append(str(row["file"]))
        labels[iri].append(str(row["label"]))
        articles[iri].add(str(row["article"]))
        kinds[iri] = KINDS[str(row["kind"])]
    claims = {str(row["actor"]): int(row["claims"] or 0) for row in rows(store.graphs, CLAIMS)}
    found = []
    for iri, names in texts.items():
        label = max(sorted(set(labels[iri])), key=labels[iri].count)
        aliases = tuple(_aliases(iri, label, names, known, imports))
        found.append(Listed(iri, label, kinds[iri], claims.get(iri, 0), len(articles[iri]), aliases))
    return sorted(found, key=lambda actor: (-actor.claims, actor.label, actor.iri))


def _aliases(
    iri: str, label: str, texts: Mapping[str, list[str]], known: Known, imports: Imports | None
) -> Iterator[Alias]:
    """The names of an actor but for its label, with their sources; those of texts first."""
    key = iri.removeprefix(str(ID))
    table = known.actors[key].names if key in known.actors else ()
    imported = imports.names(key) if imports else ()
    for name in dict.fromkeys((*sorted(texts), *table, *imported)):
        sources = [f"{TEXT}{file}" for file in sorted(set(texts.get(name, ())))]
        sources += ["known actors"] * (name in table) + ["import"] * (name in imported)
        if name != label:
            yield Alias(name, tuple(sources))


def having(actors: Sequence[Listed], words: Sequence[str]) -> list[Listed]:
    """The actors of which a name, or the IRI, has all the words."""
    wanted = [word.casefold() for word in words]
    return [
        actor
        for actor in actors
        if any(
            all(word in text for word in wanted)
            for text in (actor.iri, *(name.casefold() for name in (actor.label, *(a.name for a in actor.aliases))))
        )
    ]


def named(actors: Iterable[Listed]) -> Names:
    """The actors by their IRIs and, in normal form, by their names."""
    names: dict[str, list[Listed]] = defaultdict(list)
    for actor in actors:
        for form in {actor.iri, *map(normal, (actor.label, *_all(actor)))}:
            names[form].append(actor)
    return names


def matching(names: Names, name: str) -> list[Listed]:
    """The actor with an IRI, also with a prefix or as the key of a known actor; or else all that are called so.

    What could be the end of an IRI or a name counts as both.
    """
    for iri in (full_iri(name.strip("<>")), f"{ID}{name}"):
        if iri in names:
            return list(names[iri])
    return list(dict.fromkeys((*names.get(normal(name), ()), *names.get(f"{ID}actor/{name}", ()))))


def find_actor(actors: Sequence[Listed], name: str) -> Listed:
    """The one actor of that name or IRI.

    Raises:
        ActorsError: there is none, or there are several; the message tells who may be meant.
    """
    found = matching(named(actors), name)
    if len(found) == 1:
        return found[0]
    if found:
        raise ActorsError(f"{name!r} is several actors; write which by its IRI:\n{_lines(found)}")
    closest = [(max((score(name, n, a.kind), JaroWinkler.similarity(name, n)) for n in a.names), a) for a in actors]
    closest.sort(key=lambda one: one[0], reverse=True)
    near = [actor for (likeness, _), actor in closest if likeness >= CANDIDATE] or having(actors, name.split())
    hint = f"perhaps you mean:\n{_lines(near[:10])}" if near else "see `kg actors list`"
    raise ActorsError(f"{name!r} is no actor of this store; {hint}")


def candidates(actors: Sequence[Listed], decided: frozenset[frozenset[str]]) -> list[Candidate]:
    """Pairs of actors whose names may be one's, the surest first, without those that somebody decided on.

    States are left out: their names are known.
    """
    asked = [actor for actor in actors if actor.kind in BLOCKED]
    found = []
    for one, other in sorted(_near(asked)):
        a, b = asked[one], asked[other]
        kind = b.kind if a.kind == "unknown" else a.kind
        if {a.kind, b.kind} <= {kind, "unknown"} and frozenset((a.iri, b.iri)) not in decided:
            best = max(score(x, y, kind) for x, y in product(a.names, b.names))
            if best >= CANDIDATE:
                found.append(Candidate(best, a, b))
    return sorted(found, key=lambda pair: (-pair.score, pair.one.label, pair.other.label, pair.one.iri, pair.other.iri))


def short(iri: str) -> str:
    """An IRI with its prefix, as `actor:north-korea`, where it has one."""
    return iri.replace(PREFIXES["actor"], "actor:", 1).replace(PREFIXES["article"], "article:", 1)


def _near(actors: Sequence[Listed]) -> set[tuple[int, int]]:
    """The numbers of actors worth comparing: with names alike as a whole, spelt alike, or initials of each other."""
    named = [(name, number) for number, actor in enumerate(actors) for name in actor.names]
    pairs: set[tuple[int, int]] = set()
    blocks: dict[str, set[int]] = defaultdict(set)
    for name, number in named:
        for form in (*spellings(name, actors[number].kind), initials(name), name):
            blocks[form].add(number)
    for numbers in blocks.values():
        pairs.update(combinations(sorted(numbers), 2))
    plain = [" ".join(sorted(romanised(name))) for name, _ in named]
    for first in range(0, len(plain), ROWS):
        alike = cdist(
            plain[first : first + ROWS], plain, scorer=JaroWinkler.similarity, score_cutoff=LIKE, dtype=np.float32
        )
        for row, column in np.argwhere(alike > 0):
            one, other = named[first + int(row)][1], named[int(column)][1]
            if one < other:
                pairs.add((one, other))
    return pairs


def _all(actor: Listed) -> Iterator[str]:
    return (alias.name for alias in actor.aliases)


def _lines(actors: Sequence[Listed]) -> str:
    return "\n".join(f"  {short(actor.iri)}  {actor.label} ({actor.kind}, claims: {actor.claims})" for actor in actors)
