"""`kg timeline`: what was claimed when, and how figures changed."""

from pathlib import Path

import click

from kg.cli.common import output_option, store_option, write
from kg.cli.compare import NOTHING, bring_up_to_date, overview
from kg.compare.asked import asked
from kg.compare.show_timeline import FORMATS, show_timeline
from kg.compare.timeline import timeline as timeline_of
from kg.store import Store


@click.command()
@click.argument("words", metavar="[IRI|WORDS...]", nargs=-1)
@store_option
@click.option("--format", type=click.Choice(FORMATS), default="table", show_default=True, help="Format of the answer.")
@output_option
def timeline(words: tuple[str, ...], folder: Path, format: str, output: Path) -> None:
    """Tell what was claimed on which day, which figures their source revised, and what differs from earlier claims.

    Of the groups that have a claim with the WORDS (or of an IRI) and of the series that they belong to; without WORDS,
    of all claims that others repeat, revise or differ from.

    \b
    Examples:
      kg timeline casualties
      kg timeline --format csv -o timeline.csv
    """
    bring_up_to_date(folder)
    with Store.read_only(folder) as store:
        found = asked(store.graphs, words, with_series=True)
    if not words and format == "table":
        found = overview(found)
    if not found.comparison.groups:
        click.echo(NOTHING, err=True)
    write(show_timeline(timeline_of(found), format), output)
