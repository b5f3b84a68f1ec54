"""`crosswire batch`: many reports on many cores and machines, to tables and a dossier a story."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from crosswire.cli.options import (
    AllowPrivate,
    AnalysisLimit,
    ColumnNames,
    ConfigFile,
    Language,
    Quiet,
    Rulings,
    Threshold,
    VagueProfile,
    fetching,
    settled,
    unpacking,
)
from crosswire.cli.program import app
from crosswire.errors import UsageError
from crosswire.progress import progress
from crosswire.rulings import decisions_for
from crosswire.save import check_folder
from crosswire.scale.batch import BatchDone, run_batch
from crosswire.scale.engines import Engine, Serial
from crosswire.scale.inputs import sources_of
from crosswire.scale.local import Processes
from crosswire.scale.place import Place, local_path
from crosswire.scale.ray_engine import RayCluster

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files of any format that `crosswire formats` lists, Parquet tables among them, folders, stores, "
        "bags, web addresses, and object store addresses such as s3://bucket/folder.",
    ),
]
To = Annotated[
    str, typer.Option("--to", metavar="OUT", help="Folder, or object store address, for what is made.")
]
Address = Annotated[
    str | None,
    typer.Option(
        metavar="RAY",
        help="Address of the Ray cluster, as host:port or auto; without one, one of this machine.",
    ),
]
Work = Annotated[
    str | None,
    typer.Option(
        metavar="PLACE",
        help="Where a run keeps what is under way. Default: OUT/work; for an object store name a folder.",
    ),
]


class EngineName(StrEnum):
    """What runs the stages."""

    processes = "processes"
    ray = "ray"
    serial = "serial"


@app.command(
    epilog="""Examples:

- `crosswire batch reports/ --to out/` on all cores of this machine

- `crosswire batch day.parquet --columns text=body,title=headline --to out/ --workers 8`

- `crosswire batch s3://newsroom/2031-05-04/ --to s3://newsroom/stories/ --work /scratch/run --engine ray --address auto`

Writes reports.parquet, stories.parquet, lineage.parquet, tallies.parquet, problems.parquet and
dossiers/STORY.json. A run that was killed goes on where it was when it is started again. The page docs/scale.md says
what it takes."""
)
def batch(
    given: Inputs,
    to: To,
    engine: Annotated[
        EngineName,
        typer.Option(help="processes of this machine, a Ray cluster, or serial: one after another."),
    ] = EngineName.processes,
    workers: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="How many work at a time. Default: one a core.")
    ] = None,
    address: Address = None,
    pages: Annotated[bool, typer.Option("--pages", help="Write dossiers/STORY.html beside them.")] = False,
    work: Work = None,
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
    """Read many reports, find the stories among them, and make the dossier of every story."""
    in_force = settled(
        config_file,
        language=language,
        vague_profile=vague_profile,
        corroboration_threshold=corroboration_threshold,
        analysis_limit=analysis_limit,
    )
    paths = _check_places(given, to)
    found = sources_of(given, unpacking=unpacking(columns), fetching=fetching(allow_private))
    with _engine(engine, workers, address) as running, progress(Console(stderr=True), quiet=quiet) as tell:
        done = run_batch(
            found,
            Place.open(to),
            running,
            config=in_force.config,
            page=pages,
            work=Place.open(work) if work else None,
            rulings=decisions_for(paths, rulings=rulings or ()),
            tell=tell,
        )
    if not quiet:
        Console(highlight=False, markup=False).print(_told(done, to), soft_wrap=True)


def _engine(name: EngineName, workers: int | None, address: str | None) -> Engine:
    if name is not EngineName.ray and address is not None:
        raise UsageError("--address names a Ray cluster; use it with --engine ray.")
    if name is EngineName.serial:
        return Serial()
    if name is EngineName.ray:
        return RayCluster(address, workers)
    return Processes(workers)


def _check_places(given: list[str], to: str) -> list[str]:
    """The paths among what was given. Raises UsageError where the output cannot be written, or would be read as a
    report."""
    paths = [path for path in map(local_path, given) if path is not None]
    out = local_path(to)
    if out is not None:
        check_folder(Path(out))
        for path in paths:
            if os.path.isdir(path) and _is_within(out, path):
                raise UsageError(f"{to}: lies in {path}, which is read; choose another --to.")
    return paths


def _is_within(path: str, folder: str) -> bool:
    real = os.path.realpath(folder)
    return os.path.commonpath([real, os.path.realpath(path)]) == real


def _told(done: BatchDone, to: str) -> str:
    lines = [f"{done.reports:,} reports, {done.stories:,} stories, in {Place.open(to).name}"]
    if done.problems:
        lines.append(f"{done.problems:,} problems, listed in problems.parquet")
    if done.kept_chunks or done.kept_stories:
        lines.append(
            f"Taken over from an earlier run: {done.kept_chunks:,} chunks of reports, {done.kept_stories:,} stories"
        )
    if done.deaths:
        lines.append(f"{done.deaths:,} workers died; what they had was done again")
    return "\n".join(lines)
