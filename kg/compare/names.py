"""The words of a name or a description as far as they tell who is meant, and whether two names can mean the same."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.known import Known, load_known, normal
from kg.nouns import role_of
from kg.tables import rows

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
OWNER = re.compile(r"(?P<owner>[^,]+?)'s\s+(?P<rest>\S.*)")
WITHIN = re.compile(r"\s+in\s+(?:the\s+)?")
BEHIND = re.compile(r"\s+(?:of|for|at|in|with|within|inside|from|by|close to|do|da|de|du|del)\s+")
SHORT = {"united nations": "un", "united states": "us", "prime minister": "premier", "armed forces": "army"}
CUT = re.compile(r"[,;:(]|\s(?:who|which|that|whose)\s")


@dataclass(frozen=True)
class Name:
    """A name's words in their order, the noun that heads it, and the place or owner that it is told apart by."""

    words: tuple[str, ...]
    head: str
    scope: frozenset[str]

    @property
    def common(self) -> bool:
        """Whether it is no more than a noun for many ("the ministry")."""
        known = words_of("apart") | words_of("bare")
        return len(self.words) == 1 and (role_of(self.words[0]) is not None or self.words[0] in known)


@cache
def words_of(sort: str) -> frozenset[str]:
    """The words of a sort in `ontology/tie_words.csv`."""
    return frozenset(word for row in rows("tie_words") if row["sort"] == sort for word in row["words"].split())


@cache
def meaning(sort: str) -> dict[str, str]:
    """What the words of a sort stand for."""
    return {word: row["means"] for row in rows("tie_words") if row["sort"] == sort for word in row["words"].split()}


@lru_cache(maxsize=1 << 14)
def name_of(label: str) -> Name:
    """A name taken apart.

    >>> name_of("France's Ministry of Health")
    Name(words=('ministry', 'health'), head='ministry', scope=frozenset({'france'}))
    >>> name_of("the French Health Ministry").scope
    frozenset({'france'})
    """
    text, scope = plain(label), set[str]()
    if (owned := OWNER.fullmatch(text)) and len(told(owned["rest"])) > 1:
        scope, text = set(told(owned["owner"])), owned["rest"]
    first, *places = WITHIN.split(text, maxsplit=1)
    scope |= {word for place in places for word in told(place)}
    words = told(first)
    states = {word: state for word in words if (state := state_of(word))}
    if len(words) > len(states):
        words = tuple(word for word in words if word not in states)
        scope |= set(states.values())
    heads = [word for word in told(BEHIND.split(first, maxsplit=1)[0]) if word in words] or words or ("",)
    return Name(words, heads[-1], frozenset(state_of(word) or word for word in scope))


@cache
def known_actors() -> Known:
    """The table of known actors that comes with the program."""
    return load_known()


@lru_cache(maxsize=1 << 14)
def state_of(word: str) -> str:
    """The state that a word names, by its name, its people's or its capital's; "" where it is none.

    >>> state_of("french"), state_of("paris"), state_of("ministry")
    ('france', 'france', '')
    """
    known = known_actors()
    found = known.demonym(word) or known.capital(word) or known.find(word)
    return plain(found.label) if found and found.kind == "state" else ""


@lru_cache(maxsize=1 << 14)
def plain(label: str) -> str:
    """A label in lower case, on one line, without accents and dots.

    >>> plain("The U.S.  Café’s")
    "us cafe's"
    """
    spread = unicodedata.normalize("NFKD", normal(CUT.split(label)[0]))
    text = "".join(sign for sign in spread if not unicodedata.combining(sign))
    for words, short in SHORT.items():
        text = text.replace(words, short)
    return re.sub(r"^(?:the|a|an) ", "", text)


def told(text: str) -> tuple[str, ...]:
    """The words of a text that tell something, in the singular."""
    found = (match[0].removesuffix("'s") for match in WORD.finditer(text.replace("'s ", " ").replace("'", "")))
    singles = (single(word) for word in found if word not in words_of("small"))
    return tuple(meaning("alike").get(word, word) for word in singles)


@lru_cache(maxsize=1 << 14)
def single(word: str) -> str:
    """A word without the ending of a plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=1 << 14)
def same_name(one: Name, other: Name) -> bool:
    """Whether two names can mean the same: alike, or one is a part of the other that leaves no other body over.

    >>> same_name(name_of("Guard"), name_of("Desert Guard"))
    True
    >>> same_name(name_of("Northwind"), name_of("Northwind pilots' union"))
    False
    """
    if not one.words or not other.words:
        return False
    if alike(one, other):
        return True
    short, long = sorted((one, other), key=lambda name: len(core(name)))
    return core(short) <= core(long) | long.scope and bool(core(short)) and fits(short, long)


def alike(one: Name, other: Name) -> bool:
    """Whether two names have the same words in whatever order, and no two places."""
    words = set(one.words) == set(other.words) or "".join(one.words) == "".join(other.words)
    return words and not apart(one.scope, other.scope)


def apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two are at different places; a state and a town can be one place."""
    states, others = ([word for word in scope if state_of(word)] for scope in (one, other))
    return bool(one and other) and one.isdisjoint(other) and bool(states) == bool(others)


def fits(short: Name, long: Name) -> bool:
    """Whether what a longer name has besides makes no other body of it."""
    if apart(short.scope, long.scope):
        return False
    if short.head == long.head:
        return True
    extra = set(long.words) - set(short.words)
    opening = long.words[: len(short.words)] == short.words or set(short.words) - set(long.words) <= long.scope
    return opening and not extra & words_of("apart") and not any(is_somebody(word) for word in extra)


def is_somebody(word: str) -> bool:
    """Whether a word is a noun for a person."""
    role = role_of(word)
    return role is not None and role.kind == "person" and word not in words_of("apart")


def core(name: Name) -> frozenset[str]:
    """The words that tell bodies of one kind apart."""
    return frozenset(name.words) - words_of("scope") or frozenset(name.words)
