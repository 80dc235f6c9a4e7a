"""Joint sources told apart: "U.S. and Ukrainian officials" are two, "Lee, a lawmaker and a doctor" is one."""

from collections.abc import Iterator

from kg.known import Known
from kg.link.entities import NameMention
from kg.model import Token, covering, within
from kg.nouns import head_of, is_noun

JOINERS = frozenset({"and", "or", "nor", "&"})
OPENERS = JOINERS | frozenset("that both neither either even also but as from by to with citing".split())
INDEFINITE = frozenset({"a", "an", "some", "another", "any"})
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
# at the end of a source they tell when it spoke; "May" may be a name
DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday today yesterday "
    "January February March April June July August September October November December".split()
)
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})  # "the minister himself"
AT_THE = (["at", "the"], ["at", "that"])  # "the firm at the time"
MOMENTS = frozenset({"time", "moment", "scene", "weekend", "end", "start"})
DASHES = frozenset({"—", "–", "--", "-", "("})
PARTITIVE = frozenset("one two three four five several some many most both none each another".split())
PLURAL_TAGS = frozenset({"NNS", "NNPS"})

Part = tuple[list[Token], list[Token], list[Token]]


def joint(tokens: list[Token], names: list[NameMention], known: Known) -> Iterator[Part]:
    """Split into sources: each its own tokens, its apposition, and a noun shared with the next one.

    "U.S. and Ukrainian officials" are two sources that share their noun; "Lee, a lawmaker and a doctor" is one.
    """
    segments = cut(tokens, names)
    apart = 1 if len(segments) > 1 and not listed(segments) else len(segments)
    beside = [token for segment in segments[apart:] for token in segment]
    core = [token for segment in segments[:apart] for token in segment]
    split = [part for segment in segments[:apart] for part in at_joiners(segment, names)] if may_split(core) else []
    parts = split or [core]
    last = parts[-1]
    for part in parts:
        shared = shared_noun(part, last, known) if part is not last else []
        if part is last or shared or head_of(part):
            yield part, (beside if part is last else []), shared


def strip(tokens: list[Token]) -> list[Token]:
    """Without the marks and small words at either end that name nobody."""
    while tokens and (tokens[0].pos == "PUNCT" or tokens[0].text.casefold() in OPENERS):
        tokens = tokens[1:]
    while tokens and (
        (tokens[-1].pos in {"PUNCT", "ADP", "ADV", "DET"} and not is_noun(tokens[-1]))
        or tokens[-1].text.casefold() in JOINERS
        or tokens[-1].text in DAYS
        or ([t.text.casefold() for t in tokens[-3:-1]] in AT_THE and tokens[-1].lemma in MOMENTS)
        or (len(tokens) > 1 and tokens[-1].text.casefold() in REFLEXIVE)
    ):
        tokens = tokens[:-1]
    return tokens


def cut(tokens: list[Token], names: list[NameMention]) -> list[list[Token]]:
    """Split at commas, dashes and relative pronouns outside names."""
    segments: list[list[Token]] = [[]]
    in_name = covering(name.span for name in names)
    for token in tokens:
        inside = in_name(token.span)
        if not inside and (token.text == "," or (token.text in DASHES and not hyphen(token, tokens))):
            segments.append([])
        elif not inside and token.text.casefold() in RELATIVE and segments[-1] and token.pos != "DET":
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
    """Split at "and", "or" and "nor" outside names, but not before what is only said of a noun ("and seen by us")."""
    parts: list[list[Token]] = [[]]
    for token, following in zip(core, (*core[1:], None), strict=True):
        inside = any(within(token.span, name.span) for name in names) or (following and following.tag == "VBN")
        if not inside and token.text.casefold() in JOINERS:
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
