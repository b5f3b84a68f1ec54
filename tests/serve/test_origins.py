"""Which hosts are answered for, which pages may send what changes something, where one may be led."""

from __future__ import annotations

import pytest

from crosswire.serve.security.origins import LOOPBACK_HOSTS, host_name, is_expected, is_foreign, local_path


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("localhost", "localhost"),
        ("LOCALHOST:8000", "localhost"),
        ("localhost.:8000", "localhost"),
        ("[::1]:8000", "[::1]"),
        ("127.0.0.1:80", "127.0.0.1"),
        ("", None),
        ("localhost:80:80", None),
        ("localhost@evil.example", None),
        ("evil.example/localhost", None),
        ("localhost\r\nX: y", None),
        ("localhost:port", None),
        ("..", None),
    ],
)
def test_a_host_header_names_one_host_or_none(header: str, name: str | None) -> None:
    assert host_name(header) == name


@pytest.mark.parametrize(
    "hosts", [[], ["evil.example"], ["localhost", "localhost"], ["localhost.evil.example"], ["127.0.0.2"]]
)
def test_a_request_for_another_host_is_not_for_this_server(hosts: list[str]) -> None:
    assert not is_expected(hosts, allowed=LOOPBACK_HOSTS)


def test_a_request_for_this_machine_by_any_of_its_names_is() -> None:
    assert all(is_expected([host + ":8000"], allowed=LOOPBACK_HOSTS) for host in LOOPBACK_HOSTS)


HOST = {"host": "desk.example:8000"}


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({}, False),
        ({"sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "same-site"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"origin": "http://desk.example:8000"}, False),
        ({"origin": "https://desk.example:8000"}, False),
        ({"origin": "http://desk.example"}, True),
        ({"origin": "http://desk.example:8000.evil.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": ""}, True),
        ({"origin": "http://evil.example", "sec-fetch-site": "same-origin"}, True),
    ],
)
def test_a_request_is_foreign_where_its_headers_show_another_origin(
    headers: dict[str, str], foreign: bool
) -> None:
    assert is_foreign({**HOST, **headers}, scheme="http") is foreign


def test_behind_https_a_page_of_http_is_foreign() -> None:
    assert is_foreign({**HOST, "origin": "http://desk.example:8000"}, scheme="https")


@pytest.mark.parametrize("path", ["/", "/stories?page=2&q=a%20b#top", "/a:b", "/@ann", "/a//b"])
def test_a_local_path_is_gone_on_to(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "stories",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        "https://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/a\r\nSet-Cookie: x=y",
        "/a\x00b",
        " /stories",
        "/" + "a" * 3000,
    ],
)
def test_whatever_leads_elsewhere_or_could_leads_home(path: str | None) -> None:
    assert local_path(path, otherwise="/home") == "/home"
