"""Write the trained attribution model as int8 ONNX.

python -m training.export_attribution --weights build/attribution.pt --out kg/models/attribution
"""

import argparse
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.attribution import WIDTH, Model, load_tokenizer, pretrained_folder


def export(weights: Path, out: Path) -> None:
    """Export both parts and the tokenizer to the folder `out`."""
    torch.backends.mha.set_fastpath_enabled(False)
    model = Model(pretrained_folder())
    model.load_state_dict(torch.load(weights))
    model.eval()
    out.mkdir(parents=True, exist_ok=True)
    numbers = torch.ones(3, 9, dtype=torch.int64)
    text, piece, word, cue = (torch.export.Dim(name, min=2, max=512) for name in ("text", "piece", "word", "cue"))
    write(
        model.encoder,
        # a tensor of its own for each: inputs that share one would be exported as one input
        {
            "pieces": numbers,
            "shapes": numbers.clone(),
            "quoted": numbers.clone(),
            "first": numbers[:, :7].clone(),
        },
        {
            **{name: {0: text, 1: piece} for name in ("pieces", "shapes", "quoted")},
            "first": {0: text, 1: word},
        },
        ["words", "cues"],
        out / "encoder.onnx",
    )
    write(
        model.arguments,
        {"words": torch.zeros(1, 9, WIDTH), "cue": torch.ones(3, 9, dtype=torch.int64)},
        {"words": {1: word}, "cue": {0: cue, 1: word}},
        ["roles"],
        out / "arguments.onnx",
    )
    load_tokenizer(pretrained_folder()).save(str(out / "tokenizer.json"), pretty=False)


def write(
    part: torch.nn.Module, inputs: dict[str, torch.Tensor], axes: dict[str, object], outputs: list[str], path: Path
) -> None:
    """Export one part in fp32 and quantise its weights to int8 (activations dynamically)."""
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            part,
            kwargs=inputs,
            f=str(full),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_shapes={**axes},
            dynamo=True,
            external_data=False,
            opset_version=20,
        )
        onnx.checker.check_model(str(full))
        # reduce_range keeps 8-bit kernels from saturating on CPUs without VNNI (onnxruntime's documentation)
        quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, default=Path("build/attribution.pt"))
    parser.add_argument("--out", type=Path, default=Path("kg/models/attribution"))
    args = parser.parse_args()
    export(args.weights, args.out)


if __name__ == "__main__":
    main()
