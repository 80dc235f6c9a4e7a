"""Places: a table of sentences with the places in them, a user's gazetteer, and what must hold for any text."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GazetteerError
from kg.known import load_known
from kg.model import Article, Parse, Place, Span, Zone
from kg.parse import parse
from kg.places.find import find_places
from kg.places.gazetteer import Gazetteer, load_gazetteer
from kg.tables import rows

DATA = Path(__file__).parent / "data"
with (DATA / "places.tsv").open(encoding="utf-8", newline="") as file:
    CASES = [(row["text"], row["places"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
KNOWN = load_known()
SHIPPED = Gazetteer()
OWN = load_gazetteer(DATA / "gazetteer.tsv")


def read(text: str, language) -> Parse:
    return parse(Article("test", text, (Zone("body", Span(0, len(text))),)), language)


def named(text: str, language, gazetteer: Gazetteer = SHIPPED) -> list[tuple[str, Place]]:
    """The words that name places, and the places, in text order."""
    places, mentions = find_places(text, read(text, language), KNOWN, gazetteer, (Span(0, len(text)),))
    by_key = {place.key: place for place in places}
    return [(text[slice(*mention.span)], by_key[mention.place]) for mention in mentions]


def shown(words: str, place: Place) -> str:
    around = f" in {', '.join(place.within)}" if place.within else ""
    return f"{words} = {place.key} {place.kind}{around}"


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_table(text: str, expected: str, language) -> None:
    assert "; ".join(shown(*one) for one in named(text, language)) == expected


def test_coordinates_come_with_the_place_that_is_meant(language) -> None:
    ((_, kursk), _) = named("Drones hit a depot in the Kursk region of Russia.", language)
    assert (kursk.latitude, kursk.longitude) == pytest.approx((51.73, 36.19), abs=0.1)
    ((_, springfield),) = named("Police in Springfield arrested a man on Monday.", language)
    assert (springfield.latitude, springfield.longitude) == (None, None)


def test_two_regions_of_one_country_tell_it(language) -> None:
    found = dict(zip(("Texas", "Oklahoma"), named("Storms hit Texas and Oklahoma on Friday.", language), strict=True))
    assert {name: place.key for name, (_, place) in found.items()} == {
        "Texas": "place/us-tx",
        "Oklahoma": "place/us-ok",
    }
    ((_, alone),) = named("Storms hit Texas on Friday.", language)
    assert alone.latitude is None


def test_what_contains_a_place_is_told_too(language) -> None:
    text = "Police in Springfield, Illinois, arrested a man."
    places, _ = find_places(text, read(text, language), KNOWN, SHIPPED, (Span(0, text.index(",")),))
    assert [(place.key, place.label) for place in places] == [
        ("place/us-il/springfield", "Springfield"),
        ("place/us", "United States"),
        ("place/us-il", "Illinois"),
    ]


def test_a_name_that_is_taken_is_no_place(language) -> None:
    text = "Talks were held in Lemuria on Monday."
    place = Span(text.index("Lemuria"), text.index(" on"))
    found = find_places(text, read(text, language), KNOWN, SHIPPED, (Span(0, len(text)),), taken={place})
    assert found == ((), ())


@pytest.mark.parametrize(
    ("text", "key", "within"),
    [
        ("The mayor of the town of Zenda said on Monday.", "place/geonames-3", ("place/geonames-2", "place/rr")),
        ("Soldiers fled the city of Strelsau on Monday.", "#place-city-of-strelsau", ()),
    ],
)
def test_only_ten_times_as_populous_tells_places_of_one_name_apart(text, key, within, language) -> None:
    ((_, place),) = named(text, language, OWN)
    assert (place.key, place.within) == (key, within)


def test_a_users_places_have_all_their_names() -> None:
    assert {entry.key for entry in OWN.added("Zentha")} == {"place/geonames-3"}
    assert [(e.kind, e.population) for e in OWN.added("Tarlenheim Dam")] == [("facility", 0)]
    assert OWN.added("Nowhere") == ()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("1\tZenda", "line 1.*15 columns"),
        ("1\tZenda\tZenda\t\tnorth\t16\tP\tPPL\tRR\t\t01\t\t\t\t5", "line 1.*GeoNames"),
        ("1\tZenda\tZenda\t\t91\t16\tP\tPPL\tRR\t\t01\t\t\t\t5", "line 1: no place lies at latitude 91"),
        ("1\tZenda\tZenda\t\t47\t16\tP\tPPL\tRR\t\t01\t\t\t\tmany", "line 1.*many"),
    ],
)
def test_a_bad_line_is_named(line: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(GazetteerError, match=says):
        load_gazetteer(path)


@pytest.mark.parametrize("make", [lambda path: None, Path.mkdir, lambda path: path.write_bytes(b"\xff\xfe\x00")])
def test_a_file_that_cannot_be_read_is_named(make, tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    make(path)
    with pytest.raises(GazetteerError, match=r"places\.tsv: .*cannot be read"):
        load_gazetteer(path)


PIECES = st.one_of(
    st.sampled_from([row["words"] for row in rows("places")]),
    st.sampled_from(["Kursk", "Springfield", "Russia", "U.S.", "Paris", "Seoul", "Ann Bell", "Georgia", "the", "of"]),
    st.sampled_from([",", "(", "'s", "in", "said", "’", "\n", "𝔎ursk"]),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=10))
def test_whatever_the_words_places_are_sound(language, pieces: list[str]) -> None:
    text = " ".join(pieces)
    part = Span(len(text) // 5, len(text))
    places, mentions = find_places(text, read(text, language), KNOWN, SHIPPED, (part,))
    keys = {place.key for place in places}
    assert len(keys) == len(places)
    for mention in mentions:
        assert part.start <= mention.span.start < mention.span.end <= part.end
        assert mention.place in keys
    for place in places:
        assert set(place.within) <= keys
        assert place.label
        assert (place.latitude is None) == (place.longitude is None) == place.key.startswith("#")
