"""Tests of kg/draw/annotated.py and what it is made of: the text is kept, marks nest, speakers and chains are told."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Run, article
from kg.draw.annotated import PAGE, annotated
from kg.draw.marked import STORY
from kg.draw.spoken import find_spoken
from kg.draw.style import STANCES
from kg.model import Article, Claim, Hop, Reading, Span, Zone
from kg.pipeline import Tools, read_claims
from kg.read import read_article, read_text
from readings import ACTORS, READING, TEXT
from test_bad_input import ARTICLES, GERMAN
from test_draw import contrast

VOID = {"meta", "hr"}
Element = tuple[str, dict[str, str]]


class Page(HTMLParser):
    """A page as a browser reads it: all elements, and the characters of the article with the elements around each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[Element] = []
        self.elements: list[Element] = []
        self.characters: list[tuple[str, tuple[Element, ...]]] = []
        # https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream
        self.feed(page.replace("\r\n", "\n").replace("\r", "\n"))
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"path", "use"}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(name == "article" for name, _ in self.open):
            self.characters += [(character, tuple(self.open)) for character in data]

    @property
    def text(self) -> str:
        return "".join(character for character, _ in self.characters)

    def places(self, kind: str) -> list[list[str]]:
        """For each character the classes of the elements around it that have this class."""
        return [
            [data["class"] for _, data in around if kind in data.get("class", "").split()]
            for _, around in self.characters
        ]

    def marked(self, kind: str) -> str:
        """The characters within elements of a class, with bars where others lie between."""
        shown = zip(self.text, self.places(kind), strict=True)
        return re.sub(r"\|+", "|", "".join(character if classes else "|" for character, classes in shown)).strip("|")


def claims_at(page: Page) -> list[set[int]]:
    """For each character the numbers of the claims it is in."""
    return [
        {int(number) for _, data in around for number in data.get("data-claims", "").split()}
        for _, around in page.characters
    ]


