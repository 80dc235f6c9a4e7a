"""A knowledge graph of news: what is reported, through whom, and where it stands in the text."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import annotate, ask, build_store, draw_chains, find_chains, open_store, read_graph
    from kg.build import Outcome
    from kg.errors import KgError
    from kg.graph import to_graph
    from kg.model import Article, Claim, Reading
    from kg.pipeline import Tools, load_tools, read_claims
    from kg.read import find_articles, read_article, read_text
    from kg.store import Store

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Claim",
    "KgError",
    "Outcome",
    "Reading",
    "Store",
    "Tools",
    "annotate",
    "ask",
    "build_store",
    "draw_chains",
    "find_articles",
    "find_chains",
    "load_tools",
    "open_store",
    "read_article",
    "read_claims",
    "read_graph",
    "read_text",
    "to_graph",
]

PLACES = {
    "kg.api": ("annotate", "ask", "build_store", "draw_chains", "find_chains", "open_store", "read_graph"),
    "kg.build": ("Outcome",),
    "kg.errors": ("KgError",),
    "kg.graph": ("to_graph",),
    "kg.model": ("Article", "Claim", "Reading"),
    "kg.pipeline": ("Tools", "load_tools", "read_claims"),
    "kg.read": ("find_articles", "read_article", "read_text"),
    "kg.store": ("Store",),
}


def __getattr__(name: str) -> Any:
    """A public name, loaded when it is used: the models' libraries are slow, and `kg --help` needs none."""
    for module, names in PLACES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
