"""What a watch remembers between rounds: one JSON file, replaced whole.

In: a folder. Out: a `State`. It holds what was seen of every feed and file, which reports belong to which
story, what was told of each story, and the alarms that still wait to be taken; all of it in one file, so
that a process that dies at any moment leaves the state before or after a step, never between.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crosswire.errors import UsageError
from crosswire.watch.reference import Reference

FORMAT, BEFORE = "crosswire.watch/2", "crosswire.watch/1"
FILE = "state.json"


@dataclass(slots=True, kw_only=True)
class Story:
    """A story as watched: its reports as references into the archive, oldest first, what was told of it,
    whether a report came since, and the stories (id and title) that became part of it."""

    title: str
    reports: list[str] = field(default_factory=list)
    told: Mapping[str, Any] = field(default_factory=dict)
    touched: bool = False
    merged: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class State:
    """Everything remembered. `feeds` maps an address to its validators, `seen` to the names of entries
    already taken, `stories` by id; `order` are all reports' references as they came; `decisions` are the ids
    of those that were in force; `outbox` are alarms as dicts, oldest first."""

    feeds: dict[str, dict[str, str]] = field(default_factory=dict)
    seen: dict[str, list[str]] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    outbox: list[dict[str, Any]] = field(default_factory=list)


def load(folder: Path) -> State:
    """The state in `folder`; a new one where none is there. Raises UsageError where it cannot be read."""
    file = folder / FILE
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        return State()
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{file}: cannot be read ({error}); move it away to begin the watch anew."
        ) from error
    try:
        told = json.loads(text)
        if told["format"] not in (FORMAT, BEFORE):
            raise ValueError(f"format {told['format']!r}")
        stories = {id: Story(**story) for id, story in told["stories"].items()}
        first = told["format"] == BEFORE
        return State(
            feeds=told["feeds"],
            seen=told["seen"],
            stories=stories,
            order=_order(stories) if first else told["order"],
            decisions=[] if first else told["decisions"],
            outbox=told["outbox"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{file}: is no state of a watch ({error}); move it away to begin anew.") from error


def _order(stories: Mapping[str, Story]) -> list[str]:
    """The order in which reports came, which the first format did not keep: that of their receipts."""
    every = [reference for story in stories.values() for reference in story.reports]
    return sorted(every, key=lambda reference: Reference.parse(reference).receipt)


def save(state: State, folder: Path) -> None:
    """Replaces the state in `folder`, whole and flushed. Raises UsageError where it cannot be written."""
    told = {
        "format": FORMAT,
        "feeds": state.feeds,
        "seen": state.seen,
        "stories": {
            id: {
                "title": s.title,
                "reports": s.reports,
                "told": s.told,
                "touched": s.touched,
                "merged": s.merged,
            }
            for id, s in state.stories.items()
        },
        "order": state.order,
        "decisions": state.decisions,
        "outbox": state.outbox,
    }
    draft = folder / f".{FILE}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8") as handle:
            json.dump(told, handle, ensure_ascii=False, sort_keys=True, indent=1)
            handle.write("\n")
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(draft, folder / FILE)
    except OSError as error:
        raise UsageError(
            f"{folder / FILE}: cannot be written ({error.strerror}); free space or rights there."
        ) from error
    finally:
        draft.unlink(missing_ok=True)
