"""The clauses of a line near the top of an article: what stands between its bars, dashes, full stops and dates."""

import re
from typing import NamedTuple

from kg.read.dates import find_date


class Clause(NamedTuple):
    """Words between strong separators, the separators at their sides, and whether they lead up to a date.

    The separators are bars, brackets, dashes, full stops and, as `DAY`, dates and times of day.
    """

    words: str
    before: str
    after: str
    leads: bool


DAY = "\n"


def find_clauses(words: str) -> tuple[list[Clause], bool]:
    """The clauses of a line without its dates, and whether it has a whole date.

    >>> clauses, dated = find_clauses("Quito, Friday 2 May 2025, 9.30. Ana Lima, Sport | Page 4")
    >>> [(clause.words, clause.leads) for clause in clauses], dated
    ([('Quito', True), ('Ana Lima, Sport', False), ('Page 4', False)], True)
    """
    rest, dated = _without_dates(words)
    clauses = []
    before, start, leads = "", 0, True
    for match in [*_BREAK.finditer(rest), None]:
        after = (match["sign"] or match[0].strip()) if match else ""
        clause = rest[start : match.start() if match else len(rest)]
        if bare := clause.strip(" ,"):
            joined = after == DAY and clause.rstrip().endswith(",")
            clauses.append(Clause(bare, before, after, leads or joined))
        if match:
            before, start, leads = after, match.end(), leads and after != DAY
    return clauses, dated


_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]*\s*$", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-4])(?:[:.h]\s?[0-5]\d){1,2}(?:\s*[ap]\.?m\b\.?)?|\b[01]?\d\s*[ap]\.?m\b\.?", re.IGNORECASE
)
# A full stop ends a clause where it stands after a date or a word too long for an abbreviation.
_BREAK = re.compile(
    r" *(?P<sign>[|·•()\[\]\n]|(?<= )/(?= )) *| *(?<=\s)[–-]\s+| *— *| *;\s+"
    r"|(?:(?<=[^\W\d_]{4})(?<!Prof)|(?<=[\d\n)]))\.(?:\s+|$)"
)


def _without_dates(words: str) -> tuple[str, bool]:
    """The words with a line end for each date and time of day, and whether there was a date."""
    dated = False
    while found := find_date(words):
        before = _WEEKDAY.sub("", words[: found.start])
        words, dated = f"{before}{DAY}{words[found.end :]}", True
    return _CLOCK.sub(DAY, words), dated
