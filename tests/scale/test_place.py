"""Folders and object stores alike, the latter on the loopback address; and batches that read and write them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.fs
import pyarrow.parquet as pq
import pytest

from crosswire import Config, UsageError
from crosswire.read import Source
from crosswire.scale.batch import run_batch
from crosswire.scale.engines import Serial
from crosswire.scale.inputs import chunked, sources_of
from crosswire.scale.local import Processes
from crosswire.scale.place import Place, shown
from crosswire.types import Problem
from tests.command import Run
from tests.scale.made import files_in, sources
from tests.scale.object_store import Store, serving

FEW = sources(events=2, reports=2)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    # Without these the client would look for credentials at an address of the cloud.
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with serving() as running:
        yield running


@pytest.fixture(params=["folder", "file uri", "object store", "sub tree"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "object store":
        return Place.open(request.getfixturevalue("store").uri("news/out"))
    if request.param == "sub tree":
        inner = pyarrow.fs.SubTreeFileSystem(str(tmp_path), pyarrow.fs.LocalFileSystem())
        return Place(inner, "out", "tree://out")
    return Place.open((tmp_path / "out").as_uri() if request.param == "file uri" else tmp_path / "out")


def test_files_are_written_read_listed_and_removed(place: Place) -> None:
    assert place.names() == ()
    assert place.read("a/one.txt") is None
    place.write("a/one.txt", b"first")
    place.write("a/one.txt", b"again")
    place.write_from("b.bin", io.BytesIO(bytes(3_000_000)))
    assert place.names() == ("a/one.txt", "b.bin")
    assert place.names("a") == ("a/one.txt",)
    assert place.read("a/one.txt") == b"again"
    assert place.read_part("a/one.txt", 1, 4) == b"gai"
    assert place.has("b.bin")
    with place.stream("b.bin") as (stream, size):
        assert (stream.read(3), size) == (bytes(3), 3_000_000)
    assert place.below("a").read("one.txt") == b"again"
    place.remove("b.bin")
    place.remove("a")
    place.remove("never/there")
    assert place.names() == ()


def test_a_file_that_cannot_be_written_whole_is_not_there_and_leaves_the_old_one(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("gone")

    place = Place.open(tmp_path)
    place.write("kept.txt", b"old")
    with pytest.raises(UsageError):
        place.write_from("kept.txt", Broken())
    assert files_in(tmp_path) == {"kept.txt": b"old"}


@pytest.mark.parametrize(
    ("where", "said"),
    [("tape://reel/1", "tape://reel/1: cannot be opened"), ("s3://user:hush@/", "s3://")],
)
def test_an_address_that_no_file_system_knows_is_told_without_its_secrets(where: str, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        Place.open(where)
    assert said in str(raised.value)
    assert "hush" not in str(raised.value)


def test_an_address_is_shown_without_user_password_and_parameters() -> None:
    assert shown("s3://key:hush@bucket/in/a.txt?token=hush") == "s3://bucket/in/a.txt"


def test_a_batch_reads_and_writes_an_object_store_and_gives_the_same_dossiers(
    pool: Processes, store: Store, tmp_path: Path
) -> None:
    for source in FEW:
        store.objects[f"news/in/{source.name}"] = source.data
    store.objects["news/in/r000.toml"] = b'publisher = "The Courier"'
    store.objects["news/in/.hidden/x.txt"] = b"Not to be read."
    given = list(sources_of([store.uri("news/in")]))
    assert [s.name for s in given if isinstance(s, Source)] == [f"s3://news/in/{s.name}" for s in FEW]
    assert given[0].given.publisher == "The Courier"  # type: ignore[union-attr]
    run_batch(given, Place.open(store.uri("news/out")), pool, config=Config())
    run_batch(given, Place.open(tmp_path), Serial(), config=Config())
    made = {
        name.removeprefix("news/out/"): data
        for name, data in store.objects.items()
        if name.startswith("news/out/") and not name.endswith("/")
    }
    assert made == files_in(tmp_path)


def test_a_store_without_files_or_with_a_bad_sidecar_is_a_problem(store: Store) -> None:
    (nothing,) = sources_of([store.uri("news/empty")])
    assert isinstance(nothing, Problem)
    assert "holds no files" in nothing.message
    store.objects |= {"news/in/a.txt": FEW[0].data, "news/in/a.json": b"{"}
    problem, source = sources_of([store.uri("news/in")])
    assert isinstance(problem, Problem)
    assert "read without it" in problem.message
    assert isinstance(source, Source)


def test_a_parquet_table_of_reports_is_read_row_by_row(run: Run, tmp_path: Path) -> None:
    texts = [s.data.decode().partition("\n\n")[2] for s in FEW]
    table = pa.table(
        {"body": texts, "headline": [f"Headline {n}" for n in range(4)], "day": ["2031-05-04"] * 4}
    )
    pq.write_table(table, tmp_path / "day.parquet")
    columns = "text=body,title=headline,published=day"
    ended = run("batch", "day.parquet", "--to", "out", "--columns", columns, "--engine", "serial", "--pages")
    assert ended.status == 0
    assert "4 reports, 2 stories" in ended.out
    rows = pq.read_table(tmp_path / "out" / "reports.parquet").to_pylist()
    assert sorted(r["title"] for r in rows) == [f"Headline {n}" for n in range(4)]
    assert {r["published"] for r in rows} == {"2031-05-04"}
    assert len(list((tmp_path / "out" / "dossiers").glob("*.html"))) == 2


def test_the_order_of_what_is_given_changes_nothing_and_equal_reports_get_ids_of_their_own(
    tmp_path: Path,
) -> None:
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.txt").write_bytes(FEW[0].data)
    given = [str(tmp_path / "b"), str(tmp_path / "a")]
    found = [
        list(chunked((s for s in sources_of(g) if isinstance(s, Source)), 1000)) for g in (given, given[::-1])
    ]
    assert found[0] == found[1]
    first, second = [one.id for chunk in found[0] for one in chunk.sources]
    assert second == f"{first}-2"


def test_one_more_source_changes_one_chunk() -> None:
    many = [Source(name=f"{n:04}.txt", data=b"Report %d" % n) for n in range(400)]
    before = {c.key for c in chunked(many, 1000)}
    after = {c.key for c in chunked([Source(name="00000.txt", data=b"One more"), *many], 1000)}
    assert len(before) > 20
    assert len(after - before) <= 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "karvel/out"), "lies in karvel"),
        (("--to", "karvel/first.txt"), "is a file, not a folder"),
        (("--to", "out", "--address", "127.0.0.1:6379"), "use it with --engine ray"),
        (("--to", "tape://out"), "cannot be opened"),
    ],
)
def test_wrong_requests_are_told(run: Run, reports: Path, arguments: Any, said: str) -> None:
    ended = run("batch", "karvel", *arguments)
    assert ended.status == 2
    assert said in ended.err.replace("\ncrosswire: ", " ")


def test_where_nothing_can_be_read_the_status_says_so(run: Run, tmp_path: Path) -> None:
    ended = run("batch", "gone.txt", "--to", "out", "--engine", "serial")
    assert ended.status == 3
    assert "gone.txt" in ended.err
