"""The options that several verbs share, and the values that they stand for."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, BinaryIO, cast

import typer

from crosswire.collect import STANDARD_INPUT
from crosswire.config import SETTINGS, InForce, settle
from crosswire.errors import UsageError
from crosswire.fetch import FetchOptions
from crosswire.intake import Tell, take
from crosswire.read import Columns, Source, Unpacking, parse_columns
from crosswire.store import Archive, folder_of
from crosswire.types import Problem

# Bytes of standard input held in memory; what is longer goes into a temporary file. As much as one report.
_HELD_IN_MEMORY = 64_000_000

_HELP = {setting.name: f"{setting.help} Default: {setting.default}." for setting in SETTINGS}

_GIVEN = typer.Argument(
    metavar="PATH|URL",
    help="Files of any format that `crosswire formats` lists, folders, web addresses, stores, bags; "
    "- is standard input.",
)
Given = Annotated[list[str], _GIVEN]
GivenOrNone = Annotated[list[str] | None, _GIVEN]
Language = Annotated[str | None, typer.Option(help=_HELP["language"])]
VagueProfile = Annotated[str | None, typer.Option(help=_HELP["vague_profile"])]
Threshold = Annotated[int | None, typer.Option(help=_HELP["corroboration_threshold"])]
AnalysisLimit = Annotated[int | None, typer.Option(help=_HELP["analysis_limit"])]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="Settings file. Default: crosswire.toml here, if there is one."),
]
StoreOrDesk = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Folder in which the unaltered bytes and their custody log are kept; made if need be. Or a desk's store, the "
        "database in a folder or postgresql://USER@HOST/NAME: then what the desk shows is taken, and nothing is made.",
    ),
]
Rulings = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.jsonl",
        help="What people decided, as `crosswire rule` writes it; decisions kept in a store hold anyway.",
    ),
]
KnowledgeNames = Annotated[
    list[str] | None,
    typer.Option(
        "--knowledge",
        metavar="NAME|PATH",
        help="Look names up in this set of the store, or in a store, or a file of names, and in no other; several "
        "times for several. Default: all sets of the stores that are given.",
    ),
]
KnownNames = Annotated[str | None, typer.Option(help=_HELP["known_names"])]
ColumnNames = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="KIND=COLUMN,…",
        help="Columns of tables, where they are not named as usual: text=Body,title=Headline,published=Day.",
    ),
]
Mend = Annotated[
    bool,
    typer.Option(
        "--mend", help="Read texts whose letters were garbled by a wrong encoding as they were meant."
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        help="Fetch from this machine and private networks too, which is refused otherwise.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Processes that annotate reports. Default: one for a few reports, one a core for many; the result is "
        "the same.",
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet", "-q", help="Print only errors and problems; receipts and alarms, where they are asked for."
    ),
]

Day = Annotated[
    str | None,
    typer.Option(
        metavar="DAY", help="The day of the hand-over, as 2031-05-09; none is taken from the clock."
    ),
]
Desk = Annotated[str | None, typer.Option(metavar="NAME", help="Who hands it over.")]
Address = Annotated[
    str | None, typer.Option(metavar="URL", help="Where the dossier's page can be read, if anywhere.")
]


def folder_for(what: str, instead: str = "name a folder") -> Callable[[str], Path]:
    """How the address of a store is taken where `what` is done in a folder alone. Raises UsageError for a database."""
    return lambda text: folder_of(text, what, instead)


def settled(file: Path | None, **flags: Any) -> InForce:
    """The settings in force: flag over environment over file over default."""
    return settle(flags=flags, environment=os.environ, file=file, folder=Path())


def unpacking(columns: str | None) -> Unpacking:
    """How containers are taken apart. Raises UsageError for columns that make no sense."""
    return Unpacking(columns=parse_columns(columns) if columns else Columns())


def fetching(allow_private: bool) -> FetchOptions:
    """How addresses are fetched."""
    return FetchOptions(allow_private=allow_private)


def standard_input(given: list[str]) -> BinaryIO | None:
    """Standard input as a stream that can seek, where "-" is among what was given."""
    if STANDARD_INPUT not in given:
        return None
    if sys.stdin is None:
        return io.BytesIO()
    held = tempfile.SpooledTemporaryFile(max_size=_HELD_IN_MEMORY)  # noqa: SIM115  # closed by who reads it
    try:
        shutil.copyfileobj(sys.stdin.buffer, held, 1 << 20)
    except OSError as error:
        raise UsageError(f"Standard input cannot be held ({error.strerror}); give a file instead.") from error
    held.seek(0)
    return cast(BinaryIO, held)


def taken(
    paths: list[str], archive: Archive | None, *, columns: str | None, allow_private: bool, tell: Tell
) -> list[Source | Problem]:
    """Everything in what was given, kept in the archive first if there is one."""
    return list(
        take(
            paths,
            archive=archive,
            options=unpacking(columns),
            fetching=fetching(allow_private),
            stdin=standard_input(paths),
            tell=tell,
        )
    )


def write_out(data: bytes) -> None:
    """Bytes on standard output. Raises UsageError where they cannot be written."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # whoever read has had enough; click ends the program without a word
    except OSError as error:
        raise UsageError(f"Standard output cannot be written ({error.strerror}); use --out.") from error
