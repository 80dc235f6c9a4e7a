"""The way of an article, from its text to a checked graph: only this file knows the order of the steps."""

import gc
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.assembly import (
    enriched,
    own_actors,
    reading_of,
    setting_of,
    with_setting,
    with_sure_chains,
    with_surroundings,
    worth_keeping,
)
from kg.attribute import Encoder, attribute, load_encoder
from kg.bases import bases_of, find_occasions, on_bases, sources_of
from kg.claims import make_claims
from kg.events import Scheme, find_events, left_over, load_scheme
from kg.graph import to_triples
from kg.known import Known, load_known
from kg.link import link
from kg.model import (
    Article,
    Reading,
)
from kg.nest import nest
from kg.parse import load_language, parse
from kg.places.gazetteer import Gazetteer, load_gazetteer
from kg.validate import Report, Shapes, load_shapes, validate
from kg.vocabulary import Triple

if TYPE_CHECKING:
    from spacy.language import Language

SELDOM = (
    100_000  # objects; most of the 20,000 or so of an article are gone with it before they are looked at for cycles
)


@dataclass(frozen=True)
class Tools:
    """Models, tables and shapes, loaded once and used for every article.

    Chains with a hop less sure than `min_confidence` are left out, and claims that have no other.
    """

    language: "Language"
    encoder: Encoder
    known: Known
    scheme: Scheme
    shapes: Shapes
    gazetteer: Gazetteer
    min_confidence: float = 0.0


@dataclass(frozen=True)
class Built:
    """What came of an article: its reading, the triples of its graph, and what the shapes say of them."""

    reading: Reading
    triples: tuple[Triple, ...]
    report: Report


def load_tools(model: str | None = None, gazetteer: Path | None = None, events: tuple[Path, ...] = ()) -> Tools:
    """Load all that reading needs.

    Args:
        model: another spaCy pipeline than the program's own.
        gazetteer: a file of more places.
        events: Turtle files with event types besides those that come with the program.

    Raises:
        GazetteerError: the file of places cannot be read.
        SchemeError: a file of event types cannot be used.
    """
    places, scheme = load_gazetteer(gazetteer), load_scheme(*events)
    tools = Tools(load_language(model), load_encoder(), load_known(), scheme, load_shapes(), places)
    gc.freeze()  # they stay to the end: the garbage collector need not go through them with every article
    gc.set_threshold(SELDOM)
    return tools


def build_article(article: Article, tools: Tools) -> Built:
    """Read an article's claims, map them to RDF and check the graph."""
    reading = read_claims(article, tools)
    triples = to_triples(reading)
    return Built(reading, triples, validate(triples, tools.shapes, article.text))


def read_claims(article: Article, tools: Tools) -> Reading:
    """Parse, attribute, nest, link, and make claims with their quantities, events and modality."""
    parsed = parse(article, tools.language)
    attributions = nest(attribute(article, tools.encoder), article.text, parsed)
    occasions = find_occasions(parsed, attributions)
    spoken = (*attributions, *sources_of(occasions, attributions))
    linked = link(article, parsed, spoken, tools.known)
    own = own_actors(article, linked, tools.known)
    claims = make_claims(article, parsed, attributions, linked.sources[: len(attributions)], own)
    claims = on_bases(claims, bases_of(occasions, spoken, linked.sources))
    claims = tuple(sure for claim in claims if (sure := with_sure_chains(claim, tools.min_confidence)))
    setting = setting_of(article, parsed, linked, tools.known, tools.gazetteer)
    told = find_events(parsed, tools.scheme, linked.actors, linked.mentions, setting.when, setting.place_mentions)
    around = left_over(told, claims, parsed)
    claims = tuple(enriched(claim, article.text, parsed, linked.mentions, told, tools.scheme) for claim in claims)
    claims = tuple(with_surroundings(claim, around, parsed) for claim in claims)
    claims = tuple(claim for claim in claims if worth_keeping(claim, parsed, setting))
    return with_setting(reading_of(article, parsed, linked, claims), setting)
