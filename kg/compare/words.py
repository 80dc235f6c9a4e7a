"""The words of a text that tell it apart from others: their stems, each with a weight for how rare it is.

How rare a word is in English at large comes from its rank in the word-piece vocabulary of the language models, which
is ordered by frequency, after Zipf's law; so the weight of a word depends on no other article.
"""

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache

import snowballstemmer

from kg.attribute.encoder import load_tokenizer
from kg.resources import resource
from kg.tables import rows

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
FIRST_RANK = 996  # of 30,522; before it stand pieces without a rank: control signs, unused ones, single characters


@cache
def _stemmer() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("english")


def telling(text: str) -> dict[str, float]:
    """The stems of a text's words with their weights; without figures and words that tell nothing.

    >>> telling("The market was shelled on Tuesday, 34 killed").keys()
    dict_keys(['market', 'shell', 'tuesday', 'kill'])
    """
    words = (match[0].casefold().replace("’", "'").removesuffix("'s") for match in WORD.finditer(text))
    return {stem(word): rarity(word) for word in words if len(word) > 1 and word not in plain() and not has_digit(word)}


@cache
def plain() -> frozenset[str]:
    """Words that tell no text from another."""
    return frozenset(row["word"] for row in rows("plain_words"))


def has_digit(word: str) -> bool:
    """Whether a word is or holds a figure."""
    return any(character.isdigit() for character in word)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The word without its endings (Snowball, https://snowballstem.org)."""
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1 << 16)
def rarity(word: str) -> float:
    """How rare a word is, from 0 to 1: the logarithm of its rank; 1 for what the vocabulary does not hold whole."""
    ranks = vocabulary()
    return math.log(max(ranks.get(word, len(ranks)) - FIRST_RANK, 2)) / math.log(len(ranks) - FIRST_RANK)


@cache
def vocabulary() -> dict[str, int]:
    """The pieces of the language models' vocabulary with their ranks."""
    return load_tokenizer(resource("models", "attribution")).get_vocab()


def shared(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[float, float]:
    """How much of the weight of two texts' words they share: of all there is, and of the shorter one's."""
    common = sum(weight for word, weight in one.items() if word in other)
    mine, theirs = sum(one.values()), sum(other.values())
    union, least = mine + theirs - common, min(mine, theirs)
    return (common / union if union else 0.0), (common / least if least else 0.0)
