"""The words of a source taken apart: the name or noun at the head, and what describes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from kg.known import Known
from kg.lemmas import lemmas
from kg.link.describe import pairs
from kg.link.entities import NameMention
from kg.link.joint import INDEFINITE, PARTITIVE, PLURAL_TAGS, REFLEXIVE, RELATIVE, joint, partitive, strip
from kg.link.naming import DEFINITE, author, naming, naming_beside
from kg.model import Parse, Span, Token, hull
from kg.nouns import head_of, names_person, role_of
from kg.syntax import phrase_at

Form = Literal["name", "pronoun", "definite", "indefinite"]

DESCRIBING = frozenset({"NOUN", "ADJ", "PROPN", "VERB"})
POSSESSIVES = frozenset({"its", "his", "her", "their", "our", "my", "your"})
PLACED = frozenset({"of", "in", "from"})
# what is done to a document by those who have not written it
SHOWN = frozenset(
    "see obtain get review show leak send give hand view consult provide forward share examine read verify hear "
    "quote cite circulate pass know mention smuggle steal seize recover find describe submit address deliver".split()
)
# classes of roles whom a capital places in its state ("a lawmaker in Seoul"): a doctor in Paris may be of any
IN_CAPITALS = frozenset({"legislator", "official", "minister", "government", "parliament"})
ONE = frozenset({"one", "another", "each"})
TELLS_NOTHING = frozenset({"source", "insider"})
GROUPS = frozenset({"they", "people", "police"})  # plurals without the ending of one


@dataclass(frozen=True)
class Phrase:
    """One source as the text has it.

    `core` are the tokens of the noun phrase without determiner, apposition and relative clause; `head` its noun;
    `determiner` is in lower case; `modifiers` are the words before the head, `states` the keys of states named among
    them, or behind it ("a lawmaker in Seoul"); `complement` are the other names behind the head that narrow it down
    ("the office in Bergen"); `beside` are the tokens of an apposition.
    """

    span: Span
    form: Form
    text: str
    core: tuple[Token, ...]
    head: Token
    name: NameMention | None
    modifiers: frozenset[str]
    states: frozenset[str]
    plural: bool
    complement: frozenset[str] = frozenset()
    determiner: str = ""
    beside: tuple[Token, ...] = ()

    @property
    def pronoun(self) -> str:
        """The head as it stands, lower case."""
        return self.head.text.casefold()

    @property
    def noun(self) -> str:
        """The head in singular, lower case."""
        return self.head.lemma.casefold()


def phrases_of(spans: tuple[Span, ...], parse: Parse, names: list[NameMention], known: Known) -> Iterator[Phrase]:
    """Take a source apart into one phrase for each of the actors who are the source together."""
    for part in spans:
        span = with_whole_name(part, names)
        tokens = without_stress([parse.tokens[n] for n in parse.numbers(span)])
        if tokens and tokens[-1].text in RELATIVE and tokens[-1].pos == "PRON":
            tokens = antecedent(parse.numbers(span).stop - 1, parse)
        for core, beside, tail in joint(strip(tokens) or tokens, names, known):
            phrase = phrase_of([*core, *tail], beside, names, known)
            if phrase and any(map(str.isalnum, phrase.text)):
                yield phrase


def is_shown(number: int, core: Sequence[Token]) -> bool:
    """Whether a participle tells who has a document or where it is ("seen by reporters"), and not who made it."""
    token, behind = core[number], core[number + 1 : number + 3]
    made = any(t.text.casefold() == "by" for t in behind) and SHOWN.isdisjoint(lemmas(token))
    return token.tag == "VBN" and not made


def without_stress(tokens: list[Token]) -> list[Token]:
    """A source without the word behind its noun that only stresses it ("The minister herself, Ann Lee,")."""
    return tokens[:1] + [token for token in tokens[1:] if token.text.casefold() not in REFLEXIVE]


def with_whole_name(span: Span, names: list[NameMention]) -> Span:
    """A source with the rest of a known name that it cuts through ("Doctors | Without Borders")."""
    ends = (name.span.end for name in names if name.known and span.start <= name.span.start < span.end)
    return Span(span.start, max(span.end, *ends, span.end))


def antecedent(number: int, parse: Parse) -> list[Token]:
    """The noun phrase right before a relative pronoun ("a military official who …")."""
    verb = parse.tokens[number].head
    noun = parse.tokens[verb].head if parse.tokens[verb].dep.startswith("acl") else number
    if parse.tokens[noun].dep == "appos" and (head := parse.tokens[noun].head) < number:
        return [parse.tokens[n] for n in parse.numbers(phrase_at(head, parse))]
    end = number - 1 if number and parse.tokens[number - 1].text == "," else number
    first = end
    while first and (
        parse.tokens[first - 1].pos in {"NOUN", "PROPN", "ADJ", "NUM", "DET", "PART"}
        or parse.tokens[first - 1].text == "-"
    ):
        first -= 1
        if parse.tokens[first].pos == "DET":
            break
    if parse.tokens[number].text.casefold() == "who":
        first = min(first, person_before(end - 1, parse))
    return list(parse.tokens[first:end])


def person_before(noun: int, parse: Parse) -> int:
    """Where the phrase of a person begins that a noun is only said of ("an official at the ministry, who …")."""
    above = noun
    while parse.tokens[above].pos == "NOUN" and not names_person(parse.tokens[above]):
        if parse.tokens[above].dep not in {"nmod", "appos"} or parse.tokens[above].head > above:
            above = noun
            break
        above = parse.tokens[above].head
    return parse.numbers(phrase_at(above, parse)).start


def phrase_of(part: list[Token], beside: list[Token], names: list[NameMention], known: Known) -> Phrase | None:
    """Analyse one source."""
    if telling := told_beside(part, beside):
        part, beside = telling, []
    head = head_of(part) or next((token for token in part if token.text.casefold() in PARTITIVE), None)
    if head is None:
        return None
    first = part[0].text.casefold()
    determiner = first if len(part) > 1 and first in DEFINITE | INDEFINITE else ""
    core = part[1:] if determiner else part
    before = [token for token in core if token.span.start < head.span.start]
    role = role_of(head.lemma)
    if role and role.kind == "document":
        # a document and its author are one hop, and who was shown it is none
        shown = (i for i, t in enumerate(core) if i and t.span.start > head.span.start and is_shown(i, core))
        core = strip(core[: next(shown, len(core))])
        name = author(core, names)
    elif partitive(part):
        name = naming_beside(beside, head, names) if first in ONE else None  # "one of them, Ann Lee"
    else:
        name = naming(core, head, names) or naming_beside(beside, head, names)
    after = [token for token in core if token.span.start > head.span.start]
    states = states_in(before, known)
    place, state = ([], states) if states else placed(after, head, known)
    others = [t.text.casefold() for t in after if t.pos == "PROPN" and t not in place]
    return Phrase(
        span=Span(part[0].span.start, max(token.span.end for token in [*part, *beside])),
        form=form_of(part, head, name, before),
        text=spoken(core),
        core=tuple(core),
        head=head,
        name=name,
        modifiers=frozenset(t.lemma.casefold() for t in before if t.pos in DESCRIBING and t.text not in RELATIVE),
        states=state,
        complement=frozenset() if name else frozenset(others),
        plural=(head.tag in PLURAL_TAGS and first != "one") or head.text.casefold() in GROUPS,
        determiner=determiner,
        beside=tuple(beside),
    )


def told_beside(part: list[Token], beside: list[Token]) -> list[Token] | None:
    """The apposition that tells what somebody is of whom the source tells nothing ("one of them, an old trader")."""
    head, described = head_of(part), head_of(beside) if beside else None
    vague = partitive(part) or (head is not None and head.lemma.casefold() in TELLS_NOTHING)
    tells = described is not None and names_person(described) and beside[0].text.casefold() in INDEFINITE
    return beside if vague and tells else None


def form_of(part: list[Token], head: Token, name: NameMention | None, before: list[Token]) -> Form:
    """Whether a source is named, a pronoun, or described as known ("the", "Germany's") or as new."""
    if partitive(part) and not name:
        return "indefinite"
    if head.pos == "PRON" and not name:
        return "pronoun"
    if name:
        return "name"
    known = part[0].text.casefold() in DEFINITE or any(token.tag == "POS" for token in before)
    return "definite" if known else "indefinite"


def states_in(tokens: list[Token], known: Known) -> frozenset[str]:
    """The keys of the states that words name, by name or demonym."""
    found = (known.demonym(words) or known.find(words) for words in pairs(tokens))
    return frozenset(actor.key for actor in found if actor and actor.kind == "state")


def placed(after: list[Token], head: Token, known: Known) -> tuple[list[Token], frozenset[str]]:
    """The name right behind a head that tells its state, or the capital where office is held, and the state's key."""
    if not after or after[0].text not in PLACED:
        return [], frozenset()
    name = list(takewhile(lambda token: token.pos == "PROPN", after[1:]))
    held = role_of(head.lemma)
    capital = held is not None and not held.classes.isdisjoint(IN_CAPITALS) and after[0].text == "in"
    actor = known.find(words_of(name)) or (known.capital(words_of(name)) if capital else None)
    return (name, frozenset({actor.key})) if actor and actor.kind == "state" else ([], frozenset())


