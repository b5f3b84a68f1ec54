"""`crosswire read` and `crosswire formats`: what is in a source, and what can be read at all."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from crosswire.cli.options import (
    AllowPrivate,
    ColumnNames,
    Given,
    Mend,
    Quiet,
    fetching,
    folder_for,
    standard_input,
    unpacking,
    write_out,
)
from crosswire.cli.program import app
from crosswire.errors import NothingUsableError
from crosswire.intake import take
from crosswire.present.json import report_to_contract
from crosswire.present.listing import listed, problem_line
from crosswire.present.terminal import clean
from crosswire.read import FORMATS, Source, read_each
from crosswire.store import Archive, Receipt
from crosswire.types import Problem, Report


@app.command(
    epilog="""Examples:

- `crosswire read inbox/` shows what is in every file, and why what cannot be read cannot

- `crosswire read https://courier.example/dam crawl.warc.gz --store evidence/` keeps the unaltered bytes

- `crosswire read mailbox.mbox --json > reports.jsonl` gives texts and what was found of them

- `crosswire read BAG --store restored/` brings an archive back from its bag"""
)
def read(
    paths: Given,
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Folder in which the unaltered bytes and their custody log are kept; made if need be.",
            parser=folder_for(
                "`crosswire read` keeps bytes",
                "`crosswire add --store …` keeps reports in a desk's store",
            ),
        ),
    ] = None,
    columns: ColumnNames = None,
    mend: Mend = False,
    allow_private: AllowPrivate = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a report, with its text, a line each.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Read reports in any format, show what was found of each, and keep them where --store is given.

    With --store every source is acknowledged, once it is safe on disk, by a line "stored SOURCE SHA256".
    """
    seen = _Shown(as_json=as_json, quiet=quiet)
    with ExitStack() as open_things:
        archive = open_things.enter_context(Archive.open(store, create=True)) if store else None
        found = take(
            paths,
            archive=archive,
            options=unpacking(columns),
            fetching=fetching(allow_private),
            stdin=standard_input(paths),
            stored=seen.receipt,
        )
        for one in read_each(_mended(found, mend)):
            seen.problem(one) if isinstance(one, Problem) else seen.report(one)
    seen.finish()


def _mended(found: Iterator[Source | Problem], mend: bool) -> Iterator[Source | Problem]:
    for one in found:
        yield replace(one, mend=True) if mend and isinstance(one, Source) else one


class _Shown:
    """What is printed of a reading as it goes, and how much of it there was."""

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self._as_json = as_json
        self._quiet = quiet
        self._out = Console(highlight=False, markup=False)
        self._errors = Console(stderr=True, highlight=False, markup=False)
        self._reports = self._problems = self._receipts = 0

    def receipt(self, receipt: Receipt) -> None:
        self._receipts += 1
        line = f"stored {clean(receipt.source, limit=2000)} {receipt.sha256}\n"
        stream = sys.stderr if self._as_json else sys.stdout
        stream.write(line)
        stream.flush()

    def report(self, report: Report) -> None:
        self._reports += 1
        if self._as_json:
            told = {**report_to_contract(report), "text": report.text}
            write_out(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        elif not self._quiet:
            self._out.print(listed(report), soft_wrap=True)

    def problem(self, problem: Problem) -> None:
        self._problems += 1
        self._errors.print(problem_line(problem), soft_wrap=True)

    def finish(self) -> None:
        """The counts. Raises NothingUsableError where there was no report at all."""
        if not self._reports and not self._receipts:
            raise NothingUsableError("No report could be read; `crosswire formats` lists what can be.")
        if not self._quiet and not self._as_json:
            reports = f"{self._reports:,} {'report' if self._reports == 1 else 'reports'}"
            problems = f", {self._problems:,} {'problem' if self._problems == 1 else 'problems'}"
            kept = f", {self._receipts:,} stored" if self._receipts else ""
            self._out.print(f"{reports}{kept}{problems if self._problems else ''}")


@app.command()
def formats() -> None:
    """List the formats that can be read; each is told by its content, not by its name."""
    table = Table("format", "what it is", "holds", "usual endings", box=None, pad_edge=False)
    for one in FORMATS:
        holds = {"report": "one report", "reports": "reports", "addresses": "addresses of feeds"}[one.holds]
        table.add_row(
            one.name,
            one.what,
            f"{holds}, read piece by piece" if one.streamed else holds,
            " ".join(one.endings),
        )
    Console(highlight=False, markup=False).print(table)
