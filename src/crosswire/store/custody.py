"""Entries of the custody log: what they say, how they are written, how each binds all before it.

In and out: `Entry` values and the lines that stand for them; no file is opened here. A line is canonical
JSON after RFC 8785 (keys in order, no blanks, UTF-8), so that one entry has one line and one digest.
`digest` is the SHA-256 of the line without it, `previous` the digest of the entry before: whoever knows
the last digest can tell whether any earlier entry was changed, left out, added or moved. This is
the chain of custody that the Berkeley Protocol (2022, chapter VI.D) asks for.

The chain does not say who wrote it: whoever can rewrite the whole archive can make a new chain. A digest
noted elsewhere, on paper or with a notary, settles that.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from crosswire.read import Given
from crosswire.store.layout import is_digest
from crosswire.text.named import clean

NOTHING_GIVEN = Given()
RECEIVED, WITHDRAWN = "received", "withdrawn"
# What the first entry gives as the digest before it.
START = "0" * 64
# Bytes of one line: a sidecar may have a megabyte; what is longer is no entry.
LINE_LIMIT = 4 * 1024 * 1024

_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
# ASCII, so that RFC 8785's order of keys and Python's are one.
_KEY = re.compile(r"[ -~]+")
# Both stand at fixed places in every line, since "at" and "digest" come first in order and have one length.
_BEFORE_DIGEST = len('{"at":"2031-05-04T16:30:00.000000Z"')
_AFTER_DIGEST = _BEFORE_DIGEST + len(',"digest":""') + 64
_GIVEN_KEYS = frozenset(f.name for f in fields(Given))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event in the custody of an archive.

    `n` counts from 1; `at` is UTC; `what` is "received", "withdrawn", "exported", …. A receipt has the
    `source` (path or address), the `sha256` and `length` in bytes of what came, and the SHA-256 of the
    digests of its `pieces`. `how` is what is known of the way it came, `given` what a person said of it.
    """

    n: int
    at: str
    what: str
    source: str | None = None
    sha256: str | None = None
    length: int | None = None
    pieces: str | None = None
    how: tuple[tuple[str, str], ...] = ()
    given: Given = NOTHING_GIVEN
    previous: str = START
    digest: str = ""

    def told(self, key: str) -> str | None:
        """What `how` says under a key; None where it is silent."""
        return dict(self.how).get(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How much of the log is acknowledged: entries, bytes, and the digest of the last entry."""

    count: int
    bytes: int
    digest: str


def now() -> str:
    """The time, UTC, as entries have it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def pairs(how: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """A mapping as an entry holds it. Raises ValueError for keys that are empty or not ASCII."""
    for key in how:
        if not _KEY.fullmatch(key):
            raise ValueError(f"{key!r} cannot be a key of a custody entry, which is printable ASCII.")
    return tuple(sorted((key, clean(value)) for key, value in how.items()))


def clean_given(given: Given) -> Given:
    """The same, of everything that a person said."""
    texts = {k: clean(v) for k, v in asdict(given).items() if isinstance(v, str)}
    return replace(given, **texts, credits=tuple(map(clean, given.credits)))


def sealed(entry: Entry) -> Entry:
    """The entry with its digest."""
    return replace(entry, digest=hashlib.sha256(_canonical(_values(entry))).hexdigest())


def encode(entry: Entry) -> bytes:
    """The line of a sealed entry, without its end."""
    return _canonical({**_values(entry), "digest": entry.digest})


def decode(line: bytes) -> Entry | None:
    """The entry that a line stands for; None where it is no entry, or one bit of it is not as written.

    >>> entry = sealed(Entry(n=1, at="2031-05-04T16:30:00.000000Z", what="created"))
    >>> decode(encode(entry)) == entry, decode(encode(entry).replace(b"created", b"cleated"))
    (True, None)
    """
    if not is_intact(line):
        return None
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return None
    entry = _entry(values) if isinstance(values, dict) else None
    return entry if entry is not None and _says(entry, line) else None


def is_intact(line: bytes) -> bool:
    """Whether a line has the digest that it states; quick, and says nothing of its form."""
    stated = line[_AFTER_DIGEST - 65 : _AFTER_DIGEST - 1]
    body = line[:_BEFORE_DIGEST] + line[_AFTER_DIGEST:]
    return len(line) <= LINE_LIMIT and hashlib.sha256(body).hexdigest().encode() == stated


def encode_head(head: Head) -> bytes:
    """The bytes of the file that holds a head."""
    return _canonical(asdict(head)) + b"\n"


def decode_head(data: bytes) -> Head | None:
    """The head in a file; None where a byte of its form is wrong."""
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or values.keys() != {"count", "bytes", "digest"}:
        return None
    if not (_is_count(values["count"]) and _is_count(values["bytes"]) and is_digest(values["digest"])):
        return None
    head = Head(**values)
    return head if encode_head(head) == data else None


def _says(entry: Entry, line: bytes) -> bool:
    try:
        return encode(entry) == line
    except UnicodeEncodeError:  # half of a UTF-16 pair, written as an escape
        return False


def _canonical(values: Mapping[str, Any]) -> bytes:
    """Canonical JSON of strings, whole numbers, lists and tables with keys in ASCII."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def _values(entry: Entry) -> dict[str, Any]:
    """What is written: everything but what is unknown, and but the digest."""
    told = {key: getattr(entry, key) for key in _KEYS - {"digest"}}
    given = {key: value for key in _GIVEN if (value := getattr(entry.given, key)) not in (None, ())}
    told |= {"how": dict(entry.how) or None, "given": given or None}
    return {key: value for key, value in told.items() if value is not None}


def _entry(values: dict[str, Any]) -> Entry | None:
    """The entry in parsed JSON, None where a type or a digest is not what it must be."""
    how, given = values.pop("how", {}), values.pop("given", {})
    texts = [values.get(key) for key in ("at", "what")] + [values.get("source", "")]
    if values.keys() - _KEYS or not all(isinstance(text, str) for text in texts):
        return None
    if not (_AT.fullmatch(values["at"]) and _is_count(values.get("n")) and is_digest(values.get("previous"))):
        return None
    if not _is_table_of_texts(how) or not _is_given(given):
        return None
    stored = (
        is_digest(values.get("sha256")),
        _is_count(values.get("length")),
        is_digest(values.get("pieces")),
    )
    if any(stored) != all(stored) or (any(k in values for k in _STORED) and not all(stored)):
        return None
    if (values["what"] == RECEIVED) != all(stored) or (all(stored) and "source" not in values):
        return None
    credits = tuple(given.pop("credits", ()))
    return Entry(**values, how=tuple(sorted(how.items())), given=Given(**given, credits=credits))


_STORED = ("sha256", "length", "pieces")
_KEYS = frozenset(f.name for f in fields(Entry)) - {"how", "given"}
_GIVEN = tuple(f.name for f in fields(Given))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_table_of_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(v, str) and _KEY.fullmatch(k) for k, v in value.items())


def _is_given(value: object) -> bool:
    if not isinstance(value, dict) or value.keys() - _GIVEN_KEYS:
        return False
    credits = value.get("credits", [])
    texts = [v for k, v in value.items() if k != "credits"]
    return isinstance(credits, list) and all(isinstance(text, str) for text in (*texts, *credits))
