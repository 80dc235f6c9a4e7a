"""Tests of benchmarks/origins.py: gold read as claims, and which of the claims read are the gold's."""

from dataclasses import replace

from benchmarks.origins import claims_of, same, source
from kg.record_types import Words
from sources import actor, claim

STORY = {
    "articles": [{"file": "s/alpha.txt", "published": "2024-05-01", "outlet": "Alpha", "agency": None}],
    "claims": [
        {"id": "a1", "article": "s/alpha.txt", "evidence": [[0, 9]], "text": "it closed", "stance": "asserted",
         "chain": ["Ann Lee"], "also_chains": [["Bo Kim", "Spy Agency"]]},
        {"id": "a2", "article": "s/alpha.txt", "evidence": [[20, 30]], "text": "it opened", "stance": "asserted",
         "chain": []},
    ],
    "basis": [{"label": "briefing by the Spy Agency", "claims": ["a1"]}],
}  # fmt: skip


def test_gold_as_claims() -> None:
    (_, first), (_, second) = claims_of(STORY, {"s/alpha.txt": "urn:alpha"}, {"urn:alpha": []})
    assert [[hop.actor.label for hop in chain] for chain in first.chains] == [["Ann Lee"], ["Bo Kim", "Spy Agency"]]
    assert [chain[-1].basis is not None for chain in first.chains] == [True, True]
    assert (second.chains, second.article.outlet) == ((), "Alpha")


def test_a_label_means_the_actor_of_the_article() -> None:
    known = [actor("Dr Ann Lee", kind="person", roles="surgeon"), actor("a doctor", "urn:alpha", "person")]
    assert source("Ann Lee", "urn:alpha", known).roles == ("surgeon",)
    assert source("Ann Lee", "urn:alpha", known).names == ("Dr Ann Lee",)
    assert source("Di West", "urn:alpha", [actor("West", kind="person", roles="mayor")]).roles == ("mayor",)
    assert source("Di West", "urn:alpha", [actor("West", kind="organization", roles="mayor")]).roles == ()
    assert source("Cy Ford", "urn:alpha", [actor("Health Minister Cy Ford")]).names == ("Health Minister Cy Ford",)
    assert source("Bo Kim", "urn:alpha", known).kind == "person"
    assert not source("hospital doctor", "urn:alpha", known).named
    assert not source("French official", "urn:alpha", known).named


def test_same_claims() -> None:
    told = replace(claim("Alpha", "Ann Lee"), evidence=(Words(0, 10, ""),))
    near = replace(told, iri="near", evidence=(Words(0, 8, ""),))
    far = replace(told, iri="far", evidence=(Words(8, 30, ""),))
    elsewhere = replace(claim("Beta", "Ann Lee"), evidence=(Words(0, 10, ""),))
    assert same(told, [near, far, elsewhere]) == [near]
    assert same(told, [far]) == []
