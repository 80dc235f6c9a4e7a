"""What speakers base their words on: briefings that the article tells of, also in a sentence of their own.

"Lee was speaking after a closed-door briefing by the intelligence service" makes the service no hop of what Lee
says, as nobody says that it said so; but his claims rest on that briefing, as may those of others who were there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import Attribution, Basis, Chain, Claim, Parse, Span, hull, touches
from kg.nouns import NOUNS, noun_phrase_of
from kg.reporting import reports
from kg.syntax import dependents, noun_phrase, subject_of

BRIEFINGS = frozenset({"briefing", "debriefing"})
BRIEFING = frozenset({"brief", "debrief"})
AFTER = frozenset({"after", "following", "once", "upon", "since", "when"})
ATTENDING = frozenset("attend receive get join".split())
SPEAKING = frozenset("speak talk emerge come address appear".split())
FOR_THE_PRESS = frozenset("news press media daily weekly regular televised public online".split())
CLIMB = 4  # heads between a briefing and the verb of who speaks: "came out once the agency had briefed members"


@dataclass(frozen=True)
class Occasion:
    """A briefing that somebody speaks after: its words, who speaks, and who briefed, where that is said."""

    words: Span
    speaker: Span
    briefer: Span | None


def find_occasions(parse: Parse, attributions: tuple[Attribution, ...]) -> tuple[Occasion, ...]:
    """Find the briefings that somebody speaks after."""
    return tuple(
        occasion
        for number, token in enumerate(parse.tokens)
        for occasion in (_by_noun if token.pos == "NOUN" else _by_verb)(number, parse, attributions)
    )


def sources_of(occasions: tuple[Occasion, ...], attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Briefers, and speakers who are no source yet, as sources without a content, to be resolved as all sources are."""
    met = [span for one in attributions for span in one.source]
    new = (s for one in occasions for s in (one.briefer, one.speaker) if s)
    briefers = {one.briefer for one in occasions}
    return tuple(Attribution((s,), (s,), (), 1.0) for s in new if s in briefers or not touches((s,), tuple(met)))


def on_bases(claims: tuple[Claim, ...], bases: dict[str, Basis]) -> tuple[Claim, ...]:
    """The claims, with what each hop's actor bases his words on (`bases` by actor key)."""

    def based(chain: Chain) -> Chain:
        return tuple(replace(hop, basis=bases.get(hop.actor)) for hop in chain)

    return tuple(replace(claim, chains=tuple(based(chain) for chain in claim.chains)) for claim in claims)


def bases_of(
    occasions: tuple[Occasion, ...], spoken: tuple[Attribution, ...], sources: tuple[tuple[str, ...], ...]
) -> dict[str, Basis]:
    """The first basis of each speaker, by key; `sources` are the keys of the actors of all that is spoken."""
    actors = [(one.source, keys) for one, keys in zip(spoken, sources, strict=True)]
    found: dict[str, Basis] = {}
    for one in occasions:
        speakers = next((keys for source, keys in actors if touches(source, (one.speaker,))), ())
        briefers = next((keys for source, keys in actors if source == (one.briefer,)), ())
        for speaker in set(speakers) - set(briefers):
            found.setdefault(speaker, Basis(one.words, briefers))
    return found


def _by_noun(number: int, parse: Parse, attributions: tuple[Attribution, ...]) -> Iterator[Occasion]:
    """ "Following a briefing by the agency, he said", "a lawmaker who attended a briefing"."""
    token = parse.tokens[number]
    if token.lemma.casefold() not in BRIEFINGS:
        return
    briefer = _agent(number, parse, {"by", "from", "of"}) or _owner(number, parse)
    before = _marks(number, parse)
    governor = parse.tokens[token.head]
    if not briefer and _for_the_press(number, parse):
        return
    if token.dep.startswith("obj") and governor.lemma.casefold() in ATTENDING:
        speaker = _described(token.head, parse)
    elif before & AFTER or (briefer and before & {"at", "in", "during", "from"}):
        speaker = _speaker(number, parse, attributions)
    else:
        return
    if speaker:
        words = (noun_phrase_of(number, parse), *([briefer] if briefer else []))
        yield Occasion(hull(words), speaker, briefer)


