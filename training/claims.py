"""Fine-tune a small pretrained encoder to tell how two claims stand to each other, on invented claims in many wordings.

    python -m training.claims --weights build/claims.pt

Recipe: all-MiniLM-L6-v2, word embeddings frozen, reads each claim to the mean of its states. Two things are learnt at
once. Wordings of one fact get vectors that lie near each other and far from those of other facts, of the same story too
(supervised contrastive loss, Khosla et al. 2020). And a small head tells from two vectors whether the claims say the
same, the same with another figure, deny one another, or neither (after Conneau et al. 2017, InferSent); two thirds of
the last kind are pairs that look most alike.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from kg.compare.encoder import LONGEST
from training.attribution import WIDTH, Encoder, load_bert, load_tokenizer, pad, pretrained_folder

EPOCHS, RATE, HEAD_RATE, WARM_UP = 3, 6e-5, 5e-4, 0.1
STORIES, TOGETHER = 5, 40  # in a step; claims of like length that are read together
TEMPERATURE, LENGTH = 0.05, 8.0  # of the contrastive loss; of a vector that the head reads
NEITHER = 60  # pairs of two facts, of each story and epoch
WEIGHTS = (1.0, 2.0, 2.0, 1.0)  # figures and denials are rare
DATA = Path(__file__).parent / "wordings"

SAME, FIGURES, DENIED, APART = range(4)
Wording = tuple[str, str]  # the words, and whether they say the fact, with another figure, or deny it
Story = list[list[Wording]]  # facts, each in its wordings
Pair = tuple[int, int, int]  # numbers of two wordings of a story, and how they stand to each other


class Model(nn.Module):
    """Word pieces of a claim to a vector, and two vectors to scores of how the claims stand."""

    def __init__(self, pretrained: Path) -> None:
        super().__init__()
        from safetensors.torch import load_file

        weights = load_file(pretrained / "model.safetensors")
        self.enc = Encoder(weights["embeddings.word_embeddings.weight"].shape[0])
        load_bert(self.enc, weights)
        self.enc.pieces.weight.requires_grad_(False)
        self.head = nn.Sequential(nn.Linear(2 * WIDTH, 128), nn.GELU(), nn.Dropout(0.1), nn.Linear(128, 4))

    def forward(self, pieces: Tensor, mask: Tensor | None = None) -> Tensor:
        """Read pieces (batch x length) to vectors."""
        states = self.enc.pieces(pieces) + self.enc.positions.weight[: pieces.shape[1]] + self.enc.kind
        states = self.enc.dropout(self.enc.norm(states))
        for layer in self.enc.layers:
            states = layer(states, mask)
        if mask is None:
            return states.mean(1)  # type: ignore[no-any-return]
        weight = mask[:, :, None].to(states.dtype)
        return (states * weight).sum(1) / weight.sum(1)  # type: ignore[no-any-return]

    def pair(self, ones: Tensor, others: Tensor) -> Tensor:
        """Score how claims stand to each other, from their vectors (pairs x width)."""
        one, other = F.normalize(ones, dim=-1) * LENGTH, F.normalize(others, dim=-1) * LENGTH
        return self.head(torch.cat([(one - other).abs(), one * other], -1))  # type: ignore[no-any-return]


def read_stories(folder: Path) -> list[Story]:
    """The stories of all files of a folder, a line of JSON each."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [[list(wordings(fact)) for fact in json.loads(line)["facts"]] for line in lines]


def wordings(fact: dict[str, list[str]]) -> Iterator[Wording]:
    """The wordings of a fact with their kinds."""
    for kind in ("say", "figures", "deny"):
        yield from ((words, kind) for words in fact.get(kind, ()))


