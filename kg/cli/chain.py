"""`kg chain`: the chains of claims as a picture or as text."""

from dataclasses import replace
from pathlib import Path

import click

from kg.cli.common import output_option, store_option, write
from kg.draw import FORMATS, draw
from kg.store import Store
from kg.trace import claims_matching, provenance

MOST_TOLD = 3  # other groups that have the words


@click.command()
@click.argument("words", metavar="IRI|WORDS...", nargs=-1, required=True)
@store_option
@click.option("--group", is_flag=True, help="One picture of all that say the same: articles, shared sources, origins.")
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    help="Format of the picture; else told by the ending of -o, or tree.",
)
@output_option
def chain(words: tuple[str, ...], folder: Path, group: bool, format: str | None, output: Path) -> None:
    """Draw the chains of a claim (its IRI), or of all claims whose text or actors have the WORDS.

    With --group one picture of the claims that say the same and have one with the WORDS (or of the group's IRI): the
    articles on one side, the origins on the other, what they share between them.

    \b
    Examples:
      kg chain killed lawmaker
      kg chain killed -o killed.svg
      kg chain --group casualties -o origins.svg
    """
    ending = output.suffix.lstrip(".").lower()
    named = format or (ending if ending in FORMATS else "tree")
    if group:
        write(group_picture(words, folder, named), output)
        return
    with Store.read_only(folder) as store:
        graph = provenance(store.graphs, claims_matching(store.graphs, words), store.text)
    write(draw(graph, named), output)


def group_picture(words: tuple[str, ...], folder: Path, format: str) -> str | bytes:
    """The picture of the group that has a claim with the words; of several the first, the others told."""
    # Read when they are wanted: comparing needs libraries that drawing chains does not.
    from kg.cli.compare import bring_up_to_date, page
    from kg.compare.asked import asked
    from kg.compare.sourced import sourced
    from kg.draw.sources import draw_sources

    bring_up_to_date(folder)
    with Store.read_only(folder) as store:
        found = asked(store.graphs, words)
        first, *others = found.comparison.groups
        if others:
            have = "1 more group has" if len(others) == 1 else f"{len(others)} more groups have"
            click.echo(f"{have} these words{', such as' * (len(others) > MOST_TOLD)}:", err=True)
        for other in others[:MOST_TOLD]:
            click.echo(f"  kg chain --group {other.iri or other.claims[0].iri}  # {other.said[:60]}", err=True)
        if format == "html":
            return page(store, replace(found, comparison=replace(found.comparison, groups=(first,))))
        return draw_sources(sourced(first, found.comparison.copies), found.claims, format)
