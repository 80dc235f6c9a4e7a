"""HTML pages and front matter: the main text, captions, and what they state of their publication."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg.model import Article
from kg.read import read_article, read_text

DATA = Path(__file__).parent / "data" / "read"


@pytest.fixture(scope="module")
def page() -> Article:
    return read_article(DATA / "agency_page.html")


def zones_of(article: Article, *kinds: str) -> list[tuple[str, str]]:
    return [(zone.kind, article.text[slice(*zone.span)]) for zone in article.zones if not kinds or zone.kind in kinds]


def test_facts_of_a_page(page: Article) -> None:
    assert page.headline == "Mine collapse in Peru kills nine, ministry says"
    assert (page.byline, page.agency, page.publisher) == (
        "Marta Quispe, Joel Ramos",
        "AP",
        "The Harbour Courier",
    )
    assert (page.dateline, page.address) == ("Lima", "https://www.harbourcourier.example/2024/12/19/mine")
    assert page.published is not None
    assert page.published.isoformat() == "2024-12-19T10:00:00-05:00"


def test_zones_of_a_page(page: Article) -> None:
    assert zones_of(page, "headline", "caption", "credit", "byline", "related", "promotion") == [
        ("headline", "Mine collapse in Peru kills nine, ministry says"),
        ("caption", "Rescuers stand at the mouth of the mine in Puno."),
        ("credit", "Photo: Ana Lima/AFP"),
        ("byline", "LIMA, Peru (AP) —"),
        ("related", "Read more: Peru’s gold rush"),
        ("promotion", "Sign up for our newsletter to get the day’s news."),
    ]


def test_body_of_a_page(page: Article) -> None:
    body = zones_of(page, "body")
    assert body[0][1].startswith("Nine miners died")
    assert "“We saw the cracks weeks ago,” said Rosa Huamán, who" in body[1][1]
    assert "A history of accidents" in [words for _, words in body]
    assert "Bridge closed" not in page.text


def test_page_with_broken_metadata_falls_back_on_meta_tags() -> None:
    article = read_article(DATA / "bare_page.html")
    assert (article.headline, article.byline) == ("Dam drained after cracks appear", "Ola Berg")
    assert (article.address, article.publisher) == ("https://hillnews.example/dam", "hillnews.example")
    assert article.published is not None
    assert article.published.isoformat() == "2024-12-19T10:00:00+00:00"


@pytest.mark.parametrize(
    ("author", "publisher", "agency"),
    [
        ('{"@type": "Organization", "name": "Thomson Reuters"}', "Hill News", "Reuters"),
        (
            '[{"@type": "NewsMediaOrganization", "name": "Fjord Press Service"}]',
            "Hill News",
            "Fjord Press Service",
        ),
        ('{"@type": "Organization", "name": "Hill News"}', "Hill News", None),
        ('{"@type": "Person", "name": "Ola Berg"}', "Reuters", "Reuters"),
        ('"Ola Berg"', "Hill News", None),
    ],
)
def test_agency_from_author_and_publisher(author: str, publisher: str, agency: str | None) -> None:
    source = (DATA / "bare_page.html").read_text(encoding="utf-8")
    entry = f'{{"@type": "NewsArticle", "author": {author}, "publisher": {{"name": "{publisher}"}}}}'
    article = read_text(source.replace('{"@type": "NewsArticle", broken', entry).encode(), "a.html")
    assert (article.agency, article.publisher) == (agency, publisher)


def test_headline_outside_the_main_text_is_put_first() -> None:
    source = (
        (DATA / "bare_page.html").read_text(encoding="utf-8").replace("<h1>Dam drained after cracks appear</h1>", "")
    )
    article = read_text(source.encode(), "a.html")
    assert zones_of(article)[0] == ("headline", "Dam drained after cracks appear")


def test_front_matter() -> None:
    article = read_article(DATA / "front.md")
    assert (article.headline, article.byline, article.dateline) == (
        "Dam drained: 'We had an hour'",
        "Ola Berg, Liv Dahl",
        "Vik",
    )
    assert (article.publisher, article.address) == ("BBC News", "https://www.bbc.com/news/dam")
    assert article.published is not None
    assert article.published.isoformat() == "2024-12-19T10:00:00+01:00"
    assert [zone for zone in zones_of(article) if zone[0] != "credit"] == [
        ("headline", "Dam drained: 'We had an hour'"),
        ("byline", "**VIK, Norway** —"),
        ("body", "Engineers drained the dam above the town on Thursday, *the municipality* said."),
        ("body", "## A long night"),
        ("body", '> "We had an hour," said [Liv Strand](https://vik.example/strand), the mayor.'),
        ("related", "- [Five walks for the weekend](https://hillnews.example/walks)"),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    article = read_article(DATA / "wrapped.txt")
    assert [kind for kind, _ in zones_of(article)] == [
        "headline",
        "byline",
        "byline",
        "byline",
        "body",
        "body",
    ]
    assert zones_of(article)[-2][1].endswith("that it read out to reporters.")
    assert (article.agency, article.dateline) == ("AP", "Vik")


def test_plain_text_is_read_without_loading_the_library_for_pages() -> None:
    code = "import sys, kg.read; kg.read.read_text(b'The dam broke.', 'a'); print('trafilatura' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "False\n"
