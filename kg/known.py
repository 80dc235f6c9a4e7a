"""The known actors of `seeds/actors.ttl` as an index by name, demonym and metonym."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg.actors.spelling import spellings
from kg.model import ActorKind
from kg.resources import resource

KG = "https://w3id.org/newskg/ns#"
ID = "https://w3id.org/newskg/id/"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
ALIAS = "http://www.w3.org/2004/02/skos/core#altLabel"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
KINDS: Mapping[str, ActorKind] = {
    f"{KG}Person": "person",
    f"{KG}Organization": "organization",
    f"{KG}Outlet": "organization",
    f"{KG}NewsAgency": "organization",
    f"{KG}State": "state",
    f"{KG}Group": "group",
    f"{KG}Document": "document",
}
IDENTIFIED = frozenset({"person", "organization", "unknown"})
ARTICLE = re.compile(r"^(the|a|an)\s+")
LONG_FORMS = {"united states ": "us ", "united kingdom ": "uk ", "united nations ": "un ", "european union ": "eu "}
INITIALS = re.compile(r"\b(\w)\. (?=\w\.)")
OPENING = re.compile(r"[ '-]")
APOSTROPHES = str.maketrans("‘’ʼ`", "''''")


@dataclass(frozen=True)
class KnownActor:
    """An actor of the table: `key` is the local part of its IRI, as in `Actor.key`.

    `aliases` always mean this actor, `context_aliases` ("the North") only where the article names it
    otherwise too. `metonyms` are places and buildings that stand for it ("Pyongyang"), `titles` offices by
    which a person is called ("Russian President"). `roles` are what a body is ("spy agency") to the states or
    bodies whose keys are in `member_of`.
    """

    key: str
    label: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    context_aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    wikidata: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that always means this actor; its label too may need context ("Georgia")."""
        return tuple(name for name in (self.label, *self.aliases) if name not in self.context_aliases)


class Imported(Protocol):
    """Actors of an import, looked up by name; several where they share it."""

    def named(self, name: str, kind: ActorKind) -> tuple[KnownActor, ...]:
        """Those of that kind and normal name."""

    def spelt(self, forms: Collection[str], kind: ActorKind) -> tuple[KnownActor, ...]:
        """The persons with one of these spellings."""


class Known:
    """The known actors, looked up by what an article may call them; a name that several share finds none.

    >>> known = load_known()
    >>> known.find("the DPRK").key
    'actor/north-korea'
    >>> known.demonym("South Korean").label, known.capital("Seoul").label
    ('South Korea', 'South Korea')
    >>> known.find("the North"), known.find("the North", {"actor/north-korea"}).label
    (None, 'North Korea')
    """

    def __init__(self, actors: Iterable[KnownActor]) -> None:
        """Index the actors."""
        self.actors = {actor.key: actor for actor in actors}
        self.imported: Imported | None = None
        self._names = _index((name, actor) for actor in self.actors.values() for name in actor.names)
        self._context = _index((name, actor) for actor in self.actors.values() for name in actor.context_aliases)
        self._openings = frozenset(
            OPENING.split(normal(name))[0]
            for actor in self.actors.values()
            for name in (*actor.names, *actor.context_aliases, *LONG_FORMS)
        )
        self._demonyms = _index((name, actor) for actor in self.actors.values() for name in actor.demonyms)
        self._metonyms = _index((name, actor) for actor in self.actors.values() for name in actor.metonyms)
        self._titles = _index((name, actor) for actor in self.actors.values() for name in actor.titles)
        self._roles = _index((name, actor) for actor in self.actors.values() for name in actor.roles)

    def find(self, name: str, named: Collection[str] = ()) -> KnownActor | None:
        """The actor of that name; names that need context count for the actors whose keys are in `named`."""
        found = _look_up(self._names, name)
        in_context = [actor for actor in _look_up(self._context, name) if actor.key in named]
        return _only(found or in_context)

    def identify(self, name: str, kind: ActorKind) -> KnownActor | None:
        """The one actor of that name by another spelling, or among those imported; a lone word of a person finds none.

        The actors of the table go before those imported, and a name as it is written before its spellings; where
        several actors are found alike, none is taken.
        """
        if kind not in IDENTIFIED or (len(name.split()) < 2 and kind != "organization"):
            return None
        found = self._spelt(name) if kind == "person" else ()
        if not found and self.imported:
            found = self.imported.named(normal(name), kind) or self.imported.spelt(spellings(name, "person"), kind)
        return _only(found)

    def beside(self, imported: "Imported | None") -> "Known":
        """The same table with other imported actors beside it."""
        known = copy(self)
        known.imported = imported
        return known

    def _spelt(self, name: str) -> tuple[KnownActor, ...]:
        found = (actor for form in spellings(name, "person") for actor in self._spellings.get(form, ()))
        return tuple(dict.fromkeys(found))

    @cached_property
    def _spellings(self) -> dict[str, tuple[KnownActor, ...]]:
        """The persons of the table by the spellings of their names of two words or more; made when first asked for."""
        index: dict[str, tuple[KnownActor, ...]] = {}
        for actor in (actor for actor in self.actors.values() if actor.kind == "person"):
            for form in {form for name in actor.names if " " in name for form in spellings(name, "person")}:
                index[form] = (*index.get(form, ()), actor)
        return index

    def opens(self, word: str) -> bool:
        """Whether the name of any actor begins with this word, or with a word that this one is a part of."""
        return normal(word) in self._openings

    def demonym(self, word: str) -> KnownActor | None:
        """The state whose people and things are called so ("North Korean")."""
        return _only(_look_up(self._demonyms, word))

    def capital(self, place: str) -> KnownActor | None:
        """The government or body that a capital or a seat stands for ("Seoul", "the Kremlin")."""
        return _only(_look_up(self._metonyms, place))

    def title(self, words: str) -> KnownActor | None:
        """The person who is called by this office ("Russian President")."""
        return _only(_look_up(self._titles, words))

    def body(self, role: str, of: str) -> KnownActor | None:
        """The body that has this role in a state, given by its key: "spy agency" of "actor/south-korea"."""
        return _only([actor for actor in _look_up(self._roles, role) if of in actor.member_of])


