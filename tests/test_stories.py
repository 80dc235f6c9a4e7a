"""The gold of the invented stories holds together: evidence, names, groups, and what differs."""

import json
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

FOLDERS = (*sorted((ROOT / "benchmarks" / "stories").iterdir()), ROOT / "training" / "stories")
GOLD = sorted(chain.from_iterable((folder / "gold").glob("*.json") for folder in FOLDERS if folder.is_dir()))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_gold(path: Path) -> None:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    folder = path.parent.parent
    files = {article["file"] for article in gold["articles"]}
    assert files == {f"{path.stem}/{file.name}" for file in (folder / path.stem).iterdir()}
    texts = {file: (folder / file).read_bytes().decode("utf-8") for file in files}
    for claim in gold["claims"]:
        words = " … ".join(texts[claim["article"]][start:end] for start, end in claim["evidence"])
        assert words == claim["text"], claim["id"]
    claims = [claim["id"] for claim in gold["claims"]]
    assert len(set(claims)) == len(claims)
    assert {claim for group in gold["groups"] for claim in group["claims"]} <= set(claims)
    assert all(group["independent"] == len(group["origins"]) for group in gold["groups"])
    same = {(a, b) for group in gold["groups"] for a in group["claims"] for b in group["claims"]}
    for one, other, kind in gold["differ"]:
        assert {one, other} <= set(claims)
        assert kind in {"figures", "measure", "denied"}
        assert (one, other) not in same, (one, other)
