"""Other ways to find attributions, on the same parse as ours: textacy's direct quotations, and rules on the syntax."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Token

from benchmarks.polnear import Extractor
from kg.attribute.words import INSIDE, quotations, words_of
from kg.model import Article
from kg.parse import load_language
from training.polnear import load

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
SHARING = frozenset({"conj", "advcl", "xcomp"})
CUES = frozenset({"aux", "aux:pass", "compound:prt", "advmod"})
CONTENTS = frozenset({"ccomp", "parataxis", "xcomp", "obj"})


class Found(NamedTuple):
    """The tokens of an attribution; one without a source has none there."""

    source: list[Token]
    cue: list[Token]
    content: list[Token]


def baselines(train: Path) -> dict[str, Extractor]:
    """The baselines by name; textacy's only where it is installed."""
    language, verbs = load_language(), cue_words(train)
    found = {"rules": extractor(lambda doc: rules(doc, verbs), language)}
    if find_spec("textacy"):
        return found | {"textacy": extractor(textacy_quotations, language)}
    print('textacy is left out, as it is not installed; install it: pip install -e ".[benchmarks]"', file=sys.stderr)
    return found


def extractor(find: Callable[[Doc], Iterable[Found]], language: Language) -> Extractor:
    """What reads the parse of a paragraph, as something that reads an article."""

    def read(article: Article) -> Iterator[dict[str, Any]]:
        starts = [zone.span.start for zone in article.zones]
        docs = language.pipe(article.text[zone.span.start : zone.span.end] for zone in article.zones)
        for start, doc in zip(starts, docs, strict=True):
            yield from (shown(one, start) for one in find(doc))

    return read


def shown(found: Found, start: int) -> dict[str, Any]:
    """An attribution in a paragraph that begins at `start`, as `kg attributions` prints it; a rule knows no doubt."""
    tokens = {role: [(start + t.idx, start + t.idx + len(t)) for t in part] for role, part in found._asdict().items()}
    return {**tokens, "confidence": 1.0}


def textacy_quotations(doc: Doc) -> Iterator[Found]:
    """What textacy finds: quotations, each with the nearest reporting verb that has a subject."""
    from textacy.extract.triples import direct_quotations

    if sum(token.is_quote for token in doc) % 2:
        return  # textacy raises an error where a quotation is not closed
    for speaker, cue, content in direct_quotations(doc):
        yield Found(speaker, cue, list(content))


def cue_words(train: Path, share: float = 0.4, least: int = 3) -> frozenset[str]:
    """Words, in lower case, that in PolNeAR train are part of a cue this `share` of the time, and `least` times.

    The share is the best of 0.3, 0.4 and 0.5 on dev, as our own settings are the best there. With the verbs of
    `ontology/reporting.csv` instead, attribution F1 is 46.1 in place of 49.4.
    """
    seen, cues = Counter[str](), Counter[str]()
    for paragraph in (paragraph for document in load(train) for paragraph in document.paragraphs):
        texts = [text.lower() for text in words_of(paragraph.text).texts]
        seen.update(texts)
        cues.update(texts[word] for word in {word for one in paragraph.attributions for word in one.cue})
    return frozenset(word for word, count in cues.items() if count >= max(least, share * seen[word]))


def rules(doc: Doc, verbs: frozenset[str]) -> Iterator[Found]:
    """What rules find: "according to X", and verbs that are often cues, with their subject and content.

    After the baseline of Pareti et al. 2013 (https://aclanthology.org/D13-1101/), where the content is the clause that
    depends on a cue verb, and the first sieves of CoreNLP's quotations (Muzny et al. 2017,
    https://aclanthology.org/E17-1044/), which give a quotation the verb and the speaker that stand beside it.
    """
    quoted = quotations_in(doc)
    for token in doc:
        if token.lower_ == "according":
            found = according(token)
        elif token.pos_ == "VERB" and token.lower_ in verbs:
            found = Found(subject(token), cue_of(token), with_quotations(content_of(token, quoted), quoted))
        else:
            continue
        if found.content:
            yield found


def according(token: Token) -> Found:
    """The attribution of "according to X": its content is the rest of the sentence."""
    cue = [token, *(child for child in token.children if child.dep_ == "fixed")]
    phrase = list(token.head.subtree)
    return Found([t for t in phrase if t not in cue], cue, [t for t in token.sent if t not in phrase])


def subject(verb: Token) -> list[Token]:
    """A verb's subject, or that of the verb it goes with ("Lee smiled, saying …"), or its noun ("a letter saying …").

    Of two subjects the nearer one counts: the parse often gives a verb that stands last those of its content as well.
    """
    if own := [child for child in verb.children if child.dep_ in SUBJECTS]:
        return list(min(own, key=lambda child: abs(child.i - verb.i)).subtree)
    if verb.dep_ == "acl":
        return without(verb.head, verb)
    return subject(verb.head) if verb.dep_ in SHARING else []


def cue_of(verb: Token) -> list[Token]:
    """A verb with its auxiliaries, adverbs and particles."""
    return [verb, *(child for child in verb.children if child.dep_ in CUES)]


def content_of(verb: Token, quoted: list[list[Token]]) -> list[Token]:
    """What depends on the verb, or else what the verb is put into, or else the quotations of its sentence."""
    if clauses := [child for child in verb.children if child.dep_ in CONTENTS]:
        return [token for clause in clauses for token in clause.subtree]
    if verb.dep_ == "parataxis":
        return without(verb.head, verb)
    return [token for quotation in quoted for token in quotation if token.sent == verb.sent and verb not in quotation]


def without(head: Token, part: Token) -> list[Token]:
    """What depends on the head, save what depends on a part of it."""
    left_out = set(part.subtree)
    return [token for token in head.subtree if token not in left_out]


def quotations_in(doc: Doc) -> list[list[Token]]:
    """The quotations of a paragraph, without their marks."""
    states = quotations([token.text for token in doc])
    return [list(run) for state, run in groupby(doc, lambda token: states[token.i]) if state == INSIDE]


def with_quotations(content: list[Token], quoted: list[list[Token]]) -> list[Token]:
    """A content that has part of a quotation, with all of it and those that follow: "“Yes,” he said. “I checked.”"."""
    first = next((i for i, quotation in enumerate(quoted) if not set(content).isdisjoint(quotation)), len(quoted))
    return content + [token for quotation in quoted[first:] for token in quotation]
