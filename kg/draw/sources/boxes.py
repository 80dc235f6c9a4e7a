"""The boxes of a group's picture: texts with their copies, and sources with the origin that each leads to."""

from collections.abc import Sequence

from kg.compare.sourced import Source, Sourced, Text
from kg.draw.font import clip, width, wrap
from kg.draw.icons import icon
from kg.draw.lettering import Lines, Shape, chip, sheet
from kg.draw.markup import at, element, line_of_text, words
from kg.draw.sources.said import (
    Claims,
    about,
    differing,
    figures,
    judgements,
    other_names,
    stances,
)
from kg.draw.style import INK, PAPER, SOFT, STANCES, Manner, date_of, manner
from kg.grades.read import marks
from kg.record_types import ArticleRecord

ARTICLE, COPY, SOURCE, PAD, GAP = 290.0, 264.0, 210.0, 12.0, 10.0
NAME_LINES, MOST_CLAIMS, MOST_DIFFERENCES, MOST_NUMBERS = 4, 4, 3, 8
MANY = 6  # texts; more are shown in fewer lines
SHARED = "#7d8894"
# One look for each independent origin, in turn; their numbers tell them apart where colours do not.
COLOURS = tuple(STANCES[name].colour for name in ("asserted", "denied", "declined", "denounced", "unacknowledged"))
TINTS = tuple(STANCES[name].tint for name in ("asserted", "denied", "declined", "denounced", "unacknowledged"))
DIFFERS = STANCES["denied"]


def colour_of(numbers: Sequence[int]) -> str:
    """The colour of an independent origin; of what leads to several, a grey."""
    return COLOURS[(numbers[0] - 1) % len(COLOURS)] if len(numbers) == 1 else SHARED


def text_box(one: Sourced, claims: Claims, text: Text, common: Sequence[str]) -> tuple[Shape, float]:
    """The sheet of an article with its copies below, joined by broken lines; and where its middle is."""
    first, *copies = (
        article_sheet(one, claims, article, article.iri in text.copied, common) for article in text.articles
    )
    drawn, bottom = first.markup, first.height
    for copy in copies:
        left, top = ARTICLE - COPY, bottom + GAP
        middle, knee = top + copy.height / 2, left / 2
        way = f"M{left:.1f} {middle:.1f}H{knee:.1f}V{first.height:.1f}"
        head = f"M{knee:.1f} {first.height + 1:.1f}l-4 7h8Z"
        drawn += element("path", d=way, fill="none", stroke=SOFT, stroke_width=1.4, stroke_dasharray="4 3")
        drawn += element("path", d=head, fill=SOFT) + at(left, top, copy.markup)
        bottom = top + copy.height
    return Shape(ARTICLE, bottom, drawn), first.height / 2


def article_sheet(one: Sourced, claims: Claims, article: ArticleRecord, is_copy: bool, common: Sequence[str]) -> Shape:
    """An article: outlet, headline and date, its words for the claim, stance and figures, and what differs.

    What of other groups differs from all articles alike, `common`, is told above the picture.
    """
    wide = COPY if is_copy else ARTICLE
    tight = len(one.texts) > MANY
    room, own, lines = wide - 2 * PAD - 4, one.claims_of(article.iri), Lines(PAD + 2)
    lines.add(wrap(one.outlets[article.iri], 13, room - 10, "bold", most=2), 13, "bold", INK, 17)
    lines.add(["copies this text"] if is_copy else [], 11, "italic", SOFT, 15)
    lines.add(wrap(article.headline, 12, room, most=1 if is_copy or tight else 2), 12, "regular", INK, 16, before=2)
    via = f"via {article.agency}" if article.agency not in ("", one.outlets[article.iri]) else ""
    date = " · ".join(filter(None, (date_of(article.published), via)))
    lines.add(wrap(date, 11, room), 11, "regular", SOFT, 15, before=1)
    for claim in own[:MOST_CLAIMS] if not is_copy else ():
        look, said = manner(claim.stance), " ".join(claim.text.split())
        lines.add([look.word.upper()] if claim.stance != "asserted" else [], 10.5, "bold", look.colour, 15, before=4)
        lines.add(wrap(said, 12, room, "italic", most=2 if tight else 4), 12, "italic", INK, 16, before=4)
    more = len(own) - MOST_CLAIMS
    lines.add([f"and {more} more claims"] if more > 0 and not is_copy else [], 11, "regular", SOFT, 15, before=3)
    drawn, bottom = chips(figures(own), _look(own), PAD + 2, room, lines.y + 4)
    after = Lines(PAD + 2)
    after.y = bottom
    told = [said for said in differing(one, claims, article.iri) if not is_copy and said not in common]
    for difference in told[:MOST_DIFFERENCES]:
        after.add(wrap(f"≠ {difference}", 11, room, "bold", most=2), 11, "bold", DIFFERS.colour, 15, before=3)
    others = len(told) - MOST_DIFFERENCES
    after.add([f"≠ and {others} more"] if others > 0 else [], 11, "bold", DIFFERS.colour, 15)
    height = after.y + PAD - 3
    title = "\n".join([*(" ".join(claim.text.split()) for claim in own), *stances(own), *told])
    ground = element("title", words(title)) + sheet(wide, height, "4 3" if is_copy else "")
    return Shape(wide, height, element("g", ground, lines.markup(), drawn, after.markup(), class_="sheet"))


