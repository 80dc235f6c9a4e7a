"""The boxes of a picture: an article, an actor, a group of claims as cards; each with its size and markup."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.draw.font import clip, width, wrap
from kg.draw.groups import Group
from kg.draw.icons import icon
from kg.draw.lettering import Lines, Shape, chip, sheet
from kg.draw.markup import at, element, line_of_text, words
from kg.draw.style import FAINT, INK, LINE, PAPER, SOFT, VOICES, Manner, date_of, figure, judged, manner, mark
from kg.trace import Provenance, chains

ARTICLE, ACTOR, PAD, GAP = 196.0, 188.0, 12.0, 8.0
MOST_LINES = 10
MOST_OF_NAME = 3
QUOTED = ("direct", "mixed")


@dataclass(frozen=True)
class Room:
    """How wide the groups of claims are, and in how many columns their cards may stand."""

    width: float
    columns: int


def article_box(data: Mapping[str, Any]) -> Shape:
    """An article as a sheet of paper: outlet, headline, date."""
    room = ARTICLE - 2 * PAD - 8
    outlet = wrap(data["label"], 13, room, "bold", most=2)
    headline = wrap(data["headline"], 12, room, most=6)
    agency = [f"via {data['agency']}"] if data["agency"] not in ("", data["label"]) else []
    date = [date_of(data["published"])] if data["published"] else []
    lines = Lines(PAD + 4)
    lines.add(outlet, 13, "bold", INK, 17)
    lines.add(headline, 12, "regular", INK, 16, before=4)
    lines.add([*agency, *date], 11, "regular", SOFT, 15, before=5)
    height = lines.y + PAD - 2
    return Shape(
        ARTICLE,
        height,
        sheet(ARTICLE, height) + lines.markup(),
    )


def actor_box(data: Mapping[str, Any], origin_of: int) -> Shape:
    """An actor with its grades and kind; an unnamed one has a broken outline, a mask and the word."""
    left, named = 38.0, data["named"]
    room = ACTOR - left - PAD
    lines = Lines(left)
    lines.add(_name(data, room), 13, "medium", INK, 16.5)
    lines.add(wrap(data["description"], 11, room, most=2), 11, "regular", SOFT, 14, before=1)
    kind = data["type"] if data["type"] != "unknown" else ""
    lines.add([" · ".join(part for part in (kind, "" if named else "unnamed") if part)], 11, "italic", SOFT, 14, 1)
    lines.add([_origin_of(origin_of)] if origin_of else [], 11, "bold", SOFT, 14, before=2)
    height = max(lines.y + PAD - 3, 40.0)
    outline = element(
        "rect",
        width=ACTOR,
        height=height,
        rx=9,
        fill=PAPER if named else "#f4f4f1",
        stroke=INK,
        stroke_width=1.4,
        stroke_dasharray=None if named else "5 4",
    )
    grades = element("title", words("\n".join(judged(data)))) if judged(data) else ""
    sign = at(12, 10, icon(data["type"] if named else "unnamed", INK))
    return Shape(ACTOR, height, grades + outline + sign + lines.markup())


def group_box(graph: Provenance, group: Group, room: Room, with_article: bool) -> Shape:
    """Claims that came the same way: the way in words above, the claims as cards in columns below."""
    look = manner(group.stance)
    inner = room.width - 2 * PAD
    lines = Lines(PAD)
    lines.add(_ways(graph, group, inner), 12.5, "bold", INK, 17)
    head = lines.markup() + _tail(graph, group, look, lines, inner, with_article)
    columns = min(room.columns, len(group.claims))
    wide = (inner - (columns - 1) * GAP) / columns
    cards = [card(graph, claim, look, wide) for claim in group.claims]
    placed, bottom = _in_columns(cards, columns, lines.y + 6)
    frame = element(
        "rect",
        width=room.width,
        height=bottom + PAD,
        rx=9,
        fill=look.tint,
        stroke=look.colour,
        stroke_width=1.5,
        stroke_dasharray=look.dash or None,
    )
    return Shape(room.width, bottom + PAD, frame + head + placed)


def card(graph: Provenance, claim: str, look: Manner, wide: float) -> Shape:
    """One claim: voice, cue and grades, its words, its figures; everything about it appears on hovering."""
    data = graph.nodes[claim]
    left = 36.0 if data["voice"] in QUOTED else 15.0
    room = wide - left - PAD
    lines = Lines(left)
    lines.add(wrap(_manner_of_saying(graph, claim), 11, room, "italic", most=2), 11, "italic", SOFT, 14)
    lines.add(wrap(mark(data), 11, room, "bold"), 11, "bold", INK, 14)
    lines.add(wrap(data["text"], 12.5, room, most=MOST_LINES), 12.5, "regular", INK, 16.5, before=1)
    chips, bottom = _chips(data, look, left, room, lines.y + 5)
    height = bottom + 8
    parts = [
        element("title", words(_in_full(graph, claim))),
        element("rect", width=wide, height=height, rx=5, fill=PAPER, stroke=LINE),
        element("path", d=f"M0 5a5 5 0 0 1 5-5V{height:.1f}a5 5 0 0 1-5-5Z", fill=look.colour),
        _mark(data["voice"], look.colour),
        lines.markup(),
        chips,
    ]
    return Shape(wide, height, element("g", *parts, class_="claim", data_claim=claim, tabindex="0"))


def _name(data: Mapping[str, Any], room: float) -> list[str]:
    """The name of an actor with its grades, which stand beneath it where the name has to be cut."""
    whole = wrap(data["label"] + mark(data), 13, room, "medium")
    if len(whole) <= MOST_OF_NAME:
        return whole
    return wrap(data["label"], 13, room, "medium", most=MOST_OF_NAME) + wrap(mark(data), 13, room, "medium")


def _origin_of(claims: int) -> str:
    return f"origin of {claims} claim{'s' if claims > 1 else ''}"


def _ways(graph: Provenance, group: Group, room: float) -> list[str]:
    """The way of each chain in words; joint sources stand one under the other."""
    if not group.ways:
        return ["In the article’s own voice"]
    ways = ["  ›  ".join(_called(graph.nodes[actor]) for actor in way) for way in group.ways]
    joined = [f"{way}  and" for way in ways[:-1]] + ways[-1:]
    return [line for way in joined for line in wrap(way, 12.5, room, "bold")]


def _tail(graph: Provenance, group: Group, look: Manner, lines: Lines, room: float, with_article: bool) -> str:
    """After the way the stance's word, and at the right the article; on new lines where they do not fit."""
    word = look.word.upper() if group.stance != "asserted" else ""
    reached = width(_ways(graph, group, room)[-1], 12.5, "bold")
    drawn = ""
    if word:
        if reached + 8 + width(word, 10.5, "bold") > room:
            reached, lines.y = -8.0, lines.y + 15
        drawn += line_of_text(word, PAD + reached + 8, lines.y - 4, 10.5, "bold", look.colour)
        reached += 8 + width(word, 10.5, "bold")
    if with_article:
        article = graph.nodes[group.article]
        where = clip(f"{article['label']}, {article['published'][:10]}".rstrip(", "), 11, room)
        if reached + 24 + width(where, 11) > room:
            lines.y += 15
        drawn += line_of_text(where, PAD + room, lines.y - 4, 11, "regular", SOFT, "end")
    return drawn


