"""Events as a table, one row for each telling, in the columns that conflict researchers use.

The columns follow the codebook of ACLED (event_id_cnty, event_date, time_precision, event_type, sub_event_type, actor1,
actor2, country, location, latitude, longitude, geo_precision, source, notes, fatalities), with what a row of ours needs
besides: the last day, the type in PLOVER, who says so, stance, polarity and modality. Dates and figures are bounds and
keep open what the article leaves open; geo_precision is the kind of the place (country, region, city, …), of which the
coordinates are. One happening told by three sources is three rows.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import NamedTuple

from kg.events.codebooks import Codes, codes
from kg.record_types import ClaimRecord, EventRecord, HopRecord, PlaceRecord, TimeRecord

COLUMNS = (
    *("event_id", "event_date", "event_date_end", "time_precision", "event_type", "sub_event_type", "plover_type"),
    *("actor1", "actor2", "recipient", "country", "location", "latitude", "longitude", "geo_precision"),
    *("instrument", "fatalities_low", "fatalities_high", "polarity", "modality", "stance", "attribution", "source"),
    *("source_article", "source_date", "source_url", "notes", "words", "claim_id"),
)
NOWHERE = PlaceRecord("", "", "", "", "")
DEADLY = frozenset({"killing", "death"})


class Telling(NamedTuple):
    """An event as a claim tells it, through its chains; or as the words around a hop do, through the hops before it."""

    event: EventRecord
    claim: ClaimRecord
    chains: tuple[tuple[HopRecord, ...], ...]
    stance: str
    around: bool = False


def events_table(claims: Iterable[ClaimRecord]) -> Iterator[str]:
    """Comma-separated values (RFC 4180) with a row of names first, article by article in the order of the text."""
    yield _row(COLUMNS)
    seen: set[tuple[str, ...]] = set()
    for claim in claims:
        for telling in tellings(claim):
            cells = _cells(telling)
            key = tuple(cells[:-1] if telling.around else cells)  # the words around a cue may introduce several claims
            if key not in seen:
                seen.add(key)
                yield _row(cells)


def tellings(claim: ClaimRecord) -> Iterator[Telling]:
    """The events that a claim and its hops tell of; what stands around a hop is told by the hops before it."""
    for event in claim.told:
        yield Telling(event, claim, claim.chains, claim.stance)
    for hops in claim.chains:
        for number, hop in enumerate(hops):
            for event in hop.occasions:
                before = (hops[:number],) if number else ()
                yield Telling(event, claim, before, hops[number - 1].stance if number else "asserted", around=True)


def _cells(telling: Telling) -> list[str]:
    event, claim, article = telling.event, telling.claim, telling.claim.article
    time = _time(event)
    place = next((place for place in event.places if place.latitude), next(iter(event.places), NOWHERE))
    code = codes().get(event.type, Codes())
    low, high = _fatalities(event)
    return [
        event.iri,
        time.first if time else "",
        time.last if time else "",
        time.precision if time else "",
        code.acled,
        event.type.replace("-", " "),
        code.plover,
        event.named("actor"),
        event.named("patient"),
        event.named("recipient"),
        place.country,
        event.named("place"),
        place.latitude,
        place.longitude,
        place.kind,
        event.named("instrument"),
        low,
        high,
        event.polarity,
        event.modality,
        telling.stance,
        "; ".join(" > ".join(hop.actor.label for hop in hops) for hops in telling.chains if hops),
        article.outlet,
        PurePath(article.name).name,
        article.published,
        article.address,
        "" if telling.around else " ".join(claim.text.split()),
        " ".join(event.trigger.text.split()),
        claim.iri,
    ]


def _time(event: EventRecord) -> TimeRecord | None:
    """The time that tells the most, the one of the fewest days; the first of those that tell as much."""
    known = [time for time in event.times if time.first or time.last]
    return min(known, key=lambda time: (not (time.first and time.last), len(time.precision)), default=None)


def _fatalities(event: EventRecord) -> tuple[str, str]:
    """The bounds of the dead of a killing, where it tells of one figure; an open bound is empty."""
    dead = [quantity for quantity in event.quantities if event.type in DEADLY and quantity.of == "killed"]
    return (dead[0].low or "", dead[0].high or "") if len(dead) == 1 else ("", "")


def _row(cells: Iterable[str]) -> str:
    held = io.StringIO(newline="")
    csv.writer(held).writerow(cells)
    return held.getvalue()
