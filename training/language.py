"""Train the pipeline that reads English news: tags, features, trees, lemmas and names.

    python -m training.language --corpora ../shared/corpora --out kg/models/en_news

Grammar (tagger, morphologizer, parser, lemmatizer over one shared `tok2vec`) and names (`ner` over its own,
smaller one) are trained apart and joined.  Everything is learnt from the corpora named in
`training/README.md`; no pretrained weights or vectors go in.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import EditTreeLemmatizer
from spacy.tokens import Doc, Span
from spacy.tokens.morphanalysis import MorphAnalysis
from spacy.training import Example
from spacy.util import compile_infix_regex, compile_suffix_regex
from spacy.vocab import Vocab
from thinc.api import Adam, Config, NumpyOps, Optimizer, fix_random_seed, set_current_ops

from training.corpora import (
    NamedText,
    Paragraph,
    SilverText,
    read_iob,
    read_silver,
    read_treebank,
    read_wikigold,
)
from training.variants import vary

SEED = 20
VERSION = "1.0.0"
TREEBANKS = ("gum/train", "gum/train", "ud_english_ewt/train", "ud_english_ewt/dev")
"""GUM goes in twice, with different variants: its guidelines are the newer ones, and it has edited texts."""

GRAMMAR_EPOCHS, NAMES_EPOCHS = 11, 3
LEARN_RATE, WARM_UP, DROPOUT = 1.5e-3, 0.02, 0.1
SMALLEST_BATCH, LARGEST_BATCH = 400, 1600
"""Words in a batch: from the first to the second, growing over the first half of the training."""

HAND_MADE_TIMES = 3
"""How often an epoch of the names shows what people have marked; the silver names come once."""

BATCH_SIZE = 256
"""Paragraphs that `nlp.pipe` reads together: a quarter of spaCy's default is a fifth faster."""

SILVER_SHARE = 0.08
"""Share of the PolNeAR lines with a person's name that each epoch of the grammar sees."""

GRAMMAR_WIDTH, GRAMMAR_DEPTH, GRAMMAR_ROWS = 96, 4, [8000, 1500, 3000, 2500]
NAMES_WIDTH, NAMES_DEPTH, NAMES_ROWS = 64, 3, [8000, 1500, 3000, 2500]
ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]

WHOLE_PREFIXES = ("co", "non", "pre", "pro", "re", "un", "ex", "e", "anti", "multi", "semi", "mini", "mid")
"""Prefixes whose hyphen stays inside the word, as in the treebanks: "co-founder" is one word."""

WHOLE_WORDS = (
    "al.",
    "No.",
    "Nos.",
    "Rep.",
    "Reps.",
    "Sens.",
    "Lt.",
    "Col.",
    "Maj.",
    "Capt.",
    "Cmdr.",
    "Sgt.",
)


@dataclass(frozen=True)
class Step:
    """What one training step is made of: a batch of examples and the components that do not learn from it."""

    examples: list[Example]
    excluded: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """Number of words in the batch."""
        return sum(len(example.predicted) for example in self.examples)


def main() -> None:
    """Read the options, train what is asked for, and write the joined pipeline."""
    options = _options()
    fix_random_seed(SEED)
    # numpy's matrix products are several times faster than thinc's own on processors with AVX-512.
    set_current_ops(NumpyOps(use_blis=False))
    parts = options.parts
    if options.only in (None, "grammar"):
        train_grammar(options.corpora, parts / "grammar", options.epochs or GRAMMAR_EPOCHS)
    if options.only in (None, "names"):
        train_names(options.corpora, parts / "names", options.epochs or NAMES_EPOCHS)
    if options.only in (None, "join"):
        join(parts / "grammar", parts / "names", options.out)