def _called(actor: Mapping[str, Any]) -> str:
    return f"{actor['label']}{mark(actor)}" if actor["named"] else f"{actor['label']}{mark(actor)} (unnamed)"


def _in_columns(cards: Sequence[Shape], columns: int, top: float) -> tuple[str, float]:
    """Cards down one column and on in the next, cut where the columns end most level."""
    placed, bottom = [], top
    for column, part in enumerate(_level(cards, columns)):
        y = top
        for shape in part:
            placed.append(at(PAD + column * (shape.width + GAP), y, shape.markup))
            y += shape.height + GAP
        bottom = max(bottom, y - GAP)
    return "".join(placed), bottom


def _level(cards: Sequence[Shape], columns: int) -> list[list[Shape]]:
    """The cards in at most that many runs, the highest run as low as can be (found by halving)."""
    low, high = 0.0, sum(card.height + GAP for card in cards)
    for _ in range(16):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_runs(cards, middle)) <= columns else (middle, high)
    return _runs(cards, high)


def _runs(cards: Sequence[Shape], limit: float) -> list[list[Shape]]:
    """The cards cut into runs no higher than the limit."""
    runs: list[list[Shape]] = [[]]
    height = 0.0
    for shape in cards:
        height += shape.height + GAP
        if runs[-1] and height > limit:
            runs.append([])
            height = shape.height + GAP
        runs[-1].append(shape)
    return runs


def _manner_of_saying(graph: Provenance, claim: str) -> str:
    """The cues of the first chain and, where there are quotation marks, what they enclose."""
    hops = next(iter(chains(graph, claim)), [])
    cues = " · ".join(hop["cue"] for hop in hops if hop["cue"])
    voice = graph.nodes[claim]["voice"]
    return "  —  ".join(part for part in (cues, VOICES[voice] if voice in QUOTED else "") if part)


def _mark(voice: str, colour: str) -> str:
    """A quotation mark: full for direct speech, pale where only some words are quoted."""
    if voice not in QUOTED:
        return ""
    mark = line_of_text("“", 11, 34, 36, "bold", colour)
    return mark if voice == "direct" else element("g", mark, opacity=0.5)


def _chips(data: Mapping[str, Any], look: Manner, left: float, room: float, top: float) -> tuple[str, float]:
    """The figures in frames, then modality and events in small print; wrapped, with the height reached."""
    figures = [clip(figure(quantity), 11.5, room - 16, "bold") for quantity in data["quantities"]]
    small = " · ".join(filter(None, [data["modality"] if data["modality"] != "certain" else "", *data["events"]]))
    pieces = [(text, width(text, 11.5, "bold") + 16, True) for text in figures]
    pieces += [(clip(small, 10.5, room), width(small, 10.5), False)] if small else []
    drawn, x, y = "", 0.0, top
    for text, wide, framed in pieces:
        if x and x + wide > room:
            x, y = 0.0, y + 24
        drawn += (
            chip(text, left + x, y, wide, look)
            if framed
            else line_of_text(text, left + x, y + (14 if x else 11), 10.5, colour=FAINT)
        )
        x += wide + 7
    if not pieces:
        return "", top - 5
    return drawn, y + (20 if pieces[-1][2] or x > pieces[-1][1] + 8 else 16)


def _in_full(graph: Provenance, claim: str) -> str:
    """The whole claim with the places of its words, and who graded it."""
    data = graph.nodes[claim]
    places = ", ".join(f"{words['start']}–{words['end']}" for words in data["evidence"])
    said = f"{data['text']}\n{data['stance']}, {VOICES.get(data['voice'], data['voice'])}\ncharacters {places}"
    return "\n".join([said, *judged(data)])
