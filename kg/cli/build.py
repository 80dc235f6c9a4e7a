"""`kg build`: articles into a store."""

import sys
import time
from collections.abc import Iterable
from pathlib import Path

import click

from kg.build import Outcome, build as build_articles
from kg.cli.common import model_option, paths_argument, store_option
from kg.read import find_articles


@click.command()
@paths_argument
@store_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write the built graphs to besides.")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read.")
@model_option
def build(paths: tuple[Path, ...], folder: Path, output: Path | None, workers: int, model: str | None) -> None:
    """Build articles (text, Markdown or HTML files, folders of them, or - for standard input) into a store.

    Articles that have not changed are left alone; those that cannot be read are set aside with the reason, and the
    exit code is 1.

    \b
    Example:
      kg build seeds/ --store kg-store --workers 2
    """
    started = time.monotonic()
    files = list(find_articles(paths))
    with click.progressbar(length=len(files), label="building", file=sys.stderr) as bar:
        outcomes = []
        for outcome in build_articles(files, folder, model=model, workers=workers):
            outcomes.append(outcome)
            bar.update(1)
    for outcome in outcomes:
        if outcome.state == "set aside":
            click.echo(f"set aside: {outcome.reason}", err=True)
    click.echo(table(outcomes, time.monotonic() - started), err=True)
    if output:
        raise NotImplementedError
    if any(outcome.state == "set aside" for outcome in outcomes):
        raise click.exceptions.Exit(1)


def table(outcomes: Iterable[Outcome], seconds: float) -> str:
    """The closing table: what was read, what was built of it, and what was not."""
    outcomes = list(outcomes)
    count = {state: sum(o.state == state for o in outcomes) for state in ("stored", "unchanged", "set aside")}
    rows = {
        "articles": len(outcomes),
        "claims": sum(outcome.claims for outcome in outcomes),
        "hops": sum(outcome.hops for outcome in outcomes),
        "actors": len(frozenset().union(*(outcome.actors for outcome in outcomes))),
        "unchanged": count["unchanged"],
        "set aside": count["set aside"],
        "seconds": f"{seconds:.1f}",
    }
    lines = [f"{name:<10}{value:>8}" for name, value in rows.items()]
    return "\n".join(["", *lines])
