"""`kg actors`: who the actors of a store are, corrections of that, and imports of known ones."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path

import click

from kg.actors.corrections import (
    GRAPH,
    Correction,
    What,
    corrected,
    decided,
    read_corrections,
    representatives,
    triples,
    without,
    write_corrections,
)
from kg.actors.extract import WIKIDATA
from kg.actors.imports import Imports, forget_import, import_actors
from kg.actors.listing import TEXT, Alias, Listed, candidates, find_actor, having, list_actors, short
from kg.cli.common import rows_format_option, shown, store_option, write
from kg.errors import ActorsError
from kg.known import load_known
from kg.store import Store

by_option = click.option("--by", metavar="NAME", default=getuser, help="Who says so; your login name if left out.")


@click.group(invoke_without_command=False)
def actors() -> None:
    """Who the actors of a store are, which are the same, and known ones from elsewhere.

    Corrections and imports are kept in the store's folder. A name stands for the one actor that has it; where several
    have, name the IRI that `kg actors list` shows.

    \b
    Examples:
      kg actors list Lee
      kg actors same "Lee Seong-kweun" actor:lee-sung-kwon
      kg actors import wikidata.jsonl
    """


@actors.command("list")
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@store_option
@rows_format_option
def list_(words: tuple[str, ...], folder: Path, format: str) -> None:
    """List the named actors of a store, or those with all WORDS in a name: kind, claims, articles, and other names.

    Behind each name stands where it comes from. Those said to be the same as another show which they count as.

    \b
    Example:
      kg actors list lee --format json
    """
    with Store.read_only(folder) as store:
        found = having(listed(store), words)
        first = representatives(read_corrections(folder))
    rows = [
        {
            "actor": short(actor.iri),
            "label": actor.label,
            "kind": actor.kind,
            "claims": actor.claims,
            "articles": actor.articles,
            "counts as": short(first.get(actor.iri, "")) if first.get(actor.iri) != actor.iri else "",
            "aliases": [asdict(alias) for alias in actor.aliases]
            if format == "json"
            else "; ".join(f"{alias.name} ({sources(alias, format)})" for alias in actor.aliases),
        }
        for actor in found
    ]
    write(shown(rows, format, ("actor", "label", "kind", "claims", "articles", "counts as", "aliases")))


@actors.command("candidates")
@store_option
@rows_format_option
def candidates_(folder: Path, format: str) -> None:
    """List pairs of actors that may be one, by their names, for you to decide; decided ones are left out.

    \b
    Example:
      kg actors candidates
    """
    with Store.read_only(folder) as store:
        pairs = candidates(listed(store), decided(read_corrections(folder)))
    rows = [
        {
            "score": f"{pair.score:.2f}",
            "one": short(pair.one.iri),
            "label": pair.one.label,
            "other": short(pair.other.iri),
            "other label": pair.other.label,
        }
        for pair in pairs
    ]
    write(shown(rows, format, ("score", "one", "label", "other", "other label")))


@actors.command()
@click.argument("one")
@click.argument("other")
@store_option
@by_option
def same(one: str, other: str, folder: Path, by: str) -> None:
    """Say that two actors (names or IRIs) are the same; ONE stands for both from now on.

    \b
    Example:
      kg actors same "Lee Seong-kweun" "Lee Sung-kwon" --by anna
    """
    _decide(folder, "same", one, other, by)


@actors.command()
@click.argument("one")
@click.argument("other")
@store_option
@by_option
def different(one: str, other: str, folder: Path, by: str) -> None:
    """Say that two actors (names or IRIs) are not the same: they are no candidates any more.

    \b
    Example:
      kg actors different "Lee Seong-kweun" "Lee Seong-min"
    """
    _decide(folder, "different", one, other, by)


@actors.command()
@click.argument("one")
@click.argument("item")
@store_option
@by_option
def item(one: str, item: str, folder: Path, by: str) -> None:
    """Say which Wikidata item an actor is, as Q12345; two actors that are one item are the same.

    \b
    Example:
      kg actors item "Lee Seong-kweun" Q12345
    """
    number = item.removeprefix(WIKIDATA).upper()
    if not (number.startswith("Q") and number[1:].isdecimal()):
        raise click.BadParameter(f"{item!r} is no item of Wikidata; write it as Q12345", param_hint="ITEM")
    _decide(folder, "item", one, WIKIDATA + number, by)


@actors.command()
@store_option
@rows_format_option
def corrections(folder: Path, format: str) -> None:
    """List what people said of the actors of a store, with who and when.

    \b
    Example:
      kg actors corrections
    """
    rows = [
        {
            "number": one.number,
            "what": one.what,
            "one": short(one.actors[0]),
            "other": short(one.actors[1]).removeprefix(WIKIDATA),
            "by": one.by,
            "at": one.at,
        }
        for one in read_corrections(folder)
    ]
    write(shown(rows, format, ("number", "what", "one", "other", "by", "at")))


@actors.command()
@click.argument("number", type=int)
@store_option
def undo(number: int, folder: Path) -> None:
    """Take the correction of that number back; nothing is left of it.

    \b
    Example:
      kg actors undo 1
    """
    with Store.open(folder) as store:
        _keep(store, without(read_corrections(folder), number))


@actors.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@store_option
def import_(file: Path, folder: Path) -> None:
    """Import known actors from an extract of Wikidata or OpenSanctions (FollowTheMoney): JSON, an entity a line.

    An earlier import of a file of that name is replaced. Articles are read anew by the next `kg build`.

    \b
    Example:
      kg actors import wikidata.jsonl
    """
    with Store.open(folder):
        count = import_actors(folder, file)
    click.echo(f"{count} actors imported", err=True)


@actors.command()
@store_option
@rows_format_option
def imports(folder: Path, format: str) -> None:
    """List what was imported into a store.

    \b
    Example:
      kg actors imports
    """
    with _imports(folder) as found:
        rows = [asdict(one) for one in found.all()] if found else []
    write(shown(rows, format, ("name", "actors", "imported")))


@actors.command()
@click.argument("name")
@store_option
def forget(name: str, folder: Path) -> None:
    """Take an import away, by the name of its file.

    \b
    Example:
      kg actors forget wikidata.jsonl
    """
    with Store.open(folder):
        forget_import(folder, name)


def sources(alias: Alias, format: str) -> str:
    """Where a name comes from; a table only counts the articles."""
    texts = [source for source in alias.sources if source.startswith(TEXT)]
    if format != "table" or not texts:
        return ", ".join(alias.sources)
    count = f"{len(texts)} article{'s' if len(texts) > 1 else ''}"
    return ", ".join([count, *(source for source in alias.sources if source not in texts)])


def _decide(folder: Path, what: What, one: str, other: str, by: str) -> None:
    """Keep a correction of actors given by name, and make the graph of corrections anew."""
    with Store.open(folder) as store:
        met = listed(store)
        pair = (find_actor(met, one).iri, other if what == "item" else find_actor(met, other).iri)
        if pair[0] == pair[1]:
            raise ActorsError(f"{one!r} and {other!r} are one actor already, {short(pair[0])}; name two")
        now = datetime.now(UTC).isoformat(timespec="seconds")
        made = corrected(read_corrections(folder), Correction(0, what, pair, by, now))
        _keep(store, made)
    click.echo(f"correction {made[-1].number}: {short(pair[0])} {what} {short(pair[1])}", err=True)


def _keep(store: Store, made: Sequence[Correction]) -> None:
    write_corrections(store.folder, made)
    store.put(GRAPH, triples(made))


def listed(store: Store, unnamed: bool = False) -> list[Listed]:
    """The named actors of a store, or all with the `unnamed` ones, by all names that are known."""
    with _imports(store.folder) as imported:
        return list_actors(store, load_known(), imported, unnamed)


@contextmanager
def _imports(folder: Path) -> Iterator[Imports | None]:
    found = Imports.of(folder)
    try:
        yield found
    finally:
        if found:
            found.close()
