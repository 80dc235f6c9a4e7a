"""On whom a group of claims rests as one picture or as text: articles on one side, origins on the other."""

from collections.abc import Mapping
from importlib import import_module

from kg.compare.sourced import Sourced
from kg.record_types import ClaimRecord

FORMATS = ("tree", "mermaid", "dot", "graphml", "svg", "png")  # and a page of HTML, by kg.draw.compared


def draw_sources(one: Sourced, claims: Mapping[str, ClaimRecord], format: str = "tree") -> str | bytes:
    """A group in one of the `FORMATS`; `claims` has those that it differs from. PNG is bytes, all others are text."""
    if format not in FORMATS:
        raise ValueError(f"{format!r} is not one of {', '.join(FORMATS)}")
    module = import_module(f"kg.draw.sources.{'picture' if format in ('svg', 'png') else 'text'}")
    drawing: str | bytes = getattr(module, format)(one, claims)
    return drawing
