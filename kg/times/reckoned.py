"""Periods counted from the day of publication or from a time named before: three days ago, two weeks later."""

from dataclasses import replace
from datetime import date, timedelta

from kg.model import Precision
from kg.times.periods import ORDER, Period, moved, period_at
from kg.times.setting import HOURS, Setting

DAY = timedelta(days=1)
HOURLY: tuple[Precision, int, bool] = ("day", 1, True)
CLAUSE = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB"})
"""Parts of speech that may follow "the day before" where it is before something else than a time named already."""


def today(setting: Setting) -> Period | None:
    """Yesterday, today, tomorrow evening; not the "Today" that is a programme or a newspaper."""
    token, before = setting.token_at(setting.inside[0]), setting.token_before()
    if token and before and token.text[0].isupper() and before.text[-1].isalnum():
        return None
    day = setting.today + (setting.value("today") or 0) * DAY
    return Period(day, day, "day", known=setting.published)


def daypart(setting: Setting) -> Period | None:
    """This morning, last night."""
    day = setting.today + (setting.value("shift") or 0) * DAY
    return Period(day, day, "day", known=setting.published)


def overnight(setting: Setting) -> Period | None:
    """The night to today, or the nights before and after a weekday."""
    number, today = setting.value("weekday"), setting.today
    if number is None:
        return Period(today - DAY, today, "day", known=setting.published)
    day = today - DAY * ((today.weekday() - number) % 7)
    return Period(day - DAY, min(day + DAY, today), "day", known=setting.published)


def ago(setting: Setting) -> Period | None:
    """Three days ago, about two years ago, weeks ago: the unit of the calendar that lies so far back."""
    if setting.hours():
        first = moved(setting.today, -_days(setting), "day") if setting.count() else None
        return Period(first, setting.today, "day", known=setting.published)
    return _away(setting, -1)


def ahead(setting: Setting) -> Period | None:
    """In two weeks, where the verb looks ahead (else it is how long something took); within 18 months."""
    word, unit = setting.word("in"), setting.unit()
    token = setting.token_at(word) if word else None
    if (
        token is None
        or setting.tense() not in ("ahead", "present")
        or _superlative(setting)
        or setting.hours()
        or unit is None
    ):
        return None
    if token.text.casefold() == "in":
        return _away(setting, 1)
    count = setting.count()
    last = moved(setting.today, count * unit[1], unit[0]) if count else None
    within = token.text.casefold() == "within" and last
    return Period(setting.today, last, unit[0], known=setting.published) if within else None


def rolling(setting: Setting) -> Period | None:
    """The past two weeks, recent days, the coming months: up to publication or from it; last week: of the calendar."""
    shift = setting.word("shift", "next", "recent")
    unit = HOURLY if setting.hours() else setting.unit()
    if unit is None or shift is None:
        return None
    precision, size, plural = unit
    way = int(shift.value or -1)
    counted = setting.word("number", "dd", "yyyy", "digits", "vague")
    the = setting.word("the") is not None or (shift.value == "-1" and _text(setting, "past"))
    if not plural and not counted and (not the or way == 0):
        day = moved(setting.today, way * size, precision)
        return replace(period_at(day, precision), known=setting.published) if day else None
    if way == 0 or (shift.kind == "recent" and not plural):
        return None
    count = _days(setting) if setting.hours() else (setting.count() or (None if plural else 1))
    if setting.word("vague"):
        count = None
    far = moved(setting.today, way * size * count, precision) if count else None
    if count and far is None:
        return None
    first, last = (far, setting.today) if way < 0 else (setting.today, far)
    return Period(first, last, precision, known=setting.published)


def relative(setting: Setting) -> Period | None:
    """The day before, two weeks later, the same month: counted from the nearest time named before."""
    way, anchor = _way(setting), setting.anchor()
    if way is None or anchor is None or not _complete(setting):
        return None
    return counted_from(setting, anchor, way)


