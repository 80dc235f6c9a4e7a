"""Dates of publication and datelines as they are written."""

from datetime import date, datetime

import pytest

from kg.read.dateline import find_dateline
from kg.read.dates import find_date
from kg.read.signs import is_byline, is_date

DATES = {
    "December 20, 2024 at 10:50 JST": "2024-12-20T10:50:00+09:00",
    "December 19, 2024": "2024-12-19",
    "Published 19 Dec 2024 10:15 GMT": "2024-12-19T10:15:00+00:00",
    "2024-12-19T10:00:00+09:00": "2024-12-19T10:00:00+09:00",
    "2024-12-19T10:00:00.000Z": "2024-12-19T10:00:00+00:00",
    "2024-12-19 10:15:23": "2024-12-19",
    "dpa jv ab xxde 121455 GMT sep 25": "2025-09-12T14:55:00+00:00",
    "Dec. 19, 2024, 5:00 p.m. ET": "2024-12-19T17:00:00-05:00",
    "July 19, 2024, 5:00 p.m. ET": "2024-07-19T17:00:00-04:00",
    "Updated 10:15 AM EDT, June 15, 2025": "2025-06-15T10:15:00-04:00",
    "Thu 19 Dec 2024 10.15 GMT": "2024-12-19T10:15:00+00:00",
    "1405 GMT 19 December 2024": "2024-12-19T14:05:00+00:00",
    "10:15 (GMT+9), December 19, 2024": "2024-12-19T10:15:00+09:00",
    "Dec 19, 2024 at 5 PM KST": "2024-12-19T17:00:00+09:00",
    "19 December 2024, 21:00 MSK": "2024-12-19T21:00:00+03:00",
    "December 19, 2024 15:45 IST": "2024-12-19T15:45:00+05:30",
    "20 December 2024, 09:00 UTC+3": "2024-12-20T09:00:00+03:00",
    "19/12/2024 - 10:15": "2024-12-19",
    "12/19/2024": "2024-12-19",
    "19.12.2024": "2024-12-19",
    "3.4.2024": "2024-04-03",
    "19th of December 2024": "2024-12-19",
    "03/04/2024": None,  # March or April
    "February 31, 2024": None,
    "December 2024": None,
    "on May 5 the dam broke": None,
    "25:99 GMT": None,
}


@pytest.mark.parametrize("words", DATES)
def test_dates(words: str) -> None:
    found = find_date(words)
    assert (found.value.isoformat() if found else None) == DATES[words]


def test_a_time_without_zone_is_left_out_rather_than_guessed() -> None:
    found = find_date("19 December 2024 10:15")
    assert found is not None
    assert not isinstance(found.value, datetime)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Published: 19 Dec 2024, 10:15 GMT | Updated: 20 Dec 2024, 11:00 GMT", True),
        ("Last updated on Thursday, December 19, 2024", True),
        ("3 hours ago", True),
        ("The dam broke on December 19, 2024.", False),
        ("December 19, 2024 was the day when the dam above Vik broke", False),
    ],
)
def test_lines_that_are_dates(words: str, expected: bool) -> None:
    assert is_date(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("By LEENA PRADHAN", True),
        ("By Karim Tounsi, dpa", True),
        ("by Olena Hryn", True),
        ("By Ana de la Cruz and Bo Li in Quito", True),
        ("Story by Ana Lima, CNN", True),
        ("By AFP", True),
        ("Ana Lima, Reuters", True),
        ("REUTERS", True),
        ("Agence France-Presse", True),
        ("By Friday the toll had risen to 20.", False),
        ("By the time help came, nobody was left.", False),
        ("Ana Lima said so, Reuters", False),
        ("Ana", False),
    ],
)
def test_lines_that_are_bylines(words: str, expected: bool) -> None:
    assert is_byline(words) is expected


DATELINES = {
    "SEOUL--|At least 100": ("Seoul", None),
    "DUBAI, United Arab Emirates (AP) — |A tanker": ("Dubai", "AP"),
    "Algiers (dpa) - |Algeria's": ("Algiers", "dpa"),
    "(Algiers (dpa) - |Algeria's": ("Algiers", "dpa"),
    "WASHINGTON, Dec 19 (Reuters) - |The": ("Washington", "Reuters"),
    "MOSCOW — |The Kremlin": ("Moscow", None),
    "WASHINGTON — |“We will": ("Washington", None),
    "(Reuters) - |At least": (None, "Reuters"),
    "Dec 19 (Reuters) - |Boeing": (None, "Reuters"),
    "(Xinhua) -- |China": (None, "Xinhua"),
    "SEOUL, Dec. 19 (Yonhap) -- |South Korea": ("Seoul", "Yonhap"),
    "MOSCOW, December 19. /TASS/. |Russian": ("Moscow", "TASS"),
    "KYIV. Dec 19 (Interfax-Ukraine) – |The": ("Kyiv", "Interfax"),
    "New Delhi [India], December 19 (ANI): |India": ("New Delhi", "ANI"),
    "WASHINGTON D.C., Dec 19 (PTI) |The US": ("Washington D.C", "PTI"),
    "Damascus, SANA- |The": ("Damascus", "SANA"),
    "(ANSA) - ROME, DEC 19 - |Italy": ("Rome", "ANSA"),
    "Abuja (ZNA) - |The": ("Abuja", "ZNA"),
    "ABUJA (Continental Press) — |The": ("Abuja", "Continental Press"),
    "NEW DELHI: |India": ("New Delhi", None),
    "Kyiv – |The city": ("Kyiv", None),
    "PORT-AU-PRINCE, Haiti (AP) — |Gangs": ("Port-au-Prince", "AP"),
    "ST. PETERSBURG, Fla. (AP) — |A man": ("St. Petersburg", "AP"),
    "KYIV/MOSCOW, Dec 19 (Reuters) - |Russia": ("Kyiv/Moscow", "Reuters"),
    "LONDON, Dec 19 (Thomson Reuters Foundation) - |Women": ("London", "Reuters"),
    "JERUSALEM, 19 December 2024 (AFP) - |Israel": ("Jerusalem", "AFP"),
    "RIO DE JANEIRO — |The": ("Rio de Janeiro", None),
}


@pytest.mark.parametrize("words", DATELINES)
def test_datelines(words: str) -> None:
    prefix, _, rest = words.partition("|")
    found = find_dateline(prefix + rest)
    assert found is not None
    assert (found.end, found.place, found.agency) == (len(prefix), *DATELINES[words])


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("DETROIT, May 3, 2025 (Meridian) - Car makers act.", date(2025, 5, 3)),
        ("JERUSALEM, 19 December 2024 (AFP) - Israel said.", date(2024, 12, 19)),
        ("SEOUL, Dec. 19 (Yonhap) -- South Korea said.", None),
    ],
)
def test_the_day_of_a_dateline_counts_with_its_year_only(words: str, day: date | None) -> None:
    found = find_dateline(words)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "words",
    [
        "BREAKING — The Senate",
        "NATO — the alliance founded in 1949 — has grown.",
        "North Korea - Russia ties",
        "The U.S. - The biggest donor",
        "AFL-CIO leaders met on Friday.",
        "AP: The numbers are wrong.",
        "President Lima (Liberal) - The first of her party - resigned.",
        "President Lima (R) - the first of her party - resigned.",
        "In March (AFP) reported the loss.",
        "UPDATE: The dam has been drained.",
        "At least 100 miners died — The ministry said so.",
        "SEOUL--",
    ],
)
def test_words_that_are_no_dateline(words: str) -> None:
    assert find_dateline(words) is None
