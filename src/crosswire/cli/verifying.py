"""`crosswire verify`: whether a store, a bag or a backup is as it was."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from crosswire.cli.options import Quiet
from crosswire.cli.program import NOT_AS_IT_WAS, app
from crosswire.errors import AlteredError, UsageError
from crosswire.present.terminal import clean
from crosswire.progress import progress
from crosswire.store import Verified, hidden_password, verify_any


@app.command(
    epilog="""Examples:

- `crosswire verify evidence/ --head 5b0a…`

- `crosswire verify --store postgresql://desk@localhost/desk`"""
)
def verify(
    path: Annotated[
        str | None,
        typer.Argument(metavar="STORE|BAG", help="A store (folder or database), a bag of one, or a backup."),
    ] = None,
    store: Annotated[
        str | None, typer.Option("--store", metavar="ADDRESS", help="The same, as other verbs take it.")
    ] = None,
    head: Annotated[
        str | None,
        typer.Option(
            help="The digest that an earlier `verify` printed: proves that nothing since then is gone."
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Recompute every digest of a store, and name whatever is not as it was.

    Exit status 0: all is as it was; 4: something is not. The digest printed at the end stands for the whole
    custody log: note it elsewhere, and give it back later with --head. Remarks are no faults: what a stopped run left, or
    what a database derived and has to make again.
    """
    address = _one_of(path, store)
    console = Console(highlight=False, markup=False)
    try:
        with progress(Console(stderr=True), quiet=quiet) as tell:
            result = verify_any(address, head=head, tell=tell)
    except AlteredError as error:
        console.print(clean(f"NOT AS IT WAS: {error}", limit=600), soft_wrap=True)
        raise typer.Exit(NOT_AS_IT_WAS) from error
    for remark in result.remarks:
        console.print(clean(f"remark: {remark}", limit=600), soft_wrap=True)
    for fault in result.faults:
        console.print(clean(f"NOT AS IT WAS: {fault}", limit=600), soft_wrap=True)
    if result.faults:
        raise typer.Exit(NOT_AS_IT_WAS)
    if not quiet:
        _print_heads(console, address, result)


def _one_of(path: str | None, store: str | None) -> str:
    """The one store that is meant. Raises UsageError where none or two are named."""
    if (path is None) == (store is None):
        raise UsageError("Name one store: its folder or a bag, or an address with --store.")
    return path or store or ""


def _print_heads(console: Console, address: str, result: Verified) -> None:
    shown = clean(hidden_password(address), limit=600)
    console.print(
        f"{shown}: as it was. {result.entries:,} entries, {result.blobs:,} files, {result.bytes:,} bytes.",
        soft_wrap=True,
    )
    console.print(f"head {result.head}", soft_wrap=True)
    for name, count, head in (
        ("decisions", result.rulings, result.rulings_head),
        ("reviews", result.reviews, result.reviews_head),
        ("audit", result.audit, result.audit_head),
    ):
        if head is not None:
            console.print(f"{name}: {count:,} entries, head {head}", soft_wrap=True)
