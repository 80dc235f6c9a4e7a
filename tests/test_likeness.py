"""What is measured of two claims: figures, words, days, and who says no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.compare.encoder import Verdict
from kg.compare.figures import compared, counted, held
from kg.compare.gists import Figure, bare_figures, gist_from, written
from kg.compare.likeness import Compared, Ranked, days_between, measures
from kg.compare.words import shared, telling
from kg.record_types import ArticleRecord, ClaimRecord
from tests.gists import figure, gist

EVEN = Verdict(0.3, 0.2, 0.2, 0.2, 0.1)
NEAR = Ranked(0.9, 0.1, 0.2)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (figure("34"), figure("34"), ("same", "equal")),
        (figure("34-"), figure("34"), ("same", "equal")),
        (figure("34-"), figure("112"), ("same", "compatible")),
        (figure("100"), figure("300-"), ("same", "conflicting")),
        (figure("-90"), figure("100-"), ("same", "conflicting")),
        (figure("~100"), figure("105"), ("same", "compatible")),
        (figure("~100"), figure("150"), ("same", "conflicting")),
        (figure("~2100"), figure("2190"), ("same", "compatible")),
        (figure("~2100"), figure("2300"), ("same", "conflicting")),
        (figure("~2.5"), figure("2.55"), ("same", "compatible")),
        (figure("34"), figure("120-", "casualties"), ("wider", "conflicting")),
        (figure("34"), figure("34", "bodies"), ("other", "equal")),
        (figure("34"), figure("12", "houses"), ("other", "conflicting")),
    ],
)
def test_figures_beside_each_other(one: Figure, other: Figure, relation: tuple[str, str]) -> None:
    assert (counted(one, other), held(one, other)) == relation
    assert (counted(other, one), held(other, one)) == relation


def test_a_sum_of_money_is_not_compared_with_a_count_nor_an_increase_with_a_total() -> None:
    assert not compared([figure("5", "euros", "money")], [figure("5")])
    assert not compared([figure("5", relation="increment")], [figure("50")])


@given(*[st.tuples(st.integers(0, 50), st.integers(0, 50), st.booleans())] * 2)
def test_whether_figures_hold_together_does_not_depend_on_their_order(
    one: tuple[int, int, bool], other: tuple[int, int, bool]
) -> None:
    a, b = (figure(f"{'~' * rough}{min(low, high)}-{max(low, high)}") for low, high, rough in (one, other))
    assert held(a, b) == held(b, a)
    assert held(a, a) == "equal"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("no more than 180 came out of the gates", [("", "180")]),
        ("at least 1,200 had gone", [("1200", "")]),
        ("The cars taken back number 121,000", [("121000", "121000")]),
        ("in 2024 it was otherwise", []),
        ("at 12:30 they met", []),
        ("the F-16 and the V14", []),
    ],
)
def test_numbers_that_stand_alone_are_compared_too(text: str, figures: list[tuple[str, str]]) -> None:
    claim = ClaimRecord("c", ArticleRecord(*"abcdefgh"), text, (), (), "asserted", "direct", "", (), ())
    assert [(str(f.low or ""), str(f.high or "")) for f in bare_figures(claim)] == figures


def test_rare_words_weigh_more_and_endings_do_not_count() -> None:
    words = telling("The shelling of Umm Sarha's market on Tuesday")
    assert words["sarha"] == 1 > words["market"] > 0.5
    assert telling("a market was shelled").keys() & words.keys() == {"market", "shell"}
    assert shared(words, words) == (pytest.approx(1), pytest.approx(1))
    assert shared(words, {}) == (0, 0)


@pytest.mark.parametrize(
    ("one", "other", "days"), [("", "2024-05-01", 0), ("2024-05-01", "2024-05-01", 0), ("2024-01-01", "2024-06-01", 1)]
)
def test_days_between_articles(one: str, other: str, days: float) -> None:
    assert days_between(one, other) == days_between(other, one) == days


def test_a_denial_of_what_another_asserts_contradicts_it() -> None:
    denial, claim = (Compared(gist("the gates had been shut", stance=stance)) for stance in ("denied", "asserted"))
    apart, alike = measures(denial, claim, 1.0, NEAR, EVEN), measures(claim, claim, 1.0, NEAR, EVEN)
    assert apart["judged denied"] == alike["judged same"]
    assert apart["judged same"] == alike["judged denied"]
    assert measures(denial, denial, 1.0, NEAR, EVEN)["judged same"] == alike["judged same"]


def test_measures_do_not_depend_on_the_order() -> None:
    one = Compared(
        gist("34 killed in Orel", figures=(figure("34"),), names=frozenset({"Orel"}), published="2024-05-01")
    )
    other = Compared(gist("no one was hurt", negative=True, first="2024-05-02", last="2024-05-02"))
    assert measures(one, other, 1.0, NEAR, EVEN) == measures(other, one, 1.0, NEAR, EVEN)


def test_a_gist_is_read_back_as_it_was_written() -> None:
    one = gist("34 killed", figures=(figure("34-"),), names=frozenset({"B", "A"}), events=frozenset({"killing"}))
    assert gist_from(written(one)) == one
