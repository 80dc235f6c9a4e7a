"""The events that an article tells of, by the scheme in `ontology/events.ttl`: type, roles, and whether they are real.

They are read once for the whole article and then dealt out: to the claims whose words they stand in, and to the hops
whose cue tells of them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from kg.events.factuality import factuality_of
from kg.events.roles import roles_of, support_of
from kg.events.scheme import Scheme, load_scheme, read_scheme
from kg.events.setting import setting_of
from kg.events.tree import Tree
from kg.events.triggers import Hit, find_triggers
from kg.events.where import times_and_places
from kg.model import (
    Actor,
    Claim,
    Event,
    Hop,
    Mention,
    Parse,
    PlaceMention,
    Quantity,
    Role,
    Span,
    Spans,
    event_key,
    hull,
    overlap,
    touches,
    within,
)

__all__ = ["Scheme", "Told", "claimed", "find_events", "left_over", "load_scheme", "read_scheme", "said"]

SAYING = frozenset({"statement", "report"})
"""Types of plain saying, which a hop tells of by itself."""
COUNTED = {"casualties": ("killed", "injured")}


class Told(NamedTuple):
    """An event of the article, whatever part of it a claim has; `cue` where it is one only as the saying of a hop."""

    event: Event
    cue: bool


def find_events(
    parse: Parse,
    scheme: Scheme,
    actors: Iterable[Actor] = (),
    mentions: Iterable[Mention] = (),
    times: Iterable[Span] = (),
    places: Iterable[PlaceMention] = (),
) -> tuple[Told, ...]:
    """All events that a parse tells of, in text order, with the roles that its grammar gives them.

    Args:
        actors: those that mentions stand for, of whom the kind is looked up.
        times: where expressions of time stand, of which events take theirs.
        places: where places are named, of which events take theirs.
    """
    tree = Tree(parse)
    setting = setting_of(tree, actors, mentions, parse.names, times, places)
    hits = tuple(hit for hit in find_triggers(tree, scheme) if hit.head not in setting.times)
    supports = {hit: support_of(tree, hit.head) for hit in hits}
    owners: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        owners[hit.head].append(hit)
        if support := supports[hit]:
            owners[support.verb].append(hit)
    around = times_and_places(tree, hits, owners, scheme, setting)
    found = []
    for hit in hits:
        support = supports[hit]
        roles = {*roles_of(tree, hit, scheme.types[hit.type], setting), *around[hit]}
        real = factuality_of(tree, hit.head, support.verb if support else None)
        found.append(Told(Event(hit.type, hit.span, _sorted(roles, hit.span), *real), hit.cue))
    return tuple(found)


def claimed(told: Iterable[Told], evidence: Spans, quantities: Iterable[Quantity], scheme: Scheme) -> tuple[Event, ...]:
    """The events that stand in a claim's words, with as much of their roles as does, and with their figures.

    What is told twice without a difference ("attacked the port … the attack") is one event.
    """
    events = [_clipped(one.event, evidence) for one in told if not one.cue and _inside(one.event.trigger, evidence)]
    events = [_with_figures(event, events, tuple(quantities), scheme) for event in events]
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (-len(e.roles), e.trigger, e.type)):
        if not any(_same(event, other) for other in kept):
            kept.append(event)
    return _with_themes(sorted(kept, key=lambda e: (e.trigger, e.type)))


def left_over(told: Iterable[Told], claims: Iterable[Claim], parse: Parse) -> dict[int, tuple[Event, ...]]:
    """The events that stand in no claim's words and are no saying, by the first token of their sentence.

    They are told by the article around what others say: "In June Putin visited Pyongyang and signed …".
    """
    claims = tuple(claims)
    taken = [span for claim in claims for span in claim.evidence]
    taken += [span for claim in claims for hops in claim.chains for hop in hops for span in hop.cue]
    found: dict[int, list[Event]] = defaultdict(list)
    for event, cue in told:
        sentence = parse.sentence(event.trigger.start)
        if sentence and not cue and not any(overlap(event.trigger, span) for span in taken):
            found[sentence.first].append(event)
    return {first: tuple(events) for first, events in found.items()}


def said(told: Iterable[Told], hop: Hop, scheme: Scheme) -> tuple[Event, ...]:
    """The events of a hop: its saying, where more is told of it than that it was said, and those of its basis."""
    found = []
    around = hull(hop.cue) if hop.cue else Span(0, 0)
    for event, _ in told:
        if overlap(event.trigger, around) and any(overlap(event.trigger, cue) for cue in hop.cue):
            plain = event.type in SAYING
            roles = {role for role in event.roles if role.name != "theme" and not touches((role.span,), hop.source)}
            if not plain or any(role.name in {"time", "place"} for role in roles):
                roles |= {Role("actor", span, (hop.actor,)) for span in _own(hop.source, event)}
                found.append(replace(event, roles=_sorted(roles, event.trigger)))
    based = hop.basis
    basis = (one.event for one in told if based and not one.cue and within(one.event.trigger, based.words))
    return _with_themes(list(dict.fromkeys((*found, *basis))))


def _own(source: Spans, event: Event) -> Spans:
    """Of the words of a source, those that the grammar takes for who says so, or else all."""
    actors = tuple(role.span for role in event.roles if role.name == "actor")
    return tuple(span for span in source if touches((span,), actors)) or source


def _sorted(roles: Iterable[Role], trigger: Span) -> tuple[Role, ...]:
    """Each role once, without words that hold the trigger itself or stand for a longer phrase of the same role."""
    those = [role for role in roles if role.name in {"theme", "place", "quantity"} or not within(trigger, role.span)]
    whole = [
        r
        for r in those
        if not any(r != o and r.name == o.name and within(r.span, o.span) and r.name != "theme" for o in those)
    ]
    return tuple(sorted(set(whole), key=lambda role: (role.span, role.name, role.fillers)))


def _inside(span: Span, evidence: Spans) -> bool:
    return any(within(span, part) for part in evidence)


def _clipped(event: Event, evidence: Spans) -> Event:
    """The event as a claim's words have it: what negates it outside of them is how its source stands to the claim."""
    event = replace(event, roles=tuple(role for role in event.roles if _inside(role.span, evidence)))
    if event.polarity_words and not _inside(event.polarity_words, evidence):
        event = replace(event, polarity="positive", polarity_words=None)
    if event.modality_words and not _inside(event.modality_words, evidence):
        event = replace(event, modality=None, modality_words=None)
    return event


