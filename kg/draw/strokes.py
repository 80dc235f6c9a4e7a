"""What pictures share: lines with an arrow's head, rows of a legend, and the letters that a picture carries."""

import html
import re
from collections.abc import Sequence
from itertools import pairwise

from kg.draw.font import FILES, embedded, width
from kg.draw.layout import Point
from kg.draw.markup import at, element, line_of_text
from kg.draw.style import LINE, SOFT


def arrow(points: Sequence[Point], colour: str, thick: float, dash: str = "") -> str:
    """A line through points with a head at the last one."""
    (x, y), backward = points[-1], points[0][0] > points[-1][0]
    tip, back = (x + 1, x + 9) if backward else (x - 1, x - 9)
    path = element(
        "path",
        d=curve([*points[:-1], (back, y)]),
        fill="none",
        stroke=colour,
        stroke_width=thick,
        stroke_dasharray=dash or None,
    )
    return path + element("path", d=f"M{tip:.1f} {y:.1f}L{back:.1f} {y - 4.5:.1f}V{y + 4.5:.1f}Z", fill=colour)


def curve(points: Sequence[Point]) -> str:
    """A path that leaves and meets every point level."""
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x, y), (to_x, to_y) in pairwise(points):
        half = (x + to_x) / 2
        path += f"C{half:.1f} {y:.1f} {half:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
    return path


def legend_rows(items: Sequence[tuple[str, float, str]], across: float) -> tuple[str, float]:
    """Signs with their words, each with how far the words are in, set in rows under a rule; with the height."""
    parts = [element("path", d=f"M0 -22H{across:.0f}", stroke=LINE)]
    x, y = 0.0, 0.0
    for sign, indent, text in items:
        wide = indent + width(text, 12) + 6
        if x and x + wide > across:
            x, y = 0.0, y + 26
        parts.append(at(x, y, sign, line_of_text(text, indent, 3, 12, "regular", SOFT)))
        x += wide + 22
    return "".join(parts), y + 14


def letters(inside: Sequence[str]) -> str:
    """The letters that the picture shows, as fonts of its own."""
    shown = "".join(re.findall(r"<text[^>]*>([^<]*)", "".join(inside)))
    return embedded({face: html.unescape(shown) for face in FILES})
