"""Quantities: a table of sentences with their figures, and what must hold for any text."""

from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Mention, Parse, Quantity, QuantityKind, Relation, Sentence, Span, Token, Zone
from kg.parse import parse
from kg.quantities import find_quantities
from kg.quantities.numerals import find_numerals

TABLE = Path(__file__).parent / "data" / "quantities.tsv"
CASES = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]


def read(text: str, language) -> Parse:
    return parse(Article("test", text, (Zone("body", Span(0, len(text))),)), language)


def shown(quantity: Quantity, text: str = "") -> str:
    """A quantity as the table writes it.

    What is counted, bounds, "~" for approximate, the qualifier; kind, relation, unit and "per" if it is no plain
    count; of whom, if other words say it than what is counted.
    """
    low, high = quantity.low, quantity.high
    bounds = str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
    whom = text[slice(*quantity.of_whom)] if quantity.of_whom else ""
    per = f"per {quantity.per}" if quantity.per else None
    more = [quantity.kind, *filter(None, [quantity.relation, quantity.unit, per])]
    parts = [
        quantity.of,
        bounds + (f"/{quantity.out_of}" if quantity.out_of else ""),
        "~" * quantity.approximate,
        f"({quantity.qualifier})" if quantity.qualifier else "",
        f"[{' '.join(more)}]" if more != ["count"] else "",
        f"<{whom}>" if whom.lower() != quantity.of.lower() else "",
    ]
    return " ".join(part for part in parts if part not in ("", "<>"))


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_table(text: str, expected: str, language) -> None:
    found = find_quantities(text, read(text, language), (Span(0, len(text)),))
    assert "; ".join(shown(quantity, text) for quantity in found) == expected


def test_span_covers_qualifier_and_number(language) -> None:
    text = "He said at least 100 people died."
    (quantity,) = find_quantities(text, read(text, language), (Span(0, len(text)),))
    assert text[slice(*quantity.span)] == "at least 100"


def test_only_numbers_inside_are_found_but_the_sentence_helps(language) -> None:
    text = "The agency put the magnitude at 6.3, while the centre put it at 6.1."
    place = Span(text.index("it at"), len(text) - 1)
    (quantity,) = find_quantities(text, read(text, language), (place,))
    assert shown(quantity) == "magnitude 6.1 [measure]"


def test_a_qualifier_outside_keeps_its_meaning(language) -> None:
    text = "Officials said up to “60 hikers” were trapped."
    place = Span(text.index("60"), text.index("”"))
    (quantity,) = find_quantities(text, read(text, language), (place,))
    assert (shown(quantity), text[slice(*quantity.span)]) == ("hikers ..60 (up to)", "60")


def test_those_counted_are_the_actor_of_a_mention_of_these_words(language) -> None:
    text = "The army lost 100 North Korean soldiers and 20 tanks."
    whole, soldiers = (
        Span(text.index(words), text.index(words) + len(words)) for words in (text, "North Korean soldiers")
    )
    mentions = (
        Mention(Span(soldiers.start, soldiers.start + len("North Korean")), "actor/north-korea"),
        Mention(Span(text.index("100"), soldiers.end), "actor/soldiers"),
    )
    soldiers_lost, tanks_lost = find_quantities(text, read(text, language), (whole,), mentions)
    assert (soldiers_lost.of_whom, soldiers_lost.actor) == (soldiers, "actor/soldiers")
    assert tanks_lost.actor is None


def test_those_counted_outside_of_the_claim_are_left_out(language) -> None:
    text = "He said 12 of the Polish hostages were freed."
    (quantity,) = find_quantities(text, read(text, language), (Span(0, text.index(" of the")),))
    assert (shown(quantity), quantity.of_whom) == ("hostages 12", None)


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
    "another ",
    "rose by ",
    "up from ",
    "one in ",
    "half of ",
    "minus ",
    "more than ",
    "nearly ",
    "about ",
    "up to ",
    "no more than ",
    "some ",
    "several hundred ",
    "",
]
NOUNS = ["soldiers", "homes", "people", "deaths", "percent", "euros", "km of road", "votes more than before"]


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


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 999).map(Decimal), st.sampled_from([("million", "m", 6), ("billion", "bn", 9)]))
def test_a_sum_is_the_same_however_it_is_written(language, number: Decimal, scale: tuple[str, str, int]) -> None:
    long, short, zeros = scale
    whole = f"{number * 10**zeros:,f}"
    ways = (
        *(f"€{whole}", f"EUR {whole}", f"{whole} euros", f"{whole} EUR", f"€{number} {long}", f"EUR{number} {long}"),
        *(f"€{number}{short}", f"{number}{short} euros", f"{number} {long} euros", f"€{whole.replace(',', '')}"),
    )
    for way in ways:
        text = f"He took at least {way}."
        (quantity,) = find_quantities(text, read(text, language), (Span(0, len(text)),))
        assert (quantity.low, quantity.high) == (number * 10**zeros, None)
        assert (quantity.kind, quantity.of, quantity.unit) == ("money", "euros", "ISO4217:EUR")
        assert text[slice(*quantity.span)] in f"at least {way}"


@settings(deadline=None, max_examples=25)
@given(st.integers(2, 500), st.integers(1, 500))
def test_a_range_is_the_same_however_it_is_written(language, low: int, more: int) -> None:
    for way in (
        f"{low} to {low + more}",
        f"{low}-{low + more}",
        f"{low}–{low + more}",
        f"between {low} and {low + more}",
    ):
        text = f"They found {way} homes."
        (quantity,) = find_quantities(text, read(text, language), (Span(0, len(text)),))
        assert (quantity.low, quantity.high, quantity.kind) == (low, low + more, "count")


WORDS = "two three four five six seven eight nine ten eleven twelve".split()


@pytest.mark.parametrize("number", range(2, 13))
def test_words_and_digits_are_the_same(language, number: int) -> None:
    for way in (str(number), WORDS[number - 2]):
        text = f"Another {way} Chilean miners died."
        (quantity,) = find_quantities(text, read(text, language), (Span(0, len(text)),))
        assert shown(quantity, text) == f"killed {number} (another) [count increment] <Chilean miners>"


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
        assert quantity.of_whom is None or place.start <= quantity.of_whom.start < quantity.of_whom.end <= place.end
        assert quantity.kind in get_args(QuantityKind)
        assert quantity.relation is None or quantity.relation in get_args(Relation)
        assert quantity.out_of is None or quantity.out_of > 1
        assert find_numerals(text, quantity.span) or quantity.approximate or quantity.out_of
