"""JSON-LD with short keys, written node by node; the keys stand in `context.json`.

Named graphs stay apart, as graph objects (https://www.w3.org/TR/json-ld11/#named-graphs).
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.vocabulary import RDF, XSD

CONTEXT = Path(__file__).with_name("context.json")


def jsonld(quads: Iterable[Quad]) -> Iterator[str]:
    """One JSON document in pieces; quads of one graph, and in it of one subject, follow each other."""
    yield f'{{"@context": {json.dumps(_context(), ensure_ascii=False, indent=1)},\n"@graph": ['
    separator = "\n"
    for name, of_graph in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = ",\n".join(json.dumps(node, ensure_ascii=False) for node in _nodes(of_graph))
        head = "" if isinstance(name, DefaultGraph) else f'{{"id": {json.dumps(_id(name))}, "@graph": [\n'
        yield f"{separator}{head}{nodes}{']}' if head else ''}"
        separator = ",\n"
    yield "\n]}\n"


@cache
def _context() -> dict[str, Any]:
    context: dict[str, Any] = json.loads(CONTEXT.read_text(encoding="utf-8"))
    return context


@cache
def _keys() -> dict[str, tuple[str, str | None]]:
    """For every term of the context its short key, and the type that values under this key have."""
    terms = {key: value for key, value in _context().items() if isinstance(value, dict)}
    return {_expanded(term["@id"]): (key, _expanded(term.get("@type"))) for key, term in terms.items()}


def _expanded(name: str | None) -> Any:
    prefix, colon, local = (name or "").partition(":")
    return _context()[prefix] + local if colon else name


def _nodes(quads: Iterable[Quad]) -> Iterator[dict[str, Any]]:
    for subject, about in groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"id": _id(subject)}
        for predicate, same in groupby(about, key=lambda quad: quad.predicate.value):
            key, kind = ("type", "@vocab") if predicate == str(RDF.type) else _key(predicate)
            values = [_value(quad.object, kind) for quad in same]
            node[key] = values[0] if len(values) == 1 else values
        yield node


def _key(predicate: str) -> tuple[str, str | None]:
    local = predicate.removeprefix(_context()["@vocab"])
    return _keys().get(predicate) or (local, None)


def _value(term: object, kind: str | None) -> Any:
    """A value as short as its key's type allows."""
    if not isinstance(term, Literal):
        return _reference(_id(term), kind)
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    if datatype != (kind or str(XSD.string)):
        return {"@value": term.value, "@type": datatype}
    # Whole numbers and truth values are the same in JSON; decimals would become floating point numbers there.
    plain = datatype in (str(XSD.integer), str(XSD.boolean))
    return json.loads(term.value) if plain and _is_canonical(term.value) else term.value


def _reference(iri: str, kind: str | None) -> str | dict[str, str]:
    if kind == "@vocab":
        return iri.removeprefix(_context()["@vocab"])
    return iri if kind == "@id" else {"id": iri}


def _is_canonical(value: str) -> bool:
    return value in ("true", "false") or (value.lstrip("-").isdecimal() and str(int(value)) == value)


def _id(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
