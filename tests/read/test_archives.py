"""ZIP, TAR and gzip: what is inside comes out, and what is broken or meant ill does no harm."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.read import Limits, Source, Unpacking, unpack
from crosswire.read.archive.names import Names, safe_name
from crosswire.types import Problem

REPORT = b"The Hallin dam broke before dawn, the ministry of waters said. Twelve are missing."
Files = Mapping[str, bytes]


def zipped(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(files: Files, mode: str = "w") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


def member(**attributes: object) -> bytes:
    """A TAR with one special member before a report."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        special = tarfile.TarInfo("special.txt")
        for key, value in attributes.items():
            setattr(special, key, value)
        archive.addfile(special)
        plain = tarfile.TarInfo("dam.txt")
        plain.size = len(REPORT)
        archive.addfile(plain, io.BytesIO(REPORT))
    return stream.getvalue()


def read(data: bytes, name: str = "news", **limits: int) -> tuple[dict[str, bytes], list[Problem]]:
    found = list(unpack(io.BytesIO(data), name, options=Unpacking(limits=Limits(**limits))))
    sources = {x.name.removeprefix(f"{name}!/"): x.data for x in found if isinstance(x, Source)}
    return sources, [x for x in found if isinstance(x, Problem)]


FILES = {"monday/dam.txt": REPORT, "tuesday/weir.txt": REPORT + b" The weir held.", "empty/": b""}
KEPT = {k: v for k, v in FILES.items() if v}
PACKERS: Mapping[str, Callable[[Files], bytes]] = {
    "zip": zipped,
    "stored": lambda files: zipped(files, zipfile.ZIP_STORED),
    "tar": lambda files: tarred({k: v for k, v in files.items() if v}),
    "tar.gz": lambda files: tarred({k: v for k, v in files.items() if v}, "w:gz"),
    "tar.bz2": lambda files: tarred({k: v for k, v in files.items() if v}, "w:bz2"),
    "tar.xz": lambda files: tarred({k: v for k, v in files.items() if v}, "w:xz"),
}


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)
def test_every_archive_gives_its_files_and_nothing_else(pack: Callable[[Files], bytes]) -> None:
    assert read(pack(FILES)) == (KEPT, [])


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)
def test_what_is_no_report_by_its_name_is_passed_over(pack: Callable[[Files], bytes]) -> None:
    around = dict.fromkeys(
        ("dam.html", "dam_files/frame.html", ".git/x.txt", ".DS_Store", "__MACOSX/dam.txt", "a/README.md", "Thumbs.db"),
        REPORT,
    )  # fmt: skip
    assert list(read(pack(around))[0]) == ["dam.html"]


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)
@pytest.mark.parametrize("ending", ["json", "toml"])
def test_a_sidecar_before_its_report_says_what_that_cannot(
    pack: Callable[[Files], bytes], ending: str
) -> None:
    said = b'{"publisher": "The Weir"}' if ending == "json" else b'publisher = "The Weir"'
    found = list(unpack(io.BytesIO(pack({f"a/dam.{ending}": said, "a/dam.txt": REPORT})), "news"))
    assert [x.given.publisher for x in found if isinstance(x, Source)] == ["The Weir"]
    assert len(found) == 1


def test_a_sidecar_behind_its_report_in_a_tar_is_told_of() -> None:
    sources, problems = read(tarred({"dam.txt": REPORT, "dam.json": b'{"publisher": "The Weir"}'}))
    assert sources == {"dam.txt": REPORT}
    assert "sidecar behind its report" in problems[0].message


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_sidecar_that_cannot_be_understood_costs_no_report(pack: Callable[[Files], bytes]) -> None:
    sources, problems = read(pack({"dam.toml": b"publisher =", "dam.txt": REPORT}))
    assert sources == {"dam.txt": REPORT}
    assert [p.report for p in problems] == ["news!/dam.toml"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (gzip.compress(REPORT), "dam.txt.gz"),
        (gzip.compress(REPORT[:20]) + gzip.compress(REPORT[20:]) + b"\0" * 300, "dam.txt.gz"),
        (bz2.compress(REPORT), "dam.txt.bz2"),
        (lzma.compress(REPORT), "dam.txt.xz"),
    ],
)
def test_a_compressed_file_is_read_under_its_own_name(data: bytes, name: str) -> None:
    found = list(unpack(io.BytesIO(data), name))
    assert [(x.name, x.data) for x in found if isinstance(x, Source)] == [(name, REPORT)]


