"""What people said of a store's actors: that two are one, that two are not, or which Wikidata item one is.

They stand in the store's folder, one a line as JSON, with who said so and when. The graph made of them is one of its
own: articles' graphs keep what the articles say, and taking a correction back leaves nothing behind.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import combinations, permutations
from pathlib import Path
from typing import Any, Literal, get_args

from rdflib import URIRef

from kg.errors import ActorsError
from kg.vocabulary import ID, KG, OWL, SKOS, Triple

FILE = "corrections.jsonl"
GRAPH = ID["corrections"]

What = Literal["same", "different", "item"]


@dataclass(frozen=True)
class Correction:
    """What was said: `actors` are the IRIs of two, or of one and its Wikidata item; `at` is the time in UTC."""

    number: int
    what: What
    actors: tuple[str, str]
    by: str
    at: str


def read_corrections(folder: Path) -> tuple[Correction, ...]:
    """The corrections of the store in a folder, in the order they were made.

    Raises:
        ActorsError: the file is damaged; the message tells in which line.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_read(line, f"{path}, line {number}") for number, line in enumerate(lines, start=1) if line.strip())


def corrected(made: Sequence[Correction], new: Correction) -> tuple[Correction, ...]:
    """The corrections with another one, which gets the next number.

    Raises:
        ActorsError: it contradicts what was said before, or says it again.
    """
    for one in made:
        if one.what == new.what and set(one.actors) == set(new.actors):
            raise ActorsError(f"correction {one.number} of {one.by} says so already")
    added = (*made, replace(new, number=max((one.number for one in made), default=0) + 1))
    first = representatives(added)
    for one in added:
        ends = {first.get(actor, actor) for actor in one.actors}
        if one.what == "different" and len(ends) == 1:
            before = (
                "what was said before" if one.number == added[-1].number else f"correction {one.number} of {one.by}"
            )
            raise ActorsError(
                f"{' and '.join(one.actors)} cannot be the same and different, against {before}; see "
                "`kg actors corrections`, and take one back with `kg actors undo NUMBER`"
            )
    return added


def without(made: Sequence[Correction], number: int) -> tuple[Correction, ...]:
    """The corrections without the one of that number.

    Raises:
        ActorsError: there is none.
    """
    rest = tuple(one for one in made if one.number != number)
    if len(rest) == len(made):
        raise ActorsError(f"there is no correction {number}; see `kg actors corrections`")
    return rest


def write_corrections(folder: Path, made: Sequence[Correction]) -> None:
    """Write the corrections to the store's folder; where there are none, there is no file."""
    path = folder / FILE
    if not made:
        path.unlink(missing_ok=True)
        return
    draft = path.with_suffix(".part")
    draft.write_text("".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in made), encoding="utf-8")
    os.replace(draft, path)


def representatives(made: Sequence[Correction]) -> Mapping[str, str]:
    """For each actor that is the same as another, the one that stands for all: the one that was named first.

    Two that are one Wikidata item are the same.
    """
    first: dict[str, str] = {}
    of_item: dict[str, str] = {}
    for one, other in _pairs(made, of_item):
        kept, joined = first.get(one, one), first.get(other, other)
        moved = [actor for actor, of in first.items() if of == joined]
        first |= dict.fromkeys((*moved, joined, one, other), kept)
    return first


def triples(made: Sequence[Correction]) -> tuple[Triple, ...]:
    """The graph of the corrections, sorted."""
    first = representatives(made)
    groups: dict[str, list[str]] = {}
    for actor, kept in first.items():
        groups.setdefault(kept, []).append(actor)
    found: set[Triple] = set()
    for group in groups.values():
        found |= {(URIRef(one), SKOS.exactMatch, URIRef(other)) for one, other in permutations(group, 2)}
    found |= {(URIRef(actor), KG.countedAs, URIRef(kept)) for actor, kept in first.items() if actor != kept}
    for correction in made:
        one, other = correction.actors
        if correction.what == "different":
            found |= {(URIRef(a), OWL.differentFrom, URIRef(b)) for a, b in permutations((one, other))}
        if correction.what == "item":
            same = groups.get(first.get(one, one), [one])
            found |= {(URIRef(actor), SKOS.exactMatch, URIRef(other)) for actor in same}
    return tuple(sorted(found))


def decided(made: Sequence[Correction]) -> frozenset[frozenset[str]]:
    """The pairs of actors that were said to be the same or not, or follow from that."""
    first = representatives(made)
    same = {frozenset(pair) for pair in combinations(first, 2) if first[pair[0]] == first[pair[1]]}
    return frozenset(same | {frozenset(one.actors) for one in made if one.what == "different"})


def _pairs(made: Sequence[Correction], of_item: dict[str, str]) -> Iterator[tuple[str, str]]:
    for correction in made:
        one, other = correction.actors
        if correction.what == "same":
            yield one, other
        elif correction.what == "item":
            if other in of_item:
                yield of_item[other], one
            of_item.setdefault(other, one)


def _read(line: str, place: str) -> Correction:
    try:
        values: dict[str, Any] = json.loads(line)
        one, other = values["actors"]
        read = Correction(int(values["number"]), values["what"], (one, other), values["by"], values["at"])
    except (KeyError, TypeError, ValueError) as error:
        raise ActorsError(f"{place}: not a correction ({error}); mend the line, or take it out") from error
    if read.what not in get_args(What):
        raise ActorsError(
            f"{place}: {read.what!r} is none of {', '.join(get_args(What))}; mend the line, or take it out"
        )
    return read
