"""What an article's graph is made from, as a digest: the same digest means the same graph."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg import __version__
from kg.model import Article
from kg.places.gazetteer import digest_of
from kg.resources import PACKAGE, own_ontology, resource

FOLDERS = ("ontology", "shapes", "seeds")
APART = frozenset(
    {"__pycache__", "cli", "compare", "draw", "queries", *FOLDERS}
)  # no part in a graph, or counted by themselves


@dataclass(frozen=True)
class Maker:
    """The program and its models, by name and version, how sure it is told to be, and digests of what a user adds.

    `gazetteer` is that of more places, `imports` that of more actors, `events` those of more event types.
    """

    version: str
    models: tuple[str, ...]
    data: str
    min_confidence: float = 0.0
    gazetteer: str | None = None
    imports: str = ""
    events: tuple[str, ...] = ()


def maker(
    model: str | None = None,
    min_confidence: float = 0.0,
    gazetteer: Path | None = None,
    imports: str = "",
    events: tuple[Path, ...] = (),
) -> Maker:
    """The program as it stands, with the language model of that name; nothing is loaded to find out.

    `gazetteer` and `events`, more places and event types, count by what is in the files.

    Raises:
        GazetteerError: the file of more places cannot be read.
    """
    attribution = sha256(_digest(resource("models", "attribution")).encode()).hexdigest()[:12]
    models = (_named(model), f"attribution {attribution}", f"places {version('countrystatecity-countries')}")
    places = digest_of(gazetteer) if gazetteer else None
    types = tuple(sha256(path.read_bytes()).hexdigest() for path in events)
    return Maker(__version__, models, _program(), min_confidence, places, imports, types)


def fingerprint(article: Article, maker: Maker) -> str:
    """The digest of an article's text and metadata and of all that its graph is made with."""
    return sha256(repr((article, maker)).encode(errors="surrogatepass")).hexdigest()


def comparer(said: str) -> str:
    """The digest of what articles are compared with: code, model and weights; and of what people `said` of actors."""
    folders = (PACKAGE / "compare", resource("models"), resource("ontology"))
    return sha256("".join([__version__, *map(_digest, folders), said]).encode()).hexdigest()


def _named(model: str | None) -> str:
    """A spaCy pipeline's name and version: of ours, of a folder, or of an installed package."""
    folder = resource("models", "en_news") if model is None else Path(model)
    if (folder / "meta.json").is_file():
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return f"{model or meta['name']} {meta['version']}"
    try:
        return f"{model} {version(str(model))}"
    except PackageNotFoundError:
        return f"{model} of unknown version"


@cache
def _program() -> str:
    """The digest of code, models and tables, the user's too: in a checkout they change while the version stays."""
    own = own_ontology()
    folders = (PACKAGE, *(resource(name) for name in FOLDERS), *([own] if own else []))
    return sha256("".join(_digest(folder) for folder in folders).encode()).hexdigest()


@cache
def _digest(folder: Path) -> str:
    return "\n".join(f"{name} {digest}" for name, digest in _files(folder))


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not APART.intersection(parts):
            with path.open("rb") as file:
                yield "/".join(parts), file_digest(file, "sha256").hexdigest()
