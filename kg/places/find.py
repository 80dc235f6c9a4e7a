"""The places that an article names, what kind they are, and where they lie as far as text and gazetteer tell.

A name alone is not enough where several places have it: the text decides. It does by what stands beside the name
("Kursk, Russia", "Kursk region"), by the countries that it speaks of, or by two regions of one country ("Texas" and
"Oklahoma"); a place of a country that the article does not tell is not taken. Where more than one is left, the one that
is ten times as populous as each other counts, if all populations are known (those of a user's file are); else the place
has no coordinates, and lies only within what all of them lie in.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from kg.known import Known, normal
from kg.model import Name, Parse, Place, PlaceKind, PlaceMention, Span, Spans, within
from kg.places.gazetteer import Entry, Gazetteer
from kg.places.kinds import bare, kind_of

MORE_POPULOUS = 10
SHORT = 2
BESIDE = re.compile(r",\s+|\s+in\s+(?:the\s+)?|\s+\(")
ADJECTIVES = ("a", "ska", "skaya")
"""Endings by which databases name a region as an adjective: "Kharkivska" is the Kharkiv region."""
SLUG = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Named:
    """A place as it stands in the text: its name, the words with those of its kind, and what stands beside it."""

    name: str
    span: Span
    kind: PlaceKind | None
    beside: str | None = None


def find_places(
    text: str, parse: Parse, known: Known, gazetteer: Gazetteer, place: Spans, taken: Collection[Span] = ()
) -> tuple[tuple[Place, ...], tuple[PlaceMention, ...]]:
    """The places named in parts of a text with where they are named, in text order, and those that contain them.

    What is `taken` names somebody, and no place unless a word of its kind stands beside it.
    """
    names = sorted((*parse.names, *_missed(text, parse, known, gazetteer)), key=lambda name: name.span)
    named = [one for name in names if (one := _named(text, parse, known, gazetteer, name, taken))]
    told = _countries(text, names, parse, known, gazetteer) | _alone(named, gazetteer)
    sure = {one: _candidates(one, known, gazetteer, told) for one in named if one.beside}
    told |= {found[0].country for found in sure.values() if len(found) == 1}
    named = [_as_before(one, sure) for one in named]
    places: dict[str, Place] = {}
    mentions = []
    for one in named:
        if any(within(one.span, span) for span in place):
            found = _place(one, text, known, gazetteer, told)
            places.setdefault(found.key, found)
            mentions.append(PlaceMention(one.span, found.key))
    around = {key for found in places.values() for key in found.within} - places.keys()
    entries = (entry for key in sorted(around) if (entry := gazetteer.entry(key)))
    every = (*places.values(), *map(_resolved, entries))
    keys = {found.key for found in every}
    return tuple(replace(one, within=tuple(filter(keys.__contains__, one.within))) for one in every), tuple(mentions)


def _as_before(one: Named, sure: Mapping[Named, Sequence[Entry]]) -> Named:
    """The name with what stands beside it elsewhere, if that tells one place: "Springfield, Illinois … Springfield"."""
    if one.beside or one.kind not in (None, "city"):
        return one
    same = {found[0].key: other.beside for other, found in sure.items() if other.name == one.name and len(found) == 1}
    return replace(one, beside=next(iter(same.values()))) if len(same) == 1 else one


def _named(
    text: str, parse: Parse, known: Known, gazetteer: Gazetteer, name: Name, taken: Collection[Span]
) -> Named | None:
    """The place that a name names, if it does; names of countries do, whatever sort the parse takes them for."""
    owner, words = _parted(text[slice(*name.span)])
    kind, span = kind_of(text, name.span)
    if known.demonym(words) or (known.demonym(bare(words, "region")) and kind):
        return None
    country = _country(words, known, gazetteer)
    if not country and kind is None and (name.kind != "place" or name.span in taken or not _proper(parse, span)):
        return None
    if name.kind in ("person", "organization") and kind is not None and not _standing(parse, span):
        return None
    beside = BESIDE.match(text, span.end)
    other = next((n for n in parse.names if beside and n.span.start == beside.end()), None)
    return Named(bare(words, kind), span, kind, owner or (text[slice(*other.span)] if other else None))


def _missed(text: str, parse: Parse, known: Known, gazetteer: Gazetteer) -> Iterator[Name]:
    """The countries that stand in the text and are not among the parse's names: up to a few proper nouns in a row."""
    inside = {n for name in parse.names for n in parse.numbers(name.span)}
    proper = [n for n, token in enumerate(parse.tokens) if token.pos == "PROPN" and n not in inside]
    for _, pairs in groupby(enumerate(proper), key=lambda pair: pair[1] - pair[0]):
        row = [number for _, number in pairs]
        span = Span(parse.tokens[row[0]].span.start, parse.tokens[row[-1]].span.end)
        if _country(text[slice(*span)], known, gazetteer):
            yield Name(span, "place")