PIECES = [
    "Lee",
    " ",
    " said ",
    "😀",
    "e\u0301",
    "\r\n",
    "\n\n",
    "\r",
    "שלום",
    '<&">',
    "&amp;",
    "$x",
    "'",
    "\u2028",
    "\x0b",
]


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings with spans anywhere, which need not make sense."""
    text = "".join(draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40)))
    borders = st.lists(st.integers(0, len(text)), min_size=2, max_size=8, unique=True).map(sorted)
    spans = borders.map(lambda at: tuple(Span(*pair) for pair in zip(at[::2], at[1::2], strict=False)))
    hops = st.builds(
        Hop,
        st.sampled_from([actor.key for actor in ACTORS]),
        st.just(()) | spans,
        st.just(()) | spans,
        st.sampled_from(["direct", "indirect", "mixed"]),
        st.sampled_from(list(STANCES)),
        st.floats(0, 1),
    )
    chains = st.lists(st.lists(hops, min_size=1, max_size=4).map(tuple), max_size=3).map(tuple)
    claims = st.builds(Claim, spans, chains, st.sampled_from(list(STANCES)), st.just("indirect"))
    kinds = st.sampled_from([*STORY, "byline", "promotion"])
    zones = tuple(Zone(draw(kinds), span) for span in draw(spans))
    told = tuple(draw(st.lists(claims, max_size=6)))
    return Reading(Article("a.txt", text, zones), ACTORS, (), told)


@settings(deadline=None)
@given(readings())
def test_not_a_character_is_lost_or_added_and_each_lies_in_its_claims(reading: Reading) -> None:
    page = Page(annotated(reading))
    assert page.text == reading.article.text
    held = [
        sum(span.start <= at < span.end for c in reading.claims for span in c.evidence) for at in range(len(page.text))
    ]
    assert [len(numbers) for numbers in claims_at(page)] == held


@settings(deadline=None)
@given(readings())
def test_attributions_over_the_same_words_have_lanes_of_their_own(reading: Reading) -> None:
    for _, around in Page(annotated(reading)).characters:
        lanes = [int(data["style"].removeprefix("--lane: ")) for _, data in around if "style" in data]
        assert lanes == sorted(set(lanes))


@settings(deadline=None)
@given(readings())
def test_names_are_given_once_and_links_lead_to_them(reading: Reading) -> None:
    elements = Page(annotated(reading)).elements
    names = Counter(data["id"] for _, data in elements if "id" in data)
    assert set(names.values()) == {1}
    links = {data["href"].removeprefix("#") for name, data in elements if name == "a"}
    numbers = range(1, len(reading.claims) + 1)
    assert links == {f"{kind}-{number}" for kind in ("claim", "words") for number in numbers} <= set(names)


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(annotated(READING))


def test_sources_cues_and_figures_are_marked(page: Page) -> None:
    assert page.marked("source") == (
        "Mayor Éva Őri|the Défense Ministry|the ministry's envoy|U.S. and Ruritanian officials|a senior officer"
    )
    assert page.marked("cue") == "said|citing|told reporters|said|has not acknowledged"
    figures = [character for character, around in page.characters if any(name == "b" for name, _ in around)]
    assert "".join(figures) == "At least 1,200nearly 3002.5 million"


def test_what_a_speaker_within_a_content_says_lies_deeper(page: Page) -> None:
    depth = {
        word: len(page.places("content")[TEXT.index(word)]) for word in ("soldiers", "citing", "said on", "nearly")
    }
    assert depth == {"soldiers": 2, "citing": 1, "said on": 0, "nearly": 2}


def test_unnamed_and_unsure_sources_can_be_told_without_colour(page: Page) -> None:
    looks = page.places("source")
    assert looks[TEXT.index("the ministry's envoy")] == ["source unnamed"]
    assert looks[TEXT.index("U.S. and Ruri")] == ["source unsure"]
    assert looks[TEXT.index("Mayor")] == ["source"]


def test_the_list_has_each_claim_with_chain_stance_figures_and_confidence() -> None:
    entries = re.findall(r"<li .*?</li>", annotated(READING))
    told = [re.sub(r"<[^>]+>", "|", entry) for entry in entries]
    assert len(told) == len(READING.claims)
    for words in (
        "asserted",
        "possible",
        "Éva Őri",
        "Mayor, person, named",
        "citing Défense Ministry",
        "0.88",
        "≥ 1,200",
        "after on Monday",
    ):
        assert words in told[0]
    assert "denied" in told[1]
    assert "jointly with" in told[2]
    assert "unsure 0.50" in told[2]
    assert "a senior officer" in told[2]
    assert "The bridge was closed" in told[2]
    assert "2,500,000" in told[2]
    assert "nearly 300 were killed … up to 2.5 million fled" in told[2]
    assert "the article itself" in told[5]


def test_pointing_at_words_tells_what_the_list_tells(page: Page) -> None:
    told = "".join(data.get("data-t", "") for _, data in page.elements)
    for words in ("citing Défense Ministry", " 0.93", "unsure 0.50", "≥ 1,200 soldiers", "denied"):
        assert words in told


def test_sources_and_claims_can_be_reached_by_keyboard(page: Page) -> None:
    sources = [data for name, data in page.elements if data.get("tabindex") == "0"]
    assert "Éva Őri, Mayor, person, named" in [data["aria-description"] for data in sources]
    assert sum(name == "a" for name, _ in page.elements) == 2 * len(READING.claims)


def test_a_dateline_stays_in_the_line_that_it_opens() -> None:
    lima = read_text(article(1).encode(), "oslo.txt")
    shown = Page(annotated(Reading(lima, (), (), ())))
    dateline = shown.characters[lima.text.index("OSLO,")][1]
    assert [data.get("class") for name, data in dateline if name in ("p", "span")] == ["body", "aside"]


def test_the_words_between_a_speaker_and_what_is_told_belong_to_the_content_around_them() -> None:
    text = "“The agency also reported that ten are ill,” he said. “More,” he said, “will be. Officials say so.”"

    def spans(*found: str) -> tuple[Span, ...]:
        return tuple(Span(text.index(words), text.index(words) + len(words)) for words in found)

    outer = Hop("actor/he", spans("he "), spans("said"), "direct", "asserted", 0.9)
    inner = Hop("actor/agency", spans("The agency"), spans("also reported"), "indirect", "asserted", 0.9)
    claim = Claim(spans("ten are ill"), ((outer, inner),), "asserted", "indirect")
    first, second = find_spoken([claim], text)
    assert (first.content, first.lane) == (spans("The agency also reported that ten are ill"), 1)
    assert (second.content, second.lane) == (spans("ten are ill"), 2)


def test_nothing_is_fetched() -> None:
    drawn = annotated(READING)
    assert not re.search(r"""src=|href="[^#]|@import|url\(""", drawn)
    assert "default-src 'none'" in drawn


