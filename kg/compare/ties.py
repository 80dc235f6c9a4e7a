"""Which sources of a group count as one, and why: a body and who speaks for it, an office and its holder, part names.

Ties are made from words and roles alone, and rather not than wrongly. Each keeps its reason in words.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from kg.compare.names import BEHIND, Name, alike, plain, same_name, state_of, told, words_of
from kg.compare.parties import Office, Party, is_paper_noun, is_person_noun
from kg.compare.wording import agreeing, with_article
from kg.nouns import related, role_of


@dataclass(frozen=True)
class Tie:
    """Two sources, by IRI, that count as one, and why."""

    one: str
    other: str
    reason: str


def ties_between(parties: Mapping[str, Party]) -> tuple[Tie, ...]:
    """The ties among sources, in order; what a part of a name or a bare noun could tie to several ties to none."""
    pairs = [
        (one, other)
        for one, other in combinations([parties[iri] for iri in sorted(parties)], 2)
        if one.is_bare or other.is_bare or not one.marks.isdisjoint(other.marks - {""})
    ]
    sure = [tie for one, other in pairs if (tie := sure_tie(one, other))]
    for test in (by_part, by_noun, by_role, by_members, by_desk, by_post):
        sure += only_one_way(pairs, test, sure)
    return tuple(sorted(sure, key=lambda tie: (tie.one, tie.other)))


def sure_tie(one: Party, other: Party) -> Tie | None:
    """A tie between two sources that needs no look at the others."""
    for first, second in ((one, other), (other, one)):
        if state := governs(first, second):
            return Tie(one.actor.iri, other.actor.iri, f"{second.actor.label} is a body of {state}")
        if speaks_for(first, second):
            return Tie(one.actor.iri, other.actor.iri, speaking(first, second.actor.label))
    if body := same_body(one, other):
        if one.actor.label.casefold() == other.actor.label.casefold():
            return Tie(one.actor.iri, other.actor.iri, f"both are called {one.actor.label}")
        named = one.actor.named or other.actor.named
        return Tie(one.actor.iri, other.actor.iri, f"both {'speak for' if named else 'are of'} {with_article(body)}")
    if same_label(one, other):
        labels = sorted({one.actor.label, other.actor.label})
        same = f"{labels[0]} and {labels[-1]} are one name" if len(labels) > 1 else f"both are called {labels[0]}"
        return Tie(one.actor.iri, other.actor.iri, same)
    return None


def speaking(one: Party, body: str, post: str = "") -> str:
    """Who speaks for whom, in words; `post` is that of the speaker (", the mayor,")."""
    label = one.actor.label
    return f"{with_article(label)}{post} {agreeing(label, 'speaks', 'speak')} for {with_article(body)}"


def speaks_for(one: Party, body: Party) -> bool:
    """Whether a source speaks for another, which is a body or a person with a camp or a document of their own."""
    if body.actor.kind == "state" or (body.is_described and not body.actor.named):
        return False
    offices = any(
        office.body and not office.body.common and alike(office.body, name)
        for office in one.speaks_for
        for name in body.names
    )
    return offices or (not one.actor.roles and body.actor.iri in {known.iri for known in one.actor.affiliations})


def governs(state: Party, body: Party) -> str:
    """The state that one source is, by its name or its capital's, and the other a body of its government; or ""."""
    if state.is_described or len(state.names[0].words) != 1:
        return ""
    name = state_of(state.names[0].words[0])
    bodies = [office.body for office in body.speaks_for if office.body]
    bodies += [] if body.is_described else body.names
    return name if name and any(n.head in words_of("government") and name in n.scope for n in bodies) else ""


def same_body(one: Party, other: Party) -> str:
    """The body that both speak for, or that two unnamed sources are of; "" where there is none."""
    unnamed = not one.actor.named and not other.actor.named
    firsts, seconds = ((p.offices if unnamed else p.speaks_for) for p in (one, other))
    return next(
        (
            as_written(one, first)
            for first in firsts
            for second in seconds
            if first.body
            and second.body
            and (same_name(first.body, second.body) or (unnamed and of_one_state(first.body, second.body)))
            and (unnamed or not first.body.common)
        ),
        "",
    )


def as_written(party: Party, office: Office) -> str:
    """The words for an office's body with the capitals that the words for its holder have."""
    told = (party.actor.label, *party.actor.names, *party.actor.roles)
    found = (re.search(rf"\b{re.escape(office.words)}\b", text.replace(".", ""), re.I) for text in told)
    return next((match[0] for match in found if match), office.words)


def of_one_state(one: Name, other: Name) -> bool:
    """Whether one of two bodies is no more than the state that the other is of ("a French official")."""
    short, long = sorted((one, other), key=lambda name: len(name.scope))
    return len(short.words) == 1 and not short.scope and state_of(short.words[0]) in long.scope


def same_label(one: Party, other: Party) -> bool:
    """Whether two have the same name; the same words for two that are not named tell nothing, but of bodies."""
    if one.actor.named != other.actor.named or not one.actor.named:
        bodies = [p for p in (one, other) if not p.actor.named]
        if any(is_people(p) for p in bodies):
            return False
    return any(alike(a, b) for a in one.names for b in other.names)


def is_people(party: Party) -> bool:
    """Whether a source is people, by its noun; those by whom an office is told ("prosecutors") stand for that."""
    if not party.actor.named and party.names[0].head in words_of("offices"):
        return False
    if party.is_described or is_person_noun(party.names[0].head):
        return True
    before = told(BEHIND.split(plain(party.actor.label), maxsplit=1)[0])
    return role_of(party.names[0].head) is None and any(map(is_person_noun, before))  # "person familiar with it"


