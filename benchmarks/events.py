"""How many events of articles with gold are found, and with which roles: `python -m benchmarks.events [SHARED]`.

Two golds, each with a rule of its own.

`shared`: SHARED/gold/*.json lists a few main events of each article, each once, however often the article tells of it.
A gold event is *found* if an extracted event of its type fits it; *whole* if those that fit it give, between them,
every role, bound and time that gold gives, as gold gathers what an article tells of an event in several places; *at
once* if a single one does. Types fit where they are the same or one is a subtype of the other by skos:broader
(gold's "statement" is found by a denial, its "killing" by a death). An extracted event fits if none of its actors and
patients contradicts one that gold names; descriptions ("crew"), which are gold's own words, are met by any words for a
patient. As gold is a sample, events of types that it does not list for an article are not judged. All others are:
events that tell the same (type, actor, patient, place) are one group, and a group is right if

- one of those who take part is one that a fitting gold event names, or
- gold says that its claim, which shares half of its characters with one of gold's, is about such events, or
- it fits a gold event and gold has nothing of its claim, or
- it is the saying of a claim that gold has somebody say.

So whoever prints more events of a listed type than gold's claims are about loses precision. F1 is of that precision and
of the share of gold events found, or found whole.

`dev`: articles/dev/gold/events.jsonl marks every event of eight invented articles, by the scheme's types, before the
extractor was first run on them; they were looked at afterwards. An extracted event is right if its trigger shares a
character with one of gold's and the types fit as above; each counts once per place in the text. *whole* is the share of
gold events found with all their roles, and no other actor or patient than gold's where gold gives one; *real*, of those
found, the share with gold's polarity that are plain, or not, as gold has them.

Words of roles are compared by their last word, or by the labels of the actors that they stand for.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from kg.events import Scheme
from kg.model import Claim, Event, Hop, Reading, Span
from kg.pipeline import Tools, load_tools, read_claims
from kg.read import read_article

FIGURES = Path(__file__).parent / "figures" / "events.json"
ARTICLES = Path(__file__).parent / "articles" / "dev"
GOLD = ARTICLES / "gold" / "events.jsonl"
HALF = 0.5
ABOUT = {
    "casualties": ("death", "killing", "injury"),
    "missing": ("disappearance",),
    "treaty": ("agreement",),
    "arms transfer": ("arms transfer",),
    "damage": ("damage",),
    "count": ("death", "revision"),
    "blame": ("accusation",),
}
"""Types that a word of gold's `about` lists stands for; any other stands for the type of its own name."""
NAMES = {"actors": "actor", "patients": "patient", "recipient": "recipient", "place": "place"}


@dataclass(frozen=True)
class Found:
    """An event extracted, the claim or hop that tells it, and its roles as sets of names to compare by."""

    event: Event
    claim: Claim
    hop: Hop | None
    roles: dict[str, list[frozenset[str]]]


