"""Teasers at the end of an article: lines that advertise other series and have little to do with the story.

A story's last paragraphs report: somebody said, something has happened, and names of the story return.
A teaser does neither; it offers a series, a collection, a guide, mostly without past verbs and shared names.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache

from kg.resources import resource

MOST = 12


def count_teasers(paragraphs: Sequence[str]) -> int:
    """How many paragraphs at the end of the story `paragraphs` are teasers.

    >>> story = ["The dam at Beni Azza broke on Friday, the army said.", "It is drained, engineers said."]
    >>> count_teasers([*story, "A series on people who live with wolves", "Here is our guide to novels."])
    2
    """
    found = 0
    # The first two paragraphs are the story however they read.
    for count in range(1, min(len(paragraphs) - 2, MOST) + 1):
        words = paragraphs[-count]
        if not _may_be_teaser(words):
            break
        strength = _strength(words) + (found > 0)
        if strength > 2 or (strength == 2 and not _tied(words, paragraphs[:-count])):
            found = count
    return found if found > 1 or not paragraphs or _strength(paragraphs[-1]) >= 2 else 0


def _may_be_teaser(words: str) -> bool:
    """Whether the words are one sentence at most and report nothing."""
    return len(_SENTENCE_BREAK.findall(words)) == 0 and len(words.split()) <= 45 and not _habit("reports").search(words)


def _strength(words: str) -> int:
    """How many of a teaser's habits the words show."""
    habits = ("opening", "product", "presents", "addresses")
    return sum(_habit(name).search(words) is not None for name in habits) + (_ENDED.search(words) is None)


def _tied(words: str, story: Sequence[str]) -> bool:
    """Whether the words share a name, or a good part of their content words, with the story."""
    before = " ".join(story)
    known = set(_CONTENT.findall(before.casefold()))
    own = set(_CONTENT.findall(words.casefold()))
    names = set(_NAME.findall(words)) & set(_NAME.findall(before))
    return bool(names) or 5 * len(own & known) > 2 * len(own)


_SENTENCE_BREAK = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr))[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])")
_ENDED = re.compile(r"[.!?…:][\"'”’)\]]*\s*$")
_CONTENT = re.compile(r"[^\W\d_]{4,}")
# Capitalised words within a sentence; its first word says nothing.
_NAME = re.compile(r"(?<=[\w,;:’'”\"(“‘/-] )[\"'“‘(]*([A-ZÀ-ÖØ-Þ][\w’'-]{2,})")


@lru_cache
def _habit(name: str) -> re.Pattern[str]:
    """The shape of a habit in `teasers.toml`."""
    habit = tomllib.loads(resource("read", "teasers.toml").read_text(encoding="utf-8"))[name]
    return re.compile(habit["shape"], re.VERBOSE if habit.get("cased") else re.VERBOSE | re.IGNORECASE)