def only_one_way(
    pairs: Sequence[tuple[Party, Party]], test: Callable[[Party, Party], str], made: Sequence[Tie]
) -> list[Tie]:
    """Ties by a test, where all that a source could be tied to count as one already."""
    one_already: nx.utils.UnionFind[str] = nx.utils.UnionFind()
    for tie in made:
        one_already.union(tie.one, tie.other)
    ways: dict[str, dict[str, str]] = {}
    for one, other in pairs:
        if reason := test(one, other):
            ways.setdefault(one.actor.iri, {})[other.actor.iri] = reason
        elif reason := test(other, one):
            ways.setdefault(other.actor.iri, {})[one.actor.iri] = reason
    return [
        Tie(min(iri, other), max(iri, other), reason)
        for iri, others in sorted(ways.items())
        if len({one_already[other] for other in others} - {one_already[iri]}) == 1
        for other, reason in sorted(others.items())
        if one_already[other] != one_already[iri]
    ]


def by_part(short: Party, long: Party) -> str:
    """Why the name of one is a part of the other's, or of that of a body that the other speaks for; "" where not."""
    if is_people(short) and not short.actor.named:
        return ""
    unnamed = long.is_person and not long.actor.named and is_people(long)
    for part in () if unnamed else short.names:
        for whole in long.names:
            if len(part.words) <= len(whole.words) and part != whole and same_name(part, whole):
                return f"{short.actor.label} is short for {with_article(long.actor.label)}"
    bodies = (office.body for office in long.speaks_for if office.body)
    if any(same_name(body, name) for body in bodies for name in short.names):
        return speaking(long, short.actor.label)
    return ""


def by_noun(short: Party, long: Party) -> str:
    """Why a mere noun ("the company") can be a body that is named, or whose speaker is; "" where it cannot."""
    if short.is_described or is_people(short) or is_paper(short) or is_paper(long):
        return ""
    unnamed = not long.actor.named or long.actor.kind not in {"organization", "unknown"}
    if any(part.common and bare(part, whole) for part in short.names for whole in (() if unnamed else long.names)):
        return f"{with_article(short.actor.label)} is {with_article(long.actor.label)}"
    bodies = (office.body for office in long.speaks_for if office.body)
    if any(bare(body, name) for body in bodies for name in short.names):
        return speaking(long, short.actor.label)
    return ""


def bare(one: Name, other: Name) -> bool:
    """Whether one is a mere noun such as "company", and the other a name that does not tell what it is the name of."""
    noun, name = sorted((one, other), key=lambda name: not name.common)
    return noun.head in words_of("bare") and noun.common and not any(role_of(word) for word in name.words)


def by_role(unnamed: Party, named: Party) -> str:
    """Why an unnamed source can be a named one: the same role, and no other body; "" where it cannot."""
    if unnamed.actor.named or not named.actor.named or named.actor.kind not in {"person", "unknown"}:
        return ""
    if not any(related(one, other) for one in unnamed.nouns for other in named.nouns):
        return ""
    firsts, seconds = ([o.body for o in p.offices if o.body and not o.body.common] for p in (unnamed, named))
    if firsts and seconds and not any(same_name(a, b) for a in firsts for b in seconds):
        return ""
    return f"{with_article(unnamed.actor.label)} and {named.actor.label} have one role"


def by_members(people: Party, body: Party) -> str:
    """Why people speak as a body that is theirs ("insurers", "Union of Insurers"); "" where they do not."""
    if people.actor.named or people.is_bare or is_people(body):
        return ""
    who = {*people.names[0].words}
    if any(n.head in words_of("members") and who and who < {*n.words} for n in body.names):
        return speaking(body, people.actor.label)
    return ""


def by_desk(person: Party, desk: Party) -> str:
    """Why a source is the office of a person by that person's post ("the governor's office"); "" where it is not."""
    posts = {office.noun for office in person.offices} - {""}
    if person.actor.named and any(n.head in words_of("desk") and posts & {*n.words} for n in desk.names):
        return speaking(desk, person.actor.label)
    return ""


def by_post(person: Party, other: Party) -> str:
    """Why a person can speak for a body, or with another who does, by what the post is ("the mayor", "town hall").

    It is "" where the words tell of another body.
    """
    if not person.is_person or is_paper(person) or is_paper(other):
        return ""
    bodies = [] if is_people(other) else [(name, other.actor.label) for name in other.names]
    bodies += [(office.body, as_written(other, office)) for office in other.speaks_for if office.body]
    elsewhere = any(o.body and not o.body.common for o in person.offices)
    for office in person.offices:
        for name, label in bodies:
            if at_post(office, name) or (not elsewhere and may_be_at(office, name)):
                post = f", {office.noun}," if person.actor.named else ""
                return speaking(person, label, post)
        if office.noun in words_of("represents") and not elsewhere and is_mere_person(other):
            return speaking(person, other.actor.label)
    return ""


def is_mere_person(party: Party) -> bool:
    """Whether a source is a person of whom only the name is told."""
    return party.actor.named and party.actor.kind == "person" and not party.offices


def at_post(office: Office, body: Name) -> bool:
    """Whether the holder of an office speaks for bodies of a kind, and no other than this is told."""
    told = {*office.body.words, *office.body.scope} if office.body else set()
    return bool(office.serves & {*body.words}) and told <= {*body.words, *body.scope}


def may_be_at(office: Office, body: Name) -> bool:
    """Whether an office can be one of a body."""
    role = role_of(office.noun)
    speaker = role is not None and "spokesperson" in role.classes
    closed = words_of("closed") | (frozenset() if speaker else words_of("public"))
    return office.body is None and office.noun in words_of("anywhere") and body.head not in closed


def is_paper(party: Party) -> bool:
    """Whether a source is a document."""
    return party.actor.kind == "document" or (not party.actor.named and is_paper_noun(party.names[0].head))
