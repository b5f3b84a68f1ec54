"""The command line as a person meets it: what is printed where, what is written, the exit status."""

from __future__ import annotations

import errno
import io
import json
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from crosswire import __version__, cli
from tests.command import FIRST, PICTURE, Ran, Run


def test_a_folder_of_reports_becomes_a_dossier_and_a_summary(run: Run, reports: Path) -> None:
    ran = run("dossier", "karvel")
    assert ran.status == 0
    written = json.loads(Path("crosswire-dossier/dossier.json").read_text("utf-8"))
    assert [r["source"] for r in written["reports"]] == ["karvel/first.txt", "karvel/second.txt"]
    assert "<html" in Path("crosswire-dossier/dossier.html").read_text("utf-8")
    assert "2 reports" in ran.out
    assert "crosswire-dossier/dossier.html" in ran.out
    assert "killed" in ran.out


def test_progress_is_told_on_standard_error_in_plain_lines(run: Run, reports: Path) -> None:
    err = run("dossier", "karvel", "--out", "out").err
    assert err.splitlines()[0] == "Reading (2)"
    assert "\x1b" not in err


def test_json_is_all_that_stands_on_standard_output_and_no_file_is_written(run: Run, reports: Path) -> None:
    ran = run("dossier", "karvel", "--json")
    contract = json.loads(ran.out)
    schema = json.loads((files("crosswire") / "schema" / "dossier.schema.json").read_text("utf-8"))
    jsonschema.validate(contract, schema)
    assert not Path("crosswire-dossier").exists()


def test_the_bytes_are_the_same_in_any_order_of_input(run: Run, reports: Path) -> None:
    run("dossier", "karvel/first.txt", "karvel/second.txt", "--out", "a", "--quiet")
    run("dossier", "karvel/second.txt", "karvel/first.txt", "--out", "b", "--quiet")
    for name in ("dossier.json", "dossier.html"):
        assert Path("a", name).read_bytes() == Path("b", name).read_bytes()


def test_quiet_prints_nothing_where_all_went_well(run: Run, reports: Path) -> None:
    assert run("dossier", "karvel", "--quiet") == Ran(status=0, out="", err="")


def test_good_reports_are_done_and_bad_ones_listed(run: Run, reports: Path) -> None:
    (reports / "map.png").write_bytes(PICTURE)
    (reports / "empty.txt").write_bytes(b"")
    ran = run("dossier", "karvel", "none.txt", "--out", "out")
    assert ran.status == 0
    for problem in (
        "karvel/map.png: is a picture",
        "karvel/empty.txt: holds no text",
        "none.txt: is not there",
    ):
        assert problem in ran.out
    assert len(json.loads(Path("out/dossier.json").read_text("utf-8"))["problems"]) == 3


def test_problems_are_told_on_standard_error_where_the_summary_is_not_printed(
    run: Run, reports: Path
) -> None:
    (reports / "map.png").write_bytes(PICTURE)
    assert "map.png: is a picture" in run("dossier", "karvel", "--quiet").err
    assert "map.png: is a picture" in run("dossier", "karvel", "--json").err


@pytest.mark.parametrize("make", ["pictures", "empty", "missing"])
def test_nothing_usable_is_status_3_with_a_clear_message(run: Run, tmp_path: Path, make: str) -> None:
    if make != "missing":
        (tmp_path / "given").mkdir()
    if make == "pictures":
        (tmp_path / "given" / "a.png").write_bytes(PICTURE)
        (tmp_path / "given" / "b.png").write_bytes(PICTURE)
    ran = run("dossier", "given", "--quiet")
    assert ran.status == 3
    assert ran.err.startswith("crosswire: Nothing usable among")
    assert not Path("crosswire-dossier").exists()


def test_an_earlier_dossier_stays_where_nothing_is_usable(run: Run, reports: Path) -> None:
    run("dossier", "karvel", "--quiet")
    before = Path("crosswire-dossier/dossier.json").read_bytes()
    run("dossier", "none.txt", "--quiet")
    assert Path("crosswire-dossier/dossier.json").read_bytes() == before


