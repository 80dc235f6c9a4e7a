"""Bad input at the command line: each kind is told plainly, without a traceback, and stops nothing else."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run, article
from kg.read.files import LARGEST

Maker = Callable[[Path], Path]


def made(name: str, content: bytes) -> Maker:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def folder_of_pictures(folder: Path) -> Path:
    (folder / "pictures").mkdir()
    (folder / "pictures" / "a.png").write_bytes(b"\x89PNG")
    return folder / "pictures"


def folder_like_a_file(folder: Path) -> Path:
    (folder / "news.txt").mkdir()
    return folder / "news.txt"


GERMAN = """Die Fähre ist auf Grund gelaufen, wie die Küstenwache am Dienstag mitteilte. Mindestens zwölf
Fahrgäste wurden nach Angaben des Kapitäns verletzt, die Ursache ist noch nicht bekannt. Es war nicht das
erste Mal in diesem Jahr."""
ARTICLES: dict[str, tuple[Maker, str]] = {
    "missing": (lambda folder: folder / "missing.txt", "no such file"),
    "empty": (made("empty.txt", b""), "empty"),
    "blank": (made("blank.txt", b" \n\t\n"), "empty"),
    "binary": (made("binary.txt", bytes(range(256)) * 40), ""),
    "wrong encoding": (
        made("wrong.html", b"<meta charset=utf-8>\xff\xfe\xfa\x00\x01" + bytes(range(128, 256)) * 9),
        "",
    ),
    "too large": (made("large.txt", b"The ferry ran aground. " * (LARGEST // 20)), "too large"),
    "not English": (made("deutsch.txt", GERMAN.encode()), "English"),
    "no articles": (folder_of_pictures, "no .txt"),
    "folder like a file": (folder_like_a_file, "no .txt"),
    "broken page": (made("broken.html", b"<html><body><p>Hello <b>wor</html></p><script>var a = '<p>"), ""),
    "page without text": (
        made("void.html", b"<html><head><title>Home</title></head><body></body></html>"),
        "",
    ),
}


@pytest.mark.parametrize("kind", ARTICLES)
def test_bad_articles_are_set_aside(kind: str, articles: Path, tmp_path: Path, run: Run) -> None:
    maker, reason = ARTICLES[kind]
    bad = maker(tmp_path)
    done = run("build", bad, articles / "oslo.txt", "--store", tmp_path / "store")
    assert done.exit_code == 1, done.output
    assert f"set aside: {bad}: " in done.stderr
    assert reason in done.stderr
    assert "please report" not in done.stderr
    assert "articles: 1" in done.stderr or "articles         2" in done.stderr
    assert run("stats", "--store", tmp_path / "store").exit_code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything: run the tests as another user")
def test_an_article_that_may_not_be_read(articles: Path, tmp_path: Path, run: Run) -> None:
    (articles / "oslo.txt").chmod(0)
    done = run("build", articles, "--store", tmp_path / "store")
    assert done.exit_code == 1
    assert "Permission denied" in done.stderr


def test_a_gazetteer_that_is_none(articles: Path, tmp_path: Path, run: Run) -> None:
    for maker, reason in (
        (lambda folder: folder / "none.tsv", "cannot be read"),
        (made("a.tsv", b"1\tOslo"), "line 1"),
    ):
        places = maker(tmp_path)
        done = run("build", articles, "--store", tmp_path / "store", "--gazetteer", places)
        assert done.exit_code == 1
        assert f"{places}" in done.stderr
        assert reason in done.stderr
        assert "Traceback" not in done.output


def test_standard_input_without_words(tmp_path: Path, run: Run) -> None:
    done = run("build", "-", "--store", tmp_path / "store")
    assert done.exit_code == 1
    assert "empty" in done.stderr


def store_is_a_file(folder: Path) -> Path:
    (folder / "store").write_text("not a store")
    return folder / "store"


def store_is_another_folder(folder: Path) -> Path:
    (folder / "store").mkdir()
    (folder / "store" / "letters.txt").write_text("Dear Ana")
    return folder / "store"


@pytest.mark.parametrize("maker", [store_is_a_file, store_is_another_folder])
@pytest.mark.parametrize(
    "words", [["build", "-"], ["stats"], ["export"], ["chain", "a"], ["validate"], ["query", "denials"]]
)
def test_what_is_no_store(maker: Maker, words: list[str], tmp_path: Path, run: Run) -> None:
    done = run(*words, "--store", maker(tmp_path), stdin=article(1))
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: {tmp_path / 'store'}: ")


def test_a_damaged_store(articles: Path, tmp_path: Path, run: Run) -> None:
    run("build", articles, "--store", tmp_path / "store")
    for file in (tmp_path / "store" / "graphs").glob("MANIFEST*"):
        file.write_bytes(b"\0" * 100)
    for words in (["build", articles], ["stats"]):
        done = run(*words, "--store", tmp_path / "store")
        assert done.exit_code == 1
        assert "damaged" in done.stderr


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["query", "SELECT ?a WHERE { ?a"], "not SPARQL"),
        (["query", "SELECT ?a WHERE { ?a foo:bar ?b }"], "foo"),
        (["query", "no-such-question"], "claims-by-speaker"),
        (["query", "denials", "--format", "turtle"], "turtle"),
        (["query", "ASK { ?a ?b ?c }", "who=x"], "who"),
        (["chain", "https://w3id.org/newskg/id/article/0#claim-1-2"], "nothing has this IRI"),
        (["chain", "http://bad iri"], "no claim"),
        (["chain", "<>"], "no claim"),
        (["export", "http://bad iri"], "bad iri"),
        (["export", "urn:none"], "urn:none"),
        (["export", "-o", "no/such/folder/graphs.ttl"], "cannot be written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_questions(words: list[str], reason: str, seeds_store: Path, run: Run) -> None:
    done = run(*words, "--store", seeds_store)
    assert (done.exit_code, done.stdout) == (1, ""), done.output
    assert done.stderr.startswith("Error: ")
    assert reason in done.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("graph.ttl", b"this is not Turtle"),
        ("graph.ttl", b"\xff\xfe\x00"),
        ("graph.doc", b"<a:a> <a:a> <a:a> ."),
        ("graph.jsonld", b"{"),
        ("graph.ttl", b"<no iri> a <a:a> ."),
        ("missing.ttl", None),
    ],
)
def test_files_that_are_no_rdf(name: str, content: bytes | None, tmp_path: Path, run: Run) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("validate", tmp_path / name)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: {tmp_path / name}: ")
