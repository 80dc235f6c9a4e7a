"""Tests of kg/draw/: every picture is read back; nothing is lost, nothing overlaps, nothing is fetched."""

import html
import json
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zlib
from dataclasses import replace
from itertools import combinations

import networkx as nx
import pytest

from graphs import AGENCY, GRADES, KILLED, NORTHWIRE, flood, graded, many, store_of, whole
from kg.draw import FORMATS, draw
from kg.draw.font import clip, width, wrap
from kg.draw.groups import Group, groups, links, seated
from kg.draw.layout import layout
from kg.draw.style import STANCES, Manner, date_of, figure
from kg.trace import Provenance, chains, nodes_of_kind, provenance
from kg.vocabulary import PREFIXES
from pictures import SVG, boxes, unspaced
from readings import READING

FLOOD = whole(flood())
GRAPHS = {
    "one": provenance(flood(), [KILLED]),
    "flood": FLOOD,
    "graded": whole(graded(flood())),
    "reading": whole(store_of(READING)),
    "thirty": whole(many(30)),
    "seventy": whole(many(70, 5, 23)),
}
WITH_ALL = pytest.mark.parametrize("name", GRAPHS)


def text(graph: Provenance, format: str) -> str:
    drawn = draw(graph, format)
    assert isinstance(drawn, str)
    return drawn


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_is_drawn_the_same(format: str) -> None:
    assert draw(FLOOD, format) == draw(whole(flood()), format)


def test_unknown_format() -> None:
    with pytest.raises(ValueError, match="tree, mermaid"):
        draw(FLOOD, "jpeg")


# Tree


def test_tree_of_one_claim() -> None:
    assert text(GRAPHS["one"], "tree") == (
        "Northwire, Flood toll rises as dam operator rejects blame, 2025-03-04 18:30 +01:00\n"
        "└─ Ida Voss (deputy mayor of Miravelle)\n"
        "   └─ citing Civil Protection Agency\n"
        "      └─ asserted, “said, citing”: At least 140 people were killed and nearly 2,000 injured when the"
        " Orlen dam burst [≥ 140 killed] [≤ 2,000 injured ≈] @72-153\n"
    )


@WITH_ALL
def test_tree_has_every_claim_and_unnamed_source(name: str) -> None:
    graph, drawn = GRAPHS[name], text(GRAPHS[name], "tree")
    for claim in nodes_of_kind(graph, "claim"):
        times = max(1, len(chains(graph, claim)))
        assert drawn.count(" ".join(graph.nodes[claim]["text"].split())) >= times
    unnamed = [actor for actor in nodes_of_kind(graph, "actor") if not graph.nodes[actor]["named"]]
    assert drawn.count("unnamed)") >= len(unnamed)


# Diagrams as text


@WITH_ALL
def test_mermaid_is_well_formed(name: str) -> None:
    graph = GRAPHS[name]
    lines = text(graph, "mermaid").splitlines()
    assert lines[0] == "flowchart LR"
    node = r'\w+(?:\[\["[^"]*"\]\]|\(\["[^"]*"\]\)|\["[^"]*"\])'
    frame, line = r'subgraph group_\d+\["[^"]*"\]|direction TB|end', r'\w+ -->(?:\|"[^"]*"\|)? \w+'
    forms = rf"{node}|{frame}|{line}|class .*|classDef .*"
    assert [line for line in lines[1:] if not re.fullmatch(forms, line.strip())] == []
    ids = re.findall(r"^ *(?:subgraph )?(\w+)[\[(]", "\n".join(lines), re.MULTILINE)
    ends = [end for line in lines if "-->" in line for end in re.findall(r"^ *(\w+) -->.* (\w+)$", line)[0]]
    assert len(ids) == len(set(ids))
    assert set(ends) <= set(ids)
    assert lines.count("  end") == len(groups(graph))


@WITH_ALL
def test_dot_is_well_formed(name: str) -> None:
    graph = GRAPHS[name]
    drawn = text(graph, "dot")
    without = re.sub(r'"(?:[^"\\]|\\.)*"', '""', drawn)
    assert '"' not in without.replace('""', "")
    assert without.count("{") == without.count("}") == 1 + len(groups(graph))
    assert len(re.findall(r"->", without)) == len(links(graph, groups(graph)))
    declared = set(re.findall(r"^  (\w+) \[", without, re.MULTILINE))
    assert {end for ends in re.findall(r"(\w+) -> (\w+)", without) for end in ends} <= declared


