"""Articles that are copies of others, whole or cut, under any headline."""

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from kg.compare.copies import Printed, original_of, print_of
from kg.compare.encoder import SIZE
from kg.compare.index import FILE, Index

TEXT = """Bridge gives way above the Orlava

VELSK, May 3 (Tarn) - A road bridge over the Orlava gave way on Friday morning and took two lorries with it, the
regional rescue service said. "We heard it before we saw it," said Ilja Brem, who keeps a kiosk at the north end.

Nobody had crossed on foot at that hour, the service said. The bridge was closed to buses in March after an inspector
found rust in four of its hangers, and the council had set aside money for new ones that were to come in June.

The mayor, Petra Solc, asked people to stay away from the bank. Divers were looking for the driver of the second lorry.
"""
PARAGRAPHS = TEXT.split("\n\n")


@pytest.mark.parametrize(
    ("name", "other", "is_copy"),
    [
        ("whole", TEXT, True),
        ("under another headline", "\n\n".join(["Lorries in the river", *PARAGRAPHS[1:]]), True),
        ("cut to its lead", "\n\n".join(["Velsk mourns its bridge", PARAGRAPHS[1]]), True),
        ("lines joined, other quotation marks", " ".join(TEXT.split()).replace('"', "”"), True),
        ("in capitals", TEXT.upper(), True),
        (
            "one quotation taken over",
            'He said: "We heard it before we saw it." It was a long night in Velsk for all.',
            False,
        ),
        ("told anew", "Two lorries fell into the Orlava when the bridge at Velsk collapsed early on Friday.", False),
        ("nothing", "", False),
    ],
)
def test_copies(name: str, other: str, is_copy: bool, tmp_path: Path) -> None:
    with Index.open(tmp_path, "these tests") as index:
        for iri, text in (("a", TEXT), ("b", other)):
            article = Printed(iri, "", "", "", len(text), print_of(text))
            index.add(article, "", {}, [], np.zeros((0, SIZE), np.float32))
        assert (list(index.repeated("b")), list(index.repeated("a"))) == ((["a"], ["b"]) if is_copy else ([], []))


def test_an_index_that_another_process_writes_is_not_made_anew(tmp_path: Path) -> None:
    with Index.open(tmp_path, "these tests") as index:
        index.begin({"a": "digest"})
    writer = sqlite3.connect(tmp_path / FILE)
    writer.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        Index.open(tmp_path, "these tests")
    writer.rollback()
    with Index.open(tmp_path, "these tests") as index:
        assert index.unfinished() == {"a": "digest"}
    (tmp_path / FILE).write_bytes(b"no database, but something else that was put here")
    with Index.open(tmp_path, "these tests") as index:
        assert index.unfinished() == {}


def printed(iri: str, day: str = "", outlet: str = "A", agency: str = "", length: int = 100) -> Printed:
    return Printed(iri, day, outlet, agency, length, frozenset())


@pytest.mark.parametrize(
    ("article", "others", "original"),
    [
        (printed("b", outlet="Post", agency="Tarn"), [printed("a", outlet="Tarn", agency="Tarn")], "a"),
        (printed("a", outlet="Tarn", agency="Tarn"), [printed("b", outlet="Post", agency="Tarn")], None),
        (printed("b", "2024-05-04"), [printed("a", "2024-05-03")], "a"),
        (printed("b", "2024-05-03", length=50), [printed("a", "2024-05-03", length=90)], "a"),
        (printed("c", "2024-05-04"), [printed("b", "2024-05-03"), printed("a", "2024-05-02")], "a"),
        (printed("a"), [], None),
    ],
)
def test_the_original_is_the_agency_s_own_then_the_earliest_then_the_longest(
    article: Printed, others: list[Printed], original: str | None
) -> None:
    found = original_of(article, others)
    assert (found.iri if found else None) == original
