"""The claims encoder: a small int8 ONNX model that reads claims alone, to vectors, or two together, to how they stand.

Alone it is fast, and like claims have like vectors; two together it tells better whether they say the same. It lies
beside the attribution encoder, from whose file it takes the word embeddings.
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

LONGEST = 64  # word pieces of one claim: what comes after tells little more
Vectors = NDArray[np.float32]


class Verdict(NamedTuple):
    """How two claims stand to each other, as chances that add up to one."""

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
    def model(self) -> "onnxruntime.InferenceSession":
        """Word pieces and their segments to a vector of what is read, and to scores of how two claims stand."""
        return session(self.folder / "claims.onnx")

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors of claims, one a row and of length 1; each is read by itself, so none depends on others."""
        rows = [self._run(self._pieces(text), [])[0] for text in texts]
        return np.array([row / np.linalg.norm(row) for row in rows], np.float32)

    def verdict(self, one: str, other: str) -> Verdict:
        """How two claims stand to each other; they are read in alphabetical order, so that neither comes first."""
        first, second = sorted((one, other))
        scores = self._run(self._pieces(first), self._pieces(second))[1]
        chances = np.exp(scores - scores.max())
        return Verdict(*map(float, chances / chances.sum()))

    def _pieces(self, text: str) -> list[int]:
        return list(self.tokenizer.encode(text).ids[:LONGEST])

    def _run(self, one: list[int], other: list[int]) -> tuple[Vectors, Vectors]:
        pieces = [*one, *other[1:]]
        segments = [0] * len(one) + [1] * len(other[1:])
        vectors, scores = self.model.run(
            None, {"pieces": np.array([pieces], np.int64), "segments": np.array([segments], np.int64)}
        )
        return vectors[0], scores[0]


def load_claims_encoder(folder: Path | None = None) -> ClaimsEncoder:
    """Find the model that ships with the program, or one in `folder`.

    Raises:
        ModelError: the folder does not hold the model.
    """
    place = folder or resource("models", "attribution")
    if not (place / "claims.onnx").exists():
        raise ModelError(f"{place}: the claims model lacks claims.onnx; install kg again")
    return ClaimsEncoder(place)
