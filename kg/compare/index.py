"""What comparing needs of a store's articles, kept beside it, so that a new article is compared with what it must only.

    DIR/compare.sqlite   prints and telling words of articles, gists and vectors of claims, and how pairs of them stand

Everything in it is derived from the store: where it is lost, or was made by another version, it is made again.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from kg.compare.copies import ENOUGH, Printed
from kg.compare.encoder import WHOLE, Vectors
from kg.compare.gists import Gist, gist_from, written

FILE = "compare.sqlite"
RELATED = 0.11  # cosine of rare words; of 408 pairs of articles on one story 12 lie below, of others one in 760 above
RARE = 0.7  # rarity above which words tell what an article is about: ranks above 1,300
TABLES = """
CREATE TABLE made (by TEXT);
CREATE TABLE article (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, fingerprint TEXT, published TEXT, outlet TEXT,
                      agency TEXT, length INTEGER, prints INTEGER, weight REAL, vectors BLOB);
CREATE TABLE print (hash INTEGER, article INTEGER, PRIMARY KEY (hash, article)) WITHOUT ROWID;
CREATE TABLE word (word TEXT, article INTEGER, weight REAL, PRIMARY KEY (word, article)) WITHOUT ROWID;
CREATE TABLE claim (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, article INTEGER, gist TEXT);
CREATE TABLE pair (one TEXT, other TEXT, relation TEXT, score REAL, reason TEXT,
                   PRIMARY KEY (one, other, relation)) WITHOUT ROWID;
CREATE TABLE unfinished (iri TEXT PRIMARY KEY, fingerprint TEXT);
CREATE INDEX prints_of ON print (article);
CREATE INDEX words_of ON word (article);
CREATE INDEX claims_of ON claim (article);
CREATE INDEX pairs_of ON pair (other);
"""


@dataclass(frozen=True)
class Relation:
    """How two claims stand to each other (same, figures, measure or denied), how sure that is, and why in words."""

    one: str
    other: str
    kind: str
    score: float
    reason: str = ""


class Index:
    """The index of a store; what is written counts once `commit` is called."""

    def __init__(self, tables: sqlite3.Connection, made_by: str) -> None:
        self._tables = tables
        self.made_by = made_by

    @classmethod
    def open(cls, folder: Path, made_by: str) -> Self:
        """The index of the store in a folder; empty where there is none, or where something else made it."""
        if found := cls.existing(folder, made_by):
            return found
        path = folder / FILE
        path.unlink(missing_ok=True)
        tables = sqlite3.connect(path)
        tables.executescript(TABLES)
        tables.execute("INSERT INTO made VALUES (?)", (made_by,))
        return cls(tables, made_by)

    @classmethod
    def existing(cls, folder: Path, made_by: str) -> Self | None:
        """The index of the store in a folder as it is; None where there is none, or where something else made it."""
        if not (folder / FILE).exists():
            return None
        tables = sqlite3.connect(folder / FILE)
        if _is_by(tables, made_by):
            return cls(tables, made_by)
        tables.close()
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tables.close()

    def begin(self, articles: Mapping[str, str]) -> None:
        """Notes which articles are about to be compared, by IRI with their fingerprints ("" for one that is gone)."""
        self._tables.executemany("INSERT OR REPLACE INTO unfinished VALUES (?, ?)", articles.items())
        self._tables.commit()

    def unfinished(self) -> dict[str, str]:
        """The articles that were about to be compared when something broke off, as `begin` took them."""
        return dict(self._tables.execute("SELECT iri, fingerprint FROM unfinished"))

    def commit(self) -> None:
        """Keeps what was written since the last time; nothing is unfinished then."""
        self._tables.execute("DELETE FROM unfinished")
        self._tables.commit()

    def clear(self) -> None:
        """Forgets all articles, for good: the graphs may be made anew before anything else is kept."""
        for table in ("article", "print", "word", "claim", "pair", "unfinished"):
            self._tables.execute(f"DELETE FROM {table}")
        self._tables.commit()

    def fingerprints(self) -> dict[str, str]:
        """What the articles' graphs were made from, by IRI."""
        return dict(self._tables.execute("SELECT iri, fingerprint FROM article"))

    def add(
        self, article: Printed, fingerprint: str, words: Mapping[str, float], gists: Sequence[Gist], vectors: Vectors
    ) -> None:
        """Put an article with its claims in; `vectors` are the claims', one a row."""
        rare = rare_of(words)
        number = self._tables.execute(
            "INSERT INTO article (iri, fingerprint, published, outlet, agency, length, prints, weight, vectors)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(article.iri, fingerprint, article.published, article.outlet, article.agency, article.length),
                *(len(article.print), sum(weight**2 for weight in rare.values()) ** 0.5, _packed(vectors)),
            ),
        ).lastrowid
        self._tables.executemany("INSERT INTO print VALUES (?, ?)", ((one, number) for one in article.print))
        self._tables.executemany(
            "INSERT INTO word VALUES (?, ?, ?)", ((word, number, weight) for word, weight in rare.items())
        )
        self._tables.executemany(
            "INSERT INTO claim (iri, article, gist) VALUES (?, ?, ?)",
            ((gist.claim, number, json.dumps(written(gist))) for gist in gists),
        )

    def remove(self, article: str) -> set[str]:
        """Take an article out; the IRIs of its claims and of those that stood in a relation to them."""
        claims = self.claims_of(article)
        touched = claims | {end for claim in claims for pair in self.relations(claim) for end in (pair.one, pair.other)}
        for claim in claims:
            self._tables.execute("DELETE FROM pair WHERE one = ? OR other = ?", (claim, claim))
        number = self._number(article)
        for table in ("print", "word", "claim"):
            self._tables.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
        self._tables.execute("DELETE FROM article WHERE id = ?", (number,))
        return touched

    def related(self, article: str) -> dict[str, float]:
        """The other articles that share rare words with one, by IRI, with how alike they are: the cosine over these.

        They are those on the same story, and some more.
        """
        found = self._tables.execute(
            """
            SELECT other.iri, SUM(word.weight * theirs.weight) / (mine.weight * other.weight) AS alike
            FROM article AS mine
            JOIN word ON word.article = mine.id
            JOIN word AS theirs ON theirs.word = word.word AND theirs.article != mine.id
            JOIN article AS other ON other.id = theirs.article
            WHERE mine.iri = ? GROUP BY other.id
            HAVING alike >= ? ORDER BY other.iri
            """,
            (article, RELATED),
        )
        return {iri: round(alike, 6) for iri, alike in found}

    def repeated(self, article: str) -> dict[str, float]:
        """The other articles whose text one shares in large part, by IRI, with the share of the shorter print."""
        found = self._tables.execute(
            """
            SELECT other.iri, COUNT(*) * 1.0 / MIN(mine.prints, other.prints) AS share FROM article AS mine
            JOIN print ON print.article = mine.id
            JOIN print AS theirs ON theirs.hash = print.hash AND theirs.article != mine.id
            JOIN article AS other ON other.id = theirs.article
            WHERE mine.iri = ? GROUP BY other.id HAVING share >= ? ORDER BY other.iri
            """,
            (article, ENOUGH),
        )
        return dict(found.fetchall())

    def printed(self, article: str) -> Printed:
        """What tells whether an article is an original, without its print."""
        row = self._tables.execute(
            "SELECT iri, published, outlet, agency, length FROM article WHERE iri = ?", (article,)
        ).fetchone()
        iri, published, outlet, agency, length = row
        return Printed(iri, published, outlet, agency, length, frozenset())

    def claims(self, article: str) -> tuple[list[Gist], Vectors]:
        """The gists of an article's claims, and their vectors."""
        (packed,) = self._tables.execute("SELECT vectors FROM article WHERE iri = ?", (article,)).fetchone()
        rows = self._tables.execute(f"SELECT gist {OF_ARTICLE} ORDER BY claim.id", (article,))
        gists = [gist_from(json.loads(gist)) for (gist,) in rows]
        return gists, _unpacked(packed, len(gists))

    def claims_of(self, article: str) -> set[str]:
        """The IRIs of an article's claims."""
        return {iri for (iri,) in self._tables.execute(f"SELECT claim.iri {OF_ARTICLE}", (article,))}

    def has(self, claim: str) -> bool:
        """Whether a claim is in the index."""
        return self._tables.execute("SELECT 1 FROM claim WHERE iri = ?", (claim,)).fetchone() is not None

    def relate(self, relations: Iterable[Relation]) -> None:
        """Put in how claims stand to each other."""
        rows = ((r.one, r.other, r.kind, r.score, r.reason) for r in relations)
        self._tables.executemany("INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?, ?)", rows)

    def relations(self, claim: str) -> Iterator[Relation]:
        """How a claim stands to others."""
        found = self._tables.execute(
            "SELECT * FROM pair WHERE one = ? UNION SELECT * FROM pair WHERE other = ?", (claim, claim)
        )
        return (Relation(*row) for row in found.fetchall())

    def connected(self, claims: Collection[str], least: float) -> set[str]:
        """All claims that some, or others so reached, are said to say the same as with a score of at least `least`."""
        met, waiting = set(claims), sorted(claims)
        while waiting:
            same = (r for r in self.relations(waiting.pop()) if r.kind == "same" and r.score >= least)
            new = {end for relation in same for end in (relation.one, relation.other)} - met
            met |= new
            waiting += sorted(new)
        return met

    def _number(self, article: str) -> int:
        (number,) = self._tables.execute("SELECT id FROM article WHERE iri = ?", (article,)).fetchone()
        return int(number)


