"""`crosswire dossier`: reports in, a dossier out."""

from __future__ import annotations

from contextlib import ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from crosswire.cli.desk_store import dossier_of_desk, flags_of
from crosswire.cli.options import (
    AllowPrivate,
    AnalysisLimit,
    ColumnNames,
    ConfigFile,
    Given,
    KnowledgeNames,
    KnownNames,
    Language,
    Mend,
    Quiet,
    Rulings,
    StoreOrDesk,
    Threshold,
    VagueProfile,
    Workers,
    settled,
    taken,
    write_out,
)
from crosswire.cli.program import app
from crosswire.errors import UsageError
from crosswire.pipeline import build, knowledge_for
from crosswire.present.terminal import problems, summary
from crosswire.progress import progress
from crosswire.read import Source
from crosswire.rulings import decisions_for
from crosswire.save import check_folder, save
from crosswire.store import Archive, is_database
from crosswire.text.dates import is_iso_time
from crosswire.types import Dossier, Problem

DEFAULT_OUT = Path("crosswire-dossier")
Out = Annotated[
    Path | None, typer.Option(help="Folder for dossier.json and dossier.html. Default: crosswire-dossier.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print dossier.json on standard output; write files only with --out.")
]


@app.command(
    epilog="""Examples:

- `crosswire dossier reports/ --out out/flood`

- `crosswire dossier a.txt b.html feed.xml archive.warc.gz --json > dossier.json`

- `crosswire dossier https://courier.example/dam https://anvil.example/flood --store evidence/`

- `crosswire dossier reports/ --knowledge people.csv --knowledge evidence/` names that are known beforehand

- `crosswire dossier --store postgresql://desk@localhost/desk STORY` a story of a desk, as the desk shows it

- `crosswire dossier - --published 2031-05-04 --publisher "The Courier" < report.txt`

A file NAME.json or NAME.toml beside NAME.txt gives what the report does not say: title, byline,
publisher, published, updated, address, language, section, credits."""
)
def dossier(
    paths: Given,
    out: Out = None,
    store: StoreOrDesk = None,
    rulings: Rulings = None,
    knowledge: KnowledgeNames = None,
    published: Annotated[
        str | None, typer.Option(help="ISO day or date-time of the report, if there is only one.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it, if there is only one.")] = None,
    address: Annotated[str | None, typer.Option(help="Its web address, if there is only one.")] = None,
    columns: ColumnNames = None,
    mend: Mend = False,
    allow_private: AllowPrivate = False,
    workers: Workers = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    config_file: ConfigFile = None,
    language: Language = None,
    vague_profile: VagueProfile = None,
    corroboration_threshold: Threshold = None,
    analysis_limit: AnalysisLimit = None,
    known_names: KnownNames = None,
) -> None:
    """Make the dossier of reports: dossier.json, dossier.html, and what is established on the terminal."""
    settings = {
        "language": language,
        "vague_profile": vague_profile,
        "corroboration_threshold": corroboration_threshold,
        "analysis_limit": analysis_limit,
        "known_names": known_names,
    }
    in_force = settled(config_file, **settings)
    folder = out or (None if as_json else DEFAULT_OUT)
    if folder is not None:
        check_folder(folder)
    given = {"published": published, "publisher": publisher, "address": address}
    if store is not None and is_database(store):
        shaping = {"rulings": rulings, "knowledge": knowledge, "columns": columns, "mend": mend or None}
        made = dossier_of_desk(store, paths, flags_of({**shaping, **given, **settings}))
        return _show(made, _saved(made, folder), as_json=as_json, quiet=quiet)
    kept = Path(store) if store else None
    decisions = decisions_for(paths, store=kept, rulings=rulings or ())
    with ExitStack() as open_things, progress(Console(stderr=True), quiet=quiet) as tell:
        known = knowledge_for(in_force.config, paths, store=kept, chosen=knowledge or (), tell=tell)
        open_things.enter_context(known or nullcontext())
        archive = open_things.enter_context(Archive.open(kept, create=True)) if kept else None
        found = taken(paths, archive, columns=columns, allow_private=allow_private, tell=tell)
        made = build(
            _with_given([replace(x, mend=mend) for x in found if isinstance(x, Source)], given),
            config=in_force.config,
            progress=tell,
            problems=tuple(x for x in found if isinstance(x, Problem)),
            workers=workers,
            rulings=decisions,
            knowledge=known,
        )
        tell("write", 0, 1)
        files = _saved(made, folder)
    return _show(made, files, as_json=as_json, quiet=quiet)


def _saved(made: Dossier, folder: Path | None) -> tuple[Path, ...]:
    return save(made, folder) if folder is not None else ()


def _with_given(sources: list[Source], given: dict[str, str | None]) -> list[Source]:
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
    return [replace(sources[0], given=replace(sources[0].given, **said))]


def _show(made: Dossier, files: tuple[Path, ...], *, as_json: bool, quiet: bool) -> None:
    if as_json:
        write_out(made.to_json().encode("utf-8"))
    elif not quiet:
        console = Console(highlight=False, markup=False)
        console.print(summary(made, files, width=console.width))
    if as_json or quiet:
        console = Console(stderr=True, highlight=False, markup=False)
        for line in problems(made.problems):
            console.print(line)
