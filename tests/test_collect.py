"""Opening files at the edge: what becomes a source, what a problem, and that order changes nothing."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from crosswire.collect import open_files
from crosswire.intake import take
from crosswire.read import Limits, Source, Unpacking
from crosswire.types import Problem


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flood" / "late").mkdir(parents=True)
    (tmp_path / "flood" / "b.txt").write_text("The weir broke.")
    (tmp_path / "flood" / "a.html").write_text("<p>The weir held.</p>")
    (tmp_path / "flood" / "late" / "c.txt").write_text("Twelve drowned.")
    return tmp_path


def collect(
    paths: Iterable[str | Path], *, stdin: bytes | None = None, options: Unpacking | None = None
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Everything at the paths, sorted: the sources, and the problems."""
    stream = io.BytesIO(stdin) if stdin is not None else None
    found = list(take([os.fspath(p) for p in paths], stdin=stream, options=options))
    problems = {x for x in found if isinstance(x, Problem)}
    return (
        tuple(sorted((x for x in found if isinstance(x, Source)), key=lambda s: s.name)),
        tuple(sorted(problems, key=lambda p: (p.report or "", p.message))),
    )


def names(*paths: str | Path, stdin: bytes | None = None) -> list[str]:
    return [s.name for s in collect(paths, stdin=stdin)[0]]


def messages(*paths: str | Path) -> list[str]:
    return [f"{p.report}: {p.message}" for p in collect(paths)[1]]


def test_a_folder_gives_every_file_below_it_in_order(folder: Path) -> None:
    assert names("flood") == ["flood/a.html", "flood/b.txt", "flood/late/c.txt"]
    assert messages("flood") == []


def test_the_order_and_repetition_of_paths_change_nothing(folder: Path) -> None:
    forward = collect(["flood/b.txt", "flood", "none.txt", "flood/late"])
    backward = collect(["flood/late", "none.txt", "flood", "flood/b.txt"])
    assert forward == backward
    assert len(forward[0]) == 3


def test_a_readme_hidden_files_and_the_parts_of_saved_pages_are_passed_over(folder: Path) -> None:
    (folder / "flood" / "README.md").write_text("Where the reports come from.")
    (folder / "flood" / ".note").write_text("x")
    (folder / "flood" / ".git").mkdir()
    (folder / "flood" / ".git" / "d.txt").write_text("x")
    (folder / "flood" / "a_files").mkdir()
    (folder / "flood" / "a_files" / "style.css").write_text("p {}")
    assert len(names("flood")) == 3


def test_an_earlier_dossier_is_not_read_as_a_report(folder: Path) -> None:
    (folder / "flood" / "dossier.json").write_text('{\n "schema": "crosswire.dossier/1"}')
    (folder / "flood" / "dossier.html").write_text("<p>the page</p>")
    assert len(names("flood")) == 3


def test_a_page_that_happens_to_be_called_dossier_is_read(folder: Path) -> None:
    (folder / "flood" / "dossier.html").write_text("<p>A minister's dossier</p>")
    assert "flood/dossier.html" in names("flood")


@pytest.mark.parametrize("ending", ["json", "toml"])
def test_a_sidecar_says_what_its_report_cannot(folder: Path, ending: str) -> None:
    said = json.dumps({"publisher": "The Weir"}) if ending == "json" else 'publisher = "The Weir"'
    (folder / "flood" / f"b.{ending}").write_text(said)
    sources = {s.name: s for s in collect(["flood"])[0]}
    assert sources["flood/b.txt"].given.publisher == "The Weir"
    assert sources["flood/a.html"].given.publisher is None
    assert len(sources) == 3


def test_a_sidecar_named_with_its_report_is_no_second_report(folder: Path) -> None:
    (folder / "flood" / "b.json").write_text('{"publisher": "The Weir"}')
    assert names("flood/b.txt", "flood/b.json") == ["flood/b.txt"]


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("b.json", '{"publsher": "x"}', "flood/b.json: unknown key 'publsher'"),
        ("b.toml", "publisher =", "flood/b.toml: cannot be parsed"),
        ("lone.toml", "", "flood/lone.toml: is no report"),
    ],
)
def test_a_sidecar_that_cannot_be_used_is_a_problem_and_the_reports_are_read(
    folder: Path, file: str, content: str, problem: str
) -> None:
    (folder / "flood" / file).write_text(content)
    (message,) = messages("flood")
    assert message.startswith(problem)
    assert len(names("flood")) == 3


def test_of_two_sidecars_one_is_taken_and_the_other_named(folder: Path) -> None:
    (folder / "flood" / "b.json").write_text('{"publisher": "The Weir"}')
    (folder / "flood" / "b.toml").write_text('publisher = "The Sluice"')
    sources, problems = collect(["flood"])
    assert sources[1].given.publisher == "The Weir"
    assert [p.report for p in problems] == ["flood/b.toml"]


def test_a_missing_path_and_an_empty_folder_are_problems(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert messages("none.txt", "empty", "flood") == [
        "empty: holds no files to read; name a folder with reports.",
        "none.txt: is not there; check the path.",
    ]


def test_a_broken_link_and_a_pipe_are_problems(folder: Path) -> None:
    (folder / "flood" / "gone.txt").symlink_to("nowhere")
    os.mkfifo(folder / "flood" / "pipe")
    assert [m.split(" ")[0] for m in messages("flood")] == ["flood/gone.txt:", "flood/pipe:"]
    assert len(names("flood")) == 3


def test_a_pipe_that_is_named_itself_is_a_problem_and_nobody_waits_for_it(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert messages("pipe") == [
        "pipe: is a pipe or a device, not a file; give it on standard input, and - for its name."
    ]


def test_a_folder_that_fills_may_still_be_empty(folder: Path) -> None:
    (folder / "inbox").mkdir()
    assert list(open_files(["inbox"], filling=True)) == []


def test_a_link_to_a_file_given_too_is_read_once(folder: Path) -> None:
    (folder / "flood" / "z.txt").symlink_to("b.txt")
    assert names("flood") == ["flood/a.html", "flood/b.txt", "flood/late/c.txt"]


def test_a_file_that_would_fill_the_memory_is_not_read(folder: Path) -> None:
    _, problems = collect(["flood"], options=Unpacking(limits=Limits(report=14)))
    assert [f"{p.report}: {p.message}".split(" is ")[0] for p in problems] == [
        "flood/a.html:",
        "flood/b.txt:",
        "flood/late/c.txt:",
    ]


def test_a_dash_is_standard_input(folder: Path) -> None:
    ((source,), problems) = collect(["-"], stdin=b"The weir broke.")
    assert (source.name, source.data, problems) == ("-", b"The weir broke.", ())


def test_a_name_that_is_no_utf8_can_still_be_printed(folder: Path) -> None:
    (folder / os.fsdecode(b"fl\xff.txt")).write_text("x")
    assert "fl\ufffd.txt" in [n.encode("utf-8").decode() for n in names(".")]


def test_a_report_that_is_json_is_not_its_own_sidecar(folder: Path) -> None:
    (folder / "wire.json").write_text('{"uri": "urn:w:1", "headline": "Dam", "body_text": "It broke."}')
    ((source,), problems) = collect(["wire.json"])
    assert (source.name, problems) == ("wire.json", ())
