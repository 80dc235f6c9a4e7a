"""When and where an event is: the words of time and place that lead to its trigger, also through nouns between."""

from collections.abc import Iterator, Mapping

from kg.events.roles import is_place
from kg.events.scheme import Scheme
from kg.events.setting import Setting
from kg.events.tree import NOMINAL, VERBAL, Tree
from kg.events.triggers import Hit
from kg.model import Role

UPWARD = frozenset({"obl", "nmod", "obj", "appos", "nsubj:pass", "conj"})
THROUGH = frozenset({"", "in", "during", "amid", "at", "by", "with", "of"})
"""Where and when an event is, is where and when another is that happens so: "killed in an attack on Monday"."""
COMPARING = frozenset({"up", "down"})
Owners = Mapping[int, list[Hit]]


def times_and_places(
    tree: Tree, hits: tuple[Hit, ...], owners: Owners, scheme: Scheme, setting: Setting
) -> dict[Hit, list[Role]]:
    """For each hit its roles of time and place; `owners` gives the hits of a trigger and of its light verb."""
    found: dict[Hit, list[Role]] = {hit: [] for hit in hits}
    for time in dict.fromkeys(setting.times.values()):
        top = _top(tree, list(tree.parse.numbers(time)))
        for hit in _reached(tree, top, owners, UPWARD | {"nsubj"}):
            found[hit].append(Role("time", time))
    for number, token in enumerate(tree.tokens):
        preposition = tree.preposition(number) if token.pos in NOMINAL and number not in setting.times else ""
        if preposition:
            for hit in _reached(tree, number, owners, UPWARD):
                if scheme.types[hit.type].slots.get(preposition) == "place" and is_place(tree, number, setting):
                    found[hit].append(Role("place", tree.phrase(number), setting.where(tree, number)))
    for hit in hits:
        _share(tree, hit, found, owners)
    return found


def _top(tree: Tree, numbers: list[int]) -> int:
    """The token of an expression that leads out of it."""
    tops = [n for n in numbers if tree.tokens[n].head not in numbers or tree.tokens[n].head == n]
    return next((n for n in tops if tree.tokens[n].pos != "ADP"), tops[0])


def _reached(tree: Tree, number: int, owners: Owners, upward: frozenset[str]) -> Iterator[Hit]:
    """The hits that a phrase leads to: its head, and on through nouns up to the verb of its clause."""
    met: set[int] = set()
    while tree.tokens[number].head != number and number not in met:
        met.add(number)
        relation = tree.tokens[number].dep
        head = tree.tokens[number].head
        of_event = number in owners and relation in {"nsubj", "csubj"}
        if len(met) > 1 and not of_event and upward.isdisjoint((relation, relation.partition(":")[0])):
            return
        if relation == "conj" and tree.tokens[number].pos in VERBAL:
            return
        if number in owners and len(met) > 1 and tree.preposition(number) not in THROUGH:
            return
        number = head
        if tree.tokens[number].text.casefold() in COMPARING:
            return  # "up from six in August" tells when the other figure was
        yield from owners.get(number, ())
        if tree.tokens[number].pos in VERBAL or tree.tokens[number].pos == "ADJ":
            return


def _share(tree: Tree, hit: Hit, found: dict[Hit, list[Role]], owners: Owners) -> None:
    """Take over from the verb before the time that stands there only: "visited in June and signed a treaty"."""
    number = next((n for n, those in owners.items() if hit in those and tree.tokens[n].pos in VERBAL), hit.head)
    first = tree.tokens[number].head
    if tree.relation(number) != "conj" or tree.tokens[number].pos not in VERBAL:
        return
    if not any(role.name == "time" for role in found[hit]):
        for other in owners.get(first, ())[:1]:
            found[hit] += [r for r in found[other] if r.name == "time" and r.span.end < tree.tokens[number].span.start]
