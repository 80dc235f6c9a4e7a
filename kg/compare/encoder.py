"""The claims encoder: a small int8 ONNX model that reads claims to vectors, and tells from two of them how they stand.

Like claims have like vectors. It lies beside the attribution encoder, from whose file it takes the word embeddings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.attribute.encoder import session
from kg.errors import ModelError
from kg.resources import resource

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

LONGEST = 64  # word pieces of a claim: what comes after tells little more
SIZE = 384  # dimensions of a vector
Vectors = NDArray[np.float32]


class Verdict(NamedTuple):
    """How two claims stand to each other by their vectors, as chances that add up to one."""

    same: float
    figures: float
    denied: float
    other: float


@dataclass(frozen=True)
class ClaimsEncoder:
    """The model in a folder, loaded at first use."""

    folder: Path

    @cached_property
    def tokenizer(self) -> "Tokenizer":
        """The word-piece tokenizer."""
        from tokenizers import Tokenizer  # imported at first use: most commands need no model

        return Tokenizer.from_file(str(self.folder / "tokenizer.json"))

    @cached_property
    def reader(self) -> "onnxruntime.InferenceSession":
        """Word pieces of a claim to its vector."""
        return session(self.folder / "claims.onnx")

    @cached_property
    def judge(self) -> "onnxruntime.InferenceSession":
        """Two vectors to scores of how the claims stand."""
        return session(self.folder / "pairs.onnx")

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors of claims, one a row and of length 1; each is read by itself, so none depends on others."""
        found = np.zeros((len(texts), SIZE), np.float32)
        for row, text in zip(found, texts, strict=True):
            pieces = self.tokenizer.encode(text).ids[:LONGEST]
            vector = self.reader.run(None, {"pieces": np.array([pieces], np.int64)})[0][0]
            row[:] = vector / np.linalg.norm(vector)
        return found

    def verdicts(self, ones: Vectors, others: Vectors) -> list[Verdict]:
        """How claims stand to each other, by the rows of their vectors; the same whichever comes first."""
        if not len(ones):
            return []
        scores = self.judge.run(None, {"ones": ones, "others": others})[0]
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        return [Verdict(*map(float, row)) for row in chances / chances.sum(axis=1, keepdims=True)]


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
