"""Tests of kg/compare/ties.py: which two sources count as one, by their words and roles, and which do not."""

import pytest

from kg.compare.names import name_of, same_name
from kg.compare.parties import Party, parties_of
from kg.compare.ties import Tie, speaking, ties_between
from kg.record_types import ActorRecord
from sources import actor

ONE, TWO = "article:one", "article:two"


def org(label: str, article: str = ONE) -> ActorRecord:
    """An organisation."""
    return actor(label, article, "organization")


def person(label: str, roles: str = "", bodies: str = "", article: str = ONE) -> ActorRecord:
    """A person, named or not."""
    return actor(label, article, "person", roles, bodies)


TIED = [
    # a body and who speaks for it
    (org("Acme Foods"), person("Ann Lee", "a spokeswoman for Acme Foods"), "Ann Lee speaks for Acme Foods"),
    (org("Acme Foods"), person("Ann Lee", "Acme Foods' chief executive"), "Ann Lee speaks for Acme Foods"),
    (org("Acme Foods"), person("Ann Lee", "director", "Acme Foods"), "Ann Lee speaks for Acme Foods"),
    (org("Acme Foods"), person("Ann Lee", "heads Acme Foods"), "Ann Lee speaks for Acme Foods"),
    (org("Acme Foods"), person("member of Acme Foods' board"), "the member of Acme Foods' board speaks for Acme Foods"),
    (org("Acme"), person("Ann Lee", bodies="Acme"), "Ann Lee speaks for Acme"),  # "Ann Lee of Acme said"
    (org("Crater Project"), person("Ann Lee", "director of the Crater Project"), "Ann Lee speaks for Crater Project"),
    (org("police"), person("Ann Lee", "police spokeswoman", article=TWO), "Ann Lee speaks for the police"),
    (person("Ann Lee", "director of Acme Foods"), person("Bo Kim", "Acme Foods' spokesman"),
     "both speak for Acme Foods"),
    # an office and its holder
    (org("Ministry of Mining in La Paz"), person("Ann Lee", "Mining Minister"),
     "Ann Lee speaks for the Ministry of Mining in La Paz"),
    (org("Ministry of Finance"), person("Ann Lee", "the minister of finance"),
     "Ann Lee speaks for the Ministry of Finance"),
    (org("Health Ministry"), org("Ministry of Health"), "Health Ministry and Ministry of Health are one name"),
    (org("Foreign Ministry"), org("Ministry of Foreign Affairs"),
     "Foreign Ministry is short for the Ministry of Foreign Affairs"),
    # a candidate and a camp, a document and its author
    (person("Ann Lee"), person("spokesman for Ann Lee"), "the spokesman for Ann Lee speaks for Ann Lee"),
    (person("Ann Lee"), actor("report of Ann Lee", ONE, "document"), "the report of Ann Lee speaks for Ann Lee"),
    # whole names and parts
    (org("Desert Guard"), org("Guard"), "Guard is short for Desert Guard"),
    (org("Medicos do Delta"), org("Medicos"), "Medicos is short for Medicos do Delta"),
    (org("Aurelia Air"), org("Aurelia"), "Aurelia is short for Aurelia Air"),
    (person("Ann Lee"), person("Lee"), "Lee is short for Ann Lee"),
    (org("UN's humanitarian office"), org("United Nations humanitarian office", TWO),
     "UN's humanitarian office is short for the United Nations humanitarian office"),
    (org("Bolivia's Civil Defence agency"), org("Civil Defence", TWO),
     "Civil Defence is short for Bolivia's Civil Defence agency"),
    (org("ministry", TWO), org("Health Ministry"), "ministry is short for the Health Ministry"),
    # described alike
    (person("Hanan Idris", "physician"), person("hospital doctor", article=TWO),
     "the hospital doctor and Hanan Idris have one role"),
    (person("U.S. official"), person("senior U.S. military official", article=TWO), "both are of US"),
    (person("worker at the waterworks"), person("employee of the waterworks", article=TWO),
     "both are of the waterworks"),
    # by the post alone, where the words tell of no other body
    (person("Ann Lee", "the mayor"), org("town hall of Elmford"),
     "Ann Lee, mayor, speaks for the town hall of Elmford"),
    (person("Ann Lee", "the mayor of Elmford"), org("municipality of Elmford"),
     "Ann Lee, mayor, speaks for the municipality of Elmford"),
    (person("Ann Lee", "Sergeant"), org("police"), "Ann Lee, sergeant, speaks for the police"),
    (person("Ann Lee", "stresses Brigadier General"), org("armed forces"),
     "Ann Lee, general, speaks for the armed forces"),
    (person("Ann Lee", "Minister"), person("Bo Kim", "the ministry's spokesman"),
     "Ann Lee, minister, speaks for the ministry"),
    (person("Ann Lee", "its boss"), org("Acme Foods"), "Ann Lee, boss, speaks for Acme Foods"),
    (person("Ann Lee", "Director"), person("Bo Kim", "a spokesman for Acme Foods"),
     "Ann Lee, director, speaks for Acme Foods"),
    (person("Ann Lee", "spokeswoman"), org("police"), "Ann Lee, spokeswoman, speaks for the police"),
    (org("Acme Foods"), person("spokesman", article=TWO), "the spokesman speaks for Acme Foods"),
    (person("Ann Lee", "lawyer"), person("Bo Kim"), "Ann Lee speaks for Bo Kim"),
    (person("Ann Lee", "Prime Minister"), org("prime minister's office"),
     "the prime minister's office speaks for Ann Lee"),
    (person("Ann Lee", "the trade minister"), actor("minister's cabinet", ONE),
     "the minister's cabinet speaks for Ann Lee"),
    (person("Ann Lee", "the army's chief of staff"), org("army"), "Ann Lee speaks for the army"),
    (person("Ann Lee", "director general of Acme Foods"), org("Acme Foods"), "Ann Lee speaks for Acme Foods"),
    (person("Mining Minister Ann Lee"), org("Ministry of Mining"),
     "Mining Minister Ann Lee speaks for the Ministry of Mining"),
    (person("Ann Lee", "The minister herself"), org("Ministry of Mining"),
     "Ann Lee, minister, speaks for the Ministry of Mining"),
    # bodies by those who are of them, and mere nouns
    (actor("prosecutors", ONE, "group"), actor("prosecution", TWO), "prosecution and prosecutors are one name"),
    (actor("insurers", ONE, "group"), org("Union of Insurers"), "the Union of Insurers speaks for the insurers"),
    (org("firm"), org("Acme Foods"), "the firm is Acme Foods"),
    (person("Ann Lee", "the company's manager"), org("firm"), "Ann Lee speaks for the firm"),
    (org("military"), org("army", TWO), "army and military are one name"),
    (org("Norwegian police"), org("police in Elmford", TWO), "Norwegian police and police in Elmford are one name"),
    (person("person close to the administrator"), person("person within the administrator's office", article=TWO),
     "both are of the administrator"),
    # a document by whose it is
    (actor("log of the rescue service", ONE), org("Mountain Rescue Service"),
     "the log of the rescue service speaks for the Mountain Rescue Service"),
    (actor("inventory drawn up by Ann Lee", ONE), person("Ann Lee"),
     "the inventory drawn up by Ann Lee speaks for Ann Lee"),
    # a state by its capital, and its government
    (person("Ann Lee", "the Cypriot government spokesman"), actor("Cyprus", kind="state"),
     "Ann Lee is a body of cyprus"),
    (actor("Paris", kind="unknown"), org("French Defence Ministry"), "French Defence Ministry is a body of france"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "reason"), TIED, ids=[f"{a.label} = {b.label}" for a, b, _ in TIED])
