"""The characters of a file from its bytes, and the encoding they were in.

Line ends and a byte order mark stay characters of the text, so that offsets are the file's.
"""

import codecs
import re

from kg.errors import ArticleError

_PAGE_ENDINGS = (".html", ".htm", ".xhtml")


def is_page(data: bytes, name: str) -> bool:
    """Whether a file is an HTML page: by its ending, or by how it starts.

    >>> is_page(b"<!DOCTYPE html><html>", "stdin"), is_page(b"SEOUL--At least", "a.txt")
    (True, False)
    """
    return name.lower().endswith(_PAGE_ENDINGS) or _PAGE_START.match(data) is not None


def decode(data: bytes, place: str) -> tuple[str, str]:
    """The text in `data` and its encoding; `place` names the file in errors.

    >>> decode("café".encode("utf-8"), "a.txt")
    ('café', 'utf-8')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding, place), encoding
    if b"\0" in data[:_LOOKED_AT] and not _looks_wide(data):
        raise _binary(place)
    text, encoding = _utf8(data) or _detected(data, place)
    if "\0" in text or len(_CONTROL.findall(text, 0, _LOOKED_AT)) * 100 > len(text[:_LOOKED_AT]):
        raise _binary(place)
    return text, encoding


def decode_page(data: bytes, place: str) -> tuple[str, str]:
    """The source of an HTML page and its encoding, which the page may state itself."""
    stated = _CHARSET.search(data, 0, _LOOKED_AT)
    if stated and not data.startswith(tuple(mark for mark, _ in _MARKS)):
        try:
            # Browsers read pages that state Latin-1 or ASCII as Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
            encoding = codecs.lookup(stated.group(1).decode("ascii")).name
            encoding = "cp1252" if encoding in {"iso8859-1", "ascii"} else encoding
            return data.decode(encoding), encoding
        except (LookupError, UnicodeDecodeError):
            return decode(data, place)
    return decode(data, place)


_LOOKED_AT = 4096
_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")
_CHARSET = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
# UTF-32 before UTF-16, whose mark it starts with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings that English news occurs in, the most usual first; naming them keeps detection quick.
_LIKELY = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1254",
    "cp1256",
    "cp1255",
    "mac_roman",
    "utf_16_le",
    "utf_16_be",
    "shift_jis",
    "gb18030",
    "euc_kr",
    "big5",
]


def _utf8(data: bytes) -> tuple[str, str] | None:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return None


def _looks_wide(data: bytes) -> bool:
    """Whether about every second byte is NUL, as in UTF-16 of English text without a byte order mark."""
    start = data[:_LOOKED_AT]
    return max(start[0::2].count(0), start[1::2].count(0)) * 10 > len(start) * 4 and len(start) > 1


def _detected(data: bytes, place: str) -> tuple[str, str]:
    # Imported only here: nearly every file is UTF-8 and needs no detection.
    from charset_normalizer import from_bytes

    matches = from_bytes(data, cp_isolation=_LIKELY)
    best = matches.best()
    if best is None:
        raise ArticleError(f"{place}: the encoding of the text is unknown; save it as UTF-8 and try again")
    # A few accents fit several encodings equally well: of those the most usual one.
    alike = {name for match in matches if match.chaos <= best.chaos for name in match.could_be_from_charset}
    encoding = next((name for name in _LIKELY if name in alike), best.encoding)
    return _decode_as(data, encoding, place), encoding


def _decode_as(data: bytes, encoding: str, place: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{place}: byte {error.start} is not {encoding} as it seemed to be; save the file as UTF-8"
        ) from error


def _binary(place: str) -> ArticleError:
    return ArticleError(f"{place}: the file is binary, not text; give a .txt, .md or .html file")
