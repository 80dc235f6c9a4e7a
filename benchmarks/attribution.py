"""How well attributions are found on PolNeAR dev, and how fast: `python -m benchmarks.attribution [SHARED]`.

SHARED holds `corpora/polnear/dev.tar.gz` and the scorer `score_attribution.py`. Each article is read as by
`kg attributions`; the figures are the scorer's, times are processor time of one thread without loading the model.
"""

import argparse
import json
import tarfile
import tempfile
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from kg.cli.attributions import finder, shown
from kg.read import read_article

FIGURES = Path(__file__).parent / "figures" / "attribution.json"
SHOWN = ("attribution", "attribution_strict", "speech", "other", "source.exact", "cue.exact", "content.exact")


def main() -> None:
    """Print the figures; with --keep also write them to the file that the tests guard."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--keep", action="store_true", help=f"write {FIGURES.name}")
    args = parser.parse_args()
    figures = measure(args.shared)
    for name, value in figures.items():
        print(f"{name:28} {value:8.1f}")
    if args.keep:
        FIGURES.write_text(
            json.dumps({k: v for k, v in figures.items() if k in SHOWN}, indent=1) + "\n", encoding="utf-8"
        )


def measure(shared: Path) -> dict[str, float]:
    """F1 in percent by the scorer's names, and words read in a second."""
    scorer = load_scorer(shared / "score_attribution.py")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(shared / "corpora" / "polnear" / "dev.tar.gz") as archive:
            archive.extractall(folder, filter="data")
        gold = next(path.parent for path in Path(folder).rglob("text"))
        predictions, speed = read(gold / "text")
        answers = Path(folder) / "predictions.jsonl"
        answers.write_text("\n".join(json.dumps(p) for p in predictions), encoding="utf-8")
        result = scorer.score(str(gold), str(answers))
    return {name: round(100 * result[name]["f"], 1) for name in SHOWN} | {"words a second": round(speed)}


def read(texts: Path) -> tuple[list[dict[str, object]], float]:
    """The attributions of the articles in the scorer's form, and the words read in a second of processor time."""
    find = finder()
    articles = [(path.stem, read_article(path)) for path in sorted(texts.glob("*.txt"))]
    find(articles[0][1])  # loads the model
    start = time.process_time()
    predictions: list[dict[str, object]] = [
        {"doc": name, "attributions": [shown(one, False) for one in find(article)]} for name, article in articles
    ]
    return predictions, sum(len(a.text.split()) for _, a in articles) / (time.process_time() - start)


def load_scorer(path: Path) -> ModuleType:
    """The scorer, as a module."""
    spec = spec_from_file_location("score_attribution", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path}: the scorer is missing")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
