"""Fetching from a real server: what comes, what is recorded, what is sent, what is refused."""

from __future__ import annotations

import gzip
import ssl
import zlib
from datetime import UTC, datetime

import pytest

from crosswire.errors import FetchError
from crosswire.fetch import Fetched, Fetcher, FetchOptions, Validators, World
from crosswire.text.dates import is_iso_time
from tests.fetch.server import CERTIFICATE, PUBLIC, Page, Site, as_public, awake, quick, serving

HTML = "<p>The Hallin dam held, engineers say – for now.</p>".encode()


def fetch(
    address: str,
    known: Validators | None = None,
    *,
    options: FetchOptions | None = None,
    world: World | None = None,
) -> tuple[Fetched, bytes]:
    with Fetcher(options or quick(), world=world or awake()) as fetcher:
        fetched = fetcher.fetch(address, known=known)
        return fetched, fetched.stream.read()


def refused(address: str, *, options: FetchOptions | None = None, world: World | None = None) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(address, options=options, world=world)
    assert str(caught.value).startswith(address.split("://")[0])
    return str(caught.value)


def test_a_page_comes_as_it_was_sent_and_says_how(site: Site) -> None:
    site.pages["/dam"] = Page(HTML, headers={"Content-Type": "text/html; charset=UTF-8", "ETag": '"1"'})
    fetched, body = fetch(site.address("/dam#top"))
    assert (body, fetched.size, fetched.status, fetched.charset) == (HTML, len(HTML), 200, "utf-8")
    assert (fetched.asked, fetched.final) == (site.address("/dam#top"), site.address("/dam"))
    assert fetched.validators == Validators(etag='"1"', last_modified=None, address=fetched.final)
    how = fetched.how()
    assert how["ip"] == "127.0.0.1"
    assert how["got etag"] == '"1"'
    assert how["sent user-agent"].startswith("crosswire/")
    assert is_iso_time(how["began"])
    assert how["began"] <= how["ended"]
    assert list(how) == sorted(how)
    assert all(isinstance(x, str) and x for x in how.values())


def test_a_fetched_page_is_a_source_named_by_what_was_asked(site: Site) -> None:
    site.pages["/a"] = Page(status=301, headers={"Location": "/b"})
    site.pages["/b"] = Page(HTML, headers={"Content-Type": "text/html;charset='KOI8-R'"})
    with Fetcher(quick()) as fetcher:
        source = fetcher.fetch(site.address("/a")).source()
    assert (source.name, source.data, source.charset) == (site.address("/a"), HTML, "koi8-r")
    assert source.said.address == site.address("/b")


@pytest.mark.parametrize(
    ("value", "charset"),
    [
        ("text/html", None),
        ("text/html; charset=no-such", None),
        ('a/b; x=y; charset="cp1251"', "cp1251"),
        ("", None),
    ],
)
def test_a_character_set_is_known_or_none(value: str, charset: str | None, site: Site) -> None:
    site.pages["/"] = Page(HTML, headers={"Content-Type": value})
    assert fetch(site.address())[0].charset == charset


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_recorded(status: int, site: Site) -> None:
    site.pages["/a"] = Page(status=status, headers={"Location": "b?c=d"})
    site.pages["/b?c=d"] = Page(HTML)
    fetched, body = fetch(site.address("/a"))
    assert body == HTML
    assert [(r.status, r.to, r.ip) for r in fetched.redirects] == [
        (status, site.address("/b?c=d"), "127.0.0.1")
    ]
    assert fetched.how()["redirects"].startswith(f"{status} {site.address('/a')}")


def test_a_redirect_written_in_utf_8_is_followed(site: Site) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": "/Wörter und Sätze".encode().decode("latin-1")})
    site.pages["/W%C3%B6rter%20und%20S%C3%A4tze"] = Page(HTML)
    assert fetch(site.address("/a"))[1] == HTML


@pytest.mark.parametrize(("steps", "followed"), [(8, True), (9, False)])
def test_redirects_are_bounded(steps: int, followed: bool, site: Site) -> None:
    for n in range(steps):
        site.pages[f"/{n}"] = Page(status=302, headers={"Location": f"/{n + 1}"})
    site.pages[f"/{steps}"] = Page(HTML)
    if followed:
        assert fetch(site.address("/0"))[1] == HTML
    else:
        assert "more than 8 times" in refused(site.address("/0"))
        assert site.asked(f"/{steps}") == []


