"""The claims encoder: a small int8 ONNX model that reads a claim to a vector, or two together to how they stand.

Like claims have like vectors; from two vectors a part of its own tells how the claims stand too, in no time but less
well. It lies beside the attribution encoder, from whose file it takes the word embeddings.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.attribute.encoder import load_tokenizer, session
from kg.errors import ModelError
from kg.resources import resource

if TYPE_CHECKING:
    import onnxruntime

LONGEST = 64  # word pieces of a claim: what comes after tells little more
SIZE = 384  # dimensions of a vector
Vectors = NDArray[np.float32]
Given = TypeVar("Given")
Made = TypeVar("Made")


class Verdict(NamedTuple):
    """How two claims stand to each other, as chances that add up to one."""

    same: float
    figures: float
    denied: float
    other: float
    measure: float


@dataclass(frozen=True)
class ClaimsEncoder:
    """The model in a folder, loaded at first use."""

    folder: Path

    @cached_property
    def reader(self) -> "onnxruntime.InferenceSession":
        """Word pieces of a claim to its vector, or those of two claims to scores of how they stand."""
        return session(self.folder / "claims.onnx")

    @cached_property
    def judge(self) -> "onnxruntime.InferenceSession":
        """Two vectors to scores of how the claims stand."""
        return session(self.folder / "pairs.onnx")

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors of claims, one a row and of length 1; each is read by itself, so none depends on others."""

        def vector(text: str) -> Vectors:
            found = self.read("vectors", self.pieces(text), [])
            return found / np.linalg.norm(found)

        return np.array(list(self.side_by_side(vector, texts)), np.float32).reshape(-1, SIZE)

    def verdicts(self, ones: Vectors, others: Vectors) -> list[Verdict]:
        """How claims stand to each other, by the rows of their vectors; the same whichever comes first."""
        return list(map(verdict, self.judge.run(None, {"ones": ones, "others": others})[0])) if len(ones) else []

    def readings(self, pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
        """How claims stand to each other, from reading two together; the same whichever comes first."""

        def reading(pair: tuple[str, str]) -> Verdict:
            one, other = sorted(pair)
            return verdict(self.read("scores", self.pieces(one), self.pieces(other)[1:]))

        return list(self.side_by_side(reading, pairs))

    def pieces(self, text: str) -> list[int]:
        """The word pieces of a claim, with the signs that begin and end it."""
        return load_tokenizer(self.folder).encode(text).ids[:LONGEST]

    def read(self, what: str, first: list[int], second: list[int]) -> Vectors:
        """What the model makes of one claim or two, in their word pieces."""
        kinds = [0.0] * len(first) + [1.0] * len(second)
        inputs = {"pieces": np.array([first + second], np.int64), "second": np.array([kinds], np.float32)}
        return self.reader.run([what], inputs)[0][0]  # type: ignore[no-any-return]

    def side_by_side(self, made: Callable[[Given], Made], of: Sequence[Given]) -> Iterator[Made]:
        """What is made of each, on all processors: the model's work holds no lock."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            yield from pool.map(made, of)


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
    missing = [name for name in ("claims.onnx", "pairs.onnx", "encoder.onnx") if not (place / name).exists()]
    if missing:
        raise ModelError(f"{place}: the claims model lacks {', '.join(missing)}; install kg again")
    return ClaimsEncoder(place)