def test_tied(one: ActorRecord, other: ActorRecord, reason: str) -> None:
    first, second = sorted((one.iri, other.iri))
    assert ties_between(parties_of([one, other])) == (Tie(first, second, reason),)


APART = [
    (person("Ann Lee", bodies="Acme"), person("Bo Kim", bodies="Acme")),
    (person("neighbour"), person("Ann Lee", "the prosecutor in the case")),
    (person("person familiar with the matter"), person("person familiar with the matter", article=TWO)),
    (person("hospital doctor"), person("doctor", article=TWO)),
    (person("doctor at the Harbour Clinic"), person("Ann Lee", "a doctor at the Castle Hospital", article=TWO)),
    (org("Norrwind"), org("Norrwind pilots' union")),
    (org("United Nations"), org("United Nations panel of experts")),
    (org("French Defence Ministry"), org("Polish Defence Ministry")),
    (org("Defence Ministry"), org("Health Ministry")),
    (person("Ann Lee"), person("Bo Lee")),
    (person("Ann Lee", "a lawmaker of the Green Party"), org("Green Party")),
    (person("Ann Lee", "a former director of Acme Foods"), org("Acme Foods")),
    (person("Ann Lee", "a driver at Acme Foods"), org("Acme Foods")),
    (person("Ann Lee", "a French lawmaker"), actor("France", kind="state")),
    (person("Ann Lee", "a member of parliament"), person("Bo Kim", "a member of parliament")),
    (person("Ann Lee", "a lawmaker"), org("State Spy Agency")),
    (actor("mobile phone records", ONE, "document"), person("neighbour")),
    (person("Ann Lee", "the mayor of Elmford"), org("municipality of Harrow")),
    (person("Ann Lee", "director"), org("police")),
    (person("Ann Lee", "director", "Acme Foods"), org("Northwind")),
    (person("Ann Lee", "spokesman"), org("Labour Inspectorate")),
    (person("Ann Lee", "lawyer"), person("Bo Kim", "a surgeon")),
    (person("Ann Lee", "lawyer"), actor("bank statement", ONE, "document")),
    (person("Ann Lee", "the union's secretary"), actor("maintenance log", ONE)),
    (actor("insurers", ONE, "group"), org("Union of Miners")),
    (org("police in Harrow"), org("police in Elmford", TWO)),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), APART, ids=[f"{a.label} / {b.label}" for a, b in APART])
