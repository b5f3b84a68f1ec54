"""Attacks that come with what is added: files, texts, addresses, feeds, hooks. Each is sent to the application as an editor
would send it, and a real worker does all there is to do.

Nothing of them may run, fill the machine, read a file, or reach a server of this machine or a private network; and what is
honest and came with them is read all the same.
"""

from __future__ import annotations

import gzip
import io
import re
import resource
import socket
import time
import zipfile
from collections.abc import Iterator
from itertools import chain, repeat
from typing import Any

import pytest
from starlette.testclient import TestClient

from crosswire.config import Config
from crosswire.desk.work import Worker
from crosswire.fetch import FetchOptions
from tests.fetch.server import Page, Site, serving
from tests.fetch.test_refusals import LITERAL
from tests.serve.desk import Desk, a_desk
from tests.serve.test_attacks import SCRIPT, Read, holds_script

MB = 1024 * 1024
HONEST = b"Dam above Karvel bursts\n\nFourteen people were killed when the dam above Karvel burst on Friday, the mayor said.\n"


def zipped(*entries: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return packed.getvalue()


def nested(depth: int) -> bytes:
    data = HONEST
    for level in range(depth):
        data = zipped((f"{level}.zip" if level else "a.txt", data))
    return data


ZEROS = bytes(300 * MB)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
RSS = "<rss version='2.0'><channel><title>{0}</title><item><title>{0}</title><description>{0}</description></item></channel></rss>"
XML = {
    "laughs": f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>' + RSS.format("&l9;"),
    "quadratic": f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{"x" * 100_000}">]>'
    + RSS.format("&a;" * 20_000),
    "file": '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    + RSS.format("&f;"),
    "address": '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "{victim}/dtd" [<!ENTITY f SYSTEM "{victim}/entity">]>'
    + RSS.format("&f;"),
    "parameter": '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY % p SYSTEM "{victim}/p"> %p;]>'
    + RSS.format("x"),
    "include": '<rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><item><description><xi:include href="file:///etc/passwd" parse="text"/></description></item></channel></rss>',
    "stylesheet": '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="{victim}/xsl"?>'
    + RSS.format("x"),
    "deep": "<rss>" + "<a>" * 200_000 + "</a>" * 200_000 + "</rss>",
}
BOMBS = {
    "zip": lambda: zipped(("zeros.txt", ZEROS)),
    "gzip": lambda: gzip.compress(ZEROS, 9),
    "gzip in gzip": lambda: gzip.compress(gzip.compress(ZEROS, 9), 9),
    "many": lambda: zipped(*((f"{n}.txt", bytes(30 * MB)) for n in range(12))),
    "nested": lambda: nested(12),
    "word": lambda: zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w>" + ZEROS)),
}  # fmt: skip
NAMES = ["../../../../etc/cron.d/x", "..\\..\\x.txt", "/etc/passwd", "a\r\nX-Evil: y.txt", SCRIPT + ".txt", "\x00.txt", "." * 300, "CON", "a" * 5000 + ".txt", "-rf", "\u202etxt.exe", "; rm -rf ~", "%2e%2e%2fx"]  # fmt: skip


@pytest.fixture(scope="module")
def victim() -> Iterator[Site]:
    """A server of this machine, which nothing may ever reach."""
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with a_desk(str(tmp_path_factory.mktemp("reports"))) as made:
        yield made


MACHINES: dict[str, TestClient] = {}


def machine(desk: Desk) -> TestClient:
    """The program of an editor, always with the one token."""
    if desk.database.address not in MACHINES:
        MACHINES[desk.database.address] = desk.machine("editor")
    return MACHINES[desk.database.address]


def send(desk: Desk, files: list[tuple[str, bytes]]) -> Any:
    return machine(desk).post("/api/reports", files=[("files", file) for file in files])


def add(desk: Desk, **asked: Any) -> Any:
    return machine(desk).post("/api/reports", json=asked)


def work(desk: Desk, batch: Any, **options: Any) -> list[dict[str, Any]]:
    """What became of a batch once a worker has done all there is to do."""
    assert batch.status_code == 202, batch.text
    worker = Worker(desk.database, Config(), FetchOptions(tries=1, rate_seconds=0.0, seconds=5, **options))
    for _ in range(300):
        if not worker.one():
            break
    worker.close()
    told: list[dict[str, Any]] = machine(desk).get(batch.json()["address"]).json()["jobs"]
    assert all(job["state"] in ("done", "failed") for job in told), told
    return told


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_fills_neither_memory_nor_time_and_harms_nobody_beside_it(desk: Desk, name: str) -> None:
    began = time.process_time()
    told = work(desk, send(desk, [("bomb.bin", BOMBS[name]()), (f"{name}.txt", HONEST + name.encode())]))
    bomb, honest = told[0], told[1]
    assert honest["reports"] == 1
    assert bomb["state"] == "failed" or bomb["problems"] or bomb["reports"] <= 1
    assert time.process_time() - began < 60
    assert (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 4 * MB
    )  # kilobytes: 4 GB, the model's included


@pytest.mark.parametrize("name", XML)
def test_xml_reads_no_file_asks_no_address_and_grows_to_nothing(desk: Desk, name: str, victim: Site) -> None:
    text = XML[name].replace("{victim}", victim.address("")).encode()
    began = time.process_time()
    told = work(desk, send(desk, [(f"{name}.xml", text)]))
    assert told
    assert time.process_time() - began < 30
    assert victim.connections == []
    for path in ("/api/stories", "/stories"):
        assert "root:" not in desk.client("editor").get(path).text


@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_is_a_name_and_no_path_header_or_command(desk: Desk, name: str) -> None:
    answer = send(desk, [(name, HONEST + repr(name).encode())])
    assert answer.status_code in (202, 400, 422)
    if answer.status_code == 202:
        (told,) = work(desk, answer)
        assert "/" not in told["what"]
        assert not re.search(r"[\x00-\x1f]", told["what"])
        page = desk.client("editor").get(answer.json()["address"].removeprefix("/api")).text
        assert holds_script(page) == []


def test_script_in_a_report_is_shown_as_words(desk: Desk) -> None:
    text = f"{SCRIPT} bursts above Karvel\n\nFourteen people were killed at {SCRIPT}, <script>alert(2)</script> said on Friday.\n"
    page = f"<html><head><title>{SCRIPT}</title></head><body onload=alert(3)><h1>x</h1><p>{text * 3}</p></body></html>"
    work(desk, add(desk, texts=[{"text": text, "title": SCRIPT, "publisher": SCRIPT, "byline": SCRIPT}]))
    work(
        desk,
        send(
            desk,
            [
                ("a.html", page.encode()),
                ("b.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(4)'/>"),
            ],
        ),
    )
    reader = desk.client("reader")
    for story in reader.get("/api/stories").json()["stories"]:
        for path in (f"/stories/{story['id']}", f"/stories/{story['id']}/history"):
            answer = reader.get(path)
            assert answer.status_code == 200
            assert holds_script(answer.text) == []
            assert not [e for e in Read(answer.text).elements if e[0] == "script" and not e[1].get("src")]


@pytest.mark.parametrize("name", LITERAL)
def test_no_address_leads_to_this_machine_or_a_private_network(desk: Desk, name: str, victim: Site) -> None:
    victim.pages["/"] = Page(b"<h1>A secret of this machine</h1>")
    answer = add(desk, addresses=[LITERAL[name].format(port=victim.port)])
    if answer.status_code == 202:
        (told,) = work(desk, answer)
        assert told["state"] == "failed"
        assert "secret" not in told["message"]
    else:
        assert answer.status_code == 422
    assert victim.connections == []


def test_a_name_that_changes_between_look_and_step_leads_nowhere(
    desk: Desk, victim: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = chain(["192.0.2.80"], repeat("127.0.0.1"))
    real = socket.getaddrinfo

    def resolver(host: Any, port: Any, *more: Any, **options: Any) -> Any:
        if host == "rebind.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), int(port or 0)))]
        return real(host, port, *more, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    for _ in range(2):
        (told,) = work(desk, add(desk, addresses=[f"http://rebind.example:{victim.port}/{_}"]))
        assert told["state"] == "failed"
    assert victim.connections == []


def test_a_feed_of_this_machine_is_not_followed(desk: Desk, victim: Site) -> None:
    answer = machine(desk).post("/api/feeds", json={"address": victim.address("/feed.xml")})
    assert answer.status_code in (200, 201, 202, 422)
    worker = Worker(desk.database, Config(), FetchOptions(tries=1, rate_seconds=0.0, seconds=5))
    for _ in range(20):
        if not worker.one():
            break
    worker.close()
    assert victim.connections == []


def test_more_than_may_be_sent_is_refused_before_it_is_kept(desk: Desk) -> None:
    small = desk.app.state.options.security.form_bytes
    assert add(desk, texts=[{"text": "a" * small}]).status_code == 413
    files = [(f"{n}.txt", b"x") for n in range(2000)]
    assert send(desk, files).status_code in (400, 413, 422)


@pytest.mark.parametrize("name", ["reader", "reviewer"])
def test_whoever_is_no_editor_adds_nothing(desk: Desk, name: str) -> None:
    assert desk.machine(name).post("/api/reports", json={"texts": [{"text": "x"}]}).status_code == 403
    assert desk.client(name).post("/add", data={"text": "x"}).status_code == 403
