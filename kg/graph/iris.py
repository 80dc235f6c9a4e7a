"""IRIs of an article and of all in its graph: made from content (address, text, offsets, actor keys) alone."""

from datetime import date
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from rdflib import URIRef

from kg.model import Article, Reading, Span, hull
from kg.vocabulary import ID


def article_iri(article: Article) -> URIRef:
    """The article's IRI, made from its address, or from its text where it has none."""
    return ID["article/" + digest(article.address or article.text)[:16]]


@lru_cache(maxsize=4096)  # the same object each time: terms that are two objects are compared by a call
def actor_iri(article: URIRef, key: str) -> URIRef:
    """The IRI of an actor; unnamed ones (their key begins with `#`) are the article's own.

    >>> actor_iri(URIRef("https://w3id.org/newskg/id/article/0"), "actor/north-korea")
    rdflib.term.URIRef('https://w3id.org/newskg/id/actor/north-korea')
    """
    if key.startswith("#"):
        return URIRef(f"{article}#{escaped(key[1:])}")
    return ID[escaped(key)]


@lru_cache(maxsize=4096)
def place_iri(article: URIRef, key: str) -> URIRef:
    """The IRI of a place; one that no gazetteer tells apart from others (its key begins with `#`) is the article's."""
    return actor_iri(article, key)


def time_iri(article: URIRef, span: Span) -> URIRef:
    """The IRI of a time, made from the characters of the words that tell it."""
    return URIRef(f"{article}#time-{span.start}-{span.end}")


@lru_cache(maxsize=4096)
def day_iri(day: date) -> URIRef:
    """The IRI of a day, the same in all graphs.

    >>> day_iri(date(2024, 12, 19))
    rdflib.term.URIRef('https://w3id.org/newskg/id/day/2024-12-19')
    """
    return ID[f"day/{day.isoformat()}"]


@lru_cache(maxsize=4096)
def evidence_iri(article: URIRef, span: Span) -> URIRef:
    """The IRI of a range of the article's characters, as RFC 5147 writes it."""
    return URIRef(f"{article}#char={span.start},{span.end}")


def claim_iris(reading: Reading) -> tuple[URIRef, ...]:
    """The IRIs of the reading's claims, in their order; a number tells apart those that share a hull."""
    article = article_iri(reading.article)
    hulls = [hull(claim.evidence) for claim in reading.claims]
    alike: dict[Span, list[int]] = {}
    for number, span in enumerate(hulls):
        alike.setdefault(span, []).append(number)
    suffixes = [""] * len(hulls)
    for numbers in alike.values():
        if len(numbers) > 1:
            for rank, number in enumerate(sorted(numbers, key=lambda n: repr(reading.claims[n])), start=1):
                suffixes[number] = f"-{rank}"
    return tuple(
        URIRef(f"{article}#claim-{span.start}-{span.end}{suffix}") for span, suffix in zip(hulls, suffixes, strict=True)
    )


def hop_iri(claim: URIRef, chain_number: int, hop_number: int) -> URIRef:
    """The IRI of a hop; chains of a claim and hops of a chain are numbered from 1."""
    return URIRef(f"{claim}-hop-{chain_number}.{hop_number}")


def quantity_iri(article: URIRef, span: Span) -> URIRef:
    """The IRI of a figure, by its characters."""
    return URIRef(f"{article}#quantity-{span.start}-{span.end}")


def escaped(key: str) -> str:
    """The key with every character percent-encoded that an IRI's path or fragment might not take."""
    return quote(key, safe="/-._~", errors="surrogatepass")


def digest(text: str) -> str:
    """The SHA-256 of a text."""
    return sha256(text.encode()).hexdigest()
