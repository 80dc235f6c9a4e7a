"""Names in other spellings, scripts and orders: what is one name, how sure that is, and what stays apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.names import pairs, score_of
from kg.actors.similar import CANDIDATE, SAME, initials, score, spelt_alike
from kg.actors.spelling import languages, romanised, spellings
from kg.tables import rows

ROWS = pairs()
NAME = st.text(st.characters(whitelist_categories=("Lu", "Ll", "Lo", "Zs", "Pd")), max_size=30)


def test_the_table_is_large_and_of_all_languages() -> None:
    assert len(ROWS) >= 120
    assert {"Korean", "Russian", "Ukrainian", "Arabic", "Chinese"} <= {row["language"] for row in ROWS}
    assert len({frozenset((row["one"], row["other"])) for row in ROWS}) == len(ROWS)
    assert {row["verdict"] for row in ROWS} == {"same", "different"}


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["verdict"] == "different"], ids=lambda row: f"{row['one']}, {row['other']}"
)
def test_different_names_stay_apart(row: dict[str, str]) -> None:
    assert score_of(row) < SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lee Seong-kweun", "Lee Sung-kwon"),
        ("Lee Seong-kweun", "이성권"),
        ("Volodymyr Zelensky", "Володимир Зеленський"),
        ("Zelensky", "Zelenskyy"),
        ("Xi Jinping", "Jinping Xi"),
        ("Xi Jinping", "习近平"),
        ("Muammar Gaddafi", "Moammar Qaddafi"),
        ("ERDOĞAN", "Erdogan"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert score(one, other, "person") >= SAME
    assert spelt_alike(one, other, "person")


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Muammar Gaddafi", "معمر القذافي", CANDIDATE, SAME),  # short vowels are not written
        ("Thomas James", "James Thomas", CANDIDATE, SAME),  # in English the order tells
        ("John Kennedy", "John F. Kennedy", CANDIDATE, SAME),
        ("John Smith", "Jon Smith", CANDIDATE, SAME),
        ("John Smith", "Smith", 0.0, CANDIDATE),
        ("John Smith", "Jane Smith", 0.0, CANDIDATE),
        ("Kim Jong-un", "Kim Jong-il", 0.0, CANDIDATE),
        ("", "", 0.0, CANDIDATE),
        ("…", "—", 0.0, CANDIDATE),
    ],
)
def test_what_a_person_is_asked_and_what_not(one: str, other: str, least: float, most: float) -> None:
    assert least <= score(one, other, "person") < most


@given(NAME, NAME, st.sampled_from(["person", "organization", "unknown"]))
def test_a_score_is_the_same_either_way_round(one: str, other: str, kind) -> None:
    assert score(one, other, kind) == score(other, one, kind)
    assert 0 <= score(one, other, kind) <= 1


@given(NAME)
def test_a_name_is_like_itself(name: str) -> None:
    assert score(name, name, "person") == (1.0 if romanised(name) else 0.0)
    assert all(form.split(" ")[0] in languages() for form in spellings(name, "person"))


def test_initials_are_of_words_with_capitals() -> None:
    assert initials("Organization for Security and Co-operation in Europe") == "OSCE"


def test_every_row_of_the_table_of_spellings_is_of_a_known_part() -> None:
    assert {row["part"] for row in rows("spellings")} == {"surname", "given", "sign", "name", "drop", "letters"}
    assert all(None not in row and row["pattern"] for row in rows("spellings"))


def test_no_family_name_has_two_spellings_in_one_language() -> None:
    for language in {row["language"] for row in rows("spellings")}:
        for part in ("surname", "name"):
            words = [
                word
                for row in rows("spellings")
                if (row["language"], row["part"]) == (language, part)
                for word in row["pattern"].split()
            ]
            assert len(set(words)) == len(words), (language, part)
