"""An article from an HTML page: trafilatura finds the main text, from which the offsets count."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html
from trafilatura.metadata import extract_metadata

from kg.errors import ArticleError
from kg.model import Article, ZoneKind
from kg.read.metadata import stated_by
from kg.read.plain import article_of_text
from kg.read.stated import Stated, best_date

FEWEST_WORDS = 25


def article_of_page(page: str, name: str, place: str, encoding: str) -> Article:
    """The article that the HTML source `page` shows; `place` names the file in errors."""
    tree = load_html(page)
    if tree is None:
        raise _without_article(place)
    stated = _completed(stated_by(tree), tree)
    captions = _open_captions(tree)
    blocks = list(_blocks(tree))
    if sum(len(words.split()) for _, words in blocks) < FEWEST_WORDS:
        raise _without_article(place)
    if stated.headline and not any(tag == "head" for tag, _ in blocks[:2]):
        blocks.insert(0, ("head", stated.headline))
    text = "\n\n".join(words for _, words in blocks)
    return article_of_text(text, name, encoding, replace(stated, kinds=dict(_kinds(blocks, captions))))


def _completed(stated: Stated, tree: HtmlElement) -> Stated:
    """What the page states, and where it is silent what trafilatura gathers from its looks."""
    guessed = extract_metadata(tree)
    return replace(
        stated,
        headline=stated.headline or guessed.title,
        byline=stated.byline or guessed.author,
        published=stated.published or best_date([guessed.date or ""]),
        address=stated.address or guessed.url,
    )


def _open_captions(tree: HtmlElement) -> frozenset[str]:
    """Turn the captions into paragraphs, which are kept where figures are not, and return their words."""
    captions = list(tree.iter("figcaption"))
    for figure in list(tree.iter("figure")):
        figure.tag = "div"
    for caption in captions:
        caption.tag = "p"
    return frozenset(_one_line(caption.text_content()) for caption in captions)


def _blocks(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """The paragraphs, headings and items of the main text, each with its tag."""
    document = bare_extraction(tree, include_comments=False, include_tables=False, favor_recall=True)
    body = getattr(document, "body", None)
    if body is None:
        return
    for element in body.iter("head", "p", "item", "ab", "quote"):
        words = _own_words(element)
        yield from ((str(element.tag), line) for line in map(_one_line, words.split("\n")) if line)


def _own_words(element: HtmlElement) -> str:
    """The words of an element without those of the paragraphs in it; line breaks are kept."""
    parts = [_one_line_keeping_ends(element.text)]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag not in {"head", "p", "item", "ab", "quote", "list"}:
            parts.append(_own_words(child))
        parts.append(_one_line_keeping_ends(child.tail))
    return "".join(parts)


def _one_line_keeping_ends(words: str | None) -> str:
    return re.sub(r"\s+", " ", words or "")


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _kinds(blocks: list[tuple[str, str]], captions: frozenset[str]) -> Iterator[tuple[int, ZoneKind]]:
    """The kinds that the page states for captions and its first heading, by where they start in the text."""
    start = 0
    headed = False
    for tag, words in blocks:
        if words in captions:
            yield start, "caption"
        elif tag == "head" and not headed:
            headed = True
            yield start, "headline"
        start += len(words) + 2


def _without_article(place: str) -> ArticleError:
    return ArticleError(f"{place}: the page holds no article text; save the article's own page, or its text as .txt")
