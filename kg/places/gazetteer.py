"""Where places lie: countries, regions and cities of the Countries States Cities database, and of a user's own file.

The database comes with the package `countrystatecity-countries` (ODbL 1.0); it is read by country, so that only the
countries that an article names are loaded, once. A user's file has the columns of a GeoNames dump
(https://download.geonames.org/export/dump/readme.txt), tab-separated, without a header: number, name, ASCII name,
other names separated by commas, latitude, longitude, feature class, feature code, country (ISO 3166-1, two letters),
other countries, first-level region's code, three more levels, population; more may follow.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import file_digest
from pathlib import Path
from typing import Any

from kg.errors import GazetteerError
from kg.known import normal
from kg.model import PlaceKind

Row = dict[str, Any]
COLUMNS = 15
FEATURES: dict[str, PlaceKind] = {"P": "city", "H": "water", "S": "facility", "A": "region"}
CITIES = ("city", "capital", "municipality", "metropolis")
"""Words in the type of a first-level region that is a city, as Seoul and Berlin are."""
COUNTRY_CODES = frozenset({"PCLI", "PCLD", "PCLF", "PCLS", "PCLIX"})


@dataclass(frozen=True)
class Entry:
    """A place that the gazetteer knows; `key` is stable, `within` are the keys of region and country around it.

    Coordinates are degrees (WGS 84); a population of 0 is not known.
    """

    key: str
    name: str
    kind: PlaceKind
    latitude: float
    longitude: float
    country: str
    within: tuple[str, ...] = ()
    population: int = 0


class Gazetteer:
    """Places by name, from the database and from entries that a user has added.

    >>> gazetteer = Gazetteer()
    >>> [(entry.key, entry.within) for entry in gazetteer.regions("Kursk")]
    [('place/ru-krs', ('place/ru',))]
    >>> [entry.key for entry in gazetteer.cities("Sudzha", "RU")]
    ['place/ru-krs/sudzha']
    """

    def __init__(self, added: Iterable[Entry] = ()) -> None:
        """Index what a user has added; the database is read when it is asked."""
        self._added: dict[str, list[Entry]] = defaultdict(list)
        for entry in added:
            self._added[normal(entry.name)].append(entry)
        self._cities: dict[str, dict[str, list[Row]]] = {}
        self._regions: dict[str, dict[str, list[Row]]] = {}

    def added(self, name: str) -> tuple[Entry, ...]:
        """The user's places of a name."""
        return tuple(self._added.get(normal(name), ()))

    def countries(self, name: str) -> tuple[Entry, ...]:
        """The countries of a name."""
        added = (entry for entry in self.added(name) if entry.kind == "country")
        return (*self._countries.get(normal(name), ()), *added)

    def capital_of(self, name: str) -> tuple[str, ...]:
        """The codes of the countries whose capital has this name."""
        return self._capitals.get(normal(name), ())

    def regions(self, name: str, country: str | None = None) -> tuple[Entry, ...]:
        """The states, provinces and other first-level regions of a name, in a country or in any."""
        if country is None:
            return tuple(map(_region, self._everywhere.get(normal(name), ())))
        if country not in self._regions:
            self._regions[country] = _region_rows([country])
        return tuple(map(_region, self._regions[country].get(normal(name), ())))

    def cities(self, name: str, country: str) -> tuple[Entry, ...]:
        """The cities, towns and villages of a name in a country, given by its ISO 3166-1 code of two letters."""
        if country not in self._cities:
            self._cities[country] = _city_rows(country)
        return tuple(map(_city, self._cities[country].get(normal(name), ())))

    def entry(self, key: str) -> Entry | None:
        """The country, the region, or the user's place of a key."""
        added = (entry for found in self._added.values() for entry in found if entry.key == key)
        country = key.removeprefix("place/").split("-")[0].upper()
        regions = (_region(row) for row in _located(country) if _region(row).key == key)
        return self._codes.get(key) or next(regions, None) or next(added, None)

    @cached_property
    def _countries(self) -> dict[str, tuple[Entry, ...]]:
        return _by_name(_country(row) for row in _loader().load_countries())

    @cached_property
    def _capitals(self) -> dict[str, tuple[str, ...]]:
        rows = [row for row in _loader().load_countries() if row.get("capital")]
        return {normal(r["capital"]): tuple(o["iso2"] for o in rows if o["capital"] == r["capital"]) for r in rows}

    @cached_property
    def _everywhere(self) -> dict[str, list[Row]]:
        return _region_rows(row["iso2"] for row in _loader().load_countries())

    @cached_property
    def _codes(self) -> dict[str, Entry]:
        return {entry.key: entry for found in self._countries.values() for entry in found}


