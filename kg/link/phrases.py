"""The words of a source taken apart: joint sources, the name or noun at the head, and what describes it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from kg.known import Known
from kg.link.describe import pairs
from kg.link.entities import NameMention
from kg.model import Parse, Span, Token, within
from kg.nouns import NOUNS, head_of, role_of

Form = Literal["name", "pronoun", "definite", "indefinite"]

JOINERS = frozenset({"and", "or", "nor", "&"})
OPENERS = frozenset(
    {
        "that",
        "both",
        "neither",
        "either",
        "even",
        "also",
        "but",
        "and",
        "or",
        "nor",
        "as",
        "from",
        "by",
        "to",
        "with",
        "citing",
    }
)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"})
INDEFINITE = frozenset({"a", "an", "some", "another", "any"})
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday today yesterday".split())
DASHES = frozenset({"—", "–", "--", "-", "("})
PARTITIVE = frozenset("one two three four five several some many most both none each another".split())
PLURAL_TAGS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True)
class Phrase:
    """One source as the text has it.

    `core` are the tokens of the noun phrase without determiner, apposition and relative clause; `head` its noun;
    `modifiers` the lower-case words before the head, `states` the keys of states named among them; `beside` are the
    tokens of an apposition.
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
    beside: tuple[Token, ...] = ()

    @property
    def complement(self) -> list[str]:
        """The names behind the head that narrow it down ("the government in Kinshasa")."""
        return (
            [t.text for t in self.core if t.span.start > self.head.span.start and t.pos == "PROPN"]
            if not self.name
            else []
        )

    @property
    def noun(self) -> str:
        """The head in singular, lower case."""
        return self.head.lemma.casefold()


def phrases_of(
    spans: tuple[Span, ...], text: str, parse: Parse, names: list[NameMention], known: Known
) -> Iterator[Phrase]:
    """Take a source apart into one phrase for each of the actors who are the source together."""
    for span in spans:
        tokens = [parse.tokens[n] for n in parse.numbers(span)]
        if tokens and tokens[-1].text.casefold() in RELATIVE and tokens[-1].pos == "PRON":
            tokens = antecedent(parse.numbers(span).stop - 1, parse)
        for part, beside, tail in joint(strip(tokens), names, known):
            phrase = phrase_of([*part, *tail], beside, text, names, known)
            if phrase:
                yield phrase


def antecedent(number: int, parse: Parse) -> list[Token]:
    """The noun phrase right before a relative pronoun ("a military official who …")."""
    end = number - 1 if number and parse.tokens[number - 1].text == "," else number
    first = end
    while first and (
        parse.tokens[first - 1].pos in {"NOUN", "PROPN", "ADJ", "NUM", "DET", "PART"}
        or parse.tokens[first - 1].text == "-"
    ):
        first -= 1
        if parse.tokens[first].pos == "DET":
            break
    return list(parse.tokens[first:end])


def strip(tokens: list[Token]) -> list[Token]:
    """Without the marks and small words at either end that name nobody."""
    while tokens and (tokens[0].pos == "PUNCT" or tokens[0].text.casefold() in OPENERS):
        tokens = tokens[1:]
    while tokens and (
        tokens[-1].pos in {"PUNCT", "ADP", "ADV", "DET"}
        or tokens[-1].text.casefold() in JOINERS
        or tokens[-1].text in DAYS
    ):
        tokens = tokens[:-1]
    return tokens


Part = tuple[list[Token], list[Token], list[Token]]


def joint(tokens: list[Token], names: list[NameMention], known: Known) -> Iterator[Part]:
    """Split into sources: each its own tokens, its apposition, and a noun shared with the next one.

    "U.S. and Ukrainian officials" are two sources that share their noun; "Lee, a lawmaker and a doctor" is one.
    """
    segments = cut(tokens, names)
    if len(segments) > 1 and not listed(segments):
        core, beside = segments[0], [token for segment in segments[1:] for token in segment]
    else:
        core, beside = [token for segment in segments for token in segment], []
    parts = at_joiners(core, names) if may_split(core) else [core]
    last = parts[-1]
    for part in parts:
        shared = shared_noun(part, last, known) if part is not last else []
        if part is last or shared or head_of(part):
            yield part, (beside if part is last else []), shared


