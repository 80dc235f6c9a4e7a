"""Reads actors from an extract of Wikidata or of OpenSanctions (FollowTheMoney): a JSON object a line, each an entity.

Wikidata's are entities as its dumps have them (a line may end with a comma, and the first and last be brackets);
FollowTheMoney's have `id`, `schema` and `properties`. Which classes are which kind of actor stands in
`ontology/imported.csv`; what is of no class there is not an actor, but in Wikidata's extracts one of unknown kind.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import ActorsError
from kg.known import KnownActor, slug
from kg.model import ActorKind
from kg.tables import rows

WIKIDATA = "http://www.wikidata.org/entity/"
NAMES = ("name", "alias", "previousName")  # not weakAlias: nicknames and names that many share
MOST = 60  # characters: what is longer is a description


def read_extract(path: Path) -> Iterator[KnownActor]:
    """Give the actors of an extract.

    Raises:
        ActorsError: the file cannot be read, or a line is not such an entity; the message tells which.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                words = line.strip().removesuffix(",")
                if words not in {"", "[", "]"}:
                    yield from _actors(words, f"{path}, line {number}")
    except OSError as error:
        raise ActorsError(f"{path}: cannot be read ({error.strerror}); name a file of JSON lines") from error
    except UnicodeDecodeError as error:
        raise ActorsError(f"{path}: not UTF-8 text ({error.reason}); unpack or convert it first") from error


def _actors(line: str, place: str) -> Iterator[KnownActor]:
    try:
        entity = json.loads(line)
    except json.JSONDecodeError as error:
        raise ActorsError(f"{place}, column {error.colno}: not JSON ({error.msg}); each line is one entity") from error
    if not isinstance(entity, dict) or not isinstance(entity.get("id"), str):
        raise ActorsError(f"{place}: no entity with an id; take lines as the dumps have them")
    try:
        if "schema" in entity:
            yield from _of_follow_the_money(entity)
        elif "labels" in entity:
            yield from _of_wikidata(entity)
        else:
            raise ActorsError(f"{place}: neither of Wikidata (labels) nor of FollowTheMoney (schema); take one of both")
    except (AttributeError, KeyError, TypeError) as error:
        raise ActorsError(
            f"{place}: not built as such an entity is ({error}); take lines as the dumps have them"
        ) from error


def _of_wikidata(entity: dict[str, Any]) -> Iterator[KnownActor]:
    labels = entity["labels"]
    names = [label["value"] for language, label in sorted(labels.items()) if language not in {"en", "mul"}]
    names += [alias["value"] for aliases in entity.get("aliases", {}).values() for alias in aliases]
    best = labels.get("en") or labels.get("mul")
    label = best["value"] if best else next(iter(names), None)
    if label:
        classes = [
            claim["mainsnak"]["datavalue"]["value"]["id"]
            for claim in entity.get("claims", {}).get("P31", [])
            if "datavalue" in claim["mainsnak"]
        ]
        found = [kind for class_ in classes if (kind := kinds("Wikidata").get(class_))]
        yield _actor(entity["id"], label, found[0] if found else "unknown", names, WIKIDATA + entity["id"])


def _of_follow_the_money(entity: dict[str, Any]) -> Iterator[KnownActor]:
    kind = kinds("FollowTheMoney").get(entity["schema"])
    properties = entity["properties"]
    names = [name for term in NAMES for name in properties.get(term, [])]
    if kind and names:
        item = next(iter(properties.get("wikidataId", [])), None)
        yield _actor(entity["id"], entity.get("caption") or names[0], kind, names, item and WIKIDATA + item)


def _actor(id: str, label: str, kind: ActorKind, names: list[str], item: str | None) -> KnownActor:
    aliases = tuple(name for name in dict.fromkeys(names) if name != label and len(name) <= MOST)
    return KnownActor(f"actor/{slug(label)}-{slug(id)}", label, kind, aliases, wikidata=item)


@cache
def kinds(scheme: str) -> dict[str, ActorKind]:
    """The kind of actor that each class of a scheme is."""
    of: dict[str, ActorKind] = {"person": "person", "organization": "organization", "state": "state", "group": "group"}
    return {row["class"]: of.get(row["kind"], "unknown") for row in rows("imported") if row["scheme"] == scheme}
