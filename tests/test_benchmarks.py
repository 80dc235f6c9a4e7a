"""What the benchmarks say of attributions: kinds of errors, calibration, and the baselines beside ours."""

from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.attribution_errors import CLASSES, RIGHT, error_table, errors, fault
from benchmarks.baselines import Found, baselines, extractor, rules, textacy_quotations
from benchmarks.calibration import calibration_error, reliability
from benchmarks.comparing_speed import kinds, other_words
from benchmarks.polnear import Compared, Roles, load_scorer
from conftest import SHARED
from kg.model import Article, Span, Zone
from kg.pipeline import Tools

VERBS = frozenset({"said", "told", "says", "added", "hopes", "saying"})


def one(source: str, cue: str, content: str) -> Roles:
    """An attribution by the numbers of its words: `one("0-1", "2", "3-9")`; no source is an empty text."""
    return {"source": words(source), "cue": words(cue), "content": words(content)}


def words(numbers: str) -> frozenset[int]:
    if not numbers:
        return frozenset()
    first, _, last = numbers.partition("-")
    return frozenset(range(int(first), int(last or first) + 1))


SAID = one("0", "1", "2-9")
ADDED = one("10", "11", "12-19")

ERRORS = {
    "all is right": ([SAID, ADDED], [SAID, ADDED], []),
    "a shared word of the source will do": ([one("0-3", "4", "5-9")], [one("3", "4", "5-9")], []),
    "nothing is found": ([SAID], [], ["missed: missed cue"]),
    "nothing is there": ([], [SAID], ["wrong: spurious cue"]),
    "another cue": ([SAID], [one("0", "12", "2-9")], ["missed: missed cue", "wrong: spurious cue"]),
    "no source": ([SAID], [one("", "1", "2-9")], ["missed: source missing", "wrong: source missing"]),
    "a source too many": ([one("", "1", "2-9")], [SAID], ["missed: source extra", "wrong: source extra"]),
    "another source": ([SAID], [one("12", "1", "2-9")], ["missed: source other", "wrong: source other"]),
    "too long": ([one("0", "1", "2-3")], [SAID], ["missed: content too long", "wrong: content too long"]),
    "too short": ([SAID], [one("0", "1", "2-3")], ["missed: content too short", "wrong: content too short"]),
    "elsewhere": ([SAID], [one("0", "1", "12-19")], ["missed: content wrong", "wrong: content wrong"]),
    "content is judged before source": (
        [SAID],
        [one("12", "1", "2")],
        ["missed: content too short", "wrong: content too short"],
    ),
    "the mildest fault counts": (
        [SAID],
        [one("0", "1", "2-3"), one("", "1", "2-9")],
        ["missed: source missing", "wrong: content too short", "wrong: source missing"],
    ),
    "in three pieces": (
        [SAID],
        [one("0", "1", "2-4"), one("0", "10", "5-6"), one("0", "11", "8-9")],
        ["missed: content split", *["wrong: content split"] * 3],
    ),
    "a piece that is large enough": (
        [SAID],
        [one("0", "1", "2-6"), one("0", "7", "8-9")],
        ["wrong: content split"],
    ),
    "two as one": (
        [SAID, ADDED],
        [one("0", "1", "2-19")],
        ["missed: contents merged", "missed: contents merged", "wrong: contents merged"],
    ),
    "one swallows another": (
        [one("0", "1", "2-19"), one("20", "21", "22-24")],
        [one("0", "1", "2-24")],
        ["missed: contents merged"],
    ),
    "two of the same content are no pieces": (
        [SAID, one("10", "11", "2-9")],
        [SAID],
        ["missed: missed cue"],
    ),
}


@pytest.mark.parametrize(("gold", "found", "expected"), ERRORS.values(), ids=ERRORS)
def test_each_error_falls_in_one_class(gold: list[Roles], found: list[Roles], expected: list[str]) -> None:
    assert [f"{side}: {name}" for side, name, _ in errors(gold, found)] == expected


def test_every_class_of_errors_is_tested() -> None:
    assert {line.split(": ")[1] for _, _, expected in ERRORS.values() for line in expected} == set(CLASSES)


