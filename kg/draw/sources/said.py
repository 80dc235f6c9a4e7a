"""What is said in words of an article and of a source of a group, the same in every format."""

from collections.abc import Mapping
from dataclasses import asdict

from kg.compare.sourced import Source, Sourced
from kg.compare.timeline import spoken_by
from kg.compare.wording import with_article
from kg.draw.style import date_of, figure, judged, manner
from kg.record_types import ArticleRecord, ClaimRecord
from kg.trace import figure_data

MARKS = tuple("\"“”'‘’")
Claims = Mapping[str, ClaimRecord]


def heading(article: ArticleRecord) -> str:
    """The outlet, the headline and the date of an article."""
    return ", ".join(filter(None, (article.outlet, article.headline, date_of(article.published))))


def figures(claims: tuple[ClaimRecord, ...]) -> list[str]:
    """The figures of an article's claims in short, each once."""
    return list(dict.fromkeys(figure(figure_data(quantity)) for claim in claims for quantity in claim.quantities))


def stances(claims: tuple[ClaimRecord, ...]) -> list[str]:
    """In which other ways than asserting it an article has the claim."""
    return list(dict.fromkeys(manner(claim.stance).word for claim in claims if claim.stance != "asserted"))


def differing(one: Sourced, others: Claims, article: str) -> list[str]:
    """What of other groups differs from an article's claims, the surest first, and in which outlets."""
    own = {claim.iri for claim in one.claims_of(article)}
    told: dict[str, list[str]] = {}
    for found in sorted(one.group.differ, key=lambda difference: -difference.score):
        other = others.get(found.other if found.one in own else found.one)
        if own & {found.one, found.other} and other is not None:
            told.setdefault(against(other, found.kind), []).append(other.article.outlet)
    return [f"{words} ({', '.join(dict.fromkeys(outlets))})" for words, outlets in told.items()]


def against(other: ClaimRecord, kind: str) -> str:
    """What differs, by the other claim: its figures, or who says or denies what."""
    if kind == "denied":
        how = "denied by" if other.stance == "denied" else "contradicts"
        return f"{how} {with_article(spoken_by(other))}: {quoted(other.text)}"
    how = "differs from" if kind == "figures" else "other measure:"
    return f"{how} {', '.join(figures((other,))) or quoted(other.text)}"


def common(one: Sourced, others: Claims) -> list[str]:
    """What of other groups differs from all articles alike, where there are several."""
    each = [differing(one, others, article.iri) for text in one.texts for article in text.articles]
    return [said for said in each[0] if all(said in told for told in each)] if len(each) > 1 else []


def quoted(text: str) -> str:
    """Words in one line and in quotation marks, which they may have already.

    >>> quoted("nobody knew"), quoted('"Nobody knew,"'), quoted('"some" knew')
    ('“nobody knew”', '"Nobody knew,"', '“"some" knew”')
    """
    words = " ".join(text.split())
    closed = words.endswith(MARKS) or not any(mark in words[1:] for mark in '"“”')
    return words if words.startswith(MARKS) and closed else f"“{words}”"


def about(source: Source) -> str:
    """What a source is: an outlet that is cited, a briefing, the kind of actor; and that it is not named."""
    kinds = {"outlet": "outlet", "briefing": "briefing"}
    kind = kinds.get(source.kind, "" if source.type == "unknown" else source.type)
    return " · ".join(filter(None, (kind, "" if source.named else "unnamed")))


def judgements(source: Source) -> list[str]:
    """Each grade of a source in full."""
    return judged({"grades": [asdict(grade) for grade in source.grades]})


def other_names(source: Source) -> list[str]:
    """What else those are called that count as one source."""
    labels = {label.casefold(): label for label in source.labels if label not in source.circle}
    return [label for same, label in labels.items() if same != source.label.casefold()]


def origin_words(source: Source) -> str:
    """Which independent origin a source is or leads to."""
    numbers = " and ".join(map(str, source.numbers))
    return f"origin {numbers}" if source.is_origin else f"leads to {numbers}"
