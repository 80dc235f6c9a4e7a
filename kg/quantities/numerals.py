"""Numbers in running text, in digits and in words, with the range of values that they stand for.

Number words are read by text2num, which is kept up and strict (it refuses "twenty twenty"); vague ones
("dozens", "several hundred") by the table `ontology/numerals.csv`, signs of money,
shares and measures by `ontology/units.csv`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from text_to_num import text2num

from kg.errors import TableError
from kg.model import Span
from kg.quantities.affected import words
from kg.quantities.fractions import find_fractions, rate
from kg.quantities.numeral import Numeral
from kg.quantities.units import Unit, signs, unit_of
from kg.resources import resource
from kg.tables import rows

WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion"
)
JOINT = r"(?:(?<=dred|sand|lion)\s+and\s+|[ -])"  # "five and seven" are two numbers
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
MINUS = re.compile(r"(?<![\w-])(?<!or )minus\s+$|(?<![^\s(“\"])[-−]$", re.IGNORECASE)
LONGEST_MINUS = 12
LONGEST_UNIT = 40
FRACTION = re.compile(
    r"[ -](?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b"
)


def find_numerals(text: str, place: Span) -> list[Numeral]:
    """The numbers in a part of the text, in order; what cannot be read for sure is left out.

    >>> [(n.low, n.high) for n in find_numerals("20 to 30 of two hundred and five", Span(0, 32))]
    [(Decimal('20'), Decimal('30')), (Decimal('205'), Decimal('205'))]
    """
    found = [_signed(text, n) for match in _pattern().finditer(text, place.start, place.end) if (n := _read(match))]
    whole = [n for n in _join(text, found) if not FRACTION.match(text, n.span.end)]
    return sorted([*whole, *find_fractions(text, place)], key=lambda numeral: numeral.span)


def _signed(text: str, numeral: Numeral) -> Numeral:
    """The number below zero where a minus stands before it: "minus 20", "-5"."""
    before = Span(max(0, numeral.span.start - LONGEST_MINUS), numeral.span.start)
    if not text[slice(*before)].rstrip().endswith(("-", "−", "inus")):
        return numeral
    minus = MINUS.search(text, *before)
    if minus is None or not (numeral.digits or minus[0].strip().isalpha()):
        return numeral
    return replace(numeral, span=Span(minus.start(), numeral.span.end), low=-numeral.high, high=-numeral.low)


@cache
def _pattern() -> re.Pattern[str]:
    """One expression for all kinds of numbers; vague ones stand first, for they hold the words of others."""
    vague = sorted(((row["words"], row["next"]) for row in rows("numerals")), key=lambda pair: -len(pair[0]))
    vague_words = "|".join(f"{words}(?= (?:{then}))" if then else words for words, then in vague).replace(" ", r"\s+")
    before, after = (_any_of(signs(where)) for where in ("before", "after"))
    first = [_first_of(known) for known in ((words_ for words_, _ in vague), signs("before"), WORDS.split("|"))]
    return re.compile(
        rf"{BEFORE}(?:{first[0]}(?P<vague>(?:{vague_words}))(?![\w-])"
        rf"|(?:{first[1]}(?P<sign>{before})\s?)?(?P<digits>{GROUPED})(?:%?[-–](?:{before})?(?P<upper>(?!0){GROUPED}))?"
        rf"(?:(?P<short>{SHORT})\b|[ -]?(?P<half>and a half )?(?P<scale>{SCALE})\b)?"
        rf"(?:\s?(?P<end>{after})(?![\w/])|{AFTER})"
        rf"|(?=a\s|an\s|{first[2]})(?P<words>(?:an?\s+(?={SCALE})(?!dozen))?(?:{WORDS})(?:{JOINT}(?:{WORDS}))*)"
        rf"(?P<halved>\s+and\s+a\s+half)?(?:\s+(?P<dozen>dozen|million|billion|trillion))?"
        rf"(?:\s(?P<wend>{after})(?![\w/])|(?![\w]|-\w|s\b)))",
        re.IGNORECASE,
    )


def _first_of(known: Iterable[str]) -> str:
    """What looks ahead for the first character of some words, so that most places are passed over at once."""
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in known})))}])"


def _any_of(known: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, known), key=len, reverse=True))


@cache
def _vague() -> dict[str, tuple[Decimal, Decimal] | None]:
    """The bounds of vague numbers by their words; None for those that are left out."""
    return {row["words"]: _bounds(row) if row["low"] else None for row in rows("numerals")}


def _bounds(row: dict[str, str]) -> tuple[Decimal, Decimal]:
    if not (row["low"].isdecimal() and row["high"].isdecimal() and int(row["low"]) <= int(row["high"])):
        raise TableError(
            f"{resource('ontology', 'numerals.csv')}: the bounds of {row['words']!r} are {row['low']!r} and "
            f"{row['high']!r}; write two whole numbers, the lower first, or leave both out"
        )
    return Decimal(row["low"]), Decimal(row["high"])


def _read(match: re.Match[str]) -> Numeral | None:
    """Read one match; None where the words are not one number."""
    if match["vague"]:
        return _read_vague(match)
    unit = _unit(match)
    low, high = _digits(match, unit) if match["digits"] else _in_words(match)
    if low is None or high is None or (match["upper"] and low >= high):
        return None
    return Numeral(Span(*match.span()), low, high, False, bool(match["digits"]), unit, bool(match["upper"]))


def _read_vague(match: re.Match[str]) -> Numeral | None:
    bounds = _vague()[" ".join(match["vague"].casefold().split())]
    return Numeral(Span(*match.span("vague")), *bounds, vague=True) if bounds else None


def _unit(match: re.Match[str]) -> Unit | None:
    end = match["end"] or match["wend"]
    if end:
        return signs("after")[" ".join(end.casefold().split())]
    return signs("before").get((match["sign"] or "").casefold())


def _digits(match: re.Match[str], unit: Unit | None) -> tuple[Decimal | None, Decimal | None]:
    if match["short"] and not _sure_scale(match, unit):
        return None, None  # "10k" and "5m" may be distances
    scale = SCALES.get((match["short"] or match["scale"] or "").casefold(), Decimal(1))
    low, high = _plain(match["digits"]), _plain(match["upper"] or match["digits"])
    if match["half"]:
        low, high = low + Decimal("0.5"), high + Decimal("0.5")
    return _tidy(low * (scale if low < 1000 or not match["upper"] else 1)), _tidy(high * scale)


def _sure_scale(match: re.Match[str], unit: Unit | None) -> bool:
    """Whether "m" means million: "€3m" and "3m euros" do, "3m" may be metres."""
    following = re.match(r"(?:\s+[^\W\d]+){1,2}", match.string[match.end() : match.end() + LONGEST_UNIT])
    words_after = following[0].split() if following else []
    known = any((found := unit_of(word)) and found.kind == "money" for word in words_after)
    return unit is not None or known or match["short"].lower() in ("bn", "mn", "tn")


def _plain(digits: str) -> Decimal:
    return Decimal(re.sub(r"[,\u00a0\u2009\u202f]", "", digits))


def _in_words(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    spelt = " ".join(match["words"].casefold().split())
    if spelt in SCALES:  # "hundred" alone: what stands before it would change it
        return None, None
    try:
        value = Decimal(text2num(re.sub(r"^an? ", "one ", spelt), "en"))
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
        both = _together(text, one, other) if other and not one.joined and not other.joined else None
        yield both or one
        at += 2 if both else 1


def _together(text: str, one: Numeral, other: Numeral) -> Numeral | None:
    return rate(text, one, other) or _range(text, one, other)


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
    if re.search(r"\bfrom\s+$", before) and any(word in words("change") for word in re.findall(r"\w+", before)[-6:]):
        return None  # "rose from 187 to 243"
    if one.unit and one.unit != other.unit and (other.unit or one.unit.kind == "share"):
        return None  # "rose 10% to $15"
    low, unit = one.low, one.unit or other.unit
    scale = re.search(rf"({SCALE}|{SHORT})$", text[slice(*other.span)], re.IGNORECASE)
    if scale and low < 1000 and one.digits and not re.search(r"[a-z]", text[slice(*one.span)]):
        low *= SCALES[scale[1].casefold()]  # "10 to 12 million"
    if low >= other.high:
        return None
    return replace(one, span=Span(one.span.start, other.span.end), low=low, high=other.high, unit=unit, joined=True)
