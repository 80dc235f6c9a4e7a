"""Questions to the graphs in SPARQL: as text, from a file, or one of the ready ones in `kg/queries/`.

The default graph is the union of all graphs, `GRAPH` sees each by its name, and the program's prefixes need
no declaration.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from kg.errors import QueryError
from kg.resources import PACKAGE
from kg.turtle import turtle
from kg.vocabulary import PREFIXES, XSD

Answer = QuerySolutions | QueryBoolean | QueryTriples
Value = NamedNode | BlankNode | Literal | Triple

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")
ROW_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
SPARQL = re.compile(r"\b(select|ask|construct|describe)\b.*[{<:?*]", re.IGNORECASE | re.DOTALL)


def query(store: Store, question: str, format: str = "table", values: Mapping[str, str] | None = None) -> str:
    """The answer to a question as text; `values` set variables of it, such as `{"speaker": "Lee"}`."""
    answer = ask(store, question, values)
    if isinstance(answer, QueryTriples):
        _check(format, ("table", "turtle"), "graphs that CONSTRUCT and DESCRIBE make")
        return "".join(turtle(sorted(answer, key=str)))
    _check(format, ("table", *ROW_FORMATS), "rows that SELECT and ASK find")
    if format != "table":
        return _ended((answer.serialize(format=ROW_FORMATS[format]) or b"").decode())
    return _table(answer) if isinstance(answer, QuerySolutions) else f"{'yes' if answer else 'no'}\n"


def rows(store: Store, question: str, values: Mapping[str, str] | None = None) -> Iterator[dict[str, str | None]]:
    """The rows of a SELECT, each a mapping of names to words, ready for a data frame."""
    answer = ask(store, question, values)
    if not isinstance(answer, QuerySolutions):
        raise QueryError("only SELECT gives rows; use `query` for the answers of ASK, CONSTRUCT and DESCRIBE")
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield {name: None if row[name] is None else row[name].value for name in names}


def ask(store: Store, question: str, values: Mapping[str, str] | None = None) -> Answer:
    """What the store answers to SPARQL text, the path of a `.rq` file, or the name of a ready question."""
    text = find_question(question)
    bound = _bound(values or {})
    unknown = sorted(name.value for name in bound if not re.search(rf"[?$]{name.value}\b", text))
    if unknown:
        raise QueryError(f"the question has no variable ?{', ?'.join(unknown)}; it has {_variables(text)}")
    try:
        return store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=bound)
    except SyntaxError as error:
        raise QueryError(_syntax_message(text, str(error))) from error
    except (ValueError, RuntimeError) as error:
        # Only variables that SELECT lists can be set, as the store says in its own words.
        raise QueryError(f"the question cannot be answered: {error}") from error


def ready_questions() -> dict[str, str]:
    """The names of the ready questions and what each answers."""
    files = sorted((PACKAGE / "queries").glob("*.rq"))
    return {path.stem: path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ") for path in files}


def find_question(question: str) -> str:
    """The SPARQL text of a question given as text, as a path or by name."""
    if SPARQL.search(question):
        return question
    ready = PACKAGE / "queries" / f"{question}.rq"
    path = ready if question in ready_questions() else Path(question)
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        names = "\n".join(f"  {name:18} {answers}" for name, answers in ready_questions().items())
        raise QueryError(f"{question!r} is no SPARQL, no file and no ready question. Ready are:\n{names}") from error


def _check(format: str, fitting: tuple[str, ...], what: str) -> None:
    if format not in fitting:
        raise QueryError(f"format {format!r} does not fit the {what}; use {' or '.join(fitting)}")


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _table(answer: QuerySolutions) -> str:
    """The rows in aligned columns under their names."""
    names = [variable.value for variable in answer.variables]
    return aligned([names, *([_shown(row[name]) for name in names] for row in answer)])


def aligned(lines: list[list[str]]) -> str:
    """Lines of cells as aligned columns, the first line underlined."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    ruled = [lines[0], ["-" * width for width in widths], *lines[1:]]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in ruled)
    return "".join(f"{line.rstrip()}\n" for line in padded)


def _shown(term: object) -> str:
    """A value for reading: literals as their words in one line, IRIs with their prefix where there is one."""
    if term is None:
        return ""
    value = str(getattr(term, "value", term))
    if not isinstance(term, NamedNode):
        return " ".join(value.split())
    short = (f"{prefix}:{value.removeprefix(space)}" for prefix, space in PREFIXES.items() if value.startswith(space))
    return next(short, value)


def _bound(values: Mapping[str, str]) -> dict[Variable, Value]:
    return {Variable(_variable(name)): _value(value) for name, value in values.items()}


def _variable(name: str) -> str:
    if not re.fullmatch(r"[?$]?[A-Za-z_]\w*", name):
        raise QueryError(f"{name!r} cannot be the name of a variable; write NAME=VALUE, as speaker=Lee")
    return name.lstrip("?$")


def _value(text: str) -> NamedNode | Literal:
    """A value as it is written: a number, an IRI in full, in angles or with a known prefix, or else words.

    >>> _value("12"), _value("kg:denied")
    (<Literal value=12 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#integer>>, \
<NamedNode value=https://w3id.org/newskg/ns#denied>)
    """
    prefix, colon, local = text.partition(":")
    if colon and prefix in PREFIXES and " " not in local:
        return NamedNode(PREFIXES[prefix] + local)
    if re.fullmatch(r"<?https?://[^\s<>]+>?", text):
        return NamedNode(text.strip("<>"))
    if re.fullmatch(r"[+-]?\d+", text):
        return Literal(text, datatype=NamedNode(str(XSD.integer)))
    return Literal(text)


def _variables(text: str) -> str:
    return ", ".join(sorted({f"?{name}" for name in re.findall(r"[?$]([A-Za-z_]\w*)", text)})) or "none"


def _syntax_message(text: str, error: str) -> str:
    """Where the question is not SPARQL: the line with a mark beneath, and prefixes that are not known."""
    place = re.search(r"at (\d+):(\d+)", error)
    if place is None:
        return f"not SPARQL: {error}"
    row, column = int(place[1]), int(place[2])
    line = (text.splitlines() or [""])[min(row, len(text.splitlines()) or 1) - 1]
    declared = {*PREFIXES, *re.findall(r"\bprefix\s+([\w-]*):", text, re.IGNORECASE)}
    strange = sorted(set(re.findall(r"(?<![\w<\"/?$:-])([A-Za-z][\w-]*):(?!//)", text)) - declared)
    hint = f"\nnot a known prefix: {', '.join(strange)}; known are {', '.join(PREFIXES)}" if strange else ""
    expected = error.partition(": ")[2].splitlines()[0][:120]
    return f"not SPARQL at line {row}, column {column}: {expected}\n  {line}\n  {' ' * (column - 1)}^{hint}"
