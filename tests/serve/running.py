"""The desk as people run it: `crosswire serve` over one store, a process of its own with a worker beside it.

In: a store's address. Out: the address of its pages. What the processes write is kept, to be shown where something fails.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_SECONDS = 90
_PROGRAM = "from crosswire.cli import main; main()"


def crosswire(*arguments: str) -> str:
    """Runs the program to its end; what it printed."""
    ran = subprocess.run(
        _command(*arguments), capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
    )
    assert ran.returncode == 0, f"crosswire {' '.join(arguments)}: {ran.stderr}"
    return ran.stdout


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", _PROGRAM, *arguments]


@contextmanager
def running(store: str, log: Path, *more: str) -> Iterator[str]:
    """A desk over a store. `more` goes to `crosswire serve`. What it writes goes to `log`."""
    port = _free_port()
    command = _command("serve", "--store", store, "--port", str(port), *more)
    with log.open("wb") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told, env=os.environ)
        try:
            _wait(f"http://localhost:{port}/login", process, log)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The server does not answer:\n{log.read_text('utf-8', 'replace')[-3000:]}")
