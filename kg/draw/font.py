"""The typeface of the pictures: how wide words are, where lines break, and the letters a picture carries.

The faces come from the package `font-roboto`, so a machine without any fonts draws the same picture.
"""

import base64
import io
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import font_roboto
from fontTools import subset
from fontTools.ttLib import TTFont

Face = Literal["regular", "medium", "bold", "italic"]
FAMILY = "Roboto, 'Helvetica Neue', Arial, sans-serif"
FILES: Mapping[Face, str] = {
    "regular": "Roboto-Regular.ttf",
    "medium": "Roboto-Medium.ttf",
    "bold": "Roboto-Bold.ttf",
    "italic": "Roboto-Italic.ttf",
}
WEIGHTS: Mapping[Face, int] = {"regular": 400, "medium": 500, "bold": 700, "italic": 400}


def width(text: str, size: float, face: Face = "regular") -> float:
    """The width of `text` at a font size, in the same unit.

    >>> width("iii", 10) < width("mmm", 10) == width("m", 30)
    True
    """
    return sum(_advance(character, face) for character in text) * size


def wrap(text: str, size: float, room: float, face: Face = "regular", most: int | None = None) -> list[str]:
    """Break `text` into lines no wider than `room`; what does not fit into `most` lines ends in "…".

    >>> wrap("at least 100 soldiers", 10, 60)
    ['at least 100', 'soldiers']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size, face) <= room:
            lines[-1] += f" {word}"
        else:
            lines += _broken(word, size, room, face)
    if most is None or len(lines) <= most:
        return lines
    return [*lines[: most - 1], clip(f"{lines[most - 1]} {lines[most]}", size, room, face)]


def clip(text: str, size: float, room: float, face: Face = "regular") -> str:
    """`text`, or as much of it as fits into `room` together with "…"."""
    if width(text, size, face) <= room:
        return text
    while text and width(text + "…", size, face) > room:
        text = text[:-1].rstrip()
    return text + "…"


def font_files() -> list[str]:
    """The files of all faces, for a renderer that reads fonts."""
    return [str(_path(face)) for face in FILES]


def embedded(letters: Mapping[Face, Iterable[str]]) -> str:
    """Style rules that hold just the letters used in each face, so a picture looks the same everywhere."""
    return "".join(_rule(face, "".join(sorted(set(used)))) for face, used in sorted(letters.items()))


@cache
def _advance(character: str, face: Face) -> float:
    glyphs, advances, per_em = _metrics(face)
    if character in glyphs:
        return advances[glyphs[character]] / per_em
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else 0.62


@cache
def _metrics(face: Face) -> tuple[dict[str, str], dict[str, int], int]:
    with TTFont(_path(face), lazy=True) as font:
        glyphs = {chr(code): glyph for code, glyph in font.getBestCmap().items()}
        advances = {glyph: advance for glyph, (advance, _) in font["hmtx"].metrics.items()}
        return glyphs, advances, int(font["head"].unitsPerEm)


def _path(face: Face) -> Path:
    return Path(font_roboto.font_directory) / FILES[face]


def _broken(word: str, size: float, room: float, face: Face) -> list[str]:
    """A word cut into pieces where it is too long for a line, as addresses are."""
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, size, face) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces


@cache
def _rule(face: Face, letters: str) -> str:
    style = "italic" if face == "italic" else "normal"
    data = base64.b64encode(_cut(face, letters)).decode("ascii")
    source = f"url(data:font/woff;base64,{data}) format('woff')"
    return f"@font-face{{font-family:Roboto;font-weight:{WEIGHTS[face]};font-style:{style};src:{source}}}"


def _cut(face: Face, letters: str) -> bytes:
    options = subset.Options(flavor="woff", layout_features=[], hinting=False, notdef_outline=True)
    # Widths are reckoned without kerning, so the tables for it can go, which saves most of the time.
    options.drop_tables += ["GPOS", "GSUB", "GDEF"]
    # The file's own date stays, or the same picture would differ from second to second.
    with TTFont(_path(face), recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        font.flavor = "woff"
        held = io.BytesIO()
        font.save(held)
        return held.getvalue()
