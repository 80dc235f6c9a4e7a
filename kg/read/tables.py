"""The tables of news agencies, outlets, time zones and words of imprints, read once from the files beside it."""

import csv
import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from kg.resources import resource


def agency_named(words: str) -> str | None:
    """The short name of the agency that `words` name, or None.

    >>> agency_named("Associated Press"), agency_named("REUTERS"), agency_named("Ana")
    ('AP', 'Reuters', None)
    """
    return _named(words.strip(), _forms(""))


def pictures_from(words: str) -> bool:
    """Whether `words` name an agency or archive that has pictures, such as "Ana Lima/Getty Images"."""
    return _name_in(words, _forms("")) is not None or _name_in(words, _forms("only")) is not None


def agency_in(words: str) -> str | None:
    """The agency whose name stands somewhere in `words`, such as "AFP/Getty Images".

    >>> agency_in("Thomson Reuters Foundation in Kyiv")
    'Reuters'
    """
    return _name_in(words, _forms(""))


def agency_of(address: str) -> str | None:
    """The agency on whose own site `address` lies, or None."""
    return next((found for domain in _domains(address) if (found := _sites().get(domain))), None)


def outlet_of(address: str) -> str | None:
    """The name of the outlet at `address`; where it is not in the table, the domain itself.

    >>> outlet_of("https://www.themoscowtimes.com/2024/12/19/a"), outlet_of("https://news.example.org/a")
    ('The Moscow Times', 'news.example.org')
    """
    domains = _domains(address)
    return next((name for domain in domains if (name := _outlets().get(domain))), domains[0] if domains else None)


def outlet_named(words: str) -> str | None:
    """The outlet of the table that `words` name, or None; an agency's name may stand for what it sends to others.

    >>> outlet_named("ARAB NEWS"), outlet_named("News"), outlet_named("Reuters")
    ('Arab News', None, None)
    """
    return None if agency_named(words) else _outlet_names().get(words.strip().casefold())


@lru_cache
def timezones() -> dict[str, str]:
    """Abbreviations of time zones with their offset or their name in the time zone database."""
    return {row["abbreviation"]: row["zone"] for row in _rows("timezones.csv")}


@lru_cache
def imprint_words() -> Mapping[str, frozenset[str]]:
    """The words of `imprint.toml` by their sort."""
    table = tomllib.loads(resource("read", "imprint.toml").read_text(encoding="utf-8"))
    return {sort: frozenset(words.split()) for sort, words in table.items()}


def _domains(address: str) -> list[str]:
    """The domain of `address` without "www.", and then its ever shorter endings."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    parts = host.split(".") if host else []
    return [".".join(parts[first:]) for first in range(max(len(parts) - 1, 1))] if parts else []


def _named(words: str, forms: Mapping[str, str]) -> str | None:
    return forms.get(words) or (None if words.isupper() else forms.get(words.casefold()))


LONGEST_NAME = 5


def _name_in(words: str, forms: Mapping[str, str]) -> str | None:
    """The longest, then first, run of words that is a name in `forms`."""
    parts = re.split(r"[\s/,()\[\]|–—]+", words)
    for length in range(min(LONGEST_NAME, len(parts)), 0, -1):
        for first in range(len(parts) - length + 1):
            if found := _named(" ".join(parts[first : first + length]), forms):
                return found
    return None


@lru_cache
def _forms(pictures: str) -> dict[str, str]:
    """Every form of an agency's name: as written, in capitals, and (unless mere letters) in small.

    `pictures` chooses the agencies that write ("") or those that only have pictures ("only").
    """
    forms: dict[str, str] = {}
    for row in _rows("agencies.csv"):
        for name in (row["short"], *filter(None, row["names"].split("|"))) if row["pictures"] == pictures else ():
            forms |= {name: row["short"], name.upper(): row["short"]}
            if len(name) > 4:
                forms[name.casefold()] = row["short"]
    return forms


@lru_cache
def _sites() -> dict[str, str]:
    return {domain: row["short"] for row in _rows("agencies.csv") for domain in filter(None, row["domains"].split("|"))}


@lru_cache
def _outlets() -> dict[str, str]:
    return {row["domain"]: row["name"] for row in _rows("outlets.csv")}


@lru_cache
def _outlet_names() -> dict[str, str]:
    return {name.casefold(): name for name in _outlets().values()}


def _rows(name: str) -> list[dict[str, str]]:
    with resource("read", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
