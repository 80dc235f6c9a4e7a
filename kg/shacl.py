"""Shapes made ready for many small graphs: pySHACL checks, with what it would look up each time looked up once.

pySHACL seeks the targets, path and constraints of each shape anew in the shapes graph for each graph that it
validates, which takes longer than to check the graph of an article. Its constraints are used as they are.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from pyshacl.constraints.constraint_component import ConstraintComponent
from pyshacl.constraints.core.logical_constraints import OrConstraintComponent
from pyshacl.helper.path_helper import shacl_path_to_sparql_path
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.indexed import Indexed, Values
from kg.report import Result
from kg.vocabulary import PREFIXES

Path = Callable[[Indexed], Values]
Found = dict[Node, Any]

TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)


@dataclass(frozen=True)
class Check:
    """A shape that seeks its nodes itself, with what its own graph says of it."""

    shape: Shape
    targets: tuple[tuple[str, ...], ...]
    values: Path
    constraints: tuple[ConstraintComponent, ...]


def checks(graph: Graph) -> tuple[Check, ...]:
    """The shapes of a graph that have an IRI; those with the same targets stand together."""
    shapes = ShapesGraph(graph).shapes
    found = [_check(shape) for shape in shapes if isinstance(shape.node, URIRef) and not shape.deactivated]
    return tuple(sorted(found, key=lambda check: (check.targets, check.shape.node)))


def results(graph: Indexed, checks: Iterable[Check]) -> Iterator[Result]:
    """What the shapes find wrong with a graph."""
    for _, alike in groupby(checks, key=lambda check: check.targets):
        first, *others = alike
        nodes = first.shape.focus_nodes(graph)  # type: ignore[no-untyped-call]
        for check in (first, *others) if nodes else ():
            yield from (_result(check.shape, found) for found in _found(check, nodes, graph))


def _found(check: Check, nodes: Iterable[Node], graph: Indexed) -> Iterator[Found]:
    """pySHACL's results of a check on some nodes; each has its nodes together with the graph they stand in."""
    values = check.values(graph)
    of_nodes = {node: values(node) for node in nodes}
    for constraint in check.constraints:
        _, found = constraint.evaluate(SHACLExecutor(), graph, of_nodes, [check.shape, constraint])
        for _, _, triples in found:
            yield {predicate: value for _, predicate, value in triples}


def _check(shape: Shape) -> Check:
    graph = shape.sg.graph
    components = {COMPONENTS[term]: None for term, _ in graph.predicate_objects(shape.node) if term in COMPONENTS}
    return Check(
        shape,
        tuple(tuple(sorted(map(str, graph.objects(shape.node, target)))) for target in TARGETS),
        _path(graph, shape.path()) if shape.is_property_shape else _itself,  # type: ignore[no-untyped-call]
        tuple(component(shape) for component in components),
    )


class _Or(OrConstraintComponent):
    """sh:or that asks an alternative about many nodes at once, and only about those that none before it fits."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        lists = (shape.sg.graph.items(alternatives) for alternatives in self.or_list)
        self.alternatives = [[_check(shape.sg.lookup_shape_from_node(node)) for node in nodes] for nodes in lists]

    def evaluate(self, executor: Any, target_graph: Any, focus_value_nodes: Any, _evaluation_path: Any) -> Any:
        pairs = [(focus, value) for focus, values in focus_value_nodes.items() for value in values]
        found = []
        for alternatives in self.alternatives:
            unfit = {value for _, value in pairs}
            for alternative in alternatives:
                unfit = {result[SH.focusNode][1] for result in _found(alternative, unfit, target_graph)}
            found += [self.make_v_result(target_graph, focus, value) for focus, value in pairs if value in unfit]
        return not found, found


COMPONENTS: dict[Node, type[ConstraintComponent]] = {**CONSTRAINT_PARAMETERS_MAP, SH["or"]: _Or}


def _itself(graph: Indexed) -> Values:
    return lambda node: (node,)


def _path(shapes: Graph, path: Node) -> Path:
    """A SHACL path as a function of a graph, which gives a function from a node to its values there.

    https://www.w3.org/TR/shacl/#property-paths
    """
    if isinstance(path, URIRef):
        return lambda graph: graph.values(path)
    if parts := [_path(shapes, part) for part in shapes.items(path)]:
        return lambda graph: _one_after_another([part(graph) for part in parts])
    ((kind, inner),) = shapes.predicate_objects(path)
    if kind == SH.inversePath and isinstance(inner, URIRef):
        return lambda graph: graph.sources(inner)
    if kind == SH.alternativePath:
        alternatives = [_path(shapes, part) for part in shapes.items(inner)]
        return lambda graph: _together([alternative(graph) for alternative in alternatives])
    if kind == SH.zeroOrMorePath:
        repeated = _path(shapes, inner)
        return lambda graph: _again_and_again(repeated(graph))
    raise ValueError(f"a path with {kind} of {inner} is not known here: write it with others, or add it")


def _one_after_another(walks: list[Values]) -> Values:
    first, *others = walks

    def walk(node: Node) -> Collection[Node]:
        nodes = first(node)
        for step in others:
            nodes = {value for node in nodes for value in step(node)}
        return nodes

    return walk


def _together(walks: list[Values]) -> Values:
    return lambda node: {value for walk in walks for value in walk(node)}


def _again_and_again(step: Values) -> Values:
    def walk(node: Node) -> Collection[Node]:
        reached, ahead = {node}, [node]
        while ahead:
            new = [value for value in step(ahead.pop()) if value not in reached]
            reached.update(new)
            ahead += new
        return reached

    return walk


def _result(shape: Shape, found: Found) -> Result:
    value = found.get(SH.value, (None, ""))
    return Result(
        focus=str(found[SH.focusNode][1]),
        path=_written(shape),
        value=str(value[1]),
        message=str(next(iter(shape.message))),
        shape=str(shape.node),
        component=str(found[SH.sourceConstraintComponent][1]),
        severity=str(shape.severity).removeprefix(str(SH)),
    )


def _written(shape: Shape) -> str:
    """The IRI of the shape's property, or its path as SPARQL writes it."""
    path = shape.path()  # type: ignore[no-untyped-call]
    if path is None or isinstance(path, URIRef):
        return str(path or "")
    return str(shacl_path_to_sparql_path(shape.sg, path, prefixes=PREFIXES))
