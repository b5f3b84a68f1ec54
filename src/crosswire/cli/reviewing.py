"""`crosswire review`: a file of reviews, taken into a desk's store in somebody's name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from crosswire.cli.desk import DEFAULT_STORE, DeskStore
from crosswire.cli.program import app
from crosswire.errors import UsageError
from crosswire.present.terminal import clean


@app.command(
    epilog="""Examples:

- `crosswire review decisions.csv --by ann --store desk/ --dry-run` says of each row whether it could be recorded

- `crosswire review decisions.json --by ann --store postgresql://desk@localhost/desk`

A row that is wrong stops no other. Taking the same file again records nothing twice."""
)
def review(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="JSON, JSON Lines or CSV, a review a row, as the API takes them."
        ),
    ],
    by: Annotated[str, typer.Option(metavar="NAME", help="Whose account reviews: a reviewer's or above.")],
    store: DeskStore = DEFAULT_STORE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Record nothing; say what is wrong.")] = False,
) -> None:
    """Take a file of reviews: accept, reject, correct, merge, split, unsure, annotate."""
    from crosswire.desk.commanded import reviewer
    from crosswire.serve.review_file import rows_in, take
    from crosswire.store.database import open_store

    try:
        rows = rows_in(file.read_bytes(), file.name)
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}); give a file that is there.") from error
    console = Console(stderr=True)
    new = known = wrong = 0
    with open_store(store) as database:
        for one in take(database, reviewer(database, by), rows, dry=dry_run):
            if one.wrong is not None:
                console.print(Text(f"row {one.row}: {clean(one.wrong)}", style="yellow"), soft_wrap=True)
            wrong += one.wrong is not None
            new += one.new
            known += one.id is not None and not one.new
    right = len(rows) - wrong
    told = f"{right:,} could be recorded" if dry_run else f"{new:,} recorded"
    console.print(Text(f"{told}{f', {known:,} there already' if known else ''}, {wrong:,} wrong"))
    if wrong:
        raise typer.Exit(2)
