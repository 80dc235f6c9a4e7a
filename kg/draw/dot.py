"""Provenance in the DOT language (https://graphviz.org/doc/info/lang.html), for Graphviz and what reads its files."""

from kg.draw.groups import groups, links
from kg.draw.labels import actor_label, article_label, claim_label, short_names
from kg.draw.style import manner
from kg.trace import Provenance, nodes_of_kind


def dot(graph: Provenance) -> str:
    """The graph as DOT text; claims that came the same way stand in one cluster."""
    found, names = groups(graph), short_names(graph)
    lines = [
        "digraph provenance {",
        '  rankdir="LR"; compound="true";',
        '  node [fontname="Roboto, Helvetica, Arial"];',
    ]
    for node in nodes_of_kind(graph, "article"):
        lines.append(
            f"  {names[node]} [{_attributes(shape='note', label=article_label(graph, node), URL=node)}];"
        )
    for node in nodes_of_kind(graph, "actor"):
        style = "rounded" if graph.nodes[node]["named"] else "rounded,dashed"
        lines.append(
            f"  {names[node]} [{_attributes(shape='box', style=style, label=actor_label(graph, node), URL=node)}];"
        )
    for group in found:
        look = manner(group.stance)
        lines.append(f"  subgraph {_quoted('cluster_' + group.name)} {{")
        lines.append(
            f"    {_attributes(label=group.stance, color=look.colour, style='dashed' if look.dash else 'solid')};"
        )
        for claim in group.claims:
            lines.append(
                f"    {names[claim]} [{_attributes(shape='box', label=claim_label(graph, claim), URL=claim)}];"
            )
        lines.append("  }")
    first = {group.name: names[group.claims[0]] for group in found}
    for link in links(graph, found):
        head = {"lhead": f"cluster_{link.target}"} if link.target in first else {}
        target = first.get(link.target) or names[link.target]
        label = " / ".join(link.cues[:3])
        lines.append(
            f"  {names[link.source]} -> {target} [{_attributes(label=label, color=manner(link.stance).colour, **head)}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


def _attributes(**values: str) -> str:
    return " ".join(f"{name}={_quoted(value)}" for name, value in values.items())


def _quoted(value: str) -> str:
    r"""A DOT string.

    >>> print(_quoted('a "b" \\ c'))
    "a \"b\" \\ c"
    """
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
