"""Collect the nouns that speak: heads of sources in PolNeAR's training split, for `ontology/speakers.txt`.

    python -m training.speakers --corpora ../shared/corpora

A noun counts when it heads a source at least three times and in a tenth of its uses; only the words are kept.
"""

import argparse
from collections import Counter
from pathlib import Path

from kg.model import Article, Span, Zone
from kg.nouns import head_of
from kg.parse import load_language, parse
from kg.resources import resource
from training.polnear import Document, load

TIMES, SHARE = 3, 0.1
HEADER = "# Nouns that are sources in news (PolNeAR train; see training/speakers.py), singular, one a line.\n"


def speakers(documents: list[Document]) -> list[str]:
    """The nouns, in alphabetical order."""
    language = load_language()
    seen: Counter[str] = Counter()
    speaking: Counter[str] = Counter()
    for document in documents:
        zones = tuple(Zone("body", Span(gold.start, gold.start + len(gold.text))) for gold in document.paragraphs)
        parsed = parse(Article(document.name, document.text, zones), language)
        seen.update(token.lemma.casefold() for token in parsed.tokens if token.pos == "NOUN")
        for source in (Span(*span) for attribution in document.attributions for span in attribution["source"][:1]):
            head = head_of([parsed.tokens[n] for n in parsed.numbers(source)])
            if head and head.pos == "NOUN":
                speaking[head.lemma.casefold()] += 1
    return sorted(w for w, n in speaking.items() if n >= TIMES and n >= SHARE * seen[w] and w.isalpha())


def main() -> None:
    """Collect from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    args = parser.parse_args()
    words = speakers(load(args.corpora / "polnear" / "train.tar.gz"))
    resource("ontology", "roles.csv").with_name("speakers.txt").write_text(HEADER + "\n".join(words) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
