"""The formats in which names come, told by their first bytes.

In: the head of a file. Out: the name of its format. What each holds stands in the module that reads it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from crosswire.errors import UsageError
from crosswire.knowledge.lines import Opened

FORMATS: Mapping[str, str] = {
    "ftm": "FollowTheMoney entities, one JSON object a line: OpenSanctions' entities.ftm.json and "
    "targets.nested.json, exports of Aleph",
    "wikidata": "Wikidata's JSON dumps, one item a line (latest-all.json.gz or .bz2), whole or a part",
    "sparql": "answers of Wikidata's query service in JSON; in CSV or TSV they are a table",
    "geonames": "GeoNames' dumps of places: allCountries.txt, XX.txt, cities500.txt, 19 columns between tabs",
    "geonames-alternates": "GeoNames' alternateNamesV2.txt, given together with the places",
    "geonames-regions": "GeoNames' admin1CodesASCII.txt, given together with the places",
    "table": "a desk's own CSV or TSV with a line of column names; OpenSanctions' targets.simple.csv",
}
# In which order the files of one set are read: regions before the places in them, further names after these.
_ORDER = ("geonames-regions", "geonames", "geonames-alternates")
_REGION = re.compile(r"[A-Z]{2}\.\w+\t[^\t]+\t[^\t]*\t\d+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def detect(opened: Opened) -> str:
    """The format of an open file. Raises UsageError where it is none that is known."""
    head = opened.head
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not head.strip():
        raise UsageError(f"{opened.path}: is empty; nothing can be taken from it.")
    if wide:
        return "table"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return _json(start, opened)
    text = head.decode("utf-8", "replace")
    if sum(not c.isprintable() and not c.isspace() for c in text[:2000]) > 20:
        raise UsageError(
            f"{opened.path}: is no text; formats are listed by `crosswire knowledge formats`, and spreadsheets are "
            "saved as CSV first."
        )
    return _columns(text.splitlines()[0].split("\t"), text)


def reading_order(kind: str) -> int:
    """What puts the files of a set in the order in which they are read."""
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _json(start: bytes, opened: Opened) -> str:
    if b'"bindings"' in start[:4000] or (b'"head"' in start[:200] and b'"vars"' in start[:4000]):
        return "sparql"
    first = start.lstrip(b"[\r\n ")
    if b'"schema"' in first and b'"properties"' in first:
        return "ftm"
    if b'"labels"' in first or b'"type":"item"' in first.replace(b" ", b""):
        return "wikidata"
    raise UsageError(
        f"{opened.path}: is JSON, but neither entities of FollowTheMoney nor items of Wikidata; say with --format "
        "what it is (`crosswire knowledge formats` lists them)."
    )


def _columns(cells: list[str], text: str) -> str:
    if _REGION.match(text):
        return "geonames-regions"
    if cells[0].isdigit() and len(cells) >= 18 and all(_NUMBER.fullmatch(x) for x in cells[4:6]):
        return "geonames"
    if len(cells) >= 8 and cells[0].isdigit() and cells[1].isdigit():
        return "geonames-alternates"
    return "table"
