"""On whom a group rests as one picture: articles on the left, origins on the right, what they share between them."""

from collections.abc import Mapping, Sequence

from kg.compare.sourced import Sourced
from kg.draw.font import wrap
from kg.draw.icons import icon
from kg.draw.layout import Layout, layout
from kg.draw.lettering import Shape
from kg.draw.markup import at, document, element, line_of_text, words
from kg.draw.png import rendered
from kg.draw.sources.boxes import (
    DIFFERS,
    SHARED,
    circle_sign,
    colour_of,
    disc,
    source_box,
    text_box,
)
from kg.draw.sources.said import Claims, common
from kg.draw.strokes import arrow, legend_rows, letters
from kg.draw.style import FAINT, INK, PAPER, SOFT, manner

MARGIN, LEAST = 32.0, 780.0
GAPS = (84.0, 18.0)


def svg(one: Sourced, claims: Claims, with_letters: bool = True) -> str:
    """The picture as an SVG document; `with_letters` it needs no font where it is shown."""
    differs = common(one, claims)
    texts = {text.name: text_box(one, claims, text, differs) for text in one.texts}
    shapes = {
        **{name: shape for name, (shape, _) in texts.items()},
        **{name: source_box(source) for name, source in one.sources.items()},
    }
    placed = layout(
        {name: (shape.width, shape.height) for name, shape in shapes.items()},
        one.links,
        [source.name for source in one.origins],
        GAPS,
    )
    across = max(placed.width, LEAST)
    title, top = _title(one, differs, across)
    legend, legend_height = legend_rows(_signs(one, claims), across)
    inside = [
        element("rect", width="100%", height="100%", fill=PAPER),
        title,
        at(MARGIN, top - 22, *_headings(one, placed)),
        at(
            MARGIN,
            top,
            *_lines(one, placed, {name: middle for name, (_, middle) in texts.items()}),
            *_boxes(one, shapes, placed),
        ),
        at(MARGIN, top + placed.height + 48, legend),
    ]
    style = [element("style", letters(inside))] if with_letters else []
    height = top + placed.height + 48 + legend_height + 18
    name = element("title", words(one.group.standing.summary))
    return document(across + 2 * MARGIN, height, name, *style, *inside) + "\n"


def png(one: Sourced, claims: Claims) -> bytes:
    """The picture as PNG."""
    return rendered(svg(one, claims, with_letters=False))


def _title(one: Sourced, differs: Sequence[str], across: float) -> tuple[str, float]:
    """The sentence about the group, the first words of it that were found, and where the picture begins below."""
    drawn, y = "", 44.0
    for line in wrap(one.group.standing.summary, 19, across, "bold", most=3):
        drawn, y = drawn + line_of_text(line, MARGIN, y, 19, "bold"), y + 25
    for line in wrap(one.group.said, 13, across, "italic", most=2):
        drawn, y = drawn + line_of_text(line, MARGIN, y, 13, "italic", INK), y + 18
    for line in (part for said in differs for part in wrap(f"≠ {said}", 12, across, "bold", most=2)):
        drawn, y = drawn + line_of_text(line, MARGIN, y, 12, "bold", DIFFERS.colour), y + 17
    hint = "Left to right: the article has it from a source, which has it from the next, down to the origin."
    return drawn + line_of_text(hint, MARGIN, y + 3, 12, "regular", SOFT), y + 54


def _headings(one: Sourced, placed: Layout) -> list[str]:
    lefts = {box.column: box.x for box in placed.boxes.values()}
    last = max(lefts, default=0)
    names = ["ARTICLES", *["SOURCES"] * (last - 1), "ORIGINS"][: last + 1] if one.sources else ["ARTICLES"]
    return [line_of_text(name, lefts[n], 8, 10.5, "bold", FAINT) for n, name in enumerate(names)]


def _boxes(one: Sourced, shapes: Mapping[str, Shape], placed: Layout) -> list[str]:
    return [
        at(
            placed.boxes[name].x,
            placed.boxes[name].y,
            shape.markup,
            class_="source" if name in one.sources else "text",
            data_name=name,
            data_width=shape.width,
            data_height=shape.height,
        )
        for name, shape in shapes.items()
    ]


def _lines(one: Sourced, placed: Layout, middles: Mapping[str, float]) -> list[str]:
    """A line for each link in the colour of the origin that it leads to; broken where it is not asserted."""
    drawn = []
    for link in one.links:
        numbers = one.sources[link[1]].numbers
        dash = manner(_stance(one, *link)).dash
        (x, y), *rest = placed.lines[link]
        if link[0] in middles:  # out of the sheet of the original, not of its copies
            box = placed.boxes[link[0]]
            y += box.y + middles[link[0]] - box.middle
        drawn.append(arrow([(x, y), *rest], colour_of(numbers), 1.7 if len(numbers) == 1 else 1.5, dash))
    return drawn


def _stance(one: Sourced, text: str, source: str) -> str:
    """The stance in which a text has it from its nearest source; asserted, where there is more than one."""
    articles = {article.iri for found in one.texts if found.name == text for article in found.articles}
    claims = [claim for claim in one.group.claims if claim.article.iri in articles]
    through = [
        claim
        for claim in claims
        if any(chain and chain[0].actor.iri in one.sources[source].actors for chain in claim.chains)
    ]
    found = {claim.stance for claim in through or claims}
    return found.pop() if len(found) == 1 else "asserted"


def _signs(one: Sourced, claims: Claims) -> Sequence[tuple[str, float, str]]:
    """What the signs mean, only those that occur."""
    sources, items = one.sources.values(), []
    if one.origins:
        items.append((at(9, -2, disc(1, filled=True)), 26.0, "independent origin"))
    if any(not source.is_origin for source in sources):
        items.append((at(9, -2, disc(1, filled=False)), 26.0, "leads to it"))
    if any(len(source.numbers) > 1 for source in sources):
        items.append((element("path", d="M0 -2H26", stroke=SHARED, stroke_width=1.5), 34.0, "leads to several"))
    if any(text.copied for text in one.texts):
        dashed = element("path", d="M0 -2H26", stroke=SOFT, stroke_width=1.4, stroke_dasharray="4 3")
        items.append((dashed, 34.0, "copied from"))
    if any(not source.named for source in sources):
        frame = element("rect", width=28, height=18, rx=5, fill=PAPER, stroke=INK, stroke_dasharray="4 3")
        items.append((at(0, -11, frame, at(6, 1.5, icon("unnamed", INK))), 36.0, "unnamed source"))
    if any(source.circle for source in sources):
        items.append((at(0, -10, circle_sign(INK)), 24.0, "have it from one another"))
    for stance in dict.fromkeys(claim.stance for claim in one.group.claims if claim.stance != "asserted"):
        look = manner(stance)
        swatch = element("path", d="M0 -2H26", stroke=look.colour, stroke_width=1.9, stroke_dasharray=look.dash)
        items.append((swatch, 34.0, look.word))
    if one.group.differ:
        items.append((line_of_text("≠", 0, 3, 14, "bold", DIFFERS.colour), 16.0, "claims that differ"))
    if any(claim.quantities for claim in one.group.claims):
        items.append((line_of_text("≥ ≤ ≈", 0, 2, 12, "bold", INK), 38.0, "at least, at most, about"))
    if any(source.grades for source in sources):
        items.append((line_of_text("[B]", 0, 2, 12, "bold", INK), 26.0, "graded so by a person (Admiralty code)"))
    return items
