"""What the boxes of text diagrams say: a label for articles, actors and claims, and short names for nodes."""

from kg.draw.style import date_of, figure, mark
from kg.trace import Provenance, nodes_of_kind


def article_label(graph: Provenance, article: str) -> str:
    """Outlet, headline and date on lines of their own."""
    data = graph.nodes[article]
    return "\n".join(filter(None, (data["label"], data["headline"], date_of(data["published"]))))


def actor_label(graph: Provenance, actor: str) -> str:
    """The actor's name with its grades, what is known of it, and whether it is unnamed."""
    data = graph.nodes[actor]
    return "\n".join(
        filter(None, (data["label"] + mark(data), data["description"], "" if data["named"] else "(unnamed)"))
    )


def claim_label(graph: Provenance, claim: str) -> str:
    """Stance and voice with the grades, the claim's words, its figures."""
    data = graph.nodes[claim]
    head = f"{data['stance']} · {data['voice']}{mark(data)}"
    figures = " · ".join(figure(quantity) for quantity in data["quantities"])
    return "\n".join(filter(None, (head, " ".join(data["text"].split()), figures)))


def short_names(graph: Provenance) -> dict[str, str]:
    """A plain name for every node, made of its kind and a number, for languages that take no IRIs."""
    return {
        node: f"{kind}{number}"
        for kind in ("article", "actor", "claim")
        for number, node in enumerate(nodes_of_kind(graph, kind), start=1)
    }