def test_standard_input_is_one_report_and_options_say_what_it_lacks(run: Run) -> None:
    options = ("--published", "2031-05-04", "--publisher", "The Weir", "--address", "https://weir.example/1")
    (report,) = json.loads(run("dossier", "-", "--json", *options, stdin=FIRST.encode()).out)["reports"]
    assert report["source"] == "-"
    assert (report["published"], report["publisher"]) == ("2031-05-04", "The Weir")
    assert report["address"] == "https://weir.example/1"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("karvel", "--publisher", "The Weir"), "only with a single report, but 2 were given"),
        (("karvel/first.txt", "--published", "yesterday"), "--published must be ISO 8601"),
        (("karvel", "--analysis-limit", "0"), "analysis_limit must be at least 1"),
        (("karvel", "--config", "none.toml"), "none.toml: cannot be read"),
        (("karvel", "--out", "karvel/first.txt"), "is a file, not a folder"),
        ((), "Missing argument"),
        (("karvel", "--qiet"), "No such option"),
    ],
)
def test_a_wrong_request_is_status_2_and_says_what_is_wrong(
    run: Run, reports: Path, arguments: tuple[str, ...], message: str
) -> None:
    ran = run("dossier", *arguments)
    assert ran.status == 2
    assert message in " ".join(ran.err.split())
    assert not Path("crosswire-dossier").exists()


def test_a_bug_is_status_1_with_its_traceback(
    run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli.dossier, "build", lambda *a, **k: 1 // 0)
    ran = run("dossier", "karvel")
    assert ran.status == 1
    assert "ZeroDivisionError" in ran.err
    assert "This is a bug in crosswire" in ran.err


def test_a_hostile_report_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    evil = "\x1b[2J\x1b]0;owned\x07\u202e"
    (tmp_path / "a\x1b[31m\u202e.txt").write_text(evil + FIRST.replace("Brandt", f"Bra{evil}ndt"), "utf-8")
    ran = run("dossier", ".", "--out", "out")
    assert ran.status == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.out + ran.err)


def test_config_prints_what_is_in_force_and_whence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("crosswire.toml").write_text("corroboration_threshold = 3\n")
    monkeypatch.setenv("CROSSWIRE_ANALYSIS_LIMIT", "5000")
    rows = {line.split()[0]: line for line in run("config", "--vague-profile", "neutral").out.splitlines()}
    assert "3" in rows["corroboration_threshold"]
    assert "file crosswire.toml" in rows["corroboration_threshold"]
    assert "environment CROSSWIRE_ANALYSIS_LIMIT" in rows["analysis_limit"]
    assert "flag --vague-profile" in rows["vague_profile"]
    assert "default" in rows["language"]


def test_schema_prints_the_published_schema(run: Run) -> None:
    schema = json.loads(run("schema").out)
    assert schema["title"] == "crosswire.dossier/1"


def test_the_version_and_the_help_answer(run: Run) -> None:
    assert run("--version").out == f"crosswire {__version__}\n"
    text = run("dossier", "--help").out
    assert "Examples" in text
    assert "crosswire dossier reports/ --out out/flood" in text


def test_what_is_in_a_source_is_shown_and_nothing_written(run: Run, reports: Path) -> None:
    ran = run("read", "karvel")
    assert ran.status == 0
    assert "Dam bursts above Karvel" in ran.out
    assert "2 reports" in ran.out
    assert sorted(p.name for p in Path().iterdir()) == ["karvel"]


def test_what_cannot_be_read_is_named_and_the_rest_is_read(run: Run, reports: Path) -> None:
    (reports / "photo.txt").write_bytes(PICTURE)
    ran = run("read", "karvel")
    assert ran.status == 0
    assert "problem karvel/photo.txt: is a picture" in ran.err
    assert "2 reports, 1 problem" in ran.out


def test_reports_as_json_lines_carry_their_text(run: Run, reports: Path) -> None:
    told = [json.loads(line) for line in run("read", "karvel", "--json").out.splitlines()]
    assert [t["title"] for t in told] == ["Dam bursts above Karvel", "Toll rises at Karvel"]
    assert told[0]["text"] == FIRST


def test_the_formats_are_listed(run: Run) -> None:
    ran = run("formats")
    assert ran.status == 0
    for name in ("ninjs", "warc", "telegram", "webvtt", "parquet"):
        assert name in ran.out


