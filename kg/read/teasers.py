"""Teasers at the end of an article: lines that advertise other series, found by how little they have to do with the story.

A story's last paragraphs report: somebody said, something has happened, and names of the story return. A teaser does
neither; it offers a series, a collection, a guide, mostly without a finite verb in the past, and shares no names.
"""

import re
from collections.abc import Sequence

MOST = 12


def count_teasers(paragraphs: Sequence[str]) -> int:
    """How many paragraphs at the end of the story `paragraphs` are teasers.

    >>> story = ["The dam at Beni Azza broke on Friday, the army said.", "It is being drained, engineers said."]
    >>> count_teasers([*story, "A series on people who live with wolves", "Here is our guide to summer novels."])
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
    return (
        len(_SENTENCE_BREAK.findall(words)) == 0 and len(words.split()) <= 45 and not _REPORTS.search(words)
    )


def _strength(words: str) -> int:
    """How many of a teaser's habits the words show."""
    signs = (_OPENING, _PRODUCT, _PRESENTS, _ADDRESSES)
    return sum(sign.search(words) is not None for sign in signs) + (_ENDED.search(words) is None)


def _tied(words: str, story: Sequence[str]) -> bool:
    """Whether the words share a name, or a good part of their content words, with the story."""
    before = " ".join(story)
    known = set(_CONTENT.findall(before.casefold()))
    own = set(_CONTENT.findall(words.casefold()))
    names = set(_NAME.findall(words)) & set(_NAME.findall(before))
    return bool(names) or 5 * len(own & known) > 2 * len(own)


_SENTENCE_BREAK = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr))[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])"
)
_ENDED = re.compile(r"[.!?…:][\"'”’)\]]*\s*$")
_CONTENT = re.compile(r"[^\W\d_]{4,}")
# Capitalised words within a sentence; its first word says nothing.
_NAME = re.compile(r"(?<=[\w,;:’'”\"(“‘/-] )[\"'“‘(]*([A-ZÀ-ÖØ-Þ][\w’'-]{2,})")
_REPORTS = re.compile(
    r"[@#<>]|https?:|\bI\b|\bI[’'](?:m|ve|d|ll)\b|\b(?:my|said|says|told|tells|added|according to|reported|announced|confirmed|denied|declined|asked|warned|claimed|stated"
    r"|noted|insisted|argued|acknowledged|accused|blamed|urged|called|vowed|pledged|quoted|citing|cited|ordered|killed|wounded"
    r"|injured|died|arrested|was|were|has|have|had|did|will|would|could|should|may|might|must|is expected|are expected"
    r"|remains?|continues?|respond(?:ed)?|comment(?:ed)?"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow)\b|\b(?:has|have|did)n[’']t\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:(?:An?|Another|Our|Your|These|This(?= \w+ (?:series|column|page|section|podcast|week))|Here(?: is| are|[’']s)|Inside|Meet"
    r"|Discover|Explore|Find out|Learn|Take|Enjoy|Test|Try|Check|Browse|See|View|Listen|Watch|Read|Hear|Catch up|Introducing"
    r"|From .{3,40} to|How|Why|What|Where|When|Who)\b)"
)
_PRODUCT = re.compile(
    r"\b(?:series|collections?|columns?|columnists?|podcasts?|newsletters?|galler(?:y|ies)|slideshows?|guides?|glimpse|peek|look (?:at|back|inside)"
    r"|profiles?|essays?|first-hand accounts?|interviews? with|features?|quiz(?:zes)?|puzzles?|crosswords?|recipes?|reviews?"
    r"|tips|documentary|photo essay|special (?:report|edition|coverage|issue)|in-depth|explainers?|stories (?:of|about|from|behind)"
    r"|insights?|serial|supplement|magazine|blogs?|videos?|anthology|selection of|roundup|digest|weekly|archive)\b",
    re.IGNORECASE,
)
_PRESENTS = re.compile(
    r"\b(?:introduces?|explores?|explains?|presents?|examines?|reveals?|traces?|looks? (?:at|back|into)|discuss(?:es)?|answers?"
    r"|shares? (?:their|his|her|its|our|what|how|the)|tells? the stor(?:y|ies)|offers? (?:a|an|tips|insights?|advice)|brings? you|recounts?"
    r"|showcases?|highlights?|chronicles?|features?|guides? you|walks? you|takes? (?:you|a look)|reflects? on|writes? about)\b"
)
_ADDRESSES = re.compile(r"\b(?:you|your|yours|our|us|we)\b", re.IGNORECASE)
