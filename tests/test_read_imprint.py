"""Imprints: lines near the top that tell the day beside outlet, place, desk and writer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.imprint import is_outlet, read_imprint, read_masthead
from kg.read.plain import article_of_text

TITLE = "Thousands flee as river rises in the delta"
STORY = "Thousands of people have fled their homes since Sunday, the mayor said."
MORE = "Nobody was hurt, according to the police."

# line -> day, byline
IMPRINTS = {
    "*Friday 14 March 2025. By Elvira Soto in San Marcos*": ("2025-03-14", "Elvira Soto in San Marcos"),
    "By our special envoy, Oumar Diallo — 14 March 2025": ("2025-03-14", "Oumar Diallo"),
    "By our special envoy in Bamako, Oumar Diallo — 14 March 2025": ("2025-03-14", "Oumar Diallo"),
    "14 March 2025. By our correspondent Jens Ohlsen, Khulna": ("2025-03-14", "Jens Ohlsen, Khulna"),
    "14 March 2025. By our editor Southeast Asia, Els Visser": ("2025-03-14", "our editor Southeast Asia, Els Visser"),
    "14 March 2025 - By our correspondent Ana de la Cruz": ("2025-03-14", "Ana de la Cruz"),
    "Porto, 14 March 2025, 19h30. Rita Moura": ("2025-03-14", "Rita Moura"),
    "AARHUS, March 14, 2025. Lars Holm": ("2025-03-14", "Lars Holm"),
    "*14 March 2025 · Floods · by Prof. Ann Boateng*": ("2025-03-14", "Prof. Ann Boateng"),
    "Friday, March 14, 2025 - From our correspondent in Beira, Hanta Rabe": ("2025-03-14", "Hanta Rabe"),
    "Input 2025.03.14 07:10 | Reporter Kang Mi-ra, Busan": ("2025-03-14", "Kang Mi-ra, Busan"),
    "**14.03.2025, 08:45 | Editor: Ștefan Ilie**": ("2025-03-14", "Ștefan Ilie"),
    "Accidents | Martin Ash-Boyle | 14 March 2025": ("2025-03-14", "Martin Ash-Boyle"),
    "14 March 2025 | Emergencies | Tolu Abara-Finch": ("2025-03-14", "Tolu Abara-Finch"),
    "Ben Hale & Arun Rao | MUMBAI | Updated: 14 March 2025, 07:15 AM IST": (
        "2025-03-14T07:15:00+05:30",
        "Ben Hale & Arun Rao",
    ),
    "Rosa Hill, Patras · Friday 14 March 2025": ("2025-03-14", "Rosa Hill"),
    "Friday, 14 March 2025. Diplomatic desk, Huda al-Masri": ("2025-03-14", "Huda al-Masri"),
    "14 March 2025, 6 p.m. — Éloïse Carrel, with our correspondents in Vienna and Baku": (
        "2025-03-14",
        "Éloïse Carrel",
    ),
    "14 March 2025, 08:30. Pablo Rey, Villa Nueva": ("2025-03-14", "Pablo Rey"),
    "Friday 14 March 2025, by our Courier Team": ("2025-03-14", "Courier Team"),
    "Rotterdam, 14 March 2025, 14.05 hours. By Kees Bos": ("2025-03-14", "Kees Bos"),
    "**By Leonie Berg** · *Deep Water* · 14 March 2025 · 4 min read": ("2025-03-14", "Leonie Berg"),
    "Lagos, Nigeria, 14 March 2025 / Ana Lima / Daily Post": ("2025-03-14", "Ana Lima"),
    "Written by: Ana Lima | Updated: March 14, 2025 10:15:30 am": ("2025-03-14", "Ana Lima"),
    "QUITO, 14 March 2025 | Story by AFP": ("2025-03-14", "AFP"),
    # Nobody is named, or it is not clear whether a name is somebody's.
    "Le Journal de la Côte, Friday 14 March 2025": ("2025-03-14", None),
    "**Coast Buzz | 14 March 2025** | first posted 6.15am, updated 8.40am": ("2025-03-14", None),
    "**Thread of 14 March 2025** (newest on top)": ("2025-03-14", None),
    "Updated 14 March 2025, 13:20 | Coast Online with Danubia": ("2025-03-14", None),
    "Flood Review | 14 March 2025 | Case notes": ("2025-03-14", None),
    "Warsaw (14.03.2025). From our correspondent.": ("2025-03-14", None),
    "Press Trust of India | New Delhi | Last Updated at March 14, 2025, 10:15 IST": ("2025-03-14T10:15:00+05:30", None),
    "Vol. 12, No. 4 (14 March 2025)": ("2025-03-14", None),
    "14 March 2025 | Middle East | Page 4": ("2025-03-14", None),
    "Tolu Abara | Lagos | 14 March 2025": ("2025-03-14", None),
    "14 March 2025. Edited by Kees Bos": ("2025-03-14", None),
    # Which of two numbers is the day shows in one that is no month.
    "14/03/2025 | Ana Lima": ("2025-03-14", "Ana Lima"),
    "03/04/2025 | Ana Lima": (None, None),  # March or April
}

NO_IMPRINTS = [
    "On 14 March 2025 the dam broke",
    "The dam broke on 14 March 2025",
    "On 14 March 2025 the dam broke.",
    "The levee of 14 March 2025 was never rebuilt, engineers say",
    "14 March 2025: Troops Enter Kyiv",
    "14 March 2025 – Protests begin in the capital",
    "14 March 2025, the day the dam broke",
    "Kyiv, 14 March 2025. Olena Hryn weeps",
    "Troops enter Kyiv | 14 March 2025",
    "“Never Again” | 14 March 2025",
    "Who Killed Ana Lima? 14 March 2025",
    "Bridge Hit by Floods, Mayor Ana Lima says, 14 March 2025",
    "In Lagos, 14 March 2025 will be remembered",
    "A report by Ana Lima, published on 14 March 2025, names the engineers",
    "41 dead, 14 March 2025",
]


@pytest.mark.parametrize("line", IMPRINTS)
def test_the_imprint_gives_day_and_byline_and_is_no_part_of_the_story(line: str) -> None:
    article = article_of_text(f"{TITLE}\n\n{line}\n\n{STORY}\n\n{MORE}\n", "flood.txt", "utf-8")
    published = article.published.isoformat() if article.published else None
    assert (published, article.byline) == IMPRINTS[line]
    kinds = {article.text[slice(*zone.span)]: zone.kind for zone in article.zones}
    assert kinds[TITLE] == "headline"
    assert kinds[STORY] == kinds[MORE] == "body"
    assert published is None or kinds[line] in {"date", "byline"}


@pytest.mark.parametrize("line", NO_IMPRINTS)
def test_lines_that_are_no_imprint(line: str) -> None:
    assert read_imprint(line) is None


@pytest.mark.parametrize("line", [f"{line}." for line in NO_IMPRINTS])
def test_sentences_of_the_story_stay_in_it(line: str) -> None:
    article = article_of_text(f"{TITLE}\n\n{line}\n\n{STORY}\n\n{MORE}\n", "flood.txt", "utf-8")
    kinds = {article.text[slice(*zone.span)]: zone.kind for zone in article.zones}
    assert kinds[line] == "body"
    assert article.published is None


@pytest.mark.parametrize("line", ["Kyiv, 14 March 2025. Ana Lima", "Ana Lima | Kyiv | 14 March 2025"])
def test_within_the_story_nothing_is_an_imprint(line: str) -> None:
    article = article_of_text(f"{TITLE}\n\n{STORY}\n\n{MORE}\n\n{line}\n\n{STORY}\n", "flood.txt", "utf-8")
    assert article.published is None


def test_a_line_alone_above_the_story_is_its_headline() -> None:
    article = article_of_text(f"The Paris Attacks | 13 November 2015\n\n{STORY}\n\n{MORE}\n", "paris.txt", "utf-8")
    assert article.headline == "The Paris Attacks | 13 November 2015"


def test_an_imprint_above_the_headline() -> None:
    line = "Coast Weekly | Friday 14 March 2025"
    article = article_of_text(f"{line}\n\n{TITLE}\n\n{STORY}\n\n{MORE}\n", "coast_weekly.txt", "utf-8")
    assert (article.headline, article.publisher, str(article.published)) == (TITLE, "Coast Weekly", "2025-03-14")


def test_the_days_of_a_timeline_are_not_that_of_its_publication() -> None:
    days = "14 March 2025 – Rain begins\n\n15 March 2025 – Dam breaks"
    article = article_of_text(f"{TITLE}\n\n{days}\n\n{STORY}\n\n{MORE}\n", "flood.txt", "utf-8")
    assert article.published is None


def test_the_outlets_name_alone_is_no_headline() -> None:
    article = article_of_text(f"The Guardian\n\n{TITLE}\n\nBy Ana Lima\n\n{STORY}\n", "flood.txt", "utf-8")
    assert (article.headline, article.publisher, article.byline) == (TITLE, "The Guardian", "Ana Lima")


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        ("Skerry Courier\n3 March 2026\n\n{title}", "Skerry Courier"),
        ("The Islander\n3 March 2026\n\n{title}", "The Islander"),
        ("# {title}\n\n*National Post-Dispatch, 3 March 2026*", "National Post-Dispatch"),
        ("The Lagoon Times, 3 March 2026\n\n{title}", "The Lagoon Times"),
        ("{title}\n\nQuito, 3 March 2026", None),
        ("{title}\n3 March 2026", None),
    ],
)
def test_an_outlet_that_is_named_as_such_are_beside_the_day(lines: str, outlet: str | None) -> None:
    text = f"{lines.format(title=TITLE)}\n\n{STORY}\n\n{MORE}\n"
    article = article_of_text(text, "a.md" if "#" in lines else "a.txt", "utf-8")
    assert (article.headline, article.publisher) == (TITLE, outlet)


def test_an_imprint_after_a_summary() -> None:
    line = "Porto, 14 March 2025, 19h30. Rita Moura"
    article = article_of_text(f"{TITLE}\n\nBridges are shut.\n\n{line}\n\n{STORY}\n\n{MORE}\n", "flood.txt", "utf-8")
    assert (article.byline, str(article.published)) == ("Rita Moura", "2025-03-14")


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("From our special correspondent in Beira, Hanta Rabe", "Hanta Rabe"),
        ("Ana Lima, Africa editor", "Ana Lima"),
    ],
)
def test_the_writers_line_beside_the_date(line: str, byline: str) -> None:
    article = article_of_text(f"{TITLE}\n\n{line}\n14 March 2025\n\n{STORY}\n\n{MORE}\n", "flood.txt", "utf-8")
    assert article.byline == byline
    assert [zone.kind for zone in article.zones] == ["headline", "byline", "date", "body", "body"]


@pytest.mark.parametrize("title", ["Author Dies in Kyiv", "Bridge Hit by Floods", "Editor Quits, Mayor Stays"])
def test_titles_are_no_writers_lines(title: str) -> None:
    assert read_imprint(title) is None


@pytest.mark.parametrize(
    ("line", "file", "outlet"),
    [
        ("Le Journal de la Côte, Friday 14 March 2025", "journal_cote.txt", "Le Journal de la Côte"),
        ("Rain & Field · 14 March 2025 · by Ana Lima", "rain_and_field.md", "Rain & Field"),
        ("Updated 14 March 2025 | Coast Online with Danubia", "coast-online.txt", "Coast Online"),
        ("Arab News | 14 March 2025 | Ana Lima", "flood.txt", "Arab News"),
        ("Coast Online | 14 March 2025 | Ana Lima", "flood.txt", None),
    ],
)
def test_the_outlet_is_one_known_or_the_one_the_file_is_called_after(line: str, file: str, outlet: str | None) -> None:
    article = article_of_text(f"{TITLE}\n\n{line}\n\n{STORY}\n\n{MORE}\n", file, "utf-8")
    assert article.publisher == outlet


def test_the_name_of_the_outlet_with_its_slogan_is_no_headline() -> None:
    lines = "COAST - the weekly for ports and shipping\n14 March 2025. By Ana Lima"
    article = article_of_text(f"{TITLE}\n\n{lines}\n\n{STORY}\n\n{MORE}\n", "coast.txt", "utf-8")
    assert [zone.kind for zone in article.zones] == ["headline", "credit", "byline", "body", "body"]
    assert article.publisher == "COAST"
    assert read_masthead("Coast towns flooded", "coast.txt") is None


def test_the_name_of_the_outlet_alone_on_a_line() -> None:
    article = article_of_text(f"{TITLE}\n\nThe Hill Courier\n\n{STORY}\n\n{MORE}\n", "hill_courier.txt", "utf-8")
    assert (article.headline, article.publisher) == (TITLE, "The Hill Courier")


def test_a_file_called_after_its_headline_names_no_outlet() -> None:
    article = article_of_text(f"{TITLE}\n\n14 March 2025\n\n{STORY}\n", f"{TITLE.replace(' ', '-')}.txt", "utf-8")
    assert (article.headline, article.publisher) == (TITLE, None)
    assert not is_outlet("", ".txt")


@given(st.text(alphabet=st.sampled_from("Ab éÑ.,|·—-()[]:'’14 March 2025 By by\n"), max_size=80))
def test_any_line_is_read_and_names_stand_in_it(line: str) -> None:
    found = read_imprint(line)
    if found and found.byline:
        assert all(word in line for word in found.byline.split())
