"""`crosswire stories`: which reports tell of one event, and why two of them do or do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from crosswire.cli.desk_store import check_idle, flags_of, looking
from crosswire.cli.options import (
    AllowPrivate,
    AnalysisLimit,
    ColumnNames,
    ConfigFile,
    GivenOrNone,
    Mend,
    Quiet,
    Rulings,
    StoreOrDesk,
    Workers,
    settled,
    taken,
    write_out,
)
from crosswire.cli.program import app
from crosswire.errors import UsageError
from crosswire.grouping import Grouped, group
from crosswire.naming import find_report, known_report
from crosswire.present.stories import (
    reasons_json,
    reasons_shown,
    stories_in_full,
    stories_json,
    stories_table,
)
from crosswire.present.terminal import problems
from crosswire.progress import progress
from crosswire.read import Source
from crosswire.rulings import decisions_for
from crosswire.store import Archive, is_database
from crosswire.types import Problem, Report, StoryLine, StoryReasons


@app.command(
    epilog="""Examples:

- `crosswire stories inbox/` a line a story: its days, its reports, the originals behind them, its outlets

- `crosswire stories evidence/ --full` with the reports of each story

- `crosswire stories inbox/ --explain courier.txt anvil.txt` why these two are, or are not, in one story

- `crosswire stories inbox/ --json > stories.json`

- `crosswire stories --store postgresql://desk@localhost/desk` the stories of a desk, with their ids

What the grouping gets wrong `crosswire rule` sets right: see docs/guides/stories.md."""
)
def stories(
    paths: GivenOrNone = None,
    explain: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="REPORT REPORT",
            help="Say why two reports are or are not in one story, term by term. Reports are named by path, file "
            "name, address, id or siglum.",
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="List the reports of each story.")] = False,
    store: StoreOrDesk = None,
    rulings: Rulings = None,
    columns: ColumnNames = None,
    mend: Mend = False,
    allow_private: AllowPrivate = False,
    workers: Workers = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")] = False,
    quiet: Quiet = False,
    config_file: ConfigFile = None,
    analysis_limit: AnalysisLimit = None,
) -> None:
    """Group reports into stories: which tell of one event.

    The stories are those of `crosswire dossier` over the same reports; of a desk's store, named with --store alone, those
    that the desk shows.
    """
    if store is not None and is_database(store):
        shaping = {"explain": explain, "rulings": rulings, "columns": columns, "mend": mend}
        check_idle({"PATH": paths, **flags_of({**shaping, "analysis_limit": analysis_limit})})
        _show_desk(store, full=full, as_json=as_json)
        return
    if not paths:
        raise UsageError(
            "Name the reports to be grouped; those of a desk's store are listed with --store alone."
        )
    kept = Path(store) if store else None
    in_force = settled(config_file, analysis_limit=analysis_limit)
    decisions = decisions_for(paths, store=kept, rulings=rulings or ())
    with ExitStack() as open_things, progress(Console(stderr=True), quiet=quiet) as tell:
        archive = open_things.enter_context(Archive.open(kept, create=True)) if kept else None
        found = taken(paths, archive, columns=columns, allow_private=allow_private, tell=tell)
        made = group(
            [replace(x, mend=mend) for x in found if isinstance(x, Source)],
            config=in_force.config,
            progress=tell,
            problems=tuple(x for x in found if isinstance(x, Problem)),
            workers=workers,
            rulings=decisions,
        )
    _show(made, explain, full=full, as_json=as_json)


def _show(made: Grouped, explain: tuple[str, str] | None, *, full: bool, as_json: bool) -> None:
    reasons = _reasons(made, *explain) if explain is not None else None
    if as_json:
        text = reasons_json(reasons) if reasons is not None else made.to_json()
        write_out(text.encode("utf-8", "replace"))
    else:
        console = Console(highlight=False, markup=False)
        if reasons is not None:
            titles = {line.story.id: line.story.title for line in made.stories}
            console.print(reasons_shown(reasons, reports=made.reports, titles=titles))
        else:
            _print(console, made.stories, made.reports, full=full)
    errors = Console(stderr=True, highlight=False, markup=False)
    sigla = {id: f"R{n}" for n, id in enumerate(made.reports, start=1)}
    for line in problems(made.problems, sigla):
        errors.print(line)


def _show_desk(store: str, *, full: bool, as_json: bool) -> None:
    """Shows the stories of a desk."""
    from crosswire.desk.listing import stories_of

    with looking(store) as (database, viewer):
        made = stories_of(database, viewer)
    if as_json:
        write_out(stories_json(made.stories, reports=made.reports).encode("utf-8", "replace"))
    else:
        _print(Console(highlight=False, markup=False), made.stories, made.reports, full=full)


def _print(
    console: Console, lines: Sequence[StoryLine], reports: Mapping[str, Report], *, full: bool
) -> None:
    console.print(
        stories_in_full(lines, reports=reports) if full else stories_table(lines, width=console.width)
    )


def _reasons(made: Grouped, left: str, right: str) -> StoryReasons:
    """Why two reports, named as people name them, are in one story or not. Raises UsageError."""
    known = [known_report(r, f"R{n}") for n, r in enumerate(made.reports.values(), start=1)]
    first, second = (find_report(text, known, where="what was given").name.id for text in (left, right))
    return made.explain(first, second)
