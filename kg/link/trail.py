"""Who was met where, in text order: what a pronoun or description is traced back along."""

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, field

from kg.link.entities import Entity
from kg.link.scene import Place, Scene
from kg.model import Span, Spans, overlap, within

REACH = 6000  # characters a pronoun or description is traced back at most, about ten paragraphs


@dataclass(frozen=True, order=True)
class Met:
    """A place where an entity is mentioned, and whether it speaks there, by a pronoun or not."""

    start: int
    end: int
    place: Place = field(compare=False)
    spoke: bool = field(compare=False)
    pronoun: bool = field(compare=False)


@dataclass
class Trail:
    """The mentions of each entity, by their places in the scene, and those who spoke."""

    scene: Scene
    mentions: defaultdict[Entity, list[Met]] = field(default_factory=lambda: defaultdict(list))
    speakers: list[tuple[int, Entity]] = field(default_factory=list)

    def note(self, entity: Entity, span: Span, *, spoke: bool = False, pronoun: bool = False) -> None:
        """Note a mention outside headlines; a phrase takes the place of the name in it."""
        if any(overlap(span, headline) for headline in self.scene.headlines):
            return
        mentions = self.mentions[entity]
        mentions[:] = [met for met in mentions if not overlap(Span(met.start, met.end), span)]
        insort(mentions, Met(span.start, span.end, self.scene.place(span), spoke, pronoun))
        if spoke:
            self.speakers.append((span.start, entity))

    def before(self, start: int) -> list[tuple[Entity, list[Met]]]:
        """Who was met before a place, with the mentions there, the latest met first."""
        met = (
            (entity, mentions[: bisect_left(mentions, start, key=lambda m: m.start)])
            for entity, mentions in self.mentions.items()
        )
        near = ((entity, mentions) for entity, mentions in met if mentions and start - mentions[-1].start < REACH)
        return sorted(near, key=lambda one: -one[1][-1].end)

    def spoken_of(self, entity: Entity, said: Spans, source: Span) -> bool:
        """Whether a source's words name an entity, as hardly anybody does of himself.

        Not so before another noun ("the Lee campaign"), nor where the words come first ("Lee was hurt, she said").
        """
        named = (met for met in self.mentions.get(entity, ()) if not met.pronoun and not met.place.joined)
        telling = (met for met in named if met.place.quoted or met.start > source.start)
        return any(within(Span(met.start, met.end), span) for met in telling for span in said)

    def speaker(self, start: int) -> Entity | None:
        """Who spoke last before a place."""
        return max((s for s in self.speakers if s[0] < start), key=lambda s: s[0], default=(0, None))[1]
