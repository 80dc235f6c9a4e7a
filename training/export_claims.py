"""Write the trained claims model as int8 ONNX, with the word embeddings of the attribution encoder.

    python -m training.export_claims --weights build/claims.pt --out kg/models/attribution

Both models keep the pretrained word embeddings as they are, 12 MB of them; so they stand in one file only, and the
other refers to them by their place in it, as ONNX's external data; it must lie in the same folder. Export it anew
whenever the attribution encoder is.
"""

import argparse
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from kg.compare.encoder import MOST
from training.attribution import WIDTH, pretrained_folder
from training.claims import Model
from training.export_attribution import write

PIECES = "pieces.weight_quantized"


class Reader(nn.Module):
    """The part of the model that reads one claim or two."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, second: Tensor, around: Tensor) -> tuple[Tensor, Tensor]:
        """Give the vector of one claim, and scores of how two stand."""
        states = self.model.states(pieces, second, around, None)
        # of three dimensions, as the quantisation of a product of two breaks off
        return states.mean(1), self.model.together(states[:, :1])[:, 0]


class Pairs(nn.Module):
    """The part of the model that reads two vectors."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, ones: Tensor, others: Tensor) -> Tensor:
        """Score how claims stand to each other."""
        return self.model.pair(ones, others)


def export(weights: Path, out: Path) -> None:
    """Export both parts of the model to the folder `out`, where the attribution encoder is."""
    torch.backends.mha.set_fastpath_enabled(False)
    model = Model(pretrained_folder())
    model.load_state_dict(torch.load(weights))
    model.eval()
    model.enc.positions = torch.nn.Embedding.from_pretrained(model.enc.positions.weight[:MOST])
    length = torch.export.Dim("length", min=2, max=MOST)
    write(
        Reader(model),
        {"pieces": torch.ones(1, 9, dtype=torch.int64), "second": torch.zeros(1, 9), "around": torch.ones(1, 9)},
        {name: {1: length} for name in ("pieces", "second", "around")},
        ["vectors", "scores"],
        out / "claims.onnx",
    )
    share(out / "claims.onnx", out / "encoder.onnx")
    pair = torch.export.Dim("pair", min=1, max=1 << 20)
    torch.onnx.export(
        Pairs(model),
        kwargs={"ones": torch.ones(3, WIDTH), "others": torch.zeros(3, WIDTH)},
        f=str(out / "pairs.onnx"),
        input_names=["ones", "others"],
        output_names=["scores"],
        dynamic_shapes={"ones": {0: pair}, "others": {0: pair}},
        dynamo=True,
        external_data=False,
        opset_version=20,
    )


def share(path: Path, other: Path) -> None:
    """Replace the word embeddings of a model by a reference to the same bytes in another."""
    model = onnx.load(path)
    own = next(tensor for tensor in model.graph.initializer if tensor.name.endswith(PIECES))
    offset = other.read_bytes().find(own.raw_data)
    if offset < 0:
        raise SystemExit(f"{other}: has not the word embeddings of {path}; export both from the same weights")
    length = len(own.raw_data)
    own.ClearField("raw_data")
    own.data_location = onnx.TensorProto.EXTERNAL
    for key, value in {"location": other.name, "offset": offset, "length": length}.items():
        own.external_data.add(key=key, value=str(value))
    path.write_bytes(model.SerializeToString())


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, default=Path("build/claims.pt"))
    parser.add_argument("--out", type=Path, default=Path("kg/models/attribution"))
    args = parser.parse_args()
    export(args.weights, args.out)


if __name__ == "__main__":
    main()
