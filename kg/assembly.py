"""What the steps find, put together to a reading: claims with figures, events and surroundings, and who is in them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.claims import dated
from kg.events import Scheme, Told, claimed, said
from kg.known import Known, normal
from kg.link import Linked
from kg.model import Article, Claim, Event, Mention, Parse, Place, PlaceMention, Reading, Span, Time, covering
from kg.offices import with_offices
from kg.places.find import find_places
from kg.places.gazetteer import Gazetteer
from kg.quantities import find_quantities
from kg.stance import modality_of
from kg.times import STAND_IN, find_times
from kg.unnamed import with_details


@dataclass(frozen=True)
class Setting:
    """When and where: an article's times, the words of those that may have no day, its places and their mentions."""

    times: tuple[Time, ...]
    when: tuple[Span, ...]
    places: tuple[Place, ...]
    place_mentions: tuple[PlaceMention, ...]


def own_actors(article: Article, linked: Linked, known: Known) -> frozenset[str]:
    """Keys of the actors that are the article's own publisher or agency: telling them is no hop."""
    own = [name for name in (article.publisher, article.agency) if name]
    names = {normal(name) for name in own}
    keys = {found.key for found in map(known.find, own) if found}
    return frozenset(
        actor.key
        for actor in linked.actors
        if actor.key in keys or names & {normal(n) for n in (actor.label, *actor.aliases)}
    )


def with_sure_chains(claim: Claim, least: float) -> Claim | None:
    """The claim with the chains whose hops are all sure enough, or None where none of its chains is.

    A doubtful claim is left out rather than told without its chain, as the article's own.
    """
    chains = tuple(chain for chain in claim.chains if all(hop.probability >= least for hop in chain))
    return replace(claim, chains=chains) if chains or not claim.chains else None


def enriched(
    claim: Claim, text: str, parsed: Parse, mentions: tuple[Mention, ...], told: tuple[Told, ...], scheme: Scheme
) -> Claim:
    """The claim with the figures and events in its words, and how sure they are said to be; its hops with theirs."""
    modality, words = modality_of(parsed, claim.evidence) or (None, None)
    quantities = find_quantities(text, parsed, claim.evidence, mentions)
    return replace(
        claim,
        # Without a chain, as where an agency quotes itself, the article itself says it.
        voice=claim.voice if claim.chains else "narrator",
        chains=tuple(tuple(replace(hop, events=said(told, hop, scheme)) for hop in chain) for chain in claim.chains),
        quantities=quantities,
        events=claimed(told, claim.evidence, quantities, scheme),
        modality=modality,
        modality_words=words,
    )


def with_surroundings(claim: Claim, around: Mapping[int, tuple[Event, ...]], parsed: Parse) -> Claim:
    """The claim whose first hops have the events that the article tells in their sentences."""
    chains = []
    for chain in claim.chains:
        first = chain[0] if chain else None
        sentence = parsed.sentence(first.cue[0].start) if first and first.cue else None
        events = around.get(sentence.first, ()) if sentence else ()
        chains.append((replace(chain[0], events=(*chain[0].events, *events)), *chain[1:]) if events else chain)
    return replace(claim, chains=tuple(chains))


def worth_keeping(claim: Claim, parsed: Parse, setting: Setting) -> bool:
    """Whether somebody is said to say so, or the article itself tells of an event, a figure, a time or a number."""
    told = claim.chains or claim.events or claim.quantities
    return bool(told) or dated(claim.evidence, parsed, setting.when)


def reading_of(article: Article, parsed: Parse, linked: Linked, claims: tuple[Claim, ...]) -> Reading:
    """The reading with the actors that a chain or a claim has, and where they stand in it; others are left out."""
    hops = {hop for claim in claims for chain in claim.chains for hop in chain}
    told = covering((*(s for claim in claims for s in claim.evidence), *(s for hop in hops for s in hop.source)))
    mentions = tuple(mention for mention in linked.mentions if told(mention.span))
    events = {event for claim in claims for event in claim.events} | {event for hop in hops for event in hop.events}
    fillers = {key for event in events for role in event.roles for key in role.fillers}
    briefers = {key for hop in hops if hop.basis for key in hop.basis.actors}
    headlines = [zone.span for zone in article.zones if zone.kind == "headline"]
    speaking = {hop.actor for hop in hops} | briefers
    known = with_offices(linked.actors, linked.mentions, speaking, parsed, headlines)
    used = {hop.actor for hop in hops} | briefers | {mention.actor for mention in mentions} | fillers
    used |= {key for actor in known if actor.key in used for key in actor.affiliations}
    actors = [actor for actor in known if actor.key in used]
    return Reading(
        article,
        with_details(actors, claims, mentions, article.text, parsed),
        mentions,
        claims,
    )


def setting_of(article: Article, parsed: Parse, linked: Linked, known: Known, gazetteer: Gazetteer) -> Setting:
    """The times and places that the article names, wherever; some times have words only, as its day is not known."""
    told = tuple(zone.span for zone in article.zones if zone.kind in ("headline", "caption"))
    parts = (*told, *(zone.span for zone in article.zones if zone.kind == "body"))
    times = find_times(article.text, parsed, parts, article.published, told)
    dated = times if article.published else find_times(article.text, parsed, parts, STAND_IN, told)
    somebody = {actor.key for actor in linked.actors if actor.kind in ("person", "organization", "group", "document")}
    taken = {mention.span for mention in linked.mentions if mention.actor in somebody}
    places, mentions = find_places(article.text, parsed, known, gazetteer, parts, taken)
    return Setting(times, tuple(time.span for time in dated), places, mentions)


def with_setting(reading: Reading, setting: Setting) -> Reading:
    """The reading with the times and places that its claims and events name, and the places around these."""
    events = [event for claim in reading.claims for event in claim.events]
    events += [event for claim in reading.claims for hops in claim.chains for hop in hops for event in hop.events]
    words = {*(span for claim in reading.claims for span in claim.evidence)}
    words |= {role.span for event in events for role in event.roles}
    named = covering(words)
    times = tuple(time for time in setting.times if named(time.span))
    mentions = tuple(mention for mention in setting.place_mentions if named(mention.span))
    filled = {key for event in events for role in event.roles for key in role.fillers}
    keys = {mention.place for mention in mentions} | filled
    keys |= {key for place in setting.places if place.key in keys for key in place.within}
    places = tuple(place for place in setting.places if place.key in keys)
    return replace(reading, places=places, place_mentions=mentions, times=times)
