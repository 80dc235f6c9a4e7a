"""What an article says of the sources that it does not name: role, affiliation, how many, and why they stay unnamed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from text_to_num import text2num

from kg.anonymity import anonymity_near
from kg.model import Actor, Claim, Mention, Parse, Span, Spans, Token, within
from kg.nouns import head_of, role_of

ONE = frozenset({"a", "an", "one", "another"})
# "an official at the ministry", but not "a person close to the ministry" or "briefed by the ministry"
BELONGING = frozenset({"at", "from", "of", "in", "with", "for", "inside", "within"})
LINKING = frozenset({"the", "'s", "’s", "and", ",", *BELONGING})
RELATIVE = frozenset({"WP", "WDT", "WP$"})
BODIES = frozenset({"organization", "state"})


def with_details(
    actors: Sequence[Actor], claims: Iterable[Claim], mentions: Sequence[Mention], text: str, parse: Parse
) -> tuple[Actor, ...]:
    """The actors; the unnamed ones with what is said of them where they speak."""
    kinds = {actor.key: actor.kind for actor in actors}
    bodies = [mention for mention in mentions if kinds.get(mention.actor) in BODIES]
    spoken: dict[str, dict[Spans, Span]] = {}
    for hop in (hop for claim in claims for chain in claim.chains for hop in chain if hop.source):
        spoken.setdefault(hop.actor, {})[hop.source] = hop.cue[0] if hop.cue else hop.source[0]
    return tuple(
        actor if actor.named else detailed(actor, spoken.get(actor.key, {}), bodies, text, parse) for actor in actors
    )


def detailed(actor: Actor, spoken: dict[Spans, Span], bodies: Sequence[Mention], text: str, parse: Parse) -> Actor:
    """An unnamed actor with the details of its first mention as a source, and the reason wherever it is given.

    Args:
        spoken: the words of the sources that stand for it, each with a cue of theirs.
        bodies: where organisations and states are mentioned.
    """
    reasons = (anonymity_near(place.start, text, parse) for place in spoken.values())
    reason = next((span for span in reasons if span), None)
    tokens = [parse.tokens[n] for source in list(spoken)[:1] for span in source[:1] for n in parse.numbers(span)]
    tokens = list(takewhile(lambda token: token.tag not in RELATIVE, tokens))
    head = head_of(tokens)
    if not head or head.pos not in {"NOUN", "PROPN"}:
        return replace(actor, anonymity=reason)
    return replace(
        actor,
        role=head.lemma.casefold() if role_of(head.lemma) else None,
        count=count_of(tokens, head),
        affiliations=tuple(
            dict.fromkeys(m.actor for m in bodies if m.actor != actor.key and belongs(m.span, tokens, head))
        ),
        anonymity=reason,
    )


def count_of(tokens: Sequence[Token], head: Token) -> int | None:
    """How many people a source is, where the article says it exactly ("two diplomats", "a minister")."""
    for token in tokens:
        if token.span.start >= head.span.start:
            break
        if token.text.isdecimal():
            return int(token.text)
        if token.pos == "NUM":
            return number(token.text)
        if token.text.casefold() in ONE and head.tag in {"NN", "NNP"}:
            return 1
    return None


def number(word: str) -> int | None:
    """The value of a number word."""
    try:
        return int(text2num(word.casefold(), "en"))
    except ValueError:
        return None


def belongs(span: Span, tokens: Sequence[Token], head: Token) -> bool:
    """Whether a body named within a source is the one it belongs to: before its noun, or joined by "of" or "at"."""
    if not any(within(token.span, span) for token in tokens) or within(head.span, span):
        return False
    between = [t.text.casefold() for t in tokens if head.span.end <= t.span.start and t.span.end <= span.start]
    return span.end <= head.span.start or (bool(BELONGING & set(between)) and LINKING.issuperset(between))