ROLES = st.builds(
    lambda source, cue, content: {"source": source, "cue": cue, "content": content},
    st.frozensets(st.integers(0, 3)),
    st.frozensets(st.integers(4, 6), min_size=1),
    st.frozensets(st.integers(7, 12), min_size=1),
)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The scorer."""
    if not (SHARED / "score_attribution.py").is_file():
        pytest.skip("the scorer is not in KG_SHARED")
    return load_scorer(SHARED / "score_attribution.py")


@given(gold=ROLES, found=ROLES)
def test_right_is_what_the_scorer_says(scorer: ModuleType, gold: Roles, found: Roles) -> None:
    right = fault(gold, found) == RIGHT and not gold["cue"].isdisjoint(found["cue"])
    assert right == scorer.TESTS["attribution"](gold, found)


def test_the_table_of_errors_names_places_only() -> None:
    doc = SimpleNamespace(words=[(10 * number, 10 * number + 5) for number in range(30)])
    right = Compared(doc, [SAID], [SAID], [0.9])
    missed = Compared(doc, [SAID, ADDED], [SAID, one("", "21", "22-24")], [0.9, 0.4])
    assert list(error_table([right, missed])) == [
        "missed                  1         such as (article@character)",
        "  missed cue            1 100.0%  2@110",
        "wrong                   1         such as (article@character)",
        "  spurious cue          1 100.0%  2@210",
    ]
    assert missed.place({"cue": frozenset({-8, -7})}) == 6


def test_what_is_less_sure_is_left_out() -> None:
    article = Compared(SimpleNamespace(words=[]), [], [SAID, ADDED], [0.9, 0.4])
    assert article.at_least(0.4) == article
    assert article.at_least(0.5).found == [SAID]
    assert article.at_least(0.5).confidences == [0.9]


def test_reliability_by_tenths_of_confidence() -> None:
    sure, right = [0.02, 0.91, 0.95, 0.99, 1.0], [False, True, True, True, False]
    assert reliability(sure, right) == [
        (1, pytest.approx(0.02), 0.0),
        (4, pytest.approx(0.9625), 0.75),
    ]
    assert calibration_error(sure, right) == pytest.approx((0.02 + 4 * 0.2125) / 5)


RULES = [
    ("The mayor said that the bridge was safe.", ["The mayor | said | that the bridge was safe"]),
    ("“The bridge is safe,” the mayor said.", ["the mayor | said | The bridge is safe"]),
    ("“It is safe,” the mayor told us. “We checked.”", ["the mayor | told | It is safe We checked"]),
    ("The bridge is safe, according to the mayor.", ["the mayor | according to | The bridge is safe"]),
    (
        "The mayor has said that it was safe and added that it was new.",
        ["The mayor | has said | that it was safe", "The mayor | added | that it was new"],
    ),
    ("The mayor hopes to win.", ["The mayor | hopes | to win"]),
    ("She sent a letter saying the bridge was safe.", ["a letter | saying | the bridge was safe"]),
    ("The mayor left.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), RULES)
def test_rules(models: Tools, sentence: str, expected: list[str]) -> None:
    assert [plain(one) for one in rules(models.language(sentence), VERBS)] == expected


def test_textacy(models: Tools) -> None:
    pytest.importorskip("textacy")
    found = textacy_quotations(models.language("“The bridge is safe to cross,” the mayor said."))
    assert [plain(one) for one in found] == ["mayor | said | The bridge is safe to cross"]
    assert list(textacy_quotations(models.language("“The bridge is safe to cross, the mayor said."))) == []


def plain(found: Found) -> str:
    """The words of source, cue and content; marks are not scored."""
    return " | ".join(" ".join(t.text for t in sorted(set(part)) if not t.is_punct) for part in found)


def test_baselines_give_the_places_in_the_article(models: Tools) -> None:
    text = "Safe\n\nThe mayor said it was safe."
    article = Article("bridge.txt", text, (Zone("headline", Span(0, 4)), Zone("body", Span(6, len(text)))))
    (found,) = extractor(lambda doc: rules(doc, VERBS), models.language)(article)
    assert [text[start:end] for start, end in found["source"] + found["cue"]] == ["The", "mayor", "said"]


def test_without_textacy_the_rules_still_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("benchmarks.baselines.find_spec", lambda _: None)
    monkeypatch.setattr("benchmarks.baselines.load", lambda _: [])
    assert list(baselines(Path("train.tar.gz"))) == ["rules"]
    assert 'pip install -e ".[benchmarks]"' in capsys.readouterr().err


def test_stories_told_again_are_as_long_and_share_few_rare_words() -> None:
    words = [word for some in kinds() for word in some]
    assert len(words) == len(set(words))
    assert all(len({len(word) for word in some}) == 1 for some in kinds())
    first, second, third = map(other_words, range(3))
    for word in words:
        assert first(word) == word
        assert len(second(word)) == len(word)
    assert sum(second(word) == third(word) for word in words) < len(words) / 20
    assert [second("The"), len(second("Ogbrexa")), second("Landslide")[0].isupper()] == ["The", 7, True]
