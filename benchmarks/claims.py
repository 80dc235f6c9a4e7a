"""How many claims and chains of articles with gold are found: `python -m benchmarks.claims [SHARED]`.

SHARED holds `gold/*.json`, the articles they name in some folder beside it, and the scorer `score_claims.py`.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.build import build
from kg.export import export
from kg.store import Store


def main() -> None:
    """Print the scorer's figures."""
    print(score(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")))


def score(shared: Path) -> str:
    """What the scorer says of our claims in all articles with gold."""
    gold = {path: name for path in sorted((shared / "gold").glob("*.json")) if (name := article_of(path))}
    articles = [next(shared.glob(f"*/{name}")) for name in gold.values()]
    command = [sys.executable, str(shared / "score_claims.py"), *map(str, gold)]
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


if __name__ == "__main__":
    main()
