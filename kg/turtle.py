"""Turtle and TriG written in a fixed order and piece by piece, with the program's prefixes.

pyoxigraph writes both as well, but its prefixes come in another order each time, so that equal graphs differ
as text.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.vocabulary import PREFIXES, RDF, XSD

Statement = Quad | Triple
# Of the local names that Turtle allows, those that need no escapes:
# https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL
LOCAL = re.compile(r"[A-Za-z0-9_][\w-]*", re.ASCII)
BARE = {
    str(XSD.integer): re.compile(r"[+-]?[0-9]+"),
    str(XSD.decimal): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    str(XSD.boolean): re.compile("true|false"),
}
TYPE = NamedNode(str(RDF.type))


def turtle(statements: Iterable[Statement]) -> Iterator[str]:
    """Turtle, subject by subject; statements of one subject that follow each other are put together."""
    yield from _prefixes()
    yield from _subjects(statements, "")


def trig(quads: Iterable[Quad]) -> Iterator[str]:
    """TriG; quads of one graph that follow each other are put together."""
    yield from _prefixes()
    for name, of_graph in groupby(quads, key=lambda quad: quad.graph_name):
        if isinstance(name, DefaultGraph):
            yield from _subjects(of_graph, "")
            continue
        yield f"\n{_term(name)} {{\n"
        yield from _subjects(of_graph, "  ")
        yield "}\n"


def _prefixes() -> Iterator[str]:
    for prefix, namespace in PREFIXES.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"


def _subjects(statements: Iterable[Statement], indent: str) -> Iterator[str]:
    for subject, about in groupby(statements, key=lambda statement: statement.subject):
        lines: list[str] = []
        for predicate, same in groupby(about, key=lambda statement: statement.predicate):
            values = ", ".join(_term(statement.object) for statement in same)
            # What a thing is comes first, as people write Turtle.
            lines.insert(0 if predicate == TYPE else len(lines), f"{_verb(predicate)} {values}")
        yield f"\n{indent}{_term(subject)}\n{indent}  " + f" ;\n{indent}  ".join(lines) + " .\n"


def _verb(predicate: NamedNode) -> str:
    return "a" if predicate == TYPE else _term(predicate)


def _term(term: object) -> str:
    """A term, with a prefix or bare where Turtle allows it.

    >>> _term(NamedNode("https://w3id.org/newskg/ns#denied")), _term(NamedNode("https://w3id.org/newskg/ns#a=b"))
    ('kg:denied', '<https://w3id.org/newskg/ns#a=b>')
    """
    if isinstance(term, NamedNode):
        return _short(term.value)
    if isinstance(term, Literal) and term.language is None:
        return _literal(term)
    return str(term)


def _literal(literal: Literal) -> str:
    datatype = literal.datatype.value
    if datatype in BARE and BARE[datatype].fullmatch(literal.value):
        return literal.value
    quoted = str(literal).removesuffix(f"^^<{datatype}>")
    return quoted if datatype == str(XSD.string) else f"{quoted}^^{_short(datatype)}"


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return str(NamedNode(iri))
