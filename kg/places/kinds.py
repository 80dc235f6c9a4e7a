"""What kind of place a name stands for, by the words in it or beside it ("Lake Baikal", "Kursk region")."""

import re
from functools import cache

from kg.known import normal
from kg.model import PlaceKind, Span
from kg.tables import rows


def kind_of(text: str, span: Span) -> tuple[PlaceKind | None, Span]:
    """The kind that the words in or beside a name tell, and the characters of name and words."""
    inside, after = _after().search(text, span.start, span.end), _after().match(text, span.end)
    if after:
        return _kinds()["after", normal(after["kind"])], Span(span.start, after.end())
    if inside and inside.end() == span.end:
        return _kinds()["after", normal(inside["kind"])], span
    inside = _before().match(text, span.start, span.end)
    if inside:
        return _kinds()["before", normal(inside["kind"])], span
    before = _before_end().search(text, max(0, span.start - 30), span.start)
    if before:
        return _kinds()["before", normal(before["kind"])], Span(before.start("kind"), span.end)
    return None, span


def bare(words: str, kind: PlaceKind | None) -> str:
    """The name without "the", and without the word of its kind where that is a region's or a city's.

    A "City" with its capital belongs to the name ("Kansas City").
    """
    words = re.sub(r"^the\s+", "", words, flags=re.IGNORECASE)
    if kind in ("region", "city") and not words.endswith(" City"):
        words = _after().sub("", words)
        words = _before().sub("", words)
    return words.strip() or words


@cache
def _kinds() -> dict[tuple[str, str], PlaceKind]:
    kinds: dict[str, PlaceKind] = {
        "region": "region",
        "city": "city",
        "water": "water",
        "facility": "facility",
        "place": "place",
    }
    return {(row["stands"], normal(row["words"])): kinds[row["kind"]] for row in rows("places")}


def _words(stands: str) -> str:
    words = sorted((row["words"] for row in rows("places") if row["stands"] == stands), key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in words)


@cache
def _after() -> re.Pattern[str]:
    """What may follow a name; of several words that follow each other the last tells."""
    return re.compile(rf"(?:[ ](?:{_words('after')}))*[ ](?P<kind>{_words('after')})\b", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?P<kind>{_words('before')})[ ]", re.IGNORECASE)


@cache
def _before_end() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<kind>{_words('before')})[ ]$", re.IGNORECASE)
