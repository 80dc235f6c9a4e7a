"""Fine-tune a small pretrained encoder to tell how two claims stand to each other, on invented claims in many wordings.

    python -m training.claims --weights build/claims.pt

Recipe: all-MiniLM-L6-v2, word embeddings frozen. It learns two things at once. Alone, claims
of one fact get vectors that lie near each other and far from those of other facts, of the same story too (supervised
contrastive loss, Khosla et al. 2020). Together, two claims of a story are told apart as the same, the same with another
figure, one denying the other, or neither; two thirds of the last kind are pairs that look most alike.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from training.attribution import WIDTH, Encoder, load_bert

EPOCHS, RATE, HEAD_RATE, WARM_UP = 2, 6e-5, 5e-4, 0.08
BATCH_PIECES, STORIES, TEMPERATURE = 2500, 4, 0.05
PAIRS, NEITHER = 60, 45  # of each story in an epoch; those of two facts among which the rest are drawn
WEIGHTS = (1.0, 1.5, 1.5, 1.0)  # figures and denials are rare
DATA = Path(__file__).parent / "wordings"

SAME, FIGURES, DENIED, APART = range(4)
Wording = tuple[str, str]  # the words, and whether they say the fact, with another figure, or deny it
Story = list[list[Wording]]  # facts, each in its wordings
Pair = tuple[int, int, int]  # numbers of two wordings of a story, and how they stand to each other


class Model(nn.Module):
    """Word pieces of one claim, or of two, to a vector and to scores of how the two stand."""

    def __init__(self, pretrained: Path) -> None:
        super().__init__()
        from safetensors.torch import load_file

        weights = load_file(pretrained / "model.safetensors")
        self.enc = Encoder(weights["embeddings.word_embeddings.weight"].shape[0])
        load_bert(self.enc, weights)
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


@dataclass(frozen=True)
class Example:
    """Two claims as word pieces, with their segments and how they stand to each other."""

    pieces: list[int]
    segments: list[int]
    relation: int


def read_stories(folder: Path) -> list[Story]:
    """The stories of all files of a folder, a line of JSON each."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [[list(wordings(fact)) for fact in json.loads(line)["facts"]] for line in lines]


def wordings(fact: dict[str, list[str]]) -> Iterator[Wording]:
    """The wordings of a fact with their kinds; those that deny it are each of a kind, as they need not agree."""
    yield from ((words, "say") for words in fact["say"])
    yield from ((words, "figures") for words in fact.get("figures", ()))
    yield from ((words, f"deny {number}") for number, words in enumerate(fact.get("deny", ())))


