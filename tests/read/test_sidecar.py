"""Sidecar files beside a report."""

from __future__ import annotations

import pytest

from crosswire.errors import SidecarError
from crosswire.read import Given, parse_sidecar


def test_json_and_toml_say_the_same() -> None:
    told = Given(publisher="The Torvane Courier", published="2031-05-04", credits=("ECA",))
    assert (
        parse_sidecar(
            b'{"publisher": "The Torvane Courier", "published": "2031-05-04", "credits": ["ECA"]}', "a.json"
        )
        == told
    )
    assert (
        parse_sidecar(
            b'publisher = "The Torvane Courier"\npublished = 2031-05-04\ncredits = ["ECA"]\n', "a.toml"
        )
        == told
    )


@pytest.mark.parametrize(
    ("data", "source", "message"),
    [
        (b'{"publsher": "x"}', "a.json", "did you mean 'publisher'.*Allowed keys: title"),
        (b"{", "a.json", "cannot be parsed"),
        (b"[1]", "a.json", "no table of keys"),
        (b"\xff\xfe", "a.json", "not UTF-8"),
        (b'{"credits": "AFP"}', "a.json", "list of agency names"),
        (b'{"published": "May 2031"}', "a.json", "ISO 8601"),
        (b'{"title": 3}', "a.json", "piece of text"),
        (b"title = ", "a.toml", "cannot be parsed"),
    ],
)
def test_a_wrong_sidecar_says_what_and_where(data: bytes, source: str, message: str) -> None:
    with pytest.raises(SidecarError, match=message) as error:
        parse_sidecar(data, source)
    assert source in str(error.value)
