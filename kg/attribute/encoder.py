"""The attribution encoder: an int8 ONNX model that scores words as cues, and as source or content of a cue."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.attribute.confidence import Calibration
from kg.attribute.decode import Decoding, Scores
from kg.attribute.words import Words
from kg.errors import ModelError
from kg.resources import resource

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Encoding, Tokenizer

MAX_PIECES = 128  # longer paragraphs are read in parts: of many short attributions in one stretch some are missed
SENTENCE_ENDS = frozenset({".", "!", "?", "…"})


@dataclass(frozen=True)
class Encoder:
    """The model in a folder: its two ONNX parts, its tokenizer and its settings, each loaded at first use."""

    folder: Path

    @cached_property
    def tokenizer(self) -> "Tokenizer":
        """The word-piece tokenizer."""
        from tokenizers import (
            Tokenizer,
        )  # imported at first use, like the models: most commands need none of them

        return Tokenizer.from_file(str(self.folder / "tokenizer.json"))

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

    def read(self, words: Words) -> Iterator[tuple[int, Scores, Scores]]:
        """Give states (words x width) and cue scores (words x 3), for each window with the number of its first word."""
        encoded = self.tokenizer.encode(words.texts, is_pretokenized=True)
        if len(encoded.ids) <= MAX_PIECES:
            yield 0, *self.score(words, encoded)
            return
        for start, window in self.windows(words):
            yield start, *self.score(window, self.tokenizer.encode(window.texts, is_pretokenized=True))

    def score(self, words: Words, encoded: "Encoding") -> tuple[Scores, Scores]:
        """Run the encoder over words that fit it."""
        ids, owners = encoded.ids[:MAX_PIECES], encoded.word_ids[:MAX_PIECES]
        first = [i for i, word in enumerate(owners) if word is not None and owners[i - 1] != word]
        states, cues = self.encoder.run(
            None,
            {
                "pieces": np.array([ids], np.int64),
                "shapes": np.array([[0 if w is None else words.shapes[w] for w in owners]], np.int64),
                "quoted": np.array([[0 if w is None else words.quoted[w] for w in owners]], np.int64),
                "first": np.array([first], np.int64),
            },
        )
        return states[0], cues[0]

    def roles(self, states: Scores, cues: Sequence[Sequence[int]]) -> Scores:
        """Score every word as neither, source or content of each cue, given by word numbers (cues x words x 3)."""
        marked = np.zeros((len(cues), len(states)), np.int64)
        for row, cue in zip(marked, cues, strict=True):
            row[list(cue)] = 1
        scores: Scores = self.arguments.run(None, {"words": states[None], "cue": marked})[0]
        return scores

    def windows(self, words: Words) -> Iterator[tuple[int, Words]]:
        """Cut words that do not fit the encoder into runs that do, at a sentence's end where there is one."""
        pieces = [len(word.ids) for word in self.tokenizer.encode_batch(words.texts, add_special_tokens=False)]
        start, room, end = 0, MAX_PIECES - 2, 0
        for number, count in enumerate(pieces):
            if room < count and number > start:
                cut = end if end > start else number
                yield start, part(words, start, cut)
                start, room = cut, MAX_PIECES - 2 - sum(pieces[cut:number])
            room -= count
            end = number + 1 if words.texts[number] in SENTENCE_ENDS else end
        if start < len(pieces):
            yield start, part(words, start, len(pieces))


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


def part(words: Words, start: int, end: int) -> Words:
    """The words from `start` to `end`."""
    return Words(words.spans[start:end], words.texts[start:end], words.shapes[start:end], words.quoted[start:end])
