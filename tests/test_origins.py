"""Tests of kg/compare/origins.py and what it rests on: independent origins, dominators, cuts, circles and loops."""

import re
from collections.abc import Iterable
from itertools import chain, combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from kg.compare.graph import provenance_of
from kg.compare.origins import Standing, contracted, dominators, fewest, standing_of, terminals
from kg.compare.sentences import sentence
from kg.record_types import ClaimRecord
from sources import actor, article_iri, claim

LATER = "2024-05-03"

# claims, copies (copy to original), independent origins by their labels, rests_on, fewest, unnamed share
Row = tuple[str, list[ClaimRecord], dict[str, str], list[set[str]], tuple[str, ...], int, float]
STANDINGS: list[Row] = [
    ("one speaker in two outlets", [claim("Alpha", "Ann Lee"), claim("Beta", "Ann Lee")], {},
     [{"Ann Lee"}], ("Ann Lee",), 1, 0.0),
    ("two speakers", [claim("Alpha", "Ann Lee"), claim("Beta", "Bo Kim")], {},
     [{"Ann Lee"}, {"Bo Kim"}], (), 2, 0.0),
    ("two speakers with one origin",
     [claim("Alpha", "Ann Lee > State Spy Agency"), claim("Beta", "Bo Kim > State Spy Agency")], {},
     [{"State Spy Agency"}], ("State Spy Agency",), 1, 0.0),
    ("a source that gives its basis elsewhere counts with it",
     [claim("Alpha", "Ann Lee > State Spy Agency"), claim("Beta", "Ann Lee")], {},
     [{"Ann Lee", "State Spy Agency"}], ("Ann Lee", "State Spy Agency"), 1, 0.0),
    ("one briefing with its giver",
     [claim("Alpha", "Ann Lee", briefing=("after a briefing", "State Spy Agency")),
      claim("Beta", "Bo Kim", briefing=("at a closed session", "State Spy Agency"))], {},
     [{"Ann Lee", "Bo Kim", "State Spy Agency"}], ("State Spy Agency",), 1, 0.0),
    ("one briefing without giver, in one article",
     [claim("Alpha", "Ann Lee", briefing="after a briefing"), claim("Alpha", "Bo Kim", briefing="at the briefing")], {},
     [{"Ann Lee", "Bo Kim", "after a briefing"}], ("after a briefing",), 1, 1.0),
    ("a giver told once in an article",
     [claim("Alpha", "Ann Lee", briefing=("after a briefing", "State Spy Agency")),
      claim("Alpha", "Bo Kim", briefing="at the briefing")], {},
     [{"Ann Lee", "Bo Kim", "State Spy Agency"}], ("State Spy Agency",), 1, 0.0),
    ("one briefing told in the same words elsewhere",
     [claim("Alpha", "Ann Lee", briefing="a closed-door briefing"),
      claim("Beta", "Bo Kim", briefing="a closed-door briefing")], {},
     [{"Ann Lee", "Bo Kim", "a closed-door briefing"}], ("a closed-door briefing",), 1, 1.0),
    ("two briefings in different words stay apart",
     [claim("Alpha", "Ann Lee", briefing="a briefing on Monday"), claim("Beta", "Bo Kim", briefing="a debriefing")],
     {}, [{"Ann Lee", "a briefing on Monday"}, {"Bo Kim", "a debriefing"}], (), 2, 1.0),
    ("own voices", [claim("Alpha"), claim("Beta")], {}, [{"Alpha"}, {"Beta"}], (), 2, 0.0),
    ("an agency's text in two outlets",
     [claim("Alpha", agency="Gamma Wire"), claim("Beta", agency="Gamma Wire")], {},
     [{"Gamma Wire"}], ("Gamma Wire",), 1, 0.0),
    ("own voice beside a source in one article adds nothing", [claim("Alpha"), claim("Alpha", "Ann Lee")], {},
     [{"Ann Lee"}], ("Ann Lee",), 1, 0.0),
    ("a copy rests on its original", [claim("Alpha"), claim("Beta")], {article_iri("Beta", "2024-05-01"):
     article_iri("Alpha", "2024-05-01")}, [{"Alpha"}], ("Alpha",), 1, 0.0),
    ("copies of what is not at hand are one", [claim("Alpha"), claim("Beta")],
     {article_iri("Alpha", "2024-05-01"): "urn:x", article_iri("Beta", "2024-05-01"): "urn:x"},
     [{"Alpha"}], ("Alpha",), 1, 0.0),
    ("a copy of a copy", [claim("Alpha", "Ann Lee"), claim("Beta"), claim("Gamma")],
     {article_iri("Gamma", "2024-05-01"): article_iri("Beta", "2024-05-01"),
      article_iri("Beta", "2024-05-01"): article_iri("Alpha", "2024-05-01")},
     [{"Ann Lee"}], ("Ann Lee",), 1, 0.0),
    ("a cited outlet leads on", [claim("The Alpha News", "Ann Lee"), claim("Beta", "Alpha")], {},
     [{"The Alpha News", "Ann Lee"}], ("Ann Lee",), 1, 0.0),
    ("a state is no outlet that is called after it",
     [claim("Jordan Times", "Ann Lee"), claim("Beta", (actor("Jordan", kind="state"),))], {},
     [{"Ann Lee"}, {"Jordan"}], (), 2, 0.0),
    ("an unnamed source behind a cited outlet is one of its",
     [claim("Alpha", "Ann Lee"), claim("Beta", "Alpha > a doctor")], {},
     [{"Ann Lee", "a doctor"}], ("Ann Lee",), 1, 0.0),
    ("an outlet that is not in the group is an origin", [claim("Beta", "Delta Herald")], {},
     [{"Delta Herald"}], ("Delta Herald",), 1, 0.0),
    ("a circle", [claim("Alpha", "Beta"), claim("Beta", "Alpha")], {},
     [{"Alpha", "Beta"}], ("Alpha and Beta",), 1, 0.0),
    ("who says nothing is no origin", [claim("Alpha", "Ann Lee"), claim("Beta", "Bo Kim", stance="unacknowledged")], {},
     [{"Ann Lee"}], ("Ann Lee",), 1, 0.0),
    ("a circle with a way out",
     [claim("Alpha", "Beta"), claim("Beta", "Alpha"), claim("Beta", "Ann Lee")], {},
     [{"Alpha", "Beta", "Ann Lee"}], ("Ann Lee",), 1, 0.0),
    ("the media", [claim("Alpha"), claim("Beta", "several portals", day=LATER)], {},
     [{"Alpha", "several portals"}], ("Alpha",), 1, 0.0),
    ("papers that are no newspapers", [claim("Alpha"), claim("Beta", "customs and railway papers", day=LATER)], {},
     [{"Alpha"}, {"customs and railway papers"}], (), 2, 0.5),
    ("papers that are", [claim("Alpha"), claim("Beta", "several local papers", day=LATER)], {},
     [{"Alpha", "several local papers"}], ("Alpha",), 1, 0.0),
    ("two unnamed sources of different outlets", [claim("Alpha", "a person familiar with the matter"),
     claim("Beta", "a person familiar with the matter")], {},
     [{"a person familiar with the matter (Alpha)"}, {"a person familiar with the matter (Beta)"}], (), 2, 1.0),
    ("one of three unnamed", [claim("Alpha", "Ann Lee"), claim("Beta", "Bo Kim"), claim("Gamma", "a neighbour")], {},
     [{"Ann Lee"}, {"Bo Kim"}, {"a neighbour"}], (), 3, 1 / 3),
    ("two through one speaker", [claim("Alpha", "Ann Lee > Bo Kim"), claim("Beta", "Ann Lee > Cy Ford")], {},
     [{"Bo Kim"}, {"Cy Ford"}], ("Ann Lee",), 1, 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "copies", "origins", "rests_on", "cut", "unnamed"), [r[1:] for r in STANDINGS],
                         ids=[row[0] for row in STANDINGS])  # fmt: skip
