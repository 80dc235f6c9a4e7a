"""How well attributions are found on PolNeAR dev, and how fast: `python -m benchmarks.attribution [SHARED]`.

SHARED holds `corpora/polnear/dev.tar.gz` and the scorer `score_attribution.py`. Each article is read as by
`kg attributions`; the figures are the scorer's, times are processor time of one thread without loading the model.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.attribution_errors import error_table
from benchmarks.baselines import baselines
from benchmarks.calibration import calibration_error, reliability
from benchmarks.polnear import Compared, Dev, Extractor, load_dev
from kg.cli.attributions import finder, shown

FIGURES = Path(__file__).parent / "figures" / "attribution.json"
SCORES = {
    "attribution": "attribution",
    "attribution_strict": "attribution_strict",
    "speech": "speech",
    "other": "other",
    "no_source": "attribution_no_source_only",
    "source.exact": "source.exact",
    "cue.exact": "cue.exact",
    "content.exact": "content.exact",
}
"""The figures that are kept, and what the scorer calls them."""
CONFIDENCES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)


def main() -> None:
    """Print the figures; with --keep also write them to the file that the tests guard."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--errors", action="store_true", help="also what is missed and what is wrong, by kind of error")
    parser.add_argument("--baselines", action="store_true", help="also how well others do (needs train.tar.gz)")
    parser.add_argument("--keep", action="store_true", help=f"write {FIGURES.name}")
    args = parser.parse_args()
    dev = load_dev(args.shared)
    found, speed = dev.compare(ours())
    figures = figures_of(dev, found)
    for name, value in {**figures, "words a second": round(speed)}.items():
        print(f"{name:28} {value:8}")
    print("", *reliability_table(dev, found), "", *confidence_table(dev, found), sep="\n")
    if args.errors:
        print("", *error_table(found), sep="\n")
    if args.baselines:
        others = baselines(args.shared / "corpora" / "polnear" / "train.tar.gz")
        rows = {"ours": (found, speed)} | {name: dev.compare(find) for name, find in others.items()}
        print("", *baseline_table(dev, rows), sep="\n")
    if args.keep:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measure(shared: Path) -> dict[str, float]:
    """The figures that are kept."""
    dev = load_dev(shared)
    found, _ = dev.compare(ours())
    return figures_of(dev, found)


def ours() -> Extractor:
    """What `kg attributions` finds."""
    find = finder()
    return lambda article: [shown(one, nested=False) for one in find(article)]


def figures_of(dev: Dev, found: list[Compared]) -> dict[str, float]:
    """F1 in percent, and how far confidences are from how often they are right, from 0 to 1."""
    return scores(dev, found) | {"calibration_error": round(calibration_error(*confidences(dev, found)), 3)}


def scores(dev: Dev, found: list[Compared]) -> dict[str, float]:
    """F1 in percent by the scorer."""
    result = dev.score(found)
    return {name: round(100 * result[theirs]["f"], 1) for name, theirs in SCORES.items()}


def confidences(dev: Dev, found: list[Compared]) -> tuple[list[float], list[bool]]:
    """The confidence of each attribution found, and whether it is right: whether a gold one matches it."""
    matches = dev.scorer.TESTS["attribution"]
    right = [any(matches(gold, one) for gold in article.gold) for article in found for one in article.found]
    return [confidence for article in found for confidence in article.confidences], right


def reliability_table(dev: Dev, found: list[Compared]) -> Iterator[str]:
    """For each tenth of confidence: how many attributions, how sure, how often right."""
    yield "found   confidence   right"
    for count, sure, often in reliability(*confidences(dev, found)):
        yield f"{count:5} {sure:12.2f} {often:7.2f}"


def confidence_table(dev: Dev, found: list[Compared]) -> Iterator[str]:
    """What --min-confidence gains and costs."""
    yield "min-confidence   precision   recall"
    for least in CONFIDENCES:
        result = dev.score([article.at_least(least) for article in found])["attribution"]
        yield f"{least:14} {100 * result['p']:11.1f} {100 * result['r']:8.1f}"


def baseline_table(dev: Dev, rows: dict[str, tuple[list[Compared], float]]) -> Iterator[str]:
    """F1 of each extractor, and the words it reads in a second."""
    heads = [*SCORES, "words a second"]
    yield " | ".join(["extractor", *heads])
    for name, (found, speed) in rows.items():
        values = [*scores(dev, found).values(), round(speed)]
        yield " | ".join([f"{name:9}", *(f"{value:{len(head)}}" for head, value in zip(heads, values, strict=True))])


if __name__ == "__main__":
    main()
