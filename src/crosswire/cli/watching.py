"""`crosswire watch`: feeds and folders, round after round."""

from __future__ import annotations

import re
import signal
import threading
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from crosswire.cli.options import (
    AllowPrivate,
    ColumnNames,
    ConfigFile,
    Quiet,
    fetching,
    folder_for,
    settled,
    unpacking,
)
from crosswire.cli.program import app
from crosswire.errors import UsageError
from crosswire.present.terminal import clean
from crosswire.save import check_folder
from crosswire.store import Archive
from crosswire.types import Problem, Report
from crosswire.watch import Alarm, Hearing, WatchOptions, Webhook
from crosswire.watch import watch as run
from crosswire.watch.webhook import parse_secret

DEFAULT_STORE = Path("crosswire-store")
WatchStore = Annotated[
    Path,
    typer.Option(
        metavar="FOLDER",
        help="Folder in which everything is kept, and where the watch stands; made if need be. "
        "Default: crosswire-store.",
        parser=folder_for(
            "a watch keeps what it reads", "a desk follows feeds itself: add them on its page of feeds"
        ),
    ),
]
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_STYLE = {"withdrawn": "bold red", "discrepancy": "yellow", "tally": "bold", "merged": "cyan"}


@app.command(
    epilog="""Examples:

- `crosswire watch FEEDS.opml --every 10m --store evidence/ --out stories/`

- `crosswire watch https://courier.example/feed.xml inbox/ --store evidence/ --once`

- `crosswire watch FEEDS.opml --store evidence/ --webhook https://desk.example/alarms --webhook-secret secret.txt`

A watch can be stopped at any moment (Ctrl-C, or the machine's end) and goes on where it was."""
)
def watch(
    given: Annotated[
        list[str],
        typer.Argument(metavar="FEED|OPML|FOLDER", help="Feeds' addresses, OPML lists of them, folders."),
    ],
    store: WatchStore = DEFAULT_STORE,
    every: Annotated[str, typer.Option(help="Time from one round to the next: 30s, 10m, 2h.")] = "10m",
    once: Annotated[bool, typer.Option("--once", help="One round only, as for a scheduler.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="Folder for a dossier of every story, made anew when it changes.")
    ] = None,
    pages: Annotated[
        bool,
        typer.Option("--pages/--no-pages", help="Fetch the page behind every entry, or read the feed alone."),
    ] = True,
    webhook: Annotated[
        str | None, typer.Option(metavar="URL", help="Address to which alarms are sent, signed and retried.")
    ] = None,
    webhook_secret: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File with the secret that signs them.")
    ] = None,
    columns: ColumnNames = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
    config_file: ConfigFile = None,
) -> None:
    """Read what is new in feeds and folders, and say what it changes.

    An alarm is told when a tally changes, a new discrepancy appears or an item is withdrawn.
    """
    seconds = parse_duration(every)
    hook = _webhook(webhook, webhook_secret)
    if out is not None:
        check_folder(out)
    console = Console(highlight=False, markup=False)
    stop = threading.Event()
    options = WatchOptions(
        every_seconds=seconds,
        pages=pages,
        out=out,
        fetching=fetching(allow_private),
        unpacking=unpacking(columns),
        config=settled(config_file).config,
    )
    _stop_on_signal(stop)
    with Archive.open(store, create=True) as archive:
        hearing = _Terminal(console, quiet=quiet)
        run(
            given,
            archive,
            options=options,
            hearing=Hearing(alarm=hearing.alarm, problem=hearing.problem, report=hearing.report),
            webhook=hook,
            stop=stop,
            rounds=1 if once else None,
        )


def parse_duration(text: str) -> float:
    """Seconds in "30s", "10m", "2h" or "1d". Raises UsageError for anything else.

    >>> parse_duration("10m")
    600.0
    """
    match = _DURATION.fullmatch(text.strip().lower())
    if match is None or float(match[1]) <= 0:
        raise UsageError(f"--every takes a time such as 30s, 10m or 2h, not {text!r}.")
    return float(match[1]) * _SECONDS[match[2]]


def _webhook(address: str | None, secret: Path | None) -> Webhook | None:
    if address is None:
        return None
    if secret is None:
        raise UsageError(
            "--webhook needs --webhook-secret FILE: alarms are signed, so that none can be forged."
        )
    try:
        text = secret.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{secret}: cannot be read ({error}); name the file with the webhook's secret."
        ) from error
    return Webhook(address=address, secret=parse_secret(text))


def _stop_on_signal(stop: threading.Event) -> None:
    """The first SIGTERM or Ctrl-C ends the watch after what is under way; a second ends it at once."""

    def ending(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    signal.signal(signal.SIGTERM, ending)
    signal.signal(signal.SIGINT, ending)


class _Terminal:
    """What a watch says: reports and problems dimly, alarms plainly."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self._console = console
        self._errors = Console(stderr=True, highlight=False, markup=False)
        self._quiet = quiet

    def alarm(self, alarm: Alarm) -> None:
        line = Text.assemble((alarm.kind, _STYLE[alarm.kind]), "  ", (clean(alarm.title, limit=80), "dim"))
        self._console.print(line)
        self._console.print(Text("  " + clean(alarm.text, limit=400)), soft_wrap=True)

    def problem(self, problem: Problem) -> None:
        where = problem.report or "watch"
        message = problem.message.removeprefix(f"{where}: ")
        self._errors.print(Text(f"problem  {clean(where)}: {clean(message, limit=400)}"), soft_wrap=True)

    def report(self, report: Report, story: str) -> None:
        if not self._quiet:
            name = clean(report.title or report.source, limit=100)
            by = f" ({clean(report.publisher, limit=40)})" if report.publisher else ""
            self._console.print(Text(f"new      {name}{by}", style="dim"), soft_wrap=True)
