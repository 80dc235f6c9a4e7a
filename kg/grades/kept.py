"""The grades that people gave to the sources and claims of a store: who, when, why, and of what.

They stand in the store's folder, one a line as JSON, in the order in which they came. The graph made of them is one of
its own: articles' graphs keep what the articles say, and taking a grade back leaves nothing behind.
"""

import json
import os
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from rdflib import Literal, URIRef

from kg.errors import GradesError
from kg.grades.scheme import codes_of, reliability
from kg.vocabulary import ID, KG, RDF, SCHEMA, SKOS, XSD, Triple

FILE = "grades.jsonl"
GRAPH = ID["grades"]


@dataclass(frozen=True)
class Grade:
    """What somebody judged: `grade` is a letter, a digit or both, `of` the IRI of an actor or a claim.

    `name` is what the file called it, `on` the day (as 2025-03-04) on which it was judged, and `at` the time in UTC
    at which it came into the store.
    """

    number: int
    of: str
    name: str
    grade: str
    by: str
    on: str
    why: str
    at: str

    @property
    def judgement(self) -> tuple[str, str, str]:
        """What a person can say only once: of what, by whom, on which day."""
        return self.of, self.by, self.on

    @property
    def told(self) -> str:
        """The grade in words for messages."""
        return f"{self.grade}, by {self.by} on {self.on}"


def read_grades(folder: Path) -> tuple[Grade, ...]:
    """The grades of the store in a folder, in the order in which they came.

    Raises:
        GradesError: the file is damaged; the message tells in which line.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").split("\n")  # and at no other sign that may end a line: words have them
    return tuple(_read(line, f"{path}, line {number}") for number, line in enumerate(lines, start=1) if line.strip())


def write_grades(folder: Path, kept: Sequence[Grade]) -> None:
    """Write the grades to the store's folder; where there are none, there is no file."""
    path = folder / FILE
    if not kept:
        path.unlink(missing_ok=True)
        return
    draft = path.with_suffix(".part")
    draft.write_text("".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in kept), encoding="utf-8")
    os.replace(draft, path)


def with_grade(kept: Sequence[Grade], new: Grade) -> tuple[Grade, ...]:
    """The grades with another one, which gets the next number; as they are, if somebody gave it already.

    Raises:
        GradesError: the same person graded the same thing otherwise on that day.
    """
    for one in kept:
        if one.judgement == new.judgement:
            if (one.grade, one.why) == (new.grade, new.why):
                return tuple(kept)
            raise GradesError(
                f"{new.name!r} has grade {one.number} already: {one.told}{_because(one)}; a person gives one grade a"
                f" day, so give it another day, or take that one back with `kg grades remove {one.number}`"
            )
    return (*kept, replace(new, number=max((one.number for one in kept), default=0) + 1))


def without(kept: Sequence[Grade], numbers: Collection[int]) -> tuple[Grade, ...]:
    """The grades without those of these numbers.

    Raises:
        GradesError: there is none of such a number.
    """
    missing = sorted(set(numbers) - {one.number for one in kept})
    if missing:
        raise GradesError(f"there is no grade {', '.join(map(str, missing))}; see `kg grades list`")
    return tuple(one for one in kept if one.number not in numbers)


def triples(kept: Sequence[Grade]) -> tuple[Triple, ...]:
    """The graph of the grades, sorted, with the signs and names of the concepts that it uses."""
    found: set[Triple] = set()
    for one in kept:
        node = grade_iri(one)
        found |= {
            (node, RDF.type, KG.Grade),
            (node, SCHEMA.itemReviewed, URIRef(one.of)),
            (node, SCHEMA.author, Literal(one.by)),
            (node, SCHEMA.dateCreated, Literal(one.on, datatype=XSD.date)),
        }
        if one.why:
            found.add((node, SCHEMA.reviewBody, Literal(one.why)))
        for code in codes_of(one.grade):
            found |= {
                (node, KG.reliability if code.sign in reliability() else KG.credibility, code.concept),
                (code.concept, SKOS.notation, Literal(code.sign)),
                (code.concept, SKOS.prefLabel, Literal(code.label, lang="en")),
            }
    return tuple(sorted(found))


def grade_iri(grade: Grade) -> URIRef:
    """The IRI of a grade, made of what is graded, by whom and on which day."""
    return ID[f"grade/{sha256(json.dumps(grade.judgement).encode()).hexdigest()[:16]}"]


def _because(grade: Grade) -> str:
    return f" ({grade.why})" if grade.why else ""


def _read(line: str, place: str) -> Grade:
    try:
        read = Grade(**json.loads(line))
        codes_of(read.grade)
        date.fromisoformat(read.on)
    except (KeyError, TypeError, ValueError) as error:
        raise GradesError(f"{place}: not a grade ({error}); mend the line, or take it out") from error
    return read
