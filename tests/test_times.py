"""Times: a table of sentences with what their words mean, and what must hold for any text."""

import csv
import re
from calendar import day_name, month_name
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Parse, Span, Time, Zone
from kg.parse import parse
from kg.tables import rows
from kg.times import find_times

PARTS = ["", "early ", "mid-", "late ", "the start of ", "the end of ", "the middle of "]
TABLE = Path(__file__).parent / "data" / "times.tsv"
with TABLE.open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


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


def test_only_what_lies_within_is_found_but_the_rest_is_counted_from(language) -> None:
    text = "He was sworn in on May 5, 2023. He had flown in the day before."
    place = Span(text.index("He had"), len(text))
    (time,) = find_times(text, read(text, language), (place,), None)
    assert shown(text, time) == "the day before = 2023-05-04..2023-05-04 day"


def test_a_caption_tells_of_what_was_in_the_present(language) -> None:
    text = "Rescuers search a school on Wednesday."
    parsed, whole, day = read(text, language), (Span(0, len(text)),), date(2025, 9, 12)
    assert [t.first for t in find_times(text, parsed, whole, day)] == [date(2025, 9, 17)]
    assert [t.first for t in find_times(text, parsed, whole, day, told=whole)] == [date(2025, 9, 10)]


def test_a_clock_behind_and_one_ahead_have_their_own_days(language) -> None:
    text = "The ship sank yesterday."
    parsed, whole = read(text, language), (Span(0, len(text)),)
    for words, day in (("2024-12-20T00:30+09:00", "2024-12-19"), ("2024-12-19T10:30-05:00", "2024-12-18")):
        (time,) = find_times(text, parsed, whole, published(words))
        assert str(time.first) == day


WORDS = [row["words"] for row in rows("times")]
DAYS = st.dates(date(1900, 1, 1), date(2150, 1, 1))
PIECES = st.one_of(
    st.sampled_from(WORDS).flatmap(lambda words: st.sampled_from([words, words.title()])),
    st.integers(0, 2300).map(str),
    st.sampled_from(
        [
            *"-–,.;'’()",
            "1990s",
            "17/12/2024",
            "29.02.2023",
            "2024-02-30",
            "3rd",
            "9999-12-31",
            "0000-01-01",
            "1.1.0000",
            "99999 years",
            "202 decades ago",
            "the ship",
        ]
    ),
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12), DAYS | st.none())
def test_whatever_the_words_times_are_sound(language, pieces: list[str], day: date | None) -> None:
    text = " ".join(pieces)
    place = Span(len(text) // 5, len(text))
    for time in find_times(text, read(text, language), (place,), day):
        assert place.start <= time.span.start < time.span.end <= place.end
        assert time.first is not None or time.last is not None
        assert time.first is None or time.last is None or time.first <= time.last


MONTHS = {name: number for number, name in enumerate(month_name) if name}


@settings(deadline=None)
@given(st.sampled_from(sorted(MONTHS)), st.sampled_from(PARTS), st.integers(1500, 2100), DAYS)
def test_a_period_never_leaves_what_is_named(language, month: str, part: str, year: int, day: date) -> None:
    for words, months in ((f"{part}{month} {year}", {MONTHS[month]}), (f"{part}{year}", set(range(1, 13)))):
        text = f"The ship was built in {words}."
        (time,) = find_times(text, read(text, language), (Span(0, len(text)),), day)
        assert time.first is not None
        assert time.last is not None
        assert {time.first.year, time.last.year} == {year}
        assert {time.first.month, time.last.month} <= months


@settings(deadline=None)
@given(st.sampled_from(list(day_name)), DAYS)
def test_a_weekday_is_the_latest_not_after_publication(language, name: str, day: date) -> None:
    text = f"The ship sank on {name}."
    (time,) = find_times(text, read(text, language), (Span(0, len(text)),), day)
    assert time.first is not None
    assert time.first == time.last
    assert day_name[time.first.weekday()] == name
    assert 0 <= (day - time.first).days < 7
