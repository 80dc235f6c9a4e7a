"""In how many groups of claims the independent origins are counted right: `python -m benchmarks.origins [FOLDER …]`.

FOLDERs have stories with gold, as `stories/README.md` tells; by default `stories/dev` and `stories/train`. Groups and
copies are those of the gold. Counted are first the gold's own chains, with what the program reads of who their sources
are, and then the chains that it reads itself.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.attribute import attribute
from kg.build import build
from kg.compare.names import BEHIND, name_of, plain
from kg.compare.origins import Standing, standing_of
from kg.errors import NotFoundError
from kg.known import normal, slug
from kg.link import link
from kg.model import Actor
from kg.nest import nest
from kg.nouns import role_of
from kg.offices import with_offices
from kg.parse import parse
from kg.pipeline import Tools, load_tools
from kg.read import read_article
from kg.record_types import ActorRecord, ArticleRecord, BodyRecord, BriefingRecord, ClaimRecord, HopRecord, Words
from kg.records import article_iris, read_claims
from kg.store import Store

STORIES = Path(__file__).parent / "stories"
ENOUGH = 0.5  # of the characters of the shorter evidence that two claims must share
ID = "https://w3id.org/newskg/id/"


@dataclass(frozen=True)
class Counted:
    """A group's number of independent origins: the gold's, by the gold's chains, and by those read (None: no claim)."""

    group: str
    right: int
    by_gold: Standing
    by_reading: Standing | None


def main() -> None:
    """Print the shares of exact counts; with --details also the groups that are counted wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="*", default=[STORIES / "dev", STORIES / "train"])
    parser.add_argument("--details", action="store_true", help="also which groups are counted wrong")
    args = parser.parse_args()
    tools = load_tools()
    for folder in args.folders:
        counted = list(count(folder, tools))
        gold = sum(one.by_gold.independent == one.right for one in counted)
        read = sum(one.by_reading is not None and one.by_reading.independent == one.right for one in counted)
        print(f"{folder.name:8} groups {len(counted)}  gold's chains {gold / len(counted):.3f}", end="  ")
        print(f"own chains {read / len(counted):.3f}")
        for one in counted if args.details else ():
            for name, standing in (("gold's", one.by_gold), ("own", one.by_reading)):
                if standing is None or standing.independent != one.right:
                    labels = [(o.number, o.label) for o in standing.origins] if standing else "no claim"
                    print(f"  {one.group}: {one.right}, by {name} chains {labels}")


def count(folder: Path, tools: Tools) -> Iterator[Counted]:
    """The groups of all stories of a folder."""
    files = sorted(path for path in folder.glob("*/*") if path.suffix in {".txt", ".md"})
    with tempfile.TemporaryDirectory() as place:
        for outcome in build(files, Path(place) / "store"):
            if outcome.state == "set aside":
                raise SystemExit(outcome.reason)
        with Store.read_only(Path(place) / "store") as store:
            read = list(read_claims(store.graphs))
            texts = {text: iri for iri in article_iris(store.graphs) if (text := text_of(store, iri))}
    for gold in sorted((folder / "gold").glob("*.json")):
        story = json.loads(gold.read_text(encoding="utf-8"))
        iris = {a["file"]: texts[(folder / a["file"]).read_text(encoding="utf-8")] for a in story["articles"]}
        actors = {iris[a["file"]]: actors_in(folder / a["file"], tools) for a in story["articles"]}
        copies = {iris[a["file"]]: iris[a["copy_of"]] for a in story["articles"] if a["copy_of"]}
        claims = dict(claims_of(story, iris, actors))
        for group in story["groups"]:
            told = [claims[number] for number in group["claims"]]
            own = {one.iri: one for claim in told for one in same(claim, read)}
            by_reading = standing_of(list(own.values()), copies) if own else None
            name = f"{gold.stem}/{group['id']}"
            yield Counted(name, group["independent"], standing_of(told, copies), by_reading)


def text_of(store: Store, article: str) -> str | None:
    """An article's text; None where the store has it not."""
    try:
        return store.text(article)
    except NotFoundError:
        return None


def actors_in(path: Path, tools: Tools) -> list[ActorRecord]:
    """All actors of an article, with what it says of them."""
    article = read_article(path)
    parsed = parse(article, tools.language)
    linked = link(article, parsed, nest(attribute(article, tools.encoder), article.text, parsed), tools.known)
    headlines = [zone.span for zone in article.zones if zone.kind == "headline"]
    actors = with_offices(linked.actors, linked.mentions, {actor.key for actor in linked.actors}, parsed, headlines)
    labels = {actor.key: actor.label for actor in actors}
    return [record(actor, article.text, labels) for actor in actors]


