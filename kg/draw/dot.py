"""Provenance in the DOT language (https://graphviz.org/doc/info/lang.html), for Graphviz."""

from collections.abc import Iterator, Mapping

from kg.draw.groups import Group, Link, groups, links
from kg.draw.labels import actor_label, article_label, claim_label, short_names
from kg.draw.style import judged, manner
from kg.trace import Provenance, nodes_of_kind

HEAD = """digraph provenance {
  rankdir="LR"; compound="true";
  node [shape="box" fontname="Roboto, Helvetica, Arial"];"""


def dot(graph: Provenance) -> str:
    """The graph as DOT text; claims that came the same way stand in one cluster."""
    found, names = groups(graph), short_names(graph)
    lines = [HEAD]
    for node in nodes_of_kind(graph, "article"):
        lines.append(statement(names[node], shape="note", label=article_label(graph, node), URL=node))
    for node in nodes_of_kind(graph, "actor"):
        style = "rounded" if graph.nodes[node]["named"] else "rounded,dashed"
        lines.append(statement(names[node], style=style, label=actor_label(graph, node), URL=node, **_tip(graph, node)))
    for group in found:
        lines += _cluster(graph, group, names)
    first = {group.name: names[group.claims[0]] for group in found}
    lines += [_edge(link, names, first) for link in links(graph, found)]
    return "\n".join([*lines, "}"]) + "\n"


def _cluster(graph: Provenance, group: Group, names: Mapping[str, str]) -> Iterator[str]:
    look = manner(group.stance)
    yield f"  subgraph {quoted('cluster_' + group.name)} {{"
    yield statement("graph", label=group.stance, color=look.colour, style="dashed" if look.dash else "solid")
    for claim in group.claims:
        yield statement(names[claim], label=claim_label(graph, claim), URL=claim, **_tip(graph, claim))
    yield "  }"


def _edge(link: Link, names: Mapping[str, str], first: Mapping[str, str]) -> str:
    """A line; one to a cluster is drawn to its frame but must name one of the nodes in it."""
    frame = {"lhead": f"cluster_{link.target}"} if link.target in first else {}
    ends = f"{names[link.source]} -> {first.get(link.target) or names[link.target]}"
    return statement(ends, label=" / ".join(link.cues[:3]), color=manner(link.stance).colour, **frame)


def _tip(graph: Provenance, node: str) -> dict[str, str]:
    """Who graded a node, for pointing at it."""
    said = "\n".join(judged(graph.nodes[node]))
    return {"tooltip": said} if said else {}


def statement(subject: str, **values: str) -> str:
    """A node, or a line between two, with its attributes."""
    attributes = " ".join(f"{name}={quoted(value)}" for name, value in values.items())
    return f"  {subject} [{attributes}];"


def quoted(value: str) -> str:
    r"""A DOT string.

    >>> print(quoted('a "b" \\ c'))
    "a \"b\" \\ c"
    """
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
