"""On whom groups rest, as text to read or as JSON: each independent origin with the ways to it, and what they share."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from kg.compare.sourced import Source, Sourced, Way
from kg.grades.read import marks

FORMATS = ("table", "json")


def show_origins(found: Iterable[Sourced], format: str) -> str:
    """Groups with their origins in one of the formats."""
    if format == "json":
        return json.dumps([as_json(one) for one in found], ensure_ascii=False, indent=1) + "\n"
    return "\n".join("".join(f"{line}\n" for line in as_lines(one)) for one in found)


def as_json(one: Sourced) -> dict[str, Any]:
    """A group's origins as plain JSON."""
    standing = one.standing
    return {
        "group": one.group.iri or None,
        "summary": one.group.standing.summary,
        "independent": standing.independent,
        "unnamed": standing.unnamed,
        "rests_on": list(standing.rests_on),
        "fewest": list(standing.fewest),
        "circular": [list(circle) for circle in standing.circular],
        "loops": [[{"outlet": outlet, "day": day} for outlet, day in loop] for loop in standing.loops],
        "copies": [
            {"article": article.iri, "outlet": one.outlets[article.iri], "of": text.name}
            for text in one.texts
            for article in text.articles
            if article.iri in text.copied
        ],
        "origins": [
            {
                "independent": origin.numbers[0],
                "label": origin.label,
                "named": origin.named,
                "labels": list(origin.labels),
                **({"grades": [asdict(grade) for grade in origin.grades]} if origin.grades else {}),
                "ways": [way_object(one, way) for way in one.ways_to(origin)],
                "reasons": reasons(one, origin),
            }
            for origin in one.origins
        ],
    }


def way_object(one: Sourced, way: Way) -> dict[str, Any]:
    """A way as plain JSON: the article, its outlet and day, and the sources down to the origin."""
    article = next(text.articles[0] for text in one.texts if text.name == way[0])
    return {
        "article": article.iri,
        "outlet": one.outlets[article.iri],
        "day": article.published[:10] or None,
        "through": [one.sources[name].label for name in way[1:]],
    }


def as_lines(one: Sourced) -> Iterator[str]:
    """A group's origins as lines to read: the sentence about it, each origin with its ways, and what they share."""
    standing = one.standing
    yield one.group.standing.summary
    for origin in one.origins:
        yield f"  {origin.numbers[0]}. {marked(origin)}"
        yield from (f"     {in_line(one, way)}" for way in one.ways_to(origin))
        yield from (f"     counts as one: {reason}" for reason in reasons(one, origin))
    if standing.origins:
        yield f"  all of it depends on: {', '.join(standing.rests_on) or 'no one source'}"
        yield f"  would have to be wrong, were it untrue: {len(standing.fewest)} ({', '.join(standing.fewest)})"
        yield f"  unnamed origins: {round(standing.unnamed * standing.independent)} of {standing.independent}"
    for circle in standing.circular:
        yield f"  have it from one another: {', '.join(circle)}"
    for loop in standing.loops:
        yield f"  came back: {' > '.join(f'{outlet} {day}' for outlet, day in loop)}"


def reasons(one: Sourced, origin: Source) -> list[str]:
    """Why sources on the ways to an origin count as one."""
    names = dict.fromkeys(name for way in one.ways_to(origin) for name in way[1:])
    return list({reason.casefold(): reason for name in names for reason in one.sources[name].reasons}.values())


def in_line(one: Sourced, way: Way) -> str:
    """A way from a text, with its day and who copies it, to an origin; a circle that ends it is told above."""
    first, *copies = next(text.articles for text in one.texts if text.name == way[0])
    day = f", {first.published[:10]}" if first.published else ""
    copied = f" (copied by {', '.join(one.outlets[copy.iri] for copy in copies)})" if copies else ""
    passed = [one.sources[name] for name in way[1:]]
    return " > ".join(
        (one.outlets[first.iri] + day + copied, *("one another" if s.circle else marked(s) for s in passed))
    )


def marked(source: Source) -> str:
    """A source with what else it is called, whether it is named, and its grades."""
    notes = [] if source.named else ["unnamed"]
    if source.circle:
        notes.append("from one another")
    return source.label + (f" ({', '.join(notes)})" if notes else "") + marks(source.grades)
