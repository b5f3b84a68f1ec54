"""The page as PDF: by a real browser, without network, within a time, with a plain word where there is none."""

from __future__ import annotations

import io
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pypdfium2
import pytest

from crosswire.errors import UsageError
from crosswire.present.page import to_html
from crosswire.printing import end_all, find_browser, to_pdf
from tests.present.handover.samples import sample

pytestmark = pytest.mark.browser


def opened(printed: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(io.BytesIO(printed))


def text(printed: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in opened(printed))


@pytest.fixture(scope="module")
def printed() -> bytes:
    return to_pdf(to_html(sample("hallin-dam"), with_text=False), day="2031-05-09")


@pytest.fixture
def service() -> Iterator[tuple[int, list[str]]]:
    """A service of this machine, and what it is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1], asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_tallies_stand_in_the_print(printed: bytes) -> None:
    said = text(printed)
    assert all(words in said for words in ("31 killed", "72 injured", "214 detained", "3,800 displaced"))
    assert "Edda Morrow" in said


def test_the_print_has_an_outline_tags_a_language_and_numbered_pages(printed: bytes) -> None:
    document = opened(printed)
    outline = [mark.get_title() for mark in document.get_toc()]
    assert outline[:3] == ["Dam above Sarrow gives way in the night, 14 dead", "1 In brief", "2 The tallies"]
    assert document.is_tagged()
    assert b"/Lang (en)" in printed
    last = document[len(document) - 1].get_textpage().get_text_range()
    assert f"{len(document)} / {len(document)}" in last


def test_the_day_is_the_one_that_was_given(printed: bytes) -> None:
    assert opened(printed).get_metadata_dict()["CreationDate"].startswith("D:20310509000000")
    bare = to_pdf("<title>a</title><p>b")
    assert opened(bare).get_metadata_dict()["ModDate"].startswith("D:19800101000000")
    assert bare == to_pdf("<title>a</title><p>b")


def test_without_the_texts_the_reports_are_not_in_it(printed: bytes) -> None:
    said = text(printed)
    assert "The reports in full" not in said
    assert "Three villages below Lower Pell had not been reached" not in said
    assert "Three villages below Lower Pell" in to_html(sample("hallin-dam"))


def test_nothing_is_asked_of_any_network_this_machine_among_them(service: tuple[int, list[str]]) -> None:
    port, asked = service
    page = f"<p>words</p><img src=http://127.0.0.1:{port}/a><img src=http://localhost:{port}/b><iframe src=http://[::1]:{port}/c>"
    assert "words" in text(to_pdf(page))
    assert asked == []


def program(folder: Path, script: str) -> str:
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return os.fspath(path)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo no such display >&2; exit 1", "printed nothing (status 1: no such display)"),
        ("exit 0", "status 0: it gave no reason"),
        ("kill -9 $$", "status -9: it gave no reason"),
        ("sleep 60 & sleep 60", "did not print the page within 0.5 seconds"),
    ],
)
def test_a_browser_that_fails_says_why(tmp_path: Path, script: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        to_pdf("<p>a", browser=program(tmp_path, script), seconds=0.5 if "sleep" in script else 30)
    assert message in str(caught.value)


def test_a_browser_has_a_home_of_its_own_which_is_gone_afterwards(tmp_path: Path) -> None:
    script = f'pwd > {tmp_path}/home; echo "$HOME $TZ $(id -un | wc -l) ${{USER-nobody}}" >> {tmp_path}/home'
    with pytest.raises(UsageError):
        to_pdf("<p>a", browser=program(tmp_path, script))
    folder, told = (tmp_path / "home").read_text().splitlines()
    assert told == f"{folder} UTC 1 nobody"
    assert not Path(folder).exists()


def test_without_a_browser_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    with pytest.raises(UsageError, match="apt-get install chromium"):
        find_browser({})
    with pytest.raises(UsageError, match="CHROMIUM is /nowhere, which cannot be run"):
        find_browser({"CHROMIUM": "/nowhere"})
    with pytest.raises(UsageError, match="cannot be run"):
        to_pdf("<p>a", browser=os.fspath(tmp_path / "none"))


SLOW = "sleep 300 & echo $$ $! $PWD > {told}.draft; mv {told}.draft {told}; wait"


def begun(told: Path) -> tuple[list[int], Path]:
    """The processes of a browser that has begun to print, and its folder."""
    until(told.exists)
    browser, child, folder = told.read_text().split()
    return [int(browser), int(child)], Path(folder)


def until(holds: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_running(process: int) -> bool:
    """Whether a process is there and is more than a remnant that nobody asked after."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_a_program_that_is_ended_leaves_no_browser_and_no_folder(tmp_path: Path, how: signal.Signals) -> None:
    told = tmp_path / "told"
    environment = os.environ | {"CHROMIUM": program(tmp_path, SLOW.format(told=told))}
    command = [sys.executable, "-c", "from crosswire.printing import to_pdf; to_pdf('<p>a')"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        processes, folder = begun(told)
        assert all(map(is_running, processes))
        process.send_signal(how)
        process.wait(30)
    until(lambda: not any(map(is_running, processes)) and not folder.exists(), 10)


def test_a_print_that_is_to_end_fails_at_once(tmp_path: Path) -> None:
    told = tmp_path / "told"
    browser = program(tmp_path, SLOW.format(told=told))
    with ThreadPoolExecutor(1) as pool:
        printing = pool.submit(to_pdf, "<p>a", browser=browser)
        processes, _ = begun(told)
        end_all()
        with pytest.raises(UsageError, match="printed nothing"):
            printing.result(10)
    until(lambda: not any(map(is_running, processes)), 10)
