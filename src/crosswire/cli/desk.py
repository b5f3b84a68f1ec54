"""`crosswire add`, `crosswire work`, `crosswire rebuild`: a desk's store is given reports, worked on, made again."""

from __future__ import annotations

import secrets
import signal
import threading
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from crosswire.cli.options import (
    AllowPrivate,
    AnalysisLimit,
    ConfigFile,
    Language,
    Quiet,
    Threshold,
    VagueProfile,
    fetching,
    settled,
)
from crosswire.cli.program import app
from crosswire.config import Config
from crosswire.present.terminal import clean
from crosswire.types import Problem

DeskStore = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="The desk's store: a folder (a database is kept in it), or postgresql://USER@HOST/NAME.",
    ),
]
Working = Annotated[
    int, typer.Option("--workers", min=1, metavar="N", help="Processes that work. Default: one.")
]
DEFAULT_STORE = "crosswire-store"
# Seconds between two looks at how far it is.
_LOOK_SECONDS = 0.5


@app.command(
    epilog="""Examples:

- `crosswire add reports/ https://courier.example/dam --store desk/`

- `crosswire add old-store/ from-a-colleague.bag --store postgresql://desk@localhost/desk`

- `crosswire add letter.txt --by ann --seal new --with ben --reason "A witness" --store desk/` seen by these two alone

What is added is kept at once; `crosswire work` or the server reads it and makes the dossiers."""
)
def add(
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL",
            help="Files of any format that `crosswire formats` lists, folders, web addresses, stores, bags.",
        ),
    ],
    store: DeskStore = DEFAULT_STORE,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Whose account adds it, for the custody log. Default: that of the machine's user, if there is one.",
        ),
    ] = None,
    seal: Annotated[
        str | None,
        typer.Option(
            metavar="SEAL", help="Hide all of it under a seal: the id of one that you are on, or `new`."
        ),
    ] = None,
    with_: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar="NAME", help="Who is on a new seal beside you; more than once for more."
        ),
    ] = None,
    reason: Annotated[
        str | None, typer.Option(help="Why it is sealed, for those on the new seal to read.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Keep reports in a desk's store, to be read and placed into stories.

    A store or a bag is brought in with its custody and with what people decided in it. What is sealed is there for those
    on its seal alone, from the first moment.
    """
    from crosswire.desk.bringing import Bringing, bring
    from crosswire.desk.commanded import Sealing, settle
    from crosswire.store.database import open_store

    console = Console(stderr=True)
    sealing = Sealing(seal=seal, people=tuple(with_ or ()), reason=reason)
    kept = known = 0
    with open_store(store, create=True) as database:
        user, under = settle(database, given, by=by, sealing=sealing)
        how = Bringing(by=user, seal=under, batch=secrets.token_hex(12))
        for one in bring(database, given, how):
            if isinstance(one, Problem):
                console.print(Text(f"{clean(one.report or '')}: {clean(one.message)}", style="yellow"))
                continue
            kept += one.new
            known += not one.new
    if not quiet:
        more = f", {known:,} there already" if known else ""
        hidden = f", sealed under {under}" if under else ""
        console.print(
            Text(f"{kept:,} kept{more}{hidden}; the desk, or `crosswire work --store …`, reads them.")
        )


@app.command(
    epilog="""Examples:

- `crosswire work --store desk/`

- `crosswire work --store postgresql://desk@localhost/desk --workers 2`

- `crosswire work --store desk/ --once`

A worker can be stopped at any moment, killed too: what it was doing is done again by the next."""
)
def work(
    store: DeskStore = DEFAULT_STORE,
    workers: Working = 1,
    once: Annotated[bool, typer.Option("--once", help="End when there is nothing left to do.")] = False,
    language: Language = None,
    vague_profile: VagueProfile = None,
    corroboration_threshold: Threshold = None,
    analysis_limit: AnalysisLimit = None,
    allow_private: AllowPrivate = False,
    config_file: ConfigFile = None,
) -> None:
    """Read what was added to a desk's store, place it into stories, make their dossiers, follow feeds."""
    config = settled(
        config_file,
        language=language,
        vague_profile=vague_profile,
        corroboration_threshold=corroboration_threshold,
        analysis_limit=analysis_limit,
    ).config
    from crosswire.desk.crew import Crew, Task

    crew = Crew(Task(store=store, config=config, fetching=fetching(allow_private), once=once), workers)
    crew.run(_until_stopped())


@app.command(
    epilog="""Examples:

- `crosswire rebuild --store desk/`

- `crosswire rebuild --store desk/ --vague-profile acled --workers 2`

A rebuild that is stopped goes on where it was when it is run again."""
)
def rebuild(
    store: DeskStore = DEFAULT_STORE,
    workers: Working = 1,
    language: Language = None,
    vague_profile: VagueProfile = None,
    corroboration_threshold: Threshold = None,
    analysis_limit: AnalysisLimit = None,
    config_file: ConfigFile = None,
    quiet: Quiet = False,
) -> None:
    """Make everything derived again: with this version, under these settings.

    Reports are read again, placed again, and every dossier is made anew where it says something else. Decisions, seals and
    the past of every story stay.
    """
    config = settled(
        config_file,
        language=language,
        vague_profile=vague_profile,
        corroboration_threshold=corroboration_threshold,
        analysis_limit=analysis_limit,
    ).config
    _rebuild(store, config, workers, quiet)


def _rebuild(store: str, config: Config, workers: int, quiet: bool) -> None:
    from crosswire.desk.crew import Crew, Task
    from crosswire.desk.rebuild import STEPS, Rebuild
    from crosswire.store.database import open_store

    stopped = _until_stopped()
    done = threading.Event()
    crew = Crew(Task(store=store, config=config, fetching=fetching(False), once=False), workers)
    with open_store(store) as database, crew.beside(done), Progress(disable=quiet) as progress:
        made = Rebuild(database, config)
        made.begun()
        for step in STEPS:
            made.ask(step)
            shown = progress.add_task(step, total=None)
            while not (far := made.far(step)).over and not stopped.is_set():
                progress.update(shown, total=far.total, completed=far.done)
                stopped.wait(_LOOK_SECONDS)
            progress.update(shown, total=far.total, completed=far.done)
        done.set()


def _until_stopped() -> threading.Event:
    """An event that is set when somebody stops the program."""
    stop = threading.Event()

    def end(_: int, __: FrameType | None) -> None:
        stop.set()

    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), end)
    return stop
