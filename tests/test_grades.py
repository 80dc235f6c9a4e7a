"""`kg grades` and kg/grades/: what a table may hold, what is kept of it, and that nothing is lost or half taken."""

import csv
import io
import json
import shlex
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, Run
from expected import BLOCK, examples
from graphs import GRADES, flood, graded
from kg.errors import GradesError
from kg.export import export
from kg.grades.kept import Grade, grade_iri, read_grades, triples, with_grade, without, write_grades
from kg.grades.table import COLUMNS, Row, grade_in, read_table
from kg.query import rows
from kg.store import Store
from kg.vocabulary import SCHEMA

ROW = Row(2, "Lee", "B", "Ann", "2025-03-05", "")
CLAIM = "article:65337d56ee3e3aaa#claim-1166-1283"
LEE = "actor:lee-seong-kweun"
FIRST = "of,grade,by,on,why\n"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "grades.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# The table


@pytest.mark.parametrize(
    "text",
    [
        "of,grade,by,on,why\nLee,B,Ann,2025-03-05,because\n",
        "Why, On ,GRADE,of,by\nbecause,2025-03-05,B,Lee,Ann\n",
        "\ufeffof;grade;by;on;why\r\nLee;B;Ann;2025-03-05;because\r\n;;;;\r\n",
        "of\tgrade\tby\ton\twhy\nLee\tB\tAnn\t2025-03-05\tbecause",
        'of,grade,by,on,why,number,label,meaning,at\n" Lee ",B,"Ann",2025-03-05,because,7,Lee,x,y\n',
    ],
    ids=["plain", "any order", "semicolons and a mark", "tabs", "as it is listed"],
)
def test_tables_are_read_as_people_and_spreadsheets_write_them(tmp_path: Path, text: str) -> None:
    assert read_table(written(tmp_path, text)) == (replace(ROW, why="because"),)


def test_lines_are_counted_as_they_stand_in_the_file(tmp_path: Path) -> None:
    text = FIRST + 'Lee,B,Ann,2025-03-05,"one\ntwo, three"\n\nKim,C,Ann,2025-03-05\n'
    assert [(row.line, row.of, row.why) for row in read_table(written(tmp_path, text))] == [
        (2, "Lee", "one\ntwo, three"),
        (5, "Kim", ""),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no grade in it; write of,grade,by,on,why in the first line"),
        (FIRST, "no grade in it"),
        ("of,grade,by\nLee,B,Ann\n", "line 1: the column 'on' is missing"),
        ("of,grade,by,on,reason\nLee,B,Ann,2025-03-05,x\n", "line 1: the column 'reason' is unknown"),
        ("of,grade,by,on,on\nLee,B,Ann,2025-03-05,x\n", "line 1: the column 'on' is there twice"),
        (FIRST + "Lee,B,Ann,2025-03-05,first, second\n", "line 2: more cells than columns; put .* quotation marks"),
        (FIRST + 'Lee,B,Ann,2025-03-05,"open\n', "not CSV .*quotation marks"),
        (FIRST + "Lee,B,Ann,2025-03-05,be\x07ep\n", r"line 2: a control character, '\\x07'"),
        (FIRST.encode() + b"L\xe9e,B,Ann,2025-03-05,\n", "not UTF-8 text .*save it as CSV in UTF-8"),
    ],
)
def test_a_file_that_is_no_such_table_is_told(tmp_path: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(GradesError, match=told):
        read_table(written(tmp_path, text))


CELLS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), min_size=1), st.sampled_from(",;\t"))
def test_any_words_come_back(tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, ...]], by: str) -> None:
    held = io.StringIO()
    csv.writer(held, delimiter=by).writerows([COLUMNS, *lines])
    path = written(tmp_path_factory.mktemp("table"), held.getvalue())
    assert [(row.of, row.grade, row.by, row.on, row.why) for row in read_table(path)] == lines


@pytest.mark.parametrize(
    ("code", "source", "claim"),
    [
        ("A", "A", None),
        ("f", "F", None),
        ("1", None, "1"),
        ("6", None, "6"),
        ("B2", None, "B2"),
        ("e5", None, "E5"),
        *(
            (code, None, None)
            for code in ("G", "7", "0", "G7", "B7", "G2", "2B", "BB", "22", "A1B", "", "AB", "\u0412")
        ),
    ],
)
def test_which_codes_grade_what(code: str, source: str | None, claim: str | None) -> None:
    row = replace(ROW, grade=code)
    for what, grade in (("source", source), ("claim", claim)):
        if grade:
            assert grade_in(row, what) == grade
        else:
            with pytest.raises(GradesError, match=rf"'{code}' is no grade of a {what}; write one of .*F \(reliability"):
                grade_in(row, what)


