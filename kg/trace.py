"""The networkx graph of provenance: from articles through the hops of chains to origins, and on to claims.

Only the claims asked for are cut out of the store. Nodes are IRIs with a `kind` (article, actor or claim);
every hop of every chain is an edge of its own, so that two claims through the same actors stay apart:

    article -hop 1-> nearest source -hop 2-> ... -hop n-> origin -says-> claim
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, NoReturn, TypeAlias

import networkx as nx
from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple, Variable

from kg.actors.counted import as_counted, counted_in
from kg.errors import NotFoundError
from kg.grades.read import graded, read_grades
from kg.record_types import ActorRecord, ArticleRecord, ClaimRecord, GradeRecord, HopRecord, QuantityRecord, Words
from kg.records import claim_iris, read_claim
from kg.vocabulary import KG, PREFIXES, PROV, RDF, full_iri

Provenance: TypeAlias = "nx.MultiDiGraph[str]"
Edge = tuple[str, str, str]
Bound = dict[Variable, NamedNode | BlankNode | Literal | Triple]
Text = Callable[[str], str | None]

# What an IRI cannot hold: https://www.rfc-editor.org/rfc/rfc3987#section-2.2
IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]*')

WORDS_OF_CLAIMS = """
    SELECT ?claim ?text (GROUP_CONCAT(DISTINCT COALESCE(?label, ""); separator=" \\n ") AS ?labels)
    WHERE {
      ?claim a kg:Claim ; schema:text ?text .
      OPTIONAL { ?claim prov:wasAttributedTo/(skos:prefLabel|skos:altLabel) ?label }
    } GROUP BY ?claim ?text"""
PARTS = NamedNode(PROV.hadMember), NamedNode(KG.between)
CLAIMS_OF_ACTOR = (
    "SELECT DISTINCT ?claim ?actor WHERE { ?claim a kg:Claim ; prov:wasAttributedTo|schema:mentions ?actor }"
)


def claims_matching(store: Store, words: Sequence[str]) -> list[str]:
    """The IRIs of the claims whose text and actors' names have all the words (a word's beginning is enough).

    A single IRI stands for itself: a claim, or all claims of a group, a difference or an article, or through an actor.
    """
    if _is_iri(words):
        return _claims_of(store, words[0]) or _nothing_of(store, words[0])
    found = _claims_with(store, words)
    if not found:
        raise NotFoundError(
            f"no claim has {' and '.join(repr(word) for word in words)}; try fewer words, the beginning of a"
            " word, or `kg query claims-by-speaker` to see what there is"
        )
    return found


def provenance(store: Store, claims: Iterable[str], text: Text | None = None) -> Provenance:
    """The provenance of the claims with these IRIs; `text` gives an article's text, to show them in it.

    Actors that somebody said are the same are one node. Nodes of actors and claims have grades where somebody graded
    them: nothing is computed from those.
    """
    graph: Provenance = nx.MultiDiGraph()
    counted = counted_in(store)
    grades = read_grades(store)
    read = (graded(read_claim(store, iri), grades) for iri in claims)
    records = sorted((as_counted(claim, counted) for claim in read), key=_reading_order)
    for record in records:
        _add_claim(graph, record, text(record.article.iri) if text else None)
    return graph


def chains(graph: Provenance, claim: str) -> list[list[dict[str, Any]]]:
    """The chains of a claim: for each hop the data of its edge with the actor's IRI, nearest source first."""
    ways = graph.nodes[claim]["chains"]
    return [[{"actor": hop[1], **graph.edges[hop]} for hop in way] for way in ways]


def origins(graph: Provenance, claim: str) -> list[str]:
    """The IRIs of the actors a claim goes back to, one for each chain."""
    return [hops[-1]["actor"] for hops in chains(graph, claim)]


def nodes_of_kind(graph: Provenance, kind: str) -> list[str]:
    """The article, actor or claim nodes, in the order in which they were added (the order of reading)."""
    return [node for node, data in graph.nodes(data=True) if data["kind"] == kind]


def figure_data(quantity: QuantityRecord) -> dict[str, Any]:
    """A figure as the data of a node has it."""
    return {
        "of": quantity.of,
        "min": quantity.low,
        "max": quantity.high,
        "qualifier": quantity.qualifier,
        "approximate": quantity.approximate,
        "words": quantity.words,
        "kind": quantity.kind,
        "relation": quantity.relation,
        "out_of": quantity.out_of,
        "per": quantity.per,
    }


def _is_iri(words: Sequence[str]) -> bool:
    return len(words) == 1 and IRI.fullmatch(words[0]) is not None


def _claims_of(store: Store, iri: str) -> list[str]:
    node = full_iri(iri)
    if any(store.quads_for_pattern(NamedNode(node), NamedNode(PREFIXES["schema"] + "text"), None)):
        return [node]
    parts = [quad.object for term in PARTS for quad in store.quads_for_pattern(NamedNode(node), term, None)]
    if parts:
        return sorted(part.value for part in parts if isinstance(part, NamedNode))
    bound: Bound = {Variable("actor"): NamedNode(node)}
    return claim_iris(store, node) or sorted(row["claim"].value for row in _ask(store, CLAIMS_OF_ACTOR, bound))