def _with_figures(event: Event, events: list[Event], quantities: tuple[Quantity, ...], scheme: Scheme) -> Event:
    """The event with the figures in the words of those who take part, and those of what its type counts."""
    counts = scheme.types[event.type].counts
    rivals = [e for e in events if scheme.types[e.type].counts & counts]
    figures = []
    for quantity in quantities:
        inside = any(
            r.name in {"patient", "actor", "instrument"} and overlap(quantity.span, r.span) for r in event.roles
        )
        counted = bool(counts.intersection(COUNTED.get(quantity.of, (quantity.of,))))
        nearest = min(rivals, key=lambda e: _distance(e.trigger, quantity.span), default=None)
        joint = nearest is not None and nearest.trigger == event.trigger
        if inside or (counted and joint) or overlap(quantity.span, event.trigger):
            figures.append(Role("quantity", quantity.span))
    return replace(event, roles=_sorted((*event.roles, *figures), event.trigger)) if figures else event


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _same(event: Event, other: Event) -> bool:
    """Whether an event tells nothing that the other does not."""
    alike = (event.type, event.polarity, event.modality) == (other.type, other.polarity, other.modality)
    known = {(role.name, role.fillers or role.span) for role in other.roles}
    return alike and all((role.name, role.fillers or role.span) in known for role in event.roles)


def _with_themes(events: list[Event]) -> tuple[Event, ...]:
    """The events, with the first other one in the words of a theme as what fills it."""
    return tuple(
        replace(
            event, roles=tuple(_theme(role, event, events) if role.name == "theme" else role for role in event.roles)
        )
        for event in events
    )


def _theme(role: Role, event: Event, events: list[Event]) -> Role:
    inner = next((e for e in events if e.trigger != event.trigger and within(e.trigger, role.span)), None)
    return replace(role, fillers=(event_key(inner),)) if inner else role