def counted_from(setting: Setting, anchor: Period, way: int) -> Period | None:
    """So many units before or after a time; days need a time that is exact to the day."""
    unit = HOURLY if setting.hours() else setting.unit()
    if unit is None or anchor.first is None or anchor.last is None:
        return None
    precision, size, plural = unit
    if ORDER.index(anchor.precision) > ORDER.index(precision):
        return None
    count = (_days(setting) if setting.hours() else setting.count()) or (None if plural else 1)
    if count is None or setting.word("vague"):
        return Period(anchor.last + DAY, None, precision) if way > 0 else Period(None, anchor.first - DAY, precision)
    first = anchor.first if setting.hours() and way > 0 else moved(anchor.first, way * count * size, precision)
    last = anchor.last if setting.hours() and way < 0 else moved(anchor.last, way * count * size, precision)
    if first is None or last is None:
        return None
    return Period(period_at(first, precision).first, period_at(last, precision).last, precision, known=anchor.known)


def _away(setting: Setting, way: int) -> Period | None:
    """The unit that lies so many units back or ahead; "about" and the like make it wider."""
    unit = setting.unit()
    if unit is None:
        return None
    precision, size, plural = unit
    count = setting.count()
    known = setting.published
    if count is None or setting.word("vague"):
        if not plural:
            return None
        edge = moved(setting.today, way, "day")
        return Period(None, edge, precision, known=known) if way < 0 else Period(edge, None, precision, known=known)
    near, far = (count * size, count * size)
    about = setting.word("about")
    reading = about.value if about else "at least" if _text(setting, "over") else ""
    if reading in ("at most", "about"):
        near -= size
    if reading == "about":
        far += size
    one, other = (_unit(setting.today, way * number, precision) for number in (near, far))
    if one is None or other is None:
        return None
    first, last = (other.first, one.last) if way < 0 else (one.first, other.last)
    if reading == "at least":
        return Period(None, last, precision, known=known) if way < 0 else Period(first, None, precision, known=known)
    if way < 0 and last and precision != "day":
        last = min(last, setting.today)
    if way > 0 and first:
        first = max(first, setting.today)
    return Period(first, last, precision, known=known)


def _unit(day: date, count: int, unit: Precision) -> Period | None:
    moved_day = moved(day, count, unit)
    return period_at(moved_day, unit) if moved_day else None


def _days(setting: Setting) -> int:
    """The days that so many hours may reach into another of."""
    return -(-(setting.count() or 1) // HOURS)


def _way(setting: Setting) -> int | None:
    """Back, ahead or neither."""
    neighbour = setting.word("neighbour", "next")
    if neighbour:
        return int(neighbour.value)
    part, before = setting.word("part"), setting.word("before", "after")
    value = part.value if part else before.kind if before else ""
    return {"before now": -1, "before": -1, "after now": 1, "after": 1}.get(value)


def _complete(setting: Setting) -> bool:
    """Whether the words tell by themselves what they count from, and are no conjunction, comparison or idiom."""
    after, first = setting.token_after(), setting.token_at(setting.inside[0])
    neighbour = setting.word("neighbour", "next")
    if neighbour:
        opens = setting.token_at(neighbour)
        next_unit = neighbour.kind == "next" and not setting.hours() and setting.tense() == "ahead"
        return opens is not None and not next_unit and (opens.text.casefold() != "that" or opens.pos == "DET")
    unit = setting.unit()
    singular = unit is not None and not unit[2]
    if singular and setting.count() is None and setting.word("the") is None:
        return False
    if setting.word("before", "after"):
        return after is None or (after.pos not in CLAUSE and after.tag != "POS")
    written = setting.inside[-1]
    token = setting.token_at(written)
    if first is None or token is None or token.text.casefold() not in ("earlier", "later"):
        return False
    return after is None or after.text.casefold() != "than"


def _superlative(setting: Setting) -> bool:
    """Whether the words before tell that it is a record: "the first in three years"."""
    numbers = setting.parse.numbers(setting.span)
    before = setting.parse.tokens[max(0, numbers.start - 4) : numbers.start]
    return any(t.tag in ("JJS", "RBS") or t.text.casefold() in ("first", "time", "only") for t in before)


def _text(setting: Setting, word: str) -> bool:
    """Whether a word stands in the phrase."""
    return any((token := setting.token_at(item)) and token.text.casefold() == word for item in setting.inside)
