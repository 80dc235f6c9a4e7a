"""Fine-tune a small pretrained encoder to tell how two claims stand to each other, on invented claims and stories.

    python -m training.claims --weights build/claims.pt

Recipe: all-MiniLM-L6-v2, word embeddings frozen. The same layers read a claim alone, to the mean of its states, and two
claims together. Three things are learnt at once. Claims that have to do with each other get vectors that lie nearer
each other than to all others of their stories (supervised contrastive loss, Khosla et al. 2020). A small head tells
from two vectors how the claims stand: whether they say the same, the same with another figure, deny one another, or
neither (after Conneau et al. 2017, InferSent). And another head tells it from both read together (Devlin et al. 2019),
with the words around each, which an embedding of their own marks; often fewer of them than there are, or none.
Two thirds of the pairs that have nothing to do with each other are those that look most alike.

First it learns from claims in many wordings, then from the claims of whole stories and from small sets of claims that
look alike but are not, and some of the wordings again.
"""

import argparse
import json
import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from kg.compare.encoder import LONGEST, Passage, Pieces, cut, row_of
from kg.compare.weighing import passage
from training.attribution import WIDTH, Encoder, load_bert, load_tokenizer, pad, pretrained_folder
from training.stories import read_told

WORDINGS, STORIES, CONTRASTS = (Path(__file__).parent / name for name in ("wordings", "stories", "contrasts"))
EPOCHS, STORY_EPOCHS, RATE, HEAD_RATE, WARM_UP = 3, 5, 8e-5, 5e-4, 0.1
TOGETHER, IN_A_STEP = 40, 3  # claims of like length that are read together; stories in a step
BATCH_PIECES = 2048  # word pieces of pairs of claims that are read together
AGAIN = 0.4  # stories of wordings that are learnt again beside each story with gold
WITHOUT, WITH_FEW = 0.15, 0.25  # share of claims read without the words around them, and with only some of those
TEMPERATURE, LENGTH = 0.05, 8.0  # of the contrastive loss; of a vector that the head reads
RELATED, OTHERS = 30, 30  # pairs of each story and step, at most: that stand in a relation, and that do not
WEIGHTS = (1.0, 2.0, 2.0, 1.0, 2.0)  # what differs is rare

SAME, FIGURES, DENIED, APART, MEASURE = range(5)
NOT_KNOWN = -1
KINDS = {"same": SAME, "figures": FIGURES, "denied": DENIED, "measure": MEASURE}
Pair = tuple[int, int, int]  # numbers of two claims of a story, and how they stand to each other


@dataclass(frozen=True)
class Story:
    """Claims, and how some of them stand to each other, by their numbers, the lower first; all others do not.

    `related` is by what their contents say, `meant` by whether they are said or denied, too.
    """

    claims: Sequence[Passage]
    related: Mapping[tuple[int, int], int]
    meant: Mapping[tuple[int, int], int]


