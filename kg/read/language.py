"""Whether an article is in English, by the share of its words that are English function words.

Libraries for this were compared and set aside: py3langid takes over a second to load its model and langdetect
over half a second, both more per article than all other reading, and langdetect's answers depend on chance.
Telling one language from all others needs no model: of the words of English articles a sixth to a third stand
in this list, of those of other languages next to none.
"""

import re

from kg.errors import ArticleError
from kg.model import Article

LEAST_SHARE, LEAST_WITH_SHARED = 0.1, 0.25
FEWEST_WORDS = 8
LOOKED_AT = 6_000


def check_english(article: Article, place: str) -> None:
    """Raise an ArticleError that names `place` where the article is not in English."""
    if not is_english(article.text):
        raise ArticleError(f"{place}: the text is not in English; leave it out or give an English translation")


def is_english(text: str) -> bool:
    """Whether `text` is English; a text of a few words in Latin script gets the benefit of the doubt.

    Short texts may have few function words that are English alone; then those that other languages share count too.

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
    own = sum(word in _FUNCTION_WORDS for word in words)
    shared = sum(word in _SHARED_WORDS for word in words)
    return own >= LEAST_SHARE * len(words) or (own > 0 and own + shared >= LEAST_WITH_SHARED * len(words))


_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S+|<[^<>]{0,200}>")
# Those that other languages have too: Dutch, Danish, Polish, Finnish, Portuguese, French, German.
_SHARED_WORDS = frozenset("in of is was he we for at have over under to on me a as no but so an".split())
_FUNCTION_WORDS = frozenset(
    "the and that with from by this which their they been were are not his her she would than after when who its "
    "it said what there about into more other could should these those because between while where through "
    "during against before also according our your how any both since until upon within without you my if out up "
    "one two new only such them says will it's be has had or but do did does then just very never later earlier again "
    "still year years people much many some most own how why".split()
)
