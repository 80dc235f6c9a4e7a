"""What tests compare with: golden graphs of our own seeds, and the README's examples with their answers."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph

from kg.graph import to_graph
from kg.pipeline import Tools, read_claims
from kg.read import read_article
from kg.resources import resource
from kg.vocabulary import KG

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def seed_files() -> list[Path]:
    """The articles that come with the program."""
    return sorted(path for path in resource("seeds").iterdir() if path.suffix in {".txt", ".html"})


def golden(seed: Path) -> Path:
    """Where the golden graph of a seed is kept."""
    return ROOT / "tests" / "golden" / f"{seed.stem}.nt"


def graph_of(seed: Path, tools: Tools) -> Graph:
    """A seed's graph without the confidences of its hops, whose last digits depend on the processor."""
    graph = to_graph(read_claims(read_article(seed), tools))
    graph.remove((None, KG.confidence, None))
    return graph


def sorted_lines(graph: Graph) -> list[str]:
    """A graph without blank nodes as N-Triples, one triple a line."""
    return sorted(graph.serialize(format="nt").splitlines())


@dataclass(frozen=True)
class Example:
    """A command or a piece of Python in the README, and the answer that it shows (None: it shows none)."""

    language: str
    code: str
    answer: str | None = None


def examples(text: str) -> list[Example]:
    """The examples of a Markdown text, in their order.

    >>> examples("```console\\n$ kg stats\\nclaims 3\\n```")
    [Example(language='console', code='kg stats', answer='claims 3\\n')]
    """
    found = []
    for language, body in BLOCK.findall(text):
        if language == "console":
            found += list(_dialogue(body))
        elif language in {"sh", "python"}:
            found.append(Example(language, body))
    return found


def _dialogue(body: str) -> Iterator[Example]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, answer = part.partition("\n")
        yield Example("console", command, answer)


class Workplace:
    """A folder like a fresh checkout, where the README's examples run one after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "bin").mkdir()
        (folder / "docs").mkdir()
        (folder / "seeds").symlink_to(resource("seeds"))
        command = folder / "bin" / "kg"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n')
        command.chmod(0o755)

    def run(self, example: Example) -> subprocess.CompletedProcess[str]:
        """Run an example, but for the installing: this process runs in what it installs."""
        code = re.sub(r"pip install [^&]*&& ", "", example.code)
        words = [sys.executable, "-c", code] if example.language == "python" else ["bash", "-c", code]
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        surroundings = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "KG_STORE": "kg-store"}
        return subprocess.run(words, cwd=self.folder, env=surroundings, capture_output=True, text=True, check=False)
