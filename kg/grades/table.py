"""Reads grades from a table that people write: CSV with the columns of, grade, by, on and why, one grade a line.

Spreadsheets write semicolons or tabs too, and a mark at the beginning of the file; all are read.
"""

import csv
import io
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Literal

from kg.errors import GradesError
from kg.grades.scheme import Code, credibility, reliability

Graded = Literal["source", "claim"]

COLUMNS = ("of", "grade", "by", "on", "why")
NEEDED = ("of", "grade", "by", "on")
TOLD = ("number", "label", "meaning", "at")  # what `kg grades list` tells besides, so that it can be read back
STANDARD_INPUT = Path("-")


@dataclass(frozen=True)
class Row:
    """A line of the table: its number in the file, and its cells."""

    line: int
    of: str
    grade: str
    by: str
    on: str
    why: str


def read_table(path: Path) -> tuple[Row, ...]:
    """The lines of the table with anything in them, as they stand there; `-` is standard input.

    Raises:
        GradesError: the file cannot be read, a column is missing or unknown, or a line has more cells than the first.
    """
    text = _text(path)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    begins, rows = 1, []
    columns: list[str] = []
    try:
        for cells in table:
            if not columns:
                columns = _columns(cells, path)
            elif any(cell.strip() for cell in cells):
                rows.append(_row(columns, cells, path, begins))
            begins = table.line_num + 1
    except csv.Error as error:
        raise GradesError(f"{path}, line {table.line_num}: not CSV ({error}); see to its quotation marks") from error
    if not rows:
        raise GradesError(f"{path}: no grade in it; write {','.join(COLUMNS)} in the first line, and one grade a line")
    return tuple(rows)


def grade_in(row: Row, graded: Graded) -> str:
    """The grade of a line in capitals: a letter for a source, a digit for a claim, or both for a claim.

    Raises:
        GradesError: it is no grade of that, or it is not told who gave it or on which day; the message says what is.
    """
    if not row.by:
        raise GradesError("it is not told who gave the grade; write a name in the column by")
    if not _is_day(row.on):
        raise GradesError(f"{row.on!r} is no day; write it as 2025-03-04 in the column on")
    grade = row.grade.upper()
    if grade not in _allowed(graded):
        raise GradesError(f"{row.grade!r} is no grade of a {graded}; write {_choice(graded)}")
    return grade


def _allowed(graded: Graded) -> Collection[str]:
    if graded == "source":
        return reliability()
    return {*credibility(), *map("".join, product(reliability(), credibility()))}


def _choice(graded: Graded) -> str:
    letters, digits = _listed(reliability().values()), _listed(credibility().values())
    if graded == "source":
        return f"one of {letters}"
    return f"one of {digits}; or a letter before it, as B2, for those whom the claim came through: {letters}"


def _listed(codes: Iterable[Code]) -> str:
    return ", ".join(f"{code.sign} ({code.label})" for code in codes)


def _is_day(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def _text(path: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise GradesError(f"{path}: cannot be read ({error.strerror}); name a file of CSV") from error
    except UnicodeDecodeError as error:
        raise GradesError(f"{path}: not UTF-8 text ({error.reason}); save it as CSV in UTF-8") from error
    for place in _controls(text):
        raise GradesError(
            f"{path}, line {text.count(chr(10), 0, place) + 1}: a control character, {text[place]!r}; take it out"
        )
    return text


def _controls(text: str) -> Iterator[int]:
    """Where characters stand that no picture can show."""
    return (n for n, sign in enumerate(text) if unicodedata.category(sign) == "Cc" and sign not in "\t\r\n")


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _columns(cells: Iterable[str], path: Path) -> list[str]:
    columns = [cell.strip().casefold() for cell in cells]
    missing = [name for name in NEEDED if name not in columns]
    unknown = [name for name in columns if name not in (*COLUMNS, *TOLD)]
    twice = sorted({name for name in columns if columns.count(name) > 1})
    for names, what in ((missing, "missing"), (unknown, "unknown"), (twice, "there twice")):
        if names:
            raise GradesError(
                f"{path}, line 1: the column {', '.join(map(repr, names))} is {what}; the first line names the columns"
                f" {','.join(COLUMNS)}, of which why may be left out"
            )
    return columns


def _row(columns: list[str], cells: list[str], path: Path, line: int) -> Row:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise GradesError(f"{path}, line {line}: more cells than columns; put a cell with a comma in quotation marks")
    told = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
    return Row(line, **{name: told.get(name, "") for name in COLUMNS})
