"""Periods made of others: parts of them, one within another, the bounds of what begins or ends with them."""

from dataclasses import replace
from datetime import date, timedelta

from kg.model import Precision
from kg.times.periods import ORDER, Period, coarser, moved, period_at, shifted, within_period
from kg.times.reckoned import counted_from
from kg.times.setting import Setting

DAY = timedelta(days=1)
OUTER: dict[str, Precision] = {"month": "month", "year": "year", "decade": "decade"}
NEED_OF = frozenset({"start", "beginning", "end", "middle", "first half", "second half"})
# Parts of a period: the first and the last of its days, or of its months, years (counted from 0).
PARTS: dict[Precision, tuple[Precision, dict[str, tuple[int, int]]]] = {
    "week": ("day", {"early": (0, 2), "mid": (2, 3), "late": (3, 6)}),
    "month": (
        "day",
        {"early": (0, 9), "mid": (9, 19), "late": (19, 30), "first half": (0, 14), "second half": (15, 30)},
    ),
    "season": ("month", {"early": (0, 0), "mid": (1, 1), "late": (2, 2)}),
    "quarter": ("month", {"early": (0, 0), "mid": (1, 1), "late": (2, 2)}),
    "year": ("month", {"early": (0, 3), "mid": (4, 7), "late": (8, 11), "first half": (0, 5), "second half": (6, 11)}),
    "decade": ("year", {"early": (0, 3), "mid": (3, 6), "late": (6, 9), "first half": (0, 4), "second half": (5, 9)}),
    "century": (
        "decade",
        {"early": (0, 3), "mid": (3, 6), "late": (6, 9), "first half": (0, 4), "second half": (5, 9)},
    ),
}


def share(setting: Setting) -> Period | None:
    """Early June, the end of the year, late on Thursday, earlier this month; as exact as what it is a part of."""
    part = setting.word("part")
    period = next(iter(setting.periods()), None)
    if part is None:
        return None
    token = setting.token_at(part)
    words = token.text.casefold() if token else ""
    if words in NEED_OF and period and setting.word("of", "dash") is None:
        return None
    unit = setting.unit()
    if period is None:
        if unit is None or (unit[0] in ("day", "week") and part.value.endswith("now")):
            return None
        period = replace(period_at(setting.today, unit[0]), known=setting.published)
    return part_of(period, part.value, setting.today)


def part_of(period: Period, part: str, today: date) -> Period:
    """The part of a period; a single day has none, and neither has what is open."""
    first, last = period.first, period.last
    if first is None or last is None:
        return period
    if part in ("before now", "after now"):
        if not first <= today <= last:
            return period
        return replace(period, last=today) if part == "before now" else replace(period, first=today)
    unit, parts = PARTS.get(period.precision, ("day", {}))
    if part not in parts:
        return period
    begin, end = parts[part]
    start, following = moved(first, begin, unit), moved(first, end + 1, unit)
    if start is None or following is None:
        return period
    return replace(period, first=start, last=min(following - DAY, last))


def place(setting: Setting) -> Period | None:
    """Thursday of last week, June last year: the one that lies in the other."""
    inner, outer = setting.periods()
    if inner.again != outer.precision or inner.first is None or outer.first is None:
        return None
    if inner.again == "week":
        count = (outer.first - inner.first + DAY * inner.first.weekday()).days // 7
    else:
        count = outer.first.year - inner.first.year
    found = shifted(replace(inner, again=None, known=outer.known), count, inner.again or "year")
    return found if found and within_period(found, outer) else None


def count(setting: Setting) -> Period | None:
    """The first week of May, the last three months of 2023, the first day of the year."""
    unit, ordinal, shift = setting.unit(), setting.word("ordinal"), setting.word("shift")
    period = next(iter(setting.periods()), None)
    if period is None:
        units = [item for item in setting.inside if item.kind in ("unit", "term", "century")]
        outer = OUTER.get(units[-1].value)
        period = period_at(setting.today, outer) if outer and len(units) > 1 else None
        period = period and replace(period, known=setting.published)
    if unit is None or period is None or period.first is None or period.last is None or setting.word("vague"):
        return None
    precision, size, plural = unit
    number = setting.count() or (None if plural else 1)
    if number is None or (shift is not None and shift.value != "-1"):
        return None
    length = number * size
    if ordinal:
        before = (int("".join(filter(str.isdigit, ordinal.value))) - 1) * length
        first, after = moved(period.first, before, precision), moved(period.first, before + length, precision)
    else:
        first, after = moved(period.last + DAY, -length, precision), period.last + DAY
    if first is None or after is None or first < period.first:
        return None
    return Period(first, min(after - DAY, period.last), precision, known=period.known)


def around(setting: Setting) -> Period | None:
    """The week of June 3: the unit of the calendar that a time lies in."""
    unit, (period,) = setting.unit(), setting.periods()
    if unit is None or unit[2] or period.first is None or ORDER.index(unit[0]) < ORDER.index(period.precision):
        return None
    found = replace(period_at(period.first, unit[0]), known=period.known)
    return found if within_period(period, found) else None


def offset(setting: Setting) -> Period | None:
    """Two days after Dec. 17."""
    before = setting.word("before", "after")
    unit = setting.unit()
    if before is None or setting.attributive() or (unit and not unit[2] and not setting.word("the", "a", "number")):
        return None
    return counted_from(setting, setting.periods()[0], -1 if before.kind == "before" else 1)


def between(setting: Setting) -> Period | None:
    """Between May and July, from Monday to Friday, 2019-2021: from the first of the one to the last of the other."""
    one, other = setting.periods()
    if one.again and other.first and one.first:
        one = _before(one, other)
    if other.again and one.first and other.first and other.first < one.first:
        other = shifted(other, 1, other.again) or other
    if one.first is None or other.last is None or one.first > other.last:
        return None
    return Period(one.first, other.last, coarser(one.precision, other.precision), known=one.known and other.known)


def _before(one: Period, other: Period) -> Period:
    """The period, moved so that it is the latest of its kind that does not begin after another whose place is sure."""
    found: Period | None = one
    while found and found.first and other.first and one.again and found.first > other.first:
        found = shifted(found, -1, one.again)
    if other.again is None and one.again == "year" and one.first and other.first and found is not None:
        years = other.first.year - one.first.year
        later = shifted(one, years, "year")
        found = later if later and later.first and later.first <= other.first else shifted(one, years - 1, "year")
        return replace(found or one, known=other.known)
    return found or one


def since(setting: Setting) -> Period | None:
    """Since the start of December: open at its end."""
    (period,) = setting.periods()
    if period.first and period.again and period.first > setting.today and period.known and _written(setting, "since"):
        period = shifted(period, -1, period.again) or period
    return replace(period, last=None, again=None) if period.first else None


def until(setting: Setting) -> Period | None:
    """Until Friday, by 2030: open at its beginning."""
    (period,) = setting.periods()
    return replace(period, first=None, again=None) if period.last else None


def before(setting: Setting) -> Period | None:
    """Before 2022. In "before Friday's vote" Friday is the day of the vote."""
    (period,) = setting.periods()
    if period.first is None or setting.attributive():
        return None
    return replace(period, first=None, last=period.first - DAY, again=None)


def after(setting: Setting) -> Period | None:
    """After 2022. In "after Friday's attack" Friday is the day of the attack."""
    (period,) = setting.periods()
    if period.last is None or setting.attributive():
        return None
    return replace(period, first=period.last + DAY, last=None, again=None)


def _written(setting: Setting, word: str) -> bool:
    token = setting.token_at(setting.inside[0])
    return token is not None and token.text.casefold() == word