def pairs_of(story: Story, likeness: Tensor, rng: random.Random) -> list[Pair]:
    """Pairs of a story's wordings: all of one fact, and of two facts some that look most alike and some that do not."""
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

    def pieces(self, words: str) -> list[int]:
        """The word pieces of a claim."""
        return list(self.tokenizer.encode(" ".join(words.split())).ids[:LONGEST])

    def varied(self, words: str) -> str:
        """A claim's words, now and then without quotation marks or with a capital."""
        words = words.strip('“”"') if self.rng.random() < 0.3 else words
        return words[:1].upper() + words[1:] if self.rng.random() < 0.2 else words

    def batches(self, stories: Sequence[Story], likeness: Sequence[Tensor]) -> list[list[Example]]:
        """Pairs of all stories, those of like length together, in random order."""
        examples = []
        for story, alike in zip(stories, likeness, strict=True):
            words = [words for fact in story for words, _ in fact]
            pairs = pairs_of(story, alike, self.rng)
            for a, b, relation in self.rng.sample(pairs, min(PAIRS, len(pairs))):
                first, second = self.rng.sample([a, b], 2)
                one, other = self.pieces(self.varied(words[first])), self.pieces(self.varied(words[second]))[1:]
                examples.append(Example(one + other, [0] * len(one) + [1] * len(other), relation))
        examples.sort(key=lambda example: len(example.pieces) + self.rng.random() * 6)
        groups: list[list[Example]] = [[]]
        for example in examples:
            if groups[-1] and len(example.pieces) * (len(groups[-1]) + 1) > BATCH_PIECES:
                groups.append([])
            groups[-1].append(example)
        self.rng.shuffle(groups)
        return groups

    def together(self, batch: Sequence[Example]) -> Tensor:
        """The loss of telling how two claims stand to each other."""
        mask = pad([[1] * len(example.pieces) for example in batch]).bool()
        with torch.autocast("cpu", torch.bfloat16):
            _, scores = self.model(
                pad([example.pieces for example in batch]), pad([example.segments for example in batch]), mask
            )
        wanted = torch.tensor([example.relation for example in batch])
        return F.cross_entropy(scores.float(), wanted, weight=torch.tensor(WEIGHTS))

    def alone(self, stories: Sequence[Story]) -> Tensor:
        """The loss of vectors that lie near those of other facts; one fact's are near, also with another figure or denied."""
        texts = [(number, words) for number, fact in enumerate(chain.from_iterable(stories)) for words, _ in fact]
        near = F.normalize(self.vectors([self.varied(words) for _, words in texts]), dim=-1)
        facts = torch.tensor([number for number, _ in texts])
        itself = torch.eye(len(texts), dtype=torch.bool)
        same = (facts[:, None] == facts[None]) & ~itself
        chances = (near @ near.T / TEMPERATURE).masked_fill(itself, -1e4).log_softmax(1)
        some = same.any(1)
        return -((chances * same).sum(1)[some] / same.sum(1)[some]).mean()

    def vectors(self, texts: Sequence[str]) -> Tensor:
        """The vectors of claims read alone."""
        rows = [self.pieces(text) for text in texts]
        with torch.autocast("cpu", torch.bfloat16):
            vectors, _ = self.model(
                pad(rows), pad([[0] * len(row) for row in rows]), pad([[1] * len(row) for row in rows]).bool()
            )
        return vectors.float()  # type: ignore[no-any-return]

    def train(self, stories: Sequence[Story], epochs: int, keep: Path) -> None:
        """Train, and save the weights after every epoch to `keep`."""
        with torch.no_grad():
            self.model.eval()
            vectors = [F.normalize(self.vectors([w for fact in story for w, _ in fact]), dim=-1) for story in stories]
        likeness = [rows @ rows.T for rows in vectors]
        heads = [p for name, p in self.model.named_parameters() if not name.startswith("enc.")]
        body = [p for name, p in self.model.named_parameters() if name.startswith("enc.") and p.requires_grad]
        rates = [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
        optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
        steps = epochs * len(self.batches(stories, likeness))
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min((step + 1) / (WARM_UP * steps), max(0.0, 1 - step / steps))
        )
        for epoch in range(1, epochs + 1):
            self.model.train()
            batches = self.batches(stories, likeness)
            order = self.rng.sample(list(stories), len(stories))
            groups = [order[at : at + STORIES] for at in range(0, len(order), STORIES)]
            start, total = time.monotonic(), 0.0
            for number, batch in enumerate(batches):
                loss = self.together(batch)
                for group in groups[number * len(groups) // len(batches) : (number + 1) * len(groups) // len(batches)]:
                    loss = loss + self.alone(group)
                optimizer.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                total += loss.item()
            torch.save(self.model.state_dict(), keep)
            print(f"epoch {epoch} loss {total / len(batches):.3f} {time.monotonic() - start:.0f} s", flush=True)


def main() -> None:
    """Train and keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, default=Path("build/claims.pt"))
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.weights.parent.mkdir(parents=True, exist_ok=True)
    stories = read_stories(DATA)
    print(json.dumps({"stories": len(stories), "wordings": sum(len(fact) for story in stories for fact in story)}))
    trainer = Trainer(Model(pretrained_folder()), load_tokenizer(pretrained_folder()), args.seed)
    trainer.train(stories, args.epochs, args.weights)


if __name__ == "__main__":
    main()