def test_standing(
    claims: list[ClaimRecord],
    copies: dict[str, str],
    origins: list[set[str]],
    rests_on: tuple[str, ...],
    cut: int,
    unnamed: float,
) -> None:
    standing = standing_of(claims, copies)
    assert sorted(map(sorted, numbered(standing))) == sorted(map(sorted, origins))
    assert (standing.independent, standing.rests_on, len(standing.fewest)) == (len(origins), rests_on, cut)
    assert standing.unnamed == pytest.approx(unnamed)
    assert standing_of(claims[::-1], copies) == standing


def numbered(standing: Standing) -> list[set[str]]:
    """The labels of the origins by the number with which they count."""
    numbers = range(1, standing.independent + 1)
    assert {origin.number for origin in standing.origins} == set(numbers)
    return [{origin.label for origin in standing.origins if origin.number == number} for number in numbers]


def test_nothing_is_no_standing() -> None:
    assert standing_of([], {}) == Standing((), 0, (), (), 0.0, (), ())


def test_the_fewest_are_those_nearest_to_the_origins() -> None:
    claims = [claim("Alpha", "Ann Lee > Bo Kim"), claim("Beta", "Cy Ford > Bo Kim"), claim("Gamma", "Di West")]
    assert standing_of(claims, {}).fewest == ("Bo Kim", "Di West")


