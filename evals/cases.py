"""The sets of reports that the gate measures: where they lie, what gold belongs to them.

The two samples ship with the project. The seed reports belong to their outlets and do not: they are
looked for beside the project, or where `CROSSWIRE_SHARED` says. What is absent is not run, and says so.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crosswire import dossier
from evals.matching import Item

ROOT = Path(__file__).parent.parent
GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A named set of reports with its gold; `paths` are the files and folders given to crosswire."""

    name: str
    paths: tuple[Path, ...]
    gold: Path

    @property
    def absent(self) -> str | None:
        """What is not there, or None where all is."""
        gone = [p for p in (*self.paths, self.gold) if not p.exists()]
        return str(gone[0]) if gone or not self.paths else None


def shared() -> Path:
    """The folder with the seed reports and their gold."""
    return Path(os.environ.get("CROSSWIRE_SHARED") or ROOT.parent / "shared")


def seed_files() -> tuple[Path, ...]:
    """The seed reports alone, without what else lies in their folder; the folder where none is there."""
    folder = shared() / "seeds"
    return tuple(sorted(folder.glob("*.txt"))) or (folder / "*.txt",)


def cases() -> Iterator[Case]:
    """The samples in order of name, then each set of the seeds that has gold."""
    for gold in sorted(GOLD.glob("*.json")):
        yield Case(name=gold.stem, paths=(ROOT / "examples" / gold.stem,), gold=gold)
    found = sorted((shared() / "gold").glob("*.json")) or [shared() / "gold" / "*.json"]
    for number, gold in enumerate(found, start=1):
        name = "seeds" if len(found) == 1 else f"seeds-{number}"
        yield Case(name=name, paths=seed_files(), gold=gold)


def build(case: Case) -> tuple[Item, Item, dict[str, str]]:
    """The dossier of a case as JSON, its gold, and the reports' texts by id."""
    built = dossier(case.paths)
    texts = {report.id: report.text for report in built.reports}
    return json.loads(built.to_json()), json.loads(case.gold.read_text(encoding="utf-8")), texts