@WITH_ALL
def test_graphml_comes_back(name: str) -> None:
    graph = GRAPHS[name]
    back = nx.parse_graphml(text(graph, "graphml"), force_multigraph=True)
    assert set(back) == set(graph)
    assert sorted(back.edges(keys=True)) == sorted(graph.edges(keys=True))
    for node, data in graph.nodes(data=True):
        assert back.nodes[node]["kind"] == data["kind"]
    cues = {key: data["cue"] for *_, key, data in graph.edges(keys=True, data=True) if data["kind"] == "hop"}
    assert {key: back_data["cue"] for *_, key, back_data in back.edges(keys=True, data=True) if key in cues} == cues


# The picture


@WITH_ALL
def test_boxes_do_not_overlap(name: str) -> None:
    graph = GRAPHS[name]
    found = boxes(text(graph, "svg"))
    drawn = {name.partition(" ")[0] for name in found}
    assert drawn == {node for node in graph if node not in nodes_of_kind(graph, "claim")} | {
        group.name for group in groups(graph)
    }
    for (x, y, w, h), (x2, y2, w2, h2) in combinations(found.values(), 2):
        assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


@WITH_ALL
def test_cards_do_not_overlap_and_stay_in_their_group(name: str) -> None:
    for group in ET.fromstring(text(GRAPHS[name], "svg")).iter(f"{SVG}g"):
        if group.get("class") != "group":
            continue
        cards = []
        for placed in group.findall(f"{SVG}g"):
            x, y = (float(v) for v in re.findall(r"[-0-9.]+", placed.get("transform", "")))
            rect = placed.find(f"{SVG}g/{SVG}rect")
            assert rect is not None
            cards.append((x, y, float(rect.get("width", 0)), float(rect.get("height", 0))))
        for x, y, w, h in cards:
            assert x + w <= float(group.get("data-width", 0)) + 0.1
            assert y + h <= float(group.get("data-height", 0)) + 0.1
        for (x, y, w, h), (x2, y2, w2, h2) in combinations(cards, 2):
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


@WITH_ALL
def test_lines_keep_clear_of_boxes_they_do_not_lead_to(name: str) -> None:
    graph = GRAPHS[name]
    found = groups(graph)
    sizes = {node: (150.0, 40.0 + 7 * (len(node) % 5)) for node in [*graph, *(group.name for group in found)]}
    edges = [(link.source, link.target) for link in links(graph, found)]
    placed = layout(sizes, edges, [group.name for group in found])
    for points in placed.lines.values():
        for (x, y), (to_x, to_y) in zip(points[1:-1:2], points[2:-1:2], strict=True):
            assert y == to_y
            assert not any(
                b.x <= min(x, to_x) <= b.x + b.width and b.y < y < b.y + b.height for b in placed.boxes.values()
            )


@WITH_ALL
def test_every_word_is_in_the_picture(name: str) -> None:
    graph = GRAPHS[name]
    root = ET.fromstring(text(graph, "svg"))
    shown = unspaced("".join(element.text or "" for element in root.iter(f"{SVG}text")))
    titles = unspaced("".join(element.text or "" for element in root.iter(f"{SVG}title")))
    for _, data in graph.nodes(data=True):
        words = data["text"] if data["kind"] == "claim" else data["label"]
        assert unspaced(words) in (titles if data["kind"] == "claim" else shown)
    for claim in nodes_of_kind(graph, "claim"):
        data = graph.nodes[claim]
        assert unspaced(data["text"][:30]) in shown
        assert all(unspaced(figure(quantity)) in shown for quantity in data["quantities"])


def test_texts_stay_within_the_picture() -> None:
    root = ET.fromstring(text(GRAPHS["thirty"], "svg"))
    whole_width = float(root.get("width", 0))
    for name, (x, _, w, _) in boxes(text(GRAPHS["thirty"], "svg")).items():
        assert x >= 0, name
        assert x + w + 32 <= whole_width, name


@pytest.mark.parametrize("look", STANCES.values(), ids=list(STANCES))
def test_the_word_of_a_stance_agrees_with_one_and_with_several(look: Manner) -> None:
    assert look.word.split()[0].endswith("ed") or look.word.startswith("did not ")


def test_unnamed_sources_and_stances_can_be_seen() -> None:
    drawn = text(FLOOD, "svg")
    inspector = next(g for g in ET.fromstring(drawn).iter(f"{SVG}g") if "#actor-" in g.get("data-name", ""))
    outline = inspector.find(f"{SVG}rect")
    assert outline is not None
    assert outline.get("stroke-dasharray")
    assert "unnamed" in "".join(inspector.itertext())
    for stance in ("denied", "declined", "unacknowledged", "unmentioned", "denounced"):
        assert f">{STANCES[stance].word.upper()}<" in drawn
        assert STANCES[stance].colour in drawn


