"""Tests of kg/compare/asked.py, sourced.py, timeline.py and what shows them: origins and timelines as text and data."""

import csv
import io
import json
from dataclasses import replace
from itertools import pairwise

import pytest

from floods import BEGGED, DEAD, GATES, IGNORED, REASON, asked_for, compared_flood, group_of, revised_flood, sources_of
from graphs import KILLED, NORTHWIRE, flood, graded
from kg.compare.asked import Asked, asked
from kg.compare.show_origins import as_lines, show_origins
from kg.compare.show_timeline import COLUMNS, show_timeline
from kg.compare.sourced import sourced
from kg.compare.timeline import changed, series_of, timeline
from kg.errors import NotFoundError
from kg.record_types import ClaimRecord
from sources import article_iri, claim

# What is asked for, and the claims of the groups that are found.
ASKED = [
    (("gates", "Friday"), [{BEGGED, GATES}]),
    (("killed",), [{KILLED, DEAD}]),
    ((KILLED,), [{KILLED, DEAD}]),
    (("ignored", "warnings"), [{IGNORED}]),
    ((), [{KILLED, DEAD}, {BEGGED, GATES}, {IGNORED}]),
]


@pytest.mark.parametrize(("words", "groups"), ASKED)
def test_groups_that_have_the_words(words: tuple[str, ...], groups: list[set[str]]) -> None:
    found = asked(compared_flood(), words)
    assert [{one.iri for one in group.claims} for group in found.comparison.groups] == groups


def test_a_group_by_its_iri() -> None:
    store = compared_flood()
    group = asked(store, ["killed"]).comparison.groups[0]
    again = asked(store, [group.iri]).comparison.groups
    assert again == (group,)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("zeppelin",), "no claim has 'zeppelin'"),
        (("urn:nothing",), "urn:nothing: nothing has this IRI"),
        (("killed", "zeppelin"), "no claim has 'killed' and 'zeppelin'"),
    ],
)
def test_what_nothing_has(words: tuple[str, ...], said: str) -> None:
    with pytest.raises(NotFoundError, match=said):
        asked(compared_flood(), words)


def test_claims_outside_that_differ_are_told_too() -> None:
    assert set(asked(compared_flood(), ["gates", "Friday"]).claims) == {BEGGED, GATES, IGNORED}


# Origins


def test_origins_as_lines() -> None:
    _, one = sources_of(compared_flood(), "killed")
    shown = show_origins([one], "table")
    assert "     Northwire, 2025-03-04 (copied by The Daily Ledger) > Ida Voss > Civil Protection Agency\n" in shown
    assert "  1. Civil Protection Agency\n" in shown
    assert "  all of it depends on: Ida Voss, Civil Protection Agency\n" in shown
    assert "  would have to be wrong, were it untrue: 1 (Civil Protection Agency)\n" in shown
    assert "  unnamed origins: 0 of 1\n" in shown


def test_origins_come_back_from_json() -> None:
    _, one = sources_of(compared_flood(), "gates Friday")
    (told,) = json.loads(show_origins([one], "json"))
    assert told["independent"] == len(told["origins"]) == one.group.standing.independent == 2
    assert [(o["independent"], o["named"]) for o in told["origins"]] == [(o.numbers[0], o.named) for o in one.origins]
    assert told["unnamed"] == one.group.standing.unnamed
    assert told["summary"] == one.group.standing.summary
    for origin in told["origins"]:
        for way in origin["ways"]:
            assert way["article"] == NORTHWIRE
            assert way["through"][-1] == origin["label"]


def test_grades_stand_beside_sources() -> None:
    _, one = sources_of(graded(compared_flood()), "killed")
    assert "  1. Civil Protection Agency [B, C]\n" in show_origins([one], "table")
    (told,) = json.loads(show_origins([one], "json"))
    assert {(grade["grade"], grade["by"]) for grade in told["origins"][0]["grades"]} == {("B", "Ann"), ("C", "Ben")}


SHOWN: list[tuple[str, list[ClaimRecord], dict[str, str], list[str]]] = [
    (
        "why sources count as one",
        [claim("Alpha", "Spy Agency"), claim("Beta", "State Spy Agency")],
        {},
        ["     counts as one: "],
    ),
    (
        "a circle",
        [claim("Alpha", "Beta"), claim("Beta", "Alpha")],
        {},
        ["  1. Alpha and Beta (from one another)", "  have it from one another: Alpha, Beta"],
    ),
    (
        "a loop",
        [claim("Alpha"), claim("Beta", "Alpha", day="2024-05-02"), claim("Alpha", "Beta", day="2024-05-03")],
        {},
        ["  came back: Alpha 2024-05-01 > Beta 2024-05-02 > Alpha 2024-05-03"],
    ),
    (
        "an unnamed source",
        [claim("Alpha", "a neighbour")],
        {},
        ["  1. a neighbour (unnamed)", "  unnamed origins: 1 of 1"],
    ),
    (
        "a copy",
        [claim("Alpha", "Ann Lee"), claim("Beta")],
        {article_iri("Beta", "2024-05-01"): article_iri("Alpha", "2024-05-01")},
        ["     Alpha, 2024-05-01 (copied by Beta) > Ann Lee"],
    ),
]


