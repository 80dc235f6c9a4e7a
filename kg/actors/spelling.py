"""One spelling for the many that a name has in English: other scripts, romanisations, orders of family and given name.

Letters become Latin ones with `anyascii`; what a language's names are known by and how they are respelled stands in
`ontology/spellings.csv`, whose rows of a language are used in their order:

    surname  family names, the first word the spelling that all become; `given` is what the rest must look like
    sign     a pattern of words that tell the language; `name` are spellings of one given name, and signs too
    drop     words left out; `letters` a pattern of letters and how it is respelled
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from kg.model import ActorKind
from kg.tables import rows

SCRIPTS = {"Korean": "[가-힣]", "Chinese": "[一-鿿]", "Slavic": "[Ѐ-ӿ]", "Arabic": "[؀-ۿ]"}
SYLLABLES = frozenset({"Korean", "Chinese"})  # scripts that anyascii gives a capital for each syllable
CAPITALS = re.compile(r"(?<=.)(?=[A-Z])")
APART = re.compile(r"[\s,\-‐‑–/]+")
SILENT = re.compile(r"[^a-z0-9&]")
BODY = "body"
FOR_BODIES = (BODY, "Arabic")


@dataclass(frozen=True)
class Language:
    """What names of a language are known by, and how they are respelled."""

    name: str
    surnames: dict[str, str]
    given: re.Pattern[str] | None
    signs: re.Pattern[str] | None
    names: dict[str, str]
    drop: frozenset[str]
    letters: tuple[tuple[re.Pattern[str], str], ...]

    def respelled(self, words: tuple[str, ...], *, sure: bool, given_first: bool) -> str | None:
        """The name in the one spelling, or None if it is not a name of this language.

        `sure` tells that its script is this language's, `given_first` that it begins with syllables joined by a hyphen.
        """
        if self.surnames:
            return self._family_first(words, given_first)
        if self.signs and not sure and not any(word in self.names or self.signs.fullmatch(word) for word in words):
            return None
        kept = [self.names.get(word) or self._letters(word) for word in words if word not in self.drop]
        return ("" if self.name == "Arabic" else " ").join(kept) or None

    def _family_first(self, words: tuple[str, ...], given_first: bool) -> str | None:
        """Family name and given name, whichever comes first; the given name's syllables are put together."""
        orders = ((words[0], words[1:]), (words[-1], words[:-1]))
        for family, given in orders[given_first:]:
            joined = "".join(given)
            if family in self.surnames and self.given and self.given.fullmatch(joined):
                return f"{self.surnames[family]} {self._letters(joined)}"
        return None

    def _letters(self, word: str) -> str:
        for pattern, written in self.letters:
            word = pattern.sub(written, word)
        return word


@lru_cache(maxsize=65536)
def romanised(name: str) -> tuple[str, ...]:
    """The words of a name in plain Latin letters and lower case.

    >>> romanised("Lee Seong-kweun"), romanised("이성권"), romanised("Recep Tayyip Erdoğan")
    (('lee', 'seong', 'kweun'), ('i', 'seong', 'gwon'), ('recep', 'tayyip', 'erdogan'))
    """
    plain = name if name.isascii() else anyascii(name.replace("ال", "") if script(name) == "Arabic" else name)
    if script(name) in SYLLABLES:
        plain = CAPITALS.sub(" ", plain)
    words = (SILENT.sub("", word.casefold()) for word in APART.split(plain))
    return tuple(word for word in words if word)


@lru_cache(maxsize=65536)
def spellings(name: str, kind: ActorKind) -> frozenset[str]:
    """The name in the one spelling of each language that it may be of; two with one in common are spelt alike.

    >>> spellings("Volodymyr Zelensky", "person") & spellings("Володимир Зеленський", "person")
    frozenset({'Slavic vladimir zelensky'})
    >>> spellings("Xi Jinping", "person") == spellings("Jinping Xi", "person") == spellings("习近平", "person")
    True
    """
    words, told = romanised(name), script(name)
    if not words:
        return frozenset()
    given_first = "-" in name.strip().partition(" ")[0]
    found = (
        (language.name, language.respelled(words, sure=bool(told), given_first=given_first))
        for language in fitting(kind, told)
    )
    return frozenset(f"{language} {respelled}" for language, respelled in found if respelled)


@lru_cache(maxsize=65536)
def script(name: str) -> str | None:
    """The language whose script a name is written in, None for Latin letters."""
    if name.isascii():
        return None
    return next((language for language, letters in SCRIPTS.items() if re.search(letters, name)), None)


@cache
def fitting(kind: ActorKind, told: str | None) -> tuple[Language, ...]:
    """The languages that names of this kind may be of, or the one that the script tells."""
    all_ = languages()
    if told:
        return (all_[told],)
    if kind == "person":
        return tuple(language for name, language in all_.items() if name != BODY)
    return tuple(all_[name] for name in FOR_BODIES)


@cache
def languages() -> dict[str, Language]:
    """The languages of `ontology/spellings.csv`."""
    table: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows("spellings"):
        table[row["language"]][row["part"]].append((row["pattern"], row["written"]))
    return {name: _language(name, parts) for name, parts in table.items()}


def _language(name: str, parts: dict[str, list[tuple[str, str]]]) -> Language:
    def one(part: str) -> re.Pattern[str] | None:
        patterns = [pattern for pattern, _ in parts.get(part, [])]
        return re.compile("|".join(patterns)) if patterns else None

    def variants(part: str) -> dict[str, str]:
        return {word: written for words, written in parts.get(part, []) for word in words.split()}

    return Language(
        name,
        variants("surname"),
        one("given"),
        one("sign"),
        variants("name"),
        frozenset(word for words, _ in parts.get("drop", []) for word in words.split()),
        tuple((re.compile(pattern), written) for pattern, written in parts.get("letters", [])),
    )
