"""Which relations stand between two claims: by their chances, and by what their figures and stances allow."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.compare.encoder import SIZE, Passage, Vectors, Verdict
from kg.compare.judge import relations_between, relations_of
from kg.compare.likeness import KINDS, Compared
from kg.compare.weighing import Side, leads, rivals
from tests.gists import figure, gist

TOLL, TWELVE, MANY = figure("9"), figure("12"), figure("40-", "casualties")
DENIAL, DECLINED = {"stance": "denied"}, {"stance": "declined"}
BY_THE_MAYOR = {"origins": frozenset({"Mayor"})}


@pytest.mark.parametrize(
    ("one", "other", "chances", "found"),
    [
        (gist("the gate was shut"), gist("The gate was shut"), {}, {"same": 1.0}),
        (gist("the gate was shut"), gist("they closed the gate"), {"same": 0.8}, {"same": 0.8}),
        (gist("the gate was shut"), gist("it rained"), {"same": 0.02}, {}),
        (gist("the gate was shut"), gist("they closed the gate", **DENIAL), {"same": 0.8}, {"denied": 0.8}),
        (gist("the gate was not shut", negative=True), gist("having shut it", **DENIAL), {"same": 0.8}, {"same": 0.8}),
        (gist("the gate was shut"), gist("any fault", **DENIAL), {"denied": 0.4}, {"denied": 0.4}),
        (gist("the gate was shut"), gist("whether it was shut", **DECLINED), {"same": 0.8}, {}),
        (gist("sending arms"), gist("Sending arms", **DECLINED), {"same": 0.8}, {}),
        (gist("the gate was shut"), gist("calls to resign", **DECLINED), {"denied": 0.6}, {}),
        (gist("having shut it", **DENIAL), gist("any fault", **DENIAL), {"denied": 0.6}, {}),
        (gist("it was shut", **BY_THE_MAYOR), gist("it was open", **BY_THE_MAYOR), {"denied": 0.6}, {}),
        (gist("9 died", figures=(TOLL,)), gist("12 fell", figures=(TWELVE,)), {"same": 0.8}, {"figures": 0.8}),
        (gist("9 died", figures=(TOLL,)), gist("nine fell", figures=(TOLL,)), {"same": 0.8}, {"same": 0.8}),
        (gist("9 died", figures=(TOLL,)), gist("over 40 hit", figures=(MANY,)), {"same": 0.8}, {"measure": 0.8}),
        (gist("9 died", figures=(TOLL,)), gist("people died"), {"figures": 0.8}, {}),
    ],
)
def test_relations(one, other, chances, found):
    every = dict.fromkeys(KINDS, 0.0) | chances
    for ends in ((one, other), (other, one)):
        relations = relations_of(*map(Compared, ends), every)
        assert {relation.kind: relation.score for relation in relations} == found


def test_reasons_name_both_sides():
    told = Compared(gist("9 died", figures=(TOLL,), origins=frozenset({"Mayor"})))
    other = Compared(gist("12 died", figures=(TWELVE,), origins=frozenset({"Morgue"})))
    denied = Compared(gist("that 9 died", origins=frozenset({"Army"}), **DENIAL))
    (figures,) = relations_of(told, other, dict.fromkeys(KINDS, 0.0) | {"figures": 0.5})
    assert figures.reason == "“12” killed and “9” killed cannot both hold"
    (denial,) = relations_of(told, denied, dict.fromkeys(KINDS, 0.0) | {"denied": 0.5})
    assert denial.reason == "Army denied what Mayor said"
    no = Compared(gist("nobody died", negative=True, origins=frozenset({"Guard"})))
    (other_words,) = relations_of(told, no, dict.fromkeys(KINDS, 0.0) | {"denied": 0.5})
    assert other_words.reason == "Guard contradicted what Mayor said"


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=4))
def test_the_strongest_rival_is_the_greatest_other_value_of_the_line(rows):
    table = np.array(rows, float)
    for column in range(3):
        found = rivals(table[:, column], table, 0.0)
        assert found.tolist() == [max(row[:column] + row[column + 1 :]) for row in rows]


def test_a_lead_is_over_the_rivals_in_both_articles():
    table = np.array([[0.9, 0.5], [0.7, 0.1]])
    (first,) = leads(table, np.array([0]), np.array([0]), 0.0)
    assert first == pytest.approx((0.9, 0.2, 0.4))
    (only,) = leads(table[:1, :1], np.array([0]), np.array([0]), 0.0)
    assert only == pytest.approx((0.9, 0.9, 0.9))


@dataclass(frozen=True)
class Reader:
    """A stand-in for the encoder, to which all claims are as like as their vectors."""

    def verdicts(self, ones: Vectors, others: Vectors) -> list[Verdict]:
        return [Verdict(0.6, 0.1, 0.1, 0.1, 0.1) for _ in ones]

    def readings(self, pairs: list[tuple[Passage, Passage]]) -> list[Verdict]:
        return [Verdict(0.9, 0.0, 0.0, 0.1, 0.0) if len(set(pair)) == 2 else Verdict(0, 0, 0, 1, 0) for pair in pairs]


def side(article: str, *texts: str) -> Side:
    """Claims of an article whose vectors lie the nearer the more of their words they share."""
    words = [set(text.split()) for text in texts]
    vectors = np.array([[1.0] + [float(str(n) in found) for n in range(SIZE - 1)] for found in words], np.float32)
    claims = [replace(gist(text), claim=f"{article}/{text}", article=article) for text in texts]
    return Side([*map(Compared, claims)], vectors / np.linalg.norm(vectors, axis=-1, keepdims=True))


def test_it_does_not_matter_which_article_comes_first():
    one, other = side("a", "1 2 3", "4 5", "6"), side("b", "1 2 7", "4 5 3")
    assert set(relations_between(one, other, Reader())) == set(relations_between(other, one, Reader()))
    assert list(relations_between(one, side("c"), Reader())) == []


def test_within_an_article_each_pair_is_weighed_once_and_no_claim_with_itself():
    one = side("a", "1 2 3", "1 2 4", "9")
    found = [(relation.one, relation.other, relation.kind) for relation in relations_between(one, one, Reader())]
    assert len(set(found)) == len(found)
    assert all(first < second for first, second, _ in found)
