"""Whether an article is in English, by the share of its words that are English function words.

Libraries for this were compared and set aside: py3langid takes over a second to load its model and langdetect
over half a second, both more per article than all other reading, and langdetect's answers depend on chance.
Telling one language from all others needs no model: of the words of English articles a sixth to a third stand
in this list, of those of other languages next to none.
"""

import re

from kg.errors import ArticleError
from kg.model import Article

LEAST_SHARE = 0.1
FEWEST_WORDS = 8
LOOKED_AT = 6_000


def check_english(article: Article, place: str) -> None:
    """Raise an ArticleError that names `place` where the article is not in English."""
    if not is_english(article.text):
        raise ArticleError(f"{place}: the text is not in English; leave it out or give an English translation")


def is_english(text: str) -> bool:
    """Whether `text` is English; a text of a few words in Latin script gets the benefit of the doubt.

    >>> is_english("The dam has been drained, officials said, and nobody was in danger.")
    True
    >>> is_english("Der Damm wurde geleert, sagte die Polizei am Freitag, und niemand war in Gefahr.")
    False
    """
    words = [word.casefold() for word in _WORD.findall(_ADDRESS.sub(" ", text[:LOOKED_AT]))]
    if not any(word.isascii() for word in words):
        return False
    if len(words) < FEWEST_WORDS:
        return True
    return sum(word in _FUNCTION_WORDS for word in words) >= LEAST_SHARE * len(words)


_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S+|<[^<>]{0,200}>")
# Left out are those that other languages share: "in", "of", "is", "was", "he", "we" (Dutch), "for", "at",
# "have", "over", "under" (Danish), "to" (Polish), "on" (Finnish), "me", "a", "as", "no" (Portuguese),
# "but" (French), "so", "an" (German).
_FUNCTION_WORDS = frozenset(
    [
        "the",
        "and",
        "that",
        "with",
        "from",
        "by",
        "this",
        "which",
        "their",
        "they",
        "been",
        "were",
        "are",
        "not",
        "his",
        "her",
        "she",
        "would",
        "than",
        "after",
        "when",
        "who",
        "its",
        "it",
        "said",
        "what",
        "there",
        "about",
        "into",
        "more",
        "other",
        "could",
        "should",
        "these",
        "those",
        "because",
        "between",
        "while",
        "where",
        "through",
        "during",
        "against",
        "before",
        "also",
        "according",
        "our",
        "your",
        "how",
        "any",
        "both",
        "since",
        "until",
        "upon",
        "within",
        "without",
        "you",
        "my",
        "if",
        "out",
        "up",
        "one",
        "two",
        "new",
        "only",
        "such",
        "them",
        "says",
        "will",
        "it's",
        "be",
        "has",
        "had",
        "or",
    ]
)
