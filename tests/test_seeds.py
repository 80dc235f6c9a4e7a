"""The sample articles: their metadata, their zones, and what each of them must show."""

from datetime import date, datetime
from pathlib import Path

import pytest

from kg.model import Article
from kg.read import read_article
from kg.resources import resource

WIRE, GAZETTE = "kursk_losses_wire.txt", "kursk_losses_gazette.html"


@pytest.fixture(scope="module", params=[WIRE, GAZETTE])
def article(request: pytest.FixtureRequest) -> Article:
    return read_article(resource("seeds", request.param))


def words(article: Article, *kinds: str) -> str:
    return "\n".join(article.text[slice(*zone.span)] for zone in article.zones if zone.kind in kinds)


def day(published: date | datetime | None) -> str:
    return str(published)[:10]


def test_metadata(article: Article) -> None:
    assert article.headline
    assert article.byline
    assert article.dateline == "Seoul"
    assert day(article.published) in ("2024-12-19", "2024-12-20")
    assert ".example.org/" in (article.address or "")


def test_length(article: Article) -> None:
    assert 300 <= len(words(article, "headline", "body", "caption").split()) <= 500


def test_zones(article: Article) -> None:
    assert "KCNA" in words(article, "caption", "credit")
    body = words(article, "body")
    assert "newsletter" not in body
    assert "Related" not in body
    assert "Read more" not in body


@pytest.mark.parametrize("name", [WIRE, GAZETTE])
def test_both_tell_the_figures(name: str) -> None:
    text = read_article(Path(resource("seeds", name))).text
    assert all(word in text for word in ("100", "1,000", "several hundred", "National Intelligence Service"))
