"""What the reading of a phrase of time may look at: its words, the parse around it, publication, times named before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Parse, Precision, Span, Spans, Token, touches
from kg.times.periods import Period
from kg.times.phrases import Found, Item
from kg.times.tense import Tense, tense_at
from kg.times.words import Word

UNITS: dict[str, tuple[Precision, int]] = {
    "day": ("day", 1),
    "week": ("week", 1),
    "fortnight": ("week", 2),
    "month": ("month", 1),
    "quarter": ("quarter", 1),
    "year": ("year", 1),
    "decade": ("decade", 1),
    "century": ("century", 1),
    "centurie": ("century", 1),
}
HOURS = 24
ENDS = frozenset({"until", "through", "before"})
NUMERALS = frozenset({"number", "dd", "yyyy", "digits", "a"})


@dataclass(frozen=True)
class Setting:
    """Where a phrase stands: items `first` up to `end` of a sentence's, in an article published on a day.

    `published` is False where the article has no date: `today` then only helps to put together what names its year
    elsewhere. `before` are the times of the sentences before. In `told`, headlines and captions, the present tense
    tells of what was.
    """

    text: str
    parse: Parse
    today: date
    published: bool
    before: Sequence[Found]
    told: Spans
    items: Sequence[Item]
    first: int
    end: int

    @property
    def inside(self) -> Sequence[Item]:
        """The items of the phrase."""
        return self.items[self.first : self.end]

    @property
    def span(self) -> Span:
        """The characters of the phrase."""
        return Span(self.inside[0].span.start, self.inside[-1].span.end)

    def word(self, *kinds: str) -> Word | None:
        """The first word of one of these kinds in the phrase."""
        return next((item for item in self.inside if isinstance(item, Word) and item.kind in kinds), None)

    def value(self, kind: str) -> int | None:
        """The number that the first word of a kind stands for."""
        word = self.word(kind)
        return int(word.value) if word else None

    def periods(self) -> list[Period]:
        """The periods that earlier passes found in the phrase."""
        return [item.period for item in self.inside if isinstance(item, Found)]

    def kind_before(self, distance: int = 1) -> str:
        """The kind of a word before the phrase."""
        at = self.first - distance
        return self.items[at].kind if at >= 0 else ""

    def token_at(self, item: Item) -> Token | None:
        """The token that an item begins with."""
        numbers = self.parse.numbers(item.span)
        return self.parse.tokens[numbers[0]] if numbers else None

    def token_before(self) -> Token | None:
        """The token before the phrase."""
        return self.token_at(self.items[self.first - 1]) if self.first else None

    def token_after(self) -> Token | None:
        """The token after the phrase."""
        return self.token_at(self.items[self.end]) if self.end < len(self.items) else None

    def attributive(self) -> bool:
        """Whether the phrase tells which: "Thursday's attack", "the Thursday attack"."""
        after = self.token_after()
        return after is not None and (
            after.tag == "POS" or after.text in ("'s", "’s") or after.pos in ("NOUN", "PROPN")
        )

    def unit(self) -> tuple[Precision, int, bool] | None:
        """The unit that the phrase names, how many of them it is, and whether it is in the plural; none for hours."""
        word = self.word("unit", "term", "century")
        if word is None:
            return None
        plural = word.value.endswith("s")
        found = UNITS.get(word.value.removesuffix("s"))
        return (*found, plural) if found else None

    def hours(self) -> bool:
        """Whether the phrase counts in hours."""
        word = self.word("unit")
        return word is not None and word.value.startswith("hour")

    def count(self) -> int | None:
        """How many units, where the phrase tells a number."""
        word = self.word(*NUMERALS)
        return int(word.value.replace(",", "")) if word else None

    def tense(self) -> Tense:
        """The tense around the phrase; an end ("has warned of rain until Friday") is to come if no verb is past."""
        tense = tense_at(self.span, self.parse)
        if tense in ("unclear", "perfect"):
            return "ahead" if self.ends() else tense
        return "past" if tense == "present" and touches((self.span,), self.told) else tense

    def ends(self) -> bool:
        """Whether something lasts until then."""
        kinds = [item.kind for item in reversed(self.items[: self.first])]
        return next((kind for kind in kinds if kind not in ("the", "part", "of", "dash")), "") in ENDS

    def anchor(self) -> Period | None:
        """The nearest time named before."""
        here = next((item for item in reversed(self.items[: self.first]) if isinstance(item, Found)), None)
        found = here or (self.before[-1] if self.before else None)
        return found.period if found else None


Reading = Callable[[Setting], Period | None]
