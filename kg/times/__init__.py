"""When, in English news: the words that tell a time, resolved against the day of publication to ranges of days.

The words and phrases are tables (`ontology/times.csv`, `time_phrases.csv`, `tenses.csv`). What a phrase means follows
the TIMEX3 scheme of ISO 24617-1 where it says so: "two weeks ago" is the week of the calendar that lies two weeks
back. Seasons are those of the north, quarters those of the calendar.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from kg.model import Parse, Spans, Time, within
from kg.times import combined, named, reckoned, years
from kg.times.periods import Period
from kg.times.phrases import Found, Item, Reader, found_in
from kg.times.setting import Reading, Setting
from kg.times.words import may_tell, words_of

STAND_IN = date(2000, 1, 1)
"""What relative words are read against in an article without a date; only what does not depend on it is kept."""
READINGS: Mapping[str, Reading] = {
    "iso": named.iso,
    "numeric": named.numeric,
    "days": named.days,
    "date": named.date_,
    "month": named.month,
    "season": named.season_,
    "quarter": named.quarter,
    "year": years.year,
    "years": years.years,
    "decade": years.decade,
    "century": years.century,
    "weekday": named.weekday,
    "weekend": named.weekend,
    "holiday": named.holiday,
    "today": reckoned.today,
    "daypart": reckoned.daypart,
    "overnight": reckoned.overnight,
    "ago": reckoned.ago,
    "ahead": reckoned.ahead,
    "rolling": reckoned.rolling,
    "relative": reckoned.relative,
    "share": combined.share,
    "place": combined.place,
    "count": combined.count,
    "around": combined.around,
    "offset": combined.offset,
    "between": combined.between,
    "since": combined.since,
    "until": combined.until,
    "before": combined.before,
    "after": combined.after,
}


def find_times(
    text: str, parse: Parse, place: Spans, published: date | datetime | None, told: Spans = ()
) -> tuple[Time, ...]:
    """The times that the words in parts of a text tell, in text order.

    `published` counts by its own clock: an article of half past midnight in Seoul is of that day there. Words that
    count from a time named before ("the day after") look for it in the whole text. Without `published` only what names
    its year, or counts from such a time, is found. In `told`, such as headlines and captions, the present tense tells
    of what was.
    """
    today = published.date() if isinstance(published, datetime) else published
    found: list[Found] = []
    for sentence in parse.sentences:
        if may_tell(text[slice(*sentence.span)]):
            items = found_in(words_of(text, sentence.span), _reader(text, parse, today, tuple(found), told))
            found += [item for item in items if isinstance(item, Found)]
    return tuple(
        Time(one.span, one.period.first, one.period.last, one.period.precision)
        for one in found
        if one.period.known and any(within(one.span, span) for span in place)
    )


def _reader(text: str, parse: Parse, today: date | None, before: Sequence[Found], told: Spans) -> Reader:
    """Reads the phrases of a sentence; none does that comes again and again ("every Thursday")."""

    def read(name: str, items: Sequence[Item], first: int, end: int) -> Period | None:
        if first and items[first - 1].kind == "every":
            return None
        return READINGS[name](
            Setting(text, parse, today or STAND_IN, today is not None, before, told, items, first, end)
        )

    return read