def main() -> None:
    """Print the figures; with --keep also write them to the file that the tests guard."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--details", action="store_true", help="also what is missed and what is wrong")
    parser.add_argument("--keep", action="store_true", help=f"write {FIGURES.name}")
    args = parser.parse_args()
    tools = load_tools()
    figures = {"shared": on_shared(args.shared, tools, args.details), "dev": on_dev(tools, args.details)}
    for name, values in figures.items():
        print(f"{name:8}", *(f"{figure} {value:.3f}" for figure, value in values.items()))
    if args.keep:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def on_shared(shared: Path, tools: Tools, details: bool = False) -> dict[str, float]:
    """The figures on the articles whose gold lists their main events."""
    found = whole = at_once = wanted = right = judged = 0
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "events" not in gold:
            continue
        reading = read_claims(read_article(next(iter(sorted(shared.rglob(gold["article"]))))), tools)
        events = list(all_events(reading))
        for want in gold["events"]:
            fitting = [e for e in events if fits(e, want, tools.scheme)]
            complete = has_all(fitting, want, reading)
            at_once += any(has_all([e], want, reading) for e in fitting)
            wanted, found, whole = wanted + 1, found + bool(fitting), whole + complete
            if details and not complete:
                print("  ", "part" if fitting else "MISSED", json.dumps(want, ensure_ascii=False))
                for e in fitting:
                    print("       ", shown(e, reading))
        types = [want["type"] for want in gold["events"] if want["type"] in tools.scheme.types]
        for group in groups(e for e in events if any(alike(e.event.type, type, tools.scheme) for type in types)):
            judged += 1
            good = any(licensed(e, gold, reading, tools.scheme) for e in group)
            right += good
            if details and not good:
                print("   WRONG", shown(group[0], reading))
    precision = right / judged if judged else 0.0
    return {
        "precision": precision,
        "found": found / wanted,
        "f1": f1(precision, found / wanted),
        "whole": whole / wanted,
        "whole_f1": f1(precision, whole / wanted),
        "at_once": at_once / wanted,
    }


def on_dev(tools: Tools, details: bool = False) -> dict[str, float]:
    """The figures on the articles in which every event is marked."""
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        want = json.loads(line)
        by_article[want["article"]].append(want)
    wanted = found = whole = real = right = judged = 0
    for name, wants in by_article.items():
        reading = read_claims(read_article(ARTICLES / name), tools)
        events = list({(e.event.type, e.event.trigger): e for e in all_events(reading)}.values())
        for want in wants:
            hits = [e for e in events if marks(e, want, tools.scheme)]
            full = [e for e in hits if has_marked_roles(e, want)]
            told = [e for e in hits if same_reality(e.event, want)]
            wanted, found = wanted + 1, found + bool(hits)
            whole, real = whole + bool(full), real + bool(told)
            if details and not (full and told):
                print("  ", name, "part" if hits else "MISSED", json.dumps(want, ensure_ascii=False))
                for e in hits:
                    print("       ", shown(e, reading))
        for e in events:
            judged += 1
            good = any(marks(e, want, tools.scheme) for want in wants)
            right += good
            if details and not good:
                print("  ", name, "WRONG", shown(e, reading))
    precision, recall = right / judged, found / wanted
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1(precision, recall),
        "whole": whole / wanted,
        "real": real / max(found, 1),
    }


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of the two."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def all_events(reading: Reading) -> Iterator[Found]:
    """Every event of every claim and hop."""
    for claim in reading.claims:
        yield from (Found(event, claim, None, names_of(event, reading)) for event in claim.events)
        for hop in dict.fromkeys(chain.from_iterable(claim.chains)):
            yield from (Found(event, claim, hop, names_of(event, reading)) for event in hop.events)


def names_of(event: Event, reading: Reading) -> dict[str, list[frozenset[str]]]:
    """For each role, the names of each filler: the last word, the words, and the labels of the actor."""
    labels = {actor.key: (actor.label, *actor.aliases) for actor in reading.actors}
    labels |= {place.key: (place.label,) for place in reading.places}
    roles: dict[str, list[frozenset[str]]] = defaultdict(list)
    for role in event.roles:
        words = reading.article.text[role.span.start : role.span.end]
        known = [label for key in role.fillers for label in labels.get(key, ())]
        roles[role.name].append(frozenset(name for text in (words, *known) for name in (normal(text), last(text))))
    return roles


def normal(text: str) -> str:
    """The words in lower case without articles and punctuation."""
    words = re.sub(r"[^\w\s]", "", text.replace("’s", "").replace("'s", "").casefold()).split()
    return " ".join(word for word in words if word not in {"a", "an", "the"})


def last(text: str) -> str:
    """The last word before an "of", without its plural's s: the head of most English noun phrases."""
    return (normal(re.split(r"\s(?:of|in|to|for)\s", text, maxsplit=1)[0]).split() or [""])[-1].removesuffix("s")


def alike(type: str, other: str, scheme: Scheme) -> bool:
    """Whether one type is the other or its subtype."""
    known = type in scheme.types and other in scheme.types
    return type == other or (known and (scheme.is_a(type, other) or scheme.is_a(other, type)))


def fits(found: Found, want: dict[str, Any], scheme: Scheme) -> bool:
    """Whether an event may be gold's: of its type, and with no actor or patient that is another."""
    if not alike(found.event.type, want["type"], scheme):
        return False
    for key in ("actors", "patients"):
        told = found.roles.get(NAMES[key], [])
        named = [one for one in listed(want.get(key)) if last(one) in last_names(one)]
        if told and named and not any(same(one, names) for one in named for names in told):
            return False
    return True


def last_names(words: str) -> set[str]:
    """The last word in lower case, if it is a name and not a description such as "crew" or "soldiers"."""
    word = words.split()[-1]
    return {last(words)} if word[0].isupper() else set()


def has_all(found: list[Found], want: dict[str, Any], reading: Reading) -> bool:
    """Whether events give every role, bound and time of gold's, and one is not plain where gold's is not."""
    for key, role in NAMES.items():
        told = [names for one in found for names in one.roles.get(role, [])]
        for one in listed(want.get(key)):
            described = key == "patients" and not last_names(one)
            if not (told if described else any(same(one, names) for names in told)):
                return False
    if want.get("time") and want["time"] not in {time for one in found for time in times_of(one, reading)}:
        return False
    bounds = {(q.low, q.high) for f in found for q in f.claim.quantities if ("quantity", q.span) in spans(f.event)}
    if want.get("min") is not None and (want["min"], want.get("max")) not in bounds:
        return False
    if want.get("count") is not None and not any(want["count"] in bound for bound in bounds):
        return False
    return bool(found) and (not want.get("modality") or any(f.event.modality or f.claim.modality for f in found))


