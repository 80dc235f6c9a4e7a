"""Which name a noun phrase is, if any: its own, that of its apposition, or that of a document's author."""

from dataclasses import replace
from itertools import pairwise

from kg.link.entities import NameMention
from kg.link.joint import RELATIVE
from kg.model import Span, Token, within
from kg.nouns import EITHER, NOUNS, names_body, role_of
from kg.tables import name_words

GIVING = frozenset({"name", "identify", "introduce", "know"})
CALLING = frozenset({"call", "name"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"})


def naming(core: list[Token], head: Token, names: list[NameMention]) -> NameMention | None:
    """The name that the phrase is, not one that only describes its noun.

    A person's name is the actor unless possessive or after a preposition; another name must hold the head, or stand
    right before a noun for the same sort of thing ("the APS news agency").
    """
    stop = next((t.span.start for i, t in enumerate(core) if i and t.pos == "ADP"), core[-1].span.end)
    last = next((name for name in reversed(names) if name.span.end == core[-1].span.end), None)
    if last and last.kind == "person" and (after_title(core, last) or titled(core, last, head)):
        return last
    for name in names:
        whole = name.text.casefold().startswith("the ")  # "the North" is a name whole, also where a sentence begins
        first = name.span.start + 4 if whole else name.span.start
        if not (core[0].span.start <= first < stop and name.span.end <= core[-1].span.end):
            continue
        after = [token for token in core if token.span.start >= name.span.end and token.span.start < stop]
        if after and (after[0].tag == "POS" or after[0].text == "-"):
            continue
        if name.kind == "person" and after and after[0].span.start > name.span.end + len(" "):
            return name  # a comma stood there: what follows describes the person
        if name.kind == "person" and any(t.pos in NOUNS for t in after):
            continue
        if name.kind == "person" or name.span.start <= head.span.start < name.span.end:
            return name
        if all(t.pos in NOUNS and t.text.islower() for t in after) and name.kind != "state" and names_body(head):
            return name
    return None


def after_title(core: list[Token], name: NameMention) -> bool:
    """Whether a name closes a title with "of" in it ("member of parliament Lee"), not one that has its own title."""
    before = [token for token in core if token.span.end <= name.span.start]
    role = role_of(before[-1].lemma) if before else None
    office = len(before) > 2 and before[0].text[:1].isupper() and before[1].text == "of"  # "Secretary of State Ann Lee"
    return (
        len(before) > 2
        and (before[-1].pos == "NOUN" or (office and before[-1].pos == "PROPN"))
        and not (role and role.kind == "person")
        and bool(role_of(before[0].lemma))
    )


def titled(core: list[Token], name: NameMention, head: Token) -> bool:
    """Whether a name closes a title that a body's name begins ("State Department spokeswoman Carla Reinholt").

    A preposition may stand in the body's name ("Fight for Fair Pay director Carla Reinholt"), if the name is the head.
    """
    before = [token for token in core if token.span.end <= name.span.start]
    role = role_of(before[-1].lemma) if before else None
    is_head = name.span.start <= head.span.start < name.span.end
    return bool(role and role.kind == "person") and (is_head or all(token.pos != "ADP" for token in before))


def author(core: list[Token], names: list[NameMention]) -> NameMention | None:
    """Whose document it is: named before its noun ("a United Nations report") or after "by".

    Behind a participle only "by" tells it ("data compiled by the FAO", but not "a paper published in Nature").
    """
    made = next((i for i, token in enumerate(core) if i and token.tag == "VBN"), len(core))
    by = next((i + 1 for i in range(made, len(core)) if core[i].text.casefold() == "by"), len(core))
    places = [Span(part[0].span.start, part[-1].span.end) for part in (core[:made], core[by:]) if part]
    hyphens = {token.span.start for token in core if token.text == "-"}  # "White House-era documents"
    inside = (name for name in names if any(within(name.span, place) for place in places))
    return next((name for name in inside if name.span.end not in hyphens), None)


def naming_beside(beside: list[Token], head: Token, names: list[NameMention]) -> NameMention | None:
    """The name in apposition to a noun that describes it ("its director, Ann Lee", "a seller who saw it, Bo Kim")."""
    if not beside or not (head.text.islower() or role_of(head.lemma)):
        return None
    parts = at_gaps(beside)
    clauses = [part for part in parts if part[0].text.casefold() in RELATIVE]
    given = self_given(beside, names) if clauses else None
    return given or next(filter(None, (named_in(part, head, names) for part in parts if part not in clauses)), None)


def at_gaps(beside: list[Token]) -> list[list[Token]]:
    """The parts of what stands beside a noun, which marks between them that are left out here set apart."""
    parts: list[list[Token]] = []
    for before, token in zip((None, *beside), beside, strict=False):
        if before is None or token.span.start > before.span.end + 1:
            parts.append([])
        parts[-1].append(token)
    return parts


def named_in(part: list[Token], head: Token, names: list[NameMention]) -> NameMention | None:
    """The name that a part of an apposition is, behind titles at most ("Colonel Bo Kim", "the comic Bo Kim")."""
    role = role_of(head.lemma)
    person = role is not None and role.kind == "person"
    name = next((n for n in names if part[0].span.start <= n.span.start < part[-1].span.end), None)
    before = [token for token in part if name and token.span.start < name.span.start]
    if name is None or not all(map(names_nobody, before)):
        return overlooked(part) if person else None
    after = next((token for token in part if token.span.start >= name.span.end), None)
    told = name.kind == "person" or " " in name.text or any(names_body(token) for token in before)
    if before and not (told and (after is None or after.pos == "ADP")):
        return None  # "the Berlin lawyer"
    telling = role is not None and role.kind in {"person", "organization"} and not is_either(head, name)
    settled = telling and not name.known
    return replace(name, kind=role.kind) if role and settled else name


def is_either(noun: Token, name: NameMention) -> bool:
    """Whether a noun does not tell if a name is a person's: it may be a body's as well ("the owner, Tarkwa Gold")."""
    return noun.lemma.casefold() in EITHER and name.kind in {"organization", "unknown"}


def names_nobody(token: Token) -> bool:
    """Whether a word before a name is only a title or says what sort of person it is."""
    small = token.text.islower() and token.pos in {"NOUN", "ADJ"}
    title = token.text.casefold().rstrip(".") in DEFINITE | name_words("honorific")
    return small or title or token.text == "." or bool(role_of(token.lemma))


def self_given(clause: list[Token], names: list[NameMention]) -> NameMention | None:
    """The name in a relative clause that tells it ("a man who gave his name as Karim", "who calls himself Karim")."""
    for number, token in enumerate(clause[1:], 1):
        gave = any(before.lemma in GIVING for before in clause[:number])
        called = any(before.lemma in CALLING for before in clause[max(1, number - 3) : number])
        if not token.text[:1].isupper() or not ((gave and clause[number - 1].text == "as") or called):
            continue
        whole = next((name for name in names if name.span.start == token.span.start), None)
        return whole or of_capitals(clause[number:])
    return None


def overlooked(beside: list[Token]) -> NameMention | None:
    """A person's name in apposition that the language pipeline did not mark: two to four words with capitals."""
    name = of_capitals(beside)
    words = name.text.split() if name else []
    return name if 2 <= len(words) <= 4 and not any(map(role_of, words)) else None


def of_capitals(tokens: list[Token]) -> NameMention | None:
    """The person's name that the words with capitals at a beginning are, hyphened ones whole ("Ko Min-a")."""
    if not tokens or not tokens[0].text[:1].isupper():
        return None
    words = tokens[0].text
    for before, token in pairwise(tokens):
        joined = token.span.start == before.span.end and "-" in (token.text, before.text)
        if not (joined or token.text[:1].isupper()):
            break
        words += token.text if token.span.start == before.span.end else f" {token.text}"
    return NameMention(Span(tokens[0].span.start, tokens[0].span.start + len(words)), words, "person")
