"""The words of a paragraph as the attribution encoder sees them: spans, shapes, and where quotations stand."""

import re
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*|''|``|\S")
QUOTES = {
    '"': "both",
    "“": "open",
    "”": "close",
    "„": "open",
    "«": "open",
    "»": "close",
    "''": "close",
    "``": "open",
}
SHAPES = ("lower", "capital", "upper", "mixed", "digit", "punctuation", "quote", "initial")
OUTSIDE, INSIDE, MARK = range(3)


@dataclass(frozen=True)
class Words:
    """A paragraph cut into words; the three lists run in parallel.

    `spans` are character ranges within the paragraph, `shapes` indexes into `SHAPES`, `quoted` tells for every word
    whether it stands outside a quotation (0), inside one (1) or is the quotation mark itself (2).
    """

    spans: list[tuple[int, int]]
    texts: list[str]
    shapes: list[int]
    quoted: list[int]


def words_of(text: str) -> Words:
    """Cut a paragraph into words and punctuation marks.

    >>> words_of("“Yes,” he said.").texts
    ['“', 'Yes', ',', '”', 'he', 'said', '.']
    >>> words_of("“Yes,” he said.").quoted
    [2, 1, 1, 2, 0, 0, 0]
    """
    spans = [match.span() for match in WORD.finditer(text)]
    texts = [text[start:end] for start, end in spans]
    return Words(spans, texts, [SHAPES.index(shape(text)) for text in texts], quotations(texts))


@lru_cache(maxsize=65536)
def shape(word: str) -> str:
    """Name the typographic shape of a word, one of `SHAPES`; the encoder itself reads lower case only."""
    if word in QUOTES:
        return "quote"
    if not any(map(str.isalnum, word)):
        return "punctuation"
    if any(map(str.isdigit, word)):
        return "digit"
    if word.islower():
        return "lower"
    if word.isupper():
        return "upper" if len(word) > 1 else "initial"
    return "capital" if word[0].isupper() and word[1:].islower() else "mixed"


def quotations(words: list[str]) -> list[int]:
    """Tell for each word whether it is outside, inside or a mark of a quotation; an open one lasts to the end."""
    inside, states = False, []
    for word in words:
        role = QUOTES.get(word)
        if role is None:
            states.append(INSIDE if inside else OUTSIDE)
        else:
            inside = not inside if role == "both" else role == "open"
            states.append(MARK)
    return states
