"""`kg query`: questions to a store."""

import sys
from pathlib import Path

import click

from kg.cli.common import output_option, store_option, write
from kg.query import FORMATS, ready_questions
from kg.query import query as answer
from kg.store import Store

READY = "\n".join(f"  {name:<19}{answers}" for name, answers in ready_questions().items())


@click.command(epilog=f"\b\nReady questions:\n{READY}")
@click.argument("question")
@click.argument("values", metavar="[NAME=VALUE]...", nargs=-1)
@store_option
@click.option("--format", type=click.Choice(FORMATS), default="table", show_default=True, help="Format of the answer.")
@output_option
def query(question: str, values: tuple[str, ...], folder: Path, format: str, output: Path) -> None:
    """Ask a store: QUESTION is SPARQL text, a file, - for standard input, or the name of a ready question.

    NAME=VALUE sets a variable of the question. The default graph is the union of all; GRAPH sees each by its
    name.

    \b
    Examples:
      kg query claims-by-speaker speaker=Lee
      kg query 'SELECT ?text { ?claim kg:stance kg:denied ; schema:text ?text }' --format csv
    """
    text = sys.stdin.read() if question == "-" else question
    with Store.read_only(folder) as store:
        write(answer(store.graphs, text, format, dict(map(pair, values))), output)


def pair(value: str) -> tuple[str, str]:
    """A variable's name and value, as they are written with a sign of equality between."""
    name, sign, words = value.partition("=")
    if not sign:
        raise click.BadParameter(f"{value!r} is not NAME=VALUE, such as speaker=Lee")
    return name, words
