"""Write the trained claims model as int8 ONNX, with the word embeddings of the attribution encoder.

    python -m training.export_claims --weights build/claims.pt --out kg/models/attribution

Both models keep the pretrained word embeddings as they are, 12 MB of them; so they stand in one file only, and the
others refer to them by their place in it, as ONNX's external data; it must lie in the same folder. Export it anew
whenever the attribution encoder is. Likewise the part that reads two claims refers to the layers of the part that
reads one: it is a part of its own as it needs but one state of the last layer, which takes a sixth less time.
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
SHARED = 10_000  # bytes of weights from which they stand in one file only


class Reader(nn.Module):
    """The part of the model that reads a claim."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor) -> Tensor:
        """Give the vector of a claim."""
        return self.model(pieces)  # type: ignore[no-any-return]


class Together(nn.Module):
    """The part of the model that reads two claims together."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, second: Tensor, around: Tensor) -> Tensor:
        """Score how two claims stand."""
        # of three dimensions, as the quantisation of a product of two breaks off
        return self.model.together(self.model.states(pieces, second, around, None, 1))[:, 0]  # type: ignore[no-any-return]


class Pairs(nn.Module):
    """The part of the model that reads two vectors."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, ones: Tensor, others: Tensor) -> Tensor:
        """Score how claims stand to each other."""
        return self.model.pair(ones, others)


def export(weights: Path, out: Path) -> None:
    """Export all parts of the model to the folder `out`, where the attribution encoder is."""
    torch.backends.mha.set_fastpath_enabled(False)
    model = Model(pretrained_folder())
    model.load_state_dict(torch.load(weights))
    model.eval()
    model.enc.positions = torch.nn.Embedding.from_pretrained(model.enc.positions.weight[:MOST])
    length = torch.export.Dim("length", min=2, max=MOST)
    pieces = torch.ones(1, 9, dtype=torch.int64)
    write(Reader(model), {"pieces": pieces}, {"pieces": {1: length}}, ["vectors"], out / "claims.onnx")
    write(
        Together(model),
        {"pieces": pieces, "second": torch.zeros(1, 9), "around": torch.ones(1, 9)},
        {name: {1: length} for name in ("pieces", "second", "around")},
        ["scores"],
        out / "together.onnx",
    )
    share(out / "claims.onnx", out / "encoder.onnx")
    share(out / "together.onnx", out / "encoder.onnx", out / "claims.onnx")
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


def share(path: Path, *others: Path) -> None:
    """Replace what weights a model has in common with others by references to the same bytes in those."""
    model = onnx.load(path)
    there = {other.name: other.read_bytes() for other in others}
    for own in model.graph.initializer:
        found = {name: held.find(own.raw_data) for name, held in there.items() if len(own.raw_data) > SHARED}
        name = next((name for name, offset in found.items() if offset >= 0), None)
        if name:
            refer(own, name, found[name])
        elif own.name.endswith(PIECES):
            raise SystemExit(f"{path}: has other word embeddings than {others[0]}; export both from the same weights")
    path.write_bytes(model.SerializeToString())


def refer(own: onnx.TensorProto, name: str, offset: int) -> None:
    """Make a tensor a reference to the bytes at a place in a file."""
    told = {"location": name, "offset": offset, "length": len(own.raw_data)}
    own.ClearField("raw_data")
    own.data_location = onnx.TensorProto.EXTERNAL
    for key, value in told.items():
        own.external_data.add(key=key, value=str(value))


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, default=Path("build/claims.pt"))
    parser.add_argument("--out", type=Path, default=Path("kg/models/attribution"))
    args = parser.parse_args()
    export(args.weights, args.out)


if __name__ == "__main__":
    main()
