"""Tests of kg/offices.py: to which body a named person belongs, by the words around the name, and to which not."""

import pytest

from conftest import read_story
from kg.pipeline import Tools

# story, person, labels of the bodies, words for the roles
OFFICES = [
    ("Harbour Bank said on Monday that it would close. Its director, Rosa Marin, said that 20 people would go.",
     "Rosa Marin", ["Harbour Bank"], ["director"]),
    ("Harbour Bank said on Monday that it would close. “It is over,” said its spokeswoman, Rosa Marin.",
     "Rosa Marin", ["Harbour Bank"], ["spokeswoman"]),
    ("Harbour Bank's chief executive, Rosa Marin, said that 20 people would go.",
     "Rosa Marin", ["Harbour Bank"], ["Harbour Bank's chief executive"]),
    ("Twenty people would go, according to a spokesman for Harbour Bank, Paul Diaz.",
     "Paul Diaz", ["Harbour Bank"], ["a spokesman for Harbour Bank"]),
    ("Paul Diaz, who heads Harbour Bank, said that 20 people would go.",
     "Paul Diaz", ["Harbour Bank"], ["heads Harbour Bank"]),
    ("Paul Diaz of Harbour Bank said that 20 people would go.", "Paul Diaz", ["Harbour Bank"], []),
    ("Paul Diaz, the chairman of Harbour Bank, said that 20 people would go.",
     "Paul Diaz", ["Harbour Bank"], ["the chairman of Harbour Bank"]),
    ("Paul Diaz, the chairman of Acme Foods, said that 20 people would go.",  # which might be a person's name
     "Paul Diaz", ["Acme Foods"], ["the chairman of Acme Foods"]),
    ("The Defence Ministry denied it. “Nothing left the runway,” said spokesman Paul Diaz.",
     "Paul Diaz", ["Defence Ministry"], ["spokesman"]),
    ("Ten people were held, a police spokesman said. Nobody was hurt, said the spokesman, Major Paul Diaz.",
     "Paul Diaz", [], ["a police spokesman", "Major"]),
    ("Paul Diaz, who owns Harbour Bank, said that 20 people would go.",
     "Paul Diaz", ["Harbour Bank"], ["owns Harbour Bank"]),
    ("The Brigades denied it. Their spokesman, Paul Diaz, said that nobody had fired.",
     "Paul Diaz", ["Brigades"], ["spokesman"]),
    # What the words do not tell stays open.
    ("Harbour Bank sued Castle Bank. Its director, Rosa Marin, said that 20 people would go.", "Rosa Marin",
     ["Harbour Bank"], ["director"]),
    ("After talks with the head of Harbour Bank, Paul Diaz said that 20 people would go.", "Paul Diaz", [], []),
    ("Mayor Rosa Marin of Oslo said that 20 people would go.", "Rosa Marin", [], ["Mayor"]),
    ("A spokeswoman for Rosa Marin said that 20 people would go. Rosa Marin said so, too.", "Rosa Marin", [], []),
    ("Harbour Bank will close. Paul Diaz, a farmer, said that 20 people would go.", "Paul Diaz", [], ["a farmer"]),
]  # fmt: skip


@pytest.mark.parametrize(("story", "who", "bodies", "roles"), OFFICES)
def test_offices(story: str, who: str, bodies: list[str], roles: list[str], models: Tools) -> None:
    reading = read_story(f"Shop to close\n\n{story}", models)
    labels = {actor.key: actor.label for actor in reading.actors}
    (person,) = [actor for actor in reading.actors if actor.label == who]
    assert [labels[key] for key in person.affiliations] == bodies
    assert [reading.article.text[start:end] for start, end in person.roles] == roles
