"""The shipped English pipeline: easy news sentences read right, and figures that may only rise."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "kg" / "models" / "en_news"
CORPORA = ROOT.parent / "shared" / "corpora"
FIGURES = json.loads((ROOT / "benchmarks" / "figures" / "language.json").read_text(encoding="utf-8"))

TOLERANCE = 0.2
"""F1 points by which another processor's arithmetic may differ."""

MOST_BYTES = 20_000_000

HEADS = [
    (
        "The minister said on Tuesday that talks had failed.",
        {"minister": "said:nsubj", "failed": "said:ccomp"},
    ),
    ("At least 100 soldiers were killed, a lawmaker said.", {"soldiers": "killed:nsubj:pass"}),
    (
        "“We will not leave,” President Park told reporters in Seoul.",
        {"Park": "told:nsubj", "reporters": "told:iobj"},
    ),
    (
        "The army denied that it had attacked the village.",
        {"army": "denied:nsubj", "attacked": "denied:ccomp"},
    ),
    ("Officials confirmed the attack, according to Reuters.", {"Reuters": "confirmed:obl"}),
]

NAMES = [
    (
        "Hillary Clinton met Angela Merkel in Berlin.",
        ["Hillary Clinton/PERSON", "Angela Merkel/PERSON", "Berlin/LOC"],
    ),
    ("Russia attacked Ukraine in 2022, NATO said.", ["Russia/LOC", "Ukraine/LOC", "NATO/ORG"]),
    ("Mr. Trump visited Ohio on Friday.", ["Trump/PERSON", "Ohio/LOC"]),
]

LEMMAS = [
    ("The children were told that the talks had ended.", "the child be tell that the talk have end ."),
    ("She said it wasn't his fault.", "she say it be not his fault ."),
]

SENTENCES = [
    ("Police arrested two men. They were released on Monday.", 2),
    ("“It is over,” he said. “We lost.”", 2),
    ("Gov. John Kasich of Ohio met Mr. Smith at 5 p.m. in the U.S. Capitol.", 1),
    ("Senate Passes Spending Bill After Long Night", 1),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The pipeline as users get it."""
    return spacy.load(MODEL)


@pytest.mark.parametrize(("text", "expected"), HEADS)
def test_heads_and_relations(nlp: Language, text: str, expected: dict[str, str]) -> None:
    found = {word.text: f"{word.head.text}:{word.dep_}" for word in nlp(text)}
    assert {word: found[word] for word in expected} == expected


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(nlp: Language, text: str, expected: list[str]) -> None:
    assert [f"{name.text}/{name.label_}" for name in nlp(text).ents] == expected


@pytest.mark.parametrize(("text", "expected"), LEMMAS)
def test_lemmas(nlp: Language, text: str, expected: str) -> None:
    assert " ".join(word.lemma_ for word in nlp(text)) == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(nlp: Language, text: str, expected: int) -> None:
    assert len(list(nlp(text).sents)) == expected


@pytest.mark.parametrize("text", ["", " ", "\u2014", "?!", "a" * 500, "\U0001f600 LOL", "\u201c\u201d", "\t- 5\u00a0%"])
def test_any_text_is_read(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(_is_annotated(doc, word.i) for word in doc)


def test_same_text_gives_same_reading_in_any_company(nlp: Language) -> None:
    texts = [text for text, _ in HEADS]
    together = [_reading(doc) for doc in nlp.pipe(texts)]
    assert together == [_reading(nlp(text)) for text in texts]


def test_card_and_size() -> None:
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    assert (meta["lang"], meta["name"], meta["license"]) == ("en", "en_news", "CC BY-SA 4.0")
    assert meta["labels"]["ner"] == ["LOC", "MISC", "ORG", "PERSON"]
    assert sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file()) < MOST_BYTES


@pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not beside the repository")
def test_figures_have_not_fallen() -> None:
    sys.path.insert(0, str(ROOT))
    from benchmarks.language import measure

    found = vars(measure(MODEL, CORPORA))
    fallen = {
        kind: (found[kind], pinned)
        for kind, pinned in FIGURES.items()
        if kind != "words_per_second" and found[kind] < pinned - TOLERANCE
    }
    assert not fallen


def _is_annotated(doc: Doc, at: int) -> bool:
    word = doc[at]
    return word.is_space or bool(word.tag_ and word.pos_ and word.dep_ and word.lemma_)


def _reading(doc: Doc) -> list[tuple[str, str, str, int]]:
    return [(word.text, word.tag_, word.dep_, word.head.i) for word in doc]