@pytest.mark.parametrize(("claims", "copies", "lines"), [row[1:] for row in SHOWN], ids=[row[0] for row in SHOWN])
def test_what_lines_tell(claims: list[ClaimRecord], copies: dict[str, str], lines: list[str]) -> None:
    shown = "\n".join(as_lines(sourced(group_of(claims, copies), copies)))
    assert [line for line in lines if line not in shown] == []


@pytest.mark.parametrize(("claims", "copies"), [row[1:3] for row in SHOWN], ids=[row[0] for row in SHOWN])
def test_each_way_leads_from_an_article_to_its_origin(claims: list[ClaimRecord], copies: dict[str, str]) -> None:
    one = sourced(group_of(claims, copies), copies)
    assert [origin.numbers for origin in one.origins] == [(n + 1,) for n in range(one.standing.independent)]
    for origin in one.origins:
        assert one.ways_to(origin)
        for way in one.ways_to(origin):
            assert way[0] in {text.name for text in one.texts}
            assert way[-1] == origin.name
            assert all(pair in one.links for pair in pairwise(way))


# Timelines


def test_a_timeline_shows_grades() -> None:
    shown = show_timeline(timeline(asked_for(graded(compared_flood()), "killed")), "table")
    assert "  Northwire: Ida Voss > Civil Protection Agency [B, C] [3, B2]: [≥ 140 killed; " in shown


def test_a_series_with_what_changed() -> None:
    shown = show_timeline(timeline(asked_for(revised_flood(), "killed")), "table")
    assert shown.splitlines()[0] == "2025-03-04"
    assert "    revised from ≥ 140 killed to 120–200 killed by Civil Protection Agency\n" in shown
    assert (
        "series: 2025-03-04 ≥ 140 killed (Civil Protection Agency)"
        " > 2025-03-05 120–200 killed (Civil Protection Agency)\n"
    ) in shown


@pytest.mark.parametrize("words", [(KILLED,), (DEAD,), ()])
def test_a_series_is_whole_whichever_step_was_asked_for(words: tuple[str, ...]) -> None:
    (series,) = timeline(asked_for(revised_flood(), *words)).series
    assert [one.iri for one in series] == [KILLED, DEAD]


def test_steps_of_a_series_are_told_once() -> None:
    found = asked_for(revised_flood())
    (series,) = series_of(found)
    assert changed(*series) == ("≥ 140 killed", "120–200 killed")


def test_where_a_day_is_revised_figures_of_something_else_are_not_shown() -> None:
    found = asked_for(revised_flood())
    ((one, other),) = series_of(found)
    assert changed(one, replace(other, quantities=())) == changed(replace(one, quantities=()), other) == ("", "")
    days = Asked(found.comparison, found.claims | {other.iri: replace(other, quantities=(), text="by 22 March")})
    shown = show_timeline(timeline(days), "table")
    assert "series: 2025-03-04 At least 140 people were killed" in shown
    assert shown.endswith(" > 2025-03-05 by 22 March (Civil Protection Agency)\n")


def test_differences_are_told_once_in_a_timeline() -> None:
    found = timeline(asked_for(compared_flood()))
    assert sum(len(one.differs) for one in found.moments) == 2
    assert show_timeline(found, "table").count(REASON) == 1


@pytest.mark.parametrize("words", ["gates Friday", "ignored warnings"])
def test_what_differs_from_a_claim_that_was_not_asked_for_is_told(words: str) -> None:
    assert show_timeline(timeline(asked_for(compared_flood(), *words.split())), "table").count(REASON) == 1


def test_a_denial_stands_at_its_day() -> None:
    found = timeline(asked_for(compared_flood()))
    notes = {other.found.reason for one in found.moments for other in one.differs}
    assert notes == {REASON}
    assert f"differs (denied) from Northwire, 2025-03-04: {REASON}" in show_timeline(found, "table")


def test_days_are_in_order() -> None:
    found = timeline(asked_for(compared_flood()))
    assert [one.day for one in found.moments] == sorted(one.day for one in found.moments)
    told = json.loads(show_timeline(found, "json"))
    assert [one["day"] for one in told["claims"]] == [one.day for one in found.moments]
    assert [one["iri"] for one in told["claims"]] == [one.claim.iri for one in found.moments]
    assert [one["copy_of"] for one in told["claims"]] == [one.copy_of or None for one in found.moments]
    assert NORTHWIRE in {one["copy_of"] for one in told["claims"]}


def test_a_timeline_comes_back_from_csv() -> None:
    found = timeline(asked_for(revised_flood()))
    rows = list(csv.DictReader(io.StringIO(show_timeline(found, "csv"))))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["day"], row["claim"]) for row in rows] == [(one.day, one.claim.iri) for one in found.moments]
    assert rows[1]["revises"] == "revised from ≥ 140 killed to 120–200 killed by Civil Protection Agency"


def test_a_timeline_of_nothing() -> None:
    nothing = timeline(asked_for(flood()))
    assert show_timeline(nothing, "table") == ""
    assert json.loads(show_timeline(nothing, "json")) == {"claims": [], "series": []}
    assert show_timeline(nothing, "csv") == ",".join(COLUMNS) + "\n"