def test_a_circle_is_told_with_its_outlets() -> None:
    claims = [claim("Alpha", "Beta"), claim("Beta", "Gamma"), claim("Gamma", "Alpha"), claim("Delta", "Ann Lee")]
    assert standing_of(claims, {}).circular == (("Alpha", "Beta", "Gamma"),)


LOOPS = [
    ([claim("Alpha"), claim("Beta", "Alpha", day="2024-05-02"), claim("Alpha", "Beta", day=LATER)],
     ((("Alpha", "2024-05-01"), ("Beta", "2024-05-02"), ("Alpha", LATER)),)),
    ([claim("Alpha", "Beta"), claim("Beta", "Alpha")], ()),  # of one day: a circle, but nothing tells who was first
    ([claim("Alpha"), claim("Beta", "Alpha", day="2024-05-02"), claim("Alpha", "Ann Lee", day=LATER)], ()),
    ([claim("Alpha"), claim("Alpha", "Alpha", day=LATER)], ()),
    ([claim("Alpha", day=""), claim("Beta", "Alpha", day=""), claim("Alpha", "Beta", day=LATER)], ()),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "loops"), LOOPS)
def test_loops(claims: list[ClaimRecord], loops: tuple[tuple[tuple[str, str], ...], ...]) -> None:
    assert standing_of(claims, {}).loops == loops


def test_the_graph_has_kinds_labels_and_reasons() -> None:
    speaker = actor("Ann Lee", kind="person", roles="a spokeswoman for Acme Foods")
    claims = [claim("Alpha", (speaker,)), claim("Beta", (actor("Acme Foods", kind="organization"),))]
    graph = provenance_of(claims, {})
    (node,) = [data for _, data in graph.nodes(data=True) if data["kind"] == "actor"]
    assert (node["label"], node["named"], node["labels"]) == ("Acme Foods", True, ("Acme Foods", "Ann Lee"))
    assert node["reasons"] == ("Ann Lee speaks for Acme Foods",)
    assert sorted(data["label"] for _, data in graph.nodes(data=True) if data["kind"] == "article") == ["Alpha", "Beta"]


SENTENCES = [
    ([claim(outlet, "Lee Sung > State Spy Agency") for outlet in ("Alpha", "Beta", "Gamma")], 3,
     "Reported by 3 outlets; all rest on one origin, the State Spy Agency, through Lee Sung."),
    ([claim("Alpha", "Ann Lee"), claim("Beta", "Bo Kim"), claim("Gamma", "a neighbour")], 3,
     "Reported by 3 outlets; three independent origins, Ann Lee, Bo Kim and an unnamed source (a neighbour)."),
    ([claim("Alpha", "Beta"), claim("Beta", "Alpha")], 2,
     "Reported by 2 outlets; all rest on Alpha and Beta, which have it from one another."),
    ([claim("Alpha", "a nurse")], 1, "Reported by Alpha only; it rests on one origin, an unnamed source (a nurse)."),
    ([claim("Alpha", "two crew members")], 1,
     "Reported by Alpha only; it rests on one origin, unnamed sources (two crew members)."),
    ([claim("Alpha", "a nurse"), claim("Beta", "a pilot")], 2,
     "Reported by 2 outlets; two independent origins, both unnamed: a nurse; a pilot."),
    ([claim("Alpha", "Ann Lee > Bo Kim"), claim("Beta", "Ann Lee > Cy Ford")], 2,
     "Reported by 2 outlets; all through Ann Lee, on two independent origins, Bo Kim and Cy Ford."),
    ([], 0, "Reported by 0 outlets; nothing tells whom it comes from."),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "outlets", "expected"), SENTENCES)
def test_sentence(claims: list[ClaimRecord], outlets: int, expected: str) -> None:
    names = {one.article.outlet for one in claims}
    assert len(names) == outlets
    assert sentence(standing_of(claims, {}), names) == expected