def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer, with the places of a user's file.

    Raises:
        GazetteerError: the file cannot be read, or a line has not the columns of a GeoNames dump.
    """
    return Gazetteer(read_places(path) if path else ())


def digest_of(path: Path) -> str:
    """The digest of a user's file.

    Raises:
        GazetteerError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise GazetteerError(f"{path}: the gazetteer cannot be read ({error.strerror}); name another file") from error


def read_places(path: Path) -> tuple[Entry, ...]:
    """The places of a file with the columns of a GeoNames dump."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: the gazetteer cannot be read ({error}); give a file of UTF-8 text") from error
    regions = {(row[8], row[10]): _number(row) for row in rows if len(row) >= COLUMNS and row[7] == "ADM1"}
    return tuple(entry for line, row in enumerate(rows, start=1) for entry in _added(path, line, row, regions))


def _added(path: Path, line: int, row: list[str], regions: dict[tuple[str, str], str]) -> Iterator[Entry]:
    """A line's place under each of its names."""
    try:
        latitude, longitude, population = float(row[4]), float(row[5]), int(row[14] or 0)
    except (IndexError, ValueError) as error:
        raise GazetteerError(
            f"{path}, line {line}: not a line of a GeoNames dump ({error}); give {COLUMNS} columns or more, "
            "separated by tabs, with latitude and longitude in the fifth and sixth and population in the fifteenth"
        ) from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise GazetteerError(f"{path}, line {line}: no place lies at latitude {latitude}, longitude {longitude}")
    kind: PlaceKind = "country" if row[7] in COUNTRY_CODES else FEATURES.get(row[6], "place")
    key = f"place/{row[8].lower()}" if kind == "country" else _number(row)
    region = regions.get((row[8], row[10]))
    country = (f"place/{row[8].lower()}",) if row[8] and kind != "country" else ()
    around = ((region,) if region and region != key else ()) + country
    for name in dict.fromkeys((row[1], *filter(None, row[3].split(",")))):
        yield Entry(key, name, kind, latitude, longitude, row[8], around, population)


def _number(row: list[str]) -> str:
    return f"place/geonames-{row[0]}"


@cache
def _loader() -> Any:
    from countrystatecity_countries.loaders import DataLoader  # reads its files when asked

    return DataLoader


def _country(row: dict[str, Any]) -> Entry:
    key = f"place/{row['iso2'].lower()}"
    return Entry(key, row["name"], "country", float(row["latitude"]), float(row["longitude"]), row["iso2"])


def _region_rows(countries: Iterable[str]) -> dict[str, list[Row]]:
    index: dict[str, list[Row]] = defaultdict(list)
    for country in countries:
        for row in _located(country):
            index[normal(row["name"])].append(row)
    return index


def _located(country: str) -> Iterator[Row]:
    """The regions of a country whose coordinates are known."""
    return (row for row in _loader().load_states(country) if row["latitude"] and row["longitude"])


def _region(row: Row) -> Entry:
    country = row["country_code"]
    key = f"place/{country}-{row['state_code']}".lower()
    place = float(row["latitude"]), float(row["longitude"])
    kind: PlaceKind = "city" if any(word in row["type"] for word in CITIES) else "region"
    return Entry(key, row["name"], kind, *place, country, (f"place/{country.lower()}",))


def _city_rows(country: str) -> dict[str, list[Row]]:
    index: dict[str, list[Row]] = defaultdict(list)
    for region in _loader().load_states(country):
        for row in _loader().load_cities(country, region["state_code"]):
            index[normal(row["name"])].append(row)
    return index


def _city(row: Row) -> Entry:
    country = row["country_code"]
    around = (f"place/{country}-{row['state_code']}".lower(), f"place/{country.lower()}")
    key = f"{around[0]}/{normal(row['name']).replace(' ', '-')}"
    return Entry(key, row["name"], "city", float(row["latitude"]), float(row["longitude"]), country, around)


def _by_name(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    index: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        index[normal(entry.name)] = (*index.get(normal(entry.name), ()), entry)
    return index
