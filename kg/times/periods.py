"""Days, weeks, months and the like as ranges of days, and how far one lies from another.

Weeks begin on Monday (ISO 8601), centuries with their year 1, seasons are those of the northern half of the earth.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]

from kg.model import Precision

ORDER: tuple[Precision, ...] = ("day", "week", "month", "season", "quarter", "year", "decade", "century")
MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "week": 7}
YEARS = range(10, 9990)
"""Years whose century and week lie wholly in the calendar."""


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included; None is open.

    `again` tells after how long words like these mean another period ("Thursday": week; "June": year), None where they
    mean one alone. `known` is False where it is read against a publication date that the article does not have.
    """

    first: date | None
    last: date | None
    precision: Precision
    again: Precision | None = None
    known: bool = True


def period_at(day: date, unit: Precision) -> Period:
    """The unit of the calendar that a day lies in.

    >>> period_at(date(2024, 12, 20), "week").first, period_at(date(2000, 1, 1), "century").first
    (datetime.date(2024, 12, 16), datetime.date(1901, 1, 1))
    """
    if unit == "day":
        return Period(day, day, unit)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6), unit)
    if unit == "season":
        months = (day.year * 12 + day.month) // 3 * 3
        return season(months // 12, months % 12 or 12) if months % 12 else season(months // 12 - 1, 12)
    if unit in ("month", "quarter"):
        length = MONTHS[unit]
        return span_of(day.year, (day.month - 1) // length * length + 1, unit)
    start = {"year": day.year, "decade": day.year // 10 * 10, "century": (day.year - 1) // 100 * 100 + 1}[unit]
    return span_of(start, 1, unit)


def span_of(year: int, month: int, unit: Precision) -> Period:
    """The period of some months that begins with this one."""
    months = year * 12 + month - 1 + MONTHS[unit] - 1
    end_year, end_month = months // 12, months % 12 + 1
    return Period(date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]), unit)


def season(year: int, month: int) -> Period:
    """The three months that begin with this one: the meteorological season."""
    return span_of(year, month, "season")


def moved(day: date, count: int, unit: Precision) -> date | None:
    """The day so many units later (earlier if negative), or None where the calendar does not reach so far."""
    try:
        if unit in DAYS:
            return day + timedelta(days=count * DAYS[unit])
        later: date = day + relativedelta(months=count * MONTHS[unit])
    except (OverflowError, ValueError):
        return None
    return later if later.year in YEARS else None


def shifted(period: Period, count: int, unit: Precision) -> Period | None:
    """The same days or months so many units later, such as the next week's Thursday; None beyond the calendar.

    A day that the other month does not have (29 February) gives none.
    """
    if period.first is None or period.last is None:
        return None
    first = moved(period.first, count, unit)
    if first is None or (unit not in DAYS and first.day != period.first.day):
        return None
    if period.precision in ("day", "week"):
        last = first + (period.last - period.first) if unit in DAYS else moved(period.last, count, unit)
    else:
        length = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month
        end = moved(first.replace(day=1), length, "month")
        last = end and end.replace(day=monthrange(end.year, end.month)[1])
    return replace(period, first=first, last=last) if last else None


def within_period(inner: Period, outer: Period) -> bool:
    """Whether the one lies in the other."""
    if inner.first is None or inner.last is None or outer.first is None or outer.last is None:
        return False
    return outer.first <= inner.first and inner.last <= outer.last


def coarser(one: Precision, other: Precision) -> Precision:
    """The less exact of the two."""
    return max(one, other, key=ORDER.index)