@pytest.mark.parametrize("look", STANCES.values(), ids=STANCES)
def test_colours_read_as_text_on_their_ground(look: object) -> None:
    assert contrast(look.colour, look.tint) >= 4.5  # type: ignore[attr-defined]


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["one", "thirty"])
def test_png_is_a_picture_with_ink(name: str) -> None:
    data = draw(GRAPHS[name], "png")
    assert isinstance(data, bytes)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", data[16:24])
    svg = ET.fromstring(text(GRAPHS[name], "svg"))
    assert wide / high == pytest.approx(float(svg.get("width", 1)) / float(svg.get("height", 1)), rel=0.01)
    chunks = b"".join(re.findall(rb"IDAT(.*?)(?=.{4}.{4}I(?:DAT|END))", data, re.DOTALL))
    assert len(set(zlib.decompressobj().decompress(chunks, 10**7))) > 20


# The page


def test_page_needs_nothing_from_elsewhere() -> None:
    drawn = text(FLOOD, "html")
    assert not re.search(r"""(?:src|href)\s*=\s*["']|@import|url\((?!data:)""", drawn)
    assert "default-src 'none'" in drawn


@WITH_ALL
def test_page_shows_each_claim_with_its_evidence(name: str) -> None:
    graph, drawn = GRAPHS[name], text(GRAPHS[name], "html")
    ET.fromstring(drawn[drawn.index("<svg") : drawn.index("</svg>") + 6])
    for claim in nodes_of_kind(graph, "claim"):
        section = drawn[drawn.index(f'<section data-claim="{html.escape(claim)}"') :].partition("</section>")[0]
        for words in graph.nodes[claim]["evidence"]:
            assert f"{words['start']}–{words['end']}" in section


def test_page_marks_source_cue_and_evidence_in_the_passage() -> None:
    flat = READING.article.text
    store = store_of(READING)
    graph = provenance(store, nodes_of_kind(GRAPHS["reading"], "claim"), lambda _: flat)
    drawn = text(graph, "html")
    assert '<mark class="evidence" title="evidence, characters' in drawn
    assert re.search(r'<mark class="source"[^>]*>Mayor Éva Őri<sub>', drawn)
    assert re.search(r'<mark class="cue"[^>]*>citing<sub>', drawn)


# Grades

BY_ANN = "graded B (usually reliable) by Ann on 2025-03-05: right in the last flood, <mostly>"
BY_BEN = 'graded 3 (possibly true) by Ben on 2025-03-06: says "nearly"'
MARKED = {
    "tree": ("citing Civil Protection Agency [B, C]", "“said, citing” [3, B2]: At least 140 people"),
    "mermaid": ('(["Civil Protection Agency [B, C]"])', '["asserted · indirect [3, B2]<br/>At least 140'),
    "dot": (
        f'label="Civil Protection Agency [B, C]" URL="{AGENCY}" tooltip="{BY_ANN}\\ngraded C (fairly',
        'tooltip="graded 3 (possibly true) by Ben on 2025-03-06: says \\"nearly\\"\\ngraded B2',
    ),
    "graphml": (">B, C<", ">3, B2<", '"by": "Ann"'),
    "svg": (f"<title>{html.escape(BY_ANN, quote=False)}\n", f"{BY_BEN}\n", ">[3, B2]<", "Admiralty code"),
    "html": (
        f'<b>Civil Protection Agency</b> <abbr title="{html.escape(BY_ANN)}\n',
        f'<abbr title="{html.escape(BY_BEN)}\n',
        f"<li>Civil Protection Agency: {html.escape(BY_ANN)}</li>",
    ),
}


@pytest.mark.parametrize("format", MARKED)
def test_grades_stand_beside_what_they_are_of(format: str) -> None:
    drawn = text(GRAPHS["graded"], format)
    assert [words for words in MARKED[format] if words not in drawn] == []


@pytest.mark.parametrize("format", MARKED)
def test_where_nobody_graded_anything_nothing_is_said_of_grades(format: str) -> None:
    drawn = re.sub(r"<style>.*?</style>", "", text(FLOOD, format), flags=re.DOTALL)
    assert not re.search(r"grade|Admiralty|\[[A-F1-6]+[],]", drawn)
    assert draw(whole(graded(flood(), [])), format) == draw(FLOOD, format)
    assert draw(GRAPHS["graded"], format) != draw(FLOOD, format)


def test_grades_come_back_from_graphml() -> None:
    back = nx.parse_graphml(text(GRAPHS["graded"], "graphml"), force_multigraph=True)
    told = [grade for node in (AGENCY, KILLED) for grade in json.loads(back.nodes[node]["grades"])]
    assert {(one["grade"], one["by"], one["on"], one["why"]) for one in told} == {
        (one.grade, one.by, one.on, one.why) for one in GRADES
    }


