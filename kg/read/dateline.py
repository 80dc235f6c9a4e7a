"""The dateline that opens a story: place, day and agency before its first sentence."""

import re
from datetime import date
from typing import NamedTuple

from kg.read.dates import find_date
from kg.read.tables import agency_in, agency_named

LONGEST = 150


class Dateline(NamedTuple):
    """Where the dateline ends and the first sentence starts, the place and the agency it names, and its day.

    A day without a year is none.
    """

    end: int
    place: str | None
    agency: str | None
    day: date | None = None


def find_dateline(words: str, *, first: bool = True) -> Dateline | None:
    """The dateline at the start of `words`, or None; some forms count only in a `first` paragraph.

    >>> find_dateline("DUBAI, United Arab Emirates (AP) — A tanker was hit by two projectiles.")
    Dateline(end=35, place='Dubai', agency='AP', day=None)
    >>> find_dateline("SEOUL--At least 100 troops have been killed.")
    Dateline(end=7, place='Seoul', agency=None, day=None)
    >>> find_dateline("The king — the last of his line — has died.") is None
    True
    """
    for form in _FORMS + _FIRST_FORMS * first:
        match = form.match(words, 0, LONGEST)
        if match and (found := _dateline(words, match.groupdict(), match.end())):
            return found
    return None


def _dateline(words: str, found: dict[str, str | None], end: int) -> Dateline | None:
    place, named = found.get("place"), found.get("agency")
    agency = agency_in(named) if named else found.get("unknown")
    rest = words[end:]
    if not rest or (named and not agency):
        return None
    if place and (agency_named(place) or _NO_PLACE.match(place) or not _OPENS.match(rest)):
        return None
    dated = find_date(words[:end])
    return Dateline(end, _place_name(place) if place else None, agency, dated.value if dated else None)


def _place_name(place: str) -> str:
    """The place as in a sentence: "NEW YORK" as "New York", "PORT-AU-PRINCE" as "Port-au-Prince"."""
    place = place.strip(" .,")
    if not place.isupper():
        return place
    parts = re.split(r"([ /-])", place)
    return "".join(_capitalised(part, first=not number) for number, part in enumerate(parts))


def _capitalised(part: str, *, first: bool) -> str:
    """One word of a place; initials such as "D.C" stay as they are."""
    if "." in part.rstrip("."):
        return part
    return part.lower() if part.lower() in _SMALL and not first else part.capitalize()


_SMALL = set("al am an au aux ben da de del der di do du el en la le les of on sur the upon".split())
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
# Words that open a first sentence as a label or as its subject, not as a place.
_LABELS = (
    "advisory|alert|analysis|background|breaking|breaking news|byline|column|comment|correction|corrected"
    "|editorial|editor['’]s note|exclusive|explainer|factbox|fact check|feature|file|file photo|focus"
    "|insight|interview|just in|live|look|news|newsletter|note|opinion|photos?|profile|review|summary"
    "|timeline|updated?|video|watch|wrapup"
)
_NO_PLACE = re.compile(
    rf"(?:{_LABELS})\W*$|{_MONTH}( \d|$)"
    r"|(?:the|a|an|this|that|these|in|on|at|by|for|and|but)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"""["'“‘«(\[$€£¥]*[A-ZÀ-ÖØ-Þ0-9]""")

_UPPER = r"[A-ZÀ-ÖØ-Þ]"
_SMALL_WORD = rf"(?:{'|'.join(sorted(_SMALL))})"
_CAPS = rf"{_UPPER}(?:{_UPPER}|['’.-](?=\w))*\.?"
_CAPS_PLACE = rf"(?:{_CAPS}(?:[ /]{_CAPS}){{0,4}})(?<=[^\W\d_][^\W\d_]|[^\W\d_]\.)"
_WORD = rf"{_UPPER}(?:\w|['’.-](?=\w))*\.?"
_PLACE = rf"(?:{_WORD}(?:[ /](?:{_SMALL_WORD} )?{_WORD}){{0,4}})"
_REGION = rf"(?: \[{_PLACE}\]| \({_PLACE}\)(?=,)|, {_PLACE}){{0,2}}"
_DAY = rf"(?:[,.]? (?i:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? (?:19|20)\d\d)?\.?)?"
_DASH = r"\s*(?:—|–|--+|-(?=\s)|(?<=\s)-)\s*"
_BREAK = rf"(?:{_DASH}|\s*[:.]?\s*)"
_AGENCY = r"[(/](?P<agency>[A-Z](?![^()]*(?i:photo|video))[^()/]{1,40}(?:/[A-Z][^()/]{1,40})?|dpa[^()/]*)[)/]"
_LETTERS = r"\((?P<unknown>[A-Z]{2,8})\)"
_UNKNOWN = rf"\((?P<unknown>{_PLACE})\)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # SEOUL, Dec. 19 (Yonhap) --, MOSCOW. /TASS/.
        rf"\(?(?P<place>{_PLACE}){_REGION}{_DAY}[ .]*{_AGENCY}{_BREAK}",
        rf"(?P<place>{_PLACE}){_REGION}{_DAY} {_LETTERS}{_DASH}",  # Abuja (ZNA) -
        rf"(?P<place>{_CAPS_PLACE}){_REGION}{_DAY} {_UNKNOWN}{_DASH}",  # ABUJA (Continental Press) -
        rf"{_AGENCY}{_DASH}(?:(?P<place>{_CAPS_PLACE}){_DAY}{_DASH})",  # (ANSA) - ROME, DEC 19 -
        rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})? ?{_AGENCY}{_BREAK}",  # (Reuters) -, Dec 19 (Reuters) -
        rf"(?P<place>{_PLACE}), (?P<agency>[A-Z]{{2,10}}){_DASH}",  # Damascus, SANA-
        rf"(?P<place>{_CAPS_PLACE}){_REGION}{_DAY}{_DASH}",  # SEOUL--, WASHINGTON —
    )
)
_FIRST_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<place>{_CAPS_PLACE}){_REGION}{_DAY}:\s+",  # KARACHI:
        rf"(?P<place>{_WORD}(?: {_WORD}){{0,2}})(?:, {_PLACE})?{_DAY}\s*(?:—|--|\s–\s)\s*",  # Washington —
    )
)
