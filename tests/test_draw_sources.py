"""Tests of kg/draw/sources/ and kg/draw/compared.py: every picture of a group is read back, and nothing is lost."""

import html
import re
import struct
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floods import BEGGED, GATES, REASON, asked_for, compared_flood, group_of, sources_of
from graphs import GRADES, KILLED, graded
from kg.compare.asked import Asked
from kg.compare.report import DifferenceRecord
from kg.compare.sourced import Sourced, sourced
from kg.compare.told import pages
from kg.draw.compared import compared
from kg.draw.font import width
from kg.draw.sources import FORMATS, draw_sources
from kg.record_types import ClaimRecord
from kg.trace import Provenance, provenance
from pictures import SVG, boxes, unspaced
from sources import article_iri, claim

TOLL = "At least 140 people were killed when the Orlen dam burst above the town"

# Four and twelve articles: speakers and outlets that they share, copies, a circle, unnamed sources, a denial.
FOUR = [
    claim("Alpha", "Ann Lee > State Spy Agency"),
    claim("Beta", "Alpha"),
    claim("Gamma", "Bo Kim > State Spy Agency", "a neighbour"),
    claim("Delta"),
]
TWELVE = [
    *FOUR,
    claim("Epsilon", "Zeta"),
    claim("Zeta", "Epsilon"),
    claim("Eta", "a person familiar with the matter"),
    claim("Theta", agency="Northwire Press Service of the Outer Northern Islands"),
    claim("Iota", agency="Northwire Press Service of the Outer Northern Islands"),
    claim("Kappa", "Ann Lee"),
    replace(claim("Lambda", "Harbour Police"), stance="denied"),
    claim("Mu", "Harbour Police", "Bo Kim"),
]
COPIES = {article_iri("Delta", "2024-05-01"): article_iri("Gamma", "2024-05-01")}


def drawn_of(claims: list[ClaimRecord], copies: dict[str, str]) -> Sourced:
    told = [replace(one, text=TOLL, article=replace(one.article, headline="Dam bursts")) for one in claims]
    return sourced(group_of(told, copies), copies)


GROUPS: dict[str, Sourced] = {
    "one": drawn_of(FOUR[:1], {}),
    "four": drawn_of(FOUR, COPIES),
    "twelve": drawn_of(TWELVE, COPIES),
    "flood": sources_of(graded(compared_flood()), "killed")[1],
    "denied": sources_of(compared_flood(), "gates Friday")[1],
}
CLAIMS = asked_for(compared_flood()).claims
WITH_ALL = pytest.mark.parametrize("name", GROUPS)


def text(one: Sourced, format: str) -> str:
    drawn = draw_sources(one, CLAIMS, format)
    assert isinstance(drawn, str)
    return drawn


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_group_is_drawn_the_same(format: str) -> None:
    once, again = (drawn_of(claims, COPIES) for claims in (TWELVE, TWELVE[::-1]))
    assert draw_sources(once, {}, format) == draw_sources(again, {}, format)


def test_unknown_format() -> None:
    with pytest.raises(ValueError, match="tree, mermaid"):
        draw_sources(GROUPS["one"], {}, "jpeg")


# Text


@WITH_ALL
@pytest.mark.parametrize("format", ["tree", "mermaid", "dot", "graphml", "svg"])
def test_every_outlet_and_source_is_there(name: str, format: str) -> None:
    one = GROUPS[name]
    shown = unspaced(html.unescape(text(one, format)))
    for outlet in one.outlets.values():
        assert unspaced(outlet) in shown
    for source in one.sources.values():
        assert all(unspaced(label) in shown for label in source.circle or (source.label,))


def test_a_tree_tells_what_a_source_rests_on_once() -> None:
    shown = text(GROUPS["twelve"], "tree")
    assert shown.count("─ Ann Lee (person; leads to ") == 3
    assert len(re.findall(r"─ Ann Lee .*\n[│ ]*└─ as above", shown)) == 2
    assert "copied by Delta" in shown
    assert "unnamed" in shown
    assert "have it from one another" in shown
    assert "[denied]" in shown


@WITH_ALL
def test_mermaid_and_dot_have_a_line_for_each_link(name: str) -> None:
    one = GROUPS[name]
    links = len(one.links) + sum(len(text.articles) - 1 for text in one.texts)
    assert len(re.findall(r"^  \w+ (?:-->|-\.->)", text(one, "mermaid"), re.MULTILINE)) == links
    quoted = re.sub(r'"(?:[^"\\]|\\.)*"', '""', text(one, "dot"))
    assert len(re.findall(r"\w+ -> \w+", quoted)) == links
    assert quoted.count("{") == quoted.count("}")


