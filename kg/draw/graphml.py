"""Provenance as GraphML (http://graphml.graphdrawing.org/), for Gephi, yEd, Cytoscape and networkx itself."""

import json
from typing import Any

import networkx as nx

from kg.trace import Provenance


def graphml(graph: Provenance) -> str:
    """The whole graph, hop by hop; lists are written as JSON, as GraphML has no lists."""
    flat: Provenance = nx.MultiDiGraph()
    flat.add_nodes_from((node, _scalars(data)) for node, data in graph.nodes(data=True))
    for source, target, key, data in graph.edges(keys=True, data=True):
        flat.add_edge(source, target, key, **_scalars(data))
    return "\n".join(nx.generate_graphml(flat, named_key_ids=True)) + "\n"


def _scalars(data: dict[str, Any]) -> dict[str, Any]:
    return {key: _scalar(value) for key, value in data.items() if value is not None}


def _scalar(value: Any) -> str | int | float | bool:
    if isinstance(value, str | int | float | bool):
        return value
    return json.dumps(value, ensure_ascii=False)