def train_grammar(corpora: Path, out: Path, epochs: int) -> None:
    """Train tags, features, trees and lemmas on GUM and EWT, and write them to `out` after each epoch."""
    paragraphs = [p for name in TREEBANKS for p in read_treebank(corpora / f"{name}.conllu.gz")]
    silver = [line for line in read_silver(corpora / "polnear/train.tar.gz") if _persons(line)]
    nlp = _grammar_pipeline()
    originals = [tree_example(nlp, paragraph) for paragraph in paragraphs]
    nlp.initialize(lambda: originals)

    def epoch(random: Random, words: int) -> list[Step]:
        gold = (tree_example(nlp, vary(paragraph, random)) for paragraph in paragraphs)
        lines = random.sample(silver, int(SILVER_SHARE * len(silver)))
        steps = [Step(batch) for batch in _batches(list(gold), words, random)]
        names = (person_example(nlp, line) for line in lines)
        steps += [Step(batch, ("parser", "lemmatizer")) for batch in _batches(list(names), words, random)]
        random.shuffle(steps)
        return steps

    _train(nlp, epoch, epochs, out)


def train_names(corpora: Path, out: Path, epochs: int) -> None:
    """Train names on PolNeAR's silver names and three hand-made corpora, and write `out` after each epoch."""
    nlp = _names_pipeline()
    by_hand = [
        *(named_example(nlp, text) for text in read_wikigold(corpora / "wikigold/wikigold.conll.gz")),
        *(named_example(nlp, text) for text in read_iob(corpora / "uner_english_ewt/dev.iob2.gz")),
        *(gum_example(nlp, paragraph) for paragraph in read_treebank(corpora / "gum/train.conllu.gz")),
    ]
    silver = [silver_example(nlp, line) for line in read_silver(corpora / "polnear/train.tar.gz")]
    examples = silver + HAND_MADE_TIMES * by_hand
    nlp.initialize(lambda: examples[::20])

    def epoch(random: Random, words: int) -> list[Step]:
        return [Step(batch) for batch in _batches(examples, words, random)]

    _train(nlp, epoch, epochs, out)


def join(grammar: Path, names: Path, out: Path) -> None:
    """Put both parts into one pipeline and write it, without what only training needs."""
    nlp = spacy.load(grammar)
    nlp.add_pipe("ner", source=spacy.load(names))
    _drop_unused_trees(_lemmatizer(nlp))
    nlp.meta.update(
        name="en_news",
        version=VERSION,
        description="English news: tags, features, Universal Dependencies, lemmas and names",
        license="CC BY-SA 4.0",
    )
    nlp.to_disk(out, exclude=["vocab"])
    _bare_vocab(nlp).to_disk(out / "vocab")
    _bare_config(nlp).to_disk(out / "config.cfg")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="folder of the corpora")
    parser.add_argument("--out", type=Path, default=Path("kg/models/en_news"), help="folder for the pipeline")
    parser.add_argument("--parts", type=Path, default=Path("build/language"), help="folder for its two parts")
    parser.add_argument("--only", choices=("grammar", "names", "join"), help="do only this step")
    parser.add_argument("--epochs", type=int, help="rounds over the corpora (default: as in the model card)")
    return parser.parse_args()


def _grammar_pipeline() -> Language:
    nlp = _english()
    nlp.add_pipe("tok2vec", config={"model": _tok2vec(GRAMMAR_WIDTH, GRAMMAR_DEPTH, GRAMMAR_ROWS)})
    # The shared tok2vec learns when its last listener has; so the two that silver lines teach stand last.
    nlp.add_pipe("parser", config={"model": _transitions("parser", _listener()), "min_action_freq": 20})
    lemmas = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": _listener()}
    nlp.add_pipe("trainable_lemmatizer", name="lemmatizer", config={"model": lemmas, "top_k": 3})
    for name in ("tagger", "morphologizer"):
        tags = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": _listener()}
        nlp.add_pipe(name, config={"model": tags})
    return nlp


def _names_pipeline() -> Language:
    nlp = _english()
    own = _tok2vec(NAMES_WIDTH, NAMES_DEPTH, NAMES_ROWS)
    nlp.add_pipe("ner", config={"model": _transitions("ner", own)})
    return nlp


