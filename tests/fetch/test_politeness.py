"""robots.txt and the pace of each host."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.errors import FetchError
from crosswire.fetch import Fetcher, FetchOptions
from crosswire.fetch.addresses import parse_address
from crosswire.fetch.pace import Pace, parse_retry_after
from crosswire.fetch.robots import AGENT, LIMIT, Robots, parse_robots
from tests.fetch.server import Clock, Page, Site, World, awake

PAGE = Page(b"page")


def polite(**changes: Any) -> FetchOptions:
    return FetchOptions(allow_private=True, **changes)


def timed() -> tuple[Clock, World]:
    clock = Clock()
    return clock, World(clock=clock, sleep=clock.sleep)


def robots(text: str, status: int = 200) -> Page:
    return Page(text.encode(), status=status)


def test_what_robots_txt_forbids_is_not_asked_for(site: Site) -> None:
    site.pages |= {
        "/robots.txt": robots("User-agent: *\nDisallow: /private\n"),
        "/private/a": PAGE,
        "/b": PAGE,
    }
    with Fetcher(polite(rate_seconds=0)) as fetcher:
        with pytest.raises(FetchError, match=r"robots\.txt asks programs not to fetch it; save the page"):
            fetcher.fetch(site.address("/b/../private/a"))
        assert fetcher.fetch(site.address("/b")).size == 4
    assert [path for path, _ in site.requests] == ["/robots.txt", "/b"]


def test_robots_txt_is_passed_over_where_a_person_says_so(site: Site) -> None:
    site.pages |= {"/robots.txt": robots("User-agent: *\nDisallow: /\n"), "/": PAGE}
    with Fetcher(polite(rate_seconds=0, robots=False)) as fetcher:
        assert fetcher.fetch(site.address()).size == 4
    assert site.asked("/robots.txt") == []


def test_a_redirect_is_held_to_the_rules_of_where_it_leads(site: Site, victim: Site) -> None:
    site.pages["/"] = Page(status=302, headers={"Location": victim.address("/x")})
    victim.pages["/robots.txt"] = robots("User-agent: crosswire\nDisallow: /x")
    with Fetcher(polite(rate_seconds=0)) as fetcher, pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.fetch(site.address())
    assert victim.asked("/x") == []


@pytest.mark.parametrize(
    ("status", "fetched"),
    [(200, True), (404, True), (403, True), (410, True), (500, False), (503, False), (429, False)],
)
def test_what_robots_txt_answers_decides(status: int, fetched: bool, site: Site) -> None:
    site.pages |= {"/robots.txt": Page(status=status), "/": PAGE}
    with Fetcher(polite(rate_seconds=0), world=awake()) as fetcher:
        if fetched:
            assert fetcher.fetch(site.address()).size == 4
        else:
            with pytest.raises(FetchError, match=r"its robots\.txt cannot be read: .+ again later"):
                fetcher.fetch(site.address())
    assert len(site.asked("/")) == int(fetched)


def test_redirects_to_robots_txt_are_followed_five_times(site: Site) -> None:
    site.pages["/"] = PAGE
    site.pages["/robots.txt"] = Page(status=301, headers={"Location": "/r/1"})
    for n in range(1, 6):
        site.pages[f"/r/{n}"] = Page(status=301, headers={"Location": f"/r/{n + 1}"})
    site.pages["/r/5"] = robots("User-agent: *\nDisallow: /")
    with Fetcher(polite(rate_seconds=0)) as fetcher, pytest.raises(FetchError, match="asks programs not"):
        fetcher.fetch(site.address())


def test_an_endless_robots_txt_counts_as_far_as_its_limit(site: Site) -> None:
    rules = "User-agent: *\nDisallow: /a\n" + "#" * LIMIT + "\nDisallow: /b\n"
    site.pages |= {"/robots.txt": robots(rules), "/a": PAGE, "/b": PAGE}
    with Fetcher(polite(rate_seconds=0)) as fetcher:
        assert fetcher.fetch(site.address("/b")).size == 4
        with pytest.raises(FetchError):
            fetcher.fetch(site.address("/a"))


def test_robots_txt_is_asked_again_when_it_has_grown_old() -> None:
    clock, asked = Clock(), []
    rules = Robots(lambda address: asked.append(address.text), clock)
    for seconds in (0, 3600, 24 * 3600):
        clock.now += seconds
        rules.rules(parse_address("http://a.example/x"))
    assert asked == ["http://a.example/robots.txt"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: a\nUser-agent: Crosswire/2 # us\nDisallow: /x",
        "useragent crosswire\nDisallow: /x",
        "\ufeffUser-agent: *\nDisallow: /x\n\nUser-agent: crosswire-news\nAllow: /",
        "User-agent: *\nAllow: /\n\nUser-agent: crosswire\nDisallow: /*x$",
    ],
)
def test_rules_are_read_for_crosswire(text: str) -> None:
    assert not parse_robots(text.encode()).can_fetch("http://a.example/x", AGENT)


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: a{0}\n" * 15_000 + "Allow: /a\n" * 15_000,
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*a*a*a*b$\n" * 15_000,
        "User-agent: *\nDisallow: /" + "*a" * 250_000,
        "User-agent: *\n" + "Allow: $$$$$$$$$\n" * 20_000,
    ],
)
def test_hostile_rules_come_to_an_answer(text: str) -> None:
    numbered = "\n".join(line.replace("{0}", str(n)) for n, line in enumerate(text.split("\n")))
    assert parse_robots(numbered.encode()).can_fetch("http://a.example/" + "a" * 7000, AGENT) in (True, False)


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda t: f"User-agent: *\n{t}".encode()))
def test_any_bytes_are_rules_or_none(body: bytes) -> None:
    rules = parse_robots(body)
    assert rules.can_fetch("http://a.example/x", AGENT) in (True, False)
    assert (rules.crawl_delay(AGENT) or 0) >= 0


def test_requests_to_one_host_keep_their_distance(site: Site) -> None:
    clock, world = timed()
    site.pages |= {"/a": PAGE, "/b": PAGE}
    with Fetcher(polite(), world=world) as fetcher:
        for path in ("/a", "/b", "/a"):
            fetcher.fetch(site.address(path))
    assert clock.slept == pytest.approx([2.0, 2.0, 2.0])  # robots.txt is a request, too


def test_a_crawl_delay_is_honoured(site: Site) -> None:
    clock, world = timed()
    site.pages |= {"/robots.txt": robots("User-agent: *\nCrawl-delay: 30"), "/a": PAGE}
    with Fetcher(polite(), world=world) as fetcher:
        fetcher.fetch(site.address("/a"))
        fetcher.fetch(site.address("/a"))
    assert clock.slept == pytest.approx([2.0, 30.0])


def test_a_delay_beyond_all_patience_is_a_plain_message(site: Site) -> None:
    _, world = timed()
    site.pages |= {"/robots.txt": robots("User-agent: *\nCrawl-delay: 86400"), "/a": PAGE}
    with Fetcher(polite(), world=world) as fetcher:
        fetcher.fetch(site.address("/a"))
        with pytest.raises(FetchError, match=r"asks to be left alone for 86,400 s more; fetch it again"):
            fetcher.fetch(site.address("/a"))
    assert len(site.asked("/a")) == 1


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_host_in_trouble_is_asked_again_after_what_it_asks(status: int, site: Site) -> None:
    clock, world = timed()
    busy = Page(status=status, headers={"Retry-After": "17"})
    site.pages["/"] = lambda request: busy if len(site.requests) < 3 else PAGE
    with Fetcher(polite(robots=False), world=world) as fetcher:
        assert fetcher.fetch(site.address()).size == 4
    assert clock.slept == pytest.approx([17.0, 17.0])


def test_a_host_in_trouble_is_asked_three_times_ever_more_slowly(site: Site) -> None:
    clock, world = timed()
    site.pages["/"] = Page(status=503)
    with (
        Fetcher(polite(robots=False, rate_seconds=0), world=world) as fetcher,
        pytest.raises(FetchError, match="503 Service Unavailable"),
    ):
        fetcher.fetch(site.address())
    assert len(site.requests) == 3
    assert clock.slept == pytest.approx([1.0, 2.0])


def test_a_host_that_asks_for_an_hour_is_not_waited_for(site: Site) -> None:
    clock, world = timed()
    site.pages["/"] = Page(status=429, headers={"Retry-After": "3600"})
    with Fetcher(polite(robots=False), world=world) as fetcher:
        for _ in range(2):
            with pytest.raises(FetchError, match="left alone for 3,600 s"):
                fetcher.fetch(site.address())
    assert (len(site.requests), clock.slept) == (1, [])


def test_hosts_do_not_wait_for_each_other() -> None:
    clock = Clock()
    pace = Pace(clock, clock.sleep, 60)
    for host in ("a", "b", "a"):
        pace.wait(host, where="x")
        pace.rest(host, 2)
    assert clock.slept == [2]


NOW = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sun, 04 May 2031 12:00:30 GMT", 30),
        ("Sun, 04 May 2031 11:00:00 GMT", 0),
        ("Sun, 04 May 2031 14:00:30 +0200", 30),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1e9", None),
        ("9" * 400, None),
        ("Sun, 99 May 99999 99:99:99 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(text: str | None, seconds: float | None) -> None:
    assert parse_retry_after(text, NOW) == seconds


@given(st.text())
def test_any_retry_after_is_read_or_passed_over(text: str) -> None:
    seconds = parse_retry_after(text, NOW)
    assert seconds is None or seconds >= 0