def load_known(path: Path | None = None) -> Known:
    """Read the known actors from a Turtle file, by default the table that comes with the program."""
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(path=path or resource("seeds", "actors.ttl"), format=ox.RdfFormat.TURTLE):
        if isinstance(triple.subject, ox.NamedNode) and not isinstance(triple.object, ox.BlankNode | ox.Triple):
            values[triple.subject.value][triple.predicate.value].append(triple.object.value)
    return Known(_actor(iri, facts) for iri, facts in values.items() if iri.startswith(ID))


@lru_cache(maxsize=16384)
def normal(name: str) -> str:
    """A name without case and without differences of apostrophes, dots and spaces.

    >>> normal("U.S.  State Department"), normal("U. S. State Department")
    ('us state department', 'us state department')
    """
    whole = INITIALS.sub(r"\1", name.translate(APOSTROPHES))
    return " ".join(whole.replace(".", "").casefold().split())


def slug(name: str) -> str:
    """A name as the last part of an IRI; names without Latin letters keep their own.

    >>> slug("Lee Seong-kweun")
    'lee-seong-kweun'
    >>> slug("Želimir O’Brien")
    'zelimir-o-brien'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"\W+", "-", letters.replace("_", " ")).strip("-") or sha256(name.encode()).hexdigest()[:12]


def _actor(iri: str, facts: Mapping[str, list[str]]) -> KnownActor:
    def of(term: str) -> tuple[str, ...]:
        return tuple(facts.get(KG + term, ()))

    kinds = [KINDS[type_] for type_ in facts.get(TYPE, ()) if type_ in KINDS]
    exact = facts.get("http://www.w3.org/2004/02/skos/core#exactMatch", [])
    return KnownActor(
        key=iri.removeprefix(ID),
        label=facts[LABEL][0],
        kind=kinds[0] if kinds else "unknown",
        aliases=tuple(facts.get(ALIAS, ())),
        context_aliases=of("contextAlias"),
        demonyms=of("demonym"),
        metonyms=of("metonym"),
        titles=of("title"),
        roles=of("role"),
        member_of=tuple(iri.removeprefix(ID) for iri in of("memberOf")),
        domains=of("domain"),
        wikidata=exact[0] if exact else None,
    )


def _look_up(index: Mapping[str, tuple[KnownActor, ...]], name: str) -> tuple[KnownActor, ...]:
    """The actors of a name, else of the name without its article: "Hill" does not find "The Hill"."""
    words, bare = _forms(name)
    return index.get(words) or index.get(bare, ())


@lru_cache(maxsize=16384)
def _forms(name: str) -> tuple[str, str]:
    """A name's normal form, and that without an article."""
    words = normal(name)
    return _shortened(words), _shortened(ARTICLE.sub("", words))


def _shortened(words: str) -> str:
    """A normal name with the usual letters for what it begins with: "US Congress" is the United States Congress."""
    long = next((long for long in LONG_FORMS if words.startswith(long)), None)
    return words.replace(long, LONG_FORMS[long], 1) if long else words


def _index(pairs: Iterable[tuple[str, KnownActor]]) -> dict[str, tuple[KnownActor, ...]]:
    index: dict[str, tuple[KnownActor, ...]] = {}
    for name, actor in pairs:
        key = _shortened(normal(name))
        there = index.get(key, ())
        if actor not in there:
            index[key] = (*there, actor)
    return index


def _only(actors: Collection[KnownActor]) -> KnownActor | None:
    return next(iter(actors)) if len(actors) == 1 else None