def _english() -> Language:
    """English with spaCy's tokenizer, brought closer to the words of the treebanks."""
    nlp = spacy.blank("en")
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(_infixes(nlp)).finditer
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or []), "--"]).search
    for word in WHOLE_WORDS:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    for first in ("and", "And"):
        tokenizer.add_special_case(f"{first}/or", [{"ORTH": first}, {"ORTH": "/"}, {"ORTH": "or"}])
    return nlp


def _infixes(nlp: Language) -> list[str]:
    whole = "".join(rf"(?<!\b{form})" for p in WHOLE_PREFIXES for form in (p, p.capitalize()))
    infixes = [infix for infix in nlp.Defaults.infixes or [] if isinstance(infix, str)]
    between_letters = [infix for infix in infixes if "—" in infix]
    others = [infix for infix in infixes if infix not in between_letters]
    return [
        *others,
        *(whole + infix for infix in between_letters),
        r"(?<=[A-Za-z])-(?=[0-9])",
        r"(?<=[0-9])–(?=[0-9])",
        r"(?<=\S)(?:--|—)(?=\S)",
        r"(?<=[A-Za-z.,?!])[“”\"](?=[A-Za-z])",
    ]


def _tok2vec(width: int, depth: int, rows: list[int]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ATTRIBUTES,
            "rows": rows,
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _listener() -> dict[str, Any]:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": GRAMMAR_WIDTH, "upstream": "tok2vec"}


def _transitions(kind: str, tok2vec: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


def tree_example(nlp: Language, paragraph: Paragraph) -> Example:
    """What the tokenizer makes of the paragraph's text, beside its words, tags and trees."""
    words = paragraph.words
    heads: list[int] = []
    for sentence in paragraph.sentences:
        first = len(heads)
        heads += [first + word.head for word in sentence]
    reference = Doc(
        nlp.vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=[word.deprel for word in words],
    )
    return Example(nlp.make_doc(reference.text), reference)


def person_example(nlp: Language, line: SilverText) -> Example:
    """A news line in which only persons' names are tagged, as proper nouns; the rest is unknown."""
    reference = nlp.make_doc(line.text)
    for span in _persons_spans(reference, line):
        for token in span:
            if token.text[0].isupper():
                token.tag_, token.pos_ = "NNP", "PROPN"
                token.morph = MorphAnalysis(nlp.vocab, "Number=Sing")
    return Example(nlp.make_doc(line.text), reference)


def silver_example(nlp: Language, line: SilverText) -> Example:
    """A news line with the names that CoreNLP found."""
    reference = nlp.make_doc(line.text)
    spans = (reference.char_span(*name[:2], label=name.label, alignment_mode="expand") for name in line.names)
    reference.set_ents(spacy.util.filter_spans([span for span in spans if span]))
    return Example(nlp.make_doc(line.text), reference)


def named_example(nlp: Language, text: NamedText) -> Example:
    """A sentence of an IOB file; where MISC names are not marked, other capitalised words are unknown."""
    return _names_example(nlp, text, [not text.misc and word[:1].isupper() for word in text.words])


def gum_example(nlp: Language, paragraph: Paragraph) -> Example:
    """A paragraph of GUM with its names; other proper nouns and adjectives of origin are unknown."""
    words = paragraph.words
    text = NamedText(tuple(w.form for w in words), tuple(w.space for w in words), paragraph.names, misc=False)
    unknown = [word.upos == "PROPN" or (word.upos == "ADJ" and word.lemma[:1].isupper()) for word in words]
    return _names_example(nlp, text, unknown)


def _names_example(nlp: Language, text: NamedText, unknown: list[bool]) -> Example:
    reference = Doc(nlp.vocab, words=list(text.words), spaces=list(text.spaces))
    names = [Span(reference, name.start, name.end, label=name.label) for name in text.names]
    named = {token.i for name in names for token in name}
    missing = [reference[i : i + 1] for i, is_unknown in enumerate(unknown) if is_unknown and i not in named]
    reference.set_ents(names, missing=missing, default="outside")
    return Example(nlp.make_doc(reference.text), reference)


def _persons(line: SilverText) -> list[tuple[int, int]]:
    return [(name.start, name.end) for name in line.names if name.label == "PERSON"]


def _persons_spans(doc: Doc, line: SilverText) -> Iterator[Span]:
    return filter(None, (doc.char_span(start, end) for start, end in _persons(line)))


def _train(nlp: Language, epoch: Callable[[Random, int], list[Step]], epochs: int, out: Path) -> None:
    """Run the epochs, with averaged weights and a learning rate that soon falls, in the end to nothing."""
    random = Random(SEED)
    optimizer = Adam(LEARN_RATE, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
    for number in range(epochs):
        started, losses = time.time(), dict[str, float]()
        growth = min(1.0, 2 * number / epochs)
        steps = epoch(random, round(SMALLEST_BATCH + growth * (LARGEST_BATCH - SMALLEST_BATCH)))
        for at, step in enumerate(steps):
            optimizer.learn_rate = _learn_rate((number + at / len(steps)) / epochs)
            nlp.update(step.examples, drop=DROPOUT, sgd=optimizer, losses=losses, exclude=step.excluded)
        _write(nlp, optimizer, out)
        figures = ", ".join(f"{name} {loss:.0f}" for name, loss in losses.items())
        words = sum(step.words for step in steps)
        seconds = time.time() - started
        print(f"epoch {number + 1}: {words} words, {seconds:.0f} s: {figures}", file=sys.stderr, flush=True)


def _learn_rate(done: float) -> float:
    """Learning rate when this share of the training is done."""
    return LEARN_RATE * min(done / WARM_UP + 0.05, 1.0, (1 - done) / (1 - WARM_UP))


def _batches(examples: list[Example], words: int, random: Random) -> Iterator[list[Example]]:
    """Batches of about this many words, in random order."""
    batch: list[Example] = []
    size = 0
    for example in random.sample(examples, len(examples)):
        batch.append(example)
        size += len(example.predicted)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _write(nlp: Language, optimizer: Optimizer, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(out)


def _lemmatizer(nlp: Language) -> EditTreeLemmatizer:
    lemmatizer = nlp.get_pipe("lemmatizer")
    assert isinstance(lemmatizer, EditTreeLemmatizer)
    return lemmatizer


def _drop_unused_trees(lemmatizer: EditTreeLemmatizer) -> None:
    """Drop the edit trees that no label uses: they were only met while training."""
    trees = [lemmatizer.trees[number] for number in range(len(lemmatizer.trees))]
    used: dict[int, int] = {}

    def use(number: int) -> None:
        for side in ("prefix_tree", "suffix_tree"):
            if trees[number].get(side, len(trees)) < len(trees):
                use(trees[number][side])
        used.setdefault(number, len(used))

    for label in lemmatizer.cfg["labels"]:
        use(label)
    kept = [
        {key: used.get(value, value) if key.endswith("tree") else value for key, value in trees[n].items()}
        for n in used
    ]
    lemmatizer.trees.from_json(kept)
    lemmatizer.cfg["labels"] = [used[label] for label in lemmatizer.cfg["labels"]]
    lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}


def _bare_vocab(nlp: Language) -> Vocab:
    """A vocabulary without the words seen in training: only the strings of labels and lemmas."""
    vocab = spacy.blank("en").vocab
    trees = _lemmatizer(nlp).label_data["trees"]
    for string in chain(*nlp.pipe_labels.values(), *(tree.values() for tree in trees)):
        if isinstance(string, str):
            vocab.strings.add(string)
    return vocab


def _bare_config(nlp: Language) -> Config:
    """The configuration without what only training reads: paths, corpora, optimizer."""
    reading = {**nlp.config["nlp"], "batch_size": BATCH_SIZE}
    return Config({"nlp": reading, "initialize": {}, "components": nlp.config["components"]})


if __name__ == "__main__":
    main()
