"""On whom a group rests as text: a tree for a terminal, Mermaid, DOT, and GraphML."""

from collections.abc import Iterator, Sequence

import networkx as nx

from kg.compare.sourced import Source, Sourced
from kg.draw import graphml as flat
from kg.draw.dot import statement
from kg.draw.mermaid import escaped
from kg.draw.sources.said import (
    Claims,
    about,
    common,
    differing,
    figures,
    heading,
    judgements,
    origin_words,
    other_names,
    quoted,
    stances,
)
from kg.draw.tree import Branch, drawn
from kg.grades.read import marks
from kg.trace import Provenance

DOT = """digraph origins {
  rankdir="LR";
  node [shape="box" fontname="Roboto, Helvetica, Arial"];"""


def tree(one: Sourced, claims: Claims) -> str:
    """The articles with their sources below, down to the origins; what a source rests on is told once."""
    said, everywhere = quoted(one.group.said), common(one, claims)
    root = Branch("\n".join([one.group.standing.summary, said, *(f"≠ {differs}" for differs in everywhere)]))
    followed: set[str] = set()
    for text in one.texts:
        first, *copies = text.articles
        branch = root.under(text.name, _article_line(one, claims, first.iri, everywhere))
        for copy in copies:
            branch.under(copy.iri, f"copied by {heading(copy)}")
        _hang(one, branch, text.name, followed)
    return "\n".join([root.text, *drawn(list(root.below.values()), "")]) + "\n"


def _hang(one: Sourced, branch: Branch, name: str, followed: set[str]) -> None:
    for following in one.graph.successors(name) if name in one.graph else ():
        below = branch.under(following, _source_line(one.sources[following]))
        if following not in followed:
            followed.add(following)
            _hang(one, below, following, followed)
        elif one.graph.out_degree(following):
            below.under(following, "as above")


def mermaid(one: Sourced, claims: Claims) -> str:
    """The same as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html); copies by dotted lines."""
    graph = as_graph(one, claims)
    names = _short(graph)
    lines = ["flowchart LR"]
    for node, data in graph.nodes(data=True):
        before, after = ('[["', '"]]') if data["kind"] == "article" else ('(["', '"])')
        lines.append(f"  {names[node]}{before}{escaped(data['shown'])}{after}")
    for source, target, data in graph.edges(data=True):
        line = '-.->|"copies"|' if data["kind"] == "copy" else "-->"
        lines.append(f"  {names[source]} {line} {names[target]}")
    for kind, style in (("origin", "stroke-width:3px"), ("unnamed", "stroke-dasharray:5 4,fill:#f4f4f1")):
        of_kind = [names[node] for node, data in graph.nodes(data=True) if data.get(kind)]
        lines += [f"  classDef {kind} {style}", f"  class {','.join(of_kind)} {kind}"] if of_kind else []
    return "\n".join(lines) + "\n"


def dot(one: Sourced, claims: Claims) -> str:
    """The same in the DOT language (https://graphviz.org/doc/info/lang.html); the origins stand in one rank."""
    graph = as_graph(one, claims)
    names = _short(graph)
    lines = [DOT]
    for node, data in graph.nodes(data=True):
        look = {"shape": "note"} if data["kind"] == "article" else {"style": _dot_style(data["unnamed"])}
        wide = {"penwidth": "2.5"} if data.get("origin") else {}
        tip = {"tooltip": data["grades"]} if data.get("grades") else {}
        lines.append(statement(names[node], label=data["shown"], **look, **wide, **tip))
    for source, target, data in graph.edges(data=True):
        copy = {"style": "dashed", "label": "copies"} if data["kind"] == "copy" else {}
        lines.append(statement(f"{names[source]} -> {names[target]}", **copy))
    ends = "; ".join(names[node] for node, data in graph.nodes(data=True) if data.get("origin"))
    return "\n".join([*lines, f'  {{ rank="sink"; {ends} }}' if ends else "", "}"]) + "\n"


def graphml(one: Sourced, claims: Claims) -> str:
    """The same as GraphML (http://graphml.graphdrawing.org/)."""
    return flat.graphml(as_graph(one, claims))


def as_graph(one: Sourced, claims: Claims) -> Provenance:
    """The articles and sources of a group as a graph, each with the words that are shown of it."""
    graph: Provenance = nx.MultiDiGraph()
    for text in one.texts:
        for article in text.articles:
            shown = "\n".join(_article_parts(one, claims, article.iri))
            graph.add_node(article.iri, kind="article", label=one.outlets[article.iri], shown=shown)
    for name, source in one.sources.items():
        graph.add_node(
            name,
            kind="source",
            label=source.label,
            shown="\n".join(_source_parts(source)),
            origin=source.is_origin,
            unnamed=not source.named,
            numbers=list(source.numbers),
            labels=list(source.labels),
            reasons=list(source.reasons),
            circle=list(source.circle),
            grades="\n".join(judgements(source)),
        )
    for start, end in one.links:
        graph.add_edge(_first(one, start), end, kind="from")
    for text in one.texts:
        for copy in text.articles[1:]:
            graph.add_edge(copy.iri, text.articles[0].iri, kind="copy")
    return graph


def _first(one: Sourced, name: str) -> str:
    """The article that stands for a text."""
    return next((text.articles[0].iri for text in one.texts if text.name == name), name)


def _short(graph: Provenance) -> dict[str, str]:
    kinds = [(node, data["kind"]) for node, data in graph.nodes(data=True)]
    return {node: f"{kind}{number}" for number, (node, kind) in enumerate(kinds, start=1)}


def _dot_style(unnamed: bool) -> str:
    return "rounded,dashed" if unnamed else "rounded"


def _article_line(one: Sourced, claims: Claims, article: str, told: Sequence[str]) -> str:
    first, *rest = _article_parts(one, claims, article)
    return first + "".join(f" [{part}]" for part in rest if part not in told)


def _article_parts(one: Sourced, claims: Claims, article: str) -> list[str]:
    own = one.claims_of(article)
    return [heading(own[0].article), *stances(own), *figures(own), *differing(one, claims, article)]


def _source_line(source: Source) -> str:
    first, *rest = _source_parts(source)
    return f"{first} ({'; '.join(rest)})"


def _source_parts(source: Source) -> Iterator[str]:
    yield source.label + marks(source.grades)
    yield from filter(None, (about(source),))
    if source.circle:
        yield "have it from one another"
    if names := other_names(source):
        yield f"also called {', '.join(names)}"
    yield origin_words(source)
