"""A comparison as text to read, or as JSON: its groups with their claims, chains, figures, origins and differences."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.compare.report import Comparison, DifferenceRecord, GroupRecord
from kg.compare.told import Page, pages
from kg.export.claims import claim_object
from kg.grades.read import marks
from kg.record_types import ClaimRecord

FORMATS = ("table", "json")
WIDTH = 100  # characters of a claim's words that are shown in the table


def show(comparison: Comparison, format: str, others: Mapping[str, ClaimRecord] | None = None) -> str:
    """The comparison in one of the formats; `others` are the claims outside that it differs from or revises."""
    claims = dict(others or {}) | {claim.iri: claim for group in comparison.groups for claim in group.claims}
    if format == "json":
        groups = [as_json(group, claims) for group in comparison.groups]
        return json.dumps(groups, ensure_ascii=False, indent=1) + "\n"
    return "\n".join("".join(f"{line}\n" for line in as_lines(page, claims)) for page in pages(comparison.groups))


def as_json(group: GroupRecord, claims: dict[str, ClaimRecord]) -> dict[str, Any]:
    """A group as plain JSON."""
    standing = group.standing
    return {
        "group": group.iri or None,
        "score": group.score,
        "claims": [{**claim_object(claim), "outlet": claim.article.outlet} for claim in group.claims],
        "outlets": list(group.outlets),
        "origins": [
            {"label": origin.label, "independent": origin.number, "named": origin.named} for origin in standing.origins
        ],
        "independent": standing.independent,
        "unnamed": standing.unnamed,
        "rests_on": list(standing.rests_on),
        "fewest": list(standing.fewest),
        "circular": list(standing.circular),
        "loops": [[{"outlet": outlet, "day": day} for outlet, day in way] for way in standing.loops],
        "summary": standing.summary,
        "differ": [difference_object(difference, claims) for difference in group.differ],
        "revises": [{"claim": later, "earlier": earlier} for later, earlier in group.revises],
    }


def difference_object(difference: DifferenceRecord, claims: dict[str, ClaimRecord]) -> dict[str, Any]:
    """Two claims that differ, each with its article and evidence, and why."""
    pair = [claims[iri] for iri in (difference.one, difference.other) if iri in claims]
    return {
        "kind": difference.kind,
        "reason": difference.reason,
        "score": difference.score,
        "claims": [
            {key: value for key, value in claim_object(claim).items() if key in ("article", "iri", "evidence", "text")}
            for claim in pair
        ],
    }


def as_lines(page: Page, claims: Mapping[str, ClaimRecord]) -> Iterator[str]:
    """A group as lines to read: the sentence about it, its claims with their chains, and what surely differs most."""
    group = page.group
    yield group.standing.summary
    own = {claim.iri for claim in group.claims}
    yield from (f"  {in_a_line(claim)}" for claim in group.claims)
    for one in page.first:
        yield f"  differs ({one.kind}, {one.score:.2f}): {one.reason}"
        others = (iri for iri in (one.pairs[0].one, one.pairs[0].other) if iri in claims and iri not in own)
        yield from (f"    {in_a_line(claims[iri])}" for iri in others)
    if page.more:
        yield f"  differs in {page.more} more, less sure (--format json has all)"
    yield from (f"  differs ({one.kind}), as told above: {one.reason}" for one in page.again)
    yield from (f"  revises: {in_a_line(claims[earlier])}" for _, earlier in group.revises if earlier in claims)


def in_a_line(claim: ClaimRecord) -> str:
    """A claim with its outlet, day and chains."""
    day = claim.article.published[:10] or "day not known"
    return f"{claim.article.outlet}, {day}: {through(claim)}: {shortened(claim)}"


def through(claim: ClaimRecord) -> str:
    """The chains of a claim in one line, with its stance where that is not asserted, and with all grades."""
    ways = (" > ".join(hop.actor.label + marks(hop.actor.grades) for hop in chain) for chain in claim.chains)
    stance = "" if claim.stance == "asserted" else f" ({claim.stance})"
    return ("; ".join(ways) or "in its own voice") + stance + marks(claim.grades)


def shortened(claim: ClaimRecord) -> str:
    """The words of a claim in one line, cut where they are long."""
    words = " ".join(claim.text.split())
    return words if len(words) <= WIDTH else f"{words[: WIDTH - 1]}…"
