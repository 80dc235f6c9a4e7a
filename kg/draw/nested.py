"""A text with elements around some of its words: cut wherever one begins or ends, so that they may overlap and cross.

The text itself stays as it is: without its tags, the markup is the text again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise, takewhile
from typing import TypeVar

from kg.model import Span

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Tag:
    """An element: the higher its `rank`, the further inside it stands; `first` is markup before the words in it."""

    rank: int
    name: str
    head: str = ""
    first: str = ""

    @property
    def opening(self) -> str:
        """What stands before the words."""
        return f"<{self.name}{self.head}>{self.first}"

    @property
    def closing(self) -> str:
        """What stands after them."""
        return f"</{self.name}>"


def nested(text: str, tags: Iterable[tuple[Span, Tag]], points: Mapping[int, str], rank: int) -> str:
    """The text in these elements, and in it the markup of `points`, outside of all elements of that `rank` or more.

    >>> nested("a < b", [(Span(0, 3), Tag(1, "i")), (Span(2, 5), Tag(2, "b"))], {2: "<hr>"}, 2)
    '<i>a <hr><b>&lt;</b></i><b> b</b>'
    """
    ordered = sorted(tags, key=lambda placed: placed[1].rank)
    drawn: list[str] = []
    open_now: tuple[Tag, ...] = ()
    for span, wanted in pieces([(Span(0, len(text)), None), *ordered]):
        around = tuple(tag for tag in wanted if tag)
        kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(open_now, around, strict=False)))
        drawn += [tag.closing for tag in reversed(open_now[kept:])]
        drawn += [tag.opening for tag in around[kept:] if tag.rank < rank]
        drawn += [points.get(span.start, "")]
        drawn += [tag.opening for tag in around[kept:] if tag.rank >= rank]
        drawn += [kept_as_it_is(text[span.start : span.end])]
        open_now = around
    return "".join([*drawn, *(tag.closing for tag in reversed(open_now))])


def pieces(placed: Iterable[tuple[Span, Thing]]) -> Iterator[tuple[Span, tuple[Thing, ...]]]:
    """The ranges between any two borders, each with the things that cover it, in the order in which they came.

    >>> list(pieces([(Span(0, 4), "one"), (Span(2, 6), "other")]))[1]
    (Span(start=2, end=4), ('one', 'other'))
    """
    things: list[Thing] = []
    begins, ends = defaultdict(set), defaultdict(set)
    for number, (span, thing) in enumerate(placed):
        things.append(thing)
        begins[span.start].add(number)
        ends[span.end].add(number)
    covering: set[int] = set()
    for here, there in pairwise(sorted({*begins, *ends})):
        covering = (covering | begins[here]) - ends[here]
        if covering:
            yield Span(here, there), tuple(things[number] for number in sorted(covering))


def kept_as_it_is(text: str) -> str:
    """Text escaped; a carriage return is named, as browsers read one that stands there as a line feed.

    HTML cannot hold U+0000: https://html.spec.whatwg.org/multipage/parsing.html#parse-errors
    """
    return escape(text).replace("\r", "&#13;").replace("\0", "\ufffd")