def pairs_of(story: Story, likeness: Tensor, rng: random.Random) -> list[Pair]:
    """Pairs of a story's wordings: those of one fact, and of two facts some that look most alike and some others.

    Two that have another figure, or deny the same, need not agree; so they make no pair.
    """
    items = [(number, kind) for number, fact in enumerate(story) for _, kind in fact]
    found: list[Pair] = []
    apart: list[Pair] = []
    for (a, (fact, kind)), (b, (other, other_kind)) in combinations(enumerate(items), 2):
        kinds = {kind, other_kind}
        if fact != other:
            apart.append((a, b, APART))
        elif kinds == {"say"}:
            found.append((a, b, SAME))
        elif "say" in kinds:
            found.append((a, b, FIGURES if "figures" in kinds else DENIED))
    apart.sort(key=lambda pair: -float(likeness[pair[0], pair[1]]))
    near = rng.sample(apart[: len(apart) // 3], min(NEITHER * 2 // 3, len(apart) // 3))
    return [*found, *near, *rng.sample(apart, min(NEITHER // 3, len(apart)))]


class Trainer:
    """A model while it learns."""

    def __init__(self, model: Model, tokenizer: Tokenizer, seed: int) -> None:
        torch.manual_seed(seed)
        self.model, self.tokenizer, self.rng = model, tokenizer, random.Random(seed)

    def vectors(self, texts: Sequence[str]) -> Tensor:
        """The vectors of claims, those of like length read together."""
        rows = [list(self.tokenizer.encode(" ".join(text.split())).ids[:LONGEST]) for text in texts]
        order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
        found = []
        for at in range(0, len(order), TOGETHER):
            some = [rows[number] for number in order[at : at + TOGETHER]]
            with torch.autocast("cpu", torch.bfloat16):
                found.append(self.model(pad(some), pad([[1] * len(row) for row in some]).bool()).float())
        back = torch.empty(len(rows), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(rows))
        return torch.cat(found)[back]

    def varied(self, words: str) -> str:
        """A claim's words, now and then without quotation marks or with a capital."""
        words = words.strip('“”"') if self.rng.random() < 0.3 else words
        return words[:1].upper() + words[1:] if self.rng.random() < 0.2 else words

    def loss(self, stories: Sequence[Story], likeness: Sequence[Tensor]) -> Tensor:
        """What is to be learnt of some stories."""
        facts, words, pairs = list[int](), list[str](), list[Pair]()
        for number, (story, alike) in enumerate(zip(stories, likeness, strict=True)):
            pairs += [(a + len(words), b + len(words), kind) for a, b, kind in pairs_of(story, alike, self.rng)]
            for fact, told in enumerate(story):
                words += [self.varied(one) for one, _ in told]
                facts += [number * 1000 + fact] * len(told)
        vectors = self.vectors(words)
        ones, others, kinds = torch.tensor(pairs).unbind(1)
        told_apart = F.cross_entropy(self.model.pair(vectors[ones], vectors[others]), kinds, torch.tensor(WEIGHTS))
        return contrast(vectors, torch.tensor(facts)) + told_apart

    def train(self, stories: Sequence[Story], epochs: int, keep: Path) -> None:
        """Train, and save the weights after every epoch to `keep`."""
        self.model.eval()
        with torch.no_grad():
            vectors = [F.normalize(self.vectors([w for fact in story for w, _ in fact]), dim=-1) for story in stories]
        likeness = [rows @ rows.T for rows in vectors]
        heads = list(self.model.head.parameters())
        body = [parameter for parameter in self.model.enc.parameters() if parameter.requires_grad]
        rates = [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
        optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
        steps = epochs * -(-len(stories) // STORIES)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min((step + 1) / (WARM_UP * steps), max(0.0, 1 - step / steps))
        )
        for epoch in range(1, epochs + 1):
            self.model.train()
            order = self.rng.sample(range(len(stories)), len(stories))
            start, total = time.monotonic(), 0.0
            for at in range(0, len(order), STORIES):
                some = order[at : at + STORIES]
                loss = self.loss([stories[number] for number in some], [likeness[number] for number in some])
                optimizer.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                total += loss.item() * len(some) / len(order)
            torch.save(self.model.state_dict(), keep)
            print(f"epoch {epoch} loss {total:.3f} {time.monotonic() - start:.0f} s", flush=True)


def contrast(vectors: Tensor, facts: Tensor) -> Tensor:
    """The loss of vectors that do not lie nearer to those of their own fact than to all others."""
    near = F.normalize(vectors, dim=-1)
    itself = torch.eye(len(facts), dtype=torch.bool)
    same = (facts[:, None] == facts[None]) & ~itself
    chances = (near @ near.T / TEMPERATURE).masked_fill(itself, -1e4).log_softmax(1)
    some = same.any(1)
    return -((chances * same).sum(1)[some] / same.sum(1)[some]).mean()


def main() -> None:
    """Train and keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, default=Path("build/claims.pt"))
    parser.add_argument("--start", type=Path, help="weights of an earlier training to go on from")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.weights.parent.mkdir(parents=True, exist_ok=True)
    stories = read_stories(DATA)
    print(json.dumps({"stories": len(stories), "wordings": sum(len(fact) for story in stories for fact in story)}))
    model = Model(pretrained_folder())
    if args.start:
        model.load_state_dict(torch.load(args.start))
    Trainer(model, load_tokenizer(pretrained_folder()), args.seed).train(stories, args.epochs, args.weights)


if __name__ == "__main__":
    main()
