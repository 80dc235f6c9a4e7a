"""The command line: each command is an argument list and one call."""

from importlib import import_module
from typing import Any

import click

from kg import __version__
from kg.errors import KgError

# Where each command stands, with its line in the help. A command's file is loaded when the command is run:
# together the libraries behind them take seconds to load, and `kg --help` needs none.
COMMANDS = {
    "build": ("kg.cli.build", "Build articles into a store.", "kg build seeds/"),
    "attributions": (
        "kg.cli.attributions",
        "Print who says what in articles, as JSON.",
        "kg attributions seeds/",
    ),
    "annotate": (
        "kg.cli.annotate",
        "Show who says what in an article, as a web page.",
        "kg annotate seeds/kursk_losses_wire.txt -o wire.html",
    ),
    "validate": ("kg.cli.validate", "Check a store or RDF files against the shapes.", "kg validate"),
    "query": ("kg.cli.query", "Ask a store in SPARQL, or one of the ready questions.", "kg query denials"),
    "export": ("kg.cli.export", "Print graphs or claims in other formats.", "kg export --format trig"),
    "chain": ("kg.cli.chain", "Draw the chains of claims.", "kg chain killed"),
    "compare": ("kg.cli.compare", "Find what articles say alike, and on whom it rests.", "kg compare casualties"),
    "origins": ("kg.cli.origins", "Tell on how many independent origins a claim rests.", "kg origins casualties"),
    "timeline": ("kg.cli.timeline", "Tell what was claimed when, and how figures changed.", "kg timeline casualties"),
    "actors": ("kg.cli.actors", "List, correct and import actors.", "kg actors list Lee"),
    "grades": ("kg.cli.grades", "Grade sources and claims.", "kg grades import grades.csv"),
    "stats": ("kg.cli.stats", "Count what a store holds.", "kg stats"),
}


class Commands(click.Group):
    """A group whose commands load when they are run, and whose errors are told in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command with what it does and an example, without loading it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, f"{line}\n\n$ {example}") for name, (_, line, example) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; errors meant for the user are told without a traceback, and the exit code is 1."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            raise click.ClickException(str(error)) from error


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Keep who says what in the news: read articles into a knowledge graph, and ask, check and draw it."""
