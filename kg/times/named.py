"""Periods that have a name or a date: weekdays, dates, months, seasons, quarters."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from kg.times.periods import Period, period_at, season, span_of
from kg.times.setting import Setting

RUN = re.compile(r"\s+(?:in\s+a\s+row|running|straight)\b", re.IGNORECASE)
"""What follows a count of periods: "the second quarter in a row"."""
WEEK = timedelta(days=7)
AHEAD = frozenset({"ahead", "present"})
"""Tenses of what is to come: "the council meets on Thursday" too."""
LEADS = frozenset({"in", "since", "until", "of", "from", "to", "before", "after", "through", "between", "and", "part"})
"""Kinds of words after which a season or a year is surely one."""
YEARS = range(1000, 2200)
"""Years of which news writes out a date."""
JOINING = frozenset({"and", "to", "through", "dash", "comma", "month", "dd", "ordinal", "the", "of"})


def iso(setting: Setting) -> Period | None:
    """2024-12-17."""
    year, month, day = (int(part) for part in setting.inside[0].value.split("-"))
    return _day(year, month, day)


def numeric(setting: Setting) -> Period | None:
    """17.12.2024, and 17/12/2024 or 12/17/2024 where only one of the two can be meant."""
    one, other, year = (int(part) for part in re.split("[./]", setting.inside[0].value))
    if "." in setting.inside[0].value:
        return _day(year, other, one)
    days = {day for day in (_day(year, other, one), _day(year, one, other)) if day}
    return days.pop() if len(days) == 1 else None


def date_(setting: Setting) -> Period | None:
    """Dec. 17; Tuesday, 17 December 2024. Without a year it is the one that tense or weekday tell, else the nearest."""
    if _counts(setting):
        return None
    month, day = setting.value("month"), ordinal(setting)
    if month is None or day is None:
        return None
    return _date(setting, lambda year: _day(year, month, day))


def days(setting: Setting) -> Period | None:
    """Nov. 25-30; 3 and 4 May: days that follow each other, or a range."""
    month = setting.value("month")
    found = [number for item in setting.inside if (number := _ordinal_of(item.kind, item.value)) is not None]
    joined = setting.word("and") is not None and setting.word("between") is None
    if month is None or len(found) != 2 or found[0] >= found[1] or (joined and found[1] - found[0] > 1):
        return None

    def between(year: int) -> Period | None:
        one, other = _day(year, month, found[0]), _day(year, month, found[1])
        return replace(one, last=other.last) if one and other else None

    return _date(setting, between)


def holiday(setting: Setting) -> Period | None:
    """Christmas Day: days that have the same date each year."""
    word = setting.word("holiday")
    month, day = (int(part) for part in word.value.split("-")) if word else (0, 0)
    return _date(setting, lambda year: _day(year, month, day))


def month(setting: Setting) -> Period | None:
    """June, last June, June 2024."""
    number, year = setting.value("month"), setting.value("yyyy")
    if number is None or (year is None and not _is_month(setting)):
        return None
    if year is not None:
        return span_of(year, number, "month")
    year = _year_shared(setting)
    if year is not None:
        return replace(span_of(year, number, "month"), again="year")
    return _floating(setting, lambda year: span_of(year, number, "month"))


def season_(setting: Setting) -> Period | None:
    """The summer of 2022, last winter. The winter of a year may be at either end of it."""
    start, year = setting.value("season"), setting.value("yyyy")
    token = setting.token_at(setting.inside[-1])
    if start is None or token is None or token.pos in ("VERB", "AUX"):
        return None
    if year is not None:
        return replace(period_at(date(year, 1, 1), "year"), precision="season") if start == 12 else season(year, start)
    after = setting.token_after()
    lead = setting.kind_before() in (LEADS if setting.word("the") else LEADS - {"to", "and"})
    if setting.word("shift", "next") is None and (not lead or (after and after.text == "of")):
        return None
    return _floating(setting, lambda year: season(year, start))


def quarter(setting: Setting) -> Period | None:
    """The first quarter, Q1 2024: of the calendar year."""
    number = setting.value("quarter") or ordinal(setting)
    if number is None or number > 4 or (setting.word("term") is None and setting.word("quarter") is None):
        return None
    if RUN.match(setting.text, setting.span.end):
        return None
    year = setting.value("yyyy")
    if year is not None:
        return span_of(year, number * 3 - 2, "quarter")
    return _floating(setting, lambda year: span_of(year, number * 3 - 2, "quarter"))


def weekday(setting: Setting) -> Period | None:
    """Thursday: the latest not after publication, or the coming one where the verb looks ahead; next Thursday.

    "Last" and "next" may mean the nearest one or that of the last or next week: where these differ, the days of both
    bound it.
    """
    number, today = setting.value("weekday"), setting.today
    if number is None or not _is_day(setting):
        return None
    latest = today - timedelta(days=(today.weekday() - number) % 7)
    coming = today + timedelta(days=(number - today.weekday()) % 7)
    this_week = today + timedelta(days=number - today.weekday())
    shift = setting.word("shift", "next")
    if shift is None:
        tense = setting.tense()
        if tense == "either" and latest != today:
            return None
        day = coming if tense in AHEAD else latest
        return Period(day, day, "day", again="week", known=setting.published)
    if int(shift.value) == 0:
        nearest = by_week = this_week
    elif int(shift.value) < 0:
        nearest = latest if latest < today else latest - WEEK
        by_week = this_week - WEEK if _written(setting, "last") else nearest
    else:
        nearest = coming if coming > today else coming + WEEK
        by_week = this_week + WEEK if _written(setting, "next") else nearest
    first, last = min(nearest, by_week), max(nearest, by_week)
    return Period(first, last, "day" if first == last else "week", known=setting.published)


def weekend(setting: Setting) -> Period | None:
    """The weekend: the latest that has begun, or the coming one where the verb looks ahead."""
    today, shift = setting.today, setting.value("shift")
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    if shift == -1:
        saturday -= WEEK if saturday + timedelta(days=1) >= today else timedelta(0)
    elif setting.word("next") or (setting.tense() in AHEAD and saturday + timedelta(days=1) < today):
        saturday += WEEK
    return Period(saturday, saturday + timedelta(days=1), "day", known=setting.published)


def _written(setting: Setting, word: str) -> bool:
    token = setting.token_at(setting.inside[0])
    return token is not None and token.text.casefold() == word


def _day(year: int, month: int, day: int) -> Period | None:
    """The day, or None where the calendar has none of that date."""
    if year not in YEARS or not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return period_at(date(year, month, day), "day")


def _date(setting: Setting, of: Callable[[int], Period | None]) -> Period | None:
    """A date of the year that is named, else of the year that weekday, tense or nearness tell."""
    year = setting.value("yyyy")
    if year is not None:
        return of(year)
    year = _year_shared(setting)
    if year is not None:
        shared = of(year)
        return shared and replace(shared, again="year")
    today, number = setting.today, setting.value("weekday")
    years = [today.year + more for more in (0, -1, 1, -2, 2, -3, 3, -4, 4)]
    found = [period for year in years if (period := of(year)) and period.first and period.last]
    found = [p for p in found if number is None or (p.first and p.first.weekday() == number)]
    tense = setting.tense() if number is None else "unclear"
    if tense == "past":
        found = [p for p in found if p.first and p.first <= today] or found
    elif tense in AHEAD:
        found = [p for p in found if p.last and p.last >= today] or found
    nearest = min(found, key=lambda p: abs((p.first - today).days) if p.first else 0, default=None)
    return nearest and replace(nearest, again="year", known=setting.published)


def _year_shared(setting: Setting) -> int | None:
    """The year that a month or date further on in a row names: 2022 for the May of "May and June 2022"."""
    months = 0
    for item in setting.items[setting.end :]:
        if item.kind == "yyyy" and months:
            return int(item.value)
        if item.kind not in JOINING:
            return None
        months += item.kind == "month"
    return None


def _floating(setting: Setting, of: Callable[[int], Period]) -> Period | None:
    """A month or season of the year that "last", "this", "next" or the tense tell: the latest that has begun, else."""
    today = setting.today
    every = [of(today.year + more) for more in (-2, -1, 0, 1, 2)]
    begun = [p for p in every if p.first and p.first <= today]
    to_come = [p for p in every if p.last and p.last >= today]
    shift = setting.word("shift", "next")
    tense = setting.tense()
    if shift is None or int(shift.value) == 0:
        if tense == "either" and begun[-1] != to_come[0]:
            return None
        found = to_come[0] if tense in AHEAD else begun[-1]
        if setting.ends() and shift is None and tense == "past":
            found = min(begun[-1], to_come[0], key=lambda p: abs((p.last - today).days) if p.last else 0)
    elif int(shift.value) < 0:
        found = [p for p in every if p.last and p.last < today][-1]
    else:
        found = next(p for p in every if p.first and p.first > today)
    return replace(found, again=None if shift else "year", known=setting.published)


def ordinal(setting: Setting) -> int | None:
    """The first number among ordinals and days of the month in the phrase."""
    found = (_ordinal_of(item.kind, item.value) for item in setting.inside)
    return next((number for number in found if number is not None), None)


def _ordinal_of(kind: str, value: str) -> int | None:
    """The number of an ordinal or of a day of the month."""
    return int(re.sub(r"\D", "", value)) if kind in ("dd", "ordinal") else None


def _counts(setting: Setting) -> bool:
    """Whether the figure after a month counts what follows: "in May 5 soldiers"."""
    last, after = setting.inside[-1], setting.token_after()
    token = setting.token_at(last)
    if last.kind != "dd" or token is None or after is None or after.tag != "NNS":
        return False
    return setting.parse.tokens[token.head].span.start >= after.span.start and setting.kind_before() == "in"


def _is_month(setting: Setting) -> bool:
    """Whether the word is a month here, and no verb ("may"), person or part of a name ("the March Alliance")."""
    word = setting.word("month")
    token, after = (setting.token_at(word) if word else None), setting.token_after()
    if setting.end < len(setting.items) and setting.items[setting.end].kind in ("dd", "ordinal"):
        return False  # a day that the month does not have
    if word is None or token is None or token.pos in ("AUX", "VERB") or _in_name(setting):
        return False
    if setting.word("shift", "next") or setting.kind_before() in LEADS | {"dash"}:
        return True
    if after is not None and (after.text[:1].isupper() or after.pos in ("VERB", "AUX", "ADP")):
        return False
    return token.dep.split(":")[0] != "nsubj" or setting.kind_before() == "the"


def _is_day(setting: Setting) -> bool:
    """Whether the word is a certain day, and not any ("a Monday") or part of a name ("the Sunday Times")."""
    after, before = setting.token_after(), setting.token_before()
    if setting.kind_before() == "a":
        return after is not None and after.pos == "NOUN"
    ranked = setting.kind_before() == "ordinal" or (before is not None and before.tag == "JJS")
    club = before is not None and before.pos == "PROPN" and before.dep == "compound"
    return not ranked and not club and not _in_name(setting)


def _in_name(setting: Setting) -> bool:
    """Whether a name holds the phrase and more, or is a person who is called so."""
    span = setting.span
    return any(
        name.span.start <= span.start and span.end <= name.span.end and (name.span != span or name.kind == "person")
        for name in setting.parse.names
    )
