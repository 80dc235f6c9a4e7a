"""A source with all that a group's articles say of it: its names, its offices, and the bodies it speaks for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.compare.names import BEHIND, Name, meaning, name_of, plain, single, state_of, told, words_of
from kg.nouns import role_of
from kg.record_types import ActorRecord, BodyRecord

SAYS = re.compile(r"(?P<verb>[a-z]+(?:s|ed)) (?=[A-Z])")  # "stresses Commander"
HERSELF = re.compile(r" (?:her|him)self$")


@dataclass(frozen=True)
class Office:
    """What words for a person tell: the noun, the body before or behind it, and whether its holder speaks for that."""

    noun: str
    body: Name | None
    words: str
    speaks: bool

    @property
    def serves(self) -> frozenset[str]:
        """The words for bodies that the holder of such an office speaks for, wherever."""
        return frozenset(meaning("post").get(self.noun, "").split())


@dataclass(frozen=True)
class Party:
    """A source with all that the articles of the group say of it."""

    actor: ActorRecord

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """What it is called."""
        return tuple(dict.fromkeys(name_of(name) for name in (self.actor.label, *self.actor.names)))

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """What is said of the offices that it holds."""
        titles = [title_in(name) for name in (self.actor.label, *self.actor.names)] if self.is_person else []
        words = (*self.actor.roles, *titles) if self.actor.named else (*self.actor.roles, self.actor.label)
        found = [office for text in words if (office := office_of(text))]
        nouns = [office for office in found if office.speaks] or [Office("", None, "", not self.actor.named)]
        bodies = self.actor.affiliations if self.is_person else ()
        given = [Office(n.noun, name_of(body.label), body.label, n.speaks) for body in bodies for n in nouns[:1]]
        return tuple(dict.fromkeys((*found, *given)))

    @cached_property
    def is_person(self) -> bool:
        """Whether it may be people."""
        return self.actor.kind in {"person", "group", "unknown"} or (
            not self.actor.named and self.actor.kind != "state"
        )

    @property
    def is_described(self) -> bool:
        """Whether it is a person, or people, by a description or by name."""
        return self.actor.kind in {"person", "group"}

    @cached_property
    def speaks_for(self) -> tuple[Office, ...]:
        """The offices whose words are those of their body."""
        return tuple(office for office in self.offices if office.body and office.speaks)

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The nouns for what it is that tell something."""
        heads = {office.noun for office in self.offices} | set(plain(self.actor.label).split()[:1])
        return frozenset(noun for noun in heads if is_person_noun(noun) and noun not in words_of("vague"))

    @cached_property
    def called(self) -> tuple[Name, ...]:
        """Its names and those of the bodies that it may speak for."""
        return (*self.names, *(office.body for office in self.offices if office.body))

    @cached_property
    def marks(self) -> frozenset[str]:
        """Words, states and classes of roles, one of which two sources share if they can be one."""
        words = {word for name in self.called for word in (*name.words, *name.scope, "".join(name.words))}
        classes = {known for noun in self.nouns if (role := role_of(noun)) for known in role.classes}
        posts = {word for office in self.offices for word in (office.noun, *office.serves)}
        return frozenset(words | classes | posts | {state_of(word) for word in words})

    @cached_property
    def is_bare(self) -> bool:
        """Whether it, or its body, is a mere noun such as "company", which shares no word with what it stands for.

        So is a post of which the body is not told ("a spokesman").
        """
        posts = (office for office in self.offices if office.body is None and office.noun in words_of("anywhere"))
        return any(posts) or any(name.common and name.head in words_of("bare") for name in self.called)


def parties_of(actors: Iterable[ActorRecord]) -> dict[str, Party]:
    """The sources by IRI, each with what all its records say of it."""
    found: dict[str, ActorRecord] = {}
    for actor in actors:
        known = found.get(actor.iri)
        found[actor.iri] = joined(known, actor) if known else actor
    return {iri: Party(found[iri]) for iri in sorted(found)}