OF_ARTICLE = "FROM claim JOIN article ON article.id = claim.article WHERE article.iri = ?"


def _is_by(tables: sqlite3.Connection, made_by: str) -> bool:
    """Whether the tables are there and were made by the same program, models and thresholds."""
    try:
        made = tables.execute("SELECT name FROM sqlite_master WHERE name = 'made'").fetchone()
        row = tables.execute("SELECT by FROM made").fetchone() if made else None
    except sqlite3.OperationalError:
        raise  # such as another process writing to it just now: it is not lost, and must not be made again
    except sqlite3.DatabaseError:  # no database: whatever it is, it is made again
        return False
    return row is not None and row[0] == made_by


def rare_of(words: Mapping[str, float]) -> dict[str, float]:
    """The rare ones of some words, weighed by how much rarer they are than others."""
    return {word: weight - RARE for word, weight in words.items() if weight > RARE}


def rounded(vectors: Vectors) -> Vectors:
    """Vectors as the index gives them back, so that two claims are compared alike whichever came first."""
    return _unpacked(_packed(vectors), len(vectors))


def _packed(vectors: Vectors) -> bytes:
    """Vectors of length 1 as bytes, one a dimension."""
    return np.rint(vectors * WHOLE).astype(np.int8).tobytes()


def _unpacked(packed: bytes, count: int) -> Vectors:
    if not count:
        return np.zeros((0, 0), np.float32)
    return np.frombuffer(packed, np.int8).reshape(count, -1).astype(np.float32) / np.float32(WHOLE)
