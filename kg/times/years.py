"""Years and what is longer: years, runs of them, decades, centuries."""

import re
from datetime import date

from kg.times.named import LEADS, ordinal
from kg.times.periods import Period, period_at
from kg.times.setting import Setting

NEAR = 100
"""Years from publication up to which "the 2022 elections" is a year and no count."""


def year(setting: Setting) -> Period | None:
    """2019, where it is not a count ("2000 soldiers")."""
    number = int(setting.inside[0].value)
    token, after = setting.token_at(setting.inside[0]), setting.token_after()
    before = setting.kind_before()
    if before == "dash" and setting.kind_before(2) not in ("part", "yyyy", "period", "month"):
        return None
    counts = token is not None and (token.dep.split(":")[0] == "nummod" or before == "of")
    if counts and after and after.tag in ("NNS", "JJ") and before != "the":
        return None
    near = abs(number - setting.today.year) <= NEAR
    dated = before == "comma" and setting.kind_before(2) in ("month", "period")
    if before in LEADS or before in ("dash", "month", "yyyy", "period") or dated:
        return period_at(date(number, 1, 1), "year")
    attributive = (
        after is not None and after.pos in ("NOUN", "PROPN", "ADJ") and (before == "the" or _possessive(setting))
    )
    round_count = number % 100 == 0 and after is not None and after.tag == "NNS"
    return period_at(date(number, 1, 1), "year") if near and attributive and not round_count else None


def years(setting: Setting) -> Period | None:
    """2022-23, 1939-45, 2019-2021. In 2010-12 the second figure may be a month."""
    first, short = setting.value("yyyy"), setting.word("dd", "digits")
    if first is None:
        return None
    last = int(setting.inside[-1].value) if short is None else first // 100 * 100 + int(short.value)
    month = short is not None and int(short.value) <= 12 and last != first + 1
    if not first < last <= first + NEAR or month or abs(first - setting.today.year) > 5 * NEAR:
        return None
    return Period(date(first, 1, 1), date(last, 12, 31), "year")


def decade(setting: Setting) -> Period | None:
    """The 1990s, the '90s, the nineties."""
    word = setting.word("decade")
    digits = re.sub(r"\D", "", word.value) if word else ""
    start = int(digits) + (0 if len(digits) == 4 else 1900)
    return period_at(date(start, 1, 1), "decade")


def century(setting: Setting) -> Period | None:
    """The 19th century."""
    number = ordinal(setting)
    return period_at(date((number - 1) * 100 + 1, 1, 1), "century") if number and number <= 22 else None


def _possessive(setting: Setting) -> bool:
    before = setting.token_before()
    return before is not None and (before.tag in ("POS", "PRP$") or before.text in ("s", "'s", "’s", "a", "an"))
