"""`crosswire export`: reports, or a dossier already made, in the formats of recorders, coders and whoever it is handed to."""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from crosswire.cli.desk_store import dossier_of_desk, flags_of
from crosswire.cli.options import (
    Address,
    AllowPrivate,
    AnalysisLimit,
    ColumnNames,
    ConfigFile,
    Day,
    Desk,
    Given,
    Language,
    Mend,
    Quiet,
    Rulings,
    StoreOrDesk,
    Threshold,
    VagueProfile,
    settled,
    taken,
    write_out,
)
from crosswire.cli.program import app, say
from crosswire.errors import UsageError
from crosswire.pipeline import Progress, build, knowledge_for
from crosswire.present.exports import (
    FORMATS,
    TARGETS,
    Cover,
    check_contract,
    check_cover,
    check_format,
    default_format,
    export,
)
from crosswire.present.page import to_html
from crosswire.present.terminal import problems
from crosswire.printing import find_browser, to_pdf
from crosswire.progress import progress
from crosswire.read import Source
from crosswire.rulings import decisions_for
from crosswire.save import check_folder, save_bytes
from crosswire.store import Archive, is_database
from crosswire.types import Dossier, Problem

STANDARD_OUTPUT = "-"
DOSSIER_JSON = "dossier.json"
# What `crosswire dossier --out FOLDER` writes: a folder of just that is a dossier, not reports.
_OF_A_DOSSIER = {DOSSIER_JSON, "dossier.html"}
# Formats that no terminal shows.
_BYTES = ("parquet", "zip", "docx", "pdf")
# A dossier.json says what it is in its first line; more than this need not be looked at to know.
_HEAD = 400
# The one target that needs a program beside crosswire: the page, printed by a browser.
PDF = "pdf"
Target = Enum("Target", {name: name for name in (*TARGETS, PDF)}, type=str)  # type: ignore[misc]
Format = Enum("Format", {name: name for name in (*FORMATS, PDF)}, type=str)  # type: ignore[misc]


To = Annotated[
    Target,
    typer.Option(
        help="ucdp and acled: a row a story in the columns of those datasets; plover: its records; figures, "
        "tallies, tolls: tidy tables of everything counted; timeml: the reports, their times marked as TIMEX3; "
        "ftm: FollowTheMoney entities; claimreview: the claims, for schema.org; webannotation: W3C annotations; "
        "docx: a Word document; pdf: the page, printed by Chromium."
    ),
]
As = Annotated[
    Format | None,
    typer.Option(
        "--format", help="Default: told by the ending of --out, else the first that docs/exports.md names."
    ),
]
Out = Annotated[
    Path, typer.Option(metavar="FILE|-", help="Where it is written; - is standard output, the default.")
]
WithText = Annotated[
    bool,
    typer.Option(
        "--with-text",
        help="With titles, phrases and sentences of the reports, which may belong to their publishers; in what is "
        "handed over, with their texts. Otherwise offsets and digests, and the words that statements rest on.",
    ),
]


