"""An article as a web page that needs nothing beside it: its whole text, and in it what was read as whose words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from string import Template

from kg.draw.cards import Actors, Shown, claim_card
from kg.draw.icons import PATHS, icon
from kg.draw.marked import marked
from kg.draw.markup import element, words
from kg.draw.spoken import UNSURE
from kg.draw.style import STANCES, date_of
from kg.model import Article, Claim, Reading, hull

PAGE = Path(__file__).with_name("annotated.html")
GAP = " … "


def annotated(reading: Reading) -> str:
    """The page; pointing at words, or going to them by keyboard, tells who says so, and how sure the reading is."""
    article = reading.article
    actors = {actor.key: actor for actor in reading.actors}
    shown = [
        Shown(number, claim, claim_card(claim, actors, article.text))
        for number, claim in enumerate(sorted(reading.claims, key=_place), start=1)
    ]
    return Template(PAGE.read_text(encoding="utf-8")).substitute(
        title=escape(f"Who says what: {article.headline or article.name}"),
        facts=words(_facts(article)),
        totals=words(", ".join(_totals(shown, actors))),
        legend=" ".join(element("span", mark) for mark in _legend(reading.claims)),
        stances="\n".join(f".{name} {{ --hue: {look.colour}; }}" for name, look in STANCES.items()),
        icons="".join(element("symbol", icon(name, "currentColor"), id=name, viewBox="0 0 16 16") for name in PATHS),
        text=marked(article, shown, actors),
        claims="\n".join(_entry(one, article.text) for one in shown),
    )


def _place(claim: Claim) -> tuple[int, int]:
    """The order of the text; of two claims that begin together the longer one first, as it encloses the other."""
    start, end = hull(claim.evidence)
    return start, -end


def _facts(article: Article) -> str:
    agency = f"via {article.agency}" if article.agency and article.agency != article.publisher else None
    published = date_of(article.published.isoformat()) if article.published else None
    publisher = article.publisher or ("" if article.agency else "outlet unknown")
    return " · ".join(filter(None, [publisher, agency, published, article.name]))


def _totals(shown: Sequence[Shown], actors: Actors) -> Iterator[str]:
    """How many claims, sources and figures; how many of the claims are not just asserted, or were read unsurely."""
    claims = [one.claim for one in shown]
    sources = {hop.actor for claim in claims for hops in claim.chains for hop in hops}
    unnamed = sum(not actors[source].named for source in sources)
    yield f"{_count(len(claims), 'claim')} ({sum(not claim.chains for claim in claims)} the article’s own)"
    yield f"{_count(len(sources), 'source')} ({unnamed} unnamed)"
    yield _count(sum(len(claim.quantities) for claim in claims), "figure")
    stances = Counter(claim.stance for claim in claims if claim.stance != "asserted")
    yield from (f"{number} {stance}" for stance, number in stances.items())
    yield f"{sum(one.unsure for one in shown)} unsure"


def _count(number: int, of: str) -> str:
    return f"{number} {of}{'s' * (number != 1)}"


def _legend(claims: Sequence[Claim]) -> Iterator[str]:
    """What the marks mean; of stances only those that occur."""
    inner = element("span", "said inside it", class_="content asserted", style="--lane: 2")
    yield element("mark", "source", class_="source")
    yield element("mark", "unnamed source", class_="source unnamed")
    yield element("mark", "cue", class_="cue")
    yield element("span", "what was said, and ", inner, class_="content asserted", style="--lane: 1")
    for stance in dict.fromkeys(claim.stance for claim in claims if claim.stance != "asserted"):
        yield element("span", stance, class_=f"content {stance}", style="--lane: 1")
    yield element("span", "the article itself", class_="claim own")
    low = element("mark", f"confidence below {UNSURE}", class_="unsure")
    yield element("span", low, class_="content asserted unsure", style="--lane: 1")


def _entry(shown: Shown, text: str) -> str:
    """A claim in the list, with a link to its words."""
    said = words(GAP.join(text[span.start : span.end] for span in shown.claim.evidence))
    link = element("a", shown.sign, class_="number", href=f"#words-{shown.number}")
    quote = element("q", said, dir="auto")
    return element("li", link, quote, shown.card, id=f"claim-{shown.number}", class_=shown.look)
