"""What is wrong with gold attributions that are missed, and with those found that are not right: one class for each.

Right is what the scorer calls a match: shared words in cue and source, and contents that share half of their words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from benchmarks.polnear import Compared, Roles

RIGHT = "right"
FAULTS = (
    RIGHT,
    "source missing",
    "source extra",
    "source other",
    "content too long",
    "content too short",
    "content wrong",
)
"""What can be said of a gold and a found attribution that share a cue, the mildest first."""
SPLIT, MERGED = "content split", "contents merged"
CLASSES = ("missed cue", "spurious cue", *FAULTS[1:], SPLIT, MERGED)
SHOWN = 4


def error_table(articles: Iterable[Compared]) -> Iterator[str]:
    """Lines that say how many errors there are of each class, and where some stand: article's number, cue's place."""
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for number, article in enumerate(articles, 1):
        for side, name, one in errors(article.gold, article.found):
            places[side, name].append(f"{number}@{article.place(one)}")
    for side in ("missed", "wrong"):
        total = sum(len(here) for (of, _), here in places.items() if of == side)
        yield f"{side:18} {total:6}         such as (article@character)"
        for name in CLASSES:
            if here := places.get((side, name)):
                some = here[:: max(1, len(here) // SHOWN)][:SHOWN]
                yield f"  {name:16} {len(here):6} {len(here) / total:6.1%}  {' '.join(some)}"


def errors(gold: Sequence[Roles], found: Sequence[Roles]) -> Iterator[tuple[str, str, Roles]]:
    """Give each gold attribution that is "missed", then each found one that is "wrong", with the class of its error."""
    for one in gold:
        faults = [fault(one, other) for other in found if one["cue"] & other["cue"]]
        if RIGHT not in faults:
            yield "missed", class_of(faults, "missed cue", several(one, gold, found, SPLIT, MERGED)), one
    for one in found:
        faults = [fault(other, one) for other in gold if one["cue"] & other["cue"]]
        if RIGHT not in faults:
            yield "wrong", class_of(faults, "spurious cue", several(one, found, gold, MERGED, SPLIT)), one


def fault(gold: Roles, found: Roles) -> str:
    """The one thing that is wrong with an attribution found for a gold one: first its content is judged."""
    shared, all_words = gold["content"] & found["content"], gold["content"] | found["content"]
    if not shared:
        return "content wrong"
    if 2 * len(shared) < len(all_words):
        return "content too long" if len(found["content"]) > len(gold["content"]) else "content too short"
    if gold["source"] & found["source"] or not gold["source"] | found["source"]:
        return RIGHT
    if not found["source"]:
        return "source missing"
    return "source other" if gold["source"] else "source extra"


def several(one: Roles, own: Sequence[Roles], others: Sequence[Roles], whole: str, part: str) -> str | None:
    """Whether an attribution stands where the other side has several (`whole`), or is one of several (`part`)."""
    if pieces(one, others):
        return whole
    return part if any(one in pieces(other, own) for other in others) else None


def pieces(whole: Roles, others: Iterable[Roles]) -> list[Roles]:
    """Those whose content lies for the most part in that of another; none unless two of them stand apart."""
    inside = [one for one in others if 2 * len(one["content"] & whole["content"]) >= len(one["content"])]
    apart = any(not one["content"] & other["content"] for one, other in combinations(inside, 2))
    return inside if apart else []


def class_of(faults: list[str], without_cue: str, several: str | None) -> str:
    """The mildest fault; but contents that were split or merged explain what is wrong with content and cue."""
    mildest = min(faults, key=FAULTS.index, default=without_cue)
    return mildest if several is None or mildest.startswith("source") else several
