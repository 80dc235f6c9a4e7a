"""Provenance as a web page that needs nothing beside it: the picture, and each claim with its evidence."""

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from kg.draw.style import VOICES, date_of, figure, judged, mark
from kg.draw.svg import svg
from kg.trace import Provenance, chains, nodes_of_kind

PAGE = Path(__file__).with_name("page.html")


def html(graph: Provenance) -> str:
    """The page; pointing at a claim shows its passage with source, cue and evidence, clicking keeps it."""
    claims = nodes_of_kind(graph, "claim")
    outlets = dict.fromkeys(graph.nodes[article]["label"] for article in nodes_of_kind(graph, "article"))
    return Template(PAGE.read_text(encoding="utf-8")).substitute(
        title=escape(f"Who says so: {', '.join(outlets)}"),
        picture=svg(graph),
        details="\n".join(_detail(graph, claim) for claim in claims),
    )


def _detail(graph: Provenance, claim: str) -> str:
    data = graph.nodes[claim]
    article = graph.nodes[data["article"]]
    published = (article["label"], article["headline"], date_of(article["published"]))
    figures = "".join(f"<li>{escape(figure(q))} <q>{escape(q['words'])}</q></li>" for q in data["quantities"])
    judged_so = "".join(f"<li>{escape(said)}</li>" for said in judgements(graph, claim))
    parts = [
        f"<h2>{escape(data['stance'])} · {escape(VOICES.get(data['voice'], data['voice']))}{grades_of(data)}</h2>",
        f"<blockquote>{passage_of(graph, claim)}</blockquote>",
        *(f"<ol>{''.join(hop_item(graph, hop) for hop in hops)}</ol>" for hops in chains(graph, claim)),
        f"<ul>{figures}</ul>" if figures else "",
        f"<ul>{judged_so}</ul>" if judged_so else "",
        f"<p>{escape(', '.join(part for part in published if part))}</p>",
        f"<p><code>{escape(claim)}</code></p>",
    ]
    return f'<section data-claim="{escape(claim)}">{"".join(parts)}</section>'


def grades_of(data: Mapping[str, Any]) -> str:
    """The grades of a node, with who gave them for pointing at them."""
    said = escape("\n".join(judged(data)))
    return f' <abbr title="{said}">{escape(mark(data).strip())}</abbr>' if said else ""


def judgements(graph: Provenance, claim: str) -> list[str]:
    """Who graded the claim, and whom it came through."""
    actors = dict.fromkeys(hop["actor"] for way in chains(graph, claim) for hop in way)
    of_actors = [f"{graph.nodes[one]['label']}: {said}" for one in actors for said in judged(graph.nodes[one])]
    return [*judged(graph.nodes[claim]), *of_actors]


def passage_of(graph: Provenance, claim: str) -> str:
    """The lines of the article around the claim with marked words, or the words alone; with offsets."""
    data = graph.nodes[claim]
    if not data["passage"]:
        return " … ".join(_marked("evidence", words) for words in data["evidence"])
    hops = [hop for way in chains(graph, claim) for hop in way]
    marks = [("evidence", words) for words in data["evidence"]]
    marks += [("source", words) for hop in hops for words in hop["source_evidence"]]
    marks += [("cue", words) for hop in hops for words in hop["cue_evidence"]]
    return _with_marks(data["passage"], marks)


def _with_marks(passage: Mapping[str, Any], marks: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """The passage with marks that do not overlap; of two that do, the one named first stays."""
    start, text = passage["start"], passage["text"]
    kept: list[tuple[str, Mapping[str, Any]]] = []
    for kind, words in marks:
        inside = start <= words["start"] and words["end"] <= start + len(text)
        if inside and all(words["end"] <= w["start"] or w["end"] <= words["start"] for _, w in kept):
            kept.append((kind, words))
    drawn, reached = "", start
    for kind, words in sorted(kept, key=lambda mark: int(mark[1]["start"])):
        drawn += escape(text[reached - start : words["start"] - start]) + _marked(kind, words)
        reached = words["end"]
    return drawn + escape(text[reached - start :])


def _marked(kind: str, words: Mapping[str, Any]) -> str:
    place = f"{kind}, characters {words['start']} to {words['end']}"
    marked = f"{escape(words['text'])}<sub>{words['start']}–{words['end']}</sub>"
    return f'<mark class="{kind}" title="{place}">{marked}</mark>'


def hop_item(graph: Provenance, hop: Mapping[str, Any]) -> str:
    """A hop of a chain in a list: who, in which words, in which manner."""
    actor = graph.nodes[hop["actor"]]
    unnamed = "" if actor["named"] else " (unnamed)"
    cue = f" <q>{escape(hop['cue'])}</q>" if hop["cue"] else ""
    basis = f", after {hop['basis']}" if hop["basis"] else ""
    sure = f"{hop['stance']}, {hop['voice']}, confidence {hop['confidence']:.2f}{basis}"
    return f"<li><b>{escape(actor['label'])}</b>{grades_of(actor)}{unnamed}{cue} <small>{escape(sure)}</small></li>"
