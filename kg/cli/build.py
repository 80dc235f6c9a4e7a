"""`kg build`: articles into a store."""

import sys
import time
from pathlib import Path

import click
import pyoxigraph as ox

from kg.build import Outcome
from kg.build import build as build_articles
from kg.cli.common import (
    ENDINGS,
    confidence_option,
    events_option,
    format_of,
    gazetteer_option,
    model_option,
    paths_argument,
    store_option,
    write,
)
from kg.export import export
from kg.read import find_articles
from kg.store import Store
from kg.vocabulary import run_iri


def known_ending(ctx: click.Context, option: click.Parameter, output: Path | None) -> Path | None:
    """The file to write graphs to; that its ending tells no format is better said before the work."""
    if output and not format_of(output):
        raise click.BadParameter(f"{output}: the ending tells the format; use one of {', '.join(ENDINGS)}")
    return output


@click.command()
@paths_argument
@store_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    callback=known_ending,
    help="File to write the graphs of these articles to besides.",
)
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read.")
@model_option
@gazetteer_option
@confidence_option
@events_option
def build(
    paths: tuple[Path, ...],
    folder: Path,
    output: Path | None,
    workers: int,
    model: str | None,
    gazetteer: Path | None,
    min_confidence: float,
    events: tuple[Path, ...],
) -> None:
    """Build articles (text, Markdown or HTML files, folders of them, or - for standard input) into a store.

    Articles that have not changed are left alone; those that cannot be read are set aside with the reason,
    and the exit code is 1.

    \b
    Example:
      kg build seeds/ --store kg-store --workers 2
    """
    started = time.monotonic()
    files = list(find_articles(paths))
    outcomes = []
    settled = build_articles(
        files,
        folder,
        model=model,
        gazetteer=gazetteer,
        min_confidence=min_confidence,
        workers=workers,
        events=events,
    )
    with click.progressbar(length=len(files), file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        for outcome in settled:
            outcomes.append(outcome)
            bar.update(1)
    aside = [outcome for outcome in outcomes if outcome.state == "set aside"]
    for outcome in aside:
        click.echo(f"set aside: {outcome.reason}", err=True)
    click.echo(table(outcomes, time.monotonic() - started), err=True)
    built = [str(outcome.article) for outcome in outcomes if outcome.state != "set aside"]
    if output and built:
        write_graphs(folder, built, output)
    if aside:
        raise click.exceptions.Exit(1)


def table(outcomes: list[Outcome], seconds: float) -> str:
    """The closing table: what was looked at, what was built, and what was not."""
    states = [outcome.state for outcome in outcomes]
    actors: set[str] = set().union(*(outcome.actors for outcome in outcomes))
    rows = {
        "articles": len(outcomes),
        "claims": sum(outcome.claims for outcome in outcomes),
        "hops": sum(outcome.hops for outcome in outcomes),
        "actors": len(actors),
        "unchanged": states.count("unchanged"),
        "set aside": states.count("set aside"),
        "seconds": f"{seconds:.1f}",
    }
    return "\n".join(f"{name:<10}{value:>8}" for name, value in rows.items())


def write_graphs(folder: Path, articles: list[str], output: Path) -> None:
    """Write the graphs of these articles to a file."""
    with Store.read_only(folder) as store:
        graphs = store.graphs if set(articles) == set(map(str, store.articles())) else only(store, articles)
        write(export(graphs, str(format_of(output))), output)


def only(store: Store, articles: list[str]) -> ox.Store:
    """The graphs of these articles and their runs, in memory."""
    chosen = ox.Store()
    for article in articles:
        for name in (article, run_iri(article)):
            chosen.bulk_extend(store.graphs.quads_for_pattern(None, None, None, ox.NamedNode(name)))
    return chosen
