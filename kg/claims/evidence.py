"""The words of a claim: an attribution's content, cut by sentence, without what only introduces it."""

import re
from collections import defaultdict

from kg.model import Parse, Span, Spans, Voice
from kg.syntax import FINITE

OPENING, CLOSING = '“„«"', '”»"'
BEFORE = " \t\r\n ,;:.–—-#*>|"  # the last four begin a line of Markdown
AFTER = " \t\r\n ,;:–—-"
THAT = re.compile(r"(that|how|whether|if)\b[\s,]*", re.IGNORECASE)
ASKED = re.compile(
    r"(?:[\s,]*(?:to\s+)?(?:comment|elaborate|speak|respond|reply|answer\s+(?:\w+\s+)?questions)(?:\s+\w+ly|\s+further)?\s+"
    r"(?:on|about|to|regarding|over)\s+|"
    r"[\s,]*(?:to\s+)?(?:discuss|say|confirm|disclose|reveal|provide|give|identify|address)\s+)|"
    r"[\s,]*(?:(?:an?|the|any|its|their|his|her|several|repeated|multiple|written|emailed)\s+)*"
    r"(?:requests?|questions?|inquir(?:y|ies)|enquir(?:y|ies)|emails?|calls?|messages?)\s+"
    r"(?:(?:for|seeking|to|requesting)\s+(?:further\s+|additional\s+)?(?:comments?|information|details)\s*)?"
    r"(?:on|about|regarding|over|concerning|from\s+\w+\s+about)\s+",
    re.IGNORECASE,
)
TELLING = frozenset({"VERB", "AUX", "NOUN", "NUM"})
JOINING = frozenset({"and", "but"})
EMPTY = re.compile(r"(?:[\W_]|\b(?:that|and|but|or|as|to|of|for|the|a|an|also|in)\b)*", re.IGNORECASE)
DANGLING = re.compile(r"[\s,;:–—-]+(and|but|or|nor|while|as|that|which)?[\s,;:–—-]*$")
AMOUNTS = frozenset({"many", "much", "long", "far", "often", "old", "big", "large", "high"})
QUOTED = re.compile(r"[“„«\"][^“”„«»\"]*[”»\"]?")


def pieces(content: Spans, text: str, parse: Parse) -> list[Spans]:
    """Cut a content into claims: one for each sentence, whose parts before and after the cue stay together."""
    by_sentence: dict[int, list[Span]] = defaultdict(list)
    for span in content:
        for number, part in split(span, text, parse):
            pointing = points(part, parse)
            trimmed = trim(part, text, pointing)
            if pointing or not EMPTY.fullmatch(text, trimmed.start, trimmed.end):
                number = max(number, text.rfind(";", number, part.start) + 1)
                number = trimmed.start if opens_sentence(trimmed, text) else number
                by_sentence[number].append(trimmed)
    return [tuple(spans) for _, spans in sorted(by_sentence.items())]


def says_nothing(evidence: Spans, text: str, parse: Parse) -> bool:
    """Whether words that are asserted tell nothing: no verb, noun, figure or quotation ("it", "her", "Holt")."""
    tokens = [parse.tokens[n] for span in evidence for n in parse.numbers(span)]
    return voice_of(evidence, text) == "indirect" and TELLING.isdisjoint(t.pos for t in tokens)


def opens_sentence(span: Span, text: str) -> bool:
    """Whether a quotation begins a sentence after a full stop, which an abbreviation there can hide from the parse."""
    before = text[: span.start].rstrip()
    return text[span.start] in OPENING and before.endswith(".") and text[span.start + 1 : span.start + 2].isupper()


def topic(content: Spans, text: str) -> Spans:
    """What somebody declined to speak about, without the request ("a request for comment on the delays")."""
    asked = ASKED.match(text, content[0].start, content[-1].end)
    return tuple(Span(max(s.start, asked.end()), s.end) for s in content if s.end > asked.end()) if asked else content


def split(span: Span, text: str, parse: Parse) -> list[tuple[int, Span]]:
    """The parts of a span by sentence and semicolon, each with the start of its sentence or clause."""
    if ";" in text[span.start : span.end]:
        middle = text.index(";", span.start) + 1
        rest = split(Span(middle, span.end), text, parse) if middle < span.end else []
        return [
            *split(Span(span.start, middle - 1), text, parse),
            *((max(at, middle), part) for at, part in rest),
        ]
    parts: list[tuple[int, Span]] = []
    place = span.start
    while place < span.end:
        sentence = parse.sentence(place)
        start, end = (sentence.span.start, sentence.span.end) if sentence else (place, span.end)
        first, *others = clauses(Span(place, min(end, span.end)), parse)
        parts += [(start, first), *((other.start, other) for other in others)]
        place = max(end, place + 1)
        following = parse.sentence(place)
        while place < span.end and following is None:
            place += 1
            following = parse.sentence(place)
    return parts


