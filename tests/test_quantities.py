"""Quantities: a table of sentences with their figures, and what must hold for any text."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Parse, Quantity, Sentence, Span, Token, Zone
from kg.numerals import find_numerals
from kg.parse import load_language, parse
from kg.quantities import find_quantities

TABLE = Path(__file__).parent / "data" / "quantities.tsv"
CASES = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def language():
    return load_language()


def read(text: str, language) -> Parse:
    return parse(Article("test", text, (Zone("body", Span(0, len(text))),)), language)


def shown(quantity: Quantity) -> str:
    """A quantity as the table writes it: what is counted, bounds, "~" for approximate, the qualifier."""
    low, high = quantity.low, quantity.high
    bounds = str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
    parts = [
        quantity.of,
        bounds,
        "~" * quantity.approximate,
        f"({quantity.qualifier})" if quantity.qualifier else "",
    ]
    return " ".join(filter(None, parts))


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_table(text: str, expected: str, language) -> None:
    found = find_quantities(text, read(text, language), (Span(0, len(text)),))
    assert "; ".join(map(shown, found)) == expected


def test_span_covers_qualifier_and_number(language) -> None:
    text = "He said at least 100 people died."
    (quantity,) = find_quantities(text, read(text, language), (Span(0, len(text)),))
    assert text[slice(*quantity.span)] == "at least 100"


def test_only_numbers_inside_are_found_but_the_sentence_helps(language) -> None:
    text = "The agency put the magnitude at 6.3, while the centre put it at 6.1."
    place = Span(text.index("it at"), len(text) - 1)
    (quantity,) = find_quantities(text, read(text, language), (place,))
    assert shown(quantity) == "magnitude 6.1"


def test_a_qualifier_outside_keeps_its_meaning(language) -> None:
    text = "Officials said up to “60 hikers” were trapped."
    place = Span(text.index("60"), text.index("”"))
    (quantity,) = find_quantities(text, read(text, language), (place,))
    assert (shown(quantity), text[slice(*quantity.span)]) == ("hikers ..60 (up to)", "60")


def test_a_pronoun_takes_over_what_the_sentence_before_counts(language) -> None:
    text = "The ministry said 40 miners were missing. The union put it at 55."
    found = find_quantities(text, read(text, language), (Span(0, len(text)),))
    assert [shown(q) for q in found] == ["missing 40", "missing 55"]


def bare(text: str) -> Parse:
    """A parse without tags and trees, as a pipeline that has none gives."""
    tokens, at = [], 0
    for word in text.split(" "):
        tokens.append(Token(Span(at, at + len(word)), word, word, "", "", "", len(tokens)))
        at += len(word) + 1
    return Parse(tuple(tokens), (Sentence(Span(0, len(text)), 0, len(tokens)),), ())


@pytest.mark.parametrize(
    "text",
    [
        "At least 100 soldiers were killed",
        "It cost $3.5bn",
        "the death toll rose to 187",
        "100",
        "of 12 of",
        "",
    ],
)
def test_survives_a_parse_without_tags(text: str) -> None:
    for quantity in find_quantities(text, bare(text), (Span(0, len(text)),)):
        assert quantity.of


QUALIFIERS = [
    "at least ",
    "more than ",
    "nearly ",
    "about ",
    "up to ",
    "no more than ",
    "some ",
    "several hundred ",
    "",
]
NOUNS = ["soldiers", "homes", "people", "deaths", "percent", "euros"]


@given(st.integers(1, 10**12))
def test_grouped_digits_read_back(number: int) -> None:
    text = f"It counted {number:,} homes."
    (numeral,) = find_numerals(text, Span(0, len(text)))
    assert numeral.low == numeral.high == number


@given(st.decimals(Decimal("0.1"), 999, places=1), st.sampled_from(["million", "billion"]))
def test_scaled_digits_read_back(number: Decimal, scale: str) -> None:
    text = f"It cost {number} {scale} euros."
    (numeral,) = find_numerals(text, Span(0, len(text)))
    assert numeral.low == number * {"million": 10**6, "billion": 10**9}[scale]


@settings(deadline=None)  # the first example loads tables
@given(
    st.lists(
        st.tuples(
            st.text(alphabet="abc xyz,.;–-“”'$€%:/\u00e9\u0301😀\u05d0\r\n", max_size=12),
            st.sampled_from(QUALIFIERS),
            st.integers(0, 10**7),
            st.sampled_from(NOUNS),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_the_text_spans_and_bounds_are_sound(language, parts) -> None:
    text = " ".join(f"{noise} {qualifier}{number:,} {noun}" for noise, qualifier, number, noun in parts)
    place = Span(len(text) // 5, len(text))
    for quantity in find_quantities(text, read(text, language), (place,)):
        assert place.start <= quantity.span.start < quantity.span.end <= place.end
        assert quantity.low is not None or quantity.high is not None
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        assert find_numerals(text, quantity.span) or quantity.approximate