@pytest.mark.parametrize("day", ["", "5 March 2025", "04/03/2025", "2025-03", "20250304", "2025-02-30", "2025-W10-2"])
def test_a_day_is_told_in_one_way_only(day: str) -> None:
    with pytest.raises(GradesError, match="is no day; write it as 2025-03-04"):
        grade_in(replace(ROW, on=day), "source")


# What is kept


def test_a_grade_given_again_is_none_more() -> None:
    assert with_grade(GRADES, replace(GRADES[1], number=0, at="later")) == GRADES


def test_others_and_other_days_stand_beside() -> None:
    added = with_grade(GRADES, replace(GRADES[0], by="Cem"))
    added = with_grade(added, replace(GRADES[0], on="2025-04-01", grade="E"))
    assert added[:4] == GRADES
    assert [(one.number, one.grade, one.by) for one in added[4:]] == [(5, "B", "Cem"), (6, "E", "Ann")]


@pytest.mark.parametrize("other", [{"grade": "C"}, {"why": "for another reason"}])
def test_nothing_is_replaced(other: dict[str, str]) -> None:
    with pytest.raises(GradesError, match=r"has grade 1 already: B, by Ann on .* `kg grades remove 1`"):
        with_grade(GRADES, replace(GRADES[0], **other))


def test_grades_are_written_and_taken_away(tmp_path: Path) -> None:
    odd = replace(GRADES[0], number=9, why='two lines\nand "others"\u2028that end', on="2025-04-01")
    write_grades(tmp_path, (*GRADES, odd))
    assert read_grades(tmp_path) == (*GRADES, odd)
    write_grades(tmp_path, without(GRADES, [1, 2, 3]))
    assert [one.number for one in read_grades(tmp_path)] == [4]
    write_grades(tmp_path, ())
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(GradesError, match="there is no grade 7, 9; see `kg grades list`"):
        without(GRADES, [9, 1, 7])


@pytest.mark.parametrize("change", [{"grade": "G7"}, {"on": "soon"}, {"extra": "x"}])
def test_a_damaged_line_is_told_with_its_number(tmp_path: Path, change: dict[str, str]) -> None:
    write_grades(tmp_path, GRADES)
    lines = (tmp_path / "grades.jsonl").read_text().splitlines()
    lines[2] = json.dumps({**json.loads(lines[2]), **change})
    (tmp_path / "grades.jsonl").write_text("\n".join(lines))
    with pytest.raises(GradesError, match=r"grades.jsonl, line 3: not a grade"):
        read_grades(tmp_path)


def test_the_graph_is_made_of_what_was_said_alone() -> None:
    elsewhere = [replace(one, number=9, name="x", at="later") for one in reversed(GRADES)]
    assert triples(GRADES) == triples(elsewhere)
    assert len({grade_iri(one) for one in GRADES}) == len(GRADES)
    assert all(str(node).startswith("https://w3id.org/newskg/") for node, _, _ in triples(GRADES))
    assert {str(why) for _, term, why in triples(GRADES) if term == SCHEMA.reviewBody} == {
        one.why for one in GRADES if one.why
    }


# In exports


def test_rows_have_grades_and_nothing_else_is_changed() -> None:
    for before, after in zip(lines_of([]), lines_of(GRADES), strict=True):
        claim, sources = after.pop("grades", []), [hop.pop("grades", []) for hops in after["chains"] for hop in hops]
        assert after == before
        if before["text"].startswith("At least 140"):
            assert [(one["grade"], one["meaning"], one["by"]) for one in claim] == [
                ("3", "possibly true", "Ben"),
                ("B2", "usually reliable, probably true", "Ann"),
            ]
            assert [[one["grade"] for one in grades] for grades in sources] == [[], ["B", "C"]]


def lines_of(grades: list[Grade] | tuple[Grade, ...]) -> list[dict]:
    return [json.loads(line) for line in export(graded(flood(), grades), "jsonl")]


def test_the_table_of_claims_tells_who_graded_what() -> None:
    table = csv.DictReader(io.StringIO("".join(export(graded(flood()), "csv"))))
    found = {row["text"][:12]: (row["grades"], row["source_grades"]) for row in table}
    agency = "Civil Protection Agency: B (Ann, 2025-03-05); Civil Protection Agency: C (Ben, 2025-03-06)"
    assert found["At least 140"] == ("3 (Ben, 2025-03-06); B2 (Ann, 2025-03-05)", agency)
    assert sum(bool(sources) for _, sources in found.values()) == 2


# The commands


@pytest.fixture
def store(seeds_store: Path, tmp_path: Path) -> Path:
    """A store of the seeds, to write to."""
    return shutil.copytree(seeds_store, tmp_path / "store")


