"""`kg validate`: a store, or RDF files, against the shapes."""

from pathlib import Path

import click

from kg.check import check_files, check_store
from kg.cli.common import output_option, store_option, write
from kg.store import Store
from kg.validate import Report


@click.command()
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@store_option
@click.option("--format", type=click.Choice(["text", "json", "turtle"]), default="text", show_default=True)
@output_option
def validate(files: tuple[Path, ...], folder: Path, format: str, output: Path) -> None:
    """Check RDF files, or else a store, against the shapes; the exit code is 1 where they are broken.

    In a store, the words of all evidence are compared with the articles' texts too.

    \b
    Examples:
      kg validate --store kg-store
      kg validate graphs.trig --format json
    """
    if files:
        report = check_files(files)
    else:
        with Store.read_only(folder) as store:
            report = check_store(store)
    write(written(report, format), output)
    if not report.conforms:
        raise click.exceptions.Exit(1)


def written(report: Report, format: str) -> str:
    """The report in one of the formats."""
    if format == "turtle":
        return report.graph.serialize(format="turtle")
    return (report.json if format == "json" else report.text) + "\n"
