"""`kg stats`: how much a store holds."""

from pathlib import Path

import click

from kg.cli.common import store_option, write
from kg.query import query
from kg.store import Store


@click.command()
@store_option
@click.option("--format", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def stats(folder: Path, format: str) -> None:
    """Count the articles, claims, hops, actors, unnamed sources, figures and events of a store.

    Where `kg compare` found any, the groups of claims that say the same, the differences and the copies too.

    \b
    Example:
      kg stats --store kg-store
    """
    with Store.read_only(folder) as store:
        write(query(store.graphs, "statistics", format))
