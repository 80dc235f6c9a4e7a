"""How well and how fast the English pipeline reads news, from raw paragraphs.

    python benchmarks/language.py --corpora ../shared/corpora

The pipeline gets each paragraph of the news documents of GUM dev as plain text and makes its own words and
sentences.  A word counts as found when it covers the same characters as in the treebank; every figure is an
F1 in per cent, as in the CoNLL 2018 shared task (https://universaldependencies.org/conll18/evaluation.html),
so a wrong word costs on both sides.  Speed is taken on the lines of PolNeAR's dev articles, in words between
spaces.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg.parse import docs_of, load_language
from training.corpora import Paragraph, read_silver, read_treebank

MODEL = Path("kg/models/en_news")
FIGURES = Path(__file__).parent / "figures" / "language.json"
NEWS = "GUM_news_"
TIMED_WORDS = 40_000

Fact = tuple[object, ...]


@dataclass(frozen=True)
class Figures:
    """What is measured: F1 in per cent, and words a second."""

    words: float
    sentences: float
    tags: float
    parts_of_speech: float
    lemmas: float
    uas: float
    las: float
    uas_without_punctuation: float
    las_without_punctuation: float
    names: float
    words_per_second: int


def main() -> None:
    """Measure, print the figures as JSON, and keep them where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="folder of the corpora")
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the pipeline")
    parser.add_argument("--documents", default=NEWS, help="how the names of the documents of GUM dev start")
    parser.add_argument("--write", action="store_true", help=f"keep the figures in {FIGURES.name}")
    options = parser.parse_args()
    text = json.dumps(asdict(measure(options.model, options.corpora, options.documents)), indent=2)
    print(text)
    if options.write:
        FIGURES.write_text(text + "\n", encoding="utf-8")


def measure(model: Path, corpora: Path, documents: str = NEWS) -> Figures:
    """Load the pipeline and measure all figures."""
    nlp = load_language(str(model))
    paragraphs = [
        paragraph for paragraph in read_treebank(corpora / "gum/dev.conllu.gz") if paragraph.doc.startswith(documents)
    ]
    gold = [gold_facts(paragraph) for paragraph in paragraphs]
    found = [found_facts(doc) for doc in docs_of(map(text_of, paragraphs), nlp)]
    scores = {kind: f1([facts[kind] for facts in gold], [facts[kind] for facts in found]) for kind in gold[0]}
    return Figures(**scores, words_per_second=speed(nlp, corpora))


def text_of(paragraph: Paragraph) -> str:
    """The paragraph as it was printed."""
    return "".join(word.form + " " * word.space for word in paragraph.words).rstrip()


def gold_facts(paragraph: Paragraph) -> dict[str, set[Fact]]:
    """All that the treebank says about the paragraph, each fact with its character range."""
    ranges = list(_ranges(paragraph))
    facts = _empty()
    first = 0
    for sentence in paragraph.sentences:
        last = first + len(sentence) - 1
        facts["sentences"].add((ranges[first][0], ranges[last][1]))
        for at, word in enumerate(sentence, first):
            _add(facts, ranges[at], ranges[first + word.head], (word.xpos, word.upos, word.lemma, word.deprel))
        first = last + 1
    facts["names"] = {(ranges[n.start][0], ranges[n.end - 1][1], n.label) for n in paragraph.names}
    return facts


def found_facts(doc: Doc) -> dict[str, set[Fact]]:
    """The same of what the pipeline says; GUM marks no other kinds of names, so MISC is left out."""
    facts = _empty()
    facts["sentences"] = {(sentence.start_char, sentence.end_char) for sentence in doc.sents}
    for word in doc:
        head = word.head
        labels = (word.tag_, word.pos_, word.lemma_, word.dep_)
        _add(facts, (word.idx, word.idx + len(word)), (head.idx, head.idx + len(head)), labels)
    facts["names"] = {(name.start_char, name.end_char, name.label_) for name in doc.ents if name.label_ != "MISC"}
    return facts


def f1(gold: Iterable[set[Fact]], found: Iterable[set[Fact]]) -> float:
    """F1 in per cent over all paragraphs.

    >>> f1([{(0, 2), (3, 5)}], [{(0, 2)}])
    66.67
    """
    pairs = list(zip(gold, found, strict=True))
    right = sum(len(a & b) for a, b in pairs)
    return round(200 * right / max(1, sum(len(a) + len(b) for a, b in pairs)), 2)


def speed(nlp: Language, corpora: Path) -> int:
    """Words a second through the whole pipeline, the better of two runs on one thread."""
    lines: list[str] = []
    count = 0
    for line in read_silver(corpora / "polnear/dev.tar.gz"):
        lines.append(line.text)
        count += len(line.text.split())
        if count > TIMED_WORDS:
            break
    return round(count / min(_seconds(nlp, lines) for _ in range(2)))


def _seconds(nlp: Language, lines: list[str]) -> float:
    started = time.process_time()
    docs_of(lines, nlp)
    return time.process_time() - started


def _ranges(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    at = 0
    for word in paragraph.words:
        yield at, at + len(word.form)
        at += len(word.form) + word.space


def _empty() -> dict[str, set[Fact]]:
    kinds = [name for name in Figures.__dataclass_fields__ if name != "words_per_second"]
    return {kind: set() for kind in kinds}


def _add(facts: dict[str, set[Fact]], word: Fact, head: Fact, labels: tuple[str, str, str, str]) -> None:
    tag, part, lemma, relation = labels
    facts["words"].add(word)
    facts["tags"].add((word, tag))
    facts["parts_of_speech"].add((word, part))
    facts["lemmas"].add((word, lemma))
    facts["uas"].add((word, head))
    facts["las"].add((word, head, relation))
    if relation != "punct":
        facts["uas_without_punctuation"].add((word, head))
        facts["las_without_punctuation"].add((word, head, relation))


if __name__ == "__main__":
    main()
