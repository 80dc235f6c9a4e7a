"""What boxes are made of: lines of text one under the other, figures in frames, and sheets of paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.draw.font import Face
from kg.draw.markup import element, line_of_text
from kg.draw.style import INK, PAPER, Manner


@dataclass(frozen=True)
class Shape:
    """A drawing at the origin with the room that it takes."""

    width: float
    height: float
    markup: str


class Lines:
    """Lines of text set one under the other from the left."""

    def __init__(self, x: float) -> None:
        self.x, self.y, self.drawn = x, 9.0, ""

    def add(self, lines: Sequence[str], size: float, face: Face, colour: str, step: float, before: float = 0) -> None:
        """Set more lines, `step` apart."""
        self.y += before if any(lines) else 0
        for line in filter(None, lines):
            self.drawn += line_of_text(line, self.x, self.y + step * 0.76, size, face, colour)
            self.y += step

    def markup(self) -> str:
        """What was set so far."""
        return self.drawn


def sheet(wide: float, height: float, dash: str = "") -> str:
    """A sheet of paper with a folded corner."""
    fold = 14
    outline = f"M3 0H{wide - fold}L{wide} {fold}V{height - 3}a3 3 0 0 1-3 3H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3Z"
    corner = f"M{wide - fold} 0V{fold}H{wide}"
    dashed = dash or None
    return element("path", d=outline, fill=PAPER, stroke=INK, stroke_width=1.4, stroke_dasharray=dashed) + element(
        "path", d=corner, fill="#e9ecef", stroke=INK, stroke_width=1.4, stroke_linejoin="round"
    )


def chip(text: str, x: float, y: float, wide: float, look: Manner) -> str:
    """A figure in a frame."""
    frame = element("rect", x=x, y=y, width=wide, height=20, rx=10, fill=look.tint, stroke=look.colour)
    return frame + line_of_text(text, x + 8, y + 14, 11.5, "bold", look.colour)
