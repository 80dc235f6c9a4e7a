"""`kg export`: graphs and claims in other formats."""

from pathlib import Path

import click

from kg.cli.common import format_of, output_option, store_option, write
from kg.export import FORMATS
from kg.export import export as pieces_of
from kg.store import Store


@click.command()
@click.argument("iri", required=False)
@store_option
@click.option("--format", type=click.Choice(FORMATS), help="Format; else told by the ending of -o, or trig.")
@output_option
def export(iri: str | None, folder: Path, format: str | None, output: Path) -> None:
    """Print all graphs, or those of the article, claim, group or difference with this IRI.

    All graphs are also those of what people said and of what `kg compare` found; each can be had by its own IRI.

    Turtle and N-Triples have no names of graphs, other RDF formats keep them; jsonl and csv give the claims,
    events-csv the events in the columns of conflict research.

    \b
    Examples:
      kg export --format jsonl > claims.jsonl
      kg export --format events-csv > events.csv
      kg export -o graphs.trig
      kg export https://w3id.org/newskg/id/comparison/groups
    """
    with Store.read_only(folder) as store:
        write(pieces_of(store.graphs, format or format_of(output) or "trig", iri), output)