def record(actor: Actor, text: str, labels: Mapping[str, str]) -> ActorRecord:
    """An actor as it would be read back from the graph."""
    return ActorRecord(
        ID + actor.key,
        actor.label,
        actor.kind,
        actor.named,
        "",
        actor.aliases,
        tuple(text[start:end] for start, end in actor.roles),
        tuple(BodyRecord(ID + key, labels[key]) for key in actor.affiliations),
    )


def claims_of(
    story: Mapping[str, Any], iris: Mapping[str, str], actors: Mapping[str, Sequence[ActorRecord]]
) -> Iterator[tuple[str, ClaimRecord]]:
    """The gold's claims as records, by their numbers."""
    articles = {a["file"]: a for a in story["articles"]}
    labels = {label for claim in story["claims"] for label in claim["chain"]}
    for claim in story["claims"]:
        about, iri = articles[claim["article"]], iris[claim["article"]]
        article = ArticleRecord(
            iri, claim["article"], "", about["outlet"], about["agency"] or "", "", about["published"], ""
        )
        basis = next((b["label"] for b in story["basis"] if claim["id"] in b["claims"]), None)
        givers = sorted((label for label in labels if basis and label in basis), key=len)[-1:]
        chains = []
        for chain in (claim["chain"], *claim.get("also_chains", ())):
            sources = [source(label, iri, actors[iri]) for label in chain]
            given = tuple(source(label, iri, actors[iri]) for label in givers)
            briefed = BriefingRecord(basis, given) if basis and not set(chain) & set(givers) else None
            hops = [HopRecord("", one, (), (), "indirect", "asserted", 1.0, None) for one in sources]
            chains.append(tuple([*hops[:-1], replace(hops[-1], basis=briefed)] if hops else ()))
        words = tuple(Words(start, end, "") for start, end in claim["evidence"])
        ways = tuple(filter(None, chains))
        yield (
            claim["id"],
            ClaimRecord(claim["id"], article, claim["text"], words, ways, claim["stance"], "", "", (), ()),
        )


def source(label: str, article: str, actors: Sequence[ActorRecord]) -> ActorRecord:
    """The actor that the gold means by a label: one of the article's, or one made of the label alone."""
    head = BEHIND.split(label, maxsplit=1)[0].split()[-1]
    named = label[0].isupper() and head[0].isupper()
    found = [actor for actor in actors if normal(label) in map(normal, (actor.label, *actor.names))]
    if named and not found:
        found = [actor for actor in actors if actor.named and ends_with(actor.label, label)]
    if named and not found:
        found = [actor for actor in actors if actor.kind == "person" and actor.named and ends_with(label, actor.label)]
    if found:
        best = max(found, key=lambda actor: (len(actor.affiliations), len(actor.roles), actor.iri))
        iri = best.iri if best.named else f"{article}#{slug(label)}"
        names = tuple(sorted({*best.names, best.label} - {label}))
        return replace(best, iri=iri, label=label, named=named, names=names)
    role = role_of(name_of(label).head)
    kind = role.kind if role else "person" if named and " " in label else "unknown"
    iri = f"{ID}actor/{slug(label)}" if named else f"{article}#{slug(label)}"
    return ActorRecord(iri, label, kind, named, "")


def ends_with(whole: str, part: str) -> bool:
    """Whether a name has something before it, such as a title or a first name, in the other label."""
    return plain(whole).endswith(f" {plain(part)}")


def same(claim: ClaimRecord, read: Sequence[ClaimRecord]) -> list[ClaimRecord]:
    """The claims read whose evidence is nearest to a claim's, if near enough."""
    wanted = characters(claim)
    shares = []
    for one in read:
        if one.article.iri == claim.article.iri:
            found = characters(one)
            common = len(found & wanted)
            if common and common >= ENOUGH * min(len(found), len(wanted)):
                shares.append((common / len(found | wanted), one))
    return [one for share, one in shares if share == max(s for s, _ in shares)]


def characters(claim: ClaimRecord) -> frozenset[int]:
    """The places of all characters of a claim's evidence."""
    return frozenset(place for words in claim.evidence for place in range(words.start, words.end))


if __name__ == "__main__":
    main()
