"""The claims encoder: a small int8 ONNX model that reads a claim to a vector, or two together to how they stand.

Like claims have like vectors; from two vectors a part of its own tells how the claims stand too, in no time but less
well. Two that are read together are read with the words around them, which tell who says what, and of what. The model
lies beside the attribution encoder, from whose file it takes the word embeddings.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.attribute.encoder import load_tokenizer, session
from kg.errors import ModelError
from kg.resources import resource

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

LONGEST = 64  # word pieces of a claim that is read alone: what comes after tells little more
BEFORE, INSIDE, AFTER = 20, 48, 12  # of one that is read beside another: those before it, of it, and after it
BEGIN, END = 101, 102  # the marks, as the tokenizer numbers them
MOST = 1 + 2 * (BEFORE + INSIDE + AFTER + 1)  # word pieces of two, with the marks of the beginning and of both ends
SIZE = 384  # dimensions of a vector
WHOLE = 127  # what the dimensions of a vector are kept as parts of
Vectors = NDArray[np.float32]
REMEMBERED = 1 << 16  # readings that are kept: copies of articles, and corrections, bring the same pairs again


class Verdict(NamedTuple):
    """How two claims stand to each other, as chances that add up to one."""

    same: float
    figures: float
    denied: float
    other: float
    measure: float


class Passage(NamedTuple):
    """A claim's words, and those of its paragraph before and after them."""

    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class ClaimsEncoder:
    """The model in a folder, loaded at first use."""

    folder: Path

    @property
    def tokenizer(self) -> "Tokenizer":
        """The word-piece tokenizer."""
        return load_tokenizer(self.folder)

    @cached_property
    def reader(self) -> "onnxruntime.InferenceSession":
        """Word pieces of a claim to its vector."""
        return session(self.folder / "claims.onnx")

    @cached_property
    def together(self) -> "onnxruntime.InferenceSession":
        """Word pieces of two claims to scores of how they stand."""
        return session(self.folder / "together.onnx")

    @cached_property
    def judge(self) -> "onnxruntime.InferenceSession":
        """Two vectors to scores of how the claims stand."""
        return session(self.folder / "pairs.onnx")

    @cached_property
    def pool(self) -> ThreadPoolExecutor:
        """Threads, one a processor, that read while others are measured: the model's work holds no lock."""
        return ThreadPoolExecutor(os.cpu_count())

    @cached_property
    def reading(self) -> Callable[[Passage, Passage], Verdict]:
        """How two claims stand to each other, the one that sorts first given first; the last ones are remembered."""

        @lru_cache(REMEMBERED)
        def reading(one: Passage, other: Passage) -> Verdict:
            return verdict(self.scores(row_of(cut(one, self.tokenizer), cut(other, self.tokenizer))))

        return reading

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors of claims, one a row and of length 1; each is read by itself, so none depends on others."""

        def vector(text: str) -> Vectors:
            pieces = self.tokenizer.encode(text).ids[:LONGEST]
            found = self.reader.run(None, {"pieces": np.array([pieces], np.int64)})[0][0]
            return found / np.linalg.norm(found)  # type: ignore[no-any-return]

        return np.array(list(map(vector, texts)), np.float32).reshape(-1, SIZE)

    def verdicts(self, ones: Vectors, others: Vectors) -> list[Verdict]:
        """How claims stand to each other, by the rows of their vectors; the same whichever comes first."""
        return list(map(verdict, self.judge.run(None, {"ones": ones, "others": others})[0])) if len(ones) else []

    def readings(self, pairs: Sequence[tuple[Passage, Passage]]) -> Iterator[Verdict]:
        """How claims stand to each other, from reading two together; the same whichever comes first.

        The reading begins at once, in the background; who takes the verdicts waits for it.
        """
        return self.pool.map(lambda pair: self.reading(*sorted(pair)), pairs)

    def scores(self, row: "Row") -> Vectors:
        """How the two claims in a row of word pieces stand."""
        told = {"second": np.array([row.second], np.float32), "around": np.array([row.around], np.float32)}
        found = self.together.run(None, {"pieces": np.array([row.pieces], np.int64), **told})
        return found[0][0]  # type: ignore[no-any-return]


class Pieces(NamedTuple):
    """The word pieces of a passage that are read."""

    before: Sequence[int]
    text: Sequence[int]
    after: Sequence[int]


class Row(NamedTuple):
    """Word pieces that the model reads; `second` is 1 for those of the second claim, `around` for those around one."""

    pieces: Sequence[int]
    second: Sequence[float]
    around: Sequence[float]


def cut(passage: Passage, tokenizer: "Tokenizer") -> Pieces:
    """The nearest word pieces of a passage, as many as are read."""
    text, before, after = (tokenizer.encode(words, add_special_tokens=False).ids for words in passage)
    return Pieces(before[-BEFORE:], text[:INSIDE], after[:AFTER])


def row_of(one: Pieces, other: Pieces) -> Row:
    """Two claims in a row, with the marks of the beginning and of both ends."""
    mine, theirs = ([piece for part in some for piece in part] for some in (one, other))
    second = [0.0] * (len(mine) + 2) + [1.0] * (len(theirs) + 1)
    around = [0.0, *outside(one), 0.0, *outside(other), 0.0]
    return Row([BEGIN, *mine, END, *theirs, END], second, around)


def outside(one: Pieces) -> list[float]:
    """1 for each piece around a claim, 0 for its own."""
    return [1.0] * len(one.before) + [0.0] * len(one.text) + [1.0] * len(one.after)


def verdict(scores: Vectors) -> Verdict:
    """Scores as chances."""
    chances = np.exp(scores - scores.max())
    return Verdict(*(chances / chances.sum()).tolist())


def load_claims_encoder(folder: Path | None = None) -> ClaimsEncoder:
    """Find the model that ships with the program, or one in `folder`.

    Raises:
        ModelError: the folder does not hold the model.
    """
    place = folder or resource("models", "attribution")
    missing = [
        name for name in ("claims.onnx", "together.onnx", "pairs.onnx", "encoder.onnx") if not (place / name).exists()
    ]
    if missing:
        raise ModelError(f"{place}: the claims model lacks {', '.join(missing)}; install kg again")
    return ClaimsEncoder(place)
