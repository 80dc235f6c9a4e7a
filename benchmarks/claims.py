"""How many claims, chains and figures of articles with gold are found: `python -m benchmarks.claims [SHARED]`.

SHARED holds the scorer `score_claims.py`, and `gold/*.json` with the articles they are for in folders beside it.
Measured besides are the project's own articles: `articles/dev`, which was looked at, and `articles/held`, never.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.build import build
from kg.export import export
from kg.store import Store

FIGURES = Path(__file__).parent / "figures" / "claims.json"
ARTICLES = Path(__file__).parent / "articles"
F1 = re.compile(r"^(claims|chains|figures) .* F1 ([\d.]+)$", re.MULTILINE)
REST = re.compile(r"^stance +([\d.]+) +stray (\d+)", re.MULTILINE)


def main() -> None:
    """Print the figures; with --keep also write them to the file that the tests guard."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--details", action="store_true", help="also which claims are missed, as the scorer names them")
    parser.add_argument("--keep", action="store_true", help=f"write {FIGURES.name}")
    args = parser.parse_args()
    figures = {}
    for name, folder in folders(args.shared).items():
        answer = score(folder, args.shared / "score_claims.py")
        figures[name] = figures_of(answer)
        print(f"{name:8}", *(f"{figure} {value:.3f}" for figure, value in figures[name].items()))
        if args.details:
            print(answer)
    if args.keep:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def folders(shared: Path) -> dict[str, Path]:
    """The folders that hold gold."""
    return {"shared": shared, "dev": ARTICLES / "dev", "held": ARTICLES / "held"}


def score(folder: Path, scorer: Path) -> str:
    """What the scorer says of our claims in the articles that `folder/gold` is for."""
    gold = {path: name for path in sorted((folder / "gold").glob("*.json")) if (name := article_of(path))}
    articles = [next(path for path in sorted(folder.rglob(name))) for name in gold.values()]
    command = [sys.executable, str(scorer), *map(str, gold)]
    return subprocess.run(command, input=claims(articles), capture_output=True, text=True, check=True).stdout


def article_of(gold: Path) -> str | None:
    """The name of the article that the gold is for, if it is for one."""
    name = json.loads(gold.read_text(encoding="utf-8")).get("article")
    return str(name) if name else None


def claims(articles: list[Path]) -> str:
    """The claims of the articles as `kg export --format jsonl` prints them."""
    with tempfile.TemporaryDirectory() as folder:
        for outcome in build(articles, Path(folder) / "store"):
            if outcome.state == "set aside":
                raise SystemExit(outcome.reason)
        with Store.read_only(Path(folder) / "store") as store:
            return "".join(export(store.graphs, "jsonl"))


def figures_of(answer: str) -> dict[str, float]:
    """F1 of claims, chains and figures, the share of right stances, and the number of stray claims."""
    rest = REST.search(answer)
    if rest is None:
        raise SystemExit(f"the scorer's answer is not understood: {answer}")
    return {name: float(value) for name, value in F1.findall(answer)} | {
        "stance": float(rest[1]),
        "stray": float(rest[2]),
    }


if __name__ == "__main__":
    main()
