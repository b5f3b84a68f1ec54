"""The command line: thin verbs over the public functions.

In: arguments, environment, standard input. Out: files, text, an exit status: 0 done (problems are
listed), 2 a wrong request, 3 nothing usable among what was given, 1 a bug.
"""

from __future__ import annotations

import os
import sys
import traceback
from dataclasses import replace
from importlib.resources import files as files_of
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

import crosswire
from crosswire.collect import STANDARD_INPUT, collect
from crosswire.config import SETTINGS, InForce, settle
from crosswire.errors import CrosswireError, NothingUsableError, UsageError
from crosswire.pipeline import build
from crosswire.present.terminal import clean, problems, summary
from crosswire.progress import progress
from crosswire.read import Source
from crosswire.save import check_folder, save
from crosswire.text.dates import is_iso_time
from crosswire.types import Dossier

WRONG_REQUEST, NOTHING_USABLE, BUG, INTERRUPTED = 2, 3, 1, 130
DEFAULT_OUT = Path("crosswire-dossier")
_HELP = {setting.name: f"{setting.help} Default: {setting.default}." for setting in SETTINGS}

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads many reports of one event and says what they jointly establish, who says it, on how many "
    "independent sources it stands, and where the accounts part.",
)

Language = Annotated[str | None, typer.Option(help=_HELP["language"])]
VagueProfile = Annotated[str | None, typer.Option(help=_HELP["vague_profile"])]
Threshold = Annotated[int | None, typer.Option(help=_HELP["corroboration_threshold"])]
AnalysisLimit = Annotated[int | None, typer.Option(help=_HELP["analysis_limit"])]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="Settings file. Default: crosswire.toml here, if there is one."),
]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"crosswire {crosswire.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of the program itself."""


@app.command(
    epilog="""Examples:

- `crosswire dossier reports/ --out out/flood`

- `crosswire dossier a.txt b.html c.txt --json > dossier.json`

- `curl -s ADDRESS | crosswire dossier - --published 2031-05-04 --publisher "The Courier"`

A file NAME.json or NAME.toml beside NAME.txt gives what the report does not say: title, publisher,
published, address, language, credits."""
)
def dossier(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Texts, saved pages, folders; - is standard input.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(help="Folder for dossier.json and dossier.html. Default: crosswire-dossier."),
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="ISO day or date-time of the report, if there is only one.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it, if there is only one.")] = None,
    address: Annotated[str | None, typer.Option(help="Its web address, if there is only one.")] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print dossier.json on standard output; write files only with --out."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    config_file: ConfigFile = None,
    language: Language = None,
    vague_profile: VagueProfile = None,
    corroboration_threshold: Threshold = None,
    analysis_limit: AnalysisLimit = None,
) -> None:
    """Make the dossier of reports: dossier.json, dossier.html, and what is established on the terminal."""
    in_force = _settle(
        config_file,
        language=language,
        vague_profile=vague_profile,
        corroboration_threshold=corroboration_threshold,
        analysis_limit=analysis_limit,
    )
    given = {"published": published, "publisher": publisher, "address": address}
    folder = out or (None if as_json else DEFAULT_OUT)
    made, files = _make(paths, given, in_force, folder, quiet=quiet)
    _show(made, files, as_json=as_json, quiet=quiet)


@app.command()
def config(
    config_file: ConfigFile = None,
    language: Language = None,
    vague_profile: VagueProfile = None,
    corroboration_threshold: Threshold = None,
    analysis_limit: AnalysisLimit = None,
) -> None:
    """Print the settings in force and where each comes from: flag, environment, file or default."""
    in_force = _settle(
        config_file,
        language=language,
        vague_profile=vague_profile,
        corroboration_threshold=corroboration_threshold,
        analysis_limit=analysis_limit,
    )
    table = Table("setting", "value", "from", "environment variable", box=None, pad_edge=False)
    for setting, origin in in_force.origins:
        table.add_row(
            setting.name, str(getattr(in_force.config, setting.name)), origin, setting.variable, style=""
        )
    Console(highlight=False, markup=False).print(table)


@app.command()
def schema() -> None:
    """Print the JSON Schema (2020-12) of dossier.json."""
    typer.echo((files_of("crosswire") / "schema" / "dossier.schema.json").read_text("utf-8"), nl=False)


def main() -> None:
    """The program: runs a verb and turns what goes wrong into a message and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal that lacks a letter
    try:
        app()
    except CrosswireError as error:
        _say(str(error))
        sys.exit(NOTHING_USABLE if isinstance(error, NothingUsableError) else WRONG_REQUEST)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception:
        traceback.print_exc()
        _say("This is a bug in crosswire; please report it with the lines above.")
        sys.exit(BUG)


def _settle(file: Path | None, **flags: Any) -> InForce:
    return settle(flags=flags, environment=os.environ, file=file, folder=Path())


def _make(
    paths: list[str], given: dict[str, str | None], in_force: InForce, out: Path | None, *, quiet: bool
) -> tuple[Dossier, tuple[Path, ...]]:
    """The dossier and the files written into `out`, none where that is None."""
    if out is not None:
        check_folder(out)
    stdin = sys.stdin.buffer.read() if STANDARD_INPUT in paths else None
    sources, unread = collect(paths, stdin=stdin)
    sources = _with_given(sources, given)
    with progress(Console(stderr=True), quiet=quiet) as tell:
        made = build(sources, config=in_force.config, progress=tell, problems=unread)
        tell("write", 0, 1)
        return made, save(made, out) if out is not None else ()


def _with_given(sources: tuple[Source, ...], given: dict[str, str | None]) -> tuple[Source, ...]:
    """The one source with what the options say of it, which weighs more than its sidecar."""
    said: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if not said:
        return sources
    if "published" in said and not is_iso_time(said["published"]):
        raise UsageError(
            f"--published must be ISO 8601, such as 2031-05-04 or 2031-05-04T16:30, not {said['published']!r}."
        )
    if len(sources) != 1:
        flags = ", ".join(f"--{name}" for name in said)
        raise UsageError(
            f"{flags}: only with a single report, but {len(sources)} were given; put a sidecar NAME.json "
            "beside each report instead."
        )
    return (replace(sources[0], given=replace(sources[0].given, **said)),)


def _show(made: Dossier, files: tuple[Path, ...], *, as_json: bool, quiet: bool) -> None:
    if as_json:
        _write(made.to_json().encode("utf-8"))
    elif not quiet:
        console = Console(highlight=False, markup=False)
        console.print(summary(made, files, width=console.width))
    if as_json or quiet:
        console = Console(stderr=True, highlight=False, markup=False)
        for line in problems(made.problems):
            console.print(line)


def _write(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # whoever read has had enough; click ends the program without a word
    except OSError as error:
        raise UsageError(f"Standard output cannot be written ({error.strerror}); use --out.") from error


def _say(message: str) -> None:
    for line in message.splitlines():
        print(f"crosswire: {clean(line, limit=2000)}", file=sys.stderr)
