"""What was compared as a web page that needs nothing beside it: claims, figures, differences and pictures of groups."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template

from kg.compare.asked import Asked
from kg.compare.report import GroupRecord
from kg.compare.sourced import Sourced, sourced
from kg.compare.timeline import changed
from kg.compare.told import pages, told_of
from kg.draw.html import grades_of, hop_item, judgements, passage_of
from kg.draw.markup import element, words
from kg.draw.sources.picture import svg
from kg.draw.sources.said import figures, quoted
from kg.draw.strokes import letters
from kg.draw.style import STANCES, VOICES, date_of, manner
from kg.record_types import ClaimRecord
from kg.trace import Provenance, chains

PAGE = Path(__file__).with_name("compared.html")
KINDS = {
    "figures": "The figures cannot both hold",
    "measure": "It is counted by another measure",
    "denied": "One denies what the other says",
}


def compared(found: Asked, graph: Provenance) -> str:
    """The page; `graph` is the provenance of all claims of the groups, with their passages where the text is kept."""
    groups = [sourced(page.group, found.comparison.copies) for page in pages(found.comparison.groups)]
    pictures = [svg(one, found.claims, with_letters=False) for one in groups]
    alone = len(groups) == 1
    drawn = [
        _group(number, one, picture, found, graph, alone)
        for number, (one, picture) in enumerate(zip(groups, pictures, strict=True), start=1)
    ]
    return Template(PAGE.read_text(encoding="utf-8")).substitute(
        title="What articles say alike, and on whom it rests",
        totals=words(", ".join(_totals([one.group for one in groups]))),
        letters=letters(pictures),
        stances="\n".join(f".{name} {{ --hue: {look.colour}; }}" for name, look in STANCES.items()),
        contents="" if alone else _contents(groups),
        groups="\n".join(drawn),
    )


def _totals(groups: Sequence[GroupRecord]) -> Iterator[str]:
    claims = {claim.iri for group in groups for claim in group.claims}
    articles = {claim.article.iri for group in groups for claim in group.claims}
    differ = {(one.kind, one.reason) for group in groups for one in group.differ}
    counts = ((len(groups), "group"), (len(claims), "claim"), (len(articles), "article"), (len(differ), "difference"))
    yield from (f"{number} {of}{'s' * (number != 1)}" for number, of in counts)


def _contents(groups: list[Sourced]) -> str:
    """Links to the groups, each with its first words and what is said of it."""
    items = [
        element(
            "li",
            element("a", words(one.group.said), href=f"#group-{number}"),
            element("p", words(one.group.standing.summary)),
        )
        for number, one in enumerate(groups, start=1)
    ]
    return element("nav", element("h2", "Groups"), element("ol", *items), aria_label="Groups")


def _group(number: int, one: Sourced, picture: str, found: Asked, graph: Provenance, alone: bool) -> str:
    group = one.group
    outlets = ", ".join(dict.fromkeys(one.outlets[claim.article.iri] for claim in group.claims))
    parts = [
        element("h2", words(group.said), id=f"words-{number}"),
        element("p", words(group.standing.summary), class_="summary"),
        element("p", words(f"Outlets: {outlets}"), class_="outlets"),
        _figures(one),
        *_differences(group, found.claims),
        *_revisions(group, found.claims),
        element("h3", "Claims"),
        element("ol", *(_claim(claim, graph, found.comparison.copies) for claim in group.claims), class_="claims"),
        _details(picture, alone),
    ]
    return element("article", *parts, id=f"group-{number}", aria_labelledby=f"words-{number}")


def _details(picture: str, is_open: bool) -> str:
    """The picture, folded where there are many; its text is what the list above it tells."""
    summary = element("summary", "On whom it rests, as a picture")
    return f"<details{' open' * is_open}>{summary}{element('div', picture, class_='picture')}</details>"


def _figures(one: Sourced) -> str:
    """The figures of the claims side by side."""
    rows = [
        element(
            "tr",
            element("th", words(_where(claim)), scope="row"),
            element("td", words(_through(claim))),
            element("td", element("span", words(manner(claim.stance).word), class_=f"stance {claim.stance}")),
            element("td", *(element("b", words(said), class_="figure") for said in figures((claim,)))),
        )
        for claim in one.group.claims
        if claim.quantities
    ]
    names = "".join(element("th", name, scope="col") for name in ("Outlet", "Source", "Stance", "Figures"))
    head = element("thead", element("tr", names))
    table = element("table", element("caption", "Figures side by side"), head, element("tbody", *rows))
    return element("div", table, class_="wide", role="region", aria_label="Figures", tabindex="0") if rows else ""


def _differences(group: GroupRecord, claims: Mapping[str, ClaimRecord]) -> Iterator[str]:
    """What differs, each reason once, the surest first, with the words of both sides next to each other."""
    own = {claim.iri for claim in group.claims}
    found = told_of(group)
    if found:
        yield element("h3", "What differs")
    for one in found:
        here = [pair.one if pair.one in own else pair.other for pair in one.pairs]
        there = [pair.other if pair.one in own else pair.one for pair in one.pairs]
        quotes = [[_quote(claims[iri]) for iri in dict.fromkeys(side) if iri in claims] for side in (here, there)]
        columns = [element("div", *side) for side in quotes]
        about = element("p", element("b", words(f"≠ {KINDS[one.kind]}: ")), words(one.reason))
        yield element("section", about, element("div", *columns, class_="sides"), class_="differs")


def _revisions(group: GroupRecord, claims: Mapping[str, ClaimRecord]) -> Iterator[str]:
    for later, earlier in group.revises:
        if later in claims and earlier in claims:
            before, after = changed(claims[earlier], claims[later])
            yield element(
                "p",
                words(
                    f"Revises {before or 'what was said'} ({_where(claims[earlier])}){f' to {after}' if after else ''}."
                ),
                class_="revises",
            )


def _quote(claim: ClaimRecord) -> str:
    denied = "" if claim.stance == "asserted" else f" ({manner(claim.stance).word})"
    about = element("small", words(f"{_where(claim)} · {_through(claim)}{denied}"))
    return element("blockquote", words(quoted(claim.text)), element("br"), about)


def _claim(claim: ClaimRecord, graph: Provenance, copies: Mapping[str, str]) -> str:
    """A claim with its words in their passage, its chains, and its grades."""
    data, article = graph.nodes[claim.iri], claim.article
    copy = " · a copy" if article.iri in copies else ""
    facts = " · ".join(filter(None, (article.headline, date_of(article.published)))) + copy
    head = element("h4", words(article.outlet), element("small", words(f" {facts}"))) if facts else ""
    manner_of_it = f"{manner(claim.stance).word} · {VOICES.get(claim.voice, claim.voice)}"
    ways = [
        f"<ol class='chain'>{''.join(hop_item(graph, hop) for hop in way)}</ol>" for way in chains(graph, claim.iri)
    ]
    judged = "".join(f"<li>{escape(said)}</li>" for said in judgements(graph, claim.iri))
    return element(
        "li",
        head or element("h4", words(article.outlet)),
        f"<p><span class='stance {escape(claim.stance)}'>{escape(manner_of_it)}</span>{grades_of(data)}</p>",
        f"<blockquote>{passage_of(graph, claim.iri)}</blockquote>",
        *(ways or [element("p", "In the article’s own voice.", class_="own")]),
        f"<ul class='grades'>{judged}</ul>" if judged else "",
        class_=claim.stance,
    )


def _where(claim: ClaimRecord) -> str:
    return ", ".join(filter(None, (claim.article.outlet, claim.article.published[:10])))


def _through(claim: ClaimRecord) -> str:
    ways = (" › ".join(hop.actor.label for hop in chain) for chain in claim.chains)
    return "; ".join(ways) or "in its own voice"
