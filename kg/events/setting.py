"""What is known around events before they are read: who is named where, and when and where things are said to be."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.events.tree import Tree
from kg.model import Actor, ActorKind, Mention, Name, PlaceMention, Span


@dataclass(frozen=True)
class Setting:
    """Tokens that name somebody, some place or some time.

    `mentions` holds the keys of actors by the token that heads the mention, `kinds` their kinds, `times` the expression
    that a token is part of, `places` the keys of places by the tokens that name them (empty where they have none), and
    `named` holds those with a capital that are part of a name or mention.
    """

    mentions: Mapping[int, str]
    kinds: Mapping[str, ActorKind]
    times: Mapping[int, Span]
    places: Mapping[int, str]
    named: frozenset[int]

    def fillers(self, tree: Tree, number: int) -> tuple[str, ...]:
        """The key of the actor that a noun is a mention of, by itself, by the name it begins, or by its apposition."""
        flat = [n for n in tree.children[number] if tree.tokens[n].dep in {"flat", "nmod:desc"}]
        beside = [n for n in tree.children[number] if tree.tokens[n].dep == "appos"]
        key = next((self.mentions[n] for n in (number, *flat, *beside) if n in self.mentions), None)
        return (key,) if key else ()

    def where(self, tree: Tree, number: int) -> tuple[str, ...]:
        """The key of the place that a noun names, or else of the actor, as where a state is the place."""
        key = self.places.get(number)
        return (key,) if key else self.fillers(tree, number)


def setting_of(
    tree: Tree,
    actors: Iterable[Actor],
    mentions: Iterable[Mention],
    names: Iterable[Name],
    times: Iterable[Span],
    places: Iterable[PlaceMention],
) -> Setting:
    """The setting of an article; where mentions overlap, the longest tells who is meant."""
    numbers = tree.parse.numbers
    names = tuple(names)
    in_names = {number for name in names for number in numbers(name.span)}
    by_token: dict[int, str] = {}
    for mention in sorted(mentions, key=lambda m: (m.span.start - m.span.end, m.span, m.actor)):
        for number in _tops(tree, numbers(mention.span)):
            by_token.setdefault(number, mention.actor)
    return Setting(
        by_token,
        {actor.key: actor.kind for actor in actors},
        {number: time for time in times for number in numbers(time)},
        {number: "" for name in names if name.kind == "place" for number in numbers(name.span)}
        | {number: mention.place for mention in places for number in numbers(mention.span)},
        frozenset(number for number in (*by_token, *in_names) if tree.tokens[number].text[:1].isupper()),
    )


def _tops(tree: Tree, mention: range) -> Iterator[int]:
    """The tokens of a mention that hang on none of its other ones: its head, where the parse has it as one phrase."""
    yield from (n for n in mention if tree.tokens[n].head not in mention or tree.tokens[n].head == n)
