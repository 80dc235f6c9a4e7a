"""What an HTML page states of its article in JSON-LD (https://schema.org/NewsArticle) and in meta tags."""

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from kg.read.stated import Stated, best_date
from kg.read.tables import agency_in


def stated_by(tree: HtmlElement) -> Stated:
    """The facts of publication that the page `tree` states; JSON-LD goes before meta tags."""
    entry = _news_entry(tree)
    meta = _meta(tree)
    return Stated(
        headline=_first(_text(entry.get("headline")), *_metas(meta, _TITLES)),
        byline=_first(_names(entry.get("author")), *_metas(meta, _AUTHORS)),
        agency=_agency(entry),
        publisher=_first(_names(entry.get("publisher")), *_metas(meta, _SITES)),
        published=best_date([*_dates(entry), *_metas(meta, _TIMES), *tree.xpath("//article//time/@datetime")]),
        address=_address(tree, entry, meta),
    )


_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_AUTHORS = (
    "author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "article:author_name",
    "citation_author",
)
_SITES = ("og:site_name", "application-name", "dc.publisher", "cre", "citation_publisher")
_TIMES = (
    "article:published_time og:article:published_time og:published_time datepublished date pubdate"
    " publish-date parsely-pub-date sailthru.date dc.date dc.date.issued dcterms.created article.published"
    " citation_publication_date"
).split()
_ARTICLE_TYPES = re.compile(r"(?:\w*NewsArticle|Article|BlogPosting|LiveBlogPosting|ReportageNewsArticle|Report)$")


def _news_entry(tree: HtmlElement) -> dict[str, Any]:
    """The first article among the page's JSON-LD entries, news before others; empty where there is none."""
    entries = [
        entry for script in tree.xpath("//script[@type='application/ld+json']/text()") for entry in _entries(script)
    ]
    articles = [entry for entry in entries if any(_ARTICLE_TYPES.search(kind) for kind in _types(entry))]
    news = [entry for entry in articles if any("News" in kind for kind in _types(entry))]
    return next(iter(news or articles), {})


def _entries(script: str) -> Iterator[dict[str, Any]]:
    """The entries in a script, those inside `@graph` and lists too; none where it is not JSON."""
    try:
        waiting = [json.loads(script, strict=False)]
    except ValueError:
        return
    while waiting:
        entry = waiting.pop(0)
        if isinstance(entry, list):
            waiting += entry
        elif isinstance(entry, dict):
            yield entry
            waiting += [entry.get("@graph"), entry.get("mainEntity")]


def _types(entry: dict[str, Any]) -> list[str]:
    kinds = entry.get("@type", [])
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The contents of the meta tags by name, the first of each."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        found.setdefault(name.casefold(), (tag.get("content") or "").strip())
    return found


def _metas(meta: dict[str, str], names: Sequence[str]) -> Iterator[str]:
    return (value for name in names if (value := meta.get(name)))


def _first(*values: str | None) -> str | None:
    """The first value that is not empty and no address."""
    return next(
        (" ".join(unescape(value).split()) for value in values if value and not value.startswith("http")),
        None,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _names(value: object) -> str | None:
    """The names of people or organisations, written as text, as an entry, or as a list of either."""
    values = value if isinstance(value, list) else [value]
    names = [_text(one.get("name")) if isinstance(one, dict) else _text(one) for one in values]
    return ", ".join(name for name in names if name) or None


def _agency(entry: dict[str, Any]) -> str | None:
    """The organisation that wrote the article for another that publishes it."""
    author = entry.get("author")
    writers = [one for one in (author if isinstance(author, list) else [author]) if isinstance(one, dict)]
    names = [_names(one) for one in writers if any("Organization" in kind for kind in _types(one))]
    name = next((name for name in names if name and name != _names(entry.get("publisher"))), None)
    return (agency_in(name) or name) if name else None


def _dates(entry: dict[str, Any]) -> list[str]:
    return [value for name in ("datePublished", "dateCreated") if (value := _text(entry.get(name)))]


def _address(tree: HtmlElement, entry: dict[str, Any], meta: dict[str, str]) -> str | None:
    """The page's lasting address."""
    main = entry.get("mainEntityOfPage")
    candidates = [
        *tree.xpath("//link[@rel='canonical']/@href"),
        meta.get("og:url"),
        _text(entry.get("url")),
        _text(main.get("@id") if isinstance(main, dict) else main),
    ]
    return next(
        (str(address) for address in candidates if address and address.startswith(("http://", "https://"))),
        None,
    )
