"""A knowledge graph of news: what is reported, through whom, and where it stands in the text."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.build import Outcome as Outcome
    from kg.build import Summary as Summary
    from kg.build import build as build
    from kg.draw import draw as draw
    from kg.errors import KgError as KgError
    from kg.graph import to_graph as to_graph
    from kg.model import Article as Article
    from kg.model import Claim as Claim
    from kg.model import Reading as Reading
    from kg.pipeline import Tools as Tools
    from kg.pipeline import load_tools as load_tools
    from kg.pipeline import read_claims as read_claims
    from kg.read import find_articles as find_articles
    from kg.read import read_article as read_article
    from kg.store import Store as Store
    from kg.trace import origins as origins

__version__ = "0.1.0"

# Where each public name stands. It is loaded when it is first asked for: a model library takes a second to import,
# and `kg --help` has no need of one.
_PLACES = {
    "Article": "kg.model",
    "Claim": "kg.model",
    "KgError": "kg.errors",
    "Outcome": "kg.build",
    "Reading": "kg.model",
    "Store": "kg.store",
    "Summary": "kg.build",
    "Tools": "kg.pipeline",
    "build": "kg.build",
    "draw": "kg.draw",
    "find_articles": "kg.read",
    "load_tools": "kg.pipeline",
    "origins": "kg.trace",
    "read_article": "kg.read",
    "read_claims": "kg.pipeline",
    "to_graph": "kg.graph",
}

__all__ = sorted(_PLACES)


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
