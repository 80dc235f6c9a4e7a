"""The words of a claim: an attribution's content, cut by sentence, without what only introduces it."""

import re
from collections import defaultdict

from kg.model import Parse, Span, Spans, Voice

OPENING, CLOSING = "“„«\"", "”»\""
BEFORE = " \t\r\n ,;:.–—-"
AFTER = " \t\r\n ,;:–—-"
THAT = re.compile(r"(that|how|whether|if)\b[\s,]*", re.IGNORECASE)
QUOTED = re.compile(r"[“„«\"][^“”„«»\"]*[”»\"]?")


def pieces(content: Spans, text: str, parse: Parse) -> list[Spans]:
    """Cut a content into claims: one for each sentence, whose parts before and after the cue stay together."""
    by_sentence: dict[int, list[Span]] = defaultdict(list)
    for span in content:
        for number, part in split(span, parse):
            trimmed = trim(part, text)
            if any(map(str.isalnum, text[trimmed.start : trimmed.end])):
                by_sentence[number].append(trimmed)
    return [tuple(spans) for _, spans in sorted(by_sentence.items())]


def split(span: Span, parse: Parse) -> list[tuple[int, Span]]:
    """The parts of a span by sentence, each with the start of its sentence."""
    parts: list[tuple[int, Span]] = []
    place = span.start
    while place < span.end:
        sentence = parse.sentence(place)
        start, end = (sentence.span.start, sentence.span.end) if sentence else (place, span.end)
        parts.append((start, Span(place, min(end, span.end))))
        place = max(end, place + 1)
        following = parse.sentence(place)
        while place < span.end and following is None:
            place += 1
            following = parse.sentence(place)
    return parts


def trim(span: Span, text: str) -> Span:
    """Leave out blanks, marks and "that" at the edges; take in a quotation mark that belongs to the words.

    >>> text = 'He said that "we won," and left.'
    >>> start, end = trim(Span(8, 21), text)
    >>> text[start:end]
    '"we won,"'
    """
    start, end = span
    while start < end and text[start] in BEFORE:
        start += 1
    lead = THAT.match(text, start, end)
    start = lead.end() if lead and lead.end() < end else start
    while end > start and text[end - 1] in AFTER:
        end -= 1
    if text[end - 1 : end] == "." and not abbreviated(text, start, end):
        end -= 1
    return with_marks(start, end, text)


def abbreviated(text: str, start: int, end: int) -> bool:
    """Whether a final dot stands inside a quotation or belongs to an abbreviation ("the U.S.")."""
    return bool(re.search(r"\b(\w\.)+\w\.$", text[start:end])) or unclosed(text[start:end])


def unclosed(words: str) -> bool:
    """Whether a quotation is opened in the words and not closed."""
    return sum(words.count(mark) for mark in "“„«") > sum(words.count(mark) for mark in "”»") or words.count('"') % 2 == 1


def with_marks(start: int, end: int, text: str) -> Span:
    """Take in the quotation mark just outside whose partner is inside or just outside at the other end."""
    words = text[start:end]
    opens, closes = text[start - 1 : start], text[end : end + 1]
    if closes in {",", "."} and text[end + 1 : end + 2] and text[end + 1] in CLOSING and unclosed(words):
        return Span(start, end + 2)
    if closes and closes in CLOSING and (unclosed(words) or (opens and opens in OPENING)):
        end += 1
    if opens and opens in OPENING and unopened(text[start:end]):
        start -= 1
    return Span(start, end)


def unopened(words: str) -> bool:
    """Whether a quotation is closed in the words that was opened before them."""
    return sum(words.count(mark) for mark in "“„«") < sum(words.count(mark) for mark in "”»") or words.count('"') % 2 == 1


def voice_of(evidence: Spans, text: str) -> Voice:
    """Direct if all words stand in quotation marks, mixed if some do, indirect otherwise."""
    words = " ".join(text[start:end] for start, end in evidence)
    outside = QUOTED.sub(" ", words)
    if outside == words:
        return "indirect"
    return "mixed" if any(map(str.isalnum, outside)) else "direct"
