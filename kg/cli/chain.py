"""`kg chain`: the chains of claims as a picture or as text."""

from pathlib import Path

import click

from kg.cli.common import output_option, store_option, write
from kg.draw import FORMATS, draw
from kg.store import Store
from kg.trace import claims_matching, provenance


@click.command()
@click.argument("words", metavar="IRI|WORDS...", nargs=-1, required=True)
@store_option
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    help="Format of the picture; else told by the ending of -o, or tree.",
)
@output_option
def chain(words: tuple[str, ...], folder: Path, format: str | None, output: Path) -> None:
    """Draw the chains of a claim (its IRI), or of all claims whose text or actors have the WORDS.

    \b
    Examples:
      kg chain killed lawmaker
      kg chain killed -o killed.svg
    """
    ending = output.suffix.lstrip(".").lower()
    with Store.read_only(folder) as store:
        graph = provenance(store.graphs, claims_matching(store.graphs, words), store.text)
    write(draw(graph, format or (ending if ending in FORMATS else "tree")), output)