@st.composite
def sources(draw: st.DrawFn) -> "nx.DiGraph[str]":
    """A small graph of articles and sources, circles among the sources included."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    articles = [f"article {n}" for n in range(draw(st.integers(1, 3)))]
    people = [f"source {n}" for n in range(draw(st.integers(1, 6)))]
    for node in (*articles, *people):
        graph.add_node(node, kind="article" if node in articles else "actor", label=node)
    for article in articles:
        graph.add_edges_from((article, one) for one in draw(st.sets(st.sampled_from(people), min_size=1, max_size=3)))
    pairs = [(one, other) for one in people for other in people if one != other]
    if pairs:
        graph.add_edges_from(draw(st.sets(st.sampled_from(pairs), max_size=9)))
    reached = set(articles).union(*(nx.descendants(graph, article) for article in articles))
    return nx.DiGraph(graph.subgraph(reached))


@given(sources())
@settings(max_examples=150, deadline=None)
def test_against_brute_force(graph: "nx.DiGraph[str]") -> None:
    """Counts, dominators and cuts are those that all subsets of sources and all mutual reach give."""
    whole = contracted(graph)
    people = [node for node in graph if graph.nodes[node]["kind"] == "actor"]
    reach = {node: nx.descendants(graph, node) | {node} for node in graph}
    circle = {node: frozenset(other for other in reach[node] if node in reach[other]) for node in people}
    ends = {circle[node] for node in people if all(node in reach[other] for other in reach[node])}
    assert {frozenset(whole.nodes[part]["members"]) for part in terminals(whole)} == ends
    circles = sorted(set(circle.values()), key=sorted)
    cuts = [cut for cut in subsets(circles) if not stands(graph, cut, ends)]
    smallest = min(map(len, cuts))
    found = {frozenset(whole.nodes[part]["members"]) for part in fewest(whole)}
    assert len(found) == smallest
    assert not stands(graph, found, ends)
    alone = {one for one in circles if not stands(graph, [one], ends)}
    passed = [frozenset(whole.nodes[part]["members"]) for part in dominators(whole)]
    assert set(passed) == alone
    assert all(min(other) in reach[min(one)] for one, other in combinations(passed, 2))


def subsets(circles: list[frozenset[str]]) -> Iterable[tuple[frozenset[str], ...]]:
    """All choices among circles."""
    return chain.from_iterable(combinations(circles, size) for size in range(len(circles) + 1))


def stands(graph: "nx.DiGraph[str]", cut: Iterable[frozenset[str]], ends: Iterable[frozenset[str]]) -> bool:
    """Whether a way from an article to an origin is left without these sources."""
    gone = set().union(*cut)
    left = graph.subgraph(set(graph) - gone)
    starts = [node for node in left if graph.nodes[node]["kind"] == "article"]
    return any(end in left and nx.has_path(left, start, end) for start in starts for end in set().union(*ends))


EXAMPLES = re.findall(r"```standing\n(.*?)```", (ROOT / "docs" / "origins.md").read_text(encoding="utf-8"), re.DOTALL)
LINE = re.compile(r"(?P<outlet>\w+)(?: \((?:agency: (?P<agency>[^)]+)|(?P<day>[\d-]+))\))?: ?(?P<chain>[^\[]*)"
                  r"(?:\[(?P<after>.+)\])?")  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_docs(example: str) -> None:
    lines = example.strip().splitlines()
    claims, copies = [], {}
    for line in lines:
        if " copies " in line:
            copy, original = line.split(" copies ")
            claims.append(claim(copy))
            copies[article_iri(copy, claims[-1].article.published)] = article_iri(original, "2024-05-01")
        elif read := LINE.fullmatch(line):
            told = {"agency": read["agency"] or "", "briefing": read["after"] or "", "day": read["day"] or "2024-05-01"}
            claims.append(claim(read["outlet"], *filter(None, [read["chain"].strip()]), **told))
    standing = standing_of(claims, copies)
    expected = [line.removeprefix("= ").split(": ", 1) for line in lines if line.startswith("= ")]
    assert expected
    assert len(claims) + len(expected) == len(lines)
    for what, value in expected:
        assert told_of(standing, what, {one.article.outlet for one in claims}) == value


def told_of(standing: Standing, what: str, outlets: set[str]) -> str:
    """What a standing tells, as the docs write it."""
    labels = [", ".join(sorted(numbered_labels)) for numbered_labels in numbered(standing)]
    return {
        "independent": str(standing.independent),
        "origins": " | ".join(sorted(labels)),
        "rests on": ", ".join(standing.rests_on),
        "fewest": ", ".join(standing.fewest),
        "circular": "; ".join(", ".join(circle) for circle in standing.circular),
        "loop": "; ".join(", ".join(" ".join(step) for step in loop) for loop in standing.loops),
        "unnamed": str(standing.unnamed),
        "sentence": sentence(standing, outlets),
    }[what]
