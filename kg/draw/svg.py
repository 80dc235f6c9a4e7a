"""The picture of provenance as SVG: articles on the left, their sources, the sources of those, the claims.

It reads as a sentence does: the article reports that its source said, citing the next one, that the claim is
so.
"""

from collections.abc import Mapping, Sequence

from kg.draw.boxes import Room, actor_box, article_box, group_box
from kg.draw.font import clip, width
from kg.draw.groups import Group, Link, actor_of, groups, links, seated
from kg.draw.icons import icon
from kg.draw.layout import Layout, Point, layout
from kg.draw.lettering import Shape
from kg.draw.markup import at, document, element, line_of_text
from kg.draw.strokes import arrow, legend_rows, letters
from kg.draw.style import FAINT, INK, PAPER, SOFT, STANCES, manner
from kg.trace import Provenance, nodes_of_kind, origins

MARGIN, TOP = 32.0, 112.0
# From how many claims on the groups are how wide, with how many columns of cards.
ROOMS = ((60, Room(1060, 3)), (8, Room(700, 2)), (0, Room(420, 1)))


def svg(graph: Provenance, with_letters: bool = True) -> str:
    """The picture of the graph as an SVG document; `with_letters` it needs no font where it is shown."""
    found = groups(graph)
    ways = seated(found)
    lines = links(graph, ways)
    shapes = _shapes(graph, found, [seat for group in ways for way in group.ways for seat in way])
    placed = layout(
        {name: (shape.width, shape.height) for name, shape in shapes.items()},
        [(line.source, line.target) for line in lines],
        [group.name for group in found],
    )
    across = max(placed.width, 640.0)
    legend, legend_height = _legend(graph, found, across)
    inside = [
        element("rect", width="100%", height="100%", fill=PAPER),
        _title(graph, across),
        at(MARGIN, TOP, *_lines(lines, placed), *_boxes(graph, shapes, placed)),
        at(MARGIN, TOP - 22, *_headings(placed)),
        at(MARGIN, TOP + placed.height + 44, legend),
    ]
    style = [element("style", letters(inside))] if with_letters else []
    height = TOP + placed.height + 44 + legend_height + 18
    return document(across + 2 * MARGIN, height, *style, *inside) + "\n"


def _shapes(graph: Provenance, found: Sequence[Group], seats: Sequence[str]) -> dict[str, Shape]:
    goes_back = [origin for claim in nodes_of_kind(graph, "claim") for origin in set(origins(graph, claim))]
    claims = sum(len(group.claims) for group in found)
    room = next(room for least, room in ROOMS if claims >= least)
    articles = nodes_of_kind(graph, "article")
    return {
        **{name: article_box(graph.nodes[name]) for name in articles},
        **{seat: actor_box(graph.nodes[actor_of(seat)], goes_back.count(actor_of(seat))) for seat in seats},
        **{group.name: group_box(graph, group, room, len(articles) > 1) for group in found},
    }


def _title(graph: Provenance, across: float) -> str:
    claims, articles = len(nodes_of_kind(graph, "claim")), nodes_of_kind(graph, "article")
    outlets = dict.fromkeys(graph.nodes[article]["label"] for article in articles)
    many = f"{claims} claim{'s' * (claims != 1)} in {len(articles)} article{'s' * (len(articles) != 1)}"
    text = clip(f"Who says so: {many} – {', '.join(outlets)}", 20, across, "bold")
    hint = "Left to right: the article reports that its source said, citing the next one, that the claim is so."
    return line_of_text(text, MARGIN, 44, 20, "bold") + line_of_text(hint, MARGIN, 64, 12, "regular", SOFT)


def _headings(placed: Layout) -> list[str]:
    lefts = {box.column: box.x for box in placed.boxes.values()}
    names = ["ARTICLE", "SOURCE", "CITED BY THE SOURCE", *["CITED FURTHER"] * len(lefts)]
    names = [*names[: len(lefts) - 1], "CLAIMS"]
    return [line_of_text(name, lefts[n], 8, 10.5, "bold", FAINT) for n, name in enumerate(names)]


