"""Bytes to reports: the text stays as it is, what is found stands beside it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.errors import ReadError
from crosswire.read import Given, digest, looks_like, read_bytes

BODY = "The Hallin dam broke before dawn. Rescuers in Torvane said 26 people were missing.\n"


def test_text_is_never_altered() -> None:
    text = "\ufeffThe dam broke.\r\n\r\n\u202eIt rained.\x00 \n"
    report = read_bytes(text.encode(), source="a.txt", id="r1")
    assert report.text == text
    assert report.sha256 == digest(text.encode())


def test_given_wins_over_what_is_found() -> None:
    text = "Dam breaks above Torvane\n\nPublished: 4 May 2031\n\n" + BODY
    found = read_bytes(text.encode(), source="a.txt", id="r1")
    assert (found.title, found.published) == ("Dam breaks above Torvane", "2031-05-04")
    told = Given(
        title="The flood",
        publisher="The Torvane Courier",
        published="2031-05-05",
        language="de",
        credits=("ECA",),
    )
    report = read_bytes(text.encode(), source="a.txt", id="r1", given=told)
    assert (report.title, report.publisher, report.published) == (
        "The flood",
        "The Torvane Courier",
        "2031-05-05",
    )
    assert (report.language, report.credits) == ("de", ("ECA",))


def test_a_text_that_begins_with_its_first_sentence_has_no_title() -> None:
    assert read_bytes(BODY.encode(), source="a.txt", id="r1").title is None


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (b"", "empty", "holds no text"),
        (b" \r\n\t", "empty", "holds no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture", "picture"),
        (bytes(range(32)) * 20, "binary", "not a text"),
        (b"<!doctype html><html><body></body></html>", "page", "no article text"),
    ],
)
def test_what_cannot_be_read_says_what_and_where(data: bytes, kind: str, message: str) -> None:
    assert looks_like(data) == kind
    with pytest.raises(ReadError, match=message) as error:
        read_bytes(data, source="inbox/7.txt", id="r1")
    assert "inbox/7.txt" in str(error.value)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("El señor caminó por la ciudad mañana; según el niño, habrá más lluvia.", "cp1252"),
        ("Władze potwierdziły, że zginęło 12 osób, a żołnierze są na miejscu.", "cp1250"),
        ("Власти сообщили, что мост закрыт и жители эвакуированы.", "koi8_r"),
        ("Yetkililer köprünün kapatıldığını ve halkın götürüldüğünü açıkladı.", "cp1254"),
        ("The dam broke on Friday, said the mayor.", "utf-16"),
    ],
)
def test_other_encodings_are_told_from_their_content(text: str, encoding: str) -> None:
    report = read_bytes(text.encode(encoding), source="a.txt", id="r1")
    assert (report.text, report.encoding) == (text, encoding)


def test_one_broken_byte_does_not_turn_utf8_into_something_else() -> None:
    data = ("“It rained,” she said – “for days.” " * 8).encode() + b"\xe2\x80"
    report = read_bytes(data, source="a.txt", id="r1")
    assert report.text.startswith("“It rained,” she said")
    assert report.encoding == "utf-8 (damaged)"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_a_report_or_a_read_error(text: str) -> None:
    try:
        report = read_bytes(text.encode(), source="a.txt", id="r1")
    except ReadError:
        return
    ends = [0, *(x.end for x in report.excluded)]
    assert all(
        before <= x.start < x.end <= len(report.text)
        for before, x in zip(ends, report.excluded, strict=False)
    )
    for stamp in report.stamps:
        assert stamp.span is None or report.text[stamp.span.start : stamp.span.end] == stamp.span.text


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_report_or_a_read_error(data: bytes) -> None:
    try:
        read_bytes(data, source="a.bin", id="r1")
    except ReadError:
        return


@pytest.mark.parametrize(
    "piece", ["“", '"', ".", "(", "/", "a | ", "January 5, 2031 ", "Photo: ", "\u202e", "A B ", "-Enc"]
)
def test_long_runs_of_one_mark_are_read_in_time(piece: str) -> None:
    text = "The dam broke. " + piece * (1_000_000 // len(piece))
    assert read_bytes(text.encode(), source="a.txt", id="r1").text == text


def test_halves_of_characters_in_what_is_stated_are_shown_as_such() -> None:
    told = Given(title="Dam \ud800breaks", credits=("EC\udc00A",))
    report = read_bytes(BODY.encode(), source="a.txt", id="r1", given=told)
    assert (report.title, report.credits) == ("Dam \ufffdbreaks", ("EC\ufffdA",))