def words_of(tokens: list[Token]) -> str:
    """The words of a name with single blanks."""
    return " ".join(token.text for token in tokens)


def spoken(core: list[Token]) -> str:
    """The words of a phrase on one line; a shared noun is put behind its own modifier."""
    parts: list[str] = []
    for i, token in enumerate(core):
        near = i and core[i - 1].span.end == token.span.start
        parts.append(token.text if near or not i else " " + token.text)
    return "".join(parts).strip(' ,;“”"')


def role_beside(phrase: Phrase) -> Span | None:
    """The words for a person's role that the name stands in apposition to ("the museum's director, Ann Lee")."""
    role, core = role_of(phrase.noun), core_of(phrase)
    if phrase.name is None or phrase.name.span.start < core.end or (role and role.kind != "person"):
        return None
    owned = phrase.determiner in POSSESSIVES
    return core if owned else Span(phrase.span.start, core.end)


def core_of(phrase: Phrase) -> Span:
    """The characters of a phrase's core."""
    return hull(tuple(token.span for token in phrase.core))


def role_words(phrase: Phrase) -> str:
    """What a description says without the state's name: "spy agency" of "South Korea's spy agency"."""
    possessive = next((i for i, t in enumerate(phrase.core) if t.tag == "POS"), -1)
    return " ".join(
        t.text for t in phrase.core[possessive + 1 :] if t.span.start <= phrase.head.span.start and t.text.islower()
    )


def is_name(phrase: Phrase) -> bool:
    """Whether a phrase is a name by its capitals; one capital may be only the sentence's."""
    words = [t for t in phrase.core if t.pos in {"NOUN", "PROPN", "ADJ"} and t.span.start <= phrase.head.span.start]
    capitals = [t for t in words if t.text[:1].isupper()]
    return capitals == words and (len(words) > 1 or phrase.head.pos == "PROPN" or bool(phrase.beside)) and bool(words)
