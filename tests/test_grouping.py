"""Groups of claims that say the same, and what stands between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.compare.between import between, pairs_of
from kg.compare.grouping import groups_of
from kg.compare.index import Relation


def same(pairs: str) -> list[Relation]:
    """Relations written as "ab 0.9, bc 0.4"."""
    return [
        Relation(*sorted(ends), "same", float(score)) for ends, score in map(str.split, filter(None, pairs.split(", ")))
    ]


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        ("", ["a", "b", "c", "d"]),
        ("ab 0.9", ["ab", "c", "d"]),
        ("ab 0.2", ["a", "b", "c", "d"]),
        ("ab 0.9, bc 0.9, ac 0.9", ["abc", "d"]),
        ("ab 0.9, bc 0.4", ["ab", "c", "d"]),  # what b and c share, a and c do not: one doubtful pair joins nothing
        ("ab 0.9, bc 0.9, ac 0.3", ["abc", "d"]),
        ("ab 1, cd 1, bc 0.8", ["ab", "cd"]),
        ("ab 1, cd 1, bc 0.8, ac 0.7, bd 0.6, ad 0.5", ["abcd"]),
    ],
)
def test_groups(pairs: str, groups: list[str]) -> None:
    assert groups_of("abcd", same(pairs)) == [tuple(group) for group in groups]


def test_groups_with_claims_that_differ_are_not_joined() -> None:
    differ = [Relation("a", "c", "measure", 0.2, "killed and casualties count different things")]
    assert groups_of("abc", same("ab 0.9, bc 0.9")) == [("a", "b", "c")]
    assert groups_of("abc", [*same("ab 0.9, bc 0.9"), *differ]) == [("a", "b"), ("c",)]
    assert groups_of("ac", [*same("ac 0.9"), *differ]) == [("a", "c")]
    one_of_four = Relation("b", "d", "figures", 0.9, "“9” and “12” cannot both hold")
    assert groups_of("abcd", [*same("ab 1, cd 1, ac 0.95, ad 0.95, bc 0.95"), one_of_four]) == [("a", "b"), ("c", "d")]


@given(
    st.dictionaries(st.sampled_from(["ab", "ac", "ad", "bc", "bd", "cd", "de", "ae"]), st.floats(0, 1)), st.randoms()
)
def test_groups_do_not_depend_on_the_order_of_pairs_and_lose_no_claim(scores: dict[str, float], rng: object) -> None:
    relations = [Relation(*pair, "same", score) for pair, score in scores.items()]
    shuffled = sorted(relations, key=lambda _: rng.random())  # type: ignore[attr-defined]
    groups = groups_of("abcde", relations)
    assert groups == groups_of("edcba", shuffled)
    assert sorted(claim for group in groups for claim in group) == list("abcde")


def test_differences_stand_between_groups_when_enough_pairs_bear_them_out() -> None:
    groups = [("a", "b"), ("c", "d"), ("e",)]
    relations = [
        Relation("a", "c", "figures", 0.9, "surest"),
        Relation("b", "d", "figures", 0.8, "less sure"),
        Relation("a", "e", "denied", 0.3, "alone"),
        Relation("a", "b", "figures", 0.9, "inside a group"),
    ]
    found = list(between(groups, relations))
    assert [(one.one, one.other, one.kind, one.reason) for one in found] == [
        (("a", "b"), ("c", "d"), "figures", "surest")
    ]
    average = pytest.approx((0.9 + 0.8) / 4)
    assert dict(pairs_of(found[0])) == {("a", "c"): 0.9, ("b", "d"): 0.8, ("a", "d"): average, ("b", "c"): average}