@pytest.mark.parametrize("to", ["/a", "/b"])
def test_a_circle_of_redirects_is_noticed(to: str, site: Site) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": to})
    site.pages["/b"] = Page(status=302, headers={"Location": "/a#x"})
    assert "in a circle" in refused(site.address("/a"))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (204, "nothing in it"),
        (304, "not changed"),
        (302, "is not given; check the address (302 Found)"),
        (401, "sign-in"),
        (403, "refused"),
        (404, "not there; check the address (404 Not Found)"),
        (410, "web archive"),
        (418, "not given"),
        (500, "in trouble"),
        (599, "in trouble"),
        (999, "in trouble"),
    ],
)
def test_an_answer_that_is_no_page_says_why_and_is_asked_once(status: int, words: str, site: Site) -> None:
    site.pages["/"] = Page(status=status)
    assert words in refused(site.address())
    assert len(site.requests) == 1


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    def page(request: object) -> Page:
        same = '"1"' in site.requests[-1][1].get("if-none-match", "")
        return (
            Page(status=304)
            if same
            else Page(HTML, headers={"ETag": '"1"', "Last-Modified": "Sun, 04 May 2031"})
        )

    site.pages["/"] = page
    first, _ = fetch(site.address())
    second, body = fetch(site.address(), first.validators)
    assert not first.unchanged
    assert (second.unchanged, second.status, body) == (True, 304, b"")
    assert site.requests[-1][1]["if-modified-since"] == "Sun, 04 May 2031"
    assert second.how()["unchanged"] == "yes"
    assert "received" not in second.how()


def test_validators_go_to_the_address_that_gave_them_only(site: Site) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": "/b"})
    site.pages["/b"] = Page(status=304)
    fetched, _ = fetch(site.address("/a"), Validators(etag='"1"', address=site.address("/b")))
    assert fetched.unchanged
    assert "if-none-match" not in site.asked("/a")[0]
    assert site.asked("/b")[0]["if-none-match"] == '"1"'


@pytest.mark.parametrize("etag", ['"a\r\nX: y"', '"é"', "\x00"])
def test_a_validator_that_is_no_header_is_not_sent(etag: str, site: Site) -> None:
    site.pages["/"] = Page(HTML)
    fetch(site.address(), Validators(etag=etag))
    assert site.requests[0][1].keys() == {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_no_cookie_credential_or_referrer_goes_anywhere(site: Site, victim: Site) -> None:
    keep = {"Set-Cookie": "id=1; Path=/", "WWW-Authenticate": "Basic"}
    site.pages["/a"] = Page(status=302, headers={**keep, "Location": "/b"})
    site.pages["/b"] = Page(status=302, headers={**keep, "Location": victim.address("/c")})
    victim.pages["/c"] = Page(HTML, headers=keep)
    fetched, _ = fetch(site.address("/a"))
    for _, headers in site.requests + victim.requests:
        assert headers.keys() == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert "id=1" not in str(fetched.how())


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(HTML)),
        ("x-gzip", gzip.compress(HTML)),
        ("deflate", zlib.compress(HTML)),
        ("deflate", zlib.compress(HTML, wbits=-15)),
        ("gzip, gzip", gzip.compress(gzip.compress(HTML))),
        ("gzip", gzip.compress(HTML[:9]) + gzip.compress(HTML[9:])),
        ("identity", HTML),
    ],
)
def test_a_packed_body_is_unpacked_and_that_is_recorded(coding: str, packed: bytes, site: Site) -> None:
    site.pages["/"] = Page(packed, headers={"Content-Encoding": coding})
    fetched, body = fetch(site.address())
    assert site.requests[0][1]["accept-encoding"] == "identity"
    assert (body, fetched.received) == (HTML, len(packed))
    assert fetched.how().get("unpacked") == (None if coding == "identity" else coding)


def test_encrypted_pages_are_checked_by_name_though_dialled_by_number() -> None:
    trusting = ssl.create_default_context(cafile=CERTIFICATE)
    with serving(tls=True) as site:
        site.pages["/"] = Page(HTML)
        fetched, body = fetch(site.address(host=PUBLIC, scheme="https"), world=as_public(site, tls=trusting))
        other = site.address(host="other.example", scheme="https")
        assert "no safe connection" in refused(other, world=as_public(site, tls=trusting))
        assert "no safe connection" in refused(
            site.address(host=PUBLIC, scheme="https"), world=as_public(site)
        )
    assert body == HTML
    assert fetched.how()["tls"].startswith("TLSv1.3 ")
    assert len(site.requests) == 1


def test_a_step_to_an_unencrypted_address_is_recorded(site: Site) -> None:
    trusting = ssl.create_default_context(cafile=CERTIFICATE)
    with serving(tls=True) as safe:
        safe.pages["/"] = Page(status=301, headers={"Location": site.address(host=PUBLIC)})
        site.pages["/"] = Page(HTML)
        world = as_public(site, safe, tls=trusting)
        fetched, _ = fetch(safe.address(host=PUBLIC, scheme="https"), world=world)
    assert fetched.redirects[0].downgraded
    assert "no longer encrypted" in fetched.how()["redirects"]


def test_times_are_those_of_the_world_that_is_given(site: Site) -> None:
    site.pages["/"] = Page(HTML)
    fetched, _ = fetch(site.address(), world=awake(now=lambda: datetime(2031, 5, 4, 14, 30, tzinfo=UTC)))
    assert fetched.way.began == "2031-05-04T14:30:00.000+00:00"


def test_what_a_fetcher_gave_is_closed_with_it(site: Site) -> None:
    site.pages["/"] = Page(HTML)
    with Fetcher(quick()) as fetcher:
        fetched = fetcher.fetch(site.address())
        assert not fetched.stream.closed
        assert fetched.stream.seekable()
    assert fetched.stream.closed
