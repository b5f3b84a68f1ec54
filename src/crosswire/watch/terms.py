"""What a watch keeps of every report it has read, so that it goes on without reading all of them again.

In: references into the archive, with their reports and story terms. Out: the same when they are asked for again.
All of it is derived and may be deleted: what is not there, or was made by another version of the program, is
made again from the archive.

    STORE/watch/terms.jsonl    one report a line, appended; a line that was cut off counts as absent
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from crosswire.derived import code
from crosswire.errors import UsageError
from crosswire.link.story_terms import StoryTerms
from crosswire.types import Item, Report

FILE = "terms.jsonl"
# What is kept of a report: enough to name it, and to tell its versions apart.
_NAMES = ("id", "source", "sha256", "title", "publisher", "published", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A report without its text, and its terms."""

    report: Report
    terms: StoryTerms


class KeptTerms:
    """The reports that a watch knows, by reference."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._code = code()
        self._known: dict[str, Kept] = {}
        self._load()

    def get(self, reference: str) -> Kept | None:
        """What is kept of a report; None where it must be made."""
        return self._known.get(reference)

    def keep(self, reference: str, report: Report, terms: StoryTerms) -> Kept:
        """Keeps it. Raises UsageError where it cannot be written."""
        kept = Kept(report=_bare(report), terms=terms)
        self._known[reference] = kept
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("ab") as handle:
                handle.write(self._line(reference, kept))
        except OSError as error:
            raise UsageError(
                f"{self._file}: cannot be written ({error.strerror}); free space or rights there."
            ) from error
        return kept

    def _load(self) -> None:
        """All lines that this very program wrote whole; where others stand the file is written anew."""
        try:
            lines = self._file.read_bytes().splitlines(keepends=True)
        except OSError:
            return
        found = [self._parse(line) for line in lines]
        self._known = dict(filter(None, found))
        if all(found):
            return
        draft = self._file.with_name(f".{FILE}.{os.getpid()}")
        try:
            draft.write_bytes(b"".join(self._line(*one) for one in self._known.items()))
            os.replace(draft, self._file)
        except OSError:  # kept terms only save time: what cannot be mended here is told when it is written to
            draft.unlink(missing_ok=True)

    def _line(self, reference: str, kept: Kept) -> bytes:
        item = kept.report.item
        told = {
            "code": self._code,
            "reference": reference,
            "report": {name: getattr(kept.report, name) for name in _NAMES},
            "item": [item.uri, item.version, item.status] if item else None,
            "terms": _told(kept.terms),
        }
        return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"

    def _parse(self, line: bytes) -> tuple[str, Kept] | None:
        try:
            told = json.loads(line) if line.endswith(b"\n") else {}
            if told["code"] != self._code:
                return None
            item = told["item"]
            report = Report(
                **told["report"],
                text="",
                item=Item(uri=item[0], version=item[1], status=item[2]) if item else None,
            )
            return told["reference"], Kept(report=report, terms=_terms(told["terms"]))
        except (ValueError, LookupError, TypeError, RecursionError):
            return None


def _bare(report: Report) -> Report:
    kept = Report(text="", **{name: getattr(report, name) for name in _NAMES})
    return replace(kept, item=report.item)


def _told(terms: StoryTerms) -> dict[str, Any]:
    """The terms as plain values: an array as its type and its bytes."""
    values = {f.name: getattr(terms, f.name) for f in fields(StoryTerms)}
    return {
        name: {"type": str(value.dtype), "data": base64.b64encode(value.tobytes()).decode("ascii")}
        if isinstance(value, np.ndarray)
        else value
        for name, value in values.items()
    }


def _terms(told: Mapping[str, Any]) -> StoryTerms:
    values: dict[str, Any] = {}
    for name, value in told.items():
        if isinstance(value, dict):
            values[name] = np.frombuffer(base64.b64decode(value["data"]), dtype=value["type"])
        else:
            values[name] = tuple(value) if isinstance(value, list) else value
    return StoryTerms(**values)
