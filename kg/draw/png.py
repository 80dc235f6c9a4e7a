"""The picture as PNG: the SVG drawn by resvg with the typeface that comes along."""

import math
import re

import resvg_py

from kg.draw.font import font_files
from kg.draw.svg import svg
from kg.trace import Provenance

ZOOM = 2.0
MOST_PIXELS = 40e6


def png(graph: Provenance) -> bytes:
    """The picture of the graph."""
    return rendered(svg(graph, with_letters=False))


def rendered(picture: str) -> bytes:
    """An SVG document at twice its size, to stay sharp in print, or as large as can be drawn."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=picture,
            zoom=_zoom(picture),
            font_files=font_files(),
            font_family="Roboto",
            sans_serif_family="Roboto",
        )
    )


def _zoom(picture: str) -> float:
    """How much larger the picture may be drawn.

    >>> _zoom('<svg width="100" height="100">')
    2.0
    """
    wide, high = (float(size) for size in re.findall(r' (?:width|height)="([0-9.]+)"', picture)[:2])
    return min(ZOOM, math.sqrt(MOST_PIXELS / (wide * high)))
