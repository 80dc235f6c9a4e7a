"""Captions: a photo's description, the opening that says it is one, and the credit to its photographer."""

import re
from typing import NamedTuple

from kg.read.tables import pictures_from

LONGEST_CREDIT = 200


class Caption(NamedTuple):
    """The range of the description among the words; before it stands its label, after it its credit."""

    start: int
    end: int


def find_caption(words: str, *, known: bool = False, early: bool = False) -> Caption | None:
    """The caption that `words` are, or None.

    `known` tells that they are one for certain, `early` that they stand near the start, as most pictures do.

    >>> words = "FILE - The carrier Calypso Dawn is seen off Fujairah. (AP Photo/Rashid Menon)"
    >>> words[slice(*find_caption(words))]
    'The carrier Calypso Dawn is seen off Fujairah.'
    """
    label = _LABEL.match(words)
    start = label.end() if label else 0
    credit = _credit_start(words, start, known=known or label is not None, early=early)
    if known or label or credit is not None or _is_described(words):
        return Caption(start, len(words) if credit is None else credit)
    return None


def _credit_start(words: str, start: int, *, known: bool, early: bool) -> int | None:
    """Where the photographer's credit at the end of the words begins."""
    start = max(start, len(words) - LONGEST_CREDIT)
    match = _LABELLED_CREDIT.search(words, start) or _COPYRIGHT.search(words, start)
    if match and match.start() > start:
        return match.start()
    match = _BRACKETS.search(words, start) or _OPEN_CREDIT.search(words, start)
    if match and match.start() > start and (known or _credits_picture(match, words, early=early)):
        return match.start()
    return None


def _credits_picture(match: re.Match[str], words: str, *, early: bool) -> bool:
    """Whether what ends the words credits a picture: it names agency and photographer, or says it is one.

    Early in an article a slash between two names is enough where the words report nothing.
    """
    credit = match.group()
    if _CREDIT_WORD.search(credit) or ("/" in credit and pictures_from(credit)):
        return True
    return early and match.re is _BRACKETS and _SLASH.search(credit) is not None and not _REPORTS.search(words)


def _is_described(words: str) -> bool:
    return _SHOWN.search(words) is not None and len(re.findall(r"[.!?](?:\s|$)", words)) <= 3 and '"' not in words


_PHOTO = r"(?:photo(?:graph)?|picture|image|pic|video|screengrab|screenshot|illustration|graphic|handout)"
_LABEL = re.compile(
    rf"(?:FILE|File)(?: (?i:{_PHOTO}s?))?\s*[-–—:]+\s*"  # FILE - , FILE PHOTO:
    rf"|(?i:(?:{_PHOTO} )?caption|pictured|{_PHOTO} shows)\s*[:|,]\s*"  # Image caption,
    r"|(?:Photo|PHOTO|Image|Picture)\s*:\s+(?=.{80})",  # a short one is a credit
)
_NAME = r"[A-Z][\w.'’&-]*(?: [\w.'’&-]+){0,5}"
_NAMES = rf"{_NAME}(?:\s?[/|,]\s?(?i:{_NAME}))*"
_LABELLED_CREDIT = re.compile(
    rf"(?<=[.!?\"”’)\s])\s*(?i:{_PHOTO}s?(?: (?:by|source|credit|courtesy(?: of)?))?"
    r"|(?i:(?:photo )?credit|source|courtesy))"
    rf"\s*[:,|]\s*{_NAMES}[.\s]*$|(?<=[.!?])\s*(?i:{_PHOTO}s?) by {_NAMES}[.\s]*$"
)
_COPYRIGHT = re.compile(r"(?<=[.!?])\s*(?:©|\(c\)|Copyright)\s*[^.!?]{2,60}\s*$")
_BRACKETS = re.compile(r"(?:(?<=[.!?\"”’])|(?<=\w))\s*[(\[][^()\[\]]{2,150}[)\]]\s*$")
_OPEN_CREDIT = re.compile(rf"(?<=[.!?])\s*{_NAME}(?:\s?/\s?(?i:{_NAME}))+\.?\s*$")
_CREDIT_WORD = re.compile(
    rf"^\s*[(\[](?:[\w.'’/-]+ ){{0,3}}?(?i:{_PHOTO}s?\b(?: by|\s?/|:|$|[)\]]| via| from)|courtesy\b)"
    r"|^\s*[(\[][^()]{2,60}\bvia\b"
)
_SLASH = re.compile(rf"^\s*[(\[]{_NAME}\s?/\s?{_NAME}[)\]]\s*$")
_REPORTS = re.compile(r"\b(?:said|says|told|according|reported|poll|survey)\b")
_SHOWN = re.compile(
    rf"\b(?:in|from) (?:this (?:[\w.]+ ){{0,4}}?{_PHOTO}\b"
    rf"|(?:an?|the) (?:undated|file|handout|still|satellite|aerial|frame)[\w ]{{0,20}} {_PHOTO}\b"
    r"|an? (?:photo(?:graph)?|picture|image) (?:released|provided|distributed|obtained|supplied|issued)\b)"
    rf"|\bfile {_PHOTO}\b|\b(?:pictured|photographed) (?:here|above|left|right)\b",
    re.IGNORECASE,
)
