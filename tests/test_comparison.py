"""Tests of kg/compare/report.py: what was stored comes back, and the ready questions give the same numbers."""

from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph

from comparisons import DAYS, STANDING, compared, graphs, series
from comparisons import comparison as comparison_by_hand
from graphs import flood
from kg.check import check_store
from kg.compare import BETWEEN, COMPARISON
from kg.compare.between import Between
from kg.compare.report import Comparison, DifferenceRecord, read_comparison
from kg.compare.triples import between_triples
from kg.query import rows
from kg.store import Store
from kg.validate import load_shapes, validate
from kg.vocabulary import KG, PROV, RDF, new_graph

DOCUMENT = Path(__file__).parent.parent / "docs" / "graph.md"
KINDS = {"figuresDiffer": "figures", "measuresDiffer": "measure", "denial": "denied"}


@pytest.fixture(scope="module")
def store(stories: Path) -> pyoxigraph.Store:
    """Two stories compared, with a series and differences of each kind besides."""
    copied = pyoxigraph.Store()
    with Store.read_only(stories) as kept:
        copied.extend(kept.graphs)
    groups = [group for group in read_comparison(copied).groups if group.iri]
    iris = [group.claims[0].iri for group in groups]
    one, two, three, four = (tuple(claim.iri for claim in group.claims) for group in groups[3:7])
    steps, told = series(iris)
    told |= {claim.iri: claim for group in groups for claim in group.claims} | {
        iri: told[iri] for iri in iris[: len(DAYS)]
    }
    graph = Graph()
    graph += between_triples(steps, told)
    graph += between_triples(
        [Between(one, two, "denied", 0.7, "A denies B"), Between(one, three, "measure", 0.5, "m")], told
    )
    graph += between_triples([Between(one, four, "denied", 0.6, "A denies C")], told)
    lines = graph.serialize(format="nt").encode()
    copied.load(lines, format=pyoxigraph.RdfFormat.N_TRIPLES, to_graph=pyoxigraph.NamedNode(BETWEEN))
    return copied


@pytest.fixture(scope="module")
def comparison(store: pyoxigraph.Store) -> Comparison:
    return read_comparison(store)


def test_groups(store, comparison):
    found = {row["group"]: row for row in rows(store, "groups")}
    assert set(found) == {group.iri for group in comparison.groups if group.iri}
    for group in comparison.groups:
        if group.iri:
            row, standing = found[group.iri], group.standing
            assert (int(row["outlets"]), int(row["claims"])) == (len(group.outlets), len(group.claims))
            assert (int(row["origins"]), row["summary"]) == (standing.independent, standing.summary)
            assert (float(row["unnamed"]), float(row["score"])) == (standing.unnamed, group.score)
            assert row["text"] in {claim.text for claim in group.claims}


def test_groups_on_a_single_origin(store, comparison):
    found = {(row["group"], int(row["outlets"]), row["origin"]) for row in rows(store, "single-origin")}
    assert found
    assert found == {
        (group.iri, len(group.outlets), group.standing.rests_on[-1])
        for group in comparison.groups
        if group.iri and len(group.outlets) > 1 and group.standing.independent == 1
    }


def test_differences(store, comparison):
    found = {
        DifferenceRecord(row["claim"], row["other"], KINDS[row["kind"]], row["reason"], float(row["score"]))
        for row in rows(store, "differences")
    }
    assert {difference.kind for difference in found} >= {"denied", "measure"}
    assert found == {difference for group in comparison.groups for difference in group.differ}


def test_claims_that_are_contested(store, comparison):
    found = {row["claim"]: int(row["denials"]) for row in rows(store, "contested")}
    assert max(found.values()) > 1
    for group in comparison.groups:
        for claim in group.claims:
            ends = [{d.one, d.other} for d in group.differ if d.kind == "denied" and claim.iri in (d.one, d.other)]
            assert found.get(claim.iri, 0) == len(ends)


def test_series_step_by_step(store, comparison):
    found = {(row["claim"], row["earlier"]) for row in rows(store, "series")}
    assert len(found) >= 2
    assert found == {pair for group in comparison.groups for pair in group.revises}


def test_copies(store, comparison):
    found = {row["article"]: row["original"] for row in rows(store, "copies")}
    assert len(found) == 2
    assert found == comparison.copies


def test_statistics(store, comparison):
    found = {row["what"]: int(row["count"]) for row in rows(store, "statistics")}
    assert found["groups"] == sum(bool(group.iri) for group in comparison.groups)
    assert found["differences"] == len({one for group in comparison.groups for one in group.differ})
    assert found["copies"] == len(comparison.copies)


def test_all_that_is_said_of_a_group_comes_back():
    group = next(group for group in read_comparison(compared(flood())).groups if group.iri)
    standing = group.standing
    assert standing.rests_on == STANDING.rests_on
    assert standing.fewest == STANDING.fewest
    assert standing.loops == STANDING.loops
    assert standing.circular == ("Northwire and The Ledger",)
    assert [(origin.label, origin.named, origin.number) for origin in standing.origins] == [("Eva Ori", True, 1)]
    assert (group.score, standing.independent, standing.unnamed) == (0.9, 1, 0.0)
    assert len(group.revises) == 1
    assert [difference.reason for difference in group.differ] == ["Ann denied what Ben said"]


def test_commands_count_check_and_export_what_comparing_found(stories, run):
    lines = run("stats", "--store", stories, "--format", "csv").stdout.split()
    counted = dict(line.split(",") for line in lines if line.count(",") == 1)
    assert int(counted["groups"]) > 5
    assert run("validate", "--store", stories).exit_code == 0
    exported = run("export", "--store", stories, "--format", "trig").stdout
    assert all(f"<{name}> {{" in exported for name in COMPARISON)


@pytest.mark.parametrize("name", COMPARISON)
def test_every_graph_of_a_comparison_is_checked(tmp_path, name):
    with Store.open(tmp_path / "store") as opened:
        for graph, triples in graphs().items():
            opened.put(graph, triples)
        assert check_store(opened).conforms
        opened.put(name, [triple for triple in graphs()[name] if triple[1] != KG.least])
        assert "A threshold has one least value" in check_store(opened).text


def test_the_example_in_the_documents_is_such_a_graph():
    text = DOCUMENT.read_text(encoding="utf-8")
    example = Graph().parse(data=text.partition("## Comparison")[2].split("```")[1].removeprefix("turtle"))
    assert {KG.ClaimGroup, KG.Difference, PROV.Derivation, KG.Comparison} <= set(example.objects(None, RDF.type))
    report = validate(example, load_shapes())
    assert report.conforms, report.text


def test_the_documents_tell_all_terms_of_a_comparison():
    text = DOCUMENT.read_text(encoding="utf-8").partition("## Comparison")[2]
    said = new_graph()
    said += comparison_by_hand()
    terms = {said.namespace_manager.curie(term) for term in said.predicates()}
    assert {term for term in terms if f"{term}" not in text} == {"rdf:type"}
