"""Tests of kg/unnamed.py: what an article says of the sources that it does not name."""

import pytest

from conftest import read_story
from kg.pipeline import Tools

SOURCES = [
    ("Two European diplomats said the talks had failed.", "diplomat", 2, [], None),
    ("A senior U.S. military official said on condition of anonymity because he was not authorised to speak publicly "
     "that the strike had failed.", "official", 1, ["United States"],
     "on condition of anonymity because he was not authorised to speak publicly"),
    ("An official at the Ministry of Finance, who asked not to be named, said taxes would rise.",
     "official", 1, ["Ministry of Finance"], "asked not to be named"),
    ("A person close to Fox News said the show was over.", "person", 1, [], None),
    ("The strike failed, said a Pentagon official who declined to be identified because of the sensitivity of the "
     "talks.",
     "official", 1, ["U.S. Department of Defense"],
     "declined to be identified because of the sensitivity of the talks"),
    ("Several lawmakers from the Labour Party said he must go.", "lawmaker", None, ["Labour Party"], None),
    ("Three officials briefed on the plans said taxes would rise. They spoke on the condition of anonymity because "
     "they were not allowed to discuss them.", "official", 3, [],
     "on the condition of anonymity because they were not allowed to discuss them"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "role", "count", "bodies", "reason"), SOURCES)
def test_details(
    story: str, role: str, count: int | None, bodies: list[str], reason: str | None, models: Tools
) -> None:
    reading = read_story(story, models)
    spoke = {hop.actor for claim in reading.claims for chain in claim.chains for hop in chain}
    names = {actor.key: (actor.label, *actor.aliases) for actor in reading.actors}
    (source,) = [actor for actor in reading.actors if not actor.named and actor.key in spoke and actor.role]
    assert (source.role, source.count) == (role, count)
    assert [body in names[key] for key, body in zip(source.affiliations, bodies, strict=True)] == [True] * len(bodies)
    assert (reading.article.text[slice(*source.anonymity)] if source.anonymity else None) == reason


def test_named_actors_have_no_such_details(models: Tools) -> None:
    reading = read_story("Mayor Ann Holt of Oslo, who asked not to be named, said taxes would rise.", models)
    (holt,) = [actor for actor in reading.actors if actor.label == "Ann Holt"]
    assert (holt.role, holt.count, holt.affiliations, holt.anonymity) == (None, None, (), None)
