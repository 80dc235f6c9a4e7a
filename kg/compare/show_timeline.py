"""A timeline as text to read, as JSON or as CSV."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from kg.compare.show import shortened, through
from kg.compare.timeline import Difference, Moment, Timeline, changed, figures_of, spoken_by
from kg.draw.style import figure
from kg.export.claims import claim_object
from kg.record_types import ClaimRecord
from kg.trace import figure_data

FORMATS = ("table", "json", "csv")
COLUMNS = ("day", "told", "group", "outlet", "source", "stance", "figures", "revises", "differs", "text", "claim")


def show_timeline(found: Timeline, format: str) -> str:
    """The timeline in one of the formats."""
    if format == "json":
        return json.dumps(as_json(found), ensure_ascii=False, indent=1) + "\n"
    if format == "csv":
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([COLUMNS, *map(row, found.moments)])
        return text.getvalue()
    return "".join(f"{line}\n" for line in as_lines(found))


def as_json(found: Timeline) -> dict[str, Any]:
    """The timeline as plain JSON."""
    return {
        "claims": [
            {
                "day": one.day or None,
                "told": [{"first": first or None, "last": last or None} for first, last in one.told],
                "group": one.number,
                "outlet": one.claim.article.outlet,
                **claim_object(one.claim),
                "copy_of": one.copy_of or None,
                "revises": [change(earlier, one.claim) for earlier in one.revises],
                "differs": [
                    {"kind": other.found.kind, "reason": other.found.reason, "claim": other.from_.iri}
                    for other in one.differs
                ],
            }
            for one in found.moments
        ],
        "series": [
            [
                {
                    "day": claim.article.published[:10] or None,
                    "figure": said,
                    "by": spoken_by(claim),
                    "claim": claim.iri,
                }
                for claim, said in zip(claims, figures_of(claims), strict=True)
            ]
            for claims in found.series
        ],
    }


def change(earlier: ClaimRecord, later: ClaimRecord) -> dict[str, str]:
    """What changed in a figure, and who gives the later one."""
    before, after = changed(earlier, later)
    return {"claim": earlier.iri, "from": before, "to": after, "by": spoken_by(later)}


def as_lines(found: Timeline) -> Iterator[str]:
    """The timeline as lines to read, day by day, and the series of figures behind it."""
    new = told_once(found.moments)
    for day, moments in groupby(found.moments, key=lambda one: one.day):
        yield day or "day not known"
        for one in moments:
            figures = f"[{'; '.join(figures_in(one.claim))}] " if one.claim.quantities else ""
            told = f" (tells of {days_in_words(one)})" if one.told else ""
            words = shortened(one.claim)
            outlet = one.claim.article.outlet + (" (a copy)" if one.copy_of else "")
            yield f"  {outlet}: {through(one.claim)}: {figures}{words}{told}"
            yield from (f"    {note}" for note in (*revisions(one), *map(differing, new[one.claim.iri])))
    for claims in found.series:
        steps = zip(claims, figures_of(claims), strict=True)
        yield "series: " + " > ".join(
            f"{claim.article.published[:10] or 'day not known'} {said or shortened(claim)} ({spoken_by(claim)})"
            for claim, said in steps
        )


def row(one: Moment) -> list[str]:
    """The cells of a claim."""
    sources = "; ".join(" > ".join(hop.actor.label for hop in chain) for chain in one.claim.chains)
    return [
        one.day,
        days(one),
        str(one.number),
        one.claim.article.outlet,
        sources,
        one.claim.stance,
        "; ".join(figures_in(one.claim)),
        "; ".join(revisions(one)),
        "; ".join(differences(one)),
        " ".join(one.claim.text.split()),
        one.claim.iri,
    ]


def figures_in(claim: ClaimRecord) -> list[str]:
    """The figures of a claim in short."""
    return [figure(figure_data(quantity)) for quantity in claim.quantities]


def days(one: Moment) -> str:
    """The days that a claim tells of; a range as in ISO 8601, open at "..".

    https://www.loc.gov/standards/datetime/
    """
    spans = (first if first == last else f"{first or '..'}/{last or '..'}" for first, last in one.told)
    return "; ".join(spans)


def days_in_words(one: Moment) -> str:
    """The days that a claim tells of, to read.

    >>> span_in_words("2025-05-17", "2025-05-18"), span_in_words("2025-05-19", ""), span_in_words("", "2025-05-19")
    ('2025-05-17 to 2025-05-18', '2025-05-19 or later', '2025-05-19 or earlier')
    """
    return "; ".join(span_in_words(first, last) for first, last in one.told)


def span_in_words(first: str, last: str) -> str:
    """The days from a first to a last one, of which one may be open."""
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"{first} or later" if first else f"{last} or earlier"


def revisions(one: Moment) -> list[str]:
    """What a claim changes of earlier figures, as far as these are read, and by whom."""
    said = [(earlier, *changed(earlier, one.claim)) for earlier in one.revises]
    return [
        f"revised from {before} to {after} by {spoken_by(one.claim)}"
        if before and after
        else f"revises what {spoken_by(earlier)} said ({where(earlier)})"
        for earlier, before, after in said
    ]


def differences(one: Moment) -> list[str]:
    """What of earlier claims differs from a claim, with the reason."""
    return [differing(other) for other in one.differs]


def differing(other: Difference) -> str:
    """What differs from an earlier claim, with the reason."""
    return f"differs ({other.found.kind}) from {where(other.from_)}: {other.found.reason}"


def told_once(moments: Sequence[Moment]) -> dict[str, list[Difference]]:
    """For each claim what differs from it, of all claims of two groups that differ only with the surest."""
    of = {one.claim.iri: one.number for one in moments}
    surest: dict[tuple[frozenset[int | None], str, str], tuple[str, Difference]] = {}
    for one in moments:
        for other in one.differs:
            ends = frozenset((one.number, of.get(other.from_.iri)))
            key = ends, other.found.kind, other.found.reason
            if key not in surest or other.found.score > surest[key][1].found.score:
                surest[key] = one.claim.iri, other
    return {one.claim.iri: [other for iri, other in surest.values() if iri == one.claim.iri] for one in moments}


def where(claim: ClaimRecord) -> str:
    """The outlet and the day of a claim."""
    return f"{claim.article.outlet}, {claim.article.published[:10]}".removesuffix(", ")
