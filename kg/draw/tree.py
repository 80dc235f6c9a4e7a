"""Provenance as text for a terminal: articles, under them their sources, at the ends the claims."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.draw.groups import Group, groups
from kg.draw.style import date_of, figure, mark
from kg.trace import Provenance, chains, nodes_of_kind


@dataclass
class Branch:
    """A line of the tree with what hangs below it."""

    text: str
    below: dict[str, "Branch"] = field(default_factory=dict)

    def under(self, key: str, text: str) -> "Branch":
        """The branch below with that key, made if it is new."""
        return self.below.setdefault(key, Branch(text))


def tree(graph: Provenance) -> str:
    """The graph as an indented tree with box-drawing lines."""
    roots = {article: Branch(_article(graph, article)) for article in nodes_of_kind(graph, "article")}
    for group in groups(graph):
        _hang(graph, roots[group.article], group)
    lines = [line for root in roots.values() for line in [root.text, *drawn(list(root.below.values()), "")]]
    return "\n".join(lines) + "\n"


def _hang(graph: Provenance, root: Branch, group: Group) -> None:
    if not group.ways:
        for claim in group.claims:
            root.under(claim, _claim(graph, claim))
    for number, way in enumerate(group.ways):
        branch = root
        for place, actor in enumerate(way):
            branch = branch.under(actor, ("citing " if place else "") + _actor(graph, actor))
        others = [ways for other, ways in enumerate(group.ways) if other != number]
        for claim in group.claims:
            branch.under(claim, _claim(graph, claim, number) + _jointly(graph, others))


def drawn(branches: Sequence[Branch], indent: str) -> list[str]:
    """The branches as lines, each with what hangs below it."""
    lines = []
    for place, branch in enumerate(branches):
        last = place == len(branches) - 1
        lines.append(f"{indent}{'└─ ' if last else '├─ '}{branch.text}")
        lines += drawn(list(branch.below.values()), indent + ("   " if last else "│  "))
    return lines


def _article(graph: Provenance, article: str) -> str:
    data = graph.nodes[article]
    return ", ".join(part for part in (data["label"], data["headline"], date_of(data["published"])) if part)


def _actor(graph: Provenance, actor: str) -> str:
    data = graph.nodes[actor]
    notes = [data["description"], "" if data["named"] else "unnamed"]
    said = "; ".join(note for note in notes if note)
    name = f"{data['label']}{mark(data)}"
    return f"{name} ({said})" if said else name


def _claim(graph: Provenance, claim: str, number: int = 0) -> str:
    """Stance and cues, the words in one line, the figures, and where the words stand."""
    data, ways = graph.nodes[claim], chains(graph, claim)
    cues = ", ".join(hop["cue"] for hop in ways[number] if hop["cue"]) if ways else ""
    voice = data["voice"] if data["voice"] != "indirect" else ""
    head = ", ".join(part for part in (data["stance"], voice, f"“{cues}”" if cues else "") if part)
    figures = "".join(f" [{figure(quantity)}]" for quantity in data["quantities"])
    places = ",".join(f"{words['start']}-{words['end']}" for words in data["evidence"])
    basis = "".join(f" [after {hop['basis']}]" for hop in (ways[number] if ways else ()) if hop["basis"])
    return f"{head}{mark(data)}: {' '.join(data['text'].split())}{figures}{basis} @{places}"


def _jointly(graph: Provenance, others: Sequence[Sequence[str]]) -> str:
    if not others:
        return ""
    names = [" citing ".join(graph.nodes[actor]["label"] + mark(graph.nodes[actor]) for actor in way) for way in others]
    return f" (jointly with {', '.join(names)})"