@pytest.mark.parametrize(
    ("name", "safe", "led_out"),
    [
        ("../../etc/passwd", "etc/passwd", True),
        ("/etc/passwd", "etc/passwd", True),
        ("C:\\news\\dam.txt", "news/dam.txt", True),
        ("a/../../dam.txt", "dam.txt", True),
        ("a/./b//../dam.txt", "a/dam.txt", False),
        ("a\\dam.txt", "a/dam.txt", False),
        ("da\x00m\u202e.txt", "da\ufffdm\ufffd.txt", False),
        ("..", "unnamed", True),
    ],
)
def test_no_name_leads_out(name: str, safe: str, led_out: bool) -> None:
    assert safe_name(name) == (safe, led_out)


@given(st.text(alphabet=st.sampled_from("ab./\\:C\x00\ud800 "), max_size=30))
def test_a_safe_name_stays_safe(name: str) -> None:
    safe, _ = safe_name(name)
    assert not safe.startswith("/")
    assert ".." not in safe.split("/")
    assert safe_name(safe)[0] == safe or ":" in safe
    safe.encode()


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_name_that_leads_out_is_shortened_and_told_of(pack: Callable[[Files], bytes]) -> None:
    sources, problems = read(pack({"../../dam.txt": REPORT}))
    assert sources == {"dam.txt": REPORT}
    assert "leads out of the archive" in problems[0].message


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name_are_two_reports() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for text in (REPORT, REPORT + b"!"):
            archive.writestr("dam.txt", text)
    assert list(read(stream.getvalue())[0]) == ["dam.txt", "dam.txt (2)"]


@given(st.lists(st.sampled_from(["a", "a (2)", "a (3)", "b"]), max_size=12))
def test_no_name_is_given_twice(wanted: list[str]) -> None:
    names = Names()
    given = [names.unique(name) for name in wanted]
    assert len(set(given)) == len(given)


def test_a_name_in_utf8_that_does_not_say_so_is_read_as_utf8() -> None:
    data = zipped({"Torv\u00e1ne.txt": REPORT}).replace(b"Torv\xc3\xa1ne.txt", b"Torv\xc3\xa1ne.txt")
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.index(start) + (6 if start[2] == 3 else 8)
        data = data[:at] + b"\0\0" + data[at + 2 :]
    assert list(read(data)[0]) == ["Torváne.txt"]


def flagged(data: bytes, *, flag: int = 0, method: int | None = None) -> bytes:
    """A ZIP of one entry with other flags, or another method, in both its headers."""
    for start, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(start) + place
        data = data[:at] + struct.pack("<H", flag) + data[at + 2 :]
        if method is not None:
            data = data[: at + 2] + struct.pack("<H", method) + data[at + 4 :]
    return data


ONE = zipped({"dam.txt": REPORT * 20})
LINK = zipfile.ZipInfo("dam.txt")
LINK.external_attr = 0o120777 << 16


def linked() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(LINK, "/etc/passwd")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (flagged(ONE, flag=1), "is encrypted"),
        (flagged(ONE, method=12), "not read here (bzip2)"),
        (flagged(ONE, method=777), "not read here (777)"),
        (ONE.replace(ONE[60:64], b"\xff\xff\xff\xff", 1), "is damaged"),
        (ONE[:-30], "without a directory"),
        (ONE[: len(ONE) // 2], "without a directory"),
        (linked(), "is a link"),
        (ONE.replace(struct.pack("<I", len(REPORT) * 20), struct.pack("<I", 7)), "is damaged"),
        (member(type=tarfile.SYMTYPE, linkname="/etc/passwd"), "is a link"),
        (member(type=tarfile.LNKTYPE, linkname="dam.txt"), "is a link"),
        (member(type=tarfile.FIFOTYPE), "a pipe or a device"),
        (member(type=tarfile.CHRTYPE), "a pipe or a device"),
        (tarred({"dam.txt": REPORT})[:540], "is damaged"),
        (tarred({"a.txt": REPORT, "b.txt": REPORT})[:1300], "cut short there"),
        (gzip.compress(REPORT)[:-9], "in the middle of its compressed data"),
        (gzip.compress(REPORT)[:-8] + b"12345678", "damaged"),
        (tarred({"dam.txt": REPORT * 9}, "w:gz")[:90], "in the middle of its compressed data"),
        (bz2.compress(REPORT)[:-9], "in the middle of its compressed data"),
        (lzma.compress(REPORT)[:-9], "in the middle of its compressed data"),
    ],
)  # fmt: skip
def test_what_is_broken_is_told_of(data: bytes, told: str) -> None:
    _, problems = read(data)
    assert told in " ".join(p.message for p in problems)


