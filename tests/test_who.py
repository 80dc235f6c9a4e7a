"""Whom the words of a source mean: the label of its actor, and what the words tell that he or she is."""

import re

import pytest

from kg.link import link
from kg.model import Actor, Article, Attribution, Span, Zone
from kg.offices import with_offices
from kg.parse import parse
from kg.pipeline import Tools

# text with its sources in brackets, the label of the last one's actor, words for its roles, labels of its bodies
APPOSITIONS = [
    ("It is a copy, according to [an art expert, Professor Leon Marsh].", "Leon Marsh", ["an art expert", "Professor"]),
    ("According to [one neighbour, Mrs Ida Moll,] the house was empty.", "Ida Moll", ["one neighbour"]),
    ("[the museum's director, Ana Petric] said it was closed.", "Ana Petric", ["the museum's director"]),
    ("It was closed, [a spokesman for the ministry Jan Kos] said.", "Jan Kos", ["a spokesman for the ministry"]),
    ("It was closed, replied [the owner of the tour company Mundo Hondo, Rebeca Salas].", "Rebeca Salas",
     ["the owner of the tour company Mundo Hondo"]),
    ("It was closed, promised [the chairwoman of the fan club Melatiku, Sulastri].", "Sulastri",
     ["the chairwoman of the fan club Melatiku"]),
    ("It was closed, said [a merchant who was in the queue behind, Nazim Daoud].", "Nazim Daoud", ["a merchant"]),
    ("[A man behind the page who calls himself Nacho] said it was closed.", "Nacho", ["A man behind the page"]),
    ("It was closed, [the brother-in-law, Plinio Rudas,] said.", "Plinio Rudas", ["the brother-in-law"]),
    ("It was closed, [her former husband, the comic Agus Prabawa,] said.", "Agus Prabawa",
     ["former husband", "the comic"]),
    ("It was closed, [the airport manager, Engr. Honorio Basco,] said.", "Honorio Basco", ["the airport manager"]),
    ("[The Minister of Energy, His Excellency Khamsing Douangdara,] said so.", "Khamsing Douangdara",
     ["The Minister of Energy"]),
    ("[The minister herself, Sekar Ayuningrum,] said so.", "Sekar Ayuningrum", ["The minister herself"]),
    ("[Secretary of State Zsófia Radnai] said so.", "Zsófia Radnai", ["Secretary of State"]),
    ("[Its manufacturer, the firm Muskelwerk from Linz,] rules that out.", "Muskelwerk", []),
    ("It was closed, said [Tim Baker, a midwife].", "Tim Baker", ["a midwife"]),
    ("It was closed, says [one of them, an old trader in hides].", "old trader in hides", []),
    ("[Another source, an aide to a southern sheikh,] says so.", "aide to a southern sheikh", []),
]  # fmt: skip

MEANT = [
    # of organisations
    ("The governor accused the mine's operator, Altaplata, of shutting the gates. [The company] denied it.",
     "Altaplata"),
    ("He blamed Los Candiles, a gang that lives off gold. [The gang] denied it.", "Los Candiles"),
    ("[Andes Norte] does not let this stand. The sand came from the river, [the firm] said.", "Andes Norte"),
    ("The Red Circle counts seven dead. One gate was open, says [the institute].", "institute"),
    ("The figures are the World Health Organization's. It was closed, answers [the board].", "board"),
    ("The port is closed, said [the guards' union]. Rome has set aside 52 million euros, said [the treasury].",
     "treasury"),
    # "it" that says something
    ("Few had had both shots, said [the Pacific Children's Trust]. A plane is due from Brisbane, [it] added.",
     "Pacific Children's Trust"),
    ("The loss is small, said [Calder Marine of Piraeus]. [It] rejected the navy's account.", "Calder Marine"),
    ("A guard had raised doubts, [the guards' union] said. He was sent to the island of Coiba, [it] added.",
     "guards' union"),
    ("The mine's owner, [Tarkwa Gold], said all were out. [It] put the number of missing at 11.", "Tarkwa Gold"),
    # persons
    ("Warrabin Magpies had fielded four boys who were over age, [the league's secretary, Norm Padgett], said. "
     "The losers had only nine players, [he] said.", "Norm Padgett"),
    ("Arnel Divina spoke first. [Divina] said the route was known. Not one soldier was held, [he] added.",
     "Arnel Divina"),
    ("[Lucero Baltazar of the Civil Protection] said so. One guide is dead, [she] said.", "Lucero Baltazar"),
    ("Nobody was hurt, [a police spokesman] said. It was over, said [the spokesman, Major Paul Diaz].", "Paul Diaz"),
    # whose he or she is
    ("Kiril Bonev disputes this. He was on the Black Sea, [his lawyer] says.", "Kiril Bonev's lawyer"),
    ("The council has relieved Hélène Vandamme of her office. She resigned, [her lawyer] says.",
     "Hélène Vandamme's lawyer"),
    ("[Dunmore & Lake] wrote to its suppliers. Nothing has been closed, [its press office] says.",
     "Dunmore & Lake's press office"),
    ("Rosa Marin met Paul Diaz and Jan Kos. It was over, [their lawyer] said.", "lawyer"),
    ("[Kofi Mensah] said so. The president, Nana Addo, is due to visit the site, [his office] said.",
     "Nana Addo's office"),
    # somebody of whom the text has just told
    ("[Its chief executive, Helen Marsh,] denied it. Police held a manager. [The manager] had signed.", "manager"),
]  # fmt: skip


def meant(text: str, models: Tools) -> tuple[str, list[str], list[str]]:
    """The label, roles and bodies of the actor of the last source in brackets."""
    spans: list[Span] = []
    plain = ""
    for part in re.split(r"(\[[^\]]*\])", text):
        if part.startswith("["):
            spans.append(Span(len(plain), len(plain) + len(part) - 2))
        plain += part.strip("[]")
    article = Article("t", plain, (Zone("body", Span(0, len(plain))),))
    parsed = parse(article, models.language)
    said = tuple(Attribution((span,), (span,), (span,), 1.0) for span in spans)
    linked = link(article, parsed, said, models.known)
    speaking = {key for keys in linked.sources for key in keys}
    actors: dict[str, Actor] = {
        actor.key: actor for actor in with_offices(linked.actors, linked.mentions, speaking, parsed)
    }
    (actor,) = (actors[key] for key in linked.sources[-1])
    roles = [plain[start:end] for start, end in actor.roles]
    return actor.label, roles, [actors[key].label for key in actor.affiliations]


@pytest.mark.parametrize(("text", "label", "roles"), APPOSITIONS)
def test_a_name_and_what_describes_it_are_one(text: str, label: str, roles: list[str], models: Tools) -> None:
    assert meant(text, models)[:2] == (label, roles)


@pytest.mark.parametrize(("text", "label"), MEANT)
def test_who_is_meant(text: str, label: str, models: Tools) -> None:
    assert meant(text, models)[0] == label


def test_a_body_behind_a_name_is_no_part_of_it(models: Tools) -> None:
    label, _, bodies = meant("[Lucero Baltazar of the Civil Protection] said so.", models)
    assert (label, bodies) == ("Lucero Baltazar", ["Civil Protection"])


def test_a_fuller_role_stands_for_a_bare_one(models: Tools) -> None:
    text = "Nobody was hurt, [a police spokesman] said. It was over, said [the spokesman, Major Paul Diaz]."
    assert "the spokesman" not in meant(text, models)[1]
