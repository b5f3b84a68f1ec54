"""The known tricks by which a fetcher is led to a private address: all refused, against real servers.

public.example stands for the world: a resolver of our own maps it to this machine, and a judge of our own
takes that one server's port for public. Nothing is ever sent to an address outside this machine.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from typing import Any

import pytest

from crosswire.errors import FetchError
from crosswire.fetch import Fetched, Fetcher, FetchOptions, World
from crosswire.fetch.networks import is_allowed
from tests.fetch.server import PUBLIC, Page, Site, as_public, awake, serving

REFUSING = FetchOptions(rate_seconds=0.0, tries=1)
PRIVATE = "private network"

LITERAL = {
    "the number itself": "http://127.0.0.1:{port}/",
    "another number of this machine": "http://127.8.8.8:{port}/",
    "the name of this machine": "http://localhost:{port}/",
    "the name with a dot behind": "http://localhost.:{port}/",
    "a decimal number": "http://2130706433:{port}/",
    "a hexadecimal number": "http://0x7f000001:{port}/",
    "an octal number": "http://0177.0.0.1:{port}/",
    "a mixed number": "http://0x7f.1:{port}/",
    "a short number": "http://127.1:{port}/",
    "zero": "http://0:{port}/",
    "no address": "http://0.0.0.0:{port}/",
    "IPv6": "http://[::1]:{port}/",
    "no address in IPv6": "http://[::]:{port}/",
    "IPv4 mapped to IPv6": "http://[::ffff:127.0.0.1]:{port}/",
    "IPv4 mapped in hexadecimal": "http://[::ffff:7f00:1]:{port}/",
    "IPv4-compatible IPv6": "http://[::127.0.0.1]:{port}/",
    "NAT64": "http://[64:ff9b::7f00:1]:{port}/",
    "6to4": "http://[2002:7f00:1::]:{port}/",
    "Teredo": "http://[2001:0:7f00:1::]:{port}/",
    "an IPv6 zone": "http://[fe80::1%25lo]:{port}/",
    "link-local": "http://169.254.169.254:{port}/",
    "a user name that looks like a host": "http://public.example@127.0.0.1:{port}/",
    "a user name and a password": "http://public.example:80@127.0.0.1:{port}/",
    "a backslash": "http://public.example\\@127.0.0.1:{port}/",
    "digits in circles": "http://①②⑦.0.0.1:{port}/",
    "wide digits": "http://１２７.0.0.1:{port}/",
    "dots of another script": "http://127。0。0。1:{port}/",
    "letters in circles": "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{port}/",
    "an escaped host": "http://%31%32%37.0.0.1:{port}/",
    "a line break": "http://public.example\r\n@127.0.0.1:{port}/",
    "another scheme": "gopher://127.0.0.1:{port}/",
    "a file": "file:///etc/hostname",
}


@pytest.fixture
def open_site() -> Iterator[Site]:
    """The server that stands for the world."""
    with serving() as running:
        yield running


def refused(address: str, world: World, options: FetchOptions = REFUSING) -> str:
    with Fetcher(options, world=world) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(address)
    return str(caught.value)


def fetched(address: str, world: World, options: FetchOptions = REFUSING) -> Fetched:
    with Fetcher(options, world=world) as fetcher:
        return fetcher.fetch(address)


@pytest.mark.parametrize("robots", [True, False])
@pytest.mark.parametrize("trick", LITERAL)
def test_an_address_that_leads_to_this_machine_is_refused(trick: str, robots: bool, victim: Site) -> None:
    options = FetchOptions(rate_seconds=0.0, tries=1, robots=robots)
    assert refused(LITERAL[trick].format(port=victim.port), awake(), options)
    assert victim.connections == []


@pytest.mark.parametrize("trick", LITERAL)
@pytest.mark.parametrize("status", [301, 307])
def test_a_redirect_that_leads_to_this_machine_is_refused(
    trick: str, status: int, open_site: Site, victim: Site
) -> None:
    to = LITERAL[trick].format(port=victim.port).replace("\r\n", "%0d%0a")
    open_site.pages["/go"] = Page(status=status, headers={"Location": quoted(to)})
    judged = as_public(open_site, resolve=lambda host, port: ["127.0.0.1"])
    assert refused(open_site.address("/go", PUBLIC), judged)
    assert len(open_site.asked("/go")) == 1
    assert victim.connections == []


def quoted(text: str) -> str:
    """Text as http.server can write it into a header: UTF-8, one character a byte."""
    return text.encode().decode("latin-1")


@pytest.mark.parametrize(
    "ip", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254", "0.0.0.0", "fe80::1%lo"]
)
def test_a_name_that_resolves_to_a_private_number_is_refused(ip: str, victim: Site) -> None:
    message = refused(victim.address(host=PUBLIC), awake(resolve=lambda host, port: [ip]))
    assert ip in message
    assert PUBLIC in message
    assert victim.connections == []


@pytest.mark.parametrize("answers", [["93.184.215.14", "127.0.0.1"], ["127.0.0.1", "93.184.215.14"]])
def test_a_name_with_one_private_number_among_others_is_refused(answers: list[str], victim: Site) -> None:
    message = refused(victim.address(host=PUBLIC), awake(resolve=lambda host, port: answers))
    assert PRIVATE in message
    assert victim.connections == []


@pytest.mark.parametrize("honest", range(4))
def test_a_name_that_changes_its_number_between_look_ups_is_refused(honest: int, victim: Site) -> None:
    """127.0.0.1 counts as public, 127.0.0.2 as private; the page is reached only by look-ups that were honest."""
    answers = chain(repeat("127.0.0.1", honest), repeat("127.0.0.2"))
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(next(answers))
        return asked[-1:]

    world = awake(resolve=rebinding, judge=lambda ip, port: ip == "127.0.0.1")
    victim.pages["/"] = Page(b"page")
    if honest == 3:  # to refuse early, for robots.txt, for the page
        assert fetched(victim.address(host=PUBLIC), world).way.ip == "127.0.0.1"
    else:
        assert refused(victim.address(host=PUBLIC), world)
        assert victim.asked("/") == []
    assert len(asked) <= 3


def test_a_connection_goes_to_the_number_that_was_judged(site: Site) -> None:
    """The system cannot resolve public.example; only the number judged can have been dialled."""
    site.pages["/"] = Page(b"page")
    assert fetched(site.address(host=PUBLIC), as_public(site)).way.ip == "127.0.0.1"
    assert site.asked("/")[0]["host"] == f"{PUBLIC}:{site.port}"


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1:{port}/robots.txt", "file:///etc/passwd", "http://[::1]:{port}/"]
)
def test_robots_txt_that_redirects_to_a_private_address_is_not_followed(
    to: str, open_site: Site, victim: Site
) -> None:
    open_site.pages["/robots.txt"] = Page(status=302, headers={"Location": to.format(port=victim.port)})
    assert "robots.txt cannot be read" in refused(open_site.address("/", PUBLIC), as_public(open_site))
    assert open_site.asked("/") == []
    assert victim.connections == []


@pytest.mark.parametrize(
    "to", ["ftp://public.example/", "gopher://public.example:70/", "file:///etc/passwd", "data:,x"]
)
def test_a_redirect_to_another_scheme_is_refused(to: str, open_site: Site) -> None:
    open_site.pages["/"] = Page(status=302, headers={"Location": to})
    assert "http or https" in refused(open_site.address("/", PUBLIC), as_public(open_site))


def test_a_long_way_round_to_a_private_address_is_refused_at_its_end(open_site: Site, victim: Site) -> None:
    for n in range(5):
        open_site.pages[f"/{n}"] = Page(status=302, headers={"Location": f"/{n + 1}"})
    open_site.pages["/5"] = Page(status=302, headers={"Location": victim.address()})
    assert PRIVATE in refused(open_site.address("/0", PUBLIC), as_public(open_site))
    assert victim.connections == []


def test_proxies_from_the_environment_are_ignored(
    site: Site, victim: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, victim.address())
    monkeypatch.setenv("no_proxy", "")
    site.pages["/"] = Page(b"page")
    assert fetched(site.address("/", PUBLIC), as_public(site)).status == 200
    assert victim.connections == []


def test_a_refusal_says_what_where_and_what_next() -> None:
    assert refused("http://127.0.0.1:1/a", awake()) == (
        "http://127.0.0.1:1/a: is an address of this machine or a private network (127.0.0.1); "
        "--allow-private fetches it."
    )


def test_the_flag_allows_private_addresses_and_still_no_others(site: Site) -> None:
    site.pages["/"] = Page(b"page")
    options = FetchOptions(allow_private=True, rate_seconds=0.0)
    assert fetched(site.address(), awake(), options).size == 4
    assert "no address of a server" in refused(site.address(host="0.0.0.0"), awake(), options)


def test_the_world_is_allowed_and_judged_by_the_tables() -> None:
    """Nothing is sent: the judge asks the tables, writes down the answer, and refuses all the same."""
    seen: list[tuple[str, bool]] = []

    def judge(ip: str, port: int) -> bool:
        seen.append((ip, is_allowed(ip, private=False)))
        return False

    refused(f"https://{PUBLIC}/", awake(resolve=lambda host, port: ["93.184.215.14"], judge=judge))
    assert seen == [("93.184.215.14", True)]


@pytest.mark.parametrize("error", [socket.gaierror(socket.EAI_NONAME, "x"), UnicodeError("x"), OSError("x")])
def test_a_host_that_does_not_exist_is_a_plain_message(error: Exception) -> None:
    assert "there is no host" in refused(f"http://{PUBLIC}/", awake(resolve=raising(error)))


def raising(error: Exception) -> Callable[[str, int], list[str]]:
    def resolve(host: str, port: int) -> list[str]:
        raise error

    return resolve


def test_a_look_up_that_hangs_is_given_up(site: Site) -> None:
    import threading

    hanging = threading.Event()

    def resolve(host: str, port: int) -> list[Any]:
        hanging.wait(5)
        return []

    options = FetchOptions(seconds=0.1, tries=1, rate_seconds=0.0, robots=False)
    assert "takes too long" in refused(f"http://{PUBLIC}/", awake(resolve=resolve), options)
    hanging.set()
