"""The attribution encoder's border: words, decoding, windows, and the attributions of plain sentences."""

import re
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.attribute import Encoder, attribute, load_encoder
from kg.attribute.confidence import Calibration, signs_of
from kg.attribute.decode import Decoding, find_arguments, find_cues, ranges, viterbi
from kg.attribute.encoder import MAX_PIECES
from kg.attribute.words import SHAPES, quotations, shape, words_of
from kg.errors import ModelError
from kg.model import Article, Span, Zone

ODD_TEXT = st.text(st.sampled_from("ab 9.,'’\"“”«»–—-\n\r\té😀\u0301\u202eאבعK"), max_size=60)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The model that ships with the program."""
    return load_encoder()


def article(text: str) -> Article:
    """An article that is one paragraph of story."""
    return Article("test.txt", text, (Zone("body", Span(0, len(text))),))


@given(ODD_TEXT)
def test_words_are_in_order_and_cover_all_but_blanks(text: str) -> None:
    words = words_of(text)
    covered = {i for start, end in words.spans for i in range(start, end)}
    assert covered == {i for i, c in enumerate(text) if not c.isspace()}
    assert words.texts == [text[start:end] for start, end in words.spans]
    assert all(one[1] <= other[0] for one, other in zip(words.spans, words.spans[1:], strict=False))
    assert len(words.shapes) == len(words.quoted) == len(words.spans)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("said", "lower"),
        ("Said", "capital"),
        ("NIS", "upper"),
        ("A", "initial"),
        ("iPhone", "mixed"),
        ("1,900", "digit"),
        ("Covid-19", "digit"),
        ("”", "quote"),
        ("—", "punctuation"),
    ],
)
def test_shapes(word: str, expected: str) -> None:
    assert shape(word) == expected
    assert expected in SHAPES


@pytest.mark.parametrize(
    ("words", "states"),
    [
        (["“", "a", "”", "b"], [2, 1, 2, 0]),
        (['"', "a", '"', "b", '"', "c"], [2, 1, 2, 0, 2, 1]),
        (["a", "”", "b"], [0, 2, 0]),
        (["``", "a", "''", "b"], [2, 1, 2, 0]),
    ],
)
def test_quotations(words: list[str], states: list[int]) -> None:
    assert quotations(words) == states


@given(st.lists(st.lists(st.floats(-3, 3), min_size=3, max_size=3), min_size=1, max_size=5), st.floats(0, 2))
def test_viterbi_finds_the_best_of_all_paths(rows: list[list[float]], switch: float) -> None:
    scores = np.array(rows, np.float32)

    def worth(path: tuple[int, ...]) -> float:
        changes = sum(one != other for one, other in pairwise(path))
        return float(sum(scores[i, label] for i, label in enumerate(path))) - switch * changes

    best = max(worth(path) for path in product(range(3), repeat=len(rows)))
    assert worth(tuple(viterbi(scores, switch))) == pytest.approx(best, abs=1e-4)


def test_a_new_cue_begins_where_the_encoder_says_so() -> None:
    chances = np.array([[0.1, 0.8, 0.1], [0.2, 0.1, 0.7], [0.1, 0.8, 0.1], [0.9, 0.05, 0.05]], np.float32)
    assert find_cues(chances, Decoding(cue=0.5, extend=0.3, begin=0.5)) == [[0, 1], [2]]


def test_a_weak_cue_is_left_out() -> None:
    assert find_cues(np.array([[0.6, 0.35, 0.05]], np.float32), Decoding(cue=0.5, extend=0.3)) == []


def test_a_cue_is_no_part_of_its_own_content() -> None:
    source, content = find_arguments(np.array([[0, 0, 9], [0, 0, 9], [0, 9, 0]], np.float32), [1], Decoding(switch=0.1))
    assert (source, content) == ([2], [0])


CHANCES = st.floats(0, 1, width=32)


@given(st.lists(CHANCES, min_size=1, max_size=9), CHANCES)
def test_the_surer_the_encoder_the_more_confident(cue: list[float], content: float) -> None:
    def confidence(rise: float) -> float:
        inside = np.array([*(min(chance + rise, 1.0) for chance in cue), 0.0], np.float32)
        roles = np.log(np.array([[0.5, 0.4, 0.1]] * len(cue) + [[1 - content, 0.0, content]], np.float32) + 1e-6)
        signs = signs_of(inside, roles, range(len(cue)), (), [len(cue)])
        return Calibration(-2.0, 0.3, 0.3, 0.2, 0.2).confidence(signs)

    assert 0 <= confidence(0.0) <= confidence(0.2) < 1


def test_a_plain_sentence_is_surer_than_a_doubtful_one(encoder: Encoder) -> None:
    (plain,) = attribute(article("The bridge is safe, the mayor said."), encoder)
    doubtful = attribute(article("The mayor has long fought for a bridge that he hopes to see one day."), encoder)
    assert all(one.probability < plain.probability for one in doubtful)
    assert plain.probability > 0.85


def test_ranges_join_neighbours() -> None:
    assert ranges([0, 1, 3], [(0, 2), (3, 5), (6, 8), (9, 11)]) == [(0, 5), (9, 11)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The bridge is safe, the mayor said.", "the mayor", "said", "The bridge is safe"),
        ("Mayor Ann Lund said that the bridge was safe.", "Mayor Ann Lund", "said", "that the bridge was safe"),
        ("According to the ministry, 14 people were hurt.", "the ministry", "According to", "14 people were hurt"),
        ("“We are ready,” said Ann Lund.", "Ann Lund", "said", "“We are ready,”"),
        ('"We are ready," she told reporters.', "she", "told", '"We are ready,"'),
        ("The company denied that it had misled investors.", "The company", "denied", "that it had misled investors"),
    ],
)
def test_plain_sentences(encoder: Encoder, text: str, source: str, cue: str, content: str) -> None:
    found = attribute(article(text), encoder)
    assert len(found) == 1

    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(text[start:end] for start, end in spans).strip(" ,.")

    assert words(found[0].source) == source
    assert cue in words(found[0].cue)
    assert words(found[0].content) == content.strip(" ,.")
    assert 0.5 < found[0].probability <= 1


def test_what_is_inside_a_content_is_found_and_tells_its_parent(encoder: Encoder) -> None:
    text = "The mayor said the engineers had told her that the bridge was safe."
    outer, inner = attribute(article(text), encoder)
    assert (outer.parent, inner.parent) == (None, 0)
    assert text[slice(*inner.source[0])] == "the engineers"


def test_a_text_longer_than_the_encoder_is_read_whole(encoder: Encoder) -> None:
    places, speakers = (
        ("bridge", "school", "harbor", "dam", "tunnel", "airport", "market"),
        ("the mayor", "a diver", "Ann Lund", "the ministry"),
    )
    text = " ".join(
        f"The {a} was closed for {i} days, {b} said." for i, (a, b) in enumerate(product(places, speakers), 3)
    )
    assert len(encoder.tokenizer.encode(text).ids) > MAX_PIECES
    cues = {a.cue[0].start for a in attribute(article(text), encoder) if a.parent is None}
    assert cues == {match.start() for match in re.finditer("said", text)}


@pytest.mark.parametrize("text", ["", " ", "😀", "\u202e", "”", "…", "a" * 3000, "ば" * 700])
def test_texts_without_attributions(encoder: Encoder, text: str) -> None:
    assert attribute(article(text), encoder) == ()


def test_a_folder_without_the_model_is_an_error_that_names_what_is_missing(tmp_path: "pytest.TempPathFactory") -> None:
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        load_encoder(tmp_path)  # type: ignore[arg-type]
