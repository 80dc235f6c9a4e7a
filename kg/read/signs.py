"""What one paragraph alone shows it is there for: the signs of `signs.toml`, dates, and bylines."""

import re
import tomllib
from functools import lru_cache
from typing import NamedTuple

from kg.model import ZoneKind
from kg.read.dates import find_date
from kg.read.imprint import fits_imprint
from kg.read.paragraphs import Paragraph
from kg.read.tables import agency_in, agency_named
from kg.resources import resource

# What makes no part of the story is said shortly.
LONGEST = 600
LONGEST_DATE = 150


def kind_of(paragraph: Paragraph) -> ZoneKind | None:
    """What the paragraph's own words say it is there for; None where they do not say.

    >>> from kg.read.paragraphs import find_paragraphs
    >>> [kind_of(p) for p in find_paragraphs("By Ana Lima\\n\\nRead also: What we know\\n\\nThe dam burst.")]
    ['byline', 'related', None]
    """
    words = paragraph.words
    if not any(character.isalnum() for character in words):
        return "credit"
    if is_agency(words):
        return "byline"
    for sign in _signs() if len(words) <= LONGEST else ():
        if sign.shape.search(words) and not sign.unless.search(words):
            return sign.kind
    if is_date(words):
        return "date"
    if is_byline(words):
        return "byline"
    return "related" if paragraph.markup.link and not _SENTENCE_END.search(words) else None


def is_date(words: str) -> bool:
    """Whether the words are a date of publication and hardly anything else.

    >>> is_date("Published: 19 Dec 2024, 10:15 GMT"), is_date("On December 19, 2024 the dam burst.")
    (True, False)
    """
    if _AGO.fullmatch(words):
        return True
    found = find_date(words) if len(words) <= LONGEST_DATE else None
    if not found:
        return False
    others = words[: found.start] + " " + words[found.end :]
    others = _DATE_WORDS.sub(
        " ", others if not (more := find_date(others)) else others[: more.start] + others[more.end :]
    )
    words_left = [word for word in others.split() if re.search(r"\w", word)]
    few = len(re.findall(r"\w+", others)) <= 2 and all(map(fits_imprint, words_left))
    return few and not _SENTENCE_END.search(others.strip() + " ")


def is_byline(words: str) -> bool:
    """Whether the words are "By" and names, a name with its agency, or names with a place of work.

    >>> is_byline("By Karim Tounsi, dpa"), is_byline("By Friday the toll had risen.")
    (True, False)
    """
    return is_agency(words) or (_BYLINE.fullmatch(words) is not None) or _name_and_agency(words)


def is_agency(words: str) -> bool:
    """Whether the words name an agency and nothing else, such as "REUTERS" or "Source: Xinhua"."""
    return agency_named(_SOURCE.sub("", words).strip(" ()[]-–—|.")) is not None


def is_name(words: str) -> bool:
    """Whether the words look like one to four names of people, perhaps with a place."""
    return _NAMES_ONLY.fullmatch(words) is not None


def ends_sentence(words: str) -> bool:
    """Whether the words end as a sentence does."""
    return _SENTENCE_END.search(words) is not None


def _name_and_agency(words: str) -> bool:
    name, _, agency = words.rpartition(",")
    return bool(agency_named(agency) and _NAMES_ONLY.fullmatch(name.strip())) or bool(
        _NAMES_ONLY.fullmatch(words) and len(words.split()) > 2 and agency_in(words) and re.search(r"[/|–—]", words)
    )


_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_SOURCE = re.compile(r"^(?:source|agency|agencies|from|by|with inputs? from|via)\s*[:|-]?\s+", re.IGNORECASE)
_AGO = re.compile(
    r"(?:(?:last )?(?:updated|published|posted)\W*)?"
    r"(?:\d+|an?|one) (?:minute|min|hour|hr|day|week|month|year)s? ago",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"\b(?:first|last|originally|published|publication|publish|posted|updated|update|modified|created|issued|filed|date|dated|time|on|at"
    r"|of|in|print|online|local|is|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    r"|\d+ min(?:ute)? read|min read"
    r"|[ap]\.?m|gmt|utc|\d{1,2}:\d\d)\b",
    re.IGNORECASE,
)

_PARTICLE = r"(?:de|del|della|der|van|von|den|al|el|bin|bint|ibn|da|dos|du|la|le|ter|ten|y|abu)\b"
_NAME = rf"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|{_PARTICLE})"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,4}}"
_LIST = rf"{_NAMES}(?:(?:,| and| &|, and| with) {_NAMES}){{0,6}}"
_NAMES_ONLY = re.compile(
    rf"(?:{_NAMES})(?:(?:,| and| &|, and|/| \||/ | [–—-]) {_NAMES}){{0,3}}(?: (?:in|at) {_NAMES})?"
)
_BYLINE = re.compile(
    rf"(?:(?:(?:Story|Written|Reported|Report|Text|Words|Article|Analysis|Compiled)\s+)?[Bb][Yy]|From|Author|Authors|Reporter|Byline)"
    rf"\s*:?\s+(?:(?:our|staff|the|a|special)\s+)*{_LIST}"
    rf"(?:\s*[|,/–—-]\s*[^.!?]{{2,60}}|\s+(?:in|at|for|of|on behalf of) [^.!?]{{2,60}}"
    rf"|\s+(?:staff|correspondents?|reporters?|writers?|editors?)\b[^.!?]{{0,40}})?",
)


class Sign(NamedTuple):
    """A shape of words, the kind of paragraph it shows, and the words that speak against it."""

    kind: ZoneKind
    shape: re.Pattern[str]
    unless: re.Pattern[str]


@lru_cache
def _signs() -> tuple[Sign, ...]:
    rows = tomllib.loads(resource("read", "signs.toml").read_text(encoding="utf-8"))["sign"]
    return tuple(
        _sign(row["kind"], row["shape"], row.get("unless", r"(?!)"), cased=row.get("cased", False)) for row in rows
    )


def _sign(kind: ZoneKind, shape: str, unless: str, *, cased: bool) -> Sign:
    flags = re.VERBOSE if cased else re.VERBOSE | re.IGNORECASE
    return Sign(kind, re.compile(shape, flags), re.compile(unless, flags))
