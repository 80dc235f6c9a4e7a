"""Provenance as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html), for Markdown pages."""

from kg.draw.groups import groups, links
from kg.draw.labels import actor_label, article_label, claim_label, short_names
from kg.draw.style import STANCES
from kg.trace import Provenance, nodes_of_kind

SHAPES = {"article": ('[["', '"]]'), "actor": ('(["', '"])'), "claim": ('["', '"]')}


def mermaid(graph: Provenance) -> str:
    """The graph as Mermaid text; claims that came the same way stand in one frame."""
    found, names = groups(graph), short_names(graph)
    lines = ["flowchart LR"]
    lines += [_node(names[node], "article", article_label(graph, node)) for node in nodes_of_kind(graph, "article")]
    lines += [_node(names[node], "actor", actor_label(graph, node)) for node in nodes_of_kind(graph, "actor")]
    for group in found:
        frame = _frame(group.name)
        lines += [f'  subgraph {frame}["{escaped(group.stance)}"]', "    direction TB"]
        lines += [f"  {_node(names[claim], 'claim', claim_label(graph, claim))}" for claim in group.claims]
        lines += ["  end", f"  class {frame} {group.stance or 'asserted'}"]
    for link in links(graph, found):
        source, target = (names.get(end) or _frame(end) for end in (link.source, link.target))
        label = f'|"{escaped(" / ".join(link.cues[:3]))}"|' if link.cues else ""
        lines.append(f"  {source} -->{label} {target}")
    unnamed = [names[node] for node in nodes_of_kind(graph, "actor") if not graph.nodes[node]["named"]]
    lines += [f"  class {','.join(unnamed)} unnamed"] if unnamed else []
    return "\n".join([*lines, *_classes()]) + "\n"


def _node(name: str, kind: str, label: str) -> str:
    before, after = SHAPES[kind]
    return f"  {name}{before}{escaped(label)}{after}"


def _frame(group: str) -> str:
    return group.replace("-", "_")


def _classes() -> list[str]:
    lines = ["  classDef unnamed stroke-dasharray:5 4,fill:#f4f4f1"]
    for stance, look in STANCES.items():
        dash = f",stroke-dasharray:{look.dash}" if look.dash else ""
        lines.append(f"  classDef {stance} fill:{look.tint},stroke:{look.colour}{dash}")
    return lines


def escaped(label: str) -> str:
    """A label for quotation marks: signs that Mermaid reads become entities, line ends become breaks.

    >>> escaped('say "no" #1')
    'say #quot;no#quot; #35;1'
    """
    signs = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;", "&": "#amp;", "\n": "<br/>"}
    return "".join(signs.get(character, character) for character in label)
