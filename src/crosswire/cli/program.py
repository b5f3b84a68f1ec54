"""The program: its options, and what becomes of errors."""

from __future__ import annotations

import errno
import logging
import os
import sys
import traceback
from typing import Annotated, NoReturn

import typer

import crosswire
from crosswire.errors import CrosswireError, NothingUsableError
from crosswire.present.terminal import clean

WRONG_REQUEST, NOTHING_USABLE, NOT_AS_IT_WAS, FINDINGS, BUG, INTERRUPTED = 2, 3, 4, 5, 1, 130
# What a disk says that takes no more, of standard output among others.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)

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
    _ready_streams()
    try:
        app()
    except CrosswireError as error:
        say(str(error))
        sys.exit(NOTHING_USABLE if isinstance(error, NothingUsableError) else WRONG_REQUEST)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            _bug()
        say(
            f"Output or temporary files can no longer be written ({error.strerror}); make room where they go "
            "and run it again."
        )
        sys.exit(WRONG_REQUEST)
    except Exception:
        _bug()


def _bug() -> NoReturn:
    traceback.print_exc()
    say("This is a bug in crosswire; please report it with the lines above.")
    sys.exit(BUG)


def _ready_streams() -> None:
    """Standard streams that can be written to: one that is closed swallows what is printed, and a letter
    that the terminal lacks is replaced."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # as long as the program
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def say(message: str) -> None:
    """A message on standard error, in the program's name."""
    for line in message.splitlines():
        print(f"crosswire: {clean(line, limit=2000)}", file=sys.stderr)
