"""Claims that come back: an outlet has from others what it had brought itself on an earlier day."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import networkx as nx

from kg.compare.graph import is_media
from kg.compare.outlets import Outlets
from kg.record_types import ClaimRecord

Loop: TypeAlias = tuple[tuple[str, str], ...]


def loops_in(claims: Sequence[ClaimRecord], copies: Mapping[str, str]) -> tuple[Loop, ...]:
    """The ways on which a claim came back to an outlet, each as outlets with the days (ISO 8601) of their articles.

    A way goes from an outlet's first article through articles of other outlets, each of which cites the outlet before
    it and is no older, to a later article of the first outlet. Articles without a day are left out.
    """
    ordered = sorted(claims, key=lambda claim: (claim.article.published, claim.article.iri, claim.iri))
    outlets = Outlets(ordered, copies)
    days = {text: outlets.published(text) for text in outlets.texts() if outlets.published(text)}
    cited: nx.DiGraph[str] = nx.DiGraph()
    cited.add_nodes_from(sorted(days))
    for claim in ordered:
        text = outlets.text(claim.article.iri)
        for hop in (hop for chain in claim.chains for hop in chain if text in days):
            outlet = outlets.find(hop.actor)
            if outlet and not is_media(hop.actor):
                earlier = [t for t in outlets.texts_of(outlet) if t in days and days[t] <= days[text] and t != text]
                cited.add_edges_from((t, text) for t in earlier)
    found = set()
    for first in cited:
        for last in sorted(cited, key=lambda text: (days[text], text)):
            if (
                outlets.voice(first) == outlets.voice(last)
                and days[first] < days[last]
                and nx.has_path(cited, first, last)
            ):
                way = nx.shortest_path(cited, first, last)
                if any(outlets.voice(text) != outlets.voice(first) for text in way):
                    found.add(tuple((outlets.label(text), days[text]) for text in way))
    return tuple(sorted(found))
