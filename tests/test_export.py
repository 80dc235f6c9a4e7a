"""Tests of kg/export/: every format is read back and is what went in; the same graphs give the same text."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Dataset, Graph

from comparisons import OF_FLOOD, compared
from graphs import FLOOD, KILLED, LEDGER, NORTHWIRE, flood, many, store_of
from kg.compare import BETWEEN, COMPARISON, GROUPS
from kg.errors import NotFoundError
from kg.export import FORMATS, export, write
from kg.model import Quantity, Span
from kg.records import read_claims
from kg.vocabulary import KG
from readings import READING

STORES = {
    "flood": flood,
    "reading": lambda: store_of(READING),
    "many": lambda: many(12),
    "compared": lambda: compared(flood()),
}
GRAPHS = {"turtle": pyoxigraph.RdfFormat.TURTLE, "ntriples": pyoxigraph.RdfFormat.N_TRIPLES}
DATASETS = {
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}


def text_of(store: pyoxigraph.Store, format: str, iri: str | None = None) -> str:
    return "".join(export(store, format, iri))


def read(text: str, format: pyoxigraph.RdfFormat) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(text.encode(), format=format))


@pytest.mark.parametrize("name", STORES)
@pytest.mark.parametrize("format", DATASETS)
def test_datasets_come_back_whole(name: str, format: str) -> None:
    store = STORES[name]()
    assert set(read(text_of(store, format), DATASETS[format])) == set(store)


@pytest.mark.parametrize("name", STORES)
@pytest.mark.parametrize("format", GRAPHS)
def test_graphs_come_back_as_the_union(name: str, format: str) -> None:
    store = STORES[name]()
    found = read(text_of(store, format), GRAPHS[format])
    assert {quad.triple for quad in found} == {quad.triple for quad in store}
    assert len(found) == len(set(found))


@pytest.mark.parametrize("format", ["turtle", "ntriples"])
def test_rdflib_reads_the_same_graph(format: str) -> None:
    ours = Graph().parse(data=text_of(flood(), format), format=RDFLIB[format])
    theirs = Dataset(default_union=True).parse(FLOOD, format="trig")
    assert set(ours) == {(s, p, o) for s, p, o, _ in theirs.quads()}


@pytest.mark.parametrize("format", ["trig", "nquads", "jsonld"])
def test_rdflib_reads_the_same_dataset(format: str) -> None:
    ours, theirs = Dataset(), Dataset().parse(FLOOD, format="trig")
    ours.parse(data=text_of(flood(), format), format=RDFLIB[format])
    assert set(ours.quads()) == set(theirs.quads())


@pytest.mark.parametrize("format", FORMATS)
def test_same_graphs_give_the_same_text(format: str) -> None:
    other = pyoxigraph.Store()
    other.extend(sorted(flood(), key=lambda quad: str(quad)[::-1]))
    assert text_of(flood(), format) == text_of(other, format)


@pytest.mark.parametrize("format", ["ntriples", "nquads"])
def test_lines_are_sorted_within_each_article(format: str) -> None:
    lines = text_of(flood(), format, LEDGER).splitlines()
    inside = [line for line in lines if "#run>" not in line]
    assert inside == sorted(inside)


@pytest.mark.parametrize("iri", [NORTHWIRE, "article:76d25fb45a8612dd"])
def test_one_article(iri: str) -> None:
    found = set(read(text_of(flood(), "nquads", iri), DATASETS["nquads"]))
    assert found == {quad for quad in flood() if quad.graph_name.value.startswith(NORTHWIRE)}


def test_one_claim_with_all_it_leads_to() -> None:
    graph = Graph().parse(data=text_of(flood(), "turtle", KILLED), format="turtle")
    subjects = {str(subject) for subject in graph.subjects()}
    assert {
        KILLED,
        f"{KILLED}-hop-1.1",
        f"{KILLED}-hop-1.2",
        NORTHWIRE,
        f"{NORTHWIRE}#char=72,153",
    } <= subjects
    assert [str(claim) for claim in graph.subjects(predicate=KG.firstHop)] == [KILLED]
    assert not any("232" in subject for subject in subjects)


@pytest.mark.parametrize("name", COMPARISON)
def test_one_graph_of_a_comparison(name: str) -> None:
    store = compared(flood())
    found = set(read(text_of(store, "nquads", name), DATASETS["nquads"]))
    assert found == {quad for quad in store if quad.graph_name.value == str(name)}
    assert {quad.predicate.value for quad in found} >= {str(KG.threshold), str(KG.programVersion)}


def test_one_group_and_one_difference_with_all_they_lead_to() -> None:
    store = compared(flood())
    for name, kind, parts in ((GROUPS, KG.ClaimGroup, KG.Origin), (BETWEEN, KG.Difference, KG.Comparison)):
        node = pyoxigraph.NamedNode(str(kind))
        (one,) = {quad.subject.value for quad in store.quads_for_pattern(None, None, node)}
        found = read(text_of(store, "nquads", one), DATASETS["nquads"])
        assert {quad.graph_name.value for quad in found} == {str(name)}
        assert str(parts) in {quad.object.value for quad in found}
        claims = [json.loads(line)["iri"] for line in text_of(store, "jsonl", one).splitlines()]
        assert claims == sorted(OF_FLOOD[:2] if kind == KG.ClaimGroup else [OF_FLOOD[0], OF_FLOOD[3]])


def test_a_claim_that_revises_another_is_that_of_its_article() -> None:
    assert text_of(compared(flood()), "nquads", OF_FLOOD[1]) == text_of(flood(), "nquads", OF_FLOOD[1])


def test_tables_are_the_same_where_articles_were_compared() -> None:
    assert all(text_of(compared(flood()), name) == text_of(flood(), name) for name in ("jsonl", "csv", "events-csv"))


@pytest.mark.parametrize("format", FORMATS)
def test_unknown_iri_is_told(format: str) -> None:
    with pytest.raises(NotFoundError, match="no such graph, claim, group or difference"):
        text_of(flood(), format, "https://example.org/none")


def test_jsonl_has_what_the_graph_has() -> None:
    lines = [json.loads(line) for line in text_of(flood(), "jsonl").splitlines()]
    assert len(lines) == 11
    killed = next(line for line in lines if line["iri"] == KILLED)
    assert killed["article"] == "flood-northwire.txt"
    assert killed["evidence"] == [[72, 153]]
    assert [[hop["label"] for hop in hops] for hops in killed["chains"]] == [["Ida Voss", "Civil Protection Agency"]]
    assert killed["chains"][0][0]["kind"] == "person"
    assert [(q["of"], q["min"], q["max"]) for q in killed["quantities"]] == [
        ("killed", 140, None),
        ("injured", None, 2000),
    ]
    assert killed["quantities"][1]["approximate"] is True
    assert killed["events"] == ["injury", "killing"]
    assert [len(line["chains"]) for line in lines].count(0) == 1


def test_numbers_that_need_another_one_stand_apart() -> None:
    span = Span(0, 8)
    quantities = (
        Quantity(span, Decimal(12), Decimal(12), "killed", "by", kind="difference", relation="more"),
        Quantity(Span(1, 8), Decimal(1), Decimal(1), "voters", kind="rate", out_of=Decimal(5)),
        Quantity(Span(2, 8), Decimal(7), Decimal(7), "percent", kind="difference", unit="UCUM:%", relation="less"),
    )
    reading = replace(READING, claims=(replace(READING.claims[0], quantities=quantities),))
    (line,) = map(json.loads, text_of(store_of(reading), "jsonl").splitlines())
    assert [(q["of"], q["kind"], q["unit"]) for q in line["quantities"]] == [("percent", "difference", "UCUM:%")]
    assert [(q["of"], q["relation"], q["out_of"]) for q in line["relative_quantities"]] == [
        ("killed", "more", None),
        ("voters", None, 5),
    ]
    (row,) = csv.DictReader(io.StringIO(text_of(store_of(reading), "csv"), newline=""))
    assert row["quantities"] == "+12..12 killed; 1..1/5 voters; -7..7 percent"


def test_jsonl_of_one_article_or_claim() -> None:
    assert len(text_of(flood(), "jsonl", LEDGER).splitlines()) == 3
    assert len(text_of(flood(), "jsonl", KILLED).splitlines()) == 1


def test_csv_has_a_row_for_each_claim() -> None:
    found = list(csv.DictReader(io.StringIO(text_of(flood(), "csv"), newline="")))
    assert [row["claim"] for row in found] == [claim.iri for claim in read_claims(flood())]
    killed = next(row for row in found if row["claim"] == KILLED)
    assert killed["chains"] == "Ida Voss > Civil Protection Agency"
    assert killed["quantities"] == "140.. killed; ~..2000 injured"
    assert next(row for row in found if "rescue" in row["text"])["chains"] == "Tavria; Ostmark"
    assert next(row for row in found if "2019" in row["text"])["unnamed"] == "a senior inspector"


def test_jsonld_is_one_document_with_short_keys() -> None:
    document = json.loads(text_of(flood(), "jsonld", KILLED))
    (graph,) = document["@graph"]
    claim = next(node for node in graph["@graph"] if node["id"] == KILLED)
    assert (claim["type"], claim["stance"], claim["voice"]) == ("Claim", "asserted", "indirect")
    evidence = next(node for node in graph["@graph"] if node["id"] == claim["evidence"])
    assert (evidence["start"], evidence["end"]) == (72, 153)


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_store_gives_a_valid_empty_text(format: str) -> None:
    text = text_of(pyoxigraph.Store(), format)
    if format in RDFLIB:
        assert len(Dataset().parse(data=text, format=RDFLIB[format])) == 0
    else:
        assert len(text.splitlines()) == (format in ("csv", "events-csv"))


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    def broken() -> object:
        yield "first\n"
        raise RuntimeError("cut off")

    path = tmp_path / "out.txt"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(RuntimeError):
        write(broken(), path)
    assert path.read_text(encoding="utf-8") == "before"
    write(["a\n", "b\n"], path)
    assert path.read_text(encoding="utf-8") == "a\nb\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.txt"]


def test_a_stream_is_written_to() -> None:
    stream = io.StringIO()
    write(["a", "b"], stream)
    assert stream.getvalue() == "ab"


def test_awkward_literals_come_back() -> None:
    store = pyoxigraph.Store()
    graph, term = pyoxigraph.NamedNode("https://example.org/g"), pyoxigraph.NamedNode("https://example.org/p")
    typed = [
        ("1", "decimal"),
        ("1.50", "decimal"),
        ("2024-12", "gYearMonth"),
        ("true", "boolean"),
        ("007", "integer"),
    ]
    values = [
        pyoxigraph.Literal(v, datatype=pyoxigraph.NamedNode(f"http://www.w3.org/2001/XMLSchema#{t}")) for v, t in typed
    ]
    values += [pyoxigraph.Literal(v) for v in ('a "b" \\ c\n\td\r', "🇨🇭 e\u0301 \u202eabc", "")]
    values += [
        pyoxigraph.Literal("Zug", language="de"),
        pyoxigraph.NamedNode("https://w3id.org/newskg/ns#a,b"),
    ]
    for value in values:
        store.add(pyoxigraph.Quad(pyoxigraph.NamedNode("https://example.org/s"), term, value, graph))
    for format, kind in DATASETS.items():
        assert set(read(text_of(store, format), kind)) == set(store), format


def events_of(store: pyoxigraph.Store, iri: str | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(store, "events-csv", iri), newline="")))


def test_events_come_back_from_the_table() -> None:
    rows = events_of(store_of(READING))
    told = {(row["sub_event_type"], row["polarity"], row["modality"], row["actor2"], row["recipient"]) for row in rows}
    assert told == {
        ("deployment", "positive", "possible", "At least 1,200 soldiers", "Ruritania"),
        ("arms transfer", "negative", "", "arms", ""),
        ("statement", "positive", "", "", ""),
        ("killing", "positive", "", "", ""),
    }
    (sent,) = [row for row in rows if row["sub_event_type"] == "deployment"]
    assert (sent["event_type"], sent["plover_type"]) == ("Strategic developments", "MOBILIZE")
    assert (sent["attribution"], sent["stance"]) == ("Éva Őri > Défense Ministry", "asserted")
    assert sent["notes"] == "At least 1,200 soldiers may have been sent to Ruritania's border"


def test_an_event_around_a_saying_is_the_articles_own_and_has_its_day() -> None:
    (said,) = [row for row in events_of(store_of(READING)) if row["sub_event_type"] == "statement"]
    assert (said["actor1"], said["attribution"], said["notes"]) == ("Éva Őri", "", "")
    assert (said["event_date"], said["event_date_end"], said["time_precision"]) == ("2025-03-03", "2025-03-03", "day")


def test_the_dead_of_a_killing_are_bounds() -> None:
    (killing,) = [row for row in events_of(flood(), KILLED) if row["sub_event_type"] == "killing"]
    assert (killing["fatalities_low"], killing["fatalities_high"]) == ("140", "")
    assert (killing["source"], killing["claim_id"]) == ("Northwire", KILLED)
    (injury,) = [row for row in events_of(flood(), KILLED) if row["sub_event_type"] == "injury"]
    assert (injury["fatalities_low"], injury["fatalities_high"]) == ("", "")
