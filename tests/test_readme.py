"""Tests of README.md: every example runs, and gives the answer that it shows."""

import re
import subprocess
from pathlib import Path

import pytest

import kg
from conftest import ROOT
from expected import README, Example, Workplace, examples

TEXT = README.read_text(encoding="utf-8")
EXAMPLES = [example for example in examples(TEXT) if "pytest" not in example.code]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> dict[Example, subprocess.CompletedProcess[str]]:
    """All examples, run one after another."""
    place = Workplace(tmp_path_factory.mktemp("readme"))
    return {example: place.run(example) for example in EXAMPLES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code.splitlines()[0])
def test_every_example_runs(example: Example, done: dict[Example, subprocess.CompletedProcess[str]]) -> None:
    said = done[example]
    assert said.returncode == 0, said.stderr
    if example.answer is not None:
        assert said.stdout == example.answer, "if this is right, run python -m tests.regenerate"


def test_the_checks_in_continuous_integration_are_those_of_the_readme() -> None:
    commands = [example.code.strip() for example in examples(TEXT) if "pytest" in example.code]
    assert len(commands) == 1
    assert commands[0].startswith("pip install -e")
    assert "grep -m1 '^pip install -e' README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_command_is_in_the_table() -> None:
    from kg.cli import COMMANDS

    assert set(re.findall(r"^\| `kg (\w+)", TEXT, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize(
    "page", [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda p: p.name
)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / link).exists(), link
    for path in re.findall(r"`((?:kg|tests|docs|ontology|shapes|seeds|training|benchmarks)/[\w/.]*)`", text):
        assert "X" in path or (ROOT / path).exists(), path


def test_names_used_from_python_are_public() -> None:
    code = "".join(example.code for example in EXAMPLES if example.language == "python")
    assert set(re.findall(r"kg\.(\w+)\(", code)) <= set(kg.__all__)
