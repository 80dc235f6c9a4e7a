"""How fast the program is and how much memory it takes: `python -m benchmarks.speed`.

Articles of about 750 words, made of our own seeds with their paragraphs shuffled and figures changed,
are read on one core. Seconds are those of the processor, so that other programs do not count. Machines
differ: look at the ratios, which all come from one run. The baseline does what the program does not: it keeps
all articles in one rdflib Dataset in memory and parses the shapes anew for each.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyshacl
from rdflib import Dataset, Graph

from kg.attribute import attribute
from kg.build import TOGETHER
from kg.graph import run_triples, to_triples
from kg.graph.iris import article_iri
from kg.model import Article, Reading
from kg.parse import parse
from kg.pipeline import Tools, load_tools, read_claims
from kg.read import read_text
from kg.resources import resource
from kg.store import Entry, Store
from kg.validate import validate

WORDS = 750


def main() -> None:
    """Print all figures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, default=40, help="articles to time")
    options.add_argument(
        "--memory", type=int, default=100, help="articles of the small build; the large has ten times as many"
    )
    options.add_argument("--build", nargs=2, metavar=("FOLDER", "STORE"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.build:
        print(peak_of_build(*map(Path, chosen.build)))
        return
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    speed(list(texts(chosen.articles)))
    print(f"kg --help              {1000 * min(help_time() for _ in range(5)):8.0f} ms")
    if chosen.memory:
        memory(chosen.memory)


def texts(count: int, words: int = WORDS) -> Iterator[str]:
    """Articles of about so many words: paragraphs of our own seeds, shuffled, each with other figures."""
    paragraphs = [paragraph for article in seeds() for paragraph in story(article)]
    for number in range(count):
        dice = random.Random(number)
        chosen, length = (
            [f"Report {number} on the losses in Kursk", f"SEOUL, March {number % 28 + 1} (Northline) -"],
            0,
        )
        while length < words:
            paragraph = re.sub(r"\b\d{2,}\b", lambda _, d=dice: str(d.randrange(10, 10_000)), dice.choice(paragraphs))
            chosen.append(paragraph)
            length += len(paragraph.split())
        yield "\n\n".join(chosen)


def seeds() -> Iterator[Article]:
    """The articles that come with the program."""
    for path in sorted(resource("seeds").iterdir()):
        if path.suffix in {".txt", ".html"}:
            yield read_text(path.read_bytes(), path.name)


def story(article: Article) -> list[str]:
    """The paragraphs of an article's story."""
    return [article.text[zone.span.start : zone.span.end] for zone in article.zones if zone.kind == "body"]


class Clock:
    """Seconds spent on each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, step: str, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call a function and add its seconds to those of a step."""
        start = time.process_time()
        result = function(*arguments)
        self.seconds[step] = self.seconds.get(step, 0) + time.process_time() - start
        return result


def speed(articles: list[str]) -> None:
    """Time the whole way, its parts, and the baseline."""
    tools, clock = load_tools(), Clock()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        way(articles[:1], tools, Clock(), store)  # what is made once, at the first article
        start = time.process_time()
        readings = [
            reading
            for first in range(0, len(articles), TOGETHER)
            for reading in way(articles[first : first + TOGETHER], tools, clock, store)
        ]
        whole = time.process_time() - start
    parts = clock.seconds
    models = parts["parse"] + parts["attribute"]
    # Reading claims includes the models' part, which was timed by itself besides: it is taken off again.
    whole -= models
    language = parts["claims"]
    rest = whole - language
    count = len(articles)
    words = sum(len(text.split()) for text in articles)
    claims = sum(len(reading.claims) for reading in readings)
    print(f"articles {count}, words {words // count}, claims {claims // count} an article")
    print(f"whole way              {count / whole:8.2f} articles/s, {words / whole / 1000:.1f} k words/s")
    print(f"language part          {language / whole:8.1%} (the two models alone {models / whole:.1%})")
    for step in ("parse", "attribute"):
        print(f"  {step:<20} {1000 * parts[step] / count:8.1f} ms an article")
    print(f"  {'nest, link, claims':<20} {1000 * (language - models) / count:8.1f} ms an article")
    print(f"outside the language   {rest / whole:8.1%}")
    for step in ("read", "map", "validate", "store"):
        print(f"  {step:<20} {1000 * parts[step] / count:8.1f} ms an article")
    slow = baseline(readings[: max(3, count // 8)])
    fast = (parts["map"] + parts["validate"] + parts["store"]) / count
    print(f"map, validate, store   {1000 * fast:8.1f} ms an article; baseline {slow / fast:.1f} times as long")


def way(articles: list[str], tools: Tools, clock: Clock, store: Store) -> list[Reading]:
    """Some articles from text to store, step by step; they are stored together, as a build stores them."""
    readings, entries = [], []
    for text in articles:
        article = clock("read", read_text, text.encode(), "article.txt")
        clock("parse", parse, article, tools.language)
        clock("attribute", attribute, article, tools.encoder)
        reading = clock("claims", read_claims, article, tools)
        triples = clock("map", to_triples, reading)
        report = clock("validate", validate, triples, tools.shapes, article.text)
        if not report.conforms:
            raise SystemExit(report.text)
        iri = article_iri(article)
        run = run_triples(iri, started=datetime.now(UTC), version="0", models=(), fingerprint="0")
        readings.append(reading)
        entries.append(Entry(iri, triples, run, article.text))
    clock("store", store.replace, *entries)
    return readings


def baseline(readings: list[Reading]) -> float:
    """Seconds an article with one rdflib Dataset in memory and the shapes parsed for each article."""
    shapes = [path.read_text(encoding="utf-8") for path in sorted(resource("shapes").glob("*.ttl"))]
    dataset = Dataset()
    start = time.process_time()
    for reading in readings:
        graph = dataset.graph(article_iri(reading.article))
        for triple in to_triples(reading):
            graph.add(triple)
        parsed = Graph()
        for text in shapes:
            parsed.parse(data=text, format="turtle")
        pyshacl.validate(graph, shacl_graph=parsed)
    return (time.process_time() - start) / len(readings)


def help_time() -> float:
    """Seconds that `kg --help` takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", "--help"], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def memory(small: int) -> None:
    """Print the peak memory of a small build and of one ten times as large, each in a process of its own."""
    peaks = []
    for count in (small, 10 * small):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "articles"
            place.mkdir()
            for number, text in enumerate(texts(count)):
                (place / f"{number:05}.txt").write_text(text, encoding="utf-8")
            command = [
                sys.executable,
                "-m",
                "benchmarks.speed",
                "--build",
                str(place),
                str(Path(folder) / "store"),
            ]
            peaks.append(float(subprocess.check_output(command, text=True)))
            print(f"peak memory            {peaks[-1]:8.0f} MB for {count} articles")
    print(f"peak memory, ratio     {peaks[1] / peaks[0]:8.2f}")


def peak_of_build(folder: Path, store: Path) -> float:
    """Build a folder in this process; the most memory that it held, in MB."""
    import resource as system  # not on Windows, where memory is not measured

    from kg.build import build

    for outcome in build([folder], store):
        if outcome.state != "stored":
            raise SystemExit(outcome.reason)
    unit = 1 if sys.platform == "darwin" else 1024
    return system.getrusage(system.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    main()
