"""What holds of whatever reading gives, however broken the input was.

In: what `crosswire.read.read_each` gives. Out: a sentence on the first law that is broken, or None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime

from crosswire.types import Problem, Report


def broken_law(found: object) -> str | None:
    """The first law that a report or problem breaks, in words."""
    if not isinstance(found, Report | Problem):
        return f"is neither a report nor a problem but {type(found).__name__}"
    unsafe = next((s for s in _strings(found) if not _is_writable(s)), None)
    if unsafe is not None:
        return f"holds characters that no file can hold: {unsafe[:60]!r}"
    if isinstance(found, Problem):
        return None if found.message.strip() else "is a problem that says nothing"
    return _spans(found) or _places(found) or _values(found)


def _spans(report: Report) -> str | None:
    size, end = len(report.text), 0
    for passage in report.excluded:
        if not end <= passage.start < passage.end <= size:
            return f"has an excluded passage {passage} behind {end} in a text of {size}"
        end = passage.end
    spans = [report.title_span, *(stamp.span for stamp in report.stamps)]
    for span in filter(None, spans):
        if not 0 <= span.start <= span.end <= size or report.text[span.start : span.end] != span.text:
            return f"has a span that is not its text: {span}"
    return None


def _places(report: Report) -> str | None:
    size, start = len(report.text), 0
    for place in report.locations:
        if not start <= place.start <= place.end <= size:
            return f"has a location {place} outside its text of {size} or out of order"
        start = place.start
    return None


def _values(report: Report) -> str | None:
    if not report.text.strip():
        return "has no text"
    for name in ("published", "updated"):
        value = getattr(report, name)
        if value is not None and not _is_time(value):
            return f"has a time {name} that is none: {value!r}"
    for name in ("title", "byline", "publisher", "carrier", "address", "language", "section"):
        value = getattr(report, name)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            return f"has a {name} that says nothing: {value!r}"
    return None


def _is_time(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _strings(value: object) -> Iterator[str]:
    """All strings in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
