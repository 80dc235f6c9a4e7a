"""`kg compare`: which claims of a store's articles say the same, where they differ, and on whom they rest."""

import errno
import os
import sqlite3
import sys
from itertools import chain
from pathlib import Path

import click

from kg.cli.common import output_option, store_option, write
from kg.compare.asked import Asked, asked
from kg.compare.show import FORMATS, show
from kg.compare.told import likely
from kg.compare.update import up_to_date, update
from kg.errors import StoreError
from kg.store import Store
from kg.trace import provenance

NOTHING = "no claims are alike yet, and none differ; `kg build` more articles on the same story"


@click.command()
@click.argument("words", metavar="[IRI|WORDS...]", nargs=-1)
@store_option
@click.option(
    "--format", type=click.Choice((*FORMATS, "html")), default="table", show_default=True, help="Format of the answer."
)
@output_option
def compare(words: tuple[str, ...], folder: Path, format: str, output: Path) -> None:
    """Group the claims that say the same over all articles, tell where they differ and on how many origins they rest.

    With WORDS (or an IRI) only the groups that have a claim with them. What is new in the store is compared first.

    \b
    Examples:
      kg compare
      kg compare casualties --format json
      kg compare -o groups.html --format html
    """
    bring_up_to_date(folder)
    with Store.read_only(folder) as store:
        found = asked(store.graphs, words)
        if not words and format != "json":
            found = overview(found)
        text = page(store, found) if format == "html" else show(found.comparison, format, found.claims)
    if not found.comparison.groups:
        click.echo(NOTHING, err=True)
    write(text, output)


def overview(found: Asked) -> Asked:
    """All groups with the differences that are likely; how many others there are is told."""
    shown = likely(found)
    all_of_them, left = (
        {(one.kind, one.reason) for group in each.comparison.groups for one in group.differ} for each in (found, shown)
    )
    if doubtful := len(all_of_them) - len(left):
        are = "difference is" if doubtful == 1 else "differences are"
        click.echo(f"{doubtful} less sure {are} left out; name WORDS to see those of claims with them", err=True)
    return shown


def page(store: Store, found: Asked) -> str:
    """The groups as a web page, with their words in the text as far as it is kept."""
    from kg.draw.compared import compared  # the typeface is needed for pages only

    def text(article: str) -> str | None:
        try:
            return store.text(article)
        except StoreError:
            return None

    claims = [claim.iri for group in found.comparison.groups for claim in group.claims]
    return compared(found, provenance(store.graphs, claims, text))


def bring_up_to_date(folder: Path) -> None:
    """Compare what is new in a store, with a bar where somebody watches.

    Raises:
        StoreError: there is no store, or something is new and what is found cannot be written into it.
    """
    try:
        if not up_to_date(folder):
            if not all(os.access(path, os.W_OK) for path in (folder, folder / "graphs")):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            compare_new(folder)
    except (sqlite3.OperationalError, PermissionError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        if "locked" in str(reason):
            raise StoreError(f"{folder}: another process compares its articles. Wait until it has ended.") from error
        raise StoreError(
            f"{folder}: cannot be written ({reason}). Articles are compared first, and what is found is kept in the"
            " store: copy it to a folder where you may write, and name that with --store."
        ) from error


def compare_new(folder: Path) -> None:
    """Compare what is new in a store that can be written."""
    steps = update(folder)
    first = next(steps)
    with click.progressbar(
        length=first.of, label="comparing", file=sys.stderr, hidden=first.compared == first.of
    ) as bar:
        for done in chain([first], steps):
            bar.update(done.compared - bar.pos)
