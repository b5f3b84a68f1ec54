"""Which encoding bytes that are not UTF-8 were written in.

In: bytes. Out: the name of an encoding, or None. charset-normalizer says which code pages read the
bytes without disorder; among those that do equally well, the page in which the text's language is
usually written decides, since neighbouring pages differ in a few letters only.
"""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from crosswire.read.language import guess_language

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


def guess_encoding(data: bytes) -> str | None:
    """The encoding of bytes that are not UTF-8, or None where no code page reads them.

    >>> guess_encoding("El señor caminó por la ciudad mañana; habrá más lluvia.".encode("cp1252"))
    'cp1252'
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
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
