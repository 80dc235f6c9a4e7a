"""`kg annotate`: an article as a web page that shows who says what in it."""

from pathlib import Path

import click

from kg.cli.common import model_option, output_option, write
from kg.draw.annotated import annotated
from kg.pipeline import load_tools, read_claims
from kg.read import read_article


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@output_option
@model_option
def annotate(file: Path, output: Path, model: str | None) -> None:
    """Write an article (a text, Markdown or HTML file, or - for standard input) as a web page that shows its reading.

    Sources, cues and what was said are coloured in the whole text; pointing at words tells who says so and how
    sure that is, and a list has every claim with its chain and figures. The page needs nothing beside it.

    \b
    Examples:
      kg annotate article.txt -o article.html
      kg annotate - < article.txt > article.html
    """
    article = read_article(file)
    write(annotated(read_claims(article, load_tools(model))), output)
