"""Variants of a treebank paragraph, as news sites would print it: quotes, dashes, headlines, capitals.

The trees stay as they are; only the letters of a word change, and a headline loses its full stop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from training.corpora import Paragraph, Word

Sentence = tuple[Word, ...]

STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
DASHES = ("—", "–", "--", "-")
SMALL_WORDS = frozenset({"IN", "DT", "CC", "TO"})

QUOTES_SHARE, DASHES_SHARE, HEADLINE_SHARE, CAPITALS_SHARE, NO_STOP_SHARE = 0.3, 0.3, 0.05, 0.01, 0.04
"""How often each variant is printed; a tenth of the paragraphs then ends like a headline or a caption."""


def vary(paragraph: Paragraph, random: Random) -> Paragraph:
    """Give the paragraph itself or a variant of it, as the dice fall."""
    sentences = paragraph.sentences
    if random.random() < QUOTES_SHARE:
        sentences = tuple(map(random.choice((straight_quotes, curly_quotes)), sentences))
    if random.random() < DASHES_SHARE:
        sentences = tuple(dashes(sentence, random.choice(DASHES)) for sentence in sentences)
    throw = random.random()
    if throw < HEADLINE_SHARE:
        sentences = (without_stop(title_case(random.choice(sentences))),)
    elif throw < HEADLINE_SHARE + CAPITALS_SHARE:
        sentences = (without_stop(capitals(random.choice(sentences))),)
    elif throw < HEADLINE_SHARE + CAPITALS_SHARE + NO_STOP_SHARE:
        sentences = (*sentences[:-1], without_stop(sentences[-1]))
    return replace(paragraph, sentences=sentences)


def straight_quotes(sentence: Sentence) -> Sentence:
    """Typewriter quotation marks for typographic ones: “No” to "No"."""
    return _spell(sentence, lambda word: word.form.translate(STRAIGHT))


def curly_quotes(sentence: Sentence) -> Sentence:
    """Typographic quotation marks for typewriter ones, opening and closing ones by their tags."""
    return _spell(sentence, _curly)


def dashes(sentence: Sentence, dash: str) -> Sentence:
    """The given dash wherever a dash stands between spaces."""
    return tuple(
        word._replace(form=dash) if word.form in DASHES and word.space and before.space else word
        for before, word in zip((sentence[-1]._replace(space=False), *sentence), sentence, strict=False)
    )


def title_case(sentence: Sentence) -> Sentence:
    """A headline's capitals: every word but the small ones."""
    return _spell(sentence, lambda word: word.form if word.xpos in SMALL_WORDS else _capital(word.form))


def capitals(sentence: Sentence) -> Sentence:
    """Capitals throughout."""
    return _spell(sentence, lambda word: word.form.upper())


def without_stop(sentence: Sentence) -> Sentence:
    """The sentence without the full stop at its end, where nothing else hangs on that."""
    last = len(sentence) - 1
    if last < 2 or sentence[last].form != "." or any(word.head == last for word in sentence[:last]):
        return sentence
    return (*sentence[: last - 1], sentence[last - 1]._replace(space=sentence[last].space))


def _spell(sentence: Sentence, spell: Callable[[Word], str]) -> Sentence:
    return tuple(word._replace(form=spell(word)) for word in sentence)


def _curly(word: Word) -> str:
    if word.form == '"':
        return "“" if word.xpos == "``" else "”"
    if word.form == "'" and word.xpos == "``":
        return "‘"
    return word.form.replace("'", "’")


def _capital(form: str) -> str:
    return form[0].upper() + form[1:] if form[0] not in "'’" and form not in ("n't", "n’t") else form
