"""Reports as people's decisions name them: written as plain values, read back, and found again.

In and out: `Named` values, tables of plain values, ids of reports. Nothing is opened here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from crosswire.errors import UsageError
from crosswire.types import Named, Report

NAMES = ("id", "sha256", "source", "address")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with U+FFFD for halves of UTF-16 pairs, which no UTF-8 file can hold."""
    return _SURROGATE.sub("\ufffd", text)


def name_of(report: Report) -> Named:
    """A report by all that is known of it, as it can be written."""
    return writable(Named(id=report.id, sha256=report.sha256, source=report.source, address=report.address))


def writable(name: Named) -> Named:
    """The name with U+FFFD for halves of UTF-16 pairs, which no file can hold: else its id would not."""
    others = {key: clean(value) if (value := getattr(name, key)) else None for key in NAMES[1:]}
    return Named(id=clean(name.id), **others)


def name_table(name: Named) -> dict[str, str]:
    """A name as plain values."""
    return {key: value for key in NAMES if (value := getattr(name, key)) is not None}


def name_from(told: Any, where: str) -> Named:
    """The name that plain values stand for. Raises UsageError with `where` and what is wrong."""
    if isinstance(told, str) and told.strip():
        return Named(id=told.strip())
    if not isinstance(told, Mapping):
        raise UsageError(f"{where}: names no report; give its id, path or address.")
    if unknown := sorted(set(told) - set(NAMES)):
        raise UsageError(f"{where}: knows no {unknown[0]!r}; a report has {', '.join(NAMES)}.")
    if wrong := [key for key, value in told.items() if not isinstance(value, str)]:
        raise UsageError(f"{where}: {wrong[0]} is {told[wrong[0]]!r}, and must be a text.")
    values = {key: value if (value := told.get(key, "")).strip() else None for key in NAMES}
    id = values.pop("id") or next((v for v in values.values() if v), None)
    if id is None:
        raise UsageError(f"{where}: names no report; give its id, path or address.")
    return Named(id=id, **values)


def find_named(name: Named, reports: Iterable[Report]) -> tuple[str, ...]:
    """The ids of the reports that a name means: those of the same bytes, else at the same address.

    Among copies of the same bytes source, address and id choose. A name that is a text alone may be an id, a
    source or an address.
    """
    known = sorted(reports, key=lambda r: r.id)
    if name.sha256 is not None:
        found = [r for r in known if r.sha256 == name.sha256]
        for key in ("source", "address", "id"):
            narrowed = [r for r in found if getattr(r, key) == getattr(name, key)]
            found = narrowed or found
        if found:
            return tuple(r.id for r in found)
    if name.address is not None and (found := [r for r in known if r.address == name.address]):
        return tuple(r.id for r in found)
    if name.sha256 is not None:
        return ()
    texts = {name.id, name.source} - {None}
    return tuple(r.id for r in known if texts & {r.id, r.source, r.address})
