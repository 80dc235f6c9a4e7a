"""Tests of kg/pipeline.py: whole articles, from the text to the graph."""

from dataclasses import replace
from pathlib import Path

import pytest

from conftest import article
from expected import golden, graph_of, seed_files, sorted_lines
from kg.assembly import own_actors, reading_of
from kg.graph import to_graph
from kg.known import Known, KnownActor
from kg.link import Linked
from kg.model import Actor, Article, Claim, Event, Hop, Mention, Parse, Role, Span
from kg.pipeline import Tools, build_article, read_claims
from kg.read import read_article, read_text

ARTICLE = Article("a.txt", "Lee spoke. Kim, of the NIS, heard it. Park left.", ())
LEE, KIM, PARK = (Actor(f"actor/{name.lower()}", name, "person", named=True) for name in ("Lee", "Kim", "Park"))
HOP = Hop(LEE.key, (Span(0, 3),), (Span(4, 9),), "indirect", "asserted", 0.9)


@pytest.mark.parametrize("seed", seed_files(), ids=lambda path: path.name)
def test_golden_graphs_of_our_own_seeds(seed: Path, models: Tools) -> None:
    found, wanted = (
        sorted_lines(graph_of(seed, models)),
        golden(seed).read_text(encoding="utf-8").splitlines(),
    )
    assert set(found) - set(wanted) == set(), "new; if right, run python -m tests.regenerate"
    assert set(wanted) - set(found) == set(), "missing; if right, run python -m tests.regenerate"


@pytest.mark.parametrize("seed", seed_files(), ids=lambda path: path.name)
def test_our_own_seeds_conform(seed: Path, models: Tools) -> None:
    built = build_article(read_article(seed), models)
    assert built.report.conforms, built.report.text
    assert len(built.reading.claims) > 10


def test_the_same_article_gives_the_same_graph(models: Tools) -> None:
    text = read_text(article(1).encode(), "a.txt")
    first, second = (sorted_lines(to_graph(read_claims(text, models))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("publisher", "agency", "own"),
    [
        ("the moscow times", None, {"actor/moscow-times"}),
        (None, "afp", {"actor/afp"}),
        (None, "Agence France-Presse", {"actor/afp"}),
        ("The Moscow Times", "AFP", {"actor/moscow-times", "actor/afp"}),
        (None, None, set()),
    ],
)
def test_own_publisher_and_agency_are_known_by_every_name(
    publisher: str | None, agency: str | None, own: set[str]
) -> None:
    known = Known([KnownActor("actor/afp", "Agence France-Presse", "organization", ("AFP",))])
    actors = (
        Actor("actor/afp", "Agence France-Presse", "organization", named=True, known=True),
        Actor("actor/moscow-times", "The Moscow Times", "organization", named=True),
        Actor("actor/times", "The Times", "organization", named=True),
    )
    told = replace(ARTICLE, publisher=publisher, agency=agency)
    assert own_actors(told, Linked(actors, (), ()), known) == own


def test_actors_of_no_claim_are_left_out() -> None:
    claim = Claim((Span(11, 36),), ((HOP,),), "asserted", "indirect")
    mentions = (Mention(Span(0, 3), LEE.key), Mention(Span(11, 14), KIM.key), Mention(Span(38, 42), PARK.key))
    reading = reading_of(ARTICLE, Parse((), (), ()), Linked((LEE, KIM, PARK), mentions, ()), (claim,))
    assert reading.actors == (LEE, KIM)
    assert reading.mentions == mentions[:2]


def test_who_takes_part_in_an_event_of_a_claim_stays_though_named_beside_it() -> None:
    event = Event("departure", Span(43, 47), (Role("actor", Span(38, 42), (PARK.key,)),))
    claim = Claim((Span(11, 36),), ((HOP,),), "asserted", "indirect", events=(event,))
    reading = reading_of(ARTICLE, Parse((), (), ()), Linked((LEE, KIM, PARK), (), ()), (claim,))
    assert reading.actors == (LEE, PARK)


def test_a_claim_without_chain_is_the_narrators(models: Tools) -> None:
    text = read_text(article(1).encode(), "a.txt")
    for claim in read_claims(text, models).claims:
        assert (claim.voice == "narrator") == (not claim.chains)


@pytest.mark.parametrize(
    "story",
    [
        "The leaders  were  expected  to discuss the plan, Ann Lund  said.",
        "• “We won,”  —  said  Ann Lund . . .",
        "Ann\tLund\r\nsaid that\r\nthe bridge was safe.",
    ],
)
def test_odd_blanks_and_marks_give_a_graph_that_conforms(story: str, models: Tools) -> None:
    report = build_article(read_text(f"What is known so far\n\n{story}".encode(), "odd.txt"), models).report
    assert report.conforms, report.text


@pytest.mark.parametrize(
    "text",
    [
        # a month that is the word for an event, and leads to another month
        "The party tacked on more of the debates in March and April, officials said.",
        # who takes part in an event stands beside the words of the claim
        "Ann Holt has adopted the position of wanting to overturn Roe v. Wayne, the decision that legalized hunting.",
        "Trump Just Responded To Rubio’s Biggest Attack Yet With One Line, aides said.",
    ],
)
def test_graphs_of_odd_sentences_conform(text: str, models: Tools) -> None:
    built = build_article(read_text(f"What is known so far\n\n{text}\n".encode(), "case.txt"), models)
    assert built.report.conforms, built.report.text
