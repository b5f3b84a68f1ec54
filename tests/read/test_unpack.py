"""Containers inside containers: every report comes out once, under its full name, with what holds for it."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable

import pyarrow
import pyarrow.parquet
import pytest

from crosswire.read import Given, Limits, Metadata, Source, Unpacking, unpack
from crosswire.types import Problem
from tests.read.test_archives import tarred, zipped

REPORT = b"The Hallin dam broke before dawn, the ministry of waters said. Twelve are missing."
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Torvane Courier</title>
<item><title>Dam breaks</title><guid>1</guid><description>The Hallin dam broke before dawn.</description></item>
<item><title>Weir holds</title><guid>2</guid><description>The weir at Torvane held overnight.</description></item>
</channel></rss>"""
MAIL = b"""From: desk@courier.example\r\nTo: reader@example.org\r\nSubject: The dam\r\nMIME-Version: 1.0\r
Date: Sun, 04 May 2031 06:30:00 +0200\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r
Content-Type: text/plain; charset=utf-8\r\n\r\nThe Hallin dam broke before dawn, said the desk.\r\n--b\r
Content-Type: application/rss+xml; name="feed.xml"\r\nContent-Disposition: attachment; filename="feed.xml"\r\n\r
%b\r\n--b--\r\n"""


def opened(data: bytes, name: str = "x", **options: object) -> list[Source | Problem]:
    return list(unpack(io.BytesIO(data), name, **options))  # type: ignore[arg-type]


def names(data: bytes, name: str = "x") -> list[str]:
    found = opened(data, name)
    assert [x for x in found if isinstance(x, Problem)] == []
    return [x.name for x in found if isinstance(x, Source)]


def test_one_report_is_a_container_of_itself() -> None:
    (source,) = opened(
        REPORT, "dam.txt", given=Given(title="Dam"), said=Metadata(section="World"), charset="x"
    )
    assert isinstance(source, Source)
    assert (source.name, source.data, source.format) == ("dam.txt", REPORT, "text")
    assert (source.given.title, source.said.section, source.charset) == ("Dam", "World", "x")


def test_a_feed_in_a_mail_in_a_zip_is_found() -> None:
    found = names(zipped({"monday/letter.eml": MAIL % FEED}))
    letter = "x!/monday/letter.eml"
    assert found[0].startswith(letter)
    assert [n.startswith(f"{letter}!/feed.xml!/") for n in found] == [False, True, True]
    assert len(set(found)) == 3


def test_one_bad_part_never_stops_the_others() -> None:
    bad = {
        "a.zip": zipped({"a.txt": REPORT})[:-40],
        "b.gz": gzip.compress(REPORT)[:-9],
        "c.tar": tarred({"c": REPORT})[:530],
    }
    found = opened(zipped({**bad, "d.txt": REPORT}))
    assert [x.report for x in found if isinstance(x, Problem)] == [
        "x!/a.zip",
        "x!/b.gz",
        "x!/c.tar!/c",
        "x!/c.tar",
    ]
    assert [x.name for x in found if isinstance(x, Source)] == ["x!/d.txt"]


def test_a_message_does_not_say_its_name_twice() -> None:
    (problem,) = opened(zipped({"a.txt": REPORT})[:-40], "a.zip")
    assert isinstance(problem, Problem)
    assert not problem.message.startswith("a.zip")


def test_what_is_given_of_a_container_holds_inside_but_its_title_and_address_do_not() -> None:
    said = Given(
        title="All", address="https://a.example/all.zip", publisher="The Courier", published="2031-05-04"
    )
    data = zipped({"dam.txt": REPORT, "dam.json": b'{"published": "2031-05-05"}', "weir.txt": REPORT + b"!"})
    given = [x.given for x in opened(data, given=said) if isinstance(x, Source)]
    assert given[0] == Given(publisher="The Courier", published="2031-05-05")
    assert given[1] == Given(publisher="The Courier", published="2031-05-04")


def test_what_is_given_of_a_gzipped_report_is_given_of_the_report() -> None:
    said = Metadata(address="https://a.example/dam", published="2031-05-04")
    (source,) = opened(gzip.compress(REPORT), given=Given(title="Dam"), said=said, charset="koi8-r")
    assert isinstance(source, Source)
    assert (source.given.title, source.said, source.charset) == ("Dam", said, "koi8-r")