def listed(value: Any) -> list[str]:
    """The value as a list."""
    return value if isinstance(value, list) else [value] if value else []


def same(want: str, names: Iterable[str]) -> bool:
    """Whether words name the same, by their last word or in full."""
    return normal(want) in names or last(want) in names


def spans(event: Event) -> set[tuple[str, Span]]:
    """The roles of an event by name and place."""
    return {(role.name, role.span) for role in event.roles}


def times_of(found: Found, reading: Reading) -> Iterator[str]:
    """The days and months that the times of an event are resolved to, as gold writes them."""
    by_span = {time.span: time for time in reading.times}
    for role in found.event.roles:
        time = by_span.get(role.span)
        if role.name == "time" and time and time.first:
            first: date = time.first
            yield from (first.isoformat(), first.isoformat()[:7])


def groups(events: Iterable[Found]) -> list[list[Found]]:
    """The events by what they tell: type, actor, patient and place."""
    by_key: dict[tuple[object, ...], list[Found]] = defaultdict(list)
    for found in events:
        roles = [tuple(sorted(map(min, found.roles.get(role, [])))) for role in ("actor", "patient", "place")]
        by_key[(found.event.type, *roles)].append(found)
    return list(by_key.values())


def licensed(found: Found, gold: dict[str, Any], reading: Reading, scheme: Scheme) -> bool:
    """Whether gold bears an event out: it fits one of gold's, or its claim is one that gold says is about such."""
    fitting = [want for want in gold["events"] if fits(found, want, scheme)]
    if any(same(one, names) for want in fitting for one in parts(want) for names in chain(*found.roles.values())):
        return True
    told = [claim for claim in gold["claims"] if share(found.claim, claim["evidence"]) >= HALF]
    if found.hop:
        return bool(fitting) or (scheme.is_a(found.event.type, "statement") and any(claim["chain"] for claim in told))
    about = [type for claim in told for word in claim["about"] for type in ABOUT.get(word, (word,))]
    return any(alike(found.event.type, type, scheme) for type in about) or (bool(fitting) and not told)


def parts(want: dict[str, Any]) -> list[str]:
    """All that gold says takes part in an event."""
    return [one for key in NAMES for one in listed(want.get(key))]


def share(claim: Claim, evidence: list[list[int]]) -> float:
    """The characters that two claims share, of those that either has."""
    ours = {place for start, end in claim.evidence for place in range(start, end)}
    theirs = {place for start, end in evidence for place in range(start, end)}
    return len(ours & theirs) / len(ours | theirs)


def marks(found: Found, want: dict[str, Any], scheme: Scheme) -> bool:
    """Whether an event is the one that gold marks: its trigger there, and its type."""
    start, end = found.event.trigger
    return start < want["end"] and want["start"] < end and alike(found.event.type, want["type"], scheme)


def has_marked_roles(found: Found, want: dict[str, Any]) -> bool:
    """Whether an event has all roles that gold marks, and of actor and patient no other where gold marks one."""
    for role in ("actor", "patient", "recipient", "place", "time", "quantity", "theme"):
        told = found.roles.get(role, [])
        wanted = want.get(role, [])
        if not all(any(same(one, names) or holds(one, names) for names in told) for one in wanted):
            return False
        if role in ("actor", "patient") and wanted and len(told) > len(wanted):
            return False
    return True


def holds(want: str, names: Iterable[str]) -> bool:
    """Whether gold's words stand within the extracted ones, or these within gold's."""
    return any(f" {normal(want)} " in f" {name} " or (name and f" {name} " in f" {normal(want)} ") for name in names)


def same_reality(event: Event, want: dict[str, Any]) -> bool:
    """Whether an event is negative, and plain, as gold has it."""
    return event.polarity == want["polarity"] and bool(event.modality) == bool(want["modality"])


def shown(found: Found, reading: Reading) -> str:
    """An event in one line."""
    text, event = reading.article.text, found.event
    roles = "; ".join(f"{role.name}={text[role.span.start : role.span.end]!r}" for role in event.roles)
    told = [event.polarity if event.polarity == "negative" else "", event.modality or ""]
    return f"{event.type} {text[event.trigger.start : event.trigger.end]!r} {roles} {' '.join(told)}".replace("\n", " ")


if __name__ == "__main__":
    main()
