"""How a number stands to another one: a difference ("rose by 12", "5 fewer than"), or one on top ("12 more bodies")."""

import re
from typing import NamedTuple

from kg.model import Relation, Sentence
from kg.quantities.affected import words
from kg.quantities.qualifiers import Qualified, last_words

COMPARED = re.compile(r"\s+(more|fewer|less|higher|lower)\s+(?:[^\W\d][\w’'-]*\s+){0,4}?than\b", re.IGNORECASE)
ON_TOP = re.compile(r"\s+(?:more|additional|further|extra)\b(?!\s+than\b)", re.IGNORECASE)
CHANGE_OF = re.compile(r"\b(\w+)\s+of\s+$")
A_CHANGE_OF = re.compile(r"\ban?\s+(?:[\w-]+\s+){0,2}?\w+\s+of\s+$", re.IGNORECASE)
LAST_WORD = re.compile(r"(\w+)\s+$")
WORDS_AFTER = re.compile(r"(?:[\s-]+([^\W\d]+))(?:\s+([^\W\d]+))?")
FROM = re.compile(r",\s+from\s+$")
BY = re.compile(r"\bby\s+$")
OF = re.compile(r"\s+of\b")
SINCE = re.compile(r"\s+(?:\w+\s+){0,2}?(?:from|on|compared)\b", re.IGNORECASE)
NEAR = 40


class Change(NamedTuple):
    """Whether a number is a difference, and how it stands to another one."""

    differs: bool
    relation: Relation | None


def change(text: str, sentence: Sentence, found: Qualified) -> Change:
    """How a number stands to another one, as the words around it tell."""
    start, end = found.span.start, found.span.end
    before = text[sentence.span.start : start]
    after = text[end : min(sentence.span.end, end + 2 * NEAR)]
    if found.numeral.out_of:
        return Change(False, None)
    if found.changed_by:
        return Change(True, _nearest(before))
    if compared := COMPARED.match(after):
        return Change(True, direction(compared[1]))
    if found.relation:
        return Change(False, found.relation)
    if ON_TOP.match(after):
        return Change(False, "increment")
    if FROM.search(before) and _nearest(before, whole=True):
        return Change(False, "former")
    if _is_share(found) and BY.search(before) and not OF.match(after) and (told := _nearest(before, whole=True)):
        return Change(True, told)
    told = _told_before(before, after, found) or _told_after(after, found)
    return Change(told is not None, told)


def direction(word: str) -> Relation | None:
    """Whether a word of change goes up or down, if it tells.

    >>> direction("Fell"), direction("differ")
    ('less', None)
    """
    word = word.casefold()
    return "more" if word in words("more change") else "less" if word in words("less change") else None


def _nearest(before: str, *, whole: bool = False) -> Relation | None:
    """The direction of the last word of change before a number, near it or in the `whole` sentence."""
    near = last_words(before) if not whole else re.findall(r"\w+", before.casefold())
    changed = [word for word in near if word in words("change")]
    return direction(changed[-1]) if changed else None


def _told_before(before: str, after: str, found: Qualified) -> Relation | None:
    """From "sales rose 37%", "an increase of 12", "up 12 from last year"."""
    share = _is_share(found)
    if of := CHANGE_OF.search(before[-NEAR:]):
        return direction(of[1]) if share or A_CHANGE_OF.search(before[-NEAR:]) else None
    last = LAST_WORD.search(before)
    if last is None or OF.match(after):
        return None
    if last[1].casefold() in ("up", "down") and (share or SINCE.match(after)):
        return direction(last[1])
    return direction(last[1]) if share or last[1].casefold() in words("moves") else None


def _told_after(after: str, found: Qualified) -> Relation | None:
    """From "a 5 percent rise" and "3 percent higher"."""
    if not _is_share(found):
        return None
    following = WORDS_AFTER.match(after)
    told = map(direction, filter(None, following.groups())) if following and following[1] != "of" else ()
    return next(filter(None, told), None)


def _is_share(found: Qualified) -> bool:
    unit = found.numeral.unit
    return unit is not None and unit.kind == "share"
