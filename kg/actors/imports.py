"""Actors imported into a store: an SQLite file in its folder, where a name is looked up without loading the others."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Self

from kg.actors.extract import read_extract
from kg.actors.spelling import spellings
from kg.errors import ActorsError
from kg.known import KnownActor, normal
from kg.model import ActorKind

FILE = "actors.sqlite"
TABLES = """
CREATE TABLE IF NOT EXISTS import (name TEXT PRIMARY KEY, digest TEXT, actors INTEGER, imported TEXT);
CREATE TABLE IF NOT EXISTS actor (id INTEGER PRIMARY KEY, import TEXT, key TEXT, label TEXT, kind TEXT, item TEXT);
CREATE TABLE IF NOT EXISTS name (actor INTEGER, form TEXT, words TEXT);
CREATE TABLE IF NOT EXISTS spelling (actor INTEGER, form TEXT);
CREATE INDEX IF NOT EXISTS names ON name (form);
CREATE INDEX IF NOT EXISTS names_of ON name (actor);
CREATE INDEX IF NOT EXISTS spelt ON spelling (form);
CREATE INDEX IF NOT EXISTS spelt_of ON spelling (actor);
CREATE INDEX IF NOT EXISTS keys ON actor (key);
"""
FITTING: dict[ActorKind, tuple[ActorKind, ...]] = {
    "person": ("person", "unknown"),
    "organization": ("organization", "state", "group", "unknown"),
}


@dataclass(frozen=True)
class Import:
    """What was imported: the file's name, how many actors it has, and when."""

    name: str
    actors: int
    imported: str


class Imports:
    """The imported actors of a store, to look up; it holds the file open, and nothing in memory."""

    def __init__(self, path: Path) -> None:
        # One thread at a time reads; which one changes from build to build.
        self._tables = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)

    @classmethod
    def of(cls, folder: Path) -> Self | None:
        """Those of the store in a folder, None where nothing was imported."""
        path = folder / FILE
        return cls(path) if path.is_file() else None

    def close(self) -> None:
        """Lets go of the file."""
        self._tables.close()

    def named(self, name: str, kind: ActorKind) -> tuple[KnownActor, ...]:
        """The actors with that name in its normal form, of a fitting kind."""
        return self._found("SELECT actor FROM name WHERE form = ?", (name,), kind)

    def spelt(self, forms: Collection[str], kind: ActorKind) -> tuple[KnownActor, ...]:
        """The persons with one of these spellings."""
        marks = ", ".join("?" * len(forms))
        return self._found(f"SELECT actor FROM spelling WHERE form IN ({marks})", tuple(forms), kind)

    def names(self, key: str) -> tuple[str, ...]:
        """All names of the actor with a key."""
        found = self._tables.execute(
            "SELECT words FROM name JOIN actor ON actor.id = name.actor WHERE key = ? ORDER BY words", (key,)
        )
        return tuple(words for (words,) in found)

    def item(self, key: str) -> str | None:
        """The Wikidata item of the actor with a key, as an IRI."""
        found = self._tables.execute("SELECT item FROM actor WHERE key = ?", (key,)).fetchone()
        return found[0] if found else None

    def all(self) -> tuple[Import, ...]:
        """What was imported, by name."""
        found = self._tables.execute("SELECT name, actors, imported FROM import ORDER BY name")
        return tuple(Import(*row) for row in found)

    def digest(self) -> str:
        """A digest of all that was imported."""
        found = self._tables.execute("SELECT name, digest FROM import ORDER BY name").fetchall()
        return sha256(repr(found).encode()).hexdigest()

    def _found(self, actors: str, values: tuple[str, ...], kind: ActorKind) -> tuple[KnownActor, ...]:
        rows = self._tables.execute(f"SELECT key, label, kind, item FROM actor WHERE id IN ({actors})", values)
        fitting = FITTING.get(kind)
        return tuple(
            KnownActor(key, label, of, wikidata=item) for key, label, of, item in rows if not fitting or of in fitting
        )


def imports_digest(folder: Path) -> str:
    """A digest of what was imported into the store in a folder; empty where nothing was."""
    imports = Imports.of(folder)
    if imports is None:
        return ""
    with closing(imports):
        return imports.digest()


def import_actors(folder: Path, extract: Path) -> int:
    """Import the actors of an extract, in the place of those of an earlier file of that name; gives how many.

    Raises:
        ActorsError: a line of the extract is not an entity; nothing is changed then.
    """
    with _writing(folder) as tables:
        _forget(tables, extract.name)
        first: int = tables.execute("SELECT coalesce(max(id), 0) + 1 FROM actor").fetchone()[0]
        count = 0
        for number, actor in enumerate(read_extract(extract), start=first):
            tables.execute(
                "INSERT INTO actor VALUES (?, ?, ?, ?, ?, ?)",
                (number, extract.name, actor.key, actor.label, actor.kind, actor.wikidata),
            )
            tables.executemany("INSERT INTO name VALUES (?, ?, ?)", ((number, *name) for name in _names(actor)))
            tables.executemany("INSERT INTO spelling VALUES (?, ?)", ((number, form) for form in _spellings(actor)))
            count += 1
        if not count:
            raise ActorsError(f"{extract}: no person or organisation in it; take an extract that has some")
        with extract.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        tables.execute("INSERT INTO import VALUES (?, ?, ?, ?)", (extract.name, digest, count, now))
        return count


def forget_import(folder: Path, name: str) -> None:
    """Take the actors of an import away.

    Raises:
        ActorsError: there is no import of that name.
    """
    with _writing(folder) as tables:
        if not _forget(tables, name):
            raise ActorsError(f"{folder}: nothing of the name {name} was imported; see `kg actors imports`")


def _names(actor: KnownActor) -> Iterable[tuple[str, str]]:
    return {normal(name): name for name in actor.names if normal(name)}.items()


def _spellings(actor: KnownActor) -> set[str]:
    """Those of a person's names; a lone word is a family name that others have too."""
    if actor.kind != "person":
        return set()
    forms = {form for name in actor.names for form in spellings(name, "person")}
    return {form for form in forms if " " in form.partition(" ")[2] or form.startswith("Arabic")}


def _forget(tables: sqlite3.Connection, name: str) -> bool:
    of = "(SELECT id FROM actor WHERE import = ?)"
    for table in ("name", "spelling"):
        tables.execute(f"DELETE FROM {table} WHERE actor IN {of}", (name,))
    tables.execute("DELETE FROM actor WHERE import = ?", (name,))
    return tables.execute("DELETE FROM import WHERE name = ?", (name,)).rowcount > 0


@contextmanager
def _writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """The tables, open for one change, which is made whole or not at all."""
    try:
        with closing(sqlite3.connect(folder / FILE)) as tables:
            tables.executescript(TABLES)
            with tables:
                yield tables
    except sqlite3.Error as error:
        raise ActorsError(f"{folder / FILE}: cannot be written ({error}); wait for other imports to end") from error
