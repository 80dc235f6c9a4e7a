"""Times: a table of sentences with what their words mean, and what must hold for any text."""

import csv
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from kg.model import Article, Parse, Span, Time, Zone
from kg.parse import load_language, parse
from kg.times import find_times

TABLE = Path(__file__).parent / "data" / "times.tsv"
with TABLE.open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def language():
    return load_language()


def read(text: str, language) -> Parse:
    return parse(Article("test", text, (Zone("body", Span(0, len(text))),)), language)


def published(words: str) -> date | datetime | None:
    if not words:
        return None
    return datetime.fromisoformat(words) if "T" in words else date.fromisoformat(words)


def shown(text: str, time: Time) -> str:
    """A time as words, first and last day, precision."""
    return f"{text[slice(*time.span)]} = {time.first or ''}..{time.last or ''} {time.precision}"


@pytest.mark.parametrize("case", CASES, ids=[f"{case['sentence']} {case['published']}" for case in CASES])
def test_table(case: dict[str, str], language) -> None:
    text = re.sub(r"[][]", "", case["sentence"])
    marked = re.findall(r"\[(.*?)\]", case["sentence"])
    days = zip(*(case[column].split(";") for column in ("first", "last", "precision")), strict=True)
    expected = [f"{words} = {first}..{last} {unit}" for words, (first, last, unit) in zip(marked, days, strict=False)]
    found = find_times(text, read(text, language), (Span(0, len(text)),), published(case["published"]))
    assert [shown(text, time) for time in found] == expected