COLOURS = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", PAGE.read_text(encoding="utf-8").partition("@media")[0]))
DARK = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", PAGE.read_text(encoding="utf-8").split("@media")[1]))


def mixed(one: str, other: str, share: float) -> str:
    parts = [(int(one[n : n + 2], 16), int(other[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


@pytest.mark.parametrize(("colours", "lighter"), [(COLOURS, 0.0), (DARK, 0.5)], ids=["light", "dark"])
def test_everything_reads_on_its_ground(colours: dict[str, str], lighter: float) -> None:
    assert f"--lighter: {lighter:.0%}" in PAGE.read_text(encoding="utf-8")
    stances = [mixed(look.colour, "#ffffff", lighter) for look in STANCES.values()]
    for ground in (colours["paper"], colours["card"], *(mixed(colours["paper"], stance, 0.27) for stance in stances)):
        assert contrast(colours["ink"], ground) >= 4.5
    for stance in stances:
        assert contrast(stance, mixed(colours["paper"], stance, 0.1)) >= 4.5
        assert contrast(colours["cue"], mixed(colours["paper"], stance, 0.1)) >= 4.5
    for ground in (colours["paper"], colours["card"]):
        assert contrast(colours["soft"], ground) >= 4.5
    assert contrast(colours["ink"], colours["tint"]) >= 4.5


def test_seeds_in_full(seeds: list[Path], models: Tools) -> None:
    for seed in seeds:
        reading = read_claims(read_article(seed), models)
        assert Page(annotated(reading)).text == reading.article.text


# The command


def test_the_command_writes_a_page(articles: Path, tmp_path: Path, run: Run) -> None:
    printed = run("annotate", articles / "oslo.txt")
    assert (printed.exit_code, printed.stderr) == (0, "")
    text = (articles / "oslo.txt").read_text(encoding="utf-8")
    assert Page(printed.stdout).text == text
    written = run("annotate", "-", "-o", tmp_path / "page.html", stdin=text)
    assert (written.exit_code, written.output) == (0, "")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == printed.stdout.replace("oslo.txt", "stdin")


@pytest.mark.parametrize("kind", sorted(set(ARTICLES) - {"no articles", "folder like a file"}))
def test_bad_articles_are_told(kind: str, tmp_path: Path, run: Run) -> None:
    maker, reason = ARTICLES[kind]
    bad = maker(tmp_path)
    done = run("annotate", bad)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: {bad}: ")
    assert reason in done.stderr


@pytest.mark.parametrize("stdin", ["", GERMAN])
def test_bad_standard_input_is_told(stdin: str, run: Run) -> None:
    done = run("annotate", "-", stdin=stdin)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: stdin: ")


def test_a_folder_or_no_such_model(articles: Path, tmp_path: Path, run: Run) -> None:
    assert run("annotate", articles).exit_code == 2
    no_model = run("annotate", articles / "oslo.txt", "--model", "no_such_model")
    assert (no_model.exit_code, no_model.stdout) == (1, "")
    assert "no_such_model" in no_model.stderr
    no_folder = run("annotate", articles / "oslo.txt", "-o", tmp_path / "none" / "page.html")
    assert no_folder.exit_code == 1
    assert "cannot be written" in no_folder.stderr