@pytest.mark.parametrize("type", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_a_broken_part_never_stops_the_others(type: bytes) -> None:
    sources, problems = read(member(type=type, linkname="x"))
    assert sources == {"dam.txt": REPORT}
    assert [p.report for p in problems] == ["news!/special.txt"]


def test_behind_a_damaged_header_the_next_file_is_found() -> None:
    data = bytearray(tarred({"a.txt": REPORT, "b.txt": REPORT, "c.txt": REPORT}))
    data[1024 + 10] ^= 0xFF
    sources, problems = read(bytes(data))
    assert list(sources) == ["a.txt", "c.txt"]
    assert "after a.txt" in problems[0].message


def test_a_file_that_is_larger_than_a_report_may_be_is_refused_and_the_next_is_read() -> None:
    sources, problems = read(zipped({"a.txt": REPORT * 100, "b.txt": REPORT}), report=1000)
    assert sources == {"b.txt": REPORT}
    assert "larger than" in problems[0].message


def overlapping(count: int) -> bytes:
    """A ZIP whose directory names one deflated file many times."""
    data = zipped({"dam.txt": b"\0" * 100_000})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    directory = data[start:end] * count
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return data[:start] + directory + tail


def test_entries_over_each_other_are_refused() -> None:
    sources, problems = read(overlapping(1000))
    assert not sources
    assert [p.message for p in problems] == [
        "1 of its entries lie over each other, as in a ZIP bomb; not read."
    ]


BOMBS = {
    "zip": zipped({f"{i}.txt": b"a" * 2_000_000 for i in range(9)}),
    "gzip": gzip.compress(b"a" * 20_000_000),
    "tar.gz": tarred({f"{i}.txt": b"a" * 2_000_000 for i in range(9)}, "w:gz"),
    "tar.bz2": tarred({f"{i}.txt": b"a" * 2_000_000 for i in range(9)}, "w:bz2"),
    "tar.xz": tarred({f"{i}.txt": b"a" * 2_000_000 for i in range(9)}, "w:xz"),
    "zip in zip": zipped({f"{i}.zip": zipped({"a.txt": b"a" * 2_000_000}) for i in range(9)}),
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_told_of_once_and_nothing_more_is_read(data: bytes) -> None:
    sources, problems = read(data, free=3_000_000, ratio=1)
    assert len(sources) <= 1
    assert ["as a decompression bomb does" in p.message for p in problems] == [True]


def nested(levels: int, data: bytes = REPORT) -> bytes:
    for _ in range(levels):
        data = zipped({"x.zip": data})
    return data


def test_archives_inside_each_other_are_read_so_far_and_no_further() -> None:
    assert read(nested(5))[0] == {"!/".join(["x.zip"] * 5): REPORT}
    assert "containers deep" in read(nested(6))[1][0].message


def test_a_large_header_in_a_tar_is_not_held() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("a" * 20_000_000))
    sources, problems = read(stream.getvalue())
    assert not sources
    assert "headers too large" in problems[0].message


CSV = b"title,text\n" + b"Dam breaks,The Hallin dam broke before dawn.\n" * 40_000
LINES = b"".join(
    json.dumps({"title": f"Dam {i}", "text": REPORT.decode()}).encode() + b"\n" for i in range(20_000)
)


@pytest.mark.parametrize(
    "pack", [lambda d: zipped({"x": d}), lambda d: tarred({"x": d}, "w:gz"), gzip.compress]
)
@pytest.mark.parametrize("inner", [zipped, tarred, lambda f: gzip.compress(f["a.txt"])])
def test_an_archive_in_an_archive_is_read(
    pack: Callable[[bytes], bytes], inner: Callable[[Files], bytes]
) -> None:
    sources, problems = read(pack(inner({"a.txt": REPORT})))
    assert list(sources.values()) == [REPORT]
    assert not problems


def whole() -> list[bytes]:
    return [PACKERS[k](KEPT) for k in PACKERS] + [
        gzip.compress(REPORT),
        zipped({"x.tar.gz": tarred(KEPT, "w:gz")}),
    ]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(whole()), st.data())
def test_no_damage_crashes(data: bytes, draw: st.DataObject) -> None:
    changed = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 6))):
        changed[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    cut = draw.draw(st.integers(1, len(data)))
    for damaged in (bytes(changed), data[:cut], data[cut // 2 :]):
        for found in unpack(io.BytesIO(damaged), "x"):
            assert isinstance(found, Source | Problem)
