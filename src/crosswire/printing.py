"""A page as PDF, by the print of a browser: the edge to Chromium.

In: one HTML document that needs nothing beside itself. Out: the bytes of a PDF with tags, so that it can be read aloud,
and an outline of its headings; the same browser gives the same bytes, since no clock's time is left in them. The
browser is the one that the environment variable CHROMIUM names, else one on the path. It runs with a folder of its
own, which is removed, without network, and not longer than a time limit; nor does it outlive the program that asked, however
that ends. Nothing of its print is mended here.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from crosswire.errors import UsageError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A browser that hangs is ended after two minutes, and two more for each million characters of the page. Where ten
# programs shared two cores, the page of 70 reports (2 million characters, 217 printed pages) took half a minute to one,
# that of 300 (7 million) eight.
_SECONDS, _SECONDS_A_MILLION = 120, 120
_PAGE, _PRINTED = "page.html", "page.pdf"
_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")
# The day of a document whose day was not given: the earliest that a ZIP archive can tell, as for other hand-overs.
_NO_DAY = "1980-01-01"
# A shell that becomes the browser, once it has left a watcher behind: where the program that holds the other end of its
# input is gone, killed too, the watcher ends the browser, removes its folder, and ends what is left of the group.
_GUARD = 'exec 3<&0; (read _ <&3; kill -9 $$; rm -rf -- "$0"; kill -9 0) & exec "$@" 3<&- </dev/null'
_SHELL = "/bin/sh"
_RUNNING: dict[subprocess.Popen[bytes], Path] = {}
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # No name resolves, and what has no name goes to a proxy that is not there, this machine's own services too.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--user-agent=crosswire",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)


def find_browser(environment: Mapping[str, str] = os.environ) -> str:
    """The browser's path. Raises UsageError where there is none."""
    named = environment.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise UsageError(
                f"CHROMIUM is {named}, which cannot be run; name a Chromium or Chrome, or unset it."
            )
        return found
    for name in BROWSERS:
        found = shutil.which(name)
        if found is not None:
            return found
    raise UsageError(
        "A PDF is printed by Chromium, and there is none here: install it (apt-get install chromium), or name it in "
        "CHROMIUM."
    )


def to_pdf(
    html: str, *, day: str | None = None, browser: str | None = None, seconds: float | None = None
) -> bytes:
    """The page as PDF; `day` (ISO 8601) is its date. The browser is given `seconds`, else as many as the page's length
    asks for. Raises UsageError where there is no browser, or it fails."""
    browser = browser or find_browser()
    if shutil.which(browser) is None:
        raise UsageError(f"{browser}: cannot be run; name another in CHROMIUM.")
    seconds = seconds or _SECONDS + _SECONDS_A_MILLION * len(html) / 1_000_000
    with tempfile.TemporaryDirectory(prefix="crosswire-print-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        (folder / _PAGE).write_bytes(html.encode("utf-8", "replace"))
        said = _run(browser, folder, seconds)
        try:
            printed = (folder / _PRINTED).read_bytes()
        except OSError:
            printed = b""
    if not printed.startswith(b"%PDF-") or b"%%EOF" not in printed[-1024:]:
        raise UsageError(f"{browser}: printed nothing ({said}); is it a Chromium or Chrome that runs here?")
    return _dated(printed, day or _NO_DAY)


def end_all() -> None:
    """Ends every print that is under way, for a program that is told to stop; each fails as one whose browser failed."""
    for process, folder in tuple(_RUNNING.items()):
        _kill(process)
        # By this thread: the one that prints may not come to it before the program is gone.
        shutil.rmtree(folder, ignore_errors=True)


def _run(browser: str, folder: Path, seconds: float) -> str:
    """Prints the page in `folder`; how the browser ended, and the last line that it said. Raises UsageError."""
    command = [
        browser,
        *_FLAGS,
        f"--user-data-dir={folder / 'profile'}",
        f"--print-to-pdf={folder / _PRINTED}",
    ]
    if os.geteuid() == 0:
        command.append("--no-sandbox")  # Chromium refuses to run as root with it
    with open(folder / "said", "w+b") as said:
        try:
            process = subprocess.Popen(
                [_SHELL, "-c", _GUARD, os.fspath(folder), *command, (folder / _PAGE).as_uri()],
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=said,
                cwd=folder,
                env=_environment(folder),
                start_new_session=True,
            )
        except OSError as error:
            raise UsageError(f"{_SHELL}: cannot be run ({error.strerror}); it starts the browser.") from error
        _RUNNING[process] = folder
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise UsageError(
                f"{browser}: did not print the page within {seconds:g} seconds; it was ended."
            ) from error
        finally:
            _RUNNING.pop(process, None)
            _end(process)
        said.seek(0)
        lines = said.read()[-4000:].decode("utf-8", "replace").split("\n")
    last = next((line.strip()[:300] for line in reversed(lines) if line.strip()), "it gave no reason")
    return f"status {process.returncode}: {last}"


def _environment(folder: Path) -> dict[str, str]:
    """What the browser is told of the machine: where programs lie, and a home that is not the user's."""
    path = os.environ.get("PATH", os.defpath)
    own = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "TZ": "UTC",
        "LANG": "C.UTF-8",
    }
    return {"PATH": path, "DBUS_SESSION_BUS_ADDRESS": "disabled:", **own}


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the browser and all that it began."""
    _kill(process)
    process.wait()
    if process.stdin is not None:
        process.stdin.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _dated(printed: bytes, day: str) -> bytes:
    """The PDF with the given day in the place of the clock's time, byte for byte as long."""
    stamp = day.replace("-", "").encode("ascii") + b"000000"
    return _DATE.sub(lambda m: b"/" + m[1] + b" (D:" + stamp, printed)
