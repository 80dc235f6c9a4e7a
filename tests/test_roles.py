"""The words for what a person is: titles before a name and appositions beside it, and nothing else."""

import pytest

from conftest import read_story
from kg.pipeline import Tools


@pytest.mark.parametrize(
    ("story", "who", "roles"),
    [
        ("Defence Minister Kim Yong-hyun said that 20 people were killed.", "Kim Yong-hyun", ["Defence Minister"]),
        ("North Korea's leader Kim Jong Un said that 20 people died.", "Kim Jong Un", ["North Korea's leader"]),
        ("The port was closed, Mayor Rosa Marin said.", "Rosa Marin", ["Mayor"]),
        (
            "Rosa Marin, the governor of the northern region, said that 20 people were killed.",
            "Rosa Marin",
            ["the governor of the northern region"],
        ),
        ("Its director, Rosa Marin, said that 20 people were killed.", "Rosa Marin", ["director"]),
        (
            "Former Norwegian President Rosa Marin said it was closed. “It is,” said Marin, a lawyer.",
            "Rosa Marin",
            ["Former Norwegian President", "a lawyer"],
        ),
        ("Rosa Marin said on Monday, the first day, that 20 people were killed.", "Rosa Marin", []),
        ("After a call with Paul Diaz, the president said that 20 people were killed.", "Paul Diaz", []),
        ("A spokeswoman for Rosa Marin said that 20 people died. Rosa Marin said so, too.", "Rosa Marin", []),
        ("Mr. Diaz said that 20 people were killed.", "Diaz", []),
        ("Marin Shipping, a company, said that 20 people were killed.", "Marin Shipping", []),
    ],
)
def test_roles(story: str, who: str, roles: list[str], models: Tools) -> None:
    reading = read_story(story, models)
    text = reading.article.text
    found = {actor.label: [text[start:end] for start, end in actor.roles] for actor in reading.actors}
    assert found.get(who, []) == roles
    assert who in found or not roles


def test_headlines_tell_no_roles(models: Tools) -> None:
    story = "Rosa Marin said that 20 people were killed.\n\nShe said no more."
    (marin,) = (actor for actor in read_story(story, models).actors if actor.label == "Rosa Marin")
    assert marin.roles == ()


@pytest.mark.parametrize(
    ("story", "labels"),
    [
        (
            "The National Harbour Service (NHS) said that 20 people were killed. The NHS said it was sorry.",
            {"National Harbour Service"},
        ),
        (
            "The World Health Organization (WHO) said that 20 were ill. The WHO said that it would send doctors.",
            {"World Health Organization"},
        ),
        ("The Ukrainian government said that 20 people were killed. Kyiv said that it was sorry.", {"Ukraine"}),
        ("Hezbollah said that 20 people were killed.", {"Hezbollah"}),
        ("Reuters reported that 20 people were killed.", {"Reuters"}),
        (
            "President Volodymyr Zelensky said that 20 people were killed. “It was war,” Zelenskiy said.",
            {"Volodymyr Zelenskyy"},
        ),
        ("Sergei Walden said that it was closed. “It was,” Sergey Walden said.", {"Sergei Walden"}),
        ("Shin Won-sik, the national security adviser, denied that 20 people were killed.", {"Shin Won-sik"}),
    ],
)
def test_names_of_one_actor(story: str, labels: set[str], models: Tools) -> None:
    reading = read_story(story, models)
    speakers = {hop.actor for claim in reading.claims for chain in claim.chains for hop in chain}
    assert {actor.label for actor in reading.actors if actor.key in speakers} == labels
    assert all(actor.named for actor in reading.actors if actor.key in speakers)


def test_a_group_of_people_is_a_group_and_stays_in_its_article(models: Tools) -> None:
    reading = read_story("Youth league officials said that 1,400,000 people had joined.", models)
    (actor,) = (actor for actor in reading.actors if "officials" in actor.label)
    assert (actor.kind, actor.named, actor.key.startswith("#")) == ("group", False, True)
