"""Short ways to write the records of claims that tests compare: who reports what through whom."""

from kg.record_types import ActorRecord, ArticleRecord, BodyRecord, BriefingRecord, ClaimRecord, HopRecord

ID = "https://w3id.org/newskg/id/"


def article_iri(outlet: str, day: str = "") -> str:
    """The IRI of an outlet's article of a day."""
    return f"{ID}article/{outlet.casefold().replace(' ', '-')}{day}"


def actor(label: str, article: str = "", kind: str = "", roles: str = "", bodies: str = "") -> ActorRecord:
    """An actor; one whose last word begins small is not named, and is of its article alone.

    `roles` are parted by semicolons, as are the labels of `bodies`.
    """
    named = label[0].isupper() and label.split(" of ")[0].split()[-1][0].isupper()
    key = label.casefold().replace(" ", "-")
    return ActorRecord(
        f"{ID}actor/{key}" if named else f"{article}#actor-{key}",
        label,
        kind or ("organization" if named and len(label.split()) > 2 else "person" if named else "unknown"),
        named,
        "",
        roles=tuple(filter(None, roles.split("; "))),
        affiliations=tuple(BodyRecord(f"{ID}actor/{b.casefold()}", b) for b in filter(None, bodies.split("; "))),
    )


def claim(
    outlet: str,
    *chains: str | tuple[ActorRecord, ...],
    agency: str = "",
    day: str = "2024-05-01",
    briefing: str | tuple[str, str] = "",
    stance: str = "asserted",
) -> ClaimRecord:
    """A claim of an outlet's article, with chains such as "Ann Lee > Defence Ministry" from the nearest to the origin.

    `briefing` are the words for what the first source spoke after, with the giver's label behind them where there is
    one.
    """
    iri = article_iri(outlet, day)
    words, giver = (briefing, "") if isinstance(briefing, str) else briefing
    basis = BriefingRecord(words, (actor(giver, iri),) if giver else ()) if words else None
    ways = [tuple(actor(label, iri) for label in c.split(" > ")) if isinstance(c, str) else c for c in chains]
    hops = tuple(
        tuple(
            HopRecord(f"{iri}#hop", one, (), (), "indirect", "asserted", 1.0, None if number else basis)
            for number, one in enumerate(way)
        )
        for way in ways
    )
    article = ArticleRecord(iri, "", "", outlet, agency, "", day, "")
    name = "-".join(one.label for way in ways for one in way)
    return ClaimRecord(f"{iri}#claim-{name}", article, "", (), hops, stance, "indirect", "", (), ())
