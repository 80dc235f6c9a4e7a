"""The elements of SVG as text, escaped, with numbers kept short."""

import re
from xml.sax.saxutils import escape, quoteattr

from kg.draw.font import FAMILY, WEIGHTS, Face
from kg.draw.style import INK

# Characters that XML 1.0 cannot hold: https://www.w3.org/TR/xml/#charsets
UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, *inside: str, **attributes: str | float | None) -> str:
    """An element with its attributes (`_` stands for `-`; None leaves one out) and what is inside, as markup.

    >>> element("rect", x=1.50, stroke_width=2, fill=None)
    '<rect x="1.5" stroke-width="2"/>'
    """
    head = name + attributes_of(**attributes)
    return f"<{head}>{''.join(inside)}</{name}>" if inside else f"<{head}/>"


def attributes_of(**attributes: str | float | None) -> str:
    """The attributes of an element, as they stand in its tag.

    >>> print(attributes_of(class_="who", data_t="R&D", title=None))
     class="who" data-t="R&amp;D"
    """
    return "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}"
        for key, value in attributes.items()
        if value is not None
    )


def words(text: str) -> str:
    """Text made fit to stand in markup."""
    return escape(UNFIT.sub("\ufffd", text))


def line_of_text(
    text: str,
    x: float,
    y: float,
    size: float,
    face: Face = "regular",
    colour: str = INK,
    anchor: str | None = None,
) -> str:
    """One line of text that begins (or by `anchor` ends) at a point of its baseline."""
    return element(
        "text",
        words(text),
        x=x,
        y=y,
        font_size=size,
        font_weight=None if WEIGHTS[face] == 400 else WEIGHTS[face],
        font_style="italic" if face == "italic" else None,
        fill=colour,
        text_anchor=anchor,
    )


def at(x: float, y: float, *inside: str, **attributes: str | float | None) -> str:
    """Markup moved to a place."""
    return element("g", *inside, transform=f"translate({_value(x)} {_value(y)})", **attributes)


def document(width: float, height: float, *inside: str) -> str:
    """A whole SVG document."""
    return element(
        "svg",
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        font_family=FAMILY,
        role="img",
    )


def _value(value: str | float | None) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return UNFIT.sub("\ufffd", str(value))