def _by_verb(number: int, parse: Parse, attributions: tuple[Attribution, ...]) -> Iterator[Occasion]:
    """ "After being briefed by the agency, he said", "once the agency had briefed them", "he had been briefed by"."""
    token = parse.tokens[number]
    if token.lemma.casefold() not in BRIEFING or token.pos != "VERB":
        return
    passive = token.tag == "VBN" and not any(dependents(number, parse, {"obj"}))
    briefer = _agent(number, parse, {"by"}) if passive else subject_of(number, parse)
    speaker = None
    if number and briefer and passive and parse.tokens[number - 1].pos in NOUNS:
        speaker = noun_phrase_of(number - 1, parse)
    elif token.dep == "advcl" and AFTER & {
        parse.tokens[n].text.casefold() for n in dependents(number, parse, {"mark", "case"})
    }:
        speaker = _speaker(number, parse, attributions)
    elif briefer and passive and any(parse.tokens[n].lemma == "have" for n in dependents(number, parse, {"aux"})):
        speaker = subject_of(number, parse)
    if speaker and (briefer or passive):
        yield Occasion(hull((token.span, *([briefer] if briefer else []))), speaker, briefer)


def _marks(number: int, parse: Parse) -> set[str]:
    """The prepositions and conjunctions of a word ("after", "once")."""
    return {parse.tokens[n].text.casefold() for n in dependents(number, parse, {"case", "mark"})}


def _speaker(number: int, parse: Parse, attributions: tuple[Attribution, ...]) -> Span | None:
    """Who speaks in the clause that a briefing belongs to; the encoder is surer of it than the parse."""
    for _ in range(CLIMB):
        number = parse.tokens[number].head
        verb = parse.tokens[number]
        sources = (a.source[0] for a in attributions if a.source and touches(a.cue, (verb.span,)))
        if verb.pos == "VERB" and (source := next(sources, None)):
            return source
        if verb.pos == "VERB" and (subject := subject_of(number, parse)):
            return subject if reports(verb) or verb.lemma.casefold() in SPEAKING else None
    return None


def _described(verb: int, parse: Parse) -> Span | None:
    """Whom a relative clause or participle describes ("a lawmaker who attended …", "lawmakers briefed by …")."""
    head = parse.tokens[verb].head
    return noun_phrase_of(head, parse) if parse.tokens[verb].dep.startswith("acl") else None


def _agent(number: int, parse: Parse, prepositions: set[str]) -> Span | None:
    """Who briefs, named behind a preposition."""
    sentence = parse.sentence(parse.tokens[number].span.start)
    for place in range(number + 1, min(number + CLIMB, sentence.last) if sentence else 0):
        token = parse.tokens[place]
        if token.text.casefold() in prepositions and sentence:
            phrase = noun_phrase(place + 1, sentence.last, parse)
            return _without_recipient(phrase, parse) if phrase else None
    return None


def _without_recipient(phrase: Span, parse: Parse) -> Span:
    """The briefer without whom he briefed and when ("the agency to parliament", "by the agency on Friday")."""
    for number in parse.numbers(phrase):
        token = parse.tokens[number]
        if token.text.casefold() in {"to", "on", "about", "at", "in", "for"} and token.span.start > phrase.start:
            return Span(phrase.start, parse.tokens[number - 1].span.end)
    return phrase


def _owner(number: int, parse: Parse) -> Span | None:
    """Whose briefing it is ("the spy agency's briefing")."""
    for place in range(max(0, number - CLIMB), number):
        if parse.tokens[place].head == number and parse.tokens[place].dep == "nmod:poss":
            return noun_phrase_of(place, parse)
    return None


def _for_the_press(number: int, parse: Parse) -> bool:
    phrase = noun_phrase_of(number, parse)
    return any(parse.tokens[n].text.casefold() in FOR_THE_PRESS for n in parse.numbers(phrase))
