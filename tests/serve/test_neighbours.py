"""A desk without a log-in is for the system's user who runs it, and for no other user of the machine."""

from __future__ import annotations

import os
import socket
from ipaddress import ip_address
from pathlib import Path

import pytest

from crosswire.serve.security import neighbours
from crosswire.serve.security.neighbours import found_in, is_stranger, owner_of
from crosswire.serve.security.options import SecurityOptions
from tests.serve.desk import a_desk
from tests.serve.serving import exchange, served

ASK = b"GET /stories HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_the_holder_of_a_connection_is_the_user_of_this_test(family: int, host: str) -> None:
    with socket.socket(family) as listener:
        listener.bind((host, 0))
        listener.listen()
        with socket.create_connection(listener.getsockname()[:2]) as connection:
            assert owner_of(*connection.getsockname()[:2]) == os.getuid()


def test_what_the_tables_do_not_say_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert owner_of("192.0.2.1", 50000) is None
    assert owner_of("testclient", 50000) is None
    monkeypatch.setattr(neighbours, "TABLES", {4: Path("/none"), 6: Path("/none")})
    assert not is_stranger("127.0.0.1", 1)


def test_rows_are_found_by_the_whole_address_and_port() -> None:
    row = "0: {} 0100007F:1F90 01 00000000:00000000 00:00000000 00000000 {} 0 1 1"
    table = "\n".join(
        [row.format("0100007F:C350", 1000), row.format("00000000000000000000000001000000:C350", 1001)]
    )
    assert found_in(table, ip_address("127.0.0.1"), 50000) == 1000
    assert found_in(table, ip_address("::1"), 50000) == 1001
    assert found_in(table, ip_address("127.0.0.1"), 50001) is None


@pytest.mark.parametrize(("uid", "status"), [(None, b"200"), (os.getuid() + 1, b"403"), (0, b"200")])
def test_another_user_of_the_machine_is_refused_by_a_desk_that_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uid: int | None, status: bytes
) -> None:
    monkeypatch.setattr(neighbours, "owner_of", lambda host, port: uid)
    with a_desk(str(tmp_path), SecurityOptions(open=True)) as desk, served(desk.app) as port:
        assert exchange(port, ASK).split(b" ")[1] == status
