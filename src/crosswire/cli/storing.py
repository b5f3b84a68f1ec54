"""`crosswire migrate`, `backup` and `restore`: a store in a database made, brought up to date, kept elsewhere and brought back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from crosswire.cli.options import Quiet
from crosswire.cli.program import NOT_AS_IT_WAS, app
from crosswire.cli.serving import StoreAddress
from crosswire.errors import AlteredError
from crosswire.present.terminal import clean
from crosswire.progress import progress
from crosswire.store import Verified

File = Annotated[Path, typer.Argument(metavar="FILE", help="The file of the backup.")]


@app.command(
    epilog="""Examples:

- `crosswire migrate --store postgresql://desk@localhost/desk` makes a store, or brings one up to date

- `crosswire migrate --store evidence.sqlite`"""
)
def migrate(store: StoreAddress = "crosswire-store") -> None:
    """Make a store in a database, or bring one of an earlier crosswire up to date. Back it up before."""
    from crosswire.store.database import connect
    from crosswire.store.database import migrate as run

    with connect(store) as database:
        before, now = run(database)
        address = database.address
    what = (
        "was made" if before is None else "is up to date" if before == now else f"was brought from {before}"
    )
    typer.echo(f"{clean(address, limit=300)}: {what} (schema {now})")


@app.command(
    epilog="""Examples:

- `crosswire backup /safe/desk-2031-05-04.backup --store postgresql://desk@localhost/desk`"""
)
def backup(file: File, store: StoreAddress = "crosswire-store", quiet: Quiet = False) -> None:
    """Write a whole store in a database into one new file, while others go on writing.

    The file holds EVERYTHING that is truth, sealed sources, secrets of hooks and digests of passwords among it: keep it as
    you keep the store itself. It is recomputed before it is acknowledged; note its SHA-256, and give it to `restore`.
    """
    from crosswire.store.database import open_store
    from crosswire.store.database.backup import backup as run

    with open_store(store) as database, progress(Console(stderr=True), quiet=quiet) as tell:
        try:
            made = run(database, file, tell=tell)
        except AlteredError as error:
            raise _altered(error) from error
    _print(f"{made.path} {made.sha256}", made.verified, quiet=False)


@app.command(
    epilog="""Examples:

- `crosswire restore desk-2031-05-04.backup --store new.sqlite --sha256 9f2c…`"""
)
def restore(
    file: File,
    store: StoreAddress = "crosswire-store",
    sha256: Annotated[
        str | None, typer.Option(help="What `backup` printed: that it is this very file is checked first.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Bring a backup into a new, empty store, in a database of either kind, whole or not at all.

    What was restored is recomputed before it is acknowledged. What is derived is not in a backup: `crosswire rebuild`
    makes it again, and until it has, stories are not shown.
    """
    from crosswire.store.database import open_store
    from crosswire.store.database.backup import restore as run

    with open_store(store, create=True) as database, progress(Console(stderr=True), quiet=quiet) as tell:
        try:
            found = run(file, database, sha256=sha256, tell=tell)
        except AlteredError as error:
            raise _altered(error) from error
        address = database.address
    _print(f"{address}: restored. Run `crosswire rebuild --store …` now.", found, quiet=quiet)


def _altered(error: AlteredError) -> typer.Exit:
    console = Console(highlight=False, markup=False)
    console.print(clean(f"NOT AS IT WAS: {error}", limit=600), soft_wrap=True)
    return typer.Exit(NOT_AS_IT_WAS)


def _print(said: str, found: Verified, *, quiet: bool) -> None:
    if quiet:
        return
    console = Console(highlight=False, markup=False)
    console.print(clean(said, limit=1000), soft_wrap=True)
    console.print(
        f"{found.entries:,} entries, {found.blobs:,} sources' bytes ({found.bytes:,}), head {found.head}",
        soft_wrap=True,
    )