def clauses(span: Span, parse: Parse) -> list[Span]:
    """The parts of a sentence's content that each begin with "that" ("the dam was safe and that nobody had fled")."""
    numbers = parse.numbers(span)
    for n in numbers[2:-1]:
        token, before = parse.tokens[n], parse.tokens[n - 1]
        if token.text == "that" and token.pos == "SCONJ" and before.text in JOINING:
            parts = Span(span.start, before.span.start), Span(token.span.start, span.end)
            if all(any(parse.tokens[m].pos in {"VERB", "AUX"} for m in parse.numbers(part)) for part in parts):
                return [parts[0], *clauses(parts[1], parse)]
    return [span]


def points(span: Span, parse: Parse) -> bool:
    """Whether words begin with a "that" that points at something ("that figure", "disputes that"), or an "how many".

    Before a clause "that" only introduces it, whatever the parse has.
    """
    words = [parse.tokens[n] for n in parse.numbers(span) if parse.tokens[n].pos != "PUNCT"]
    if not words:
        return False
    many = words[0].text.casefold() == "how" and len(words) > 1 and words[1].text.casefold() in AMOUNTS
    clause = any(token.tag in FINITE for token in words)
    return many or (words[0].dep == "det" and not clause) or (words[0].pos == "PRON" and len(words) == 1)


def trim(span: Span, text: str, pointing: bool = False) -> Span:
    """Leave out blanks, marks and "that" at the edges; take in a quotation mark that belongs to the words.

    Where the words begin `pointing` at something ("that figure"), their first word is kept.

    >>> text = 'He said that "we won," and left.'
    >>> start, end = trim(Span(8, 21), text)
    >>> text[start:end]
    '"we won,"'
    """
    start, end = span
    while start < end and text[start] in BEFORE:
        start += 1
    lead = None if pointing else THAT.match(text, start, end)
    start = lead.end() if lead and lead.end() < end else start
    end = start + len(DANGLING.sub("", text[start:end]).rstrip(AFTER))
    if start == end:
        return Span(start, end)
    if text[end - 1 : end] == "." and not abbreviated(text, start, end):
        end -= 1
    return with_marks(start, end, text)


def abbreviated(text: str, start: int, end: int) -> bool:
    """Whether a final dot stands inside a quotation or belongs to an abbreviation ("the U.S.")."""
    return bool(re.search(r"\b(\w\.)+\w\.$", text[start:end])) or unclosed(text[start:end])


def unclosed(words: str) -> bool:
    """Whether a quotation is opened in the words and not closed."""
    return (
        sum(words.count(mark) for mark in "“„«") > sum(words.count(mark) for mark in "”»") or words.count('"') % 2 == 1
    )


def with_marks(start: int, end: int, text: str) -> Span:
    """Take in the quotation mark just outside whose partner is inside or just outside at the other end."""
    opens, closes = text[max(0, start - 1) : start], text[end : end + 1]
    quoting = bool(opens) and opens in OPENING
    if (
        closes in {",", "."}
        and text[end + 1 : end + 2]
        and text[end + 1] in CLOSING
        and (unclosed(text[start:end]) or quoting)
    ):
        end += 2
    elif closes and closes in CLOSING and (unclosed(text[start:end]) or quoting):
        end += 1
    if quoting and unopened(text[start:end]):
        start -= 1
    return Span(start, end)


def unopened(words: str) -> bool:
    """Whether a quotation is closed in the words that was opened before them."""
    return (
        sum(words.count(mark) for mark in "“„«") < sum(words.count(mark) for mark in "”»") or words.count('"') % 2 == 1
    )


def voice_of(evidence: Spans, text: str) -> Voice:
    """Direct if all words stand in quotation marks, mixed if some do, indirect otherwise."""
    words = " ".join(text[start:end] for start, end in evidence)
    outside = QUOTED.sub(" ", words)
    if outside == words:
        return "indirect"
    return "mixed" if any(map(str.isalnum, outside)) else "direct"