def _parted(words: str) -> tuple[str | None, str]:
    """The owner and the name: "Brazil's Santa Catarina"."""
    owner, _, name = re.sub("['’]s$", "", words).replace("’", "'").rpartition("'s ")
    return owner or None, name


def _proper(parse: Parse, span: Span) -> bool:
    """Whether a proper noun is among the words; initials and the like are none."""
    tokens = [parse.tokens[n] for n in parse.numbers(span)]
    return any(token.pos == "PROPN" and len(token.text) > SHORT for token in tokens)


def _standing(parse: Parse, span: Span) -> bool:
    """Whether the words of a name and of a kind hang together: "the Kursk region", not "Putin, region chief"."""
    numbers = parse.numbers(span)
    return sum(parse.tokens[n].head not in numbers or parse.tokens[n].head == n for n in numbers) == 1


def _country(words: str, known: Known, gazetteer: Gazetteer) -> Entry | None:
    """The country of a name, by the gazetteer or by a known state's other names."""
    actor = known.find(words)
    names = (words, actor.label, *actor.aliases) if actor and actor.kind == "state" else (words,)
    found = {entry.key: entry for name in names for entry in gazetteer.countries(re.sub(r"^the\s+", "", name))}
    return next(iter(found.values())) if len(found) == 1 else None


def _countries(text: str, names: Iterable[Name], parse: Parse, known: Known, gazetteer: Gazetteer) -> frozenset[str]:
    """The codes of the countries that an article speaks of by name, demonym or capital."""
    states = [known.demonym(token.text) for token in parse.tokens if token.text[0].isupper()]
    words = {state.label for state in states if state}
    for name in names:
        called = text[slice(*name.span)]
        state = known.demonym(called) or (known.capital(called) if name.kind == "place" else None)
        words.add(state.label if state else called)
    return frozenset(entry.country for name in words if (entry := _country(name, known, gazetteer)))


def _alone(named: Iterable[Named], gazetteer: Gazetteer) -> frozenset[str]:
    """The codes of the countries that alone have a region or a capital of a name, or regions of two of the names."""
    named = tuple(named)
    told = _with_two_regions({one.name for one in named if one.kind is None}, gazetteer)
    for one in named:
        regions = {entry.country for entry in _regions(one.name, gazetteer)} if one.kind == "region" else set()
        capitals = set(gazetteer.capital_of(one.name)) if one.kind in (None, "city") and not one.beside else set()
        told |= set().union(*(codes for codes in (regions, capitals) if len(codes) == 1))
    return frozenset(told)


def _with_two_regions(names: Iterable[str], gazetteer: Gazetteer) -> set[str]:
    """The countries of which two regions are named, each of them no region of another: "Ohio", "Texas"."""
    alone = [codes for name in names if len(codes := {entry.country for entry in gazetteer.regions(name)}) == 1]
    counted = Counter(chain.from_iterable(alone))
    return {code for code, count in counted.items() if count > 1}


