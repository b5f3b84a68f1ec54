"""Which encoding bytes were written in, where it is not UTF-8 or somebody says that it is another.

In: bytes, or bytes and a declared encoding. Out: the name of an encoding, or None; or whether what is declared can
be believed. charset-normalizer says which code pages read the bytes without disorder; among those that do
equally well, the page in which the text's language is usually written decides, since neighbouring pages differ
in a few letters only. UTF-7 is never tried: it lets a page hide its mark-up (WHATWG Encoding, 4).
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes
from charset_normalizer.md import mess_ratio

from crosswire.read.describe.language import guess_language

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The pages in which news text outside UTF-8 is found, in the order in which ties are settled.
_PAGES = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "koi8_r", "gb18030", "big5", "cp932", "cp949", "euc_jp",
)  # fmt: skip
# The page of each language that does not use cp1252.
_USUAL = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq", "wen", "hsb"), "cp1250"),
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk"), "cp1251"),
    **dict.fromkeys(("tr", "az", "tk"), "cp1254"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
}
# Bytes shown to the detector: its time grows with them and its answer settles well before.
_SAMPLE = 20_000
# Pages whose disorder is within this of the least do equally well (charset-normalizer, 0 to 1); on
# sentences of twelve languages the right page lay at most .03 above the least.
_SLACK = 0.04
# Bytes beyond ASCII, and the text between tags around them; of a page, the rest says nothing of its encoding.
_BEYOND, _IN_TEXT, _AROUND = re.compile(rb"[\x80-\xff]"), re.compile(rb"[^<>]{1,400}"), 200
# Python's codecs that are no character sets of texts, and those whose bytes are marked by an escape.
_REFUSED = frozenset(
    {"utf-7", "unicode-escape", "raw-unicode-escape", "punycode", "idna", "undefined", "mbcs", "oem"}
)
_AS_WINDOWS = frozenset({"iso8859-1", "ascii"})
_ESCAPED = {"iso2022": b"\x1b", "hz": b"~{"}
_CONTROLS = re.compile("[\x80-\x9f]")
# Bytes looked at for zeros, and the share of pairs that must hold one: in UTF-16 every blank does.
_WIDE, _ZEROS = 4096, 0.03


def guess_encoding(data: bytes) -> str | None:
    """The encoding of bytes that are not UTF-8, or None where no code page reads them.

    >>> guess_encoding("El señor caminó por la ciudad mañana; habrá más lluvia.".encode("cp1252"))
    'cp1252'
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = _sample(data)
    matches = list(from_bytes(sample, cp_isolation=list(_PAGES)))
    if not matches:
        return None
    least = min(match.chaos for match in matches)
    near = {name for m in matches if m.chaos <= least + _SLACK for name in m.could_be_from_charset}
    ordered = [page for page in _PAGES if page in near]
    if not ordered:
        return str(matches[0].encoding)
    language = guess_language(sample.decode(ordered[0], "replace"))
    usual = _USUAL.get(language or "", "cp1252")
    return usual if usual in ordered else ordered[0]


def known_encoding(declared: str | None) -> str | None:
    """Python's name of a declared character set, or None where it knows none or the name is no set of characters.

    Names mean what the WHATWG Encoding Standard says where it matters: "iso-8859-1" is windows-1252.

    >>> known_encoding("ISO-8859-1"), known_encoding("utf-7"), known_encoding("x-none")
    ('cp1252', None, None)
    """
    try:
        name = codecs.lookup((declared or "").strip(" \"'")).name
        "".encode(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    if name.replace("_", "-") in _REFUSED:
        return None
    return "cp1252" if name in _AS_WINDOWS else name


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark at its head: zeros stand at every other byte only, and it reads as text.

    >>> wide_encoding("The dam broke.".encode("utf-16-be")), wide_encoding(b"The dam broke.")
    ('utf-16-be', None)
    """
    head = data[:_WIDE]
    if b"\x00" not in head or len(data) % 2 or data.startswith(tuple(mark for mark, _ in _MARKS)):
        return None
    if len(data) % 4 == 0 and head.count(b"\x00") >= len(head) // 2:
        for name in ("utf-32-le", "utf-32-be"):
            if _reads(data, name):
                return name
    zeros = [head[i::2].count(b"\x00") for i in (0, 1)]
    if max(zeros) < _ZEROS * len(head) / 2 or min(zeros) * 20 > max(zeros):
        return None
    name = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    return name if _reads(data, name) else None


def is_credible(data: bytes, name: str) -> bool:
    """Whether bytes can be in the encoding that is declared for them, a name as `codecs.lookup` gives it.

    It must read them all without disorder, and no worse than what their content shows.

    >>> is_credible("Прорыв плотины Халлин".encode("cp1251"), "cp1252")
    False
    """
    if name.replace("_", "-") in _REFUSED:
        return False
    if name.startswith(("utf-16", "utf-32", "utf_16", "utf_32")):
        return any(data.startswith(mark) for mark, _ in _MARKS) or wide_encoding(data) is not None
    for kind, escape in _ESCAPED.items():
        if name.startswith(kind):
            return escape in data
    sample = _sample(data)
    try:
        data.decode(name)
        read = sample.decode(name, "replace")
    except (UnicodeError, LookupError):
        return False
    if sample.isascii() or name in ("utf-8", "utf_8"):
        return True
    if _CONTROLS.search(read):
        return False
    disorder = mess_ratio(read, 1.0)
    if disorder <= _SLACK / 4:
        return True
    guessed = guess_encoding(data)
    if guessed is None or codecs.lookup(guessed).name == codecs.lookup(name).name:
        return True
    return bool(disorder <= mess_ratio(sample.decode(guessed, "replace"), 1.0) + _SLACK)


def _sample(data: bytes) -> bytes:
    """Bytes that tell of the encoding: what stands between tags and is not ASCII alone."""
    if b"<" not in data[:1000]:
        return data[:_SAMPLE]
    pieces, size, position = [], 0, 0
    while size < _SAMPLE and (match := _BEYOND.search(data, position)):
        start = max(position, match.start() - _AROUND, data.rfind(b">", 0, match.start()) + 1)
        position = match.start() + len(_IN_TEXT.match(data, match.start()).group())  # type: ignore[union-attr]
        pieces.append(data[start:position])
        size += position - start
    return b"\n".join(pieces)[:_SAMPLE] or data[:_SAMPLE]


def _reads(data: bytes, name: str) -> bool:
    """Whether bytes decode, to hardly anything but letters and what stands between words."""
    try:
        text = data.decode(name)[:_WIDE]
    except UnicodeDecodeError:
        return False
    good = sum((c.isprintable() or c.isspace()) and c < "\U00010000" for c in text)
    return good >= 0.98 * len(text)
