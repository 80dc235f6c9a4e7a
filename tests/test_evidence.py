"""The words of claims: cut by sentence, trimmed, with the quotation marks that are theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.evidence import pieces, topic, trim, voice_of
from kg.model import Parse, Sentence, Span

QUOTING = st.text(st.sampled_from("ab .,“”\"'—\r\n😀é"), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("He said that we won.", "that we won.", "we won"),
        ("He said, “We won.”", "We won.", "“We won.”"),
        ('"We won," he said.', "We won", '"We won,"'),
        ('"We won," he said.', '"We won,"', '"We won,"'),
        ("It was “very effective,” he said.", "It was “very effective,", "It was “very effective,”"),
        ("He left for the U.S., she said.", "He left for the U.S.,", "He left for the U.S."),
        ("He left, but denied it.", "He left, but", "He left"),
        ("He said: we won", ": we won", "we won"),
        ("Thatcher won, he said.", "Thatcher won,", "Thatcher won"),
    ],
)
def test_trim(text: str, content: str, expected: str) -> None:
    start = text.index(content)
    assert text[slice(*trim(Span(start, start + len(content)), text))] == expected


@given(QUOTING, st.data())
def test_trimmed_words_stay_inside_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    trimmed = trim(Span(start, end), text)
    assert 0 <= trimmed.start <= len(text)
    assert trimmed.end <= len(text)
    assert trimmed.start <= trimmed.end
    letters = [i for i in range(start, end) if text[i].isalnum()]
    assert all(trimmed.start <= i < trimmed.end for i in letters)


def sentences(text: str) -> Parse:
    """A parse whose sentences are the lines of a text."""
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append(Sentence(Span(start, start + len(line)), 0, 0))
        start += len(line)
    return Parse((), tuple(spans), ())


def test_a_content_is_cut_at_the_ends_of_sentences() -> None:
    text = "“We won,” she said. \n“They lost.”"
    content = (Span(0, 9), Span(21, 33))
    assert [[text[slice(*s)] for s in piece] for piece in pieces(content, text, sentences(text))] == [
        ["“We won,”"],
        ["“They lost.”"],
    ]


def test_the_parts_around_a_cue_are_one_claim() -> None:
    text = "“We won,” she said, “and they lost.”"
    assert pieces((Span(0, 9), Span(20, 36)), text, sentences(text)) == [(Span(0, 9), Span(20, 36))]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a request for comment on the delays", "the delays"),
        ("questions about its insurance cover", "its insurance cover"),
        ("repeated emails seeking comment about the sale", "the sale"),
        ("a request for comment", "a request for comment"),
        ("the delays", "the delays"),
    ],
)
def test_what_was_declined_is_the_topic_not_the_request(content: str, expected: str) -> None:
    assert [content[slice(*s)] for s in topic((Span(0, len(content)),), content)] == [expected]


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("“We won.”", "direct"),
        ("It was “close”", "mixed"),
        ("it was close", "indirect"),
        ('"We won,"', "direct"),
        ("“We won", "direct"),
    ],
)
def test_voice(words: str, voice: str) -> None:
    assert voice_of((Span(0, len(words)),), words) == voice
