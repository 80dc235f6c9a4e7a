"""Provenance as a picture or as text: one function, one format each module.

>>> FORMATS
('tree', 'mermaid', 'dot', 'graphml', 'svg', 'png', 'html')
"""

from importlib import import_module

from kg.trace import Provenance

FORMATS = ("tree", "mermaid", "dot", "graphml", "svg", "png", "html")


def draw(graph: Provenance, format: str = "tree") -> str | bytes:
    """The chains of the graph's claims in one of the `FORMATS`; PNG is bytes, all others are text."""
    if format not in FORMATS:
        raise ValueError(f"{format!r} is not one of {', '.join(FORMATS)}")
    # Each module is read when it is wanted: the typeface and the PNG renderer are needed for pictures only.
    module = import_module(f"kg.draw.{format}")
    drawing: str | bytes = getattr(module, format)(graph)
    return drawing