def test_png_shows_grades() -> None:
    assert draw(GRAPHS["graded"], "png") != draw(FLOOD, "png")


def test_a_long_name_loses_no_grade() -> None:
    store = graded(many(9), [replace(GRADES[0], of=f"{PREFIXES['actor']}actor-1", grade=letter) for letter in "ABCDEF"])
    store.update(
        'DELETE { GRAPH ?g { ?a ?p ?name } } INSERT { GRAPH ?g { ?a ?p "Office of Very Long Names and of Those That Go'
        ' on for Ever, and a Little Longer than That" } }'
        ' WHERE { GRAPH ?g { ?a ?p ?name } FILTER(STRENDS(?name, " 1")) }'
    )
    shown = unspaced("".join(ET.fromstring(text(whole(store), "svg")).itertext()))
    assert shown.count("[A,B,C,D,E,F]") >= 2


# Parts


@pytest.mark.parametrize(
    ("low", "high", "of", "approximate", "short"),
    [
        ("100", None, "killed", False, "≥ 100 killed"),
        (None, "1000", "injured", True, "≤ 1,000 injured ≈"),
        ("12", "12", "teams", False, "12 teams"),
        ("200", "999", "casualties", True, "200–999 casualties ≈"),
        ("2500000", "2500000", "", False, "2,500,000"),
        ("6.3", "6.3", "magnitude", False, "6.3 magnitude"),
        (None, None, "people", False, "dozens people"),
    ],
)
def test_figures_in_short(low: str, high: str, of: str, approximate: bool, short: str) -> None:
    assert figure({"min": low, "max": high, "of": of, "approximate": approximate, "words": "dozens"}) == short


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2025-03-04T18:30:00+01:00", "2025-03-04 18:30 +01:00"),
        ("2025-03-04T18:30:00.5Z", "2025-03-04 18:30 UTC"),
        ("2025-03-04T18:30:00", "2025-03-04 18:30"),
        ("2025-03-04", "2025-03-04"),
        ("2025-03", "2025-03"),
        ("", ""),
    ],
)
def test_dates(published: str, shown: str) -> None:
    assert date_of(published) == shown


@pytest.mark.parametrize(
    "words", ["a b c " * 20, "https://news.example/" + "very-long-" * 20, "漢字" * 40, "العربية " * 12]
)
def test_wrapped_lines_fit_and_lose_nothing(words: str) -> None:
    lines = wrap(words, 12, 120)
    assert unspaced("".join(lines)) == unspaced(words)
    assert all(width(line, 12) <= 120 for line in lines)
    assert len(wrap(words, 12, 120, most=2)) == 2
    assert width(clip(words, 12, 120), 12) <= 120


@pytest.mark.parametrize(
    "edges",
    [
        [("a", "b"), ("b", "a"), ("b", "c")],
        [("a", "a"), ("a", "b")],
        [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d"), ("d", "b")],
        [],
    ],
)
def test_layout_takes_rings_and_loops(edges: list[tuple[str, str]]) -> None:
    sizes = dict.fromkeys("abcd", (50.0, 20.0))
    placed = layout(sizes, edges, ["d"])
    assert set(placed.boxes) == set("abcd")
    assert set(placed.lines) == {edge for edge in edges if edge[0] != edge[1]}


def test_shared_ways_are_drawn_once() -> None:
    found = groups(FLOOD)
    drawn = links(FLOOD, found)
    assert len({(link.source, link.target) for link in drawn}) == len(drawn)
    assert sum(len(group.claims) for group in found) == 11
    assert {group.article for group in found if not group.ways} == {NORTHWIRE}


def test_heavy_libraries_wait_until_they_are_wanted() -> None:
    heavy = ("fontTools", "resvg_py", "font_roboto")
    script = f"import sys, kg.draw; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_actors_who_cite_each_other_sit_twice_and_columns_stay_few() -> None:
    ways = (("a", "b"), ("b", "a"), ("b",), ("a", "b", "c"))
    found = [Group(f"group-{n}", "x", (way,), "asserted", (f"claim-{n}",)) for n, way in enumerate(ways)]
    seats = [group.ways[0] for group in seated(found)]
    assert seats == [("a", "b 3"), ("b", "a 3"), ("b",), ("a 1", "b", "c")]


@pytest.mark.parametrize("name", GRAPHS)
def test_columns_are_no_more_than_the_longest_chain_needs(name: str) -> None:
    graph = GRAPHS[name]
    longest = max(len(hops) for claim in nodes_of_kind(graph, "claim") for hops in chains(graph, claim))
    assert len({x for x, *_ in boxes(text(graph, "svg")).values()}) == longest + 2
