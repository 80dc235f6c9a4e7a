"""From a text to its claims: who says what, through whom, with which stance."""

import tomllib
from pathlib import Path

import pytest

from kg.model import Claim, Reading
from kg.pipeline import Tools, read_claims
from kg.read import read_text

CASES = tomllib.loads((Path(__file__).parent / "data" / "chains.toml").read_text(encoding="utf-8"))["case"]
LEAD = "Headline of the story\n\n"


def told(claim: Claim, reading: Reading) -> str:
    """A claim in one line, as the table has it."""
    labels = {actor.key: actor.label for actor in reading.actors}
    chains = " + ".join(" > ".join(labels[hop.actor] for hop in chain) for chain in claim.chains)
    text = reading.article.text
    return f"{claim.stance} | {chains} | {' … '.join(text[start:end] for start, end in claim.evidence)}"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_claims(case: dict[str, object], models: Tools) -> None:
    reading = read_claims(read_text(f"{LEAD}{case['text']}\n".encode(), "case.txt"), models)
    assert [told(claim, reading) for claim in reading.claims if claim.chains] == case["claims"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_hop_leads_to_an_actor_and_every_word_to_the_text(case: dict[str, object], models: Tools) -> None:
    reading = read_claims(read_text(f"{LEAD}{case['text']}\n".encode(), "case.txt"), models)
    keys = {actor.key for actor in reading.actors}
    for claim in reading.claims:
        assert {hop.actor for chain in claim.chains for hop in chain} <= keys
        spans = [*claim.evidence, *(s for chain in claim.chains for hop in chain for s in (*hop.source, *hop.cue))]
        assert all(0 <= start < end <= len(reading.article.text) for start, end in spans)


def test_two_unnamed_sources_are_two_actors(models: Tools) -> None:
    text = "A diplomat said the talks had failed.\n\nAnother diplomat said they would go on.\n"
    reading = read_claims(read_text((LEAD + text).encode(), "case.txt"), models)
    origins = [claim.chains[0][-1].actor for claim in reading.claims if claim.chains]
    assert len(set(origins)) == 2
    assert all(not actor.named for actor in reading.actors if actor.key in origins)


def test_the_articles_own_agency_is_no_hop(models: Tools) -> None:
    text = "LUND, March 3 (Reuters) - The bridge was closed, the mayor told Reuters on Monday.\n"
    reading = read_claims(read_text((LEAD + text).encode(), "case.txt"), models)
    assert [told(claim, reading) for claim in reading.claims] == ["asserted | mayor | The bridge was closed"]


def test_what_nobody_says_is_the_articles_own(models: Tools) -> None:
    reading = read_claims(
        read_text((LEAD + "The quake struck the valley early on Tuesday.\n").encode(), "case.txt"), models
    )
    assert [(claim.voice, claim.chains) for claim in reading.claims] == [("narrator", ())]


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("The cargo ferry left Kajla Bazar at half past six on Monday.", True),
        ("The banks stay closed until Thursday.", True),
        ("The ferry is 23 metres long.", True),
        ("The big boss's lawyer is fuming.", False),
        ("Not everyone is convinced.", False),
        ("Who made the ferry leave on Monday?", False),
        ("You can send us your photographs of Monday.", False),
        ("The office answers on 555-0142 in all cases.", False),
    ],
)
def test_what_is_kept_of_what_the_article_tells(sentence: str, kept: bool, models: Tools) -> None:
    reading = read_claims(read_text(f"{LEAD}{sentence}\n".encode(), "case.txt"), models)
    assert [claim.voice for claim in reading.claims] == ["narrator"] * kept


def test_a_description_is_no_alias(models: Tools) -> None:
    text = "Harbor Freightways said a ship was missing.\n\nThe company said it had lost contact on Friday.\n"
    reading = read_claims(read_text((LEAD + text).encode(), "case.txt"), models)
    assert [(actor.label, actor.aliases) for actor in reading.actors] == [("Harbor Freightways", ())]
