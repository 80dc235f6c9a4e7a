"""The outlets of a group's articles: who tells what by itself, who copies whom, and which sources are outlets."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from kg.compare.names import plain, state_of, words_of
from kg.nouns import role_of
from kg.record_types import ActorRecord, ArticleRecord, ClaimRecord

SHORT = 3  # letters: what is no longer begins too much
MEDIA = frozenset({"news agency", "newspaper", "broadcaster", "website"})


class Outlets:
    """The outlets behind articles, found by the names that other articles call them."""

    def __init__(self, claims: Sequence[ClaimRecord], copies: Mapping[str, str]) -> None:
        """Index the articles of claims, in their order."""
        self.copies = copies
        self.articles: dict[str, ArticleRecord] = {claim.article.iri: claim.article for claim in claims}
        self.labels: dict[str, str] = {}
        self._texts: dict[str, list[str]] = {}
        for article in self.articles.values():
            text = self.text(article.iri)
            names = {node_of(article): article.outlet, voice_of(article): article.agency or article.outlet}
            for node, label in names.items():
                self.labels.setdefault(node, label)
                self._texts.setdefault(node, [])
                if text not in self._texts[node]:
                    self._texts[node].append(text)

    def text(self, article: str) -> str:
        """The article whose text this is: itself, or what it is a copy of."""
        while article in self.copies:
            article = self.copies[article]
        return article

    def texts(self) -> list[str]:
        """The articles that are no copies, and those copied."""
        return list(dict.fromkeys(map(self.text, self.articles)))

    def texts_of(self, outlet: str) -> list[str]:
        """The texts that an outlet brings."""
        return self._texts[outlet]

    def voice(self, text: str) -> str:
        """The outlet that tells what a text tells by itself."""
        return voice_of(self.standing_for(text))

    def label(self, article: str) -> str:
        """What an article is called by: its outlet."""
        return self.standing_for(article).outlet

    def published(self, text: str) -> str:
        """The day of a text."""
        return self.standing_for(text).published[:10]

    def standing_for(self, text: str) -> ArticleRecord:
        """The article of a text, or where it is not at hand, the first of its copies."""
        if text in self.articles:
            return self.articles[text]
        return next(article for iri, article in self.articles.items() if self.text(iri) == text)

    def find(self, actor: ActorRecord) -> str | None:
        """The outlet that a source is, by its name or the beginning of it, where only one can be meant."""
        names = {key(name) for name in (actor.label, *actor.names)} - {""}
        whole = [outlet for outlet in self.labels if outlet.removeprefix("outlet:") in names]
        if whole:
            return whole[0]
        if actor.kind == "state" or any(map(state_of, names)) or not any(w[0].isupper() for w in actor.label.split()):
            return None
        found = [outlet for outlet in self.labels if any(opens(name, outlet.removeprefix("outlet:")) for name in names)]
        return found[0] if len(found) == 1 else None


def opens(name: str, outlet: str) -> bool:
    """Whether a name is the beginning of an outlet's, or the outlet's with a word for what it is behind it.

    >>> opens("finback", "finback news"), opens("finback agency", "finback"), opens("guardian angels", "guardian")
    (True, True, False)
    """
    behind = name.removeprefix(f"{outlet} ").split() if name.startswith(f"{outlet} ") else []
    return (len(name) > SHORT and outlet.startswith(f"{name} ")) or (bool(behind) and all(map(is_medium, behind)))


def is_medium(word: str) -> bool:
    """Whether a word is a noun for media."""
    role = role_of(word)
    return word in words_of("media") or bool(role and role.classes & MEDIA)


def node_of(article: ArticleRecord) -> str:
    """The node of an article's outlet; one that is not known may be cited by what the file is called.

    >>> node_of(ArticleRecord("", "andean_dispatch.md", "", "", "", "", "", ""))
    'outlet:andean dispatch'
    """
    name = article.publisher or article.agency or PurePath(article.name).stem.replace("_", " ")
    return f"outlet:{key(name)}"


def voice_of(article: ArticleRecord) -> str:
    """The node of who tells what an article tells by itself: its agency, else its outlet."""
    return f"outlet:{key(article.agency)}" if article.agency else node_of(article)


def key(name: str) -> str:
    """A name to compare outlets by.

    >>> key("The Voice of Fergana") == key("voice of fergana")
    True
    """
    return " ".join(re.findall(r"\w+", plain(name)))