def test_a_store_is_filled_verified_bagged_and_brought_back(run: Run, reports: Path) -> None:
    ran = run("read", "karvel", "--store", "evidence", "--quiet")
    assert [line.split(" ")[:2] for line in ran.out.splitlines()] == [
        ["stored", "karvel/first.txt"],
        ["stored", "karvel/second.txt"],
    ]
    assert run("bag", "evidence", "bag").status == 0
    assert json.loads(Path("bag/data/dossier/dossier.json").read_text("utf-8"))["reports"]
    assert run("read", "bag", "--store", "restored").status == 0
    kept = [
        {p.relative_to(s): p.read_bytes() for p in (Path(s) / "archive").rglob("*") if p.is_file()}
        for s in ("evidence", "restored")
    ]
    assert kept[0] == kept[1]
    verified = run("verify", "restored")
    assert verified.status == 0
    head = verified.out.split("head ")[1].strip()
    assert run("verify", "restored", "--head", head).status == 0


def test_an_archive_that_is_not_as_it_was_is_said_with_a_status_of_its_own(run: Run, reports: Path) -> None:
    run("read", "karvel", "--store", "evidence", "--quiet")
    blob = next(p for p in Path("evidence/archive/blobs").rglob("*") if p.is_file() and p.suffix == "")
    data = bytearray(blob.read_bytes())
    data[20] ^= 4
    blob.chmod(0o644)
    blob.write_bytes(bytes(data))
    ran = run("verify", "evidence")
    assert ran.status == 4
    assert "NOT AS IT WAS" in ran.out
    assert "byte 20" in ran.out


def test_a_bag_that_is_not_as_it_was_made_has_the_status_of_an_archive(run: Run, reports: Path) -> None:
    run("read", "karvel", "--store", "evidence", "--quiet")
    run("bag", "evidence", "bag", "--no-dossier")
    Path("bag/data/reports.json").write_text("[]")
    ran = run("verify", "bag")
    assert (ran.status, "NOT AS IT WAS" in ran.out) == (4, True)


def test_a_private_address_is_refused_with_what_to_do(run: Run) -> None:
    ran = run("dossier", "http://127.0.0.1:9/dam")
    assert ran.status == 3
    assert "--allow-private" in ran.err


def test_a_watch_needs_sensible_times_and_signed_alarms(run: Run) -> None:
    ran = run("watch", "http://127.0.0.1:9/feed.xml", "--store", "s", "--every", "soon")
    assert (ran.status, "30s, 10m or 2h" in ran.err) == (2, True)
    ran = run("watch", "http://127.0.0.1:9/f", "--store", "s", "--webhook", "https://desk.example")
    assert (ran.status, "--webhook-secret" in ran.err) == (2, True)


def test_a_watch_without_a_store_keeps_one_here(run: Run, reports: Path) -> None:
    assert run("watch", "karvel", "--once", "--every", "10m", "--quiet").status == 0
    assert Path("crosswire-store/archive/custody.jsonl").is_file()


def test_one_round_of_a_watch_ends_by_itself(run: Run, reports: Path) -> None:
    ran = run("watch", "karvel", "--store", "evidence", "--once", "--out", "stories")
    assert ran.status == 0
    assert "tally" in ran.out
    assert list(Path("stories").glob("*/dossier.html"))
    assert run("watch", "karvel", "--store", "evidence", "--once").out == ""


def test_what_libraries_log_of_a_hostile_file_never_reaches_the_terminal(run: Run, tmp_path: Path) -> None:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nThe dam broke."
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\x1b[2J x\r\n"
    head += b"WARC-Date: 2031-05-04T06:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    head += b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(body)
    (tmp_path / "a.warc").write_bytes(head + body + b"\r\n\r\n")
    ran = run("read", "a.warc")
    assert "1 report" in ran.out
    assert "\x1b" not in ran.out + ran.err


def test_a_full_disk_is_said_and_is_no_bug(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def reconfigure(self, **_: object) -> None: ...

        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    ran = run("read", "karvel")
    assert (ran.status, "make room" in ran.err, "Traceback" in ran.err) == (2, True, False)


def test_a_closed_output_stops_nothing(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    ran = run("dossier", "karvel", "--out", "out")
    sys.stdout.close()
    assert (ran.status, ran.out) == (0, "")
    assert Path("out/dossier.json").is_file()
