"""A group's standing in one plain English sentence."""

from collections.abc import Collection, Sequence

from kg.compare.origins import Origin, Standing
from kg.nouns import role_of

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def sentence(standing: Standing, outlets: Collection[str]) -> str:
    """On whom a group rests, for a reader.

    Args:
        outlets: the outlets that bring it, by name; each counts once.

    >>> nis = Origin("National Intelligence Service", ("actor:nis",), named=True, number=1)
    >>> rests_on = ("Lee Seong-kweun", "National Intelligence Service")
    >>> one = Standing((nis,), 1, rests_on, rests_on[1:], 0.0, (), ())
    >>> sentence(one, ["A", "B", "C", "D"])
    'Reported by 4 outlets; all rest on one origin, the National Intelligence Service, through Lee Seong-kweun.'
    """
    brought = set(outlets)
    opening = f"Reported by {len(brought)} outlets" if len(brought) != 1 else f"Reported by {next(iter(brought))} only"
    return f"{opening}; {rests(standing, len(brought))}."


def rests(standing: Standing, outlets: int) -> str:
    """What the sentence says behind the outlets."""
    heads = [called(standing, number) for number in range(1, standing.independent + 1)]
    if not heads:
        return "nothing tells whom it comes from"
    if standing.independent > 1:
        shared = [label for label in standing.rests_on if label not in heads]
        through = f", all through {joined([with_article(label) for label in shared])}" if shared else ""
        return f"{many(standing.independent)} independent origins, {joined(heads)}{through}{doubt(standing)}"
    subject = "all rest" if outlets > 1 else "it rests"
    circle = next((one for one in standing.circular if joined(one) == (standing.rests_on or ("",))[-1]), ())
    if circle:
        return f"{subject} on {joined(circle)}, which have it from one another"
    between = [label for label in standing.rests_on[:-1] if label not in heads[0]]
    passing = f", through {joined([with_article(label) for label in between])}" if between else ""
    return f"{subject} on one origin, {heads[0]}{passing}"


def called(standing: Standing, number: int) -> str:
    """What the origin of a number is called: its first named source, or else the words for one that is not named."""
    found = [origin for origin in standing.origins if origin.number == number]
    best = min(found, key=lambda origin: (not ends(standing, origin), not origin.named, origin.label))
    return with_article(best.label) if best.named else f"an unnamed source ({best.label})"


def ends(standing: Standing, origin: Origin) -> bool:
    """Whether all of a group with one origin rests on this source itself."""
    return standing.independent == 1 and origin.label == (standing.rests_on or ("",))[-1]


def doubt(standing: Standing) -> str:
    """How many of several origins nobody is named in."""
    unnamed = round(standing.unnamed * standing.independent)
    if not unnamed or standing.independent == 1:
        return ""
    return f"; {many(unnamed)} of them unnamed" if unnamed < standing.independent else "; none of them named"


def with_article(label: str) -> str:
    """A label as a sentence has it: a body's with "the", unless it begins with whose it is.

    >>> with_article("National Intelligence Service"), with_article("Lee Seong-kweun"), with_article("Acme's board")
    ('the National Intelligence Service', 'Lee Seong-kweun', "Acme's board")
    """
    first, *rest = label.replace("’", "'").split()
    role = role_of(label.split(" of ")[0].split()[-1])
    body = bool(rest) and role is not None and role.kind in {"organization", "state", "document"}
    return f"the {label}" if body and first.casefold() != "the" and "'s" not in label.replace("’", "'") else label


def many(number: int) -> str:
    """A small number in words."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def joined(labels: Sequence[str]) -> str:
    """Labels with commas and "and"."""
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
