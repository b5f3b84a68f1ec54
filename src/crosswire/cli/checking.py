"""`crosswire check`: a draft held against reports."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from crosswire.checking import check_against, dossier_against, read_draft
from crosswire.cli.options import (
    AllowPrivate,
    AnalysisLimit,
    ColumnNames,
    ConfigFile,
    Given,
    Language,
    Quiet,
    Rulings,
    Threshold,
    VagueProfile,
    fetching,
    settled,
    standard_input,
    unpacking,
    write_out,
)
from crosswire.cli.program import FINDINGS, app
from crosswire.errors import UsageError
from crosswire.present.check import check_json
from crosswire.present.check_page import check_html
from crosswire.present.check_terminal import check_summary
from crosswire.present.terminal import problems
from crosswire.progress import progress
from crosswire.save import check_folder, save_bytes
from crosswire.types import DraftCheck


class FailOn(StrEnum):
    """When the exit status tells of findings."""

    departs = "departs"
    nowhere = "nowhere"
    never = "never"


class Format(StrEnum):
    """What is printed."""

    text = "text"
    json = "json"


@app.command(
    epilog="""Examples:

- `crosswire check draft.md reports/`

- `crosswire check draft.docx reports/ --all` what the reports have, too

- `crosswire check - evidence/ --format json < draft.txt` against a store, for a newsroom's own pipeline

- `crosswire check draft.html reports/ --out out/check --fail-on departs`

The exit status is 5 where something was found that --fail-on names, 0 where nothing was. The page docs/check.md says
what the standings mean.""",
)
def check(
    draft: Annotated[
        str,
        typer.Argument(
            metavar="DRAFT", help="The draft: a file of any format of one text, or - for standard input."
        ),
    ],
    paths: Given,
    every: Annotated[
        bool, typer.Option("--all", help="List also what the reports have, and what fits them.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Folder for check.json and check.html, a page.")] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the check as JSON into this file.")
    ] = None,
    format: Annotated[Format, typer.Option(help="What is printed on standard output.")] = Format.text,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            help="When the exit status is 5: departs, where a statement departs from the reports; nowhere, where one "
            "departs or is nowhere in them; never."
        ),
    ] = FailOn.nowhere,
    rulings: Rulings = None,
    columns: ColumnNames = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
    config_file: ConfigFile = None,
    language: Language = None,
    vague_profile: VagueProfile = None,
    corroboration_threshold: Threshold = None,
    analysis_limit: AnalysisLimit = None,
) -> None:
    """Hold a draft against reports: what they have, what fits them, what departs from them, what is in none."""
    shaping = {
        "language": language,
        "vague_profile": vague_profile,
        "corroboration_threshold": corroboration_threshold,
        "analysis_limit": analysis_limit,
    }
    in_force = settled(config_file, **shaping)
    if draft == "-" and "-" in paths:
        raise UsageError("-: standard input can be the draft or a report, not both.")
    if out is not None:
        check_folder(out)
    written = read_draft(draft, stdin=standard_input([draft]))
    with progress(Console(stderr=True), quiet=quiet) as tell:
        made = dossier_against(
            paths,
            config=in_force.config,
            progress=tell,
            options=unpacking(columns),
            fetching=fetching(allow_private),
            stdin=standard_input(paths),
            rulings=rulings or (),
        )
        checked = check_against(written, made, config=in_force.config, progress=tell)
    files = _write(checked, out, json_file)
    _show(checked, files, every=every, as_json=format is Format.json, quiet=quiet)
    sys.exit(_status(checked, fail_on.value))


def _write(checked: DraftCheck, out: Path | None, json_file: Path | None) -> tuple[Path, ...]:
    """The files that were asked for."""
    files: dict[Path, bytes] = {}
    if out is not None:
        files[out / "check.json"] = check_json(checked).encode("utf-8")
        files[out / "check.html"] = check_html(checked).encode("utf-8", "replace")
    if json_file is not None:
        files[json_file] = check_json(checked).encode("utf-8")
    for path, data in files.items():
        save_bytes(path, data)
    return tuple(files)


def _show(checked: DraftCheck, files: tuple[Path, ...], *, every: bool, as_json: bool, quiet: bool) -> None:
    if as_json:
        write_out(check_json(checked).encode("utf-8"))
    elif not quiet:
        Console(highlight=False, markup=False).print(check_summary(checked, files, every=every))
    if as_json or quiet:
        console = Console(stderr=True, highlight=False, markup=False)
        for line in problems((*checked.problems, *checked.dossier.problems)):
            console.print(line)


def _status(checked: DraftCheck, fail_on: str) -> int:
    """The exit status: 5 where a statement stands as --fail-on names, or worse."""
    failing = {"departs": ("departs",), "nowhere": ("departs", "nowhere"), "never": ()}[fail_on]
    return FINDINGS if any(s.standing in failing for s in checked.statements) else 0
