"""Claims as lines of JSON and as a table: what is reported, where it stands, and through whom it came."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from kg.quantities.units import is_relative
from kg.record_types import ActorRecord, ClaimRecord, GradeRecord, HopRecord, QuantityRecord

COLUMNS = (
    *("article", "outlet", "published", "address", "claim", "text", "stance", "voice", "modality"),
    *("chains", "origins", "unnamed", "quantities", "events", "evidence", "grades", "source_grades"),
)

SIGNS = {"more": "+", "less": "-"}


def jsonl(claims: Iterable[ClaimRecord]) -> Iterator[str]:
    """One JSON object for each claim."""
    for claim in claims:
        yield json.dumps(claim_object(claim), ensure_ascii=False) + "\n"


def table(claims: Iterable[ClaimRecord]) -> Iterator[str]:
    """Comma-separated values (RFC 4180) with a row of names first."""
    yield _row(COLUMNS)
    for claim in claims:
        yield _row(_cells(claim))


def claim_object(claim: ClaimRecord) -> dict[str, Any]:
    """A claim as plain JSON."""
    return {
        "article": PurePath(claim.article.name).name,
        "iri": claim.iri,
        "evidence": [[words.start, words.end] for words in claim.evidence],
        "text": claim.text,
        "chains": [[_hop(hop) for hop in hops] for hops in claim.chains],
        "stance": claim.stance,
        "voice": claim.voice,
        "modality": claim.modality or None,
        "quantities": [_quantity(quantity) for quantity in claim.quantities if _is_absolute(quantity)],
        "relative_quantities": [_quantity(quantity) for quantity in claim.quantities if not _is_absolute(quantity)],
        "events": list(claim.events),
        **_grades(claim.grades),
    }


def _hop(hop: HopRecord) -> dict[str, Any]:
    basis = hop.basis and {"words": hop.basis.words, "actors": [_actor(actor) for actor in hop.basis.actors]}
    said = {"confidence": hop.confidence, **({"basis": basis} if basis else {})}
    return {**_actor(hop.actor), **said, **_grades(hop.actor.grades)}


def _actor(actor: ActorRecord) -> dict[str, Any]:
    return {"label": actor.label, "kind": actor.kind, "named": actor.named, "iri": actor.iri}


def _grades(grades: tuple[GradeRecord, ...]) -> dict[str, Any]:
    """What people judged, where they did."""
    return {"grades": [asdict(grade) for grade in grades]} if grades else {}


def _is_absolute(quantity: QuantityRecord) -> bool:
    """Whether the number can be read by itself: no difference but in percent, which says so, and no "one in five"."""
    return quantity.out_of is None and (quantity.kind != "difference" or is_relative(quantity.of))


def _quantity(quantity: QuantityRecord) -> dict[str, Any]:
    return {
        "of": quantity.of,
        "min": _number(quantity.low),
        "max": _number(quantity.high),
        "qualifier": quantity.qualifier or None,
        "approximate": quantity.approximate,
        "words": quantity.words,
        "kind": quantity.kind or None,
        "unit": quantity.unit or None,
        "of_whom": quantity.of_whom or None,
        "relation": quantity.relation or None,
        "out_of": _number(quantity.out_of),
        "per": quantity.per or None,
    }


def _number(value: str | None) -> int | float | None:
    if value is None:
        return None
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


def _cells(claim: ClaimRecord) -> list[str]:
    actors = [hop.actor for hops in claim.chains for hop in hops]
    return [
        PurePath(claim.article.name).name,
        claim.article.outlet,
        claim.article.published,
        claim.article.address,
        claim.iri,
        claim.text,
        claim.stance,
        claim.voice,
        claim.modality,
        "; ".join(" > ".join(hop.actor.label for hop in hops) for hops in claim.chains),
        "; ".join(dict.fromkeys(hops[-1].actor.label for hops in claim.chains if hops)),
        "; ".join(dict.fromkeys(actor.label for actor in actors if not actor.named)),
        "; ".join(_bounds(quantity) for quantity in claim.quantities),
        "; ".join(claim.events),
        "; ".join(f"{words.start}-{words.end}" for words in claim.evidence),
        "; ".join(_judged(grade) for grade in claim.grades),
        "; ".join(dict.fromkeys(f"{actor.label}: {_judged(grade)}" for actor in actors for grade in actor.grades)),
    ]


def _judged(grade: GradeRecord) -> str:
    return f"{grade.grade} ({grade.by}, {grade.on})"


def _bounds(quantity: QuantityRecord) -> str:
    """Both bounds with ".." between, as an open one is left out: "100..", "..1000"; a difference has its sign."""
    sign = SIGNS.get(quantity.relation, "±") if quantity.kind == "difference" else ""
    out_of = f"/{quantity.out_of}" if quantity.out_of else ""
    per = f" per {quantity.per}" if quantity.per else ""
    about = "~" if quantity.approximate else ""
    return f"{about}{sign}{quantity.low or ''}..{quantity.high or ''}{out_of} {quantity.of}{per}".strip()


def _row(cells: Iterable[str]) -> str:
    held = io.StringIO(newline="")
    csv.writer(held).writerow(cells)
    return held.getvalue()