def joined(one: ActorRecord, other: ActorRecord) -> ActorRecord:
    """One record of an actor with what two say of it."""
    bodies: dict[str, BodyRecord] = {body.iri: body for body in (*one.affiliations, *other.affiliations)}
    return replace(
        one,
        named=one.named or other.named,
        names=tuple(sorted({*one.names, *other.names, one.label, other.label} - {one.label})),
        roles=tuple(sorted({*one.roles, *other.roles})),
        affiliations=tuple(bodies[iri] for iri in sorted(bodies)),
    )


def office_of(text: str) -> Office | None:
    """What the words for a person or a document tell of its office.

    >>> office_of("the Mining Minister").words
    'mining ministry'
    >>> office_of("a spokeswoman for Acme Foods").words
    'acme foods'
    """
    says = SAYS.match(text)
    if says and says["verb"] not in words_of("ended") | words_of("heading"):
        text = text[says.end() :]
    line = HERSELF.sub("", plain(text))
    verb, _, governed = line.partition(" ")
    if verb in words_of("heading"):
        line = f"head of {governed.removeprefix('for ')}"
    before, *behind = BEHIND.split(line, maxsplit=1)
    words = before.rsplit(" the ", 1)[-1].replace("'s", " 's").split()
    if not words:
        return None
    ranked = len(words) > 1 and words[-2] in words_of("rank")
    if words[-1] == "general" and len(words) > 1 and is_person_noun(words[-2]) and not ranked:
        words = words[:-1]  # "the director general"
    paper = next((n for n, word in enumerate(words, start=1) if is_paper_noun(word)), 0)
    if paper and role_of(words[-1]) is None:
        words = words[:paper]  # "an inventory drawn up by Ann Lee"
    noun = single(words[-1].rsplit("-", 1)[-1])
    if not is_person_noun(noun) and not is_paper_noun(noun):
        return None
    if behind and set(told(behind[0])) <= words_of("part"):
        behind = []  # "the army's chief of staff"
    body = " ".join(behind) or " ".join(owner_in(words[:-1]))
    if noun in meaning("office"):
        own = owner_in(words[:-1])
        stands_for = meaning("office")[noun]
        body = f"{stands_for} of {behind[0]}" if behind else " ".join((*own, stands_for)) if own else ""
    body = meaning("holder").get(single(" ".join(told(body))), body)
    parts = [word for word in body.split() if word not in words_of("part")]
    role = role_of(noun)
    classes = role.classes if role else frozenset()
    speaks = noun in words_of("speaks") or not classes.isdisjoint(words_of("speak as")) or is_paper_noun(noun)
    if words_of("ended") & set(words) or (noun == "member" and len(parts) == len(body.split())):
        speaks = False
    body = " ".join(parts).removeprefix("the ").removesuffix("'")
    return Office(noun, name_of(body) if told(body) else None, body, speaks)


def title_in(name: str) -> str:
    """The words for an office that a name begins with; "" where it begins with none.

    >>> title_in("Health Minister Ann Lee"), title_in("Ann Lee")
    ('Health Minister', '')
    """
    words = name.split()
    title = next((n for n, word in enumerate(words[:-1], start=1) if is_person_noun(word)), 0)
    return " ".join(words[:title])


def owner_in(words: Sequence[str]) -> list[str]:
    """The words for a body before the noun of an office: the owner, or what stands there but adjectives and offices."""
    if "'s" in words:
        words = words[: words.index("'s")]
    dull = words_of("small") | words_of("scope") | words_of("ended") | words_of("rank")
    return [word for word in words if word not in dull]


def is_paper_noun(word: str) -> bool:
    """Whether a word is a noun for a document."""
    role = role_of(word)
    return single(word) in words_of("paper") or (role is not None and role.kind == "document")


def is_person_noun(word: str) -> bool:
    """Whether a word is a noun for people by their role."""
    role = role_of(word)
    return role is not None and role.kind == "person"
