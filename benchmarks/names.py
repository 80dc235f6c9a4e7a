"""How well spellings of names are told from other names: `python -m benchmarks.names`.

Measured are the pairs of `tests/data/names.tsv`, which were written down before there was a matcher to look at, and
looked at since. Precision and recall are those of "one actor's" at the two scores that `kg/actors/similar.py` states.
"""

import argparse
import csv
import json
from pathlib import Path
from typing import cast

from kg.actors.similar import CANDIDATE, SAME, score
from kg.model import ActorKind

FIGURES = Path(__file__).parent / "figures" / "names.json"
PAIRS = Path(__file__).parent.parent / "tests" / "data" / "names.tsv"


def main() -> None:
    """Print the figures and the pairs not told rightly; with --keep also write the file that the tests guard."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", action="store_true", help=f"write {FIGURES.name}")
    keep = parser.parse_args().keep
    for row in pairs():
        told = score_of(row)
        if (row["verdict"] == "same") != (told >= SAME):
            print(f"{row['verdict']:<10}{told:.2f}  {row['one']} | {row['other']}")
    figures = measure()
    for name, value in figures.items():
        print(f"{name:<24}{value:.3f}")
    if keep:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def pairs() -> list[dict[str, str]]:
    """The rows of the table."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def score_of(row: dict[str, str]) -> float:
    """The score of a row's names."""
    return score(row["one"], row["other"], cast(ActorKind, row["kind"]))


def measure() -> dict[str, float]:
    """Precision and recall at either score, and recall by language at the upper one."""
    told = [(row["language"], row["verdict"] == "same", score_of(row)) for row in pairs()]
    figures: dict[str, float] = {}
    for name, least in (("same", SAME), ("candidate", CANDIDATE)):
        found = [same for _, same, value in told if value >= least]
        figures[f"{name} precision"] = round(sum(found) / len(found), 3)
        figures[f"{name} recall"] = round(sum(found) / sum(same for _, same, _ in told), 3)
    for language in sorted({language for language, _, _ in told}):
        values = [value >= SAME for of, same, value in told if same and of == language]
        figures[f"{language} recall"] = round(sum(values) / len(values), 3)
    return figures


if __name__ == "__main__":
    main()
