"""How the pictures look: the colour, dash and word of each stance, the marks of voices, and figures in short.

The colours keep apart for colour-blind eyes (after Okabe and Ito, darkened until they read as text on white);
dashes and words say the same again, so that a print in black and white loses nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

INK, SOFT, FAINT, LINE, PAPER = "#1d232b", "#59636f", "#8a939d", "#c9cfd6", "#ffffff"


SIGNS: Mapping[str, str] = {"more": "+ ", "less": "− "}


@dataclass(frozen=True)
class Manner:
    """How a stance is shown; its word is in the past, which agrees with one speaker and with several."""

    word: str
    colour: str
    tint: str
    dash: str


STANCES: Mapping[str, Manner] = {
    "asserted": Manner("asserted", "#0b5c96", "#f2f7fb", ""),
    "denied": Manner("denied", "#b3430a", "#fdf4ee", "9 4"),
    "declined": Manner("declined to comment", "#006b52", "#eff8f5", "2 4"),
    "unacknowledged": Manner("did not acknowledge", "#8a6400", "#fcf8ea", "6 3 1.5 3"),
    "unmentioned": Manner("did not mention", "#5a5a5a", "#f5f5f5", "1.5 5"),
    "denounced": Manner("denounced", "#93357c", "#fbf2f9", "12 3 3 3"),
}
VOICES: Mapping[str, str] = {
    "direct": "direct quotation",
    "mixed": "partly quoted",
    "indirect": "in the article's words",
    "narrator": "the article itself",
}


def manner(stance: str) -> Manner:
    """How a stance is shown; one that is not known looks like an assertion but keeps its word."""
    return STANCES.get(stance) or Manner(stance or "said", *_plain_look())


def figure(quantity: Mapping[str, Any]) -> str:
    """A quantity in short, with its bounds; a difference with its sign, parts with what they are out of.

    >>> figure({"min": "100", "max": None, "of": "killed", "approximate": False})
    '≥ 100 killed'
    >>> figure({"min": None, "max": "1000", "of": "injured", "approximate": True})
    '≤ 1,000 injured ≈'
    >>> rise = {"kind": "difference", "relation": "more"}
    >>> figure({"min": "12", "max": "12", "of": "killed", "approximate": False, **rise})
    '+ 12 killed'
    >>> figure({"min": "2", "max": "2", "of": "voters", "approximate": False, "kind": "share", "out_of": "3"})
    '2 in 3 voters'
    """
    about = " ≈" if quantity["approximate"] else ""
    sign = SIGNS.get(quantity.get("relation") or "", "± ") if quantity.get("kind") == "difference" else ""
    out_of = f" in {_number(quantity['out_of'])}" if quantity.get("out_of") else ""
    per = f" per {quantity['per']}" if quantity.get("per") else ""
    return f"{sign}{_bounds(quantity)}{out_of} {quantity['of']}".strip() + per + about


def date_of(published: str) -> str:
    """The day and the minute of publication, as far as they are known.

    >>> date_of("2025-03-04T18:30:00+01:00"), date_of("2024-12")
    ('2025-03-04 18:30 +01:00', '2024-12')
    """
    day, _, time = published.partition("T")
    clock, zone = time[:5], time[8:].lstrip(".0123456789")
    return " ".join(part for part in (day, clock, "UTC" if zone == "Z" else zone) if part)


def mark(data: Mapping[str, Any]) -> str:
    """The grades of a node in brackets, side by side, with a space before; nothing where nobody graded it.

    >>> mark({"grade": "B, C"}), mark({})
    (' [B, C]', '')
    """
    return f" [{data['grade']}]" if data.get("grade") else ""


def judged(data: Mapping[str, Any]) -> list[str]:
    """Each grade of a node in full: what, by whom, on which day, and why.

    >>> judged({"grades": [{"grade": "2", "meaning": "probably true", "by": "Ann", "on": "2025-03-04", "why": "log"}]})
    ['graded 2 (probably true) by Ann on 2025-03-04: log']
    """
    return [
        f"graded {one['grade']} ({one['meaning']}) by {one['by']} on {one['on']}"
        + (f": {' '.join(one['why'].split())}" if one["why"] else "")
        for one in data.get("grades", ())
    ]


def _plain_look() -> tuple[str, str, str]:
    look = STANCES["asserted"]
    return look.colour, look.tint, look.dash


def _bounds(quantity: Mapping[str, Any]) -> str:
    low, high = quantity["min"], quantity["max"]
    if low is None and high is None:
        return str(quantity["words"])
    if low == high:
        return _number(low)
    if high is None:
        return f"≥ {_number(low)}"
    return f"≤ {_number(high)}" if low is None else f"{_number(low)}–{_number(high)}"


def _number(value: str | Decimal) -> str:
    number = Decimal(value)
    whole = number.to_integral_value()
    return f"{whole if whole == number else number:,f}"
