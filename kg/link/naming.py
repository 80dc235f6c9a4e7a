"""Which name a noun phrase is, if any: its own, that of its apposition, or that of a document's author."""

from dataclasses import replace
from itertools import takewhile

from kg.link.entities import NameMention
from kg.link.joint import RELATIVE
from kg.model import Span, Token, within
from kg.nouns import NOUNS, names_body, role_of

GIVING = frozenset({"name", "identify", "introduce", "know"})
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
    return (
        len(before) > 2
        and before[-1].pos == "NOUN"
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
    """The name in apposition to a noun that describes it ("its director, Ann Lee")."""
    if not beside or not (head.text.islower() or role_of(head.lemma)):
        return None
    if beside[0].text.casefold() in RELATIVE:
        return self_given(beside, names)
    title = list(takewhile(names_nobody, beside))  # "Colonel", "public defender"
    first = beside[len(title)] if len(title) < len(beside) else beside[0]
    name = next((n for n in names if n.span.start <= first.span.start < n.span.end), None)
    role = role_of(head.lemma)
    if name is None and role and role.kind == "person":
        return overlooked(beside)
    if name is None or (first is not beside[0] and name.kind != "person"):
        return None
    return (
        replace(name, kind=role.kind) if role and role.kind in {"person", "organization"} and not name.known else name
    )


def names_nobody(token: Token) -> bool:
    """Whether a word before a name is only a title or says what sort of person it is."""
    small = token.text.islower() and token.pos in {"NOUN", "ADJ"}
    return small or bool(role_of(token.lemma)) or token.text.casefold() in DEFINITE


def self_given(clause: list[Token], names: list[NameMention]) -> NameMention | None:
    """The name in a relative clause that tells it ("a man who gave his name as Karim", "who identified herself as")."""
    told = [i for i, t in enumerate(clause[1:-1], 1) if t.text == "as" and any(u.lemma in GIVING for u in clause[:i])]
    return next((name for i in told for name in names if name.span.start == clause[i + 1].span.start), None)


def overlooked(beside: list[Token]) -> NameMention | None:
    """A person's name in apposition that the language pipeline did not mark: two to four words with capitals."""
    words = list(takewhile(lambda token: token.text[:1].isupper(), beside))
    if not 2 <= len(words) <= 4 or any(role_of(word.lemma) for word in words):
        return None
    return NameMention(Span(words[0].span.start, words[-1].span.end), " ".join(word.text for word in words), "person")
