"""What the claims encoder reads of two claims: their words, marked, between the nearest ones of their paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.compare.encoder import (
    AFTER,
    BEFORE,
    BEGIN,
    END,
    INSIDE,
    MOST,
    SIZE,
    Passage,
    Pieces,
    cut,
    load_claims_encoder,
    row_of,
)
from kg.compare.gists import around
from kg.record_types import Words

TEXT = (
    "The toll rose.\n\nBerg denied on Monday that the gate\nhad been shut, “or left”, he said, “open”.\n \nIt rained."
)
ENCODER = load_claims_encoder()
TOKENIZER = ENCODER.tokenizer
PIECES = st.lists(st.integers(200, 30_000), max_size=60)


def evidence(*parts: str) -> list[Words]:
    return [Words(TEXT.index(part), TEXT.index(part) + len(part), part) for part in parts]


@pytest.mark.parametrize(
    ("parts", "before", "after"),
    [
        (["The toll rose"], "", "."),
        (["the gate\nhad been shut"], "Berg denied on Monday that", ", “or left”, he said, “open”."),
        (["or left", "open"], "Berg denied on Monday that the gate had been shut, “", "”, he said, “ ”."),
        (["open", "or left"], "Berg denied on Monday that the gate had been shut, “", "”, he said, “ ”."),
        (["It rained."], "", ""),
    ],
)
def test_the_words_around_a_claim_are_those_of_its_paragraph(parts: list[str], before: str, after: str) -> None:
    assert around(evidence(*parts), TEXT) == (before, after)


def test_of_a_long_paragraph_the_nearest_words_are_kept() -> None:
    text = " ".join(str(number) for number in range(1000))
    at = text.index("500")
    before, after = around([Words(at, at + 3, "500")], text)
    assert (before.split()[-1], after.split()[0]) == ("499", "501")
    assert len(before.split()) == 20
    assert len(after.split()) == 12


@given(*[st.builds(Pieces, PIECES, PIECES, PIECES)] * 2)
def test_a_row_has_every_piece_and_tells_whose_it_is(one: Pieces, other: Pieces) -> None:
    row = row_of(one, other)
    assert len(row.pieces) == len(row.second) == len(row.around)
    own = [piece for piece, around in zip(row.pieces, row.around, strict=True) if not around]
    assert own == [BEGIN, *one.text, END, *other.text, END]
    of_second = [piece for piece, second in zip(row.pieces, row.second, strict=True) if second]
    assert of_second == [*other.before, *other.text, *other.after, END]


@given(st.builds(Passage, st.text(max_size=400), st.text(max_size=200), st.text(max_size=200)))
def test_of_a_passage_no_more_is_cut_than_fits(passage: Passage) -> None:
    pieces = cut(passage, TOKENIZER)
    assert all(len(some) <= most for some, most in zip(pieces, (BEFORE, INSIDE, AFTER), strict=True))
    assert len(row_of(pieces, pieces).pieces) <= MOST


def test_readings_come_in_their_order_and_the_same_pair_is_read_once() -> None:
    one, other, third = (
        Passage("34 people died"),
        Passage("The toll is 34", "Police:"),
        Passage("It rained", "", "all day"),
    )
    encoder = load_claims_encoder()
    found = list(encoder.readings([(one, other), (third, one), (other, one), (one, third)]))
    assert found == [found[0], found[1], *found[:2]]
    assert found[0] != found[1]
    assert found[:2] == [*ENCODER.readings([(other, one)]), *ENCODER.readings([(one, third)])]


def test_the_vector_of_a_claim_depends_on_no_other() -> None:
    texts = ["34 people died", "The toll is 34", "It rained all day in the valley"]
    assert (ENCODER.vectors(texts)[1] == ENCODER.vectors(texts[1:2])[0]).all()
    assert ENCODER.vectors([]).shape == (0, SIZE)
