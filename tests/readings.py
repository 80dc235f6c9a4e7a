"""A hand-made reading that has every feature of the graph, shared by the tests."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from kg.graph import run_triples
from kg.graph.iris import article_iri
from kg.model import (
    Actor,
    Article,
    Basis,
    Claim,
    Event,
    Hop,
    Mention,
    Place,
    PlaceMention,
    Quantity,
    Reading,
    Role,
    Span,
    Time,
    Zone,
)

TEXT = """Ministry says 1,200 troops left Zürich 🇨🇭
By Ann Bell
ZÜRICH, March 4 (Wire) - At least 1,200 soldiers may have been sent to Ruritania's border, Mayor Éva Őri \
said on Monday, citing the Défense Ministry.
"We have never sold arms," the ministry's envoy told reporters.
U.S. and Ruritanian officials said that nearly 300 were killed and up to 2.5 million fled, a senior officer \
said.
Ruritania has not acknowledged the deployment. The bridge was closed.
"""

TIMES = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)


def span(words: str, after: str = "") -> Span:
    """Where the words stand in the text, the first time after some other words."""
    start = TEXT.index(words, TEXT.index(after))
    return Span(start, start + len(words))


ARTICLE = Article(
    name="border.txt",
    text=TEXT,
    zones=(Zone("headline", Span(0, TEXT.index("\n"))),),
    headline="Ministry says 1,200 troops left Zürich 🇨🇭",
    byline="Ann Bell",
    agency="Wire",
    publisher="The Daily “Planet”",
    dateline="ZÜRICH",
    published=TIMES,
    address="https://news.example/2025/03/04/border?x=1#top",
)

ACTORS = (
    Actor("actor/eva-ori", "Éva Őri", "person", named=True, description="Mayor", roles=(span("Mayor"),)),
    Actor("actor/defense-ministry", "Défense Ministry", "organization", named=True, aliases=("the ministry",)),
    Actor("actor/united-states", "United States", "state", named=True, known=True, aliases=("U.S.", "US")),
    Actor("actor/ruritania", "Ruritania", "state", named=True),
    Actor("actor/u-s-officials", "U.S. officials", "group", named=True),
    Actor("actor/white-paper", "White Paper", "document", named=True),
    Actor(
        "#actor-{}-{}".format(*span("the ministry's envoy")),
        "the ministry's envoy",
        "unknown",
        named=False,
        description="envoy of the ministry",
    ),
    Actor(
        "#actor-{}-{}".format(*span("a senior officer")),
        "a senior officer",
        "person",
        named=False,
        role="officer",
        count=1,
        affiliations=("actor/ruritania",),
        anonymity=span("The bridge was closed"),
    ),
)
ENVOY, OFFICER = ACTORS[6].key, ACTORS[7].key

MENTIONS = (
    Mention(span("Ministry"), "actor/defense-ministry"),
    Mention(span("Ruritania"), "actor/ruritania"),
    Mention(span("Mayor Éva Őri"), "actor/eva-ori"),
    Mention(span("the Défense Ministry"), "actor/defense-ministry"),
    Mention(span("the ministry's envoy"), ENVOY),
    Mention(span("U.S."), "actor/united-states"),
    Mention(span("U.S. and Ruritanian officials"), "actor/u-s-officials"),
    Mention(span("a senior officer"), OFFICER),
    Mention(span("Ruritania", "a senior officer"), "actor/ruritania"),
)

_OFFICER = Hop(OFFICER, (span("a senior officer"),), (span("said", "a senior officer"),), "indirect", "asserted", 0.75)
_SENT = Claim(
    evidence=(span("At least 1,200 soldiers may have been sent to Ruritania's border"),),
    chains=(
        (
            Hop(
                "actor/eva-ori",
                (span("Mayor Éva Őri"),),
                (span("said"),),
                "indirect",
                "asserted",
                0.93,
                Basis(span("on Monday"), ("actor/defense-ministry",)),
                (
                    Event(
                        "statement",
                        span("said"),
                        (Role("actor", span("Mayor Éva Őri"), ("actor/eva-ori",)), Role("time", span("Monday"))),
                    ),
                ),
            ),
            Hop(
                "actor/defense-ministry",
                (span("the Défense Ministry"),),
                (span("citing"),),
                "indirect",
                "asserted",
                0.8812,
            ),
        ),
    ),
    stance="asserted",
    voice="indirect",
    quantities=(
        Quantity(
            span("At least 1,200"),
            Decimal("1.2E+3"),
            None,
            "soldiers",
            "at least",
            of_whom=span("soldiers"),
            actor="actor/ruritania",
            relation="increment",
        ),
    ),
    events=(
        Event(
            "deployment",
            span("sent"),
            (
                Role("patient", span("At least 1,200 soldiers")),
                Role("quantity", span("At least 1,200")),
                Role("recipient", span("Ruritania"), ("actor/ruritania",)),
                Role("place", span("Ruritania's border"), ("actor/ruritania",)),
            ),
            modality="possible",
            modality_words=span("may"),
        ),
    ),
    modality="possible",
    modality_words=span("may"),
)
_SOLD = Claim(
    evidence=(span('"We have never sold arms,"'),),
    chains=((Hop(ENVOY, (span("the ministry's envoy"),), (span("told reporters"),), "direct", "denied", 1.0),),),
    stance="denied",
    voice="direct",
    events=(
        Event(
            "arms transfer",
            span("sold", "never"),
            (
                Role("actor", span("We"), (ENVOY,)),
                Role("patient", span("arms")),
                Role("theme", span("sold arms"), ("#event-arms-transfer-{}-{}".format(*span("sold", "never")),)),
                Role("instrument", span("never")),
            ),
            "negative",
            span("never"),
        ),
    ),
)
_FLED = Claim(
    evidence=(span("nearly 300 were killed"), span("up to 2.5 million fled")),
    chains=tuple(
        (_OFFICER, Hop(actor, (span("U.S. and Ruritanian officials"),), (), "mixed", "asserted", 0.5))
        for actor in ("actor/u-s-officials", "actor/ruritania")
    ),
    stance="asserted",
    voice="mixed",
    quantities=(
        Quantity(span("nearly 300"), None, Decimal(300), "killed", "nearly", approximate=True),
        Quantity(
            span("2.5 million"),
            Decimal("2500000.0"),
            Decimal("2500000.0"),
            "",
            kind="rate",
            unit="UCUM:d",
            out_of=Decimal("5E+6"),
            per="day",
        ),
    ),
    events=(Event("killing", span("killed"), (Role("time", span("up to 2.5 million fled")),)),),
)
_DEPLOYED = Claim(
    evidence=(span("the deployment"),),
    chains=((Hop("actor/ruritania", (), (span("has not acknowledged"),), "indirect", "unacknowledged", 0.6),),),
    stance="unacknowledged",
    voice="indirect",
)
_CLOSED = Claim(evidence=(span("The bridge was closed."),), chains=(), stance="asserted", voice="narrator")

PLACES = (
    Place("#place-ruritania", "Ruritania", "country"),
    Place("#place-border", "border", "place", within=("#place-ruritania",)),
    Place("place/ch-zh/zurich", "Zürich", "city", 47.36667, 8.55, ("place/ch",)),
    Place("place/ch", "Switzerland", "country", 47.0, 8.01),
)
PLACE_MENTIONS = (
    PlaceMention(span("Ruritania"), "#place-ruritania"),
    PlaceMention(span("border"), "#place-border"),
    PlaceMention(span("bridge"), "place/ch-zh/zurich"),
)
TIMES_TOLD = (
    Time(span("Monday"), date(2025, 3, 3), date(2025, 3, 3), "day"),
    Time(span("sent"), date(2025, 3, 3), date(2025, 3, 3), "day"),
    Time(span("never"), None, date(2025, 3, 4), "year"),
    Time(span("killed"), date(2025, 2, 1), date(2025, 2, 28), "month"),
    Time(span("was closed"), date(2025, 3, 1), None, "day"),
)

READING = Reading(
    ARTICLE,
    ACTORS,
    MENTIONS,
    (_SENT, _SOLD, _FLED, _DEPLOYED, replace(_DEPLOYED, stance="declined"), _CLOSED),
    PLACES,
    PLACE_MENTIONS,
    TIMES_TOLD,
)
RUN = run_triples(
    article_iri(ARTICLE),
    started=datetime(2025, 3, 5, 12, 0, 0, 500000, tzinfo=UTC),
    version="0.1.0",
    models=("kg-language 1", "kg-attribution 1"),
    fingerprint="a" * 64,
)


def large_reading(claims: int = 25) -> Reading:
    """A reading of the usual size: about 750 words and 25 claims, on copies of the text one after another."""
    copies = -(-claims // len(READING.claims))
    return Reading(
        replace(ARTICLE, text=TEXT * copies, address=None),
        ACTORS,
        tuple(replace(mention, span=_moved(mention.span, n)) for n in range(copies) for mention in MENTIONS),
        tuple(_moved_claim(claim, n) for n in range(copies) for claim in READING.claims)[:claims],
    )


def _moved(place: Span, copies: int) -> Span:
    return Span(place.start + copies * len(TEXT), place.end + copies * len(TEXT))


def _moved_spans(places: tuple[Span, ...], copies: int) -> tuple[Span, ...]:
    return tuple(_moved(place, copies) for place in places)


def _moved_claim(claim: Claim, n: int) -> Claim:
    return replace(
        claim,
        evidence=_moved_spans(claim.evidence, n),
        chains=tuple(
            tuple(replace(hop, source=_moved_spans(hop.source, n), cue=_moved_spans(hop.cue, n)) for hop in hops)
            for hops in claim.chains
        ),
        quantities=tuple(
            replace(q, span=_moved(q.span, n), of_whom=q.of_whom and _moved(q.of_whom, n)) for q in claim.quantities
        ),
        events=tuple(_moved_event(event, n) for event in claim.events),
        modality_words=claim.modality_words and _moved(claim.modality_words, n),
    )


def _moved_event(event: Event, n: int) -> Event:
    return replace(
        event,
        trigger=_moved(event.trigger, n),
        roles=tuple(replace(role, span=_moved(role.span, n), fillers=role.fillers[:0]) for role in event.roles),
        polarity_words=event.polarity_words and _moved(event.polarity_words, n),
        modality_words=event.modality_words and _moved(event.modality_words, n),
    )