def cut(tokens: list[Token], names: list[NameMention]) -> list[list[Token]]:
    """Split at commas, dashes and relative pronouns outside names."""
    segments: list[list[Token]] = [[]]
    for token in tokens:
        inside = any(within(token.span, name.span) for name in names)
        if not inside and (token.text == "," or (token.text in DASHES and not hyphen(token, tokens))):
            segments.append([])
        elif token.text.casefold() in RELATIVE and segments[-1] and token.pos != "DET":
            segments.append([token])
        else:
            segments[-1].append(token)
    return [segment for segment in segments if any(t.pos != "PUNCT" for t in segment)] or [tokens]


def hyphen(token: Token, tokens: list[Token]) -> bool:
    """Whether a dash joins two words."""
    return any(other.span.end == token.span.start for other in tokens) and any(
        other.span.start == token.span.end for other in tokens
    )


def listed(segments: list[list[Token]]) -> bool:
    """Whether segments are a list ("Germany, France and Britain"), not a noun and what is said of it."""
    closes = any(token.text.casefold() in JOINERS for token in segments[-1])
    starts = [segment[0] for segment in segments]
    return (
        closes
        and (all(t.text[:1].isupper() for t in starts) or len(segments) > 2)
        and not any(t.text.casefold() in RELATIVE for t in starts)
    )


def may_split(core: list[Token]) -> bool:
    """Whether "and" joins whole sources: not so after a preposition ("relatives of Lee and Kim")."""
    joiner = next((i for i, t in enumerate(core) if t.text.casefold() in JOINERS), None)
    if joiner is None:
        return False
    opens = joiner + 1 < len(core) and core[joiner + 1].text.casefold() in INDEFINITE
    return not any(t.pos == "ADP" for t in core[:joiner]) or (partitive(core) and opens)


def partitive(part: list[Token]) -> bool:
    """Whether a phrase takes some out of many ("one of the people")."""
    return len(part) > 2 and part[0].text.casefold() in PARTITIVE and part[1].text.casefold() == "of"


def at_joiners(core: list[Token], names: list[NameMention]) -> list[list[Token]]:
    """Split at "and", "or", "nor" and list commas outside names."""
    parts: list[list[Token]] = [[]]
    for token in core:
        inside = any(within(token.span, name.span) for name in names)
        if not inside and (token.text.casefold() in JOINERS or token.text == ","):
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def shared_noun(part: list[Token], last: list[Token], known: Known) -> list[Token]:
    """The plural noun that a bare demonym or state shares with the last joint source."""
    words = " ".join(t.text for t in part if t.pos != "DET")
    of_state = known.demonym(words) or known.find(words)
    head = head_of(last)
    if of_state and of_state.kind == "state" and head and head.tag in PLURAL_TAGS and head is not last[0]:
        return next((last[n:] for n in (3, 2, 1) if n < len(last) and names_state(last[:n], known)), last[1:])
    return []


def names_state(part: list[Token], known: Known) -> bool:
    """Whether words are a demonym or the name of a state."""
    words = " ".join(t.text for t in part if t.pos != "DET")
    return bool(known.demonym(words) or known.find(words))