@app.command(
    name="export",
    epilog="""Examples:

- `crosswire export reports/ --to figures --out figures.csv` every figure with its evidence, a row each

- `crosswire export out/flood/dossier.json --to ucdp` a dossier already made, as UCDP's columns, on standard output

- `crosswire export reports/ --to tallies --out tallies.parquet` the ending tells the format

- `crosswire export reports/ --to plover --with-text --out events.jsonl`

- `crosswire export reports/ --to timeml --with-text --out times.zip` a TimeML file a report, its times marked

- `crosswire export out/flood/ --to ftm --out flood.ftm.json` the dossier as FollowTheMoney entities

- `crosswire export out/flood/ --to claimreview --day 2031-05-09 --desk "The weir desk" --out claims.jsonld`

- `crosswire export --store postgresql://desk@localhost/desk STORY --to tallies` of a story of a desk, as the desk shows it

- `crosswire export reports/ --to docx --out flood.docx` a document to be sent

- `crosswire export reports/ --to pdf --with-text --out flood.pdf` the page on paper, with the reports in full

The page docs/exports.md says of every column and property what fills it, and why others stay empty.""",
)
def export_command(
    paths: Given,
    to: To,
    format: As = None,
    out: Out = Path(STANDARD_OUTPUT),
    with_text: WithText = False,
    day: Day = None,
    desk: Desk = None,
    address: Address = None,
    store: StoreOrDesk = None,
    rulings: Rulings = None,
    columns: ColumnNames = None,
    mend: Mend = False,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
    config_file: ConfigFile = None,
    language: Language = None,
    vague_profile: VagueProfile = None,
    corroboration_threshold: Threshold = None,
    analysis_limit: AnalysisLimit = None,
) -> None:
    """Write a dossier as tables that casualty recorders and conflict coders use, or in a form to be handed over.

    PATH is reports, as for `crosswire dossier`, or one dossier.json (or its folder); the settings shape a dossier, so they
    change nothing of one already made; or, with --store and a desk's store, the id of a story. A dossier.json holds no sentences: --with-text adds titles and phrases.
    """
    asked = _asked(
        to.value, format.value if format else None, out, Cover(day=day, desk=desk, address=address), with_text
    )
    shaping = _Shaping(
        settings={
            "language": language,
            "vague_profile": vague_profile,
            "corroboration_threshold": corroboration_threshold,
            "analysis_limit": analysis_limit,
        },
        config_file=config_file,
        store=store,
        rulings=rulings,
        columns=columns,
        mend=mend,
        allow_private=allow_private,
    )
    _export(paths, asked, shaping, quiet=quiet)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is to be written, how and where."""

    to: str
    format: str
    out: Path
    cover: Cover
    with_text: bool


def _asked(to: str, format: str | None, out: Path, cover: Cover, with_text: bool) -> _Asked:
    """What was asked for, checked before the work. Raises UsageError."""
    if to == PDF:
        chosen = _pdf(format, cover)
    else:
        check_cover(to, cover)
        chosen = _format(to, format, out)
    _check_out(out, chosen)
    return _Asked(to=to, format=chosen, out=out, cover=cover, with_text=with_text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shaping:
    """The options that shape the making of a dossier."""

    settings: dict[str, Any]
    config_file: Path | None
    store: str | None
    rulings: Path | None
    columns: str | None
    mend: bool
    allow_private: bool

    @property
    def given(self) -> list[str]:
        """The flags that were given."""
        return [flag for flag, value in {**self.shaping, "--store": self.store}.items() if value is not None]

    @property
    def shaping(self) -> dict[str, object]:
        """Every option but the store, None where it was not given."""
        others = {"--rulings": self.rulings, "--columns": self.columns, "--mend": self.mend or None}
        return {**flags_of(self.settings), **others}


def _export(paths: list[str], asked: _Asked, shaping: _Shaping, *, quiet: bool) -> None:
    made: Any | None
    if shaping.store is not None and is_database(shaping.store):
        made = dossier_of_desk(shaping.store, paths, shaping.shaping)
    elif (made := _made_already(paths)) is not None and shaping.given:
        raise UsageError(
            f"{', '.join(shaping.given)}: has no part in a dossier already made; give the reports instead."
        )
    if made is not None and not isinstance(made, Dossier) and asked.with_text and not quiet:
        say("A dossier.json holds no sentences; they are left empty. Give the reports themselves for them.")
    with progress(Console(stderr=True), quiet=quiet) as tell:
        if made is None:
            made = _make(paths, shaping, tell)
        tell("write", 0, 1)
        data = _data(made, asked)
        if str(asked.out) != STANDARD_OUTPUT:
            save_bytes(asked.out, data)
    if str(asked.out) == STANDARD_OUTPUT:
        write_out(data)
    _tell_problems(made)


def _data(made: Any, asked: _Asked) -> bytes:
    """What was asked for of a dossier, as bytes."""
    if asked.to != PDF:
        return export(made, asked.to, format=asked.format, with_text=asked.with_text, cover=asked.cover)
    if not isinstance(made, Dossier):
        raise UsageError(
            "A dossier.json is not enough for the page that is printed; give the reports themselves, or print the "
            "dossier.html beside it by a browser."
        )
    return to_pdf(to_html(made, with_text=asked.with_text), day=asked.cover.day)


def _pdf(format: str | None, cover: Cover) -> str:
    """The format of a PDF, once it is sure that there is a browser, and nothing that it has no place for."""
    if format not in (None, PDF):
        raise UsageError(f"pdf cannot be written as {format}; it can as: pdf.")
    idle = [name for name in cover.given if name != "day"]
    if idle:
        raise UsageError(f"pdf has no place for {' and '.join(idle)}; leave it out.")
    find_browser()
    return PDF


def _make(paths: list[str], shaping: _Shaping, tell: Progress) -> Dossier:
    """The dossier of the reports at `paths`."""
    in_force = settled(shaping.config_file, **shaping.settings)
    with ExitStack() as open_things:
        store = Path(shaping.store) if shaping.store else None
        known = knowledge_for(in_force.config, paths, store=store, tell=tell)
        if known is not None:
            open_things.enter_context(known)
        archive = open_things.enter_context(Archive.open(store, create=True)) if store else None
        found = taken(paths, archive, columns=shaping.columns, allow_private=shaping.allow_private, tell=tell)
        unread = tuple(x for x in found if isinstance(x, Problem))
        sources = [replace(x, mend=shaping.mend) for x in found if isinstance(x, Source)]
        return build(
            sources,
            config=in_force.config,
            progress=tell,
            problems=unread,
            rulings=decisions_for(paths, store=store, rulings=shaping.rulings or ()),
            knowledge=known,
        )


def _format(to: str, asked: str | None, out: Path) -> str:
    """The format asked for, else that of the file's ending, else the target's own."""
    ending = out.suffix.lower().lstrip(".")
    return check_format(to, asked or (ending if ending in FORMATS else default_format(to)))


def _check_out(out: Path, format: str) -> None:
    """Raises UsageError where the export could not be written, before the work."""
    if str(out) == STANDARD_OUTPUT:
        if format in _BYTES and sys.stdout.isatty():
            raise UsageError(f"{format} is bytes that no terminal shows; name a file with --out.")
        return
    if out.is_dir():
        raise UsageError(f"{out}: is a folder; name a file with --out.")
    check_folder(out.parent)


def _made_already(paths: list[str]) -> Any | None:
    """The mapping of a dossier.json, where that is what was given; None for reports."""
    dossiers = [d for p in paths if (d := _dossier_in(p)) is not None]
    if not dossiers:
        return None
    if len(paths) > 1:
        raise UsageError(
            f"{dossiers[0]} is a dossier already made; give it alone, or the reports of which to make one."
        )
    try:
        made = json.loads(Path(dossiers[0]).read_bytes())
        check_contract(made)
    except OSError as error:
        raise UsageError(f"{dossiers[0]}: cannot be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{dossiers[0]}: is damaged ({error}); make it anew from its reports.") from error
    except UsageError as error:
        raise UsageError(f"{dossiers[0]}: {error}") from error
    return made


def _dossier_in(path: str) -> str | None:
    """The dossier.json that a path is, or that a folder holds and no reports beside it; None for reports."""
    if os.path.isdir(path):
        try:
            names = {n for n in os.listdir(path) if not n.startswith(".")}
        except OSError:
            return None
        path = os.path.join(path, DOSSIER_JSON) if names and names <= _OF_A_DOSSIER else path
    if not path.lower().endswith(".json") or not os.path.isfile(path):
        return None
    try:
        with open(path, "rb") as file:
            return path if b'"crosswire.dossier/' in file.read(_HEAD) else None
    except OSError:
        return None


def _tell_problems(made: Any) -> None:
    """On standard error, what could not be read: an export that lacks a report must say so."""
    if not isinstance(made, Dossier):
        return
    console = Console(stderr=True, highlight=False, markup=False)
    for line in problems(made.problems):
        console.print(line)
