"""Tests of kg/query.py: every ready question, every format, and what is said when a question is wrong."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from rdflib import Graph

from comparisons import compared
from graphs import KILLED, LEDGER, NORTHWIRE, flood, graded, many, store_of
from kg.errors import QueryError
from kg.grades.kept import Grade
from kg.graph.iris import claim_iris
from kg.query import find_question, query, ready_questions, rows
from kg.records import read_claims
from kg.vocabulary import full_iri
from readings import READING

STORE = flood()
CLAIMS = "SELECT ?claim WHERE { ?claim a kg:Claim } ORDER BY ?claim"

EXPECTED = {
    "actors-roles": (1, {"who": "Ida Voss", "role": "deputy mayor", "outlet": "Northwire"}),
    "claims-by-speaker": (12, {"speaker": "Harkon Energy", "stance": "denied", "outlet": "Northwire"}),
    "unnamed-sources": (1, {"source": "a senior inspector", "isOrigin": "true", "outlet": "Northwire"}),
    "briefings": (
        1,
        {"briefing": "after a briefing by Harkon Energy", "speaker": "a senior inspector", "givenBy": "Harkon Energy"},
    ),
    "denials": (
        1,
        {"who": "Harkon Energy", "cue": "denied", "text": "its engineers had ignored the warnings"},
    ),
    "chain": (12, {"claim": KILLED, "hop": "2", "actor": "Civil Protection Agency", "cue": "citing"}),
    "figures": (5, {"event": "killing", "of": "killed", "min": "120", "max": "200", "qualifier": "between"}),
    "who-did-what": (
        2,
        {"event": "killing", "whom": "At least 140 people", "reportedBy": "Ida Voss", "polarity": "positive"},
    ),
    "event-timeline": (6, {"event": "killing", "words": "killed", "reportedBy": "Ida Voss", "outlet": "Northwire"}),
    "event-figures": (
        1,
        {"event": "killing", "min": "140", "origin": "Civil Protection Agency", "reportedBy": "Ida Voss"},
    ),
    "places": (
        1,
        {"place": "Miravelle", "within": "Tavria", "first": "2025-03-04", "precision": "day", "outlet": "Northwire"},
    ),
    "timeline": (11, {"outlet": "Northwire", "events": "statement", "stance": "asserted"}),
    "claims-per-outlet": (
        2,
        {"outlet": "Northwire", "claims": "8", "inOwnVoice": "1", "onUnnamedSources": "1"},
    ),
    "unacknowledged": (3, {"who": "Energy Ministry", "stance": "unmentioned", "outlet": "The Daily Ledger"}),
    "origins": (8, {"origin": "Civil Protection Agency", "claims": "2", "outlets": "2"}),
    "grades": (
        4,
        {
            "grade": "B2",
            "reliability": "usually reliable",
            "credibility": "probably true",
            "by": "Ann",
            "on": "2025-03-05",
            "of": KILLED,
        },
    ),
    "claims-by-grade": (
        6,
        {
            "grade": "C",
            "meaning": "fairly reliable",
            "graded": "Civil Protection Agency",
            "by": "Ben",
            "outlet": "Northwire",
            "claim": KILLED,
        },
    ),
    "ungraded-sources": (7, {"source": "Harkon Energy", "articles": "1"}),
    "statistics": (10, {"what": "claims", "count": "11"}),
    "groups": (1, {"outlets": "2", "claims": "2", "origins": "1", "unnamed": "0", "score": "0.9"}),
    "single-origin": (1, {"outlets": "2", "claims": "2", "origin": "Agency"}),
    "differences": (
        1,
        {"kind": "denial", "score": "0.75", "otherOutlet": "Northwire", "reason": "Ann denied what Ben said"},
    ),
    "contested": (2, {"denials": "1", "stance": "denied", "text": "its engineers had ignored the warnings"}),
    "series": (2, {"outlet": "The Daily Ledger", "earlier": KILLED, "earlierOutlet": "Northwire"}),
    "copies": (1, {"outlet": "The Daily Ledger", "of": "Northwire", "share": "0.75", "original": NORTHWIRE}),
}
COMPARED = {"groups", "single-origin", "differences", "contested", "series", "copies"}


def test_every_ready_question_has_an_expectation() -> None:
    assert set(EXPECTED) == set(ready_questions())
    assert all(answers.endswith(".") for answers in ready_questions().values())


@pytest.mark.parametrize("name", EXPECTED)
def test_ready_questions_find_what_is_there(name: str) -> None:
    found = list(rows(compared(graded(flood())), name))
    count, part = EXPECTED[name]
    assert len(found) == count
    assert any(part.items() <= row.items() for row in found), found


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - COMPARED - {"statistics"}))
def test_a_comparison_changes_nothing_of_what_articles_say(name: str) -> None:
    before, after = list(rows(graded(flood()), name)), list(rows(compared(graded(flood())), name))
    assert sorted(map(str, before)) == sorted(map(str, after))


@pytest.mark.parametrize("name", sorted(COMPARED))
def test_without_a_comparison_nothing_is_found(name: str) -> None:
    assert list(rows(flood(), name)) == []
    assert {row["what"] for row in rows(flood(), "statistics")}.isdisjoint({"groups", "differences", "copies"})


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - COMPARED))
def test_ready_questions_run_on_a_mapped_reading(name: str) -> None:
    of = str(claim_iris(READING)[0])
    assert list(rows(graded(store_of(READING), [Grade(1, of, "", "2", "Ann", "2025-03-05", "", "")]), name))


def test_chain_counts_hops_from_the_article() -> None:
    found = list(rows(STORE, "chain", {"claim": KILLED}))
    assert [(row["chain"], row["hop"], row["actor"]) for row in found] == [
        ("1", "1", "Ida Voss"),
        ("1", "2", "Civil Protection Agency"),
    ]


def test_timeline_follows_publication_then_the_text() -> None:
    found = [(row["published"], row["claim"]) for row in rows(STORE, "timeline")]
    assert found[0] == ("2025-03-04T18:30:00+01:00", KILLED)
    assert [published for published, _ in found] == sorted(published for published, _ in found)


@pytest.mark.parametrize(
    ("name", "values", "count"),
    [
        ("claims-by-speaker", {"speaker": "Harkon Energy"}, 2),
        ("claims-by-speaker", {"?speaker": "Nobody"}, 0),
        ("figures", {"event": "killing"}, 3),
        ("unacknowledged", {"stance": "declined"}, 1),
        ("places", {"within": "Tavria"}, 1),
        ("places", {"within": "Ostmark"}, 0),
        ("denials", {"claim": f"{NORTHWIRE}#claim-344-382"}, 1),
        ("denials", {"claim": f"<{KILLED}>"}, 0),
        ("denials", {"claim": "article:76d25fb45a8612dd#claim-344-382"}, 1),
        ("SELECT ?n WHERE { ?e oa:start ?n }", {"n": "72"}, 5),
    ],
)
def test_values_narrow_the_answer(name: str, values: dict[str, str], count: int) -> None:
    assert len(list(rows(STORE, name, values))) == count


def test_graph_sees_named_graphs_and_the_default_is_their_union() -> None:
    inside = f"SELECT ?claim WHERE {{ GRAPH <{LEDGER}> {{ ?claim a kg:Claim }} }}"
    assert (len(list(rows(STORE, inside))), len(list(rows(STORE, CLAIMS)))) == (3, 11)


def test_csv_tsv_json_xml_and_table_agree() -> None:
    claims = [row["claim"] for row in rows(STORE, CLAIMS)]
    assert [row["claim"] for row in csv.DictReader(io.StringIO(query(STORE, CLAIMS, "csv")))] == claims
    assert query(STORE, CLAIMS, "tsv").splitlines()[1:] == [f"<{claim}>" for claim in claims]
    bindings = json.loads(query(STORE, CLAIMS, "json"))["results"]["bindings"]
    assert [row["claim"]["value"] for row in bindings] == claims
    uris = ET.fromstring(query(STORE, CLAIMS, "xml")).iter("{http://www.w3.org/2005/sparql-results#}uri")
    assert [uri.text for uri in uris] == claims
    lines = query(STORE, CLAIMS).splitlines()
    assert lines[0] == "claim"
    assert lines[2] == "article:1a5edac96a57d975#claim-241-271"
    assert len(lines) == 13


def test_table_of_nothing_has_its_head() -> None:
    assert query(STORE, "SELECT ?a ?bc WHERE { ?a kg:nothing ?bc }") == "a  bc\n-  --\n"


@pytest.mark.parametrize(
    ("format", "answer"), [("table", "yes\n"), ("json", '{"head":{},"boolean":true}\n'), ("csv", "true\n")]
)
def test_ask(format: str, answer: str) -> None:
    assert query(STORE, "ASK { ?claim kg:stance kg:denied }", format) == answer


def test_construct_gives_the_same_turtle_each_time() -> None:
    question = "CONSTRUCT { ?claim kg:stance ?stance } WHERE { ?claim a kg:Claim ; kg:stance ?stance }"
    text = query(STORE, question, "turtle")
    assert text == query(flood(), question, "turtle")
    assert len(Graph().parse(data=text, format="turtle")) == 11


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(CLAIMS, encoding="utf-8")
    assert query(STORE, str(path)) == query(STORE, CLAIMS)


@pytest.mark.parametrize(
    ("question", "format", "says"),
    [
        ("no-such-question", "table", "claims-by-speaker"),
        ("SELECT ?x WHERE {\n  ?x kg:claim }", "table", "line 2, column"),
        ("SELECT ?x WHERE { ?x news:claim ?y }", "table", "not a known prefix: news"),
        ("SELECT ?x WHERE { ?x a kg:Claim }", "turtle", "use table or csv"),
        ("CONSTRUCT WHERE { ?x a kg:Claim }", "csv", "use table or turtle"),
    ],
)
def test_wrong_questions_say_what_to_do(question: str, format: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        query(STORE, question, format)


@pytest.mark.parametrize(
    ("name", "says"),
    [("speeker", r"no variable \?speeker.*\?speaker"), ("a b", "NAME=VALUE"), ("article", "projection")],
)
def test_wrong_variables_are_named(name: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        query(STORE, "claims-by-speaker", values={name: "x"})


def test_find_question_takes_text_for_text() -> None:
    assert find_question("ASK{?s ?p ?o}") == "ASK{?s ?p ?o}"


def test_ready_questions_stay_fast_with_many_claims() -> None:
    store = many(300)
    assert all(query(store, name) for name in ready_questions())


@pytest.mark.parametrize("name", EXPECTED)
def test_an_outlet_that_is_not_known_has_one_name_everywhere(name: str) -> None:
    store = compared(flood())
    told = [NamedNode(full_iri(term)) for term in ("schema:publisher", "kg:agency")]
    for quad in [quad for term in told for quad in store.quads_for_pattern(None, term, None)]:
        store.remove(quad)
    outlets = {claim.article.outlet for claim in read_claims(store)}
    assert outlets == {"flood-northwire.txt (outlet unknown)", "flood-ledger.txt (outlet unknown)"}
    assert {row["outlet"] for row in rows(store, name) if "outlet" in row} <= outlets
