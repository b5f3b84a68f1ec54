"""Bodies that break off are continued where the server names its version firmly, within a run and across runs."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crosswire.errors import FetchError
from crosswire.fetch import Fetched, Fetcher, Validators
from crosswire.fetch.partial import Body, strong_validator
from tests.fetch.server import Page, Site, awake, quick

BODY = random.Random(7).randbytes(3_000_000)
STEP = 1_200_000


def cutting(
    site: Site, *, step: int = STEP, headers: dict[str, str] | None = None, cuts: int = 99
) -> Callable[[Any], Page]:
    """A page that honours ranges and breaks off after `step` bytes, `cuts` times."""
    said = {"ETag": '"v1"'} if headers is None else headers
    left = [cuts]

    def page(request: Any) -> Page:
        asked = site.requests[-1][1]
        start = 0
        given = {**said, "Content-Length": str(len(BODY))}
        if "range" in asked and asked["if-range"] in said.values():
            start = int(asked["range"].removeprefix("bytes=").removesuffix("-"))
            given |= {"Content-Range": f"bytes {start}-{len(BODY) - 1}/{len(BODY)}"}
            given["Content-Length"] = str(len(BODY) - start)
        left[0] -= 1
        end = len(BODY) if left[0] < 0 else start + step
        return Page(BODY[start:end], status=206 if start else 200, headers=given)

    return page


def fetch(address: str, partial: Path | None = None, **changes: Any) -> tuple[Fetched, bytes]:
    with Fetcher(quick(**changes), partial=partial, world=awake()) as fetcher:
        fetched = fetcher.fetch(address)
        return fetched, fetched.stream.read()


@pytest.mark.parametrize(
    "headers",
    [
        {"ETag": '"v1"'},
        {"Last-Modified": "Sun, 04 May 2031 10:00:00 GMT", "Date": "Sun, 04 May 2031 12:00:00 GMT"},
    ],
)
def test_a_body_that_breaks_off_is_continued(headers: dict[str, str], site: Site) -> None:
    site.pages["/"] = cutting(site, headers=headers)
    fetched, body = fetch(site.address(), tries=1)
    assert body == BODY
    assert [x.get("range") for x in site.asked("/")] == [None, f"bytes={STEP}-", f"bytes={2 * STEP}-"]
    assert (fetched.status, fetched.received) == (200, len(BODY))
    assert fetched.how()["resumed"].startswith(f"at byte {2 * STEP} ")


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"v1"'}, {"ETag": '"v1"', "Accept-Ranges": "none"}])
def test_a_body_without_a_firm_name_is_asked_for_whole(headers: dict[str, str], site: Site) -> None:
    site.pages["/"] = cutting(site, headers=headers, cuts=1)
    assert fetch(site.address())[1] == BODY
    assert [x.get("range") for x in site.asked("/")] == [None, None]


def test_a_server_that_gives_drops_is_given_up(site: Site) -> None:
    site.pages["/"] = cutting(site, step=10)
    with pytest.raises(FetchError, match=r"3 tries"):
        fetch(site.address())


def test_a_body_is_continued_by_a_later_run(site: Site, tmp_path: Path) -> None:
    site.pages["/"] = cutting(site, step=700_000, cuts=1)
    with pytest.raises(FetchError):
        fetch(site.address(), tmp_path / "partial", tries=1)
    assert len(list((tmp_path / "partial").iterdir())) == 2
    fetched, body = fetch(site.address(), tmp_path / "partial")
    assert body == BODY
    assert site.asked("/")[-1]["range"] == "bytes=700000-"
    assert site.asked("/")[-1]["if-range"] == '"v1"'
    assert "at byte 700000" in fetched.how()["resumed"]
    assert list((tmp_path / "partial").iterdir()) == []


def test_a_page_that_changed_meanwhile_comes_whole(site: Site, tmp_path: Path) -> None:
    site.pages["/"] = cutting(site, cuts=1)
    with pytest.raises(FetchError):
        fetch(site.address(), tmp_path, tries=0)
    site.pages["/"] = Page(b"another page", headers={"ETag": '"v2"'})
    assert fetch(site.address(), tmp_path)[1] == b"another page"
    assert "range" in site.asked("/")[-1]
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_has_not_changed_needs_no_rest(site: Site, tmp_path: Path) -> None:
    site.pages["/"] = cutting(site, cuts=1)
    with pytest.raises(FetchError):
        fetch(site.address(), tmp_path, tries=0)
    site.pages["/"] = Page(status=304)
    with Fetcher(quick(), partial=tmp_path) as fetcher:
        fetched = fetcher.fetch(site.address(), known=Validators(etag='"v1"'))
        assert (fetched.unchanged, fetched.size, fetched.stream.read()) == (True, 0, b"")
    assert list(tmp_path.iterdir()) == []


def test_a_page_taken_away_meanwhile_leaves_nothing_behind(site: Site, tmp_path: Path) -> None:
    site.pages["/"] = cutting(site, cuts=1)
    with pytest.raises(FetchError):
        fetch(site.address(), tmp_path, tries=0)
    del site.pages["/"]
    with pytest.raises(FetchError, match="404"):
        fetch(site.address(), tmp_path)
    assert list(tmp_path.iterdir()) == []


LIES = {
    "another start": {"Content-Range": "bytes 5-2999999/3000000"},
    "another size": {"Content-Range": f"bytes {STEP}-9999999/10000000"},
    "an end past the end": {"Content-Range": f"bytes {STEP}-3000000/3000000"},
    "no range": {},
    "another version": {"Content-Range": f"bytes {STEP}-2999999/3000000", "ETag": '"v2"'},
    "another coding": {"Content-Range": f"bytes {STEP}-2999999/3000000", "Content-Encoding": "gzip"},
    "several parts": {"Content-Type": "multipart/byteranges; boundary=x"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_rest_that_does_not_fit_is_thrown_away_and_all_is_asked_for(lie: str, site: Site) -> None:
    honest = cutting(site, cuts=1)
    site.pages["/"] = lambda request: (
        Page(BODY[STEP:], status=206, headers=LIES[lie])
        if "range" in site.requests[-1][1]
        else honest(request)
    )
    assert fetch(site.address())[1] == BODY
    assert [x.get("range") for x in site.asked("/")] == [None, f"bytes={STEP}-", None]


def test_a_whole_body_that_was_kept_is_asked_for_anew_where_no_rest_is_left(site: Site) -> None:
    honest = cutting(site, cuts=1)
    site.pages["/"] = lambda request: Page(status=416) if "range" in site.requests[-1][1] else honest(request)
    assert fetch(site.address())[1] == BODY


def kept(folder: Path) -> Body:
    """A body of which a part was kept in `folder`."""
    body = Body("http://a.example/", folder)
    body.begin((("etag", '"v1"'), ("content-length", "3000000")), began="2031-05-04T14:30:00+00:00")
    body.write(BODY[:STEP])
    body.keep()
    body.file.close()
    return body


def test_what_was_kept_is_taken_up(tmp_path: Path) -> None:
    kept(tmp_path)
    body = Body("http://a.example/", tmp_path)
    body.file.seek(0)
    assert (body.length, body.validator, body.total) == (STEP, '"v1"', 3_000_000)
    assert body.file.read() == BODY[:STEP]
    body.file.close()


def test_bytes_after_the_last_note_are_not_trusted(tmp_path: Path) -> None:
    kept(tmp_path)
    with next(tmp_path.glob("*.part")).open("ab") as file:
        file.write(b"half a write, then a power cut")
    body = Body("http://a.example/", tmp_path)
    assert body.length == STEP
    body.write(BODY[STEP:])
    body.keep()
    body.file.close()
    assert next(tmp_path.glob("*.part")).read_bytes() == BODY


def spoil(change: Callable[[Any], Any]) -> Callable[[Path], None]:
    def spoiled(folder: Path) -> None:
        note = next(folder.glob("*.json"))
        note.write_text(json.dumps(change(json.loads(note.read_text()))))

    return spoiled


SPOILT: dict[str, Callable[[Path], Any]] = {
    "a bit flipped": lambda f: next(f.glob("*.part")).write_bytes(b"x" + BODY[1:STEP]),
    "bytes missing": lambda f: next(f.glob("*.part")).write_bytes(BODY[: STEP - 1]),
    "no bytes": lambda f: next(f.glob("*.part")).unlink(),
    "no note": lambda f: next(f.glob("*.json")).unlink(),
    "half a note": lambda f: next(f.glob("*.json")).write_text('{"address"'),
    "a note of another address": spoil(lambda note: {**note, "address": "http://b.example/"}),
    "a note without a key": spoil(lambda note: {k: v for k, v in note.items() if k != "length"}),
    "a note with a new key": spoil(lambda note: {**note, "new": 1}),
    "a note of another shape": spoil(lambda note: [note]),
    "a negative length": spoil(lambda note: {**note, "length": -1}),
    "a length in words": spoil(lambda note: {**note, "length": "many"}),
    "headers of another shape": spoil(lambda note: {**note, "headers": [1]}),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_kept_part_that_was_changed_is_as_if_it_were_not_there(how: str, tmp_path: Path) -> None:
    kept(tmp_path)
    SPOILT[how](tmp_path)
    body = Body("http://a.example/", tmp_path)
    assert not body.resumable
    assert body.file.read() == b""
    body.file.close()


def test_a_folder_that_cannot_be_written_is_a_plain_message(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    site.pages["/"] = cutting(site)
    with pytest.raises(FetchError, match="cannot be kept on the disk"):
        fetch(site.address(), tmp_path / "file" / "partial")


@pytest.mark.parametrize(
    ("headers", "validator"),
    [
        ((("etag", '"v"'),), '"v"'),
        ((("etag", 'W/"v"'),), None),
        ((("etag", '""'),), None),
        ((("etag", "v"),), None),
        ((("last-modified", "Sun, 04 May 2031 10:00:00 GMT"),), None),
        (
            (("last-modified", "Sun, 04 May 2031 10:00:00 GMT"), ("date", "Sun, 04 May 2031 10:00:30 GMT")),
            None,
        ),
        ((("last-modified", "yesterday"), ("date", "Sun, 04 May 2031 10:00:30 GMT")), None),
    ],
)
def test_only_a_firm_validator_is_one(headers: tuple[tuple[str, str], ...], validator: str | None) -> None:
    assert strong_validator(headers) == validator
