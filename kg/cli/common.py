"""Options that several commands share, and writing results out."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from kg.errors import KgError
from kg.export import write as write_pieces
from kg.query import aligned

ENDINGS = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".jsonl": "jsonl",
    ".csv": "csv",
}
STANDARD_OUTPUT = Path("-")

paths_argument = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
store_option = click.option(
    "--store",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default="kg-store",
    envvar="KG_STORE",
    show_default=True,
    show_envvar=True,
    help="Folder of the store.",
)
output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=STANDARD_OUTPUT,
    help="File to write to instead of standard output.",
)
model_option = click.option("--model", metavar="NAME", help="Another installed spaCy pipeline instead of our own.")
events_option = click.option(
    "--events",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    envvar="KG_EVENTS",
    show_envvar=True,
    help="Turtle file with event types of your own, written like ontology/events.ttl; may be given several times.",
)
gazetteer_option = click.option(
    "--gazetteer",
    metavar="FILE",
    type=click.Path(path_type=Path),
    envvar="KG_GAZETTEER",
    show_envvar=True,
    help="File of more places, with the columns of a GeoNames dump.",
)
rows_format_option = click.option(
    "--format", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True
)
confidence_option = click.option(
    "--min-confidence",
    metavar="NUMBER",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Leave out what is less sure than this, from 0 to 1.",
)


def format_of(output: Path) -> str | None:
    """The format of a graph file, by its ending."""
    return ENDINGS.get(output.suffix.lower())


def write(result: str | bytes | Iterable[str], output: Path = STANDARD_OUTPUT) -> None:
    """Write a result to a file, which is only there once it is whole, or to standard output."""
    if output == STANDARD_OUTPUT:
        for piece in (result,) if isinstance(result, str | bytes) else result:
            sys.stdout.buffer.write(piece.encode() if isinstance(piece, str) else piece)
        sys.stdout.buffer.flush()
        return
    try:
        if isinstance(result, bytes):
            output.write_bytes(result)
        else:
            write_pieces([result] if isinstance(result, str) else result, output)
    except OSError as error:
        raise KgError(f"{output}: cannot be written ({error.strerror}); name another file") from error


def shown(rows: Sequence[Mapping[str, Any]], format: str, columns: tuple[str, ...]) -> str:
    """Rows as a table, as JSON or as CSV."""
    if format == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    lines = [list(columns), *([str(row[column]) for column in columns] for row in rows)]
    if format == "table":
        return aligned(lines)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()
