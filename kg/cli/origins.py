"""`kg origins`: on whom the groups of claims with some words rest."""

from pathlib import Path

import click

from kg.cli.common import output_option, store_option, write
from kg.cli.compare import bring_up_to_date
from kg.compare.asked import asked
from kg.compare.show_origins import FORMATS, show_origins
from kg.compare.sourced import sourced
from kg.store import Store


@click.command()
@click.argument("words", metavar="IRI|WORDS...", nargs=-1, required=True)
@store_option
@click.option("--format", type=click.Choice(FORMATS), default="table", show_default=True, help="Format of the answer.")
@output_option
def origins(words: tuple[str, ...], folder: Path, format: str, output: Path) -> None:
    """Tell on how many independent origins a claim rests, on which ways, and on whom all of it depends.

    Of each group of claims that say the same and have one with the WORDS, or of the group, claim, article or actor of
    an IRI.

    \b
    Examples:
      kg origins casualties
      kg origins casualties --format json -o origins.json
    """
    bring_up_to_date(folder)
    with Store.read_only(folder) as store:
        found = asked(store.graphs, words)
        text = show_origins([sourced(one, found.comparison.copies) for one in found.comparison.groups], format)
    write(text, output)
