"""`kg attributions`: who says what in articles, as JSON Lines."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import click

from kg.attribute import attribute, load_encoder, outermost
from kg.cli.common import confidence_option, paths_argument, write
from kg.errors import ArticleError
from kg.model import Article, Attribution, Spans, Zone
from kg.nest import nest
from kg.parse import load_language, parse
from kg.read import find_articles, read_article

Finder = Callable[[Article], tuple[Attribution, ...]]


@click.command()
@paths_argument
@click.option("--nested", is_flag=True, help="Also those inside a content, with the number of the one around it.")
@confidence_option
def attributions(paths: tuple[Path, ...], nested: bool, min_confidence: float) -> None:
    """Print who says what: one JSON object per article with the offsets of sources, cues and contents.

    \b
    Examples:
      kg attributions seeds/ > attributions.jsonl
      kg attributions --nested - < article.txt
    """
    find = nested_finder() if nested else finder()
    aside = 0
    for path in find_articles(paths):
        try:
            article = read_article(path)
        except ArticleError as error:
            aside += 1
            click.echo(f"set aside: {error}", err=True)
            continue
        found = [shown(one, nested) for one in sure(find(article), min_confidence)]
        write(json.dumps({"doc": Path(article.name).stem, "attributions": found}, ensure_ascii=False) + "\n")
    if aside:
        raise click.exceptions.Exit(1)


def finder() -> Finder:
    """The outermost attributions of all zones: also captions and promotion say who says what."""
    encoder = load_encoder()

    def find(article: Article) -> tuple[Attribution, ...]:
        zones = [zone.span for zone in article.zones]
        return tuple(chain.from_iterable(outermost(article.text, zones, encoder)))

    return find


def nested_finder() -> Finder:
    """The attributions of all zones with those inside them, in the order of their hops."""
    encoder, language = load_encoder(), load_language()

    def find(article: Article) -> tuple[Attribution, ...]:
        whole = replace(article, zones=tuple(Zone("body", zone.span) for zone in article.zones))
        return nest(attribute(whole, encoder), whole.text, parse(whole, language))

    return find


def sure(found: tuple[Attribution, ...], least: float) -> Iterator[Attribution]:
    """Those that are sure enough; one inside a content that is left out goes with it."""
    numbers: dict[int | None, int | None] = {None: None}
    for number, one in enumerate(found):
        if one.probability >= least and one.parent in numbers:
            yield replace(one, parent=numbers[one.parent])
            numbers[number] = len(numbers) - 1


def shown(attribution: Attribution, nested: bool) -> dict[str, Any]:
    """An attribution in the layout of the PolNeAR scorer, which has no nesting."""
    return {
        "source": ranges(attribution.source),
        "cue": ranges(attribution.cue),
        "content": ranges(attribution.content),
        "confidence": attribution.probability,
        **({"parent": attribution.parent} if nested else {}),
    }


def ranges(spans: Spans) -> list[list[int]]:
    """Character ranges, end-exclusive."""
    return [list(span) for span in spans]
