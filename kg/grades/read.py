"""Grades read back from the graphs and put beside the claims and actors that they are of, to be shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pyoxigraph import NamedNode, Store

from kg.grades.kept import GRAPH
from kg.query import rows
from kg.record_types import ActorRecord, ClaimRecord, GradeRecord
from kg.vocabulary import RDF

GRADES = f"""
    SELECT ?of ?letter ?reliable ?digit ?credible ?by ?on ?why {{
      GRAPH <{GRAPH}> {{
        ?grade a kg:Grade ; schema:itemReviewed ?of ; schema:author ?by ; schema:dateCreated ?on .
        OPTIONAL {{ ?grade kg:reliability ?source . ?source skos:notation ?letter ; skos:prefLabel ?reliable }}
        OPTIONAL {{ ?grade kg:credibility ?claim . ?claim skos:notation ?digit ; skos:prefLabel ?credible }}
        OPTIONAL {{ ?grade schema:reviewBody ?why }}
      }}
    }}"""
COUNTED = "SELECT ?actor ?kept { ?actor kg:countedAs ?kept }"

Grades = Mapping[str, tuple[GradeRecord, ...]]


def read_grades(store: Store) -> Grades:
    """The grades of a store by the IRI of what they are of, by grade, day and person.

    Those of an actor are also those of all that somebody said are the same.
    """
    found: dict[str, list[GradeRecord]] = defaultdict(list)
    if any(store.quads_for_pattern(None, NamedNode(str(RDF.type)), None, NamedNode(str(GRAPH)))):
        for row in rows(store, GRADES):
            found[str(row["of"])].append(_grade(row))
        for same in _same(store):
            together = [grade for actor in same for grade in found.get(actor, [])]
            found |= dict.fromkeys(same, together) if together else {}
    return {of: tuple(sorted(grades, key=lambda one: (one.grade, one.on, one.by))) for of, grades in found.items()}


def graded(claim: ClaimRecord, grades: Grades) -> ClaimRecord:
    """The claim with its grades, and with those of the actors of its chains."""
    if not grades:
        return claim
    chains = tuple(tuple(replace(hop, actor=_graded(hop.actor, grades)) for hop in hops) for hops in claim.chains)
    return replace(claim, chains=chains, grades=grades.get(claim.iri, ()))


def marks(grades: Iterable[GradeRecord]) -> str:
    """Grades side by side in brackets, with a space before; nothing where nobody graded.

    >>> marks([GradeRecord("B", "usually reliable", "Ann", "2025-03-05", "")]), marks([])
    (' [B]', '')
    """
    shown = ", ".join(dict.fromkeys(one.grade for one in grades))
    return f" [{shown}]" if shown else ""


def _graded(actor: ActorRecord, grades: Grades) -> ActorRecord:
    return replace(actor, grades=grades.get(actor.iri, ()))


def _grade(row: Mapping[str, str | None]) -> GradeRecord:
    def told(*names: str) -> list[str]:
        return [words for name in names if (words := row[name])]

    meaning = ", ".join(told("reliable", "credible"))
    return GradeRecord("".join(told("letter", "digit")), meaning, str(row["by"]), str(row["on"]), row["why"] or "")


def _same(store: Store) -> Iterable[set[str]]:
    """The actors that are the same, together."""
    groups: dict[str, set[str]] = defaultdict(set)
    for row in rows(store, COUNTED):
        groups[str(row["kept"])] |= {str(row["kept"]), str(row["actor"])}
    return groups.values()
