"""Options that several commands share, and writing results out."""

import sys
from pathlib import Path

import click

from kg.errors import KgError

paths_argument = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
store_option = click.option(
    "--store",
    "folder",
    type=click.Path(path_type=Path),
    default="kg-store",
    envvar="KG_STORE",
    show_default=True,
    show_envvar=True,
    help="Folder of the store.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="-",
    help="File to write to instead of standard output.",
)
model_option = click.option("--model", metavar="NAME", help="Another installed spaCy pipeline instead of our own.")


def write(result: str | bytes, output: Path = Path("-")) -> None:
    """Write a result to a file, or to standard output."""
    data = result.encode() if isinstance(result, str) else result
    if str(output) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise KgError(f"{output}: cannot be written ({error.strerror}); name another file") from error