def _nothing_of(store: Store, iri: str) -> NoReturn:
    """Tell that an IRI leads to no claims: nothing has it, or something of another kind."""
    types = store.quads_for_pattern(NamedNode(full_iri(iri)), NamedNode(RDF.type), None)
    kinds = sorted({re.split(r"[#/]", str(getattr(quad.object, "value", "")))[-1] for quad in types})
    reason = f"this is of the kind {' and '.join(kinds)}, which leads to no claim" if kinds else "nothing has this IRI"
    raise NotFoundError(
        f"{iri}: {reason}. Name words, or the IRI of a claim (`kg query claims-by-speaker` lists them), of its article"
        " (what stands before #), of a group (`kg query groups`) or of an actor (`kg actors list`)."
    )


def _claims_with(store: Store, words: Sequence[str]) -> list[str]:
    wanted = [re.compile(rf"(?<!\w){re.escape(word.casefold())}") for phrase in words for word in phrase.split()]
    return sorted(
        row["claim"].value
        for row in _ask(store, WORDS_OF_CLAIMS, {})
        if all(word.search(f"{row['text'].value}\n{row['labels'].value}".casefold()) for word in wanted)
    )


def _ask(store: Store, question: str, bound: Bound) -> Iterator[Any]:
    yield from store.query(  # type: ignore[misc]
        question, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=bound
    )


def _reading_order(claim: ClaimRecord) -> tuple[str, str, int, str]:
    article = claim.article
    return article.published or "9", article.iri, min((w.start for w in claim.evidence), default=0), claim.iri


def _add_claim(graph: Provenance, claim: ClaimRecord, text: str | None) -> None:
    article = _add_article(graph, claim.article)
    graph.add_node(
        claim.iri,
        kind="claim",
        article=article,
        text=claim.text,
        stance=claim.stance,
        voice=claim.voice,
        modality=claim.modality,
        events=list(claim.events),
        evidence=_plain(claim.evidence),
        quantities=[figure_data(quantity) for quantity in claim.quantities],
        passage=_passage(claim.evidence, text),
        **_grades(claim.grades),
    )
    ways = [_add_chain(graph, claim, number, hops) for number, hops in enumerate(claim.chains, start=1)]
    # The way of each chain along the edges, so that chains are found without searching the graph.
    graph.nodes[claim.iri]["chains"] = ways
    if not claim.chains:
        _add_says(graph, article, claim, 0)


def _add_article(graph: Provenance, article: ArticleRecord) -> str:
    graph.add_node(
        article.iri,
        kind="article",
        label=article.outlet,
        headline=article.headline,
        agency=article.agency,
        byline=article.byline,
        published=article.published,
        name=article.name,
        address=article.address,
    )
    return article.iri


def _add_chain(graph: Provenance, claim: ClaimRecord, chain: int, hops: tuple[HopRecord, ...]) -> list[Edge]:
    before, way = claim.article.iri, []
    for number, hop in enumerate(hops, start=1):
        actor = _add_actor(graph, hop.actor)
        graph.add_edge(
            before,
            actor,
            key=hop.iri,
            kind="hop",
            claim=claim.iri,
            chain=chain,
            number=number,
            voice=hop.voice,
            stance=hop.stance,
            cue=hop.cue_words,
            confidence=hop.confidence,
            basis=hop.basis.words if hop.basis else "",
            cue_evidence=_plain(hop.cue),
            source_evidence=_plain(hop.source),
        )
        way.append((before, actor, hop.iri))
        before = actor
    _add_says(graph, before, claim, chain)
    return way


def _add_actor(graph: Provenance, actor: ActorRecord) -> str:
    if actor.iri not in graph:
        graph.add_node(
            actor.iri,
            kind="actor",
            label=actor.label,
            type=actor.kind,
            named=actor.named,
            description=actor.description,
            **_grades(actor.grades),
        )
    return actor.iri


def _add_says(graph: Provenance, speaker: str, claim: ClaimRecord, chain: int) -> None:
    says = f"{claim.iri}-says-{chain}"
    about = {"claim": claim.iri, "chain": chain, "voice": claim.voice, "stance": claim.stance}
    graph.add_edge(speaker, claim.iri, key=says, kind="says", **about)


def _grades(grades: tuple[GradeRecord, ...]) -> dict[str, Any]:
    """The grades side by side, and in full; nothing where there are none."""
    if not grades:
        return {}
    return {"grade": ", ".join(dict.fromkeys(one.grade for one in grades)), "grades": [asdict(one) for one in grades]}


def _plain(evidence: tuple[Words, ...]) -> list[dict[str, Any]]:
    return [{"start": words.start, "end": words.end, "text": words.text} for words in evidence]


def _passage(evidence: tuple[Words, ...], text: str | None) -> dict[str, Any] | None:
    """The lines of the article that hold the evidence, and where they begin."""
    if not text or not evidence:
        return None
    start = text.rfind("\n", 0, evidence[0].start) + 1
    end = text.find("\n", evidence[-1].end)
    return {"start": start, "text": text[start : end if end >= 0 else len(text)]}
