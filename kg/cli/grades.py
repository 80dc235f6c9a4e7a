"""`kg grades`: what people judged of the sources and claims of a store, taken from a file."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from kg.actors.corrections import read_corrections, representatives
from kg.actors.listing import short
from kg.cli.actors import listed
from kg.cli.common import rows_format_option, shown, store_option, write
from kg.grades.imported import Gradable, take
from kg.grades.kept import GRAPH, Grade, read_grades, triples, without, write_grades
from kg.grades.scheme import meaning
from kg.grades.table import COLUMNS, TOLD, read_table
from kg.query import rows
from kg.store import Store

CLAIMS = "SELECT ?claim { ?claim a kg:Claim }"
LABELS = """
    SELECT ?of (MIN(?words) AS ?label) {
      ?grade a kg:Grade ; schema:itemReviewed ?of . ?of skos:prefLabel|schema:text ?words
    } GROUP BY ?of"""
MOST = 60  # characters of a claim's text in a table


@click.group(invoke_without_command=False)
def grades() -> None:
    """What people judged of sources (A to F) and claims (1 to 6) by the Admiralty code.

    Grades are kept in the store's folder and outlive its graphs. Those of several people or days stand side by side;
    they are shown in pictures, exports and questions, and nothing is computed from them.

    \b
    Examples:
      kg grades import grades.csv
      kg grades list Lee
      kg query claims-by-grade
    """


@grades.command("import")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@store_option
def import_(file: Path, folder: Path) -> None:
    """Take the grades of a table into a store: CSV with the columns of, grade, by, on and why, one grade a line.

    OF is an actor's name or IRI, or a claim's IRI; ON a day as 2025-03-04. A source takes a letter, a claim a digit or
    both (B2). Nothing is replaced, and a file with an error in it changes nothing.

    \b
    Example:
      kg grades import grades.csv
    """
    table = read_table(file)
    with Store.read_only(folder) as store:
        gradable = _gradable(store)
    with Store.open(folder) as store:
        kept = read_grades(folder)
        taken = take(table, kept, gradable, file, datetime.now(UTC).isoformat(timespec="seconds"))
        new = [one.grade for one in taken if one.new]
        _keep(store, (*kept, *new))
    for one in taken:
        state = "new" if one.new else "unchanged"
        click.echo(f"line {one.line}: {state}, grade {one.grade.number}: {_told(one.grade)}", err=True)
    click.echo(f"{len(new)} new, {len(taken) - len(new)} unchanged", err=True)


@grades.command("list")
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@store_option
@rows_format_option
def list_(words: tuple[str, ...], folder: Path, format: str) -> None:
    """List the grades of a store, or those with all WORDS in what or who they are of, or who gave them.

    What the store has no more is told by the name that the file gave it. `kg grades import` reads the CSV.

    \b
    Example:
      kg grades list --format csv > grades.csv
    """
    with Store.read_only(folder) as store:
        labels = {str(row["of"]): str(row["label"]) for row in rows(store.graphs, LABELS)}
    found = []
    for one in read_grades(folder):
        label = labels.get(one.of, f"{one.name} (not in the store)")
        if all(word.casefold() in f"{one.of} {label} {one.by}".casefold() for word in words):
            cut = format == "table" and len(label) > MOST
            text = f"{label[:MOST]}…" if cut else label
            found.append({**asdict(one), "of": short(one.of), "label": text, "meaning": meaning(one.grade)})
    if format == "table":
        write(shown(found, format, ("number", "of", "label", "grade", "meaning", "by", "on", "why")))
    else:
        write(shown([{name: row[name] for name in (*COLUMNS, *TOLD)} for row in found], format, (*COLUMNS, *TOLD)))


@grades.command()
@click.argument("numbers", metavar="NUMBER...", type=int, nargs=-1, required=True)
@store_option
def remove(numbers: tuple[int, ...], folder: Path) -> None:
    """Take the grades of these numbers away; nothing is left of them.

    \b
    Example:
      kg grades remove 1 2
    """
    without(read_grades(folder), numbers)  # before a store is opened to write, which makes one where there is none
    with Store.open(folder) as store:
        kept = read_grades(folder)
        _keep(store, without(kept, numbers))
    for one in kept:
        if one.number in numbers:
            click.echo(f"removed, grade {one.number}: {_told(one)}", err=True)


def _gradable(store: Store) -> Gradable:
    claims = frozenset(str(row["claim"]) for row in rows(store.graphs, CLAIMS))
    return Gradable(listed(store, unnamed=True), claims, representatives(read_corrections(store.folder)))


def _keep(store: Store, kept: Sequence[Grade]) -> None:
    write_grades(store.folder, kept)
    store.put(GRAPH, triples(kept))


def _told(grade: Grade) -> str:
    return f"{short(grade.of)} {grade.told}"