def source_box(source: Source) -> Shape:
    """A source with the numbers of the origins it leads to: an origin has a bold outline, an unnamed one a broken."""
    left, right = 38.0, 30.0
    room, lines = SOURCE - left - right, Lines(left)
    names = [*_circle(source)] if source.circle else [source.label]
    for label in names:
        lines.add(
            wrap(label + marks(source.grades) * (label == names[-1]), 13, room, "medium"), 13, "medium", INK, 16.5
        )
    lines.add(["have it from one another"] if source.circle else [], 11, "bold", colour_of(source.numbers), 14, 2)
    if (other := other_names(source)) and not source.circle:
        lines.add(wrap(f"also {', '.join(other)}", 11, room, most=NAME_LINES), 11, "regular", SOFT, 14, before=1)
    lines.add([about(source)] if not source.circle else [], 11, "italic", SOFT, 14, before=1)
    lines.add(["all of it depends on this"] if source.carries_all else [], 11, "bold", SOFT, 14, before=2)
    height = max(lines.y + PAD - 3, 22.0 * (1 + min(len(source.numbers), MOST_NUMBERS)))
    colour = colour_of(source.numbers)
    outline = element(
        "rect",
        width=SOURCE,
        height=height,
        rx=9,
        fill=TINTS[(source.numbers[0] - 1) % len(TINTS)] if source.is_origin else PAPER,
        stroke=colour if source.is_origin else INK,
        stroke_width=2.6 if source.is_origin else 1.4,
        stroke_dasharray=None if source.named else "6 4",
    )
    sign = at(12, 10, circle_sign(INK) if source.circle else icon(source.type if source.named else "unnamed", INK))
    discs = "".join(
        at(SOURCE - 18, 18 + 22 * n, disc(number, source.is_origin))
        for n, number in enumerate(source.numbers[:MOST_NUMBERS])
    )
    told = [*source.labels, *(f"counts as one: {reason}" for reason in source.reasons), *judgements(source)]
    title = element("title", words("\n".join(told)))
    return Shape(SOURCE, height, element("g", title, outline, sign, discs, lines.markup(), class_="source"))


def disc(number: int, filled: bool) -> str:
    """The number of an independent origin in a disc: full at the origin itself."""
    colour = colour_of([number])
    ring = element("circle", r=9, fill=colour if filled else PAPER, stroke=colour, stroke_width=1.6)
    return ring + line_of_text(str(number), 0, 4, 11, "bold", PAPER if filled else colour, "middle")


def circle_sign(colour: str) -> str:
    """Two arrows that lead round."""
    arcs = "M3 6.5A5.5 5.5 0 0 1 12.8 5M13 9.5A5.5 5.5 0 0 1 3.2 11"
    heads = "M14.5 2.2 13.6 7 9.6 4.6ZM1.5 13.8 2.4 9 6.4 11.4Z"
    return element("path", d=arcs, fill="none", stroke=colour, stroke_width=1.8) + element("path", d=heads, fill=colour)


def chips(found: Sequence[str], look: Manner, left: float, room: float, top: float) -> tuple[str, float]:
    """Figures in frames, in rows; with the height reached."""
    drawn, x, y = "", 0.0, top
    for text in (clip(figure, 11.5, room - 16, "bold") for figure in found):
        wide = width(text, 11.5, "bold") + 16
        if x and x + wide > room:
            x, y = 0.0, y + 24
        drawn += chip(text, left + x, y, wide, look)
        x += wide + 7
    return drawn, y + 24 if found else top - 4


def _look(own: Sequence[object]) -> Manner:
    stances = {getattr(claim, "stance", "") for claim in own}
    return manner(stances.pop()) if len(stances) == 1 else manner("asserted")


def _circle(source: Source) -> Sequence[str]:
    """The outlets of a circle, and the others that count with them."""
    return (*source.circle, *other_names(source))
