"""Tokens, sentences and names of an article, by our own spaCy pipeline or any other that is installed."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from threadpoolctl import ThreadpoolController

from kg.errors import ModelError
from kg.model import Article, Name, NameKind, Parse, Sentence, Span, Token
from kg.resources import resource
from kg.tables import name_words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ENDS = frozenset(".!?…:;\"”’')]")
HEADING = re.compile(r"\s*#{1,6}[ \t]+(?=\S)")
BLANKS = str.maketrans("\n\r\t", "   ")
READ = frozenset({"headline", "body", "caption"})
# Name labels of our own pipeline, of CoNLL 2003 and of OntoNotes, which most pipelines for English use.
KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "GPE": "place",
    "FAC": "place",
    "MISC": "other",
    "NORP": "other",
}


def load_language(name: str | None = None) -> "Language":
    """Load the pipeline that ships with the program, or an installed one by its name or folder.

    Raises:
        ModelError: there is no such pipeline.
    """
    import spacy  # takes half a second: only commands that read articles pay it
    from thinc.api import use_ops

    try:
        # numpy's matrix products are several times as fast as the generic kernels of blis
        with use_ops("numpy", use_blis=False):
            return spacy.load(name or resource("models", "en_news"))
    except OSError as error:
        installed = ", ".join(spacy.util.get_installed_models()) or "none"
        raise ModelError(f"{name or 'en_news'}: no such spaCy pipeline; installed: {installed}") from error


def parse(article: Article, language: "Language") -> Parse:
    """Parse every zone that is read as a text of its own, so that no sentence runs over a paragraph's end."""
    zones = [without_mark(zone.span, article.text) for zone in article.zones if zone.kind in READ]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    texts = [on_one_line(article.text[span.start : span.end]) for span in zones]
    for span, doc in zip(zones, docs_of(texts, language), strict=True):
        sentences += sentences_of(doc, span.start, len(tokens))
        names += names_of(doc, span.start)
        tokens += tokens_of(doc, span.start, len(tokens))
    return Parse(tuple(tokens), tuple(sentences), tuple(names))


def without_mark(span: Span, text: str) -> Span:
    """A zone without the mark of a Markdown heading, which the pipeline would take for a word."""
    mark = HEADING.match(text, span.start, span.end)
    return Span(mark.end(), span.end) if mark else span


def docs_of(texts: Iterable[str], language: "Language") -> list["Doc"]:
    """What the pipeline makes of texts, on one thread.

    Left alone, numpy starts a thread per core, which for matrices as small as these takes longer and keeps all busy.
    """
    with number_libraries().limit(limits=1):
        return list(language.pipe(texts))


@cache
def number_libraries() -> ThreadpoolController:
    """The libraries for matrix products that are loaded; it takes a while to find them."""
    return ThreadpoolController()


def on_one_line(text: str) -> str:
    """A paragraph with a blank for each line break: a name does not end where a line does."""
    return text.translate(BLANKS)


def tokens_of(doc: "Doc", start: int, first: int) -> Iterator[Token]:
    """Tokens with offsets and head numbers shifted to the article."""
    for token in doc:
        here = start + token.idx
        text = token.text
        yield Token(
            Span(here, here + len(text)),
            text,
            token.lemma_ or text,
            token.pos_,
            token.tag_,
            token.dep_,
            first + token.head.i,
        )


def sentences_of(doc: "Doc", start: int, first: int) -> Iterator[Sentence]:
    """Sentences; a pipeline that finds none gives the whole paragraph as one."""
    if not doc.has_annotation("SENT_START"):
        if len(doc):
            yield Sentence(Span(start, start + len(doc.text)), first, first + len(doc))
        return
    begins = [sentence.start for sentence in doc.sents if not goes_on(doc, sentence.start)]
    for begin, end in pairwise([*begins, len(doc)]):
        words = doc[begin:end]
        yield Sentence(Span(start + words.start_char, start + words.end_char), first + begin, first + end)


def goes_on(doc: "Doc", number: int) -> bool:
    """Whether a sentence that the pipeline begins at a token goes on: no mark ends the one before, and no capital.

    The dot of a title ("Engr. | Honorio Basco") ends none.
    """
    begin = doc[number].text[:1]
    before = doc[max(0, number - 2) : number].text.split()[-1:]
    if before and before[0].endswith(".") and before[0][:-1].casefold() in name_words("honorific"):
        return True
    small = begin.islower() or begin.isdigit() or begin in "$€£¥"
    return number > 0 and small and doc[number - 1].text[-1:] not in ENDS


def names_of(doc: "Doc", start: int) -> Iterator[Name]:
    """Names of persons, organisations, places and other things; dates and amounts are found elsewhere."""
    for entity in doc.ents:
        if entity.label_ in KINDS:
            yield Name(Span(start + entity.start_char, start + entity.end_char), KINDS[entity.label_])
