"""Tests of kg/bases.py: what speakers base their words on, from sentence to briefing."""

import pytest

from conftest import read_story
from kg.pipeline import Tools

BRIEFED = [
    ("The trains are late, Mayor Ann Holt said. Holt was speaking after a closed-door briefing by the National Rail "
     "Service to the council.",
     "Ann Holt", "a closed-door briefing by the National Rail Service", "National Rail Service"),
    ("Following a briefing by the FBI, Senator Bob Stone said the threat was real.",
     "Bob Stone", "a briefing by the FBI", "FBI"),
    ("The toll was rising, Senator Ann Holt said after being briefed by the FBI.",
     "Ann Holt", "briefed by the FBI", "FBI"),
    ("Emerging from the FBI's briefing, Senator Bob Stone said the threat was real.",
     "Bob Stone", "the FBI's briefing", "FBI"),
    ("A senator who attended a classified briefing by the Pentagon said the strike had failed.",
     "senator", "a classified briefing by the Pentagon", "U.S. Department of Defense"),
    ("Two lawmakers briefed by the Pentagon said the strike had failed.",
     "Two lawmakers briefed by the Pentagon", "briefed by the Pentagon", "U.S. Department of Defense"),
    ("Ann Holt came out to the press once the Pentagon had briefed members of the council. The dam is weak, she said.",
     "Ann Holt", "the Pentagon had briefed", "U.S. Department of Defense"),
    ("Ann Holt had just been briefed by the FBI. The dam is weak, Holt told reporters.",
     "Ann Holt", "briefed by the FBI", "FBI"),
]  # fmt: skip
NOT_BRIEFED = [
    "The minister told a news briefing on Tuesday that the strike had failed.",
    "The spokesman said at a daily briefing that the strike had failed.",
    "Kim resigned after a briefing by the FBI, his office said.",
    "A person briefed on the matter said the deal was off.",
    "The president gave a briefing on Monday. The deal is off, he said.",
]


@pytest.mark.parametrize(("story", "speaker", "words", "giver"), BRIEFED)
def test_what_is_said_rests_on_the_briefing(story: str, speaker: str, words: str, giver: str, models: Tools) -> None:
    reading = read_story(story, models)
    labels = {actor.key: (actor.label, *actor.aliases) for actor in reading.actors}
    hops = [hop for claim in reading.claims for chain in claim.chains for hop in chain if hop.basis]
    assert hops
    for hop in hops:
        assert hop.basis
        assert speaker in labels[hop.actor]
        assert reading.article.text[slice(*hop.basis.words)] == words
        assert [giver in labels[key] for key in hop.basis.actors] == [True]


@pytest.mark.parametrize("story", NOT_BRIEFED)
def test_other_briefings_are_no_basis(story: str, models: Tools) -> None:
    reading = read_story(story, models)
    assert reading.claims
    assert [hop.basis for claim in reading.claims for chain in claim.chains for hop in chain if hop.basis] == []
