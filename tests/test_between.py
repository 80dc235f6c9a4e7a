"""Tests of kg/compare/between.py: what differs, and what one source revises, step by step."""

from dataclasses import replace

import pytest

from comparisons import CLAIMS, series
from kg.compare.between import Between, between, revision, steps
from kg.compare.index import Relation
from sources import claim

ONE, TWO, THREE, FOUR = CLAIMS[:4]


@pytest.mark.parametrize(
    ("kind", "first", "second", "revised"),
    [
        ("figures", "2025-03-01", "2025-03-02", (TWO, ONE)),
        ("figures", "2025-03-02", "2025-03-01", (ONE, TWO)),
        ("figures", "2025-03-01T08:00:00Z", "2025-03-01T18:00:00Z", None),  # one day
        ("figures", "2025-03-01", "", None),  # which came later is not known
        ("figures", "", "", None),
        ("measure", "2025-03-01", "2025-03-02", None),
        ("denied", "2025-03-01", "2025-03-02", None),
    ],
)
def test_figures_of_one_source_on_two_days_are_a_series(kind, first, second, revised):
    (found, *_), claims = series()
    days = {ONE: first, TWO: second}
    told = {iri: replace(claims[iri], article=replace(claims[iri].article, published=days[iri])) for iri in days}
    assert revision(replace(found, kind=kind), told) == revised


def test_figures_of_two_sources_are_none():
    (found, *_), claims = series()
    hop = claims[TWO].chains[0][-1]
    other = replace(
        hop, actor=replace(hop.actor, iri="other", label="Another Agency", names=(), affiliations=(), roles=())
    )
    assert revision(found, claims) == (TWO, ONE)
    assert revision(found, claims | {TWO: replace(claims[TWO], chains=((other,),))}) is None


BRANDT, MARSH, EXPERT = "Annelie Brandt", "Leon Marsh", "art expert"
# What two groups tell on which day, and the places of the earlier and the later step in both, if it is a series.
IN_GROUPS = [
    ([claim("Alpha", BRANDT, day="2025-05-18")], [claim("Beta", BRANDT, day="2025-05-20")], (0, 1)),
    ([claim("Alpha", BRANDT, day="2025-05-18")], [claim("Beta", MARSH, day="2025-05-20")], None),
    (  # he tells only of her figure, on the day of his own
        [claim("Alpha", BRANDT, day="2025-05-18"), claim("Beta", MARSH, day="2025-05-20")],
        [claim("Beta", EXPERT, MARSH, day="2025-05-20")],
        None,
    ),
    (  # the step is that of the source that gives both, not that of who told one first
        [claim("Alpha", BRANDT, day="2025-05-18"), claim("Beta", MARSH, day="2025-05-19")],
        [claim("Gamma", MARSH, day="2025-05-20")],
        (1, 2),
    ),
    ([claim("Alpha", BRANDT, day="2025-05-18")], [claim("Beta", BRANDT, day="2025-05-20", stance="denied")], None),
    (
        [claim("Alpha", "spokesman for Acme Foods", day="2025-05-18")],
        [claim("Beta", "spokeswoman for Acme Foods", day="2025-05-20")],
        (0, 1),
    ),
]


@pytest.mark.parametrize(("one", "other", "step"), IN_GROUPS)
def test_a_step_is_between_claims_of_one_source(one, other, step):
    told = [*one, *other]
    claims = {each.iri: each for each in told}
    pairs = tuple(Relation(a.iri, b.iri, "figures", 0.8) for a in one for b in other)
    found = Between(tuple(c.iri for c in one), tuple(c.iri for c in other), "figures", 0.8, "", pairs)
    assert revision(found, claims) == (step and (told[step[1]].iri, told[step[0]].iri))


def test_a_series_goes_step_by_step():
    found, claims = series()
    assert len(found) == 3
    assert [(later, earlier) for _, later, earlier in steps(found, claims)] == sorted([(TWO, ONE), (THREE, TWO)])
    assert [(later, earlier) for _, later, earlier in steps(found[2:], claims)] == [(THREE, ONE)]


def test_what_stands_between_groups_is_borne_out_by_enough_of_their_claims():
    groups = [(ONE, TWO), (THREE, FOUR)]
    sure = [
        Relation(ONE, THREE, "figures", 0.9, "“1” and “2”"),
        Relation(*sorted((TWO, FOUR)), "figures", 0.7, "“1” and “3”"),
    ]
    (found,) = between(groups, [*sure, Relation(ONE, TWO, "denied", 0.9, "within a group")])
    assert (found.one, found.other, found.kind, found.reason) == (*groups, "figures", "“1” and “2”")
    assert found.score == pytest.approx((0.9 + (0.9 + 0.7) / 4) / 2)
    assert not list(between(groups, [Relation(ONE, THREE, "figures", 0.2, "doubtful")]))
