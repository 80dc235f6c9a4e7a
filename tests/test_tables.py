"""Tests of kg/tables.py and kg/resources.py: the tables of `ontology/`, and those of the user in their place."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from kg.resources import resource
from kg.tables import rows

READ = """
import sys
from kg.errors import TableError
from kg.model import Span
from kg.quantities.numerals import find_numerals
from kg.quantities.qualifiers import qualify
text = sys.argv[1]
whole = Span(0, len(text))
try:
    for one in [qualify(text, whole, numeral) for numeral in find_numerals(text, whole)]:
        print(one.low, one.high, one.numeral.unit and one.numeral.unit.code)
except TableError as error:
    print(error)
"""


def read(text: str, folder: Path | None) -> str:
    """The bounds and units of the numbers in a text, read in a process of its own, for tables are read once."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "KG_ONTOLOGY": str(folder or "")}
    command = [sys.executable, "-X", "utf8", "-c", READ, text]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True).stdout.strip()


def write(folder: Path, table: str, old: str, new: str) -> None:
    """Put the program's table into a folder, with one thing in it changed."""
    text = resource("ontology", f"{table}.csv").read_text(encoding="utf-8")
    assert old in text
    (folder / f"{table}.csv").write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "old", "new", "text", "before", "after"),
    [
        ("qualifiers", "\nnearly,upper,yes", "\nnearly,exact,yes", "nearly 90 men", "None 90 None", "90 90 None"),
        ("qualifiers_after", "or so,exact", "or so,lower", "90 or so men", "90 90 None", "90 None None"),
        ("numerals", "\ndozens,24,99", "\ndozens,20,70", "dozens of men", "24 99 None", "20 70 None"),
        ("units", "\n$,dollars,,", "\n$,dollars,ISO4217:USD,", "at least $90", "90 None None", "90 None ISO4217:USD"),
    ],
)
def test_a_table_of_the_user_stands_for_the_programs(
    table: str, old: str, new: str, text: str, before: str, after: str, tmp_path: Path
) -> None:
    write(tmp_path, table, old, new)
    assert read(text, None) == before
    assert read(text, tmp_path) == after


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("qualifiers", "\nat least,lower", "\nat least,lowr", "the reading of 'at least' is 'lowr'; write one of"),
        ("qualifiers", "increment", "more", "the relation of 'another' is 'more'; write one of '', 'former', 'incr"),
        ("qualifiers", ",relation", ",relations", "the column 'relation' is missing; add it to the first line"),
        ("qualifiers", "\nat least,lower,no,,", "\nat least,lower", "line 2: a row has a cell for each of words, "),
        ("numerals", "\ndozens,24,99", "\ndozens,99,24", "the bounds of 'dozens' are '99' and '24'; write two whole"),
        ("units", ",money,", ",gold,", "the kind of '$' is 'gold'; write one of 'measure', 'money', 'share'"),
    ],
)
def test_a_wrong_table_is_told_with_file_and_row(table: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    write(tmp_path, table, old, new)
    said = read("at least dozens of men", tmp_path)
    assert told in said
    assert str(tmp_path / f"{table}.csv") in said


def test_other_tables_make_other_graphs(tmp_path: Path) -> None:
    write(tmp_path, "numerals", "\ndozens,24,99", "\ndozens,20,70")
    data = [
        subprocess.check_output(
            [sys.executable, "-c", "from kg.fingerprint import maker; print(maker().data)"], env=env
        )
        for env in (os.environ, {**os.environ, "KG_ONTOLOGY": str(tmp_path)})
    ]
    assert len(set(data)) == 2


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "no such folder; KG_ONTOLOGY names" in read("9 men", tmp_path / "none")


def test_a_table_of_an_unknown_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "qualifier.csv").write_text("words\n", encoding="utf-8")
    said = read("9 men", tmp_path)
    assert "qualifier.csv: the program has no table of this name; use one of" in said
    assert "qualifiers.csv" in said


@pytest.mark.parametrize("path", sorted(resource("ontology").glob("*.csv")), ids=lambda path: path.stem)
def test_every_table_is_whole_and_says_nothing_twice(path: Path) -> None:
    table = rows(path.stem)
    assert table
    assert len({tuple(row.items()) for row in table}) == len(table)
