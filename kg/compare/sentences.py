"""A group's standing in one plain English sentence."""

from collections.abc import Collection

from kg.compare.origins import Standing
from kg.compare.wording import agreeing, joined, many, with_article


def sentence(standing: Standing, outlets: Collection[str]) -> str:
    """On whom a group rests, for a reader.

    Args:
        outlets: the outlets that bring it, by name; each counts once.

    >>> from kg.compare.origins import Origin
    >>> nis = Origin("National Intelligence Service", ("actor:nis",), named=True, number=1)
    >>> rests_on = ("Lee Seong-kweun", "National Intelligence Service")
    >>> one = Standing((nis,), 1, rests_on, rests_on[1:], 0.0, (), (), rests_on[1:])
    >>> sentence(one, ["A", "B", "C", "D"])
    'Reported by 4 outlets; all rest on one origin, the National Intelligence Service, through Lee Seong-kweun.'
    """
    brought = set(outlets)
    opening = f"Reported by {len(brought)} outlets" if len(brought) != 1 else f"Reported by {next(iter(brought))} only"
    return f"{opening}; {rests(standing, len(brought))}."


def rests(standing: Standing, outlets: int) -> str:
    """What the sentence says behind the outlets."""
    if not standing.independent:
        return "nothing tells whom it comes from"
    between = [with_article(label) for label in standing.rests_on if label not in standing.heads]
    if standing.independent > 1:
        through = f"all through {joined(between)}, on " if between else ""
        return f"{through}{many(standing.independent)} independent origins, {joined(called(standing))}"
    subject = "all rest" if outlets > 1 else "it rests"
    if circle := next((one for one in standing.circular if joined(one) == standing.heads[0]), ()):
        return f"{subject} on {joined(circle)}, which have it from one another"
    through = f", through {joined(between)}" if between else ""
    return f"{subject} on one origin, {joined(called(standing))}{through}"


def called(standing: Standing) -> list[str]:
    """What the independent origins are called: those that are named, and then the others together."""
    known = {origin.number for origin in standing.origins if origin.named and origin.label in labels_of(standing)}
    heads = list(enumerate(standing.heads, start=1))
    outlets = {origin.label for origin in standing.origins if origin.actors[0].startswith("outlet:")}
    named = [label if label in outlets else with_article(label) for number, label in heads if number in known]
    unnamed = [label for number, label in heads if number not in known]
    if len(unnamed) > 1:
        every = "both" if len(unnamed) == 2 else "all"
        number = f"{many(len(unnamed))} unnamed sources" if named else f"{every} unnamed"
        return [*named, f"{number}: {'; '.join(unnamed)}"]
    return [*named, *(f"{agreeing(label, 'an unnamed source', 'unnamed sources')} ({label})" for label in unnamed)]


def labels_of(standing: Standing) -> frozenset[str]:
    """The labels by which origins are called, those of a circle one by one."""
    return frozenset(standing.heads).union(*standing.circular)
