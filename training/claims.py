"""Fine-tune a small pretrained encoder to tell how two claims stand to each other, on invented claims in many wordings.

    python -m training.claims --weights build/claims.pt

Recipe: the first three layers of all-MiniLM-L6-v2, word embeddings frozen. It learns two things at once. Alone, claims
of one fact get vectors that lie near each other and far from those of other facts, of the same story too (supervised
contrastive loss, Khosla et al. 2020). Together, two claims of a story are told apart as the same, the same with another
figure, one denying the other, or neither; two thirds of the last kind are pairs that look most alike.
"""

from pathlib import Path
from typing import Literal

import torch
from torch import Tensor, nn

from training.attribution import WIDTH, Encoder, load_bert

LAYERS = 3
EPOCHS, RATE, HEAD_RATE, WARM_UP = 3, 8e-5, 5e-4, 0.08
BATCH_PIECES, STORIES, TEMPERATURE, CONTRAST = 2500, 4, 0.05, 0.5
PAIRS, NEITHER = 80, 60  # of each story in an epoch; those of two facts among which the rest are drawn
WEIGHTS = (1.0, 1.5, 1.5, 1.0)  # figures and denials are rare
DATA = Path(__file__).parent / "wordings"

Kind = Literal["say", "figures", "deny"]
Story = tuple[tuple[tuple[str, str], ...], ...]  # facts, each with its wordings and their kinds
SAME, FIGURES, DENIED, NEITHER_NOR = range(4)


class Model(nn.Module):
    """Word pieces of one claim, or of two, to a vector and to scores of how the two stand."""

    def __init__(self, pretrained: Path) -> None:
        super().__init__()
        from safetensors.torch import load_file

        weights = load_file(pretrained / "model.safetensors")
        self.enc = Encoder(weights["embeddings.word_embeddings.weight"].shape[0])
        load_bert(self.enc, weights)
        self.enc.layers = self.enc.layers[:LAYERS]
        self.enc.pieces.weight.requires_grad_(False)
        self.seg = nn.Parameter(torch.zeros(WIDTH))
        self.out = nn.Sequential(nn.Dropout(0.1), nn.Linear(WIDTH, 128), nn.GELU(), nn.Linear(128, 4))

    def forward(self, pieces: Tensor, segments: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Read pieces (batch x length) whose segment is 1 in the second claim."""
        states = self.enc.pieces(pieces) + self.enc.positions.weight[: pieces.shape[1]] + self.enc.kind
        states = self.enc.dropout(self.enc.norm(states + segments[:, :, None].to(states.dtype) * self.seg))
        for layer in self.enc.layers:
            states = layer(states, mask)
        if mask is None:
            mean = states.mean(1)
        else:
            weight = mask[:, :, None].to(states.dtype)
            mean = (states * weight).sum(1) / weight.sum(1)
        return mean, self.out(mean[:, None])[:, 0]  # as a sequence of one: the quantiser stumbles over plain vectors
