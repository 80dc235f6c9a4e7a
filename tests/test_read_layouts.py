"""Articles as agencies and outlets lay them out: each paragraph's zone, and the facts of publication."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.read.plain import article_of_text

LAYOUTS = Path(__file__).parent / "data" / "read" / "layouts.txt"
KINDS = ("headline", "byline", "date", "body", "caption", "related", "promotion", "credit", "address")


class Layout(NamedTuple):
    """An article with the zones and facts that must be found in it."""

    facts: dict[str, str]
    text: str
    zones: list[tuple[str, str]]


def layouts() -> Iterator[tuple[str, Layout]]:
    for part in LAYOUTS.read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, _, body = part.partition("\n---\n")
        name, *lines = head.split("\n")
        facts = dict(line.split(": ", 1) for line in lines)
        between = "\n" if facts.pop("joined by", "") == "newline" else "\n\n"
        zones = [[piece(words) for words in pieces(line)] for line in body.strip().split("\n")]
        text = between.join("".join(words for _, words in line).rstrip() for line in zones)
        yield name, Layout(facts, text, [(kind, words.strip()) for line in zones for kind, words in line])


def pieces(line: str) -> list[str]:
    for kind in KINDS:
        line = line.replace(f"[{kind}] ", f"\0{kind} ")
    return line.split("\0")[1:]


def piece(words: str) -> tuple[str, str]:
    kind, _, rest = words.partition(" ")
    return kind, rest


CASES = dict(layouts())


@pytest.mark.parametrize("name", CASES)
def test_zones(name: str) -> None:
    article = article_of_text(CASES[name].text, "a.txt", "utf-8")
    assert [(zone.kind, article.text[slice(*zone.span)]) for zone in article.zones] == CASES[name].zones


@pytest.mark.parametrize("name", [name for name, layout in CASES.items() if layout.facts])
def test_facts(name: str) -> None:
    article = article_of_text(CASES[name].text, "a.txt", "utf-8")
    found = {key: getattr(article, key) for key in CASES[name].facts}
    shown = {key: value.isoformat() if key == "published" and value else value for key, value in found.items()}
    assert shown == CASES[name].facts
