"""What tests share: the models, a store built of our own seeds, and the command line in this process."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from spacy.language import Language

from kg.build import build, tools
from kg.cli import main
from kg.compare.update import update
from kg.model import Reading
from kg.pipeline import Tools, read_claims
from kg.read import read_text
from kg.resources import resource

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def models() -> Tools:
    """Loaded once, and shared with the builds that run in this process."""
    return tools(None)


@pytest.fixture(scope="session")
def language(models: Tools) -> Language:
    """The pipeline that parses."""
    return models.language


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The articles that come with the program."""
    return sorted(path for path in resource("seeds").iterdir() if path.suffix in {".txt", ".html"})


@pytest.fixture(scope="session")
def seeds_store(tmp_path_factory: pytest.TempPathFactory, seeds: list[Path], models: Tools) -> Path:
    """A store of them; tests only read it."""
    folder = tmp_path_factory.mktemp("seeds") / "store"
    assert [outcome.state for outcome in build(seeds, folder)] == ["stored"] * len(seeds)
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command: `run("query", "denials", "--store", folder)`."""
    for name in ("KG_STORE", "KG_ONTOLOGY"):
        monkeypatch.delenv(name, raising=False)

    def running(*words: object, stdin: bytes | str = b"") -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], input=stdin, prog_name="kg")

    return running


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two short articles, which are built faster than the seeds."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, place in enumerate(["Oslo", "Lima"]):
        folder.joinpath(f"{place.lower()}.txt").write_text(article(number, place), encoding="utf-8")
    return folder


def article(number: int, place: str = "Oslo") -> str:
    """A short article; each number makes another one."""
    return f"""Ferry with {number + 40} on board runs aground near {place}

{place.upper()}, March 4 (Northline) - At least {number + 2} passengers were injured when a ferry ran \
aground near {place} on Tuesday, the coast guard said, citing the ship's captain.

"We have found everybody," Commander Ana Holt told reporters. She denied that the warnings had been ignored.
"""


def read_story(story: str, tools: Tools) -> Reading:
    """The reading of a paragraph under a headline that says nothing."""
    return read_claims(read_text(f"What is known so far\n\n{story}".encode(), "story.txt"), tools)


def plain(text: str) -> str:
    """The text with runs of white space as one space."""
    return re.sub(r"\s+", " ", text)


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory, models: Tools) -> Path:
    """A store of two stories, each as four outlets tell it, compared; tests only read it."""
    folder = tmp_path_factory.mktemp("stories") / "store"
    told = [ROOT / "benchmarks" / "stories" / "dev" / story for story in ("flood", "shelling")]
    assert [outcome.state for outcome in build(told, folder)] == ["stored"] * 8
    assert [done.of for done in update(folder)] == [8]
    return folder
