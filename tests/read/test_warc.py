"""WARC, ARC and WACZ: the pages of a web archive, whatever else lies there or is broken."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.read import Limits, Source, Unpacking, unpack
from crosswire.read.archive.payload import Coding, decode_payload
from crosswire.types import Problem

PAGE = b"<!doctype html><html><head><title>Dam breaks</title></head><body><p>The Hallin dam broke.</p></body></html>"
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title></channel></rss>'
SITE = "https://courier.example"
DAY = "2031-05-04T04:30:00Z"


def record(
    address: str,
    data: bytes = PAGE,
    *,
    type: str = "response",
    status: str = "200 OK",
    content: str = "text/html",
    headers: Sequence[str] = (),
    said: Sequence[str] = (),
    length: int | None = None,
    version: str = "1.0",
) -> bytes:
    """One record; `headers` are the server's, `said` the record's own."""
    block = data
    if type in ("response", "revisit"):
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {content}", *headers]
        block = "\r\n".join(lines).encode() + b"\r\n\r\n" + data
    own = [
        f"WARC/{version}",
        f"WARC-Type: {type}",
        f"WARC-Target-URI: {address}",
        f"WARC-Date: {DAY}",
        f"Content-Type: {content if type != 'response' else 'application/http; msgtype=response'}",
        *said,
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join(own).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


INFO = record("", b"software: none\r\n", type="warcinfo", content="application/warc-fields")


def plain(*records: bytes) -> bytes:
    return b"".join((INFO, *records))


def zipped(*records: bytes) -> bytes:
    return b"".join(gzip.compress(r, mtime=0) for r in (INFO, *records))


def in_one_member(*records: bytes) -> bytes:
    return gzip.compress(plain(*records), mtime=0)


FORMS = {"plain": plain, "gzip by record": zipped, "gzip as a whole": in_one_member}


def read(data: bytes, name: str = "x.warc", **limits: int) -> tuple[list[Source], list[Problem]]:
    found = list(unpack(io.BytesIO(data), name, options=Unpacking(limits=Limits(**limits))))
    return [x for x in found if isinstance(x, Source)], [x for x in found if isinstance(x, Problem)]


def addresses(data: bytes) -> list[str]:
    return [x.name.removeprefix("x.warc!/") for x in read(data)[0]]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_page_comes_out_under_its_address_and_without_a_date(form, version: str) -> None:  # type: ignore[no-untyped-def]
    data = form(record(f"{SITE}/dam", content="text/html; charset=windows-1251", version=version))
    (source,), problems = read(data)
    assert (source.name, source.data, source.format) == (f"x.warc!/{SITE}/dam", PAGE, "page")
    assert (source.said.address, source.said.published) == (f"{SITE}/dam", None)
    assert source.charset == "windows-1251"
    assert not problems


def test_what_is_no_report_is_passed_over_in_silence() -> None:
    quiet = [
        record(f"{SITE}/a", type="request", content="application/http"),
        record(f"{SITE}/b", type="revisit", status="200 OK"),
        record(f"{SITE}/c", type="metadata", content="application/warc-fields"),
        record(f"{SITE}/d", status="404 Not Found"),
        record(f"{SITE}/e", status="301 Moved", headers=["Location: /dam"]),
        record(f"{SITE}/f.css", b"p {}", content="text/css"),
        record(f"{SITE}/g.js", b"x()", content="application/javascript; charset=utf-8"),
        record(f"{SITE}/h", b"\x89PNG\r\n\x1a\n", content="image/png"),
        record(f"{SITE}/i", b"\x89PNG\r\n\x1a\n", content="text/plain"),
        record(f"{SITE}/j", b'{"user": 1}', content="application/json"),
        record(f"{SITE}/k", b"", content="text/plain"),
        record(f"{SITE}/robots.txt", b"User-agent: *", content="text/plain"),
        record("dns:courier.example", b"20310504 192.0.2.1", content="text/dns", type="response"),
        record(f"urn:text:{SITE}/dam", b"The dam broke.", type="resource", content="text/plain"),
    ]
    reports, problems = read(plain(*quiet))
    assert reports == []
    assert [p.message.partition(";")[0] for p in problems] == ["can be read, but holds no report"]


def test_texts_and_files_that_a_crawler_put_there_are_read() -> None:
    data = plain(
        record(f"{SITE}/note", b"The dam broke.", type="resource", content="text/plain"),
        record(f"{SITE}/wet", b"The dam broke.", type="conversion", content="text/plain"),
        record(f"{SITE}/note", b"The dam broke.", type="conversion", content="text/plain"),
    )
    assert addresses(data) == [f"{SITE}/note", f"{SITE}/wet"]


def test_an_address_that_comes_twice_is_told_apart_by_its_date_then_by_number() -> None:
    data = plain(*[record(f"{SITE}/dam")] * 3)
    assert addresses(data) == [f"{SITE}/dam", f"{SITE}/dam ({DAY})", f"{SITE}/dam (2)"]


def test_an_older_archive_is_read() -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    head = b"1 0 Courier\nURL IP-address Archive-date Content-type Archive-length\n"
    start = f"filedesc://x.arc 0.0.0.0 20310504043000 text/plain {len(head)}\n".encode()
    line = f"{SITE}/dam 192.0.2.1 20310504043000 text/html {len(block)}\n".encode()
    data = start + head + b"\n" + line + block + b"\n"
    for form in (data, gzip.compress(data)):
        (source,), problems = read(form)
        assert (source.name, source.data, problems) == (f"x.warc!/{SITE}/dam", PAGE, [])


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def chunked(data: bytes) -> bytes:
    pieces = [data[i : i + 30] for i in range(0, len(data), 30)]
    return b"".join(b"%x;a=b\r\n%b\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (["Content-Encoding: gzip"], gzip.compress(PAGE)),
        (["Content-Encoding: x-gzip"], gzip.compress(PAGE)),
        (["Content-Encoding: deflate"], zlib.compress(PAGE)),
        (["Content-Encoding: deflate"], raw_deflate(PAGE)),
        (["Content-Encoding: gzip, gzip"], gzip.compress(gzip.compress(PAGE))),
        (["Transfer-Encoding: chunked"], chunked(PAGE)),
        (["Transfer-Encoding: chunked", "Content-Encoding: gzip"], chunked(gzip.compress(PAGE))),
        (["Content-Encoding: gzip"], PAGE),
        (["Transfer-Encoding: chunked"], PAGE),
        (["Content-Encoding: identity"], PAGE),
    ],
)
def test_a_body_is_decoded_as_it_was_sent_or_taken_as_it_is(headers: list[str], body: bytes) -> None:
    sources, problems = read(plain(record(f"{SITE}/dam", body, headers=headers)))
    assert ([s.data for s in sources], problems) == ([PAGE], [])


@pytest.mark.parametrize(
    ("headers", "body", "told"),
    [
        (["Content-Encoding: br"], b"\x0b\x02\x80dam\x03", "coded as 'br'"),
        (["Content-Encoding: gzip"], gzip.compress(PAGE)[:-20], "in the middle of its compressed content"),
        (["Content-Encoding: gzip"], b"\x1f\x8b\x08\x00" + PAGE, "damaged in its compressed content"),
        (["Transfer-Encoding: chunked"], chunked(PAGE)[:50], "in the middle of its content"),
        (["Content-Encoding: " + "gzip, " * 9], gzip.compress(PAGE), "coded 9 times over"),
    ],
)
def test_a_body_that_cannot_be_decoded_is_told_of_with_its_address(
    headers: list[str], body: bytes, told: str
) -> None:
    sources, problems = read(plain(record(f"{SITE}/dam", body, headers=headers), record(f"{SITE}/next")))
    assert [s.name for s in sources] == [f"x.warc!/{SITE}/next"]
    assert told in problems[0].message
    assert problems[0].report == f"x.warc!/{SITE}/dam"


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "chunked", "chunked, gzip"]),
    st.sampled_from(["gzip", "deflate"]),
)
def test_coding_and_decoding_gives_the_same_bytes(data: bytes, transfer: str, content: str) -> None:
    body = gzip.compress(data) if content == "gzip" else zlib.compress(data)
    body = gzip.compress(body) if "gzip" in transfer else body
    body = chunked(body) if "chunked" in transfer else body
    assert decode_payload(body, Coding(transfer, content), 1000) == data


def test_a_body_that_expands_beyond_a_report_is_refused() -> None:
    bomb = gzip.compress(b"a" * 10_000_000)
    sources, problems = read(
        plain(record(f"{SITE}/dam", bomb, headers=["Content-Encoding: gzip"])), report=1_000_000
    )
    assert not sources
    assert "expands to more than" in problems[0].message


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(
    "broken",
    [
        b"no record at all\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9" + b"9" * 30 + b"\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: " + b"a" * 300_000 + b"\r\n\r\n",
        record(f"{SITE}/bad", length=20),
        record(f"{SITE}/bad", length=0),
        record(f"{SITE}/bad", length=len(PAGE) + 60),
        record(f"{SITE}/bad", said=["WARC-Segment-Number: 1"]),
        record(f"{SITE}/bad", status=""),
    ],
)
def test_behind_a_broken_record_the_next_one_is_read(form, broken: bytes) -> None:  # type: ignore[no-untyped-def]
    data = form(record(f"{SITE}/a"), broken, record(f"{SITE}/b"))
    sources, problems = read(data)
    names = [s.name for s in sources if "bad" not in s.name]
    assert names == [f"x.warc!/{SITE}/a", f"x.warc!/{SITE}/b"]
    assert all("byte" in p.message for p in problems)
    assert problems or b"Content-Type: text/html" in broken


def test_a_record_that_claims_the_next_one_too_is_mended() -> None:
    data = plain(record(f"{SITE}/a", length=900), record(f"{SITE}/b"), record(f"{SITE}/c", PAGE * 20))
    sources, _ = read(data)
    assert [s.data for s in sources] == [PAGE, PAGE, PAGE * 20]


@pytest.mark.parametrize("at", [0.4, 0.5, 0.6])
def test_behind_a_damaged_gzip_member_the_next_one_is_read(at: float) -> None:
    members = [gzip.compress(record(f"{SITE}/{i}", PAGE + b"%d" % i * 500)) for i in range(9)]
    data = bytearray(b"".join(members))
    start = sum(map(len, members[:4]))
    data[start + int(len(members[4]) * at)] ^= 0xFF
    sources, problems = read(bytes(data))
    assert [s.name[-1] for s in sources] == list("01235678")
    assert f"in the gzip member at byte {start:,}" in problems[0].message
    assert problems[0].report in (f"x.warc!/{SITE}/4", "x.warc")


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_last_record_that_was_cut_short_is_told_of(form) -> None:  # type: ignore[no-untyped-def]
    data = form(record(f"{SITE}/a"), record(f"{SITE}/b", bytes(range(256)) * 40, content="text/plain"))
    sources, problems = read(data[:-200])
    assert [s.name for s in sources] == [f"x.warc!/{SITE}/a"]
    assert len(problems) == 1
    assert "in the middle" in problems[0].message


def test_a_record_larger_than_a_report_is_told_of_and_skipped() -> None:
    data = plain(record(f"{SITE}/film", b"a" * 300_000, content="text/plain"), record(f"{SITE}/dam"))
    sources, problems = read(data, report=100_000)
    assert [s.name for s in sources] == [f"x.warc!/{SITE}/dam"]
    assert problems[0].report == f"x.warc!/{SITE}/film"


def test_a_feed_in_a_web_archive_is_taken_apart_like_any_other() -> None:
    feed = FEED.replace(
        b"</channel>",
        b"<item><title>Dam</title><description>The Hallin dam broke.</description></item></channel>",
    )
    sources, problems = read(plain(record(f"{SITE}/rss", feed, content="application/rss+xml")))
    assert [s.name.startswith(f"x.warc!/{SITE}/rss!/") for s in sources] == [True]
    assert not problems


def wacz(files: Mapping[str, bytes], *, pages: Sequence[str] = (), wrong: str = "") -> bytes:
    listed = [
        json.dumps({"format": "json-pages-1.0"}),
        *(json.dumps({"url": u, "title": "T"}) for u in pages),
    ]
    every = {**files, **({"pages/pages.jsonl": "\n".join(listed).encode()} if pages else {})}
    resources = [
        {"path": k, "hash": f"sha256:{hashlib.sha256(b'' if k == wrong else v).hexdigest()}"}
        for k, v in every.items()
    ]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in every.items():
            archive.writestr(name, data)
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": resources}))
    return stream.getvalue()


CRAWL = zipped(
    record(f"{SITE}/old", b"", status="301 Moved", headers=["Location: /dam"]),
    record(f"{SITE}/dam"),
    record("https://ads.example/frame"),
    record(f"{SITE}/rss", b"The dam broke.", content="text/plain"),
)


def test_a_collection_gives_the_pages_that_it_lists_and_where_they_lead() -> None:
    sources, problems = read(wacz({"archive/data.warc.gz": CRAWL}, pages=[f"{SITE}/old#top"]), "x.wacz")
    inside = "x.wacz!/archive/data.warc.gz!/"
    assert [s.name.removeprefix(inside) for s in sources] == [f"{SITE}/dam", f"{SITE}/rss"]
    assert sources[0].said.title == "T"
    assert not problems


def test_a_collection_without_a_list_gives_every_page() -> None:
    assert len(read(wacz({"archive/data.warc.gz": CRAWL}), "x.wacz")[0]) == 3


def test_a_digest_that_does_not_fit_and_a_page_that_is_missing_are_told_of() -> None:
    name = "archive/data.warc.gz"
    sources, problems = read(wacz({name: CRAWL}, pages=[f"{SITE}/dam", f"{SITE}/gone"], wrong=name), "x.wacz")
    assert len(sources) == 2
    assert problems[0].report == f"x.wacz!/{name}"
    assert "its SHA-256 differs" in problems[0].message
    assert f"the first {SITE}/gone" in problems[1].message


def test_a_package_of_tables_is_no_web_archive() -> None:
    sources, _ = read(wacz({"dam.txt": b"The Hallin dam broke."}), "x.zip")
    assert sources[0].name == "x.zip!/dam.txt"


class Growing(io.RawIOBase):
    """A web archive of `count` pages that is made as it is read, so that only what a reader holds counts."""

    def __init__(self, page: bytes, count: int) -> None:
        self.page, self.count, self.at = page, count, 0

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self.at = offset if whence == 0 else self.at + offset if whence == 1 else self.count * len(self.page)
        return self.at

    def tell(self) -> int:
        return self.at

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        page, within = divmod(self.at, len(self.page))
        data = self.page[within : within + len(buffer)] if page < self.count else b""
        buffer[: len(data)] = data
        self.at += len(data)
        return len(data)


@pytest.mark.parametrize("form", [lambda r: r, gzip.compress])
def test_a_large_archive_is_read_in_bounded_memory(form) -> None:  # type: ignore[no-untyped-def]
    page = form(record(f"{SITE}/dam", PAGE + bytes(range(256)) * 120))
    count = 40_000_000 // len(page) if len(page) > 20_000 else 1_500
    found = unpack(io.BufferedReader(Growing(page, count)), "x.warc")
    assert count_sources(found, warm=100) == count


def count_sources(found: Iterator[Source | Problem], *, warm: int) -> int:
    """How many there are, while the memory that they take stays far below what they come to."""
    for _ in range(warm):
        assert isinstance(next(found), Source)
    tracemalloc.start()
    try:
        count = sum(isinstance(x, Source) for x in found)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()
    return warm + count


DAMAGED = [form(*(record(f"{SITE}/{i}") for i in range(3))) for form in FORMS.values()] + [
    wacz({"archive/data.warc.gz": CRAWL}, pages=[f"{SITE}/dam"])
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(DAMAGED), st.data())
def test_no_damage_crashes(data: bytes, draw: st.DataObject) -> None:
    changed = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 6))):
        changed[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    cut = draw.draw(st.integers(1, len(data)))
    for damaged in (bytes(changed), data[:cut], data[cut // 2 :]):
        for found in unpack(io.BytesIO(damaged), "x"):
            assert isinstance(found, Source | Problem)
