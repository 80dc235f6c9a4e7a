"""Which files hold articles: those named, those in folders, and standard input."""

from collections.abc import Iterable, Iterator
from pathlib import Path

ENDINGS = frozenset({".txt", ".md", ".markdown", ".html", ".htm"})
LARGEST = 2 * 1024 * 1024
# What projects and data sets keep beside their articles.
ABOUT = frozenset({"readme", "license", "licence", "changelog", "contributing"})
STANDARD_INPUT = Path("-")


def find_articles(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that `paths` name, each once; of a folder all text, Markdown and HTML files in sorted order.

    A path that does not exist and a folder without articles are passed on as they are: reading them tells
    what is wrong and leaves the others be.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _files(path):
            if (key := file.resolve()) not in seen:
                seen.add(key)
                yield file


def _files(path: Path) -> Iterable[Path]:
    if path == STANDARD_INPUT or not path.is_dir():
        return [path]
    inside = sorted(file for file in path.rglob("*") if _is_article(file, path))
    return inside or [path]


def _is_article(file: Path, folder: Path) -> bool:
    """Whether a file in a folder is read: by its ending, and unless hidden or about the folder."""
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    about = file.stem.casefold() in ABOUT
    return file.suffix.lower() in ENDINGS and not hidden and not about and file.is_file()