def _boxes(graph: Provenance, shapes: Mapping[str, Shape], placed: Layout) -> list[str]:
    return [
        at(
            placed.boxes[name].x,
            placed.boxes[name].y,
            shape.markup,
            class_=_kind(graph, name),
            data_name=name,
            data_width=shape.width,
            data_height=shape.height,
        )
        for name, shape in shapes.items()
    ]


def _kind(graph: Provenance, name: str) -> str:
    return str(graph.nodes[actor_of(name)]["kind"]) if actor_of(name) in graph else "group"


def _lines(lines: Sequence[Link], placed: Layout) -> list[str]:
    """The lines beneath and their words above, so that no line runs through a word."""
    drawn = [(line, placed.lines[line.source, line.target]) for line in lines if line.source != line.target]
    between_actors = [pair for pair in drawn if placed.boxes[pair[0].source].column > 0 and pair[0].cues]
    return [*(_line(*pair) for pair in drawn), *(_cue(*pair) for pair in between_actors)]


def _line(line: Link, points: Sequence[Point]) -> str:
    look = manner(line.stance)
    colour = "#7d8894" if line.stance == "asserted" else look.colour
    thick = (1.4 if line.stance == "asserted" else 1.9) + min(line.claims, 12) * 0.14
    return arrow(points, colour, thick, look.dash)


def _cue(line: Link, points: Sequence[Point]) -> str:
    more = f" +{len(line.cues) - 1}" if len(line.cues) > 1 else ""
    text = clip(line.cues[0], 10.5, 76 - width(more, 10.5), "italic") + more
    (x, y), (before, _) = points[-1], points[-2]
    anchor, at_x = ("start", x + 12) if before > x else ("end", x - 12)
    halo = element("g", line_of_text(text, at_x, y - 4, 10.5, "italic", PAPER, anchor), stroke=PAPER, stroke_width=3)
    return halo + line_of_text(text, at_x, y - 4, 10.5, "italic", SOFT, anchor)


def _legend(graph: Provenance, found: Sequence[Group], across: float) -> tuple[str, float]:
    """What the signs mean, only those that occur; set in rows, with the height of it all."""
    items = [_stance_item(stance) for stance in STANCES if any(group.stance == stance for group in found)]
    actors = [graph.nodes[actor] for actor in nodes_of_kind(graph, "actor")]
    voices = {graph.nodes[claim]["voice"] for claim in nodes_of_kind(graph, "claim")}
    if any(not actor["named"] for actor in actors):
        items.append((at(0, -11, _dashed(), at(6, 1.5, icon("unnamed", INK))), 36.0, "unnamed source"))
    if "direct" in voices:
        items.append((line_of_text("“", 0, 12, 30, "bold", INK), 18.0, "direct quotation"))
    if "mixed" in voices:
        items.append((element("g", line_of_text("“", 0, 12, 30, "bold", INK), opacity=0.5), 18.0, "partly quoted"))
    if any(graph.nodes[claim]["quantities"] for claim in nodes_of_kind(graph, "claim")):
        items.append((line_of_text("≥ ≤ ≈", 0, 2, 12, "bold", INK), 38.0, "at least, at most, about"))
    if any("grade" in data for _, data in graph.nodes(data=True)):
        items.append((line_of_text("[B] [2]", 0, 2, 12, "bold", INK), 48.0, "graded so by a person (Admiralty code)"))
    return legend_rows(items, across)


def _stance_item(stance: str) -> tuple[str, float, str]:
    look = manner(stance)
    swatch = element(
        "rect",
        y=-9,
        width=26,
        height=14,
        rx=4,
        fill=look.tint,
        stroke=look.colour,
        stroke_width=1.6,
        stroke_dasharray=look.dash or None,
    )
    return swatch, 34.0, look.word


def _dashed() -> str:
    return element("rect", width=28, height=18, rx=5, fill="#f4f4f1", stroke=INK, stroke_dasharray="4 3")