def test_grades_are_imported_shown_listed_and_removed(run: Run, store: Path, tmp_path: Path) -> None:
    before = run("chain", "casualties", "--store", store).stdout
    text = (
        f"{FIRST}Lee Seong-kweun,B,Ann,2025-03-05,right before\nlee seong-kwon,c,Ben,2025-03-06,\n"
        f"actor/north-korea,E,Ann,2025-03-05,\nrussia,F,Ann,2025-03-05,\n"
        f"senior U.S. military official,F,Ann,2025-03-05,\n{CLAIM},2,Ann,2025-03-05,\n"
    )
    done = run("grades", "import", written(tmp_path, text), "--store", store)
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"line 2: new, grade 1: {LEE} B, by Ann on 2025-03-05\nline 3: new, grade 2: {LEE} C" in done.stderr
    assert done.stderr.endswith("6 new, 0 unchanged\n")
    chains = run("chain", "casualties", "--store", store).stdout
    assert "─ Lee Seong-kweun [B, C]\n" in chains
    assert "─ senior U.S. military official [F] (" in chains
    assert "“according to” [2]: Earlier drone" in chains
    assert run("validate", "--store", store).exit_code == 0
    again = run("grades", "import", "-", "--store", store, stdin=f"{text}Russia,E,Ben,2025-03-06,\n")
    assert again.stderr.endswith("line 8: new, grade 7: actor:russia E, by Ben on 2025-03-06\n1 new, 6 unchanged\n")
    table = run("grades", "list", "RUSSIA", "--store", store).stdout.splitlines()
    assert [line.split()[:4] for line in table[2:]] == [
        ["4", "actor:russia", "Russia", "F"],
        ["7", "actor:russia", "Russia", "E"],
    ]
    gone = run("grades", "remove", 1, 2, 3, 4, 5, 6, 7, "--store", store)
    assert (gone.exit_code, gone.stderr.count("removed, grade ")) == (0, 7)
    assert run("chain", "casualties", "--store", store).stdout == before
    assert {path.name for path in store.iterdir()} == {"graphs", "texts"}


def test_what_is_listed_can_be_imported(run: Run, store: Path, tmp_path: Path) -> None:
    text = f'{FIRST}{LEE},B,Ann,2025-03-05,"one, ""two""\nthree"\n{CLAIM},B2,Ben,2025-03-06,\n'
    assert run("grades", "import", written(tmp_path, text), "--store", store).exit_code == 0
    listed = run("grades", "list", "--format", "csv", "--store", store).stdout
    kept = [replace(one, name="", at="") for one in read_grades(store)]
    assert run("grades", "remove", 1, 2, "--store", store).exit_code == 0
    assert run("grades", "import", "-", "--store", store, stdin=listed).exit_code == 0
    assert [replace(one, name="", at="") for one in read_grades(store)] == kept
    (first, _) = json.loads(run("grades", "list", "--format", "json", "--store", store).stdout)
    assert (first["label"], first["meaning"], first["why"]) == (
        "Lee Seong-kweun",
        "usually reliable",
        'one, "two"\nthree',
    )


WRONG = [
    ("Nobody At All,B,Ann,2025-03-05,", "'Nobody At All' is no actor of this store"),
    ("Lee Seong-kwen,B,Ann,2025-03-05,", f"perhaps you mean:\n  {LEE}  Lee Seong-kweun (person"),
    ("military official,B,Ann,2025-03-05,", "perhaps you mean:\n  article:"),
    (f"{CLAIM}0,2,Ann,2025-03-05,", "is no claim of this store"),
    ("https://example.org/x,B,Ann,2025-03-05,", "is no actor of this store"),
    (",B,Ann,2025-03-05,", "it is not told what is graded"),
    ("Russia,B,,2025-03-05,", "it is not told who gave the grade"),
    ("Russia,G7,Ann,2025-03-05,", "'G7' is no grade of a source; write one of A (completely reliable), B"),
    ("Russia,2,Ann,2025-03-05,", "'2' is no grade of a source"),
    (f"{CLAIM},B,Ann,2025-03-05,", "'B' is no grade of a claim; write one of 1 (confirmed by other sources), 2"),
]


@pytest.mark.parametrize(("line", "told"), WRONG)
def test_a_wrong_line_is_told_and_nothing_is_imported(
    run: Run, store: Path, tmp_path: Path, line: str, told: str
) -> None:
    done = run("grades", "import", written(tmp_path, f"{FIRST}{LEE},B,Ann,2025-03-05,\n\n{line}\n"), "--store", store)
    assert done.exit_code == 1
    assert "grades.csv, line 4: " in done.stderr
    assert told in done.stderr
    assert "Nothing was imported." in done.stderr
    assert read_grades(store) == ()