class Model(nn.Module):
    """Word pieces of a claim to a vector, two vectors to scores of how the claims stand, or both claims to such."""

    def __init__(self, pretrained: Path) -> None:
        super().__init__()
        from safetensors.torch import load_file

        weights = load_file(pretrained / "model.safetensors")
        self.enc = Encoder(weights["embeddings.word_embeddings.weight"].shape[0])
        load_bert(self.enc, weights)
        self.enc.pieces.weight.requires_grad_(False)
        kinds = weights["embeddings.token_type_embeddings.weight"]
        self.second, self.around = nn.Parameter(kinds[1] - kinds[0]), nn.Parameter(torch.zeros(WIDTH))
        self.head = nn.Sequential(nn.Linear(2 * WIDTH, 128), nn.GELU(), nn.Dropout(0.1), nn.Linear(128, 5))
        self.together = nn.Sequential(nn.Linear(WIDTH, 128), nn.GELU(), nn.Dropout(0.1), nn.Linear(128, 5))

    def states(
        self, pieces: Tensor, second: Tensor | None, around: Tensor | None, mask: Tensor | None, of: int | None = None
    ) -> Tensor:
        """Read pieces (batch x length) to states, all or the first `of`; `second` and `around` are those of a `Row`."""
        states = self.enc.pieces(pieces) + self.enc.positions.weight[: pieces.shape[1]] + self.enc.kind
        if second is not None and around is not None:
            states = states + second[:, :, None] * self.second + around[:, :, None] * self.around
        states = self.enc.dropout(self.enc.norm(states))
        *layers, last = self.enc.layers
        for layer in layers:
            states = layer(states, mask)
        return last(states, mask, of)  # type: ignore[no-any-return]

    def forward(self, pieces: Tensor, mask: Tensor | None = None) -> Tensor:
        """Read claims, each alone, to vectors."""
        states = self.states(pieces, None, None, mask)
        if mask is None:
            return states.mean(1)
        weight = mask[:, :, None].to(states.dtype)
        return (states * weight).sum(1) / weight.sum(1)

    def pair(self, ones: Tensor, others: Tensor) -> Tensor:
        """Score how claims stand to each other, from their vectors (pairs x width)."""
        one, other = F.normalize(ones, dim=-1) * LENGTH, F.normalize(others, dim=-1) * LENGTH
        return self.head(torch.cat([(one - other).abs(), one * other], -1))  # type: ignore[no-any-return]

    def read(self, pieces: Tensor, second: Tensor, around: Tensor, mask: Tensor | None = None) -> Tensor:
        """Score how two claims stand that are read together."""
        return self.together(self.states(pieces, second, around, mask, 1)[:, 0])  # type: ignore[no-any-return]