@WITH_ALL
def test_graphml_comes_back(name: str) -> None:
    one = GROUPS[name]
    back = nx.parse_graphml(text(one, "graphml"), force_multigraph=True)
    assert {node for node, data in back.nodes(data=True) if data["kind"] == "source"} == set(one.sources)
    assert {node for node, data in back.nodes(data=True) if data.get("origin")} == {o.name for o in one.origins}
    copies = {(start, end) for start, end, data in back.edges(data=True) if data["kind"] == "copy"}
    assert copies == {(copy, t.articles[0].iri) for t in one.texts for copy in t.copied if t.articles[0].iri != copy}


# The picture


def apart(found: dict[str, tuple[float, float, float, float]]) -> bool:
    return all(
        x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
        for (x, y, w, h), (x2, y2, w2, h2) in combinations(found.values(), 2)
    )


@WITH_ALL
def test_articles_left_origins_right_nothing_overlaps(name: str) -> None:
    one = GROUPS[name]
    svg = text(one, "svg")
    found = boxes(svg)
    assert set(found) == {t.name for t in one.texts} | set(one.sources)
    assert apart(found)
    lefts = [box[0] for box in found.values()]
    assert {found[t.name][0] for t in one.texts} == {min(lefts)}
    assert {found[origin.name][0] for origin in one.origins} == {max(lefts)}
    root = ET.fromstring(svg)
    assert max(x + w for x, _, w, _ in found.values()) + 64 <= float(root.get("width", 0)) + 0.1


def reach(element: ET.Element, x: float = 0.0) -> Iterator[tuple[str, float]]:
    """Each line of text with how far right it goes."""
    x += float(re.findall(r"[-0-9.]+", element.get("transform", "translate(0 0)"))[0])
    if element.tag == f"{SVG}text" and not element.get("text-anchor"):
        face = "bold" if element.get("font-weight") == "700" else "medium" if element.get("font-weight") else "regular"
        size = float(element.get("font-size", 0))
        yield element.text or "", x + float(element.get("x", 0)) + width(element.text or "", size, face)
    for below in element:
        yield from reach(below, x)


@WITH_ALL
def test_words_stay_in_their_boxes(name: str) -> None:
    for box in ET.fromstring(text(GROUPS[name], "svg")).iter(f"{SVG}g"):
        if box.get("data-name"):
            x, _ = (float(v) for v in re.findall(r"[-0-9.]+", box.get("transform", "")))
            for words, right in reach(box):
                assert right <= x + float(box.get("data-width", 0)) - 8, words


def box_of(one: Sourced, name: str) -> ET.Element:
    return next(g for g in ET.fromstring(text(one, "svg")).iter(f"{SVG}g") if g.get("data-name") == name)


@WITH_ALL
def test_origins_are_told_apart_by_their_numbers(name: str) -> None:
    one = GROUPS[name]
    for source in one.sources.values():
        box = box_of(one, source.name)
        circles = [c for c in box.iter(f"{SVG}circle") if c.get("r") == "9"]
        shown = [t.text for t in box.iter(f"{SVG}text") if t.get("text-anchor") == "middle"]
        assert shown == [str(number) for number in source.numbers[:8]]
        assert len(circles) == len(shown)
        outline = next(r for r in box.iter(f"{SVG}rect"))
        assert bool(outline.get("stroke-dasharray")) == (not source.named)
        assert (outline.get("stroke-width") == "2.6") == source.is_origin


def test_copies_hang_on_their_original_by_a_broken_line() -> None:
    box = box_of(GROUPS["four"], article_iri("Gamma", "2024-05-01"))
    assert [p.get("stroke-dasharray") for p in box.iter(f"{SVG}path") if p.get("fill") == "none"].count("4 3") >= 1
    assert "copies this text" in "".join(box.itertext())


def test_denials_circles_and_grades_can_be_seen() -> None:
    shown = text(GROUPS["twelve"], "svg")
    assert ">DENIED<" in shown
    assert ">have it from one another<" in shown
    assert "Admiralty" not in shown
    with_grades = text(GROUPS["flood"], "svg")
    assert "[B, C]" in with_grades
    assert html.escape(GRADES[0].why, quote=False) in with_grades
    assert "Admiralty" in with_grades


def test_figures_and_what_differs_stand_at_the_articles() -> None:
    assert {"≥ 140 killed", "120–200 killed"} <= set(re.findall(r">([^<]+)<", text(GROUPS["flood"], "svg")))
    root = ET.fromstring(text(GROUPS["denied"], "svg"))
    shown = unspaced("".join(element.text or "" for element in root.iter(f"{SVG}text")))
    assert unspaced("≠ denied by Harkon Energy: “its engineers had ignored the warnings” (Northwire)") in shown