def _place(one: Named, text: str, known: Known, gazetteer: Gazetteer, told: frozenset[str]) -> Place:
    """The place, with what the gazetteer knows of it if only one can be meant."""
    found = _candidates(one, known, gazetteer, told)
    if len(found) == 1:
        adjective = found[0].name.removeprefix(one.name) in ADJECTIVES
        return replace(_resolved(found[0]), label=one.name if adjective else found[0].name)
    shared = [key for key in (found[0].within if found else ()) if all(key in entry.within for entry in found)]
    words = text[slice(*one.span)]
    kind: PlaceKind = one.kind or "place"
    slug = SLUG.sub("-", normal(re.sub(r"^the\s+", "", words, flags=re.IGNORECASE))).strip("-")
    return Place(f"#place-{slug}", words, kind, within=tuple(shared))


def _resolved(entry: Entry) -> Place:
    return Place(entry.key, entry.name, entry.kind, entry.latitude, entry.longitude, entry.within)


def _candidates(one: Named, known: Known, gazetteer: Gazetteer, told: frozenset[str]) -> tuple[Entry, ...]:
    """What the name may name: by its kind, then by what stands beside it, then by the countries that are told of."""
    found: list[Entry] = [e for e in gazetteer.added(one.name) if one.kind in (None, e.kind)]
    country = _country(one.name, known, gazetteer)
    if one.kind in (None, "country") and country:
        found.append(country)
    beside = _beside(one, known, gazetteer)
    around = sorted(told | {entry.country for entry in beside} | set(gazetteer.capital_of(one.name)))
    if one.kind == "region":
        found += _regions(one.name, gazetteer)
    if one.kind is None:
        found += [entry for code in around for entry in gazetteer.regions(one.name, code)]
    if one.kind in (None, "city") and not (country and not beside):
        found += [entry for code in around for entry in gazetteer.cities(one.name, code)]
    keys = {entry.key for entry in beside}
    inside = tuple(entry for entry in found if keys & set(entry.within))
    if inside:
        return _cities_first(inside, lambda _: True)
    capital = set(gazetteer.capital_of(one.name))
    likely = _cities_first(_told(found, one, told), lambda entry: entry.country in capital)
    return _most_populous(likely)


def _cities_first(found: tuple[Entry, ...], first: Callable[[Entry], bool]) -> tuple[Entry, ...]:
    """The cities that come first, else all; a city that is a region of its own is one place.

    Capitals do, and what stands beside a country or region: "Kursk, Russia" is the city, "Kursk" may be the region.
    """
    alone = {entry.key for entry in found if entry.kind == "city"}
    found = tuple(entry for entry in found if not alone & set(entry.within))
    return tuple(entry for entry in found if entry.kind == "city" and first(entry)) or found


def _told(found: Sequence[Entry], one: Named, told: frozenset[str]) -> tuple[Entry, ...]:
    """Those in a country that the article speaks of, else what is told as a region, or may be told by population."""
    inside = tuple(entry for entry in found if entry.country in told)
    return inside or tuple(entry for entry in found if entry.population or one.kind == "region")


def _beside(one: Named, known: Known, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The country or the regions that stand beside a name."""
    if one.beside is None:
        return ()
    country = _country(one.beside, known, gazetteer)
    return (country,) if country else gazetteer.regions(bare(one.beside, "region"))


def _regions(name: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The regions of a name, else those that are called by its adjective."""
    found = gazetteer.regions(name)
    return found or tuple(entry for end in ADJECTIVES for entry in gazetteer.regions(name + end))


def _most_populous(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """The one that is much more populous than each other, if all populations are known; else all."""
    entries = tuple({entry.key: entry for entry in found}.values())
    ranked = sorted(entries, key=lambda entry: -entry.population)
    if len(ranked) > 1 and ranked[-1].population and ranked[0].population >= MORE_POPULOUS * ranked[1].population:
        return (ranked[0],)
    return entries
