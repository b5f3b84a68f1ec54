"""A file of reviews, as somebody writes them in a table or a program puts them out, taken one row after another.

In: the bytes of a JSON array, of JSON Lines or of a CSV table; who reviews. Out: for each row what became of it. A row is what
`POST /api/reviews` takes, and may name a `story` in the place of a `version`. In a table `others` are ids of statements of the same
kind, and every column `set-NAME` is a value of a correction. The same row is recorded once, however often its file is taken.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from crosswire.errors import UsageError
from crosswire.review.table import target_from
from crosswire.serve import opened, reviewing
from crosswire.serve.review_form import PREFIX
from crosswire.serve.reviewing import Said
from crosswire.serve.statements import Value
from crosswire.store.database import Database
from crosswire.store.database.viewer import Viewer
from crosswire.types import Target

ROWS = 100_000


class Row(BaseModel):
    """One review as a file has it."""

    model_config = ConfigDict(extra="forbid")

    action: str
    reason: str = Field(max_length=4000)
    story: str | None = None
    version: str | None = None
    kind: str | None = None
    id: str | None = None
    target: dict[str, Any] | None = None
    others: tuple[dict[str, Any] | str, ...] = Field(default=(), max_length=64)
    values: dict[str, Value] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a row, counted from 1: the review's id and whether it is new, or what was wrong."""

    row: int
    id: str | None = None
    new: bool = False
    wrong: str | None = None


def rows_in(data: bytes, name: str) -> list[Mapping[str, Any]]:
    """The rows of a file, unchecked. Raises UsageError where it is neither JSON nor a table."""
    try:
        text = data.decode("utf-8-sig")
        found = _table(text) if name.lower().endswith(".csv") else _json(text)
    except (ValueError, csv.Error) as error:
        raise UsageError(
            f"{name}: is no file of reviews ({error}); give JSON, JSON Lines or CSV in UTF-8."
        ) from error
    if len(found) > ROWS:
        raise UsageError(f"{name}: has {len(found):,} rows; give at most {ROWS:,} at once.")
    return found


def take(
    database: Database, viewer: Viewer, rows: Sequence[Mapping[str, Any]], *, dry: bool = False
) -> Iterator[Outcome]:
    """Records each row, or with `dry` only looks whether it could be. What is wrong with one stops no other."""
    for n, told in enumerate(rows, 1):
        try:
            row = Row.model_validate(told)
            with database.read() as connection:
                said, story = _said(connection, viewer, row)
            if dry:
                reviewing.check(database, viewer, said)
                yield Outcome(row=n)
                continue
            done = reviewing.record(database, viewer, said, story=story)
            yield Outcome(row=n, id=done.id, new=done.new)
        except ValidationError as error:
            wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            yield Outcome(row=n, wrong=wrong)
        except UsageError as error:
            yield Outcome(row=n, wrong=str(error))
        except HTTPException as error:
            gone = "this story, version or statement is not there, or not for this account."
            yield Outcome(row=n, wrong=gone if error.status_code == 404 else str(error.detail))


def _said(connection: Connection, viewer: Viewer, row: Row) -> tuple[Said, str | None]:
    story, others, values = None, [], row.values
    if row.target is not None:
        target = target_from(row.target, "target")
        if any(isinstance(o, str) for o in row.others):
            raise UsageError("others: beside a target give targets, not ids.")
    elif row.kind and row.id and (row.version or row.story):
        at = (
            opened.of_version(connection, viewer, row.version)
            if row.version
            else opened.latest(connection, viewer, str(row.story))
        )
        target, story = reviewing.target_in(at, row.kind, row.id), at.story
        others = [reviewing.target_in(at, row.kind, o) for o in row.others if isinstance(o, str)]
        if row.action == "accept" and not values:
            # What is accepted is what stands there, as on the page.
            values = dict(at.statements.seen(row.kind, row.id))
    else:
        raise UsageError(
            "say what is reviewed: a target, or kind and id of a statement of a story or version."
        )
    others += [target_from(o, f"others: {n}") for n, o in enumerate(row.others, 1) if not isinstance(o, str)]
    reviewing.check_role(viewer, target.kind, row.action)
    return _as_said(row, target, others, values), story


def _as_said(row: Row, target: Target, others: Sequence[Target], values: Mapping[str, Value]) -> Said:
    digest = hashlib.sha256(row.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest()
    return Said(
        action=row.action,
        target=target,
        reason=row.reason,
        others=others,
        values=values,
        key=f"file:{digest}",
    )


def _json(text: str) -> list[Mapping[str, Any]]:
    if text.lstrip()[:1] != "[":
        found = [json.loads(line) for line in text.splitlines() if line.strip()]
    else:
        found = json.loads(text)
    if not all(isinstance(row, dict) for row in found):
        raise ValueError("each review is an object")
    return list(found)


def _table(text: str) -> list[Mapping[str, Any]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [_row(told) for told in reader]


def _row(told: Mapping[str | None, Any]) -> Mapping[str, Any]:
    """A row of a table as JSON has it: empty cells left out, numbers as numbers."""
    cells = {str(k): v.strip() for k, v in told.items() if isinstance(v, str) and v.strip()}
    row: dict[str, Any] = {k: v for k, v in cells.items() if not k.startswith(PREFIX)}
    values = {k.removeprefix(PREFIX): _value(v) for k, v in cells.items() if k.startswith(PREFIX)}
    if None in told:
        row["more cells than columns"] = told[None]
    if "others" in row:
        row["others"] = row["others"].split()
    return row | ({"values": values} if values else {})


def _value(cell: str) -> Any:
    try:
        found = json.loads(cell)
    except ValueError:
        return cell
    return found if isinstance(found, int | float | bool) or found is None else cell