def phrase_of(
    part: list[Token], beside: list[Token], text: str, names: list[NameMention], known: Known
) -> Phrase | None:
    """Analyse one source."""
    head = head_of(part)
    if head is None:
        return None
    first = part[0].text.casefold()
    bare = part[1:] if len(part) > 1 and (first in DEFINITE or first in INDEFINITE) else part
    inside = [token for token in bare if token.span.start <= head.span.start]
    before = [token for token in inside if token is not head]
    role = role_of(head.lemma)
    if role and role.kind == "document":
        # a document and its author are one hop, and who was shown it is none
        bare = bare[
            : next(
                (i for i, t in enumerate(bare) if i and t.tag == "VBN" and t.span.start > head.span.start),
                len(bare),
            )
        ]
        name = author(bare, names)
    else:
        name = None if partitive(part) else naming(bare, head, names) or naming_beside(beside, head, names)
    form: Form = (
        "indefinite"
        if partitive(part)
        else "pronoun"
        if head.pos == "PRON"
        else "name"
        if name
        else "definite"
        if first in DEFINITE or any(token.tag == "POS" for token in before)
        else "indefinite"
    )
    states = frozenset(
        state.key
        for word in pairs(before)
        if (state := known.demonym(word) or known.find(word)) and state.kind == "state"
    )
    modifiers = frozenset(
        t.lemma.casefold() for t in before if t.pos in {"NOUN", "ADJ", "PROPN", "VERB"} and t.text not in RELATIVE
    )
    words = spoken(bare, text)
    plural = (head.tag in PLURAL_TAGS and part[0].text.casefold() != "one") or head.text.casefold() in {
        "they",
        "people",
        "police",
    }
    span = Span(part[0].span.start, max(token.span.end for token in [*part, *beside]))
    return Phrase(span, form, words, tuple(bare), head, name, modifiers, states, plural, tuple(beside))


def naming(core: list[Token], head: Token, names: list[NameMention]) -> NameMention | None:
    """The name that the phrase is, not one that only describes its noun.

    A person's name is the actor unless possessive or after a preposition; another name must hold the head, or stand
    right before a noun for the same sort of thing ("the APS news agency").
    """
    stop = next((t.span.start for i, t in enumerate(core) if i and t.pos == "ADP"), core[-1].span.end)
    last = next((name for name in reversed(names) if name.span.end == core[-1].span.end), None)
    if last and last.kind == "person" and after_title(core, last):
        return last
    for name in names:
        first = name.span.start + 4 if name.text.startswith("the ") else name.span.start  # "the North" is a name whole
        if not (core[0].span.start <= first < stop and name.span.end <= core[-1].span.end):
            continue
        after = [token for token in core if token.span.start >= name.span.end and token.span.start < stop]
        if after and after[0].tag == "POS":
            continue
        if name.kind == "person" and any(t.pos in NOUNS for t in after):
            continue
        if name.kind == "person" or name.span.start <= head.span.start < name.span.end:
            return name
        role = role_of(head.lemma)
        if (
            all(t.pos in NOUNS and t.text.islower() for t in after)
            and name.kind != "state"
            and role
            and role.kind == "organization"
        ):
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


def author(core: list[Token], names: list[NameMention]) -> NameMention | None:
    """Whose document it is: named before its noun ("a United Nations report") or after "by"."""
    place = Span(core[0].span.start, core[-1].span.end)
    return next((name for name in names if within(name.span, place)), None)


def naming_beside(beside: list[Token], head: Token, names: list[NameMention]) -> NameMention | None:
    """The name in apposition to a noun that describes it ("its director, Ann Lee")."""
    if not beside or not head.text.islower() or beside[0].text.casefold() in RELATIVE:
        return None
    first = next(
        (t for t in beside if not role_of(t.lemma) and t.text.casefold() not in DEFINITE), beside[0]
    )  # past "Colonel"
    name = next((n for n in names if n.span.start <= first.span.start < n.span.end), None)
    role = role_of(head.lemma)
    if name is None and role and role.kind == "person":
        return overlooked(beside)
    if name is None or (first is not beside[0] and name.kind != "person"):
        return None
    return (
        replace(name, kind=role.kind) if role and role.kind in {"person", "organization"} and not name.known else name
    )


def overlooked(beside: list[Token]) -> NameMention | None:
    """A person's name in apposition that the language pipeline did not mark: two to four words with capitals."""
    words = list(takewhile(lambda token: token.text[:1].isupper(), beside))
    if not 2 <= len(words) <= 4 or any(role_of(word.lemma) for word in words):
        return None
    return NameMention(Span(words[0].span.start, words[-1].span.end), " ".join(word.text for word in words), "person")


def spoken(core: list[Token], text: str) -> str:
    """The words of a phrase on one line; a shared noun is put behind its own modifier."""
    parts: list[str] = []
    for i, token in enumerate(core):
        near = i and core[i - 1].span.end == token.span.start
        parts.append(token.text if near or not i else " " + token.text)
    return "".join(parts).strip(' ,;“”"')