def lines_of(folder: Path) -> Iterator[Any]:
    """What stands in the lines of JSON of all files of a folder."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def read_wordings(folder: Path) -> Iterator[Story]:
    """The stories of all files of a folder, a line of JSON each, of facts in many wordings.

    Two wordings of one fact that have another figure, or deny it, need not agree with each other.
    """
    for told_of in lines_of(folder):
        facts = told_of["facts"]
        kinds = ("say", "figures", "deny")
        told = [(words, n, kind) for n, fact in enumerate(facts) for kind in kinds for words in fact.get(kind, ())]
        related = {
            (a, b): stands({kind, other_kind})
            for (a, (_, fact, kind)), (b, (_, other_fact, other_kind)) in combinations(enumerate(told), 2)
            if fact == other_fact
        }
        yield Story([Passage(words) for words, _, _ in told], related, related)


def stands(kinds: set[str]) -> int:
    """How two wordings of one fact stand to each other, by what each of them is."""
    if "say" not in kinds:
        return NOT_KNOWN
    return SAME if kinds == {"say"} else FIGURES if "figures" in kinds else DENIED


def read_stories(folder: Path) -> Iterator[Story]:
    """The stories with gold of a folder, with the claims that the program reads in them."""
    for told in read_told(folder):
        meant = {pair: KINDS[kind] for pair, kind in told.relations.items()}
        yield story_of([passage(claim) for claim in told.claims], [claim.is_denial for claim in told.claims], meant)


def read_contrasts(folder: Path) -> Iterator[Story]:
    """The sets of all files of a folder, a line of JSON each: claims that say the same, differ, or only look alike."""
    for told in lines_of(folder):
        meant = {(min(pair), max(pair)): KINDS[kind] for *pair, kind in told["differ"]}
        meant |= {pair: SAME for group in told["same"] for pair in combinations(sorted(group), 2)}
        claims = [Passage(claim["text"], claim["before"], claim["after"]) for claim in told["claims"]]
        yield story_of(claims, [claim.get("denial", False) for claim in told["claims"]], meant)


def story_of(claims: Sequence[Passage], denials: Sequence[bool], meant: Mapping[tuple[int, int], int]) -> Story:
    """A story of claims of which some are denied by the words around them.

    By its content alone, a denial of what another claim asserts says the same, and one of the opposite denies it.
    """
    flipped = {SAME: DENIED, DENIED: SAME}
    related = {(a, b): flipped.get(kind, kind) if denials[a] != denials[b] else kind for (a, b), kind in meant.items()}
    return Story(claims, related, meant)


class Trainer:
    """A model while it learns."""

    def __init__(self, model: Model, tokenizer: Tokenizer, seed: int) -> None:
        torch.manual_seed(seed)
        self.model, self.tokenizer, self.rng = model, tokenizer, random.Random(seed)

    def pieces(self, text: str) -> list[int]:
        """The word pieces of a claim."""
        return list(self.tokenizer.encode(" ".join(text.split())).ids[:LONGEST])

    def vectors(self, texts: Sequence[str]) -> Tensor:
        """The vectors of claims, those of like length read together."""
        rows = [self.pieces(text) for text in texts]
        order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
        found = []
        for at in range(0, len(order), TOGETHER):
            some = [rows[number] for number in order[at : at + TOGETHER]]
            with torch.autocast("cpu", torch.bfloat16):
                found.append(self.model(pad(some), pad([[1] * len(row) for row in some]).bool()).float())
        back = torch.empty(len(rows), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(rows))
        return torch.cat(found)[back]

    def likeness(self, stories: Iterable[Story]) -> list[Tensor]:
        """How alike the claims of each story are, before anything is learnt of them."""
        self.model.eval()
        with torch.no_grad():
            claims = ([claim.text for claim in story.claims] for story in stories)
            vectors = [F.normalize(self.vectors(texts), dim=-1) for texts in claims]
        return [rows @ rows.T for rows in vectors]

    def varied(self, words: str) -> str:
        """A claim's words, now and then without quotation marks or with a capital."""
        words = words.strip('“”"') if self.rng.random() < 0.3 else words
        return words[:1].upper() + words[1:] if self.rng.random() < 0.2 else words

    def passage(self, claim: Passage) -> Pieces:
        """The pieces of a claim and of the words around it, of which it is not to need any."""
        before, text, after = cut(claim._replace(text=self.varied(claim.text)), self.tokenizer)
        left = self.rng.random()
        if left < WITHOUT:
            return Pieces([], text, [])
        if left < WITHOUT + WITH_FEW:
            most = self.rng.randint(0, len(before))
            return Pieces(before[len(before) - most :], text, after[: self.rng.randint(0, len(after))])
        return Pieces(before, text, after)

    def pairs_of(self, story: Story, likeness: Tensor) -> list[Pair]:
        """Pairs of a story's claims: some that stand in a relation, and of the others some that look most alike."""
        related = [(a, b, kind) for (a, b), kind in story.related.items() if kind != NOT_KNOWN]
        apart = [(*pair, APART) for pair in combinations(range(len(story.claims)), 2) if pair not in story.related]
        apart.sort(key=lambda pair: -float(likeness[pair[0], pair[1]]))
        near = apart[: len(apart) // 6]
        return [
            *self.rng.sample(related, min(RELATED, len(related))),
            *self.rng.sample(near, min(OTHERS * 2 // 3, len(near))),
            *self.rng.sample(apart, min(OTHERS // 3, len(apart))),
        ]

    def learn(self, stories: Sequence[Story], likeness: Sequence[Tensor]) -> float:
        """Add to the gradients what is to be learnt of some stories; the loss."""
        claims, related = list[Passage](), list[tuple[int, int]]()
        pairs, meant = list[Pair](), list[Pair]()
        for story, alike in zip(stories, likeness, strict=True):
            start, chosen = len(claims), self.pairs_of(story, alike)
            pairs += [(a + start, b + start, kind) for a, b, kind in chosen]
            meant += [(a + start, b + start, story.meant.get((a, b), APART)) for a, b, _ in chosen]
            related += [(a + start, b + start) for a, b in story.related]
            claims += story.claims
        vectors = self.vectors([self.varied(claim.text) for claim in claims])
        ones, others, kinds = torch.tensor(pairs).unbind(1)
        told_apart = F.cross_entropy(self.model.pair(vectors[ones], vectors[others]), kinds, torch.tensor(WEIGHTS))
        loss = contrast(vectors, related) + told_apart
        loss.backward()  # type: ignore[no-untyped-call]
        return loss.item() + self.learn_together(claims, meant)

    def learn_together(self, claims: Sequence[Passage], pairs: Sequence[Pair]) -> float:
        """Add to the gradients what is to be learnt of pairs that are read together, either of them first; the loss."""
        rows = []
        for a, b, kind in pairs:
            one, other = (a, b) if self.rng.random() < 0.5 else (b, a)
            rows.append((*row_of(self.passage(claims[one]), self.passage(claims[other])), kind))
        rows.sort(key=lambda row: len(row[0]))
        total, at = 0.0, 0
        while at < len(rows):
            end = at + 1
            while end < len(rows) and len(rows[end][0]) * (end + 1 - at) <= BATCH_PIECES:
                end += 1
            pieces, second, around, kinds = (list(column) for column in zip(*rows[at:end], strict=True))
            mask = pad([[1] * len(row) for row in pieces]).bool()
            with torch.autocast("cpu", torch.bfloat16):
                scores = self.model.read(pad(pieces), pad(second), pad(around), mask)
            loss = F.cross_entropy(scores.float(), torch.tensor(kinds), torch.tensor(WEIGHTS), reduction="sum")
            (loss / len(rows)).backward()  # type: ignore[no-untyped-call]
            total, at = total + loss.item() / len(rows), end
        return total

    def train(self, stories: Sequence[Story], again: Sequence[Story], epochs: int, keep: Path) -> None:
        """Learn from stories, in each epoch with some others `again`; save the weights after each epoch to `keep`."""
        likeness = dict(zip(range(len(stories) + len(again)), self.likeness([*stories, *again]), strict=True))
        every = [*stories, *again]
        more = min(len(again), int(AGAIN * len(stories)))
        body = [one for one in (*self.model.enc.parameters(), self.model.second) if one.requires_grad]
        new = [self.model.around, *self.model.head.parameters(), *self.model.together.parameters()]
        rates = [{"params": body, "lr": RATE}, {"params": new, "lr": HEAD_RATE}]
        optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
        steps = epochs * -(-(len(stories) + more) // IN_A_STEP)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min((step + 1) / (WARM_UP * steps), max(0.0, 1 - step / steps))
        )
        for epoch in range(1, epochs + 1):
            self.model.train()
            order = [*range(len(stories)), *self.rng.sample(range(len(stories), len(every)), more)]
            self.rng.shuffle(order)
            start, total = time.monotonic(), 0.0
            for at in range(0, len(order), IN_A_STEP):
                some = order[at : at + IN_A_STEP]
                optimizer.zero_grad()
                total += self.learn([every[n] for n in some], [likeness[n] for n in some]) * len(some) / len(order)
                nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
                optimizer.step()
                schedule.step()
            torch.save(self.model.state_dict(), keep)
            print(f"epoch {epoch} loss {total:.3f} {time.monotonic() - start:.0f} s", flush=True)


def contrast(vectors: Tensor, related: Iterable[tuple[int, int]]) -> Tensor:
    """The loss of vectors that do not lie nearer to those of claims that are related to theirs than to all others."""
    near = F.normalize(vectors, dim=-1)
    alike = torch.zeros(len(vectors), len(vectors), dtype=torch.bool)
    for a, b in related:
        alike[a, b] = alike[b, a] = True
    chances = (near @ near.T / TEMPERATURE).masked_fill(torch.eye(len(vectors), dtype=torch.bool), -1e4).log_softmax(1)
    some = alike.any(1)
    return -((chances * alike).sum(1)[some] / alike.sum(1)[some]).mean()


def main() -> None:
    """Train and keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, default=Path("build/claims.pt"))
    parser.add_argument("--start", type=Path, help="weights after the wordings, to go on from")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.weights.parent.mkdir(parents=True, exist_ok=True)
    wordings, stories, contrasts = (
        list(read(folder))
        for read, folder in ((read_wordings, WORDINGS), (read_stories, STORIES), (read_contrasts, CONTRASTS))
    )
    print(json.dumps({"wordings": len(wordings), "stories": len(stories), "contrasts": len(contrasts)}), flush=True)
    model = Model(pretrained_folder())
    trainer = Trainer(model, load_tokenizer(pretrained_folder()), args.seed)
    if args.start:
        model.load_state_dict(torch.load(args.start))
    else:
        trainer.train(wordings, [], EPOCHS, args.weights)
    trainer.train([*stories, *contrasts], wordings, STORY_EPOCHS, args.weights)


if __name__ == "__main__":
    main()
