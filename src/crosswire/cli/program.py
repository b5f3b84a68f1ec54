"""The program: its options, and what becomes of errors."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Annotated

import typer

import crosswire
from crosswire.errors import CrosswireError, NothingUsableError
from crosswire.present.terminal import clean

WRONG_REQUEST, NOTHING_USABLE, NOT_AS_IT_WAS, BUG, INTERRUPTED = 2, 3, 4, 1, 130

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads many reports of one event and says what they jointly establish, who says it, on how many "
    "independent sources it stands, and where the accounts part.",
)


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


def main() -> None:
    """The program: runs a verb and turns what goes wrong into a message and an exit status."""
    # What libraries log of a hostile file is the file's own words: they must not reach the terminal raw.
    logging.getLogger().addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal that lacks a letter
    # Else the libraries' own warnings would bring a source's raw characters to the terminal.
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        app()
    except CrosswireError as error:
        say(str(error))
        sys.exit(NOTHING_USABLE if isinstance(error, NothingUsableError) else WRONG_REQUEST)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception:
        traceback.print_exc()
        say("This is a bug in crosswire; please report it with the lines above.")
        sys.exit(BUG)


def say(message: str) -> None:
    """A message on standard error, in the program's name."""
    for line in message.splitlines():
        print(f"crosswire: {clean(line, limit=2000)}", file=sys.stderr)
