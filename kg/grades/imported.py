"""Takes a table of grades into those of a store: whole, or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.actors.listing import Listed, Names, find_actor, matching, named
from kg.errors import ActorsError, GradesError
from kg.grades.kept import Grade, with_grade
from kg.grades.table import Graded, Row, grade_in
from kg.vocabulary import full_iri

NEXT = (
    "Nothing was imported. `kg actors list` shows the actors, `kg query ungraded-sources` also those without a name,"
    " and `kg query timeline` the claims with their IRIs."
)


@dataclass(frozen=True)
class Gradable:
    """What can be graded in a store: actors, named or not, and claims by IRI; `counted` tells who stands for whom."""

    actors: Sequence[Listed]
    claims: frozenset[str]
    counted: Mapping[str, str]

    def find(self, name: str) -> tuple[str, Graded]:
        """The IRI of the one actor or claim that a person calls so, and which of both it is.

        Raises:
            ActorsError: it is neither, or it is several actors of which nobody said that they are the same.
            GradesError: it is a claim's IRI, and the store has no such claim; or there is no name.
        """
        if not name:
            raise GradesError("it is not told what is graded; write an actor's name or a claim's IRI in the column of")
        iri = full_iri(name.strip("<>"))
        if iri in self.claims:
            return iri, "claim"
        if "#claim-" in iri:
            raise GradesError(f"{name!r} is no claim of this store")
        found = matching(self.names, name)
        same = {self.counted.get(actor.iri) for actor in found}
        if len(found) == 1:
            return found[0].iri, "source"
        if len(same) == 1 and (kept := same.pop()):
            return kept, "source"
        return find_actor(self.actors, name).iri, "source"  # which tells who may be meant

    @cached_property
    def names(self) -> Names:
        """The actors by what they are called."""
        return named(self.actors)


@dataclass(frozen=True)
class Taken:
    """What became of a line of a table: the grade that it gives, and whether the store had it before."""

    line: int
    grade: Grade
    new: bool


def take(rows: Sequence[Row], kept: Sequence[Grade], gradable: Gradable, path: Path, at: str) -> tuple[Taken, ...]:
    """What becomes of each line of a table, beside the grades that are kept; `at` is the time in UTC.

    Raises:
        GradesError: some lines cannot be taken; the message tells of each, with its number.
    """
    taken: list[Taken] = []
    wrong: list[str] = []
    for row in rows:
        try:
            of, graded = gradable.find(row.of)
            new = Grade(0, of, row.of, grade_in(row, graded), row.by, row.on, row.why, at)
            after = with_grade(kept, new)
        except (ActorsError, GradesError) as error:
            wrong.append(f"{path}, line {row.line}: {error}")
            continue
        grade = next(one for one in after if one.judgement == new.judgement)
        taken.append(Taken(row.line, grade, len(after) > len(kept)))
        kept = after
    if wrong:
        raise GradesError("\n".join([*wrong, NEXT]))
    return tuple(taken)