def test_where_no_store_is_none_is_made(run: Run, tmp_path: Path) -> None:
    done = run("grades", "import", written(tmp_path, f"{FIRST}Lee,B,Ann,2025-03-05,\n"), "--store", tmp_path / "none")
    assert (done.exit_code, "there is no store" in done.stderr) == (1, True)
    assert run("grades", "remove", 1, "--store", tmp_path / "none").exit_code == 1
    assert {path.name for path in tmp_path.iterdir()} == {"grades.csv"}


def test_all_wrong_lines_are_told_at_once(run: Run, store: Path, tmp_path: Path) -> None:
    text = f"{FIRST}{LEE},B,Ann,2025-03-05,\nLee,C,Ann,2025-03-05,\n" + "".join(f"{line}\n" for line, _ in WRONG)
    done = run("grades", "import", written(tmp_path, text), "--store", store)
    assert [f"line {number}: " in done.stderr for number in range(2, 14)] == [False, *[True] * 11]
    assert "line 3: 'Lee' has grade 1 already: B, by Ann on 2025-03-05" in done.stderr
    assert read_grades(store) == ()


def test_a_name_of_several_is_refused_with_all_of_them_until_somebody_says_they_are_one(
    run: Run, tmp_path: Path
) -> None:
    stories, folder = tmp_path / "stories", tmp_path / "store"
    stories.mkdir()
    for number, name in enumerate(("Ann Lee Berg", "Ann Mary Berg")):
        story = f"{name} said that {number + 20} people were killed. Berg said no more."
        (stories / f"{number}.txt").write_text(f"What is known\n\n{story}\n")
    assert run("build", stories, "--store", folder).exit_code == 0
    table = written(tmp_path, f"{FIRST}Berg,B,Ann,2025-03-05,\n")
    done = run("grades", "import", table, "--store", folder)
    assert done.exit_code == 1
    assert "line 2: 'Berg' is several actors; write which by its IRI:\n  actor:ann-" in done.stderr
    assert {"actor:ann-lee-berg", "actor:ann-mary-berg"} <= set(done.stderr.split())
    assert run("actors", "same", "Ann Mary Berg", "Ann Lee Berg", "--store", folder).exit_code == 0
    assert run("grades", "import", table, "--store", folder).exit_code == 0
    assert [one.of.rpartition("/")[2] for one in read_grades(folder)] == ["ann-mary-berg"]
    assert run("chain", "killed", "--store", folder).stdout.count("Ann Mary Berg [B]") == 2
    rows_of = [json.loads(line) for line in run("export", "--format", "jsonl", "--store", folder).stdout.splitlines()]
    labels = {hop["label"] for row in rows_of for hops in row["chains"] for hop in hops if hop.get("grades")}
    assert labels == {"Ann Lee Berg", "Ann Mary Berg"}
    with Store.read_only(folder) as store:
        assert {row["text"] for row in rows(store.graphs, "claims-by-grade")} >= {"20 people were killed"}
        assert "Ann Lee Berg" not in {row["source"] for row in rows(store.graphs, "ungraded-sources")}


def test_the_examples_of_the_docs_run(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "grades.md").read_text(encoding="utf-8")
    monkeypatch.chdir(store.parent)
    (table,) = [body for language, body in BLOCK.findall(page) if language == "csv"]
    Path("grades.csv").write_text(table, encoding="utf-8")
    for example in examples(page):
        code, _, columns = example.code.partition(" | cut -c1-")
        done = run(*shlex.split(code)[1:], "--store", store)
        assert done.exit_code == 0, done.stderr
        answer = "".join(f"{line[: int(columns or 999)]}\n" for line in done.stdout.splitlines())
        assert answer == example.answer


def test_grades_outlive_the_graphs(run: Run, articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    assert run("build", articles, "--store", folder).exit_code == 0
    name = "Ana Holt"
    assert (
        run("grades", "import", written(tmp_path, f"{FIRST}{name},B,Ann,2025-03-05,\n"), "--store", folder).exit_code
        == 0
    )
    listed = run("grades", "list", "--store", folder).stdout
    assert name in listed
    for part in ("graphs", "texts"):
        shutil.rmtree(folder / part)
    oslo = articles / "oslo.txt"
    oslo.write_text(oslo.read_text().replace("At least", "At most"))
    assert run("build", articles, "--store", folder).exit_code == 0
    assert run("grades", "list", "--store", folder).stdout == listed
    with Store.open(folder) as store:
        assert [(row["what"], row["grade"]) for row in rows(store.graphs, "grades")] == [(name, "B")]
        for article in store.articles():
            store.remove(article)
    assert f"{name} (not in the store)" in run("grades", "list", "--store", folder).stdout
