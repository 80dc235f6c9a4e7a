"""Stances and modalities: tables of sentences with the cue in [brackets] and the content in {braces}."""

import re
from pathlib import Path
from typing import get_args

import pytest

from kg.model import Article, Parse, Span, Spans, Stance, Zone
from kg.parse import parse
from kg.stance import modality_of, stance_of
from kg.tables import rows

DATA = Path(__file__).parent / "data"
STANCES = [line.split("\t") for line in (DATA / "stances.tsv").read_text(encoding="utf-8").splitlines()]


def read(marked: str, language) -> tuple[str, Parse, Spans, Spans]:
    """The text without its marks, its parse, and the characters of cue and content."""
    text, starts, found = "", {}, {"]": [], "}": []}
    for part in re.split(r"([\[\]{}])", marked):
        if part in ("[", "{"):
            starts["]" if part == "[" else "}"] = len(text)
        elif part in found:
            found[part].append(Span(starts[part], len(text)))
        else:
            text += part
    article = Article("test", text, (Zone("body", Span(0, len(text))),))
    return text, parse(article, language), tuple(found["]"]), tuple(found["}"])


@pytest.mark.parametrize(("marked", "stance"), STANCES, ids=[marked for marked, _ in STANCES])
def test_stance(marked: str, stance: str, language) -> None:
    _, parsed, cue, _content = read(marked, language)
    assert stance_of(parsed, cue) == stance


def test_no_cue_is_asserted(language) -> None:
    _, parsed, _, _content = read("{Nothing was denied}.", language)
    assert stance_of(parsed, ()) == "asserted"


def test_the_table_names_known_stances_only() -> None:
    assert {row["stance"] for row in rows("stances")} <= set(get_args(Stance))
    assert {row["negated"] for row in rows("stances")} == {"yes", "no"}


MODALITIES = [
    ("He [said] {Moscow may offer help}.", "possible", "may"),
    ("He [said] {the plan might fail}.", "possible", "might"),
    ("He [said] {up to 3,000 soldiers could be sent}.", "possible", "could"),
    ("She [said] {its premium would double}.", "conditional", "would"),
    ("He [said] {the number of injured is expected to reach 1,000}.", "expected", "expected to"),
    ("He [said] {the president will resign}.", "planned", "will"),
    ("He [said] {the two are believed to be dead}.", "probable", "believed to"),
    ("There are indications that {the North is preparing for war}, he [said].", "indications", "indications"),
    ("The agency [said] it saw signs {the leader was ill}.", "signs", "signs"),
    ("He [said] {the bridge was open}.", None, None),
    ("He [said] {the man who could be freed was ill}.", None, None),
    ("He [said] {they left}. It may rain.", None, None),
]


@pytest.mark.parametrize(("marked", "modality", "words"), MODALITIES, ids=[case[0] for case in MODALITIES])
def test_modality(marked: str, modality: str | None, words: str | None, language) -> None:
    text, parsed, _, content = read(marked, language)
    found = modality_of(parsed, content)
    assert (found and (found[0], text[slice(*found[1])])) == (modality and (modality, words))
