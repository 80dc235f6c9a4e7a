"""The sets of claims that look alike hold together: every one has its words, and no two claims stand in two ways."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from tests.conftest import ROOT

FILES = sorted((ROOT / "training" / "contrasts").glob("*.jsonl"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sets(path: Path) -> None:
    sets = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({one["about"] for one in sets}) == len(sets) == 120
    for one in sets:
        claims = range(len(one["claims"]))
        for claim in one["claims"]:
            assert claim.keys() - {"denial"} == {"before", "text", "after"}, one["about"]
            assert claim["text"].strip(), one["about"]
            assert claim.get("denial", True) is True, one["about"]
        same = {pair for group in one["same"] for pair in combinations(sorted(group), 2)}
        differ = {(min(pair), max(pair)): kind for *pair, kind in one["differ"]}
        assert len(differ) == len({(min(pair), max(pair), kind) for *pair, kind in one["differ"]}), one["about"]
        assert not same & differ.keys(), one["about"]
        assert all(a != b and {a, b} <= set(claims) for a, b in same | differ.keys()), one["about"]
        assert set(differ.values()) <= {"figures", "measure", "denied"}, one["about"]
