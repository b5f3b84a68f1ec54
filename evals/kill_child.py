"""Readings that are there to be killed: one process forks them, so that each starts at once.

    python -m evals.kill_child archive|command

In, on standard input, a line "FOLDER<tab>STORE" for a reading to begin, and a line "reap" when it is over.
Out, on standard output: "began PID", then the reading's own "stored SOURCE SHA256" lines and "done" (or
"failed"), then "ended". With "archive" the reading calls `Archive.receive` for each file; with "command" it is
`crosswire read FOLDER --store STORE`.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from crosswire.store import Archive


def read_with_archive(folder: str, store: str) -> None:
    """Receives every file of a folder, in order, acknowledging each."""
    with Archive.open(store, create=True) as archive:
        for path in sorted(Path(folder).iterdir()):
            with path.open("rb") as stream:
                receipt = archive.receive(stream, source=os.fspath(path), how={"by": "file"})
            print("stored", receipt.source, receipt.sha256, flush=True)


def read_with_command(folder: str, store: str) -> None:
    """The same by the program itself."""
    from crosswire.cli import main

    sys.argv = ["crosswire", "read", folder, "--store", store, "--quiet"]
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            raise


def serve(read: Callable[[str, str], None]) -> None:
    """Forks a reading for every line."""
    while line := sys.stdin.readline():
        folder, store = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            said = "failed"
            try:
                read(folder, store)
                said = "done"
            except BaseException:
                traceback.print_exc()
            finally:
                print(said, flush=True)
                os._exit(said == "failed")
        print("began", child, flush=True)
        sys.stdin.readline()
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "command":
        import crosswire.cli  # noqa: F401  # once, before the forks
    serve(read_with_command if sys.argv[1] == "command" else read_with_archive)
