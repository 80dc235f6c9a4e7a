"""Choose the decoding of the attribution model on PolNeAR dev, and write it to `settings.json`.

python -m training.tune_attribution --corpora ../shared/corpora --model kg/models/attribution
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from kg.attribute.confidence import Calibration, signs_of
from kg.attribute.decode import Decoding, Scores, find_arguments, find_cues, in_cue, softmax
from kg.attribute.encoder import Encoder, load_encoder
from kg.attribute.words import Words, words_of
from training.calibration import Numbers, error_elsewhere, fitted
from training.polnear import Document, Gold, GoldAttribution, load

GRID = {
    "floor": (0.2, 0.25, 0.3),  # above, F1 gains two tenths of a point while whole claims are lost
    "cue": (0.3, 0.4),  # above, F1 gains a tenth of a point while whole claims are lost, such as declined comments
    "extend": (0.2, 0.3, 0.4),
    "begin": (0.5, 0.7),
    "switch": (0.25, 0.5, 1.0, 1.5, 2.5, 4.0),
    "source_bias": (-0.5, 0.0, 0.5, 1.0, 1.5, 2.0),
    "content_bias": (-0.5, 0.0, 0.5, 1.0),
}


@dataclass(frozen=True)
class Scored:
    """A paragraph, of the article with this number, with the encoder's scores; roles are computed once per cue."""

    article: int
    gold: Gold
    words: Words
    states: Scores
    cues: Scores
    roles: dict[tuple[int, ...], Scores]


@dataclass(frozen=True)
class Guess:
    """An attribution read off the scores, with what tells how sure it is."""

    attribution: GoldAttribution
    signs: tuple[float, ...]


def tune(scored: list[Scored], encoder: Encoder, calibration: Calibration) -> tuple[Decoding, float]:
    """Search one setting at a time, twice over; give the best and its figure.

    The figure is the mean of loose and strict F1: the loose one alone does not mind contents with holes in them.
    """
    best, top = Decoding(), figure(scored, Decoding(), encoder, calibration)
    for name, setting in [(name, value) for _ in range(2) for name, values in GRID.items() for value in values]:
        trial = replace(best, **{name: setting})
        if (value := figure(scored, trial, encoder, calibration)) > top:
            best, top = trial, value
    return best, top


def score(documents: list[Document], encoder: Encoder) -> Iterator[Scored]:
    """Run the encoder over the paragraphs of articles."""
    for number, document in enumerate(documents):
        texts = [words_of(gold.text) for gold in document.paragraphs]
        for gold, words, ((_, states, cues), *_) in zip(document.paragraphs, texts, encoder.read(texts), strict=True):
            yield Scored(number, gold, words, states, cues, {})


def figure(scored: list[Scored], how: Decoding, encoder: Encoder, calibration: Calibration) -> float:
    """Mean of loose and strict attribution F1, greedily matched."""
    right, found, wanted = [0, 0], 0, 0
    for one in scored:
        sure = (guess for guess in decode(one, how, encoder) if calibration.confidence(guess.signs) >= how.floor)
        guesses = [guess.attribution for guess in sure]
        found, wanted = found + len(guesses), wanted + len(one.gold.attributions)
        for strict in (0, 1):
            left = list(one.gold.attributions)
            for guess in guesses:
                match = next((gold for gold in left if same(gold, guess, one.words, bool(strict))), None)
                if match:
                    left.remove(match)
                    right[strict] += 1
    return sum(right) / (found + wanted)


def decode(one: Scored, how: Decoding, encoder: Encoder) -> Iterator[Guess]:
    """Read attributions off the scores, sure or not."""
    chances = softmax(one.cues)
    for cue in find_cues(chances, how):
        key = tuple(cue)
        if key not in one.roles:
            one.roles[key] = encoder.roles(one.states, [cue])[0]
        source, content = find_arguments(one.roles[key], cue, how)
        if content:
            signs = signs_of(in_cue(chances), one.roles[key], cue, source, content)
            yield Guess(GoldAttribution(tuple(source), key, tuple(content)), signs)


def judged(scored: list[Scored], how: Decoding, encoder: Encoder) -> tuple[Numbers, Numbers, Numbers]:
    """For each attribution found: what tells how sure it is, whether it is right (1 or 0), its article's number."""
    signs, right, article = [], [], []
    for one in scored:
        for guess in decode(one, how, encoder):
            signs.append(guess.signs)
            right.append(any(same(gold, guess.attribution, one.words, strict=False) for gold in one.gold.attributions))
            article.append(one.article)
    return np.array(signs), np.array(right, float), np.array(article, float)


def same(gold: GoldAttribution, guess: GoldAttribution, words: Words, strict: bool) -> bool:
    """Whether a guess counts: any word of source and cue and half of the content; strictly half and four fifths."""
    if not set(gold.cue) & set(guess.cue):
        return False
    proper = {i for i, text in enumerate(words.texts) if any(map(str.isalnum, text))}
    source = shared(set(gold.source) & proper, set(guess.source) & proper)
    content = shared(set(gold.content) & proper, set(guess.content) & proper)
    return source >= 0.5 and content >= 0.8 if strict else source > 0 and content >= 0.5


def shared(one: set[int], other: set[int]) -> float:
    """The words that two sets share, as a part of those that either has; two empty ones are alike."""
    return len(one & other) / len(one | other) if one | other else 1.0


def main() -> None:
    """Tune from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--model", type=Path, default=Path("kg/models/attribution"))
    args = parser.parse_args()
    settings = args.model / "settings.json"
    write_settings(settings, Decoding(), Calibration())
    encoder = load_encoder(args.model)
    scored = list(score(load(args.corpora / "polnear" / "dev.tar.gz"), encoder))
    lenient, right, _ = judged(scored, Decoding(cue=min(GRID["cue"])), encoder)
    how, best = tune(scored, encoder, fitted(lenient, right))
    signs, right, article = judged(scored, how, encoder)
    write_settings(settings, how, fitted(signs, right))
    print(f"mean of loose and strict F1 on dev {100 * best:.1f} with {how}")
    print(f"calibration error {error_elsewhere(signs, right, article):.3f} on articles that it was not fitted to")


def write_settings(path: Path, how: Decoding, calibration: Calibration) -> None:
    """Write what goes with the model."""
    settings = {"decoding": asdict(how), "calibration": asdict(calibration)}
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
