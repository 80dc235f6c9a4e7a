"""The attribution encoder: an int8 ONNX model that scores words as cues, and as source or content of a cue."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from itertools import accumulate, chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.attribute.confidence import Calibration
from kg.attribute.decode import Decoding, Scores
from kg.attribute.words import Words
from kg.errors import ModelError
from kg.resources import resource

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

MAX_PIECES = 128  # longer paragraphs are read in parts: of many short attributions in one stretch some are missed
TOGETHER = 160  # pieces of texts that are read side by side: with more, nothing is won
SENTENCE_ENDS = frozenset({".", "!", "?", "…"})


class Part(NamedTuple):
    """Words of a text that the encoder reads at once, the text given by its number, and the number of the first one.

    `rows` are the pieces, with the shape and the quoting of their words; `first` is the place of each word's first one.
    """

    text: int
    start: int
    rows: NDArray[np.int64]
    first: list[int]


@dataclass(frozen=True)
class Encoder:
    """The model in a folder: its two ONNX parts, its tokenizer and its settings, each loaded at first use."""

    folder: Path

    @cached_property
    def tokenizer(self) -> "Tokenizer":
        """The word-piece tokenizer."""
        return load_tokenizer(self.folder)

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What `settings.json` holds: how to decode, and how sure to be."""
        settings: dict[str, Any] = json.loads((self.folder / "settings.json").read_text(encoding="utf-8"))
        return settings

    @cached_property
    def decoding(self) -> Decoding:
        """How scores are read."""
        return Decoding(**self.settings["decoding"])

    @cached_property
    def calibration(self) -> Calibration:
        """How sure an attribution is by its scores."""
        return Calibration(**self.settings["calibration"])

    @cached_property
    def encoder(self) -> "onnxruntime.InferenceSession":
        """Word pieces to states of words and cue scores."""
        return session(self.folder / "encoder.onnx")

    @cached_property
    def arguments(self) -> "onnxruntime.InferenceSession":
        """States of words and a marked cue to source and content scores."""
        return session(self.folder / "arguments.onnx")

    @cached_property
    def marks(self) -> tuple[int, ...]:
        """The numbers of the pieces that mark a text's beginning and end."""
        return tuple(self.tokenizer.encode("").ids)

    @cached_property
    def pieces(self) -> Callable[[str], tuple[int, ...]]:
        """The numbers of a word's pieces; words come again and again, and a look-up takes a tenth of the time."""
        encode = partial(self.tokenizer.encode, is_pretokenized=True, add_special_tokens=False)
        return lru_cache(maxsize=65536)(lambda word: tuple(encode([word]).ids))

    def read(self, texts: Sequence[Words]) -> list[list[tuple[int, Scores, Scores]]]:
        """Give states (words x width) and cue scores (words x 3) of each window of each text, with its first word."""
        parts = [part for number, words in enumerate(texts) for part in self.parts(number, words)]
        scored: dict[int, tuple[Scores, Scores]] = {}
        for batch in batches([part.rows.shape[1] for part in parts]):
            scored |= zip(batch, self.score([parts[number] for number in batch]), strict=True)
        found: list[list[tuple[int, Scores, Scores]]] = [[] for _ in texts]
        for number, part in enumerate(parts):
            found[part.text].append((part.start, *scored[number]))
        return found

    def parts(self, text: int, words: Words) -> Iterator[Part]:
        """Cut a text, given by its number, into parts that fit the encoder."""
        begin, stop = self.marks
        pieces = [self.pieces(word) for word in words.texts]
        for start, end in windows(pieces, words.texts):
            some = slice(start, end)
            counts = [1, *map(len, pieces[some]), 1]
            shapes, quoted = (np.repeat([0, *told[some], 0], counts) for told in (words.shapes, words.quoted))
            rows = np.array([[begin, *chain.from_iterable(pieces[some]), stop], shapes, quoted], np.int64)
            yield Part(text, start, rows[:, :MAX_PIECES], list(accumulate(counts[:-2])))

    def score(self, parts: Sequence[Part]) -> Iterator[tuple[Scores, Scores]]:
        """Run the encoder over parts of one length, side by side."""
        pieces, shapes, quoted = np.stack([part.rows for part in parts], axis=1)
        most = max(len(part.first) for part in parts)
        first = np.array([part.first + [0] * (most - len(part.first)) for part in parts], np.int64)
        states, cues = self.encoder.run(None, {"pieces": pieces, "shapes": shapes, "quoted": quoted, "first": first})
        for row, part in enumerate(parts):
            yield states[row, : len(part.first)], cues[row, : len(part.first)]

    def roles(self, states: Scores, cues: Sequence[Sequence[int]]) -> Scores:
        """Score every word as neither, source or content of each cue, given by word numbers (cues x words x 3)."""
        marked = np.zeros((len(cues), len(states)), np.int64)
        for row, cue in zip(marked, cues, strict=True):
            row[list(cue)] = 1
        scores: Scores = self.arguments.run(None, {"words": states[None], "cue": marked})[0]
        return scores


def windows(pieces: Sequence[Sequence[int]], texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Cut words into runs that fit the encoder, given the pieces of each, at a sentence's end where there is one."""
    start, room, end = 0, MAX_PIECES - 2, 0
    for number, count in enumerate(map(len, pieces)):
        if room < count and number > start:
            cut = end if end > start else number
            yield start, cut
            start, room = cut, MAX_PIECES - 2 - sum(map(len, pieces[cut:number]))
        room -= count
        end = number + 1 if texts[number] in SENTENCE_ENDS else end
    if start < len(pieces):
        yield start, len(pieces)


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Put texts of one length together, by their numbers, as many as fit: each reading takes a while to begin."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    for length, some in groupby(order, key=lengths.__getitem__):
        numbers = list(some)
        step = max(1, TOGETHER // length)
        yield from (numbers[at : at + step] for at in range(0, len(numbers), step))


def load_encoder(folder: Path | None = None) -> Encoder:
    """Find the model that ships with the program, or one in `folder`.

    Raises:
        ModelError: the folder does not hold the model.
    """
    place = folder or resource("models", "attribution")
    missing = [
        name
        for name in ("encoder.onnx", "arguments.onnx", "tokenizer.json", "settings.json")
        if not (place / name).exists()
    ]
    if missing:
        raise ModelError(f"{place}: the attribution model lacks {', '.join(missing)}; install kg again")
    return Encoder(place)


@cache
def load_tokenizer(folder: Path) -> "Tokenizer":
    """The word-piece tokenizer of the models in a folder."""
    from tokenizers import Tokenizer  # imported at first use, like the models: most commands need none of them

    return Tokenizer.from_file(str(folder / "tokenizer.json"))


def session(path: Path) -> "onnxruntime.InferenceSession":
    """Open a model for one thread: articles are read side by side in processes, and one thread adds up in one order."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # this fusion's kernel is slower than the two it replaces: without it the encoder takes a sixth less time
    slower = ["SkipLayerNormFusion"]
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=slower
    )