def test_what_a_container_says_of_its_carrier_holds_inside_but_its_day_does_not() -> None:
    said = Metadata(carrier="A list", publisher="The Courier", published="2031-05-04", title="Letter")
    (source,) = opened(zipped({"dam.txt": REPORT}), said=said)
    assert isinstance(source, Source)
    assert source.said == Metadata(carrier="A list", publisher="The Courier")


def test_depth_ends_and_says_where() -> None:
    data = zipped({"c.zip": zipped({"b.zip": zipped({"a.txt": REPORT})}), "dam.txt": REPORT})
    found = opened(data, options=Unpacking(limits=Limits(depth=2)))
    assert [(type(x).__name__, getattr(x, "report", "")) for x in found] == [
        ("Problem", "x!/c.zip!/b.zip"),
        ("Source", ""),
    ]


def test_parts_are_counted_over_all_containers() -> None:
    data = zipped({f"{i}.zip": zipped({f"{k}.txt": REPORT for k in range(5)}) for i in range(5)})
    found = opened(data, options=Unpacking(limits=Limits(parts=8)))
    assert sum(isinstance(x, Source) for x in found) == 6
    assert [x.message for x in found if isinstance(x, Problem)] == ["holds more than 8 parts; split it."]


@pytest.mark.parametrize("size", [None, 100])
def test_growth_is_bounded_by_the_size_of_the_source(size: int | None) -> None:
    data = zipped({"a.txt": REPORT * 10_000})
    found = opened(
        data, size=size, options=Unpacking(limits=Limits(free=0, ratio=len(REPORT) * 10_000 // len(data) + 1))
    )
    assert [type(x) for x in found] == [Source if size is None else Problem]


def table() -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["title", "text"])
    writer.writerows([f"Dam {i}", f"{TEXT} {i}"] for i in range(COUNT))
    return stream.getvalue().encode()


def lines() -> bytes:
    return b"".join(json.dumps({"title": f"Dam {i}", "text": TEXT}).encode() + b"\n" for i in range(COUNT))


def mailbox() -> bytes:
    one = b"From desk Sun May  4 06:30:00 2031\nFrom: desk@courier.example\nSubject: Dam\n\n%b\n\n"
    return (one % TEXT.encode()) * COUNT


def export() -> bytes:
    message = {"type": "message", "date": "2031-05-04T06:30:00", "from": "Courier", "text": TEXT}
    messages = [{"id": i, **message} for i in range(COUNT)]
    return json.dumps({"name": "Courier", "type": "public_channel", "id": 7, "messages": messages}).encode()


def columns() -> bytes:
    stream = io.BytesIO()
    texts = [f"{TEXT} {i}" for i in range(COUNT)]
    pyarrow.parquet.write_table(pyarrow.table({"title": texts, "text": texts}), stream)
    return stream.getvalue()


# More than is kept of a stream that is read where it lies.
COUNT, TEXT = 600, REPORT.decode() * 25
LARGE: dict[str, Callable[[], bytes]] = {
    "csv": table,
    "jsonl": lines,
    "mbox": mailbox,
    "telegram": export,
    "parquet": columns,
}
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "zip": lambda data: zipped({"big": data}),
    "tar.gz": lambda data: tarred({"big": data}, "w:gz"),
}


@pytest.mark.parametrize("pack", PACKED.values(), ids=PACKED)
@pytest.mark.parametrize("make", LARGE.values(), ids=LARGE)
def test_a_large_container_is_read_where_it_lies(
    make: Callable[[], bytes], pack: Callable[[bytes], bytes]
) -> None:
    found = opened(pack(make()))
    assert [x.message for x in found if isinstance(x, Problem)] == []
    assert len(found) == COUNT


@pytest.mark.parametrize("pack", [PACKED["gzip"], PACKED["tar.gz"]])
def test_large_json_lines_in_an_archive_are_never_held_whole(pack: Callable[[bytes], bytes]) -> None:
    data = lines() * 4
    found = unpack(io.BytesIO(pack(data)), "x")
    next(found)
    tracemalloc.start()
    try:
        rest = sum(1 for _ in found)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()
    assert rest == 4 * COUNT - 1


def test_a_zip_in_a_tar_is_held_and_let_go() -> None:
    inner = zipped({f"{i}.txt": REPORT + b"%d" % i for i in range(3)}, zipfile.ZIP_STORED)
    assert names(tarred({"a.zip": inner, "b.txt": REPORT}, "w:xz")) == [
        "x!/a.zip!/0.txt", "x!/a.zip!/1.txt", "x!/a.zip!/2.txt", "x!/b.txt",
    ]  # fmt: skip
