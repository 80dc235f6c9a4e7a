"""Who is meant: the sources and names of an article, resolved to actors, known ones where the table has them."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.known import Known
from kg.link.describe import describe, description_of
from kg.link.entities import Entity, NameMention, gather
from kg.link.names import find_names
from kg.link.phrases import Phrase, is_name, phrases_of
from kg.link.ranking import Ranker, rank
from kg.link.resolve import Resolver, Speech
from kg.link.scene import Scene
from kg.link.trail import Trail
from kg.model import Actor, Article, Attribution, Mention, Parse, Span, hull, overlap
from kg.nouns import NOUNS, noun_phrase_of, role_of

__all__ = ["Linked", "link"]


@dataclass(frozen=True)
class Linked:
    """The actors of an article, where they are mentioned, and for each attribution the keys of its joint sources."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    sources: tuple[tuple[str, ...], ...]


def link(
    article: Article, parse: Parse, attributions: tuple[Attribution, ...], known: Known, rank: Ranker = rank
) -> Linked:
    """Find the actors of an article and resolve the source of every attribution to one or more of them.

    Attributions are resolved in text order with the enclosing ones first, so that a pronoun looks back on all who
    spoke before it; `rank` chooses whom it means.
    """
    names = find_names(article.text, parse, known)
    families = {name.text.split()[-1] for name in names if name.kind == "person" and " " in name.text}
    descriptions = [description_of(name, parse, known, families) for name in names]
    names = [replace(name, kind=told.kind, female=told.female) for name, told in zip(names, descriptions, strict=True)]
    entities: list[Entity] = []
    met = gather(names, entities)
    scene = Scene(article, parse)
    for name, entity, told in zip(names, met, descriptions, strict=True):
        in_headline = any(overlap(name.span, headline) for headline in scene.headlines)
        describe(entity, replace(told, roles=()) if in_headline else told)
    speaking = frozenset(
        name.span
        for name in names
        if any(name.span.start >= s.start and name.span.end <= s.end for a in attributions for s in a.source)
    )
    by_name = {name.span: entity for name, entity in zip(names, met, strict=True)}
    trail = Trail(scene)
    for span, entity in by_name.items():
        trail.note(entity, span)
    resolver = Resolver(known, entities, by_name, speaking, trail, rank)
    speakers: list[tuple[Entity, ...]] = []
    passing = deque(subjects(scene, attributions, names, known))
    for attribution in attributions:
        while passing and passing[0].span.start < attribution.cue[0].start:
            resolver.resolve(passing.popleft())
        parents = () if attribution.parent is None else speakers[attribution.parent]
        speech = Speech(attribution.content, next(iter(parents), None))
        phrases = phrases_of(attribution.source, parse, names, known)
        speakers.append(tuple(dict.fromkeys(resolver.resolve(phrase, speech) for phrase in phrases)))
    later = resolver.named_later()
    actors = {entity: later.get(entity, entity).actor() for entity in entities}
    mentions = {Mention(span, actors[entity].key) for entity in entities for span in entity.spans}
    return Linked(
        tuple(sorted({actor.key: actor for actor in actors.values()}.values(), key=lambda actor: actor.key)),
        tuple(sorted(mentions, key=lambda mention: (mention.span, mention.actor))),
        tuple(tuple(dict.fromkeys(actors[entity].key for entity in some)) for some in speakers),
    )


def subjects(
    scene: Scene, attributions: tuple[Attribution, ...], names: list[NameMention], known: Known
) -> Iterator[Phrase]:
    """Whom a later "he" may mean as well: subjects outside all attributions, and of words before "it said" itself."""
    parse = scene.parse
    words = (span for a in attributions for span in (*a.source, *(s for s in a.content if not leads(s, a, scene))))
    told = [*words, *scene.headlines]
    for number, token in enumerate(parse.tokens):
        if (
            token.dep.startswith("nsubj")
            and (token.pos in NOUNS or token.text.casefold() in {"he", "she"})
            and not any(overlap(token.span, s) for s in told)
        ):
            for phrase in phrases_of((whole_phrase(number, parse, names),), parse, names, known):
                if phrase.name or phrase.form == "pronoun" or role_of(phrase.noun) or is_name(phrase):
                    yield phrase


def leads(said: Span, attribution: Attribution, scene: Scene) -> bool:
    """Whether words that are not quoted stand before the "it" that says them ("The bank is closed, it said").

    Not so before "he": of persons words tell others more often ("His brother was dead, he said").
    """
    source = attribution.source[:1]
    tokens = [scene.parse.tokens[n] for span in source for n in scene.parse.numbers(span)]
    return (
        [token.text.casefold() for token in tokens] == ["it"]
        and said.end <= source[0].start
        and not scene.place(said).quoted
    )


def whole_phrase(number: int, parse: Parse, names: list[NameMention]) -> Span:
    """The characters of a noun phrase with the name it begins and its apposition ("His wife, Joanna")."""
    core = noun_phrase_of(number, parse)
    sentence = parse.sentence(core.start)
    behind = range(number + 1, sentence.last if sentence else number)
    joined = [n for n in behind if parse.tokens[n].head == number and parse.tokens[n].dep in {"appos", "flat"}]
    named = [name.span for name in names if overlap(name.span, core)]
    return hull((core, *(noun_phrase_of(n, parse) for n in joined), *named))