def test_a_tree_tells_the_words_and_what_differs_from_all_of_them_once() -> None:
    one, other = GROUPS["four"], replace(claim("Omega", "Ida Voss", stance="denied"), text="no dam burst")
    differ = tuple(DifferenceRecord(told.iri, other.iri, "denied", "", 0.8) for told in one.group.claims)
    denied = replace(one, group=replace(one.group, differ=differ))
    shown = draw_sources(denied, {other.iri: other}, "tree")
    assert isinstance(shown, str)
    assert shown.splitlines()[1:3] == [f"“{TOLL}”", "≠ denied by Ida Voss: “no dam burst” (Omega)"]
    assert shown.count("no dam burst") == 1


def test_png_is_the_same_picture() -> None:
    data = draw_sources(GROUPS["four"], {}, "png")
    assert isinstance(data, bytes)
    wide, high = struct.unpack(">II", data[16:24])
    root = ET.fromstring(draw_sources(GROUPS["four"], {}, "svg"))  # type: ignore[arg-type]
    assert wide / high == pytest.approx(float(root.get("width", 1)) / float(root.get("height", 1)), rel=0.01)


LABELS = st.sampled_from(["Ann Lee", "Bo Kim", "State Spy Agency", "a doctor", "Alpha", "Beta", "several portals"])
CHAINS = st.lists(st.lists(LABELS, min_size=1, max_size=3, unique=True).map(" > ".join), max_size=2)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["Alpha", "Beta", "Gamma", "Delta"]), CHAINS), min_size=1, max_size=8))
def test_any_group_can_be_drawn(told: list[tuple[str, list[str]]]) -> None:
    claims = {one.iri: one for one in (claim(outlet, *chains) for outlet, chains in told)}
    one = sourced(group_of(list(claims.values()), {}), {})
    assert apart(boxes(text(one, "svg")))
    for format in ("tree", "mermaid", "dot", "graphml"):
        assert text(one, format)


# The page


def page(words: tuple[str, ...] = (), passage: str | None = None) -> tuple[str, Asked, Provenance]:
    store = graded(compared_flood())
    found = asked_for(store, *words)
    claims = [one.iri for group in found.comparison.groups for one in group.claims]
    graph = provenance(store, claims, (lambda _: passage) if passage else None)
    return compared(found, graph), found, graph


def test_page_needs_nothing_from_elsewhere_and_no_script() -> None:
    drawn, _, _ = page()
    assert not re.search(r"""src\s*=\s*["']|href\s*=\s*["'][^#]|@import|url\((?!data:)|<script""", drawn)
    assert "default-src 'none'" in drawn


def test_page_shows_each_group_with_its_claims_and_picture() -> None:
    drawn, found, graph = page()
    articles = re.findall(r'<article id="group-\d+".*?</article>', drawn, re.DOTALL)
    for shown, told in zip(articles, pages(found.comparison.groups), strict=True):
        group = told.group
        assert html.escape(group.standing.summary, quote=False) in shown
        ET.fromstring(shown[shown.index("<svg") : shown.index("</svg>") + 6])
        for one in group.claims:
            for words in graph.nodes[one.iri]["evidence"]:
                assert f"<sub>{words['start']}–{words['end']}</sub>" in shown
            for chain in one.chains:
                assert all(f"<b>{html.escape(hop.actor.label)}</b>" in shown for hop in chain)


def test_page_can_be_gone_through_by_keyboard() -> None:
    drawn, _, _ = page()
    ids = re.findall(r'\bid="([^"]+)"', drawn)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', drawn)) <= set(ids)
    assert set(re.findall(r'aria-labelledby="([^"]+)"', drawn)) <= set(ids)
    assert re.findall(r"<h(\d)", drawn)[:2] == ["1", "2"]
    assert drawn.count("<summary>") == drawn.count("<details") == drawn.count("<article")


def test_page_sets_figures_side_by_side_and_tells_what_differs() -> None:
    drawn, _, _ = page()
    table = re.search(r"<table>.*?</table>", drawn, re.DOTALL)
    assert table is not None
    assert "≥ 140 killed" in table[0]
    assert "120–200 killed" in table[0]
    assert REASON in drawn
    assert "graded B (usually reliable) by Ann" in drawn


def test_page_shows_words_in_their_passage_where_the_text_is_kept() -> None:
    before = "Asked for figures, "
    drawn, _, _ = page((KILLED,), f"{before:>72}{'y' * 500}")
    assert before in drawn
    assert before not in page((KILLED,))[0]


def test_a_page_of_one_group_opens_its_picture() -> None:
    assert page(("gates", "Friday"))[0].count("<details open>") == 1
    assert page()[0].count("<details open>") == 0
    assert {BEGGED, GATES} <= set(page(("gates", "Friday"))[1].claims)
