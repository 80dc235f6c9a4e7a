"""Articles from files: plain text, Markdown and HTML pages, with what stands where in them.

The program's border to files and standard input; everything further in is a plain function of the text.
"""

import sys
from pathlib import Path

from kg.errors import ArticleError
from kg.model import Article
from kg.read.decode import decode, decode_page, is_page
from kg.read.files import LARGEST, STANDARD_INPUT, find_articles
from kg.read.language import check_english
from kg.read.plain import article_of_text

__all__ = ["find_articles", "read_article", "read_text"]


def read_article(path: Path) -> Article:
    """The article in the file `path`; `-` stands for standard input."""
    if path == STANDARD_INPUT:
        return read_text(sys.stdin.buffer.read(LARGEST + 1), "stdin")
    return read_text(_bytes(path), path.name, place=str(path))


def read_text(data: bytes, name: str, *, place: str | None = None) -> Article:
    """The article in the bytes of a file called `name`, which stands at `place`.

    >>> read_text(b"SEOUL--At least 100 troops have been killed, a lawmaker said.", "troops.txt").dateline
    'Seoul'
    """
    place = place or name
    if len(data) > LARGEST:
        raise ArticleError(
            f"{place}: the file is larger than {LARGEST // 1024} KiB, too large for one article; "
            "split it into one file for each"
        )
    article = _page(data, name, place) if is_page(data, name) else _plain(data, name, place)
    if not article.zones:
        raise ArticleError(f"{place}: the file is empty; give a file that holds the text of an article")
    check_english(article, place)
    return article


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ArticleError(
                f"{path}: no .txt, .md, .html or .htm file in this folder; give a folder that holds articles"
            )
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise ArticleError(f"{path}: there is no such file; check its name") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ArticleError(f"{path}: the file cannot be read ({reason}); check its permissions") from error


def _plain(data: bytes, name: str, place: str) -> Article:
    text, encoding = decode(data, place)
    return article_of_text(text, name, encoding)


def _page(data: bytes, name: str, place: str) -> Article:
    # Imported only here: the library for pages takes longer to load than a hundred plain articles to read.
    from kg.read.html import article_of_page

    page, encoding = decode_page(data, place)
    return article_of_page(page, name, place, encoding)
