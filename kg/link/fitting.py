"""Which entities a pronoun or a description can stand for at all, and which description fits what was said before."""

from kg.link.entities import Entity
from kg.link.phrases import Phrase
from kg.link.sexes import by_words
from kg.nouns import related, role_of
from kg.tables import name_words

PERSONAL = {
    "he": False,
    "him": False,
    "his": False,
    "himself": False,
    "she": True,
    "her": True,
    "hers": True,
    "herself": True,
}
FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves", "mine"})
PLURAL = frozenset({"they", "them", "their", "themselves", "both", "these", "those"})
EMPTY_MODIFIERS = frozenset(
    "same senior former official own new local chief top late other unnamed unidentified "
    "anonymous state-run country nation".split()
)

ANY_DOCUMENT = frozenset("document paper text file publication".split())  # a letter may be called so, but not a memo
OPPOSED = frozenset({"current", "next", "second", "third"})  # they set somebody apart from the one met before
LOWER = frozenset({"vice", "deputy", "assistant"})  # another office than the one without
# Classes of organisations whose names often do not tell what they are
MEDIA = frozenset({"newspaper", "broadcaster", "website"})
UNTOLD = frozenset(
    "company airline bank maker retailer insurer builder operator organization charity association union gang "
    "newspaper broadcaster website agency university team party".split()
)


def fits(phrase: Phrase, entity: Entity) -> bool:
    """Whether a pronoun or a description can stand for an entity, by sort, number and state."""
    return pronoun_fits(phrase.pronoun, entity) if phrase.form == "pronoun" else description_fits(phrase, entity)


def pronoun_fits(word: str, entity: Entity) -> bool:
    """Whether a pronoun can stand for an entity."""
    if word in PERSONAL:
        sorts = {"person", "unknown"} if entity.named else {"person"}
        return not entity.plural and (entity.kind in sorts or not entity.sure)
    if word in PLURAL:
        return entity.plural or entity.kind in {"group", "organization"}
    person = entity.kind == "person" and entity.female is not None  # a first name tells it
    return not entity.plural and not person and (entity.kind not in {"person", "group"} or not entity.sure)


def description_fits(phrase: Phrase, entity: Entity) -> bool:
    """Whether nothing in a description contradicts what is known of an entity."""
    role = role_of(phrase.noun)
    if role and entity.sure and role.kind != entity.kind and not (phrase.plural and entity.plural):
        return False
    if phrase.plural != entity.plural and (not entity.named or phrase.plural):
        return False
    if phrase.states and entity.states and not phrase.states & entity.states:
        return False
    if None not in (female(phrase), entity.female) and female(phrase) != entity.female:
        return False
    if role and role.kind == "organization" and entity.female is not None:
        return False
    return phrase.complement <= entity.vocabulary


def female(phrase: Phrase) -> bool | None:
    """Whether a pronoun or a description tells of a woman."""
    if phrase.form == "pronoun":
        return PERSONAL.get(phrase.pronoun)
    return by_words([token.text for token in phrase.core])


def described(phrase: Phrase, entity: Entity, exact: bool = False) -> bool:
    """Whether a description fits an entity: its noun, and every telling word before the noun."""
    words = entity.vocabulary
    noun = phrase.noun
    if not (noun in words or any(related(noun, other) for other in (entity.nouns or words))):
        return False
    role = role_of(noun)
    if role and role.kind == "document" and noun not in words | ANY_DOCUMENT:
        return False
    if not entity.named and phrase.plural != entity.plural:
        return False
    if not phrase.complement <= words:
        return False
    if phrase.states and entity.states and not phrase.states & entity.states:
        return False
    telling = {m for m in phrase.modifiers - EMPTY_MODIFIERS if m not in words}
    if telling & OPPOSED:
        return False
    if exact:
        return not telling and bool(phrase.modifiers)
    return all(any(related(m, word) for word in words) or m[:1].isupper() for m in telling if not of_state(m, phrase))


def unexplained(phrase: Phrase, entity: Entity) -> bool:
    """Whether a description may tell something new of a named entity: "the senator" of one whose role was not told.

    It must be short, as long ones describe somebody new, and of an organisation general ("the company").
    """
    role = role_of(phrase.noun)
    if phrase.determiner != "the" or phrase.plural or phrase.beside or not entity.named or not role:
        return False
    if phrase.modifiers & OPPOSED:
        return False
    if any(token.tag == "POS" for token in phrase.core) or phrase.core[-1] is not phrase.head:
        return False
    if role.kind == "person":
        return (entity.kind == "person" or (entity.female is not None and not entity.known)) and adds(phrase, entity)
    plain = role.classes & UNTOLD and "document" not in role.classes and not phrase.modifiers - EMPTY_MODIFIERS
    words = entity.label.split()
    paper = words[-1].casefold() in name_words("masthead") and role.classes.isdisjoint(MEDIA)
    told = entity.nouns or any(map(role_of, words)) or paper
    return bool(plain) and may_be_body(entity) and not told


def may_be_body(entity: Entity) -> bool:
    """Whether an entity is an organisation, or may be one that the language pipeline took for somebody."""
    unsure = entity.kind in {"person", "unknown"} and entity.female is None and not (entity.sure or entity.place)
    return entity.kind == "organization" or unsure


def adds(phrase: Phrase, entity: Entity) -> bool:
    """Whether a person's description adds a role to none, or only an adjective to one ("the freshman senator")."""
    kinds = {token.pos for token in phrase.core if token is not phrase.head}
    alike = any(related(phrase.noun, noun) for noun in entity.nouns)
    return not entity.nouns or (alike and kinds <= {"ADJ"} and not phrase.modifiers & LOWER)


def general(phrase: Phrase) -> bool:
    """Whether a description is one that any company or organisation may be called by ("the company")."""
    role = role_of(phrase.noun)
    return bool(role and role.classes & {"company", "organization"}) and not phrase.modifiers - EMPTY_MODIFIERS


def of_state(modifier: str, phrase: Phrase) -> bool:
    """Whether a modifier is part of a state's name or demonym, which is compared by state."""
    return bool(phrase.states) and any(t.text[:1].isupper() and t.lemma.casefold() == modifier for t in phrase.core)
