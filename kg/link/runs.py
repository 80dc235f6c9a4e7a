"""Names that the words themselves tell: behind a title, before an acronym, by a first name, or beside a noun."""

import re
from collections.abc import Iterator

from kg.actors.similar import is_acronym
from kg.actors.spelling import spellings
from kg.link.entities import CORPORATE, NameMention
from kg.link.sexes import first_names
from kg.model import Parse, Span
from kg.nouns import role_of
from kg.tables import name_words

FAMILY_FIRST = ("Korean ", "Chinese ")
SYLLABLES = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+-[A-Za-z][a-z]*")


def titled(parse: Parse) -> Iterator[NameMention]:
    """Names that follow a noun for a person ("lawmaker Lee Seong-kweun", "Ministry spokesman Lotfi Hamrouche")."""
    at = 0
    while at < len(parse.tokens) - 1:
        role, titles = role_of(parse.tokens[at].lemma), is_title(parse.tokens[at].text) or is_person(at, parse)
        end = run_of_capitals(at + 1, parse) if titles else at + 1
        doubled = role_of(parse.tokens[at + 1].lemma)  # "Lieutenant Colonel": the second title counts
        if end > at + 1 and not doubled and not role_of(parse.tokens[end - 1].lemma):
            span = Span(parse.tokens[at + 1].span.start, parse.tokens[end - 1].span.end)
            yield NameMention(span, joined(parse, at + 1, end), "person")
        at = at + 1 if role and role_of(parse.tokens[at + 1].lemma) else max(end, at + 1)


def is_person(number: int, parse: Parse) -> bool:
    """Whether a word is a noun for a person."""
    role = role_of(parse.tokens[number].lemma)
    return bool(role and role.kind == "person")


def with_acronym(parse: Parse) -> Iterator[NameMention]:
    """Names that introduce their acronym ("the March Alliance (MA)")."""
    for n in range(2, len(parse.tokens) - 1):
        letters = parse.tokens[n].text
        if parse.tokens[n - 1].text == "(" and parse.tokens[n + 1].text == ")" and letters.isupper():
            for first in range(n - 3, max(n - 9, -1), -1):
                words = [token.text for token in parse.tokens[first : n - 1]]
                if words[0][0].isupper() and is_acronym(letters, words):
                    yield NameMention(
                        Span(parse.tokens[first].span.start, parse.tokens[n - 2].span.end),
                        joined(parse, first, n - 1),
                        "organization",
                    )
                    yield NameMention(parse.tokens[n].span, letters, "organization")
                    break


def with_first_name(parse: Parse) -> Iterator[NameMention]:
    """Persons by a common first name and a family name ("Grace Underwood"), which the pipeline may take for others."""
    places = {name.span for name in parse.names if name.kind == "place"}
    for at in range(len(parse.tokens) - 1):
        end = run_of_capitals(at, parse) if opens_name(at, parse) else at
        words = [token.text for token in parse.tokens[at:end]]
        initial = len(words) == 3 and len(words[1].rstrip(".")) == 1
        if (len(words) == 2 or initial) and not ends_body(words[-1]) and "".join(words).replace(".", "").isalpha():
            span = Span(parse.tokens[at].span.start, parse.tokens[end - 1].span.end)
            if span not in places or is_who(end, parse):
                yield NameMention(span, joined(parse, at, end), "person")


def is_who(number: int, parse: Parse) -> bool:
    """Whether what is told of a name behind it, from a token on, is told of a person (", to whom …")."""
    behind = [token.text.casefold() for token in parse.tokens[number : number + 3]]
    return behind[:1] == [","] and not {"who", "whom", "whose"}.isdisjoint(behind)


def of_syllables(parse: Parse) -> Iterator[NameMention]:
    """Persons by a Korean or Chinese family name and a given name with a hyphen ("Shin Won-sik")."""
    for first in range(len(parse.tokens) - 3):
        if parse.tokens[first + 2].text != "-":
            continue
        end = first + 4
        words = joined(parse, first, end)
        whole = SYLLABLES.fullmatch(words) and (end == len(parse.tokens) or not hyphened(end, parse))
        if whole and any(form.startswith(FAMILY_FIRST) for form in spellings(words, "person")):
            yield NameMention(Span(parse.tokens[first].span.start, parse.tokens[end - 1].span.end), words, "person")


def of_bodies(parse: Parse) -> Iterator[NameMention]:
    """Names in apposition to a noun for an organisation ("the mine's operator, Altaplata")."""
    for number, token in enumerate(parse.tokens):
        noun = parse.tokens[token.head]
        comma = number > 1 and parse.tokens[number - 1].text == ","
        if comma and token.dep == "appos" and token.pos == "PROPN" and token.text[:1].isupper() and noun.text.islower():
            role = role_of(noun.lemma)
            end = run_of_capitals(number, parse)
            if role and role.kind == "organization" and token.head == number - 2 and end > number:
                yield NameMention(
                    Span(token.span.start, parse.tokens[end - 1].span.end), joined(parse, number, end), "organization"
                )


def opens_name(number: int, parse: Parse) -> bool:
    """Whether a run of capitalised words begins here with a first name."""
    token, before = parse.tokens[number], parse.tokens[number - 1]
    if not token.text[:1].isupper() or token.text.casefold() not in first_names():
        return False
    follows = number > 0 and before.text[:1].isupper() and before.pos == "PROPN" and not role_of(before.lemma)
    return not follows or token.span.start - before.span.end != 1


def run_of_capitals(first: int, parse: Parse) -> int:
    """Where a run of capitalised words ends, within one sentence; hyphens and small particles may stand inside."""
    sentence = parse.sentence(parse.tokens[first].span.start)
    last = sentence.last if sentence else first
    end = first
    while end < last:
        token = parse.tokens[end]
        particle = (
            token.text in name_words("particle")
            and end + 1 < last
            and parse.tokens[end + 1].text[:1].isupper()
            and end > first
        )
        if not (token.text[:1].isupper() or particle or (end > first and hyphened(end, parse))):
            break
        end += 1
    return end


def hyphened(number: int, parse: Parse) -> bool:
    """Whether a token is a hyphen in a name or the part behind one ("Seong-kweun"), not of a word like "U.S.-led"."""
    token, before = parse.tokens[number], parse.tokens[number - 1]
    if token.span.start != before.span.end:
        return False
    if token.text == "-":
        following = parse.tokens[number + 1] if number + 1 < len(parse.tokens) else token
        return (
            following.span.start == token.span.end
            and following.text.isalpha()
            and following.text not in name_words("compound")
        )
    return before.text == "-" and token.text.isalpha()


def ends_body(word: str) -> bool:
    """Whether a name that ends with this word is one of a body ("Harbour Authority", "Evening Post")."""
    return bool(role_of(word) or CORPORATE.search(word)) or word.casefold() in name_words("masthead")


def joined(parse: Parse, first: int, last: int) -> str:
    """The tokens from `first` to `last` as written, with single spaces where the text has any."""
    parts: list[str] = []
    for number in range(first, last):
        token = parse.tokens[number]
        if parts and token.span.start > parse.tokens[number - 1].span.end:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


def is_title(word: str) -> bool:
    """Whether a word before a name is a title ("Mr.") or a noun for a person ("Executive")."""
    role = role_of(word)
    return word.casefold().rstrip(".") in name_words("honorific") or bool(role and role.kind == "person")
