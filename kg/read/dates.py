"""Dates of publication as outlets write them, with their time zone.

The place of a date in a line is found here by its shape; its value is read by dateutil, which takes the many
ways of writing months and hours, costs a quarter of dateparser's import time and a tenth of its time per
date, and never guesses a missing part from the clock because only whole dates are handed to it.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil import parser  # type: ignore[import-untyped]

from kg.read.tables import timezones


class Dated(NamedTuple):
    """A date found in a line: where it stands and what it says."""

    start: int
    end: int
    value: date | datetime


@lru_cache(maxsize=256)
def find_date(words: str) -> Dated | None:
    """The first whole date in `words`: an aware datetime where a time and its zone are given, else a date.

    >>> find_date("Published 19 Dec 2024 10:15 GMT").value.isoformat()
    '2024-12-19T10:15:00+00:00'
    >>> find_date("December 19, 2024").value.isoformat()
    '2024-12-19'
    >>> find_date("dpa kt xx amk 121455 GMT sep 25").value.isoformat()
    '2025-09-12T14:55:00+00:00'
    """
    for match in _DATE.finditer(words):
        value = _value({name: found for name, found in match.groupdict().items() if found})
        if value is not None:
            return Dated(match.start(), match.end(), value)
    return None


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d\b"
_CLOCK = (
    r"(?:[01]?\d|2[0-4])[:.h][0-5]\d(?::[0-5]\d(?:\.\d+)?)?\s*(?:[ap]\.?m\b\.?)?"
    r"|[01]?\d\s*[ap]\.?m\b\.?|[0-2]\d[0-5]\d"
)
_ZONE = (
    r"(?:(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d\d)?|[+-]\d\d:?\d\d\b|(?-i:[A-Z]{1,4}\b)"
    r"|Eastern(?:\s+\w+)?\s+Time)"
)
_BETWEEN = r"[\s,|•·–—-]*(?:\bat\b|T)?\s*"
_DATE = re.compile(
    rf"""\b(?:
      (?:(?P<clock_before>{_CLOCK})\s*\(?(?P<zone_before>{_ZONE})?\)?,?\s+(?:on\s+)?(?:[A-Z][a-z]+day,?\s+)?)?
      (?:(?P<written>{_MONTH}\s*{_DAY}(?:,|\s)\s*{_YEAR}|{_DAY}[\s/-]*(?:of\s+)?{_MONTH}[\s,/-]*{_YEAR})
        |(?P<ordered>{_YEAR}(?P<mark>[-/.])[01]\d(?P=mark)[0-3]\d)
        |(?P<numbers>[0-3]?\d(?P<point>[./-])[0-3]?\d(?P=point){_YEAR}))
      (?:{_BETWEEN}(?P<clock>{_CLOCK})(?:\s*\(?(?P<zone>{_ZONE})\)?)?)?
    | (?P<day>[0-3]\d)(?P<hours>[0-2]\d[0-5]\d)\s+(?P<wire_zone>[A-Z]{{3,4}})
      \s+(?P<month>{_MONTH})\s+(?P<year>\d\d)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def _value(found: dict[str, str]) -> date | datetime | None:
    if "hours" in found:
        return _moment(f"{found['day']} {found['month']} 20{found['year']}", found["hours"], found["wire_zone"])
    day = found.get("written") or found.get("ordered") or _day_first(found["numbers"])
    if day is None:
        return None
    clock = found.get("clock") or found.get("clock_before")
    zone = found.get("zone") if "clock" in found else found.get("zone_before")
    return _moment(day, clock, zone)


def _day_first(numbers: str) -> str | None:
    """12/19/2024 and 19.12.2024 as a written date; None where day and month cannot be told apart.

    Dots are only used by those who put the day first.
    """
    first, second, year = (int(part) for part in re.split(r"[./-]", numbers))
    if second > 12:
        first, second = second, first
    elif first <= 12 and first != second and "." not in numbers:
        return None
    return f"{year}-{second:02d}-{first:02d}"


def _moment(day: str, clock: str | None, zone: str | None) -> date | datetime | None:
    try:
        value: datetime = parser.parse(day.replace("of", " "), dayfirst=False)
        offset = _offset(zone) if clock and zone else None
        if clock is None or offset is None:
            return value.date()
        hours = re.sub(r"(?<=\d)[.h](?=\d\d\b)", ":", clock.strip())
        hours = re.sub(r"^(\d\d)(\d\d)$", r"\1:\2", hours)
        # Parsed together, so that dateutil sees hours beside a date and never alone.
        moment: datetime = parser.parse(f"{value:%Y-%m-%d} {hours}").replace(tzinfo=offset)
    except (ValueError, OverflowError):
        return None
    # A fixed offset rather than a named zone: the same text then always gives the same value.
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))


def _offset(zone: str) -> tzinfo | None:
    """The time zone that `zone` abbreviates or states; None where it is not known."""
    written = re.fullmatch(r"(?:GMT|UTC)?\s?([+-])(\d{1,2}):?(\d\d)?", zone, re.IGNORECASE)
    if written:
        sign, hours, minutes = written.groups()
        span = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(-span if sign == "-" else span)
    name = "ET" if zone.lower().startswith("eastern") else zone.upper()
    return _zone(name)


@lru_cache
def _zone(name: str) -> tzinfo | None:
    stated = timezones().get(name)
    if stated is None:
        return None
    if "/" in stated:
        return ZoneInfo(stated)
    return datetime.fromisoformat(f"2000-01-01T00:00{stated}").tzinfo or UTC