def test_apart(one: ActorRecord, other: ActorRecord) -> None:
    assert ties_between(parties_of([one, other])) == ()


def test_what_could_be_two_is_neither() -> None:
    guards = [org("Desert Guard"), org("Coast Guard"), org("Guard", TWO)]
    assert ties_between(parties_of(guards)) == ()
    doctors = [person("Ann Lee", "doctor"), person("Bo Kim", "surgeon"), person("hospital doctor", article=TWO)]
    assert ties_between(parties_of(doctors)) == ()


def test_a_post_that_could_be_at_two_bodies_is_at_neither() -> None:
    assert ties_between(parties_of([person("Ann Lee", "director"), org("Acme Foods"), org("Northwind")])) == ()
    assert ties_between(parties_of([person("Ann Lee", "lawyer"), person("Bo Kim"), person("Cy Ford")])) == ()


def test_the_same_noun_goes_before_what_it_may_stand_for() -> None:
    told = [person("Ann Lee", "the company's manager"), person("Bo Kim", "Acme Foods' lawyer"), org("company")]
    assert len(ties_between(parties_of(told))) == 2


def test_what_could_be_two_that_are_one_is_that() -> None:
    actors = [org("Acme Foods"), person("Ann Lee", "director of Acme Foods"), org("Acme")]
    assert len(ties_between(parties_of(actors))) >= 2


def test_what_two_articles_say_of_one_is_joined() -> None:
    told = [person("Ann Lee"), person("Ann Lee", "a spokeswoman for Acme Foods"), org("Acme Foods")]
    assert [tie.reason for tie in ties_between(parties_of(told))] == ["Ann Lee speaks for Acme Foods"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Border Service", "Kyrgyzstan’s Border Service", True),
        ("State Border Service", "Kyrgyzstan’s Border Service", True),
        ("Tajik Border Service", "Kyrgyzstan’s Border Service", False),
        ("ministry in Tashkent", "Uzbek Defence Ministry", True),
        ("ministry in Bishkek", "Uzbek Defence Ministry", False),
        ("coastguard", "coast guard", True),
        ("", "Guard", False),
        ("firefighters' union", "firefighters' trade union", True),
        ("firefighters' union", "teachers' union", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert same_name(name_of(one), name_of(other)) is same
    assert same_name(name_of(other), name_of(one)) is same


SPOKEN = [
    ("health officials", "regional health authority", "the health officials speak for the regional health authority"),
    ("police", "Ann Lee", "the police speak for Ann Lee"),
    ("spokesman", "Acme Foods", "the spokesman speaks for Acme Foods"),
    ("Two former officers", "army", "Two former officers speak for the army"),
]


@pytest.mark.parametrize(("one", "body", "said"), SPOKEN)
def test_verbs_agree_with_who_speaks(one: str, body: str, said: str) -> None:
    assert speaking(Party(actor(one, ONE)), body) == said
