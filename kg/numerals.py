"""Numbers in running text, in digits and in words, with the range of values that they stand for.

Number words are read by text2num, which is kept up and strict (it refuses "twenty twenty"); vague ones
("dozens", "several hundred") by the table `ontology/numerals.csv`, signs of money
and shares by `ontology/units.csv`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from text_to_num import text2num

from kg.model import Span
from kg.tables import rows

WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion"
)
SCALES = {
    "hundred": Decimal(100),
    "dozen": Decimal(12),
    "thousand": Decimal(10**3),
    "lakh": Decimal(10**5),
    "crore": Decimal(10**7),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
    "k": Decimal(10**3),
    "m": Decimal(10**6),
    "mn": Decimal(10**6),
    "bn": Decimal(10**9),
    "tn": Decimal(10**12),
}
SCALE = "hundred|dozen|thousand|million|billion|trillion|lakh|crore"
SHORT = "mn|bn|tn|m|k"
GROUPED = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+|\d+(?:\.\d+)?"
BEFORE = r"(?<![\w#+$€£¥₩₹₽₴₺₪₦₱])(?<!\w[-–.,/:'’])(?<!\d[ ](?=\d{3}\b))"
AFTER = r"(?![\w/]|[-–](?!odd\b|plus\b|magnitude\b)\w|[.,:/]\d|[ ]\d{3}\b|['’](?:s\b|\d)|:)"
FRACTION = re.compile(
    r"[ -](?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b"
)


@dataclass(frozen=True)
class Numeral:
    """A number in the text: its characters, lowest and highest reading, and the unit if a sign names it."""

    span: Span
    low: Decimal
    high: Decimal
    vague: bool = False
    digits: bool = False
    unit: str | None = None
    joined: bool = False
    """Whether it is a range of two numbers ("20 to 30")."""


def find_numerals(text: str, place: Span) -> list[Numeral]:
    """The numbers in a part of the text, in order; what cannot be read for sure is left out.

    >>> [(n.low, n.high) for n in find_numerals("20 to 30 of two hundred and five", Span(0, 32))]
    [(Decimal('20'), Decimal('30')), (Decimal('205'), Decimal('205'))]
    """
    found = [n for match in _pattern().finditer(text, place.start, place.end) if (n := _read(match))]
    return [n for n in _join(text, found) if not FRACTION.match(text, n.span.end)]


@cache
def _pattern() -> re.Pattern[str]:
    """One expression for all kinds of numbers; vague ones stand first, for they hold the words of others."""
    vague = sorted(((row["words"], row["next"]) for row in rows("numerals")), key=lambda pair: -len(pair[0]))
    vague_words = "|".join(f"{words}(?= (?:{then}))" if then else words for words, then in vague).replace(" ", r"\s+")
    signs = "|".join(sorted((re.escape(s) for s in _signs()), key=len, reverse=True))
    ends = "|".join(sorted((re.escape(s) for s in _ends()), key=len, reverse=True))
    return re.compile(
        rf"{BEFORE}(?:(?P<vague>(?:{vague_words}))(?![\w-])"
        rf"|(?:(?P<sign>{signs})\s?)?(?P<digits>{GROUPED})(?:[-–](?:{signs})?(?P<upper>(?!0){GROUPED}))?"
        rf"(?:(?P<short>{SHORT})\b|[ -]?(?P<half>and a half )?(?P<scale>{SCALE})\b)?"
        rf"(?:\s?(?P<end>{ends})(?!\w)|{AFTER})"
        rf"|(?P<words>(?:an?\s+(?={SCALE})(?!dozen))?(?:{WORDS})(?:(?:\s+and\s+|[ -])(?:{WORDS}))*)"
        rf"(?P<halved>\s+and\s+a\s+half)?(?:\s+(?P<dozen>dozen|million|billion|trillion))?"
        rf"(?:\s(?P<wend>{ends})(?!\w)|(?![\w]|-\w|s\b)))",
        re.IGNORECASE,
    )


@cache
def _signs() -> dict[str, str]:
    return {row["sign"]: row["unit"] for row in rows("units") if not row["unit"].startswith("percent")}


@cache
def _ends() -> dict[str, str]:
    return {row["sign"]: row["unit"] for row in rows("units") if row["unit"].startswith("percent")}


@cache
def _vague() -> dict[str, tuple[str, str]]:
    return {row["words"]: (row["low"], row["high"]) for row in rows("numerals")}


def _read(match: re.Match[str]) -> Numeral | None:
    """Read one match; None where the words are not one number."""
    if match["vague"]:
        return _read_vague(match)
    unit = _unit(match)
    low, high = _digits(match, unit) if match["digits"] else _words(match)
    if low is None or high is None or (match["upper"] and low >= high):
        return None
    return Numeral(Span(*match.span()), low, high, False, bool(match["digits"]), unit, bool(match["upper"]))


def _read_vague(match: re.Match[str]) -> Numeral | None:
    low, high = _vague()[" ".join(match["vague"].casefold().split())]
    return Numeral(Span(*match.span("vague")), Decimal(low), Decimal(high), vague=True) if low else None


def _unit(match: re.Match[str]) -> str | None:
    end = match["end"] or match["wend"]
    if end:
        return _ends()[" ".join(end.casefold().split())]
    sign = (match["sign"] or "").upper()
    return next((unit for known, unit in _signs().items() if known.upper() == sign), None)


def _digits(match: re.Match[str], unit: str | None) -> tuple[Decimal | None, Decimal | None]:
    if match["short"] and unit is None and match["short"] not in ("bn", "mn", "tn"):
        return None, None  # "10k" and "5m" may be distances
    scale = SCALES.get((match["short"] or match["scale"] or "").casefold(), Decimal(1))
    low, high = _plain(match["digits"]), _plain(match["upper"] or match["digits"])
    if match["half"]:
        low, high = low + Decimal("0.5"), high + Decimal("0.5")
    return _tidy(low * (scale if low < 1000 or not match["upper"] else 1)), _tidy(high * scale)


def _plain(digits: str) -> Decimal:
    return Decimal(re.sub(r"[,\u00a0\u2009\u202f]", "", digits))


def _words(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    words = " ".join(match["words"].casefold().split())
    if words in SCALES:  # "hundred" alone: what stands before it would change it
        return None, None
    try:
        value = Decimal(text2num(re.sub(r"^an? ", "one ", words), "en"))
    except ValueError:
        return None, None
    value += Decimal("0.5") if match["halved"] else 0
    value *= SCALES.get((match["dozen"] or "").casefold(), Decimal(1))
    return _tidy(value), _tidy(value)


def _tidy(value: Decimal) -> Decimal:
    """Without a fraction of zero: 3500000, not 3500000.0."""
    return value.to_integral_value() if value == value.to_integral_value() else value


def _join(text: str, numerals: list[Numeral]) -> Iterator[Numeral]:
    """Put the two ends of a range together: "20 to 30", "two or three"; leave out odds: "a 3 to 1 margin"."""
    at = 0
    while at < len(numerals):
        one = numerals[at]
        other = numerals[at + 1] if at + 1 < len(numerals) else None
        if other and _odds(text, one, other):
            at += 2
            continue
        both = _range(text, one, other) if other and not one.joined and not other.joined else None
        yield both or one
        at += 2 if both else 1


def _odds(text: str, one: Numeral, other: Numeral) -> bool:
    descends = one.low >= other.high and text[one.span.end : other.span.start] == " to "
    changed = re.search(r"\b(?:from|by)\s+$", text[max(0, one.span.start - 12) : one.span.start])
    return descends and not changed and one.unit is None and other.unit is None


def _range(text: str, one: Numeral, other: Numeral) -> Numeral | None:
    gap = text[one.span.end : other.span.start]
    before = text[max(0, one.span.start - 30) : one.span.start].casefold()
    between = re.search(r"\bbetween\s+(?:\w+\s+)?$", before) and gap == " and "
    if (not between and gap not in (" to ", " or ")) or re.search(r"\bby\s+$", before):
        return None  # "rose by 20 to 187" has two numbers
    low, unit = one.low, one.unit or other.unit
    scale = re.search(rf"({SCALE}|{SHORT})$", text[slice(*other.span)], re.IGNORECASE)
    if scale and low < 1000 and one.digits and not re.search(r"[a-z]", text[slice(*one.span)]):
        low *= SCALES[scale[1].casefold()]  # "10 to 12 million"
    if low >= other.high:
        return None
    return replace(one, span=Span(one.span.start, other.span.end), low=low, high=other.high, unit=unit, joined=True)
