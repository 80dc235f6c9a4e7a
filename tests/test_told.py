"""Tests of kg/compare/told.py and show.py: each difference is told once, the surest first, and what is likely only."""

from dataclasses import replace

import pytest

from floods import BEGGED, GATES, IGNORED, REASON, compared_flood, group_of
from kg.compare.asked import Asked, asked
from kg.compare.report import Comparison, DifferenceRecord, GroupRecord
from kg.compare.show import show
from kg.compare.told import LIKELY, MOST, likely, pages, sureness, told_of
from sources import claim

ANN, BEN, CY, DAN = (claim(outlet, source) for outlet, source in zip("ABCD", ("Ann", "Ben", "Cy", "Dan"), strict=True))


def differing(one: str, other: str, score: float, reason: str = "", kind: str = "denied") -> DifferenceRecord:
    return DifferenceRecord(one, other, kind, reason or f"{one[-3:]} denied what {other[-3:]} said", score)


def found(groups: list[GroupRecord], *differ: DifferenceRecord) -> Asked:
    """Groups with what differs between them; those of one claim stand alone."""
    told = []
    for group in groups:
        own = {one.iri for one in group.claims}
        iri = group.iri if len(own) > 1 else ""
        told.append(replace(group, iri=iri, differ=tuple(d for d in differ if own & {d.one, d.other})))
    return Asked(Comparison(tuple(told), {}), {one.iri: one for group in groups for one in group.claims})


def test_a_difference_is_told_with_the_first_of_its_groups() -> None:
    told = found([group_of([ANN, BEN], {}), group_of([CY, DAN], {})], differing(ANN.iri, CY.iri, 0.8, "Cy denied it"))
    first, second = pages(told.comparison.groups)
    assert [one.reason for one in first.first] == [one.reason for one in second.again] == ["Cy denied it"]
    assert (first.again, second.first) == ((), ())
    shown = show(told.comparison, "table", told.claims)
    assert "  differs (denied, 0.80): Cy denied it\n    C, 2024-05-01: Cy: " in shown
    assert shown.endswith("  differs (denied), as told above: Cy denied it\n")


def test_a_claim_that_was_shown_with_what_it_differs_from_is_not_shown_again() -> None:
    told = found([group_of([ANN, BEN], {}), group_of([CY], {})], differing(ANN.iri, CY.iri, 0.8))
    assert [page.group.claims for page in pages(told.comparison.groups)] == [(ANN, BEN)]
    shown = show(told.comparison, "table", told.claims)
    assert shown.count("C, 2024-05-01: Cy") == 1


def test_a_claim_that_differs_from_another_one_too_is_shown() -> None:
    groups = [group_of([ANN, BEN], {}), group_of([CY], {}), group_of([DAN], {})]
    told = found(groups, differing(ANN.iri, CY.iri, 0.8), differing(CY.iri, DAN.iri, 0.7))
    assert [page.group.claims for page in pages(told.comparison.groups)] == [(ANN, BEN), (CY,)]


def test_a_claim_that_another_revises_is_shown_with_that() -> None:
    groups = [group_of([ANN], {}), replace(group_of([BEN], {}), revises=((BEN.iri, ANN.iri),))]
    told = found(groups)
    assert show(told.comparison, "table", told.claims).splitlines() == [
        "Reported by B only; it rests on one origin, Ben.",
        "  B, 2024-05-01: Ben: ",
        "  revises: A, 2024-05-01: Ann: ",
    ]


def test_the_surest_comes_first_and_the_rest_is_counted() -> None:
    others = [claim("Z", f"Source {letter}") for letter in "EFGHIJ"]
    differ = [differing(ANN.iri, one.iri, 0.3 + number / 10, f"n{number}") for number, one in enumerate(others)]
    told = found([group_of([ANN, BEN], {}), *(group_of([one], {}) for one in others)], *differ)
    first = next(pages(told.comparison.groups))
    assert [one.reason for one in first.first] == ["n5", "n4", "n3", "n2"]
    assert first.more == len(others) - MOST
    assert f"  differs in {first.more} more, less sure (--format json has all)\n" in show(told.comparison, "table")


def test_pairs_of_one_reason_are_one_difference() -> None:
    pairs = [differing(ANN.iri, CY.iri, 0.9, "r"), differing(BEN.iri, CY.iri, 0.5, "r")]
    told = found([group_of([ANN, BEN], {}), group_of([CY], {})], *pairs)
    (one,) = told_of(told.comparison.groups[0])
    assert one.pairs == tuple(pairs)
    assert one.score == sureness(pairs) == pytest.approx(0.8)


@pytest.mark.parametrize("kind", LIKELY)
def test_all_groups_together_tell_what_is_likely(kind: str) -> None:
    sure = differing(ANN.iri, CY.iri, LIKELY[kind], kind=kind)
    unsure = differing(BEN.iri, DAN.iri, LIKELY[kind] - 0.01, kind=kind)
    told = likely(found([group_of([ANN], {}), group_of([BEN, BEN], {}), group_of([CY], {}), group_of([DAN], {})], sure))
    assert [group.claims for group in told.comparison.groups] == [(ANN,), (CY,)]
    both = [group_of([ANN, BEN], {}), group_of([CY], {}), group_of([DAN], {})]
    told = likely(found(both, sure, unsure))
    assert [group.differ for group in told.comparison.groups] == [(sure,), (sure,)]


def test_all_of_it_is_in_json() -> None:
    flood = asked(compared_flood(), ())
    assert [{one.iri for one in group.claims} for group in likely(flood).comparison.groups][1:] == [
        {BEGGED, GATES},
        {IGNORED},
    ]
    assert show(flood.comparison, "json").count(REASON) == 4
    assert show(flood.comparison, "table", flood.claims).count(REASON) == 1


def test_the_words_of_a_group_are_those_that_tell_something() -> None:
    words = ("this", "the exit had been locked", "exit 14 was locked when the fire broke out")
    group = group_of([replace(claim("A", "Ann"), text=text) for text in words], {})
    assert group.said == words[1]
    assert replace(group, claims=(group.claims[0], replace(ANN, text="any fault"))).said == "any fault"
