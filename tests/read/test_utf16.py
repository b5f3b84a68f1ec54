"""Every textual format in UTF-16 gives the reports that it gives in UTF-8."""

from __future__ import annotations

import io

import pytest

from crosswire.read import detect, read_each, unpack
from crosswire.types import Problem
from tests.corpus import good_files

TEXTUAL = ("ninjs", "ninjs-list", "newsitem", "newsmessage", "nitf", "webvtt", "srt", "feed", "jsonfeed",
           "telegram", "jsonl", "csv", "text", "page")  # fmt: skip
FIRST = {f.format: f for f in reversed(good_files()) if f.format in TEXTUAL}


def texts(data: bytes) -> list[str]:
    found = list(read_each(unpack(io.BytesIO(data), "a.bin")))
    assert not [x for x in found if isinstance(x, Problem)]
    return [x.text for x in found if not isinstance(x, Problem)]


@pytest.mark.parametrize("format", TEXTUAL)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_the_same_reports_come_of_utf16(format: str, encoding: str) -> None:
    text = FIRST[format].data.decode("utf-8-sig")
    data = "\ufeff".encode(encoding) + text.encode(encoding)
    assert detect(data) == format
    assert texts(data) == [t.lstrip("\ufeff") for t in texts(text.encode())] or format == "text"


def test_cut_and_broken_utf16_is_read_as_far_as_it_goes() -> None:
    data = ("\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\nThe dam broke.\n").encode("utf-16-le") + b"\xd8"
    assert texts(data)[0].startswith("The dam broke.")
