"""Addresses: one plain form, or a refusal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.errors import FetchError
from crosswire.fetch.addresses import join, parse_address, shown

PLAIN = [
    ("http://courier.example", "http://courier.example/"),
    ("  HTTPS://Courier.Example:443/Dam?x=1#top\n", "https://courier.example/Dam?x=1"),
    ("http://courier.example:80/", "http://courier.example/"),
    ("http://courier.example:8080/", "http://courier.example:8080/"),
    ("http://courier.example./", "http://courier.example/"),
    ("http://localhost./", "http://localhost/"),
    ("https://zürich.example/", "https://xn--zrich-kva.example/"),
    ("https://zu\u0308rich.example/", "https://xn--zrich-kva.example/"),
    ("https://straße.example/", "https://xn--strae-oqa.example/"),
    ("http://a.example/b/../c/./d", "http://a.example/c/d"),
    ("http://a.example/b/%2e%2E/c/..", "http://a.example/"),
    ("http://a.example/a b/é?q=ü", "http://a.example/a%20b/%C3%A9?q=%C3%BC"),
    ("http://a.example/a%20b%2Fc", "http://a.example/a%20b%2Fc"),
    ("http://[2001:DB8:0::1]:8080/", "http://[2001:db8::1]:8080/"),
    ("http://192.0.2.7/", "http://192.0.2.7/"),
    ("http://a.example?q", "http://a.example/?q"),
]

REFUSED = [
    "",
    "courier.example",
    "/dam",
    "ftp://courier.example/",
    "file:///etc/passwd",
    "gopher://courier.example/",
    "javascript:alert(1)",
    "http:///dam",
    "http://:80/",
    "http://courier.example@127.0.0.1/",
    "http://ann:secret@courier.example/",
    "http://courier.example\\@127.0.0.1/",
    "http://courier.example/\\..",
    "http://courier.example:0/",
    "http://courier.example:65536/",
    "http://courier.example:eighty/",
    "http://courier.example:80:80/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.0.1.1/",
    "http://127.0.0.0x1/",
    "http://127.0.0.01/",
    "http://①②⑦.0.0.1/",
    "http://127。0。0。1/",
    "http://１２７.0.0.1/",
    "http://ⓛocalhost/",
    "http://courier。example/",
    "http://%6c%6fcalhost/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[::1/",
    "http://::1/",
    "http://[v1.x]/",
    "http://courier..example/",
    "http://courier.example../",
    "http://.example/",
    "http://cou rier.example/",
    "http://courier\x00.example/",
    "http://courier.example/a\r\nHost: other.example",
    "http://courier.example/\ud800",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 130 + "example/",
    "http://courier.example/" + "a" * 9000,
    "http://☃.example/",
]


@pytest.mark.parametrize(("text", "plain"), PLAIN)
def test_an_address_has_one_plain_form(text: str, plain: str) -> None:
    assert parse_address(text).text == plain
    assert parse_address(plain).text == plain


@pytest.mark.parametrize("text", REFUSED)
def test_what_can_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(FetchError, match=r": .+[.;]"):
        parse_address(text)


@given(st.text(max_size=60) | st.builds("http://{}".format, st.text(max_size=60)))
def test_any_text_is_an_address_or_a_refusal(text: str) -> None:
    try:
        address = parse_address(text)
    except FetchError as refusal:
        message = str(refusal)
    else:
        assert parse_address(address.text) == address
        message = address.text
    assert message.isprintable()


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("/b", "https://a.example/b"),
        ("c?d", "https://a.example/x/c?d"),
        ("//b.example/", "https://b.example/"),
        ("http://b.example", "http://b.example/"),
        ("?q", "https://a.example/x/y?q"),
        ("", "https://a.example/x/y"),
    ],
)
def test_a_redirect_is_read_against_the_address_that_gave_it(reference: str, text: str) -> None:
    assert join(parse_address("https://a.example/x/y"), reference).text == text


@pytest.mark.parametrize(
    "reference", ["ftp://b.example/", "//b.example@c.example/", "/a\tb", "//[::1", "http://0/"]
)
def test_a_redirect_is_held_to_the_same_rules(reference: str) -> None:
    with pytest.raises(FetchError):
        join(parse_address("https://a.example/"), reference)


def test_messages_do_not_repeat_passwords_nor_endless_addresses() -> None:
    assert "secret" not in shown("http://ann:secret@a.example/")
    assert len(shown("http://a.example/" + "a" * 9000)) < 200
