"""`crosswire export` as a person meets it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.command import Run


@pytest.fixture
def dossier(run: Run, reports: Path) -> Path:
    assert run("dossier", "karvel", "--quiet").status == 0
    return Path("crosswire-dossier/dossier.json")


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_reports_become_a_table_on_standard_output(run: Run, reports: Path) -> None:
    ran = run("export", "karvel", "--to", "figures")
    assert ran.status == 0
    rows = table(ran.out)
    assert {"12", "14"} <= {r["number"] for r in rows if r["measure"] == "killed"}
    assert "Dam bursts" not in ran.out


def test_words_are_there_when_they_are_asked_for(run: Run, reports: Path) -> None:
    rows = table(run("export", "karvel", "--to", "figures", "--with-text").out)
    assert any("dam above Karvel burst" in r["sentence"] for r in rows)


def test_a_dossier_already_made_gives_the_same_as_its_reports(run: Run, dossier: Path) -> None:
    from_reports = run("export", "karvel", "--to", "ucdp")
    from_dossier = run("export", str(dossier), "--to", "ucdp")
    assert (from_dossier.status, from_dossier.out) == (0, from_reports.out)


def test_the_folder_of_a_dossier_is_that_dossier(run: Run, dossier: Path) -> None:
    assert (
        run("export", str(dossier.parent), "--to", "ucdp").out
        == run("export", str(dossier), "--to", "ucdp").out
    )
    (dossier.parent / "note.txt").write_text("Weir\n\nTwo people drowned on Friday.\n", "utf-8")
    assert table(run("export", str(dossier.parent), "--to", "ucdp").out)[0]["number_of_sources"] == "1"


def test_the_ending_of_the_file_tells_the_format(run: Run, dossier: Path) -> None:
    assert run("export", str(dossier), "--to", "tallies", "--out", "new/t.parquet").status == 0
    assert pq.read_table("new/t.parquet").num_rows >= 1
    assert run("export", str(dossier), "--to", "tallies", "--out", "t.jsonl").status == 0
    assert json.loads(Path("t.jsonl").read_text("utf-8").splitlines()[0])["measure"]
    assert run("export", str(dossier), "--to", "tallies", "--format", "csv", "--out", "t.txt").status == 0
    assert Path("t.txt").read_text("utf-8").startswith("id,story,measure")


def test_plover_is_json_lines(run: Run, dossier: Path) -> None:
    ran = run("export", str(dossier), "--to", "plover")
    assert ran.status == 0
    assert all(json.loads(line)["id"] for line in ran.out.splitlines())
    refused = run("export", str(dossier), "--to", "plover", "--format", "csv")
    assert (refused.status, refused.out) == (2, "")
    assert "use jsonl" in refused.err


def test_that_a_dossier_json_holds_no_sentences_is_said(run: Run, dossier: Path) -> None:
    ran = run("export", str(dossier), "--to", "figures", "--with-text")
    assert "holds no sentences" in ran.err
    assert all(r["text"] and not r["sentence"] for r in table(ran.out))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--mend"], "--mend: has no part in a dossier already made"),
        (["--analysis-limit", "9"], "--analysis-limit: has no part"),
        (["karvel"], "give it alone"),
        (["--out", "karvel"], "is a folder"),
    ],
)
def test_what_a_made_dossier_cannot_do_is_refused(
    run: Run, dossier: Path, arguments: list[str], message: str
) -> None:
    ran = run("export", str(dossier), "--to", "figures", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in " ".join(ran.err.split())


def test_a_damaged_dossier_is_named(run: Run, dossier: Path) -> None:
    dossier.write_bytes(dossier.read_bytes()[:5000])
    ran = run("export", str(dossier), "--to", "figures")
    assert ran.status == 2
    assert "dossier.json: is damaged" in ran.err


def test_an_unknown_target_is_a_wrong_request(run: Run, reports: Path) -> None:
    ran = run("export", "karvel", "--to", "cameo")
    assert ran.status == 2
    assert "cameo" in ran.err


def test_nothing_usable_is_status_three(run: Run) -> None:
    Path("empty").mkdir()
    assert run("export", "empty", "--to", "figures").status == 3


def test_what_could_not_be_read_is_told_beside_the_table(run: Run, reports: Path) -> None:
    (reports / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    ran = run("export", "karvel", "--to", "tallies", "--quiet")
    assert ran.status == 0
    assert "map.png" in ran.err
    assert table(ran.out)


def test_reports_become_timeml_with_their_words_alone(run: Run, reports: Path) -> None:
    refused = run("export", "karvel", "--to", "timeml", "--out", "times.zip")
    assert (refused.status, "--with-text" in refused.err) == (2, True)
    assert run("export", "karvel", "--to", "timeml", "--with-text", "--out", "times.zip").status == 0
    with zipfile.ZipFile("times.zip") as packed:
        assert b"<TIMEX3" in packed.read("R1.tml")


def test_a_dossier_is_handed_over_as_a_graph(run: Run, dossier: Path) -> None:
    assert run("export", str(dossier), "--to", "ftm", "--out", "karvel.ftm.json").status == 0
    entities = [json.loads(line) for line in Path("karvel.ftm.json").read_text("utf-8").splitlines()]
    assert {"Article", "Person", "Mention", "Event", "Note"} <= {e["schema"] for e in entities}


def test_who_hands_claims_over_and_when_stands_in_them(run: Run, dossier: Path) -> None:
    given = ["--day", "2031-05-09", "--desk", "The weir desk"]
    ran = run("export", str(dossier), "--to", "claimreview", *given)
    review = json.loads(ran.out)["@graph"][0]
    assert (ran.status, review["datePublished"], review["author"]["name"]) == (
        0,
        "2031-05-09",
        "The weir desk",
    )
    refused = run("export", str(dossier), "--to", "figures", *given)
    assert (refused.status, "no place for day and desk" in refused.err) == (2, True)


@pytest.mark.browser
def test_a_dossier_is_printed(run: Run, reports: Path) -> None:
    assert run("export", "karvel", "--to", "pdf", "--day", "2031-05-09", "--out", "karvel.pdf").status == 0
    assert Path("karvel.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--desk", "The weir desk"], "pdf has no place for desk"),
        (["--format", "csv"], "pdf cannot be written as csv"),
    ],
)
def test_what_a_print_has_no_place_for_is_refused(
    run: Run, reports: Path, arguments: list[str], message: str
) -> None:
    ran = run("export", "karvel", "--to", "pdf", "--out", "karvel.pdf", *arguments)
    assert (ran.status, message in " ".join(ran.err.split())) == (2, True)


def test_without_a_browser_nothing_is_begun(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere")
    ran = run("export", "karvel", "--to", "pdf", "--out", "karvel.pdf")
    assert (ran.status, "cannot be run" in ran.err) == (2, True)


def test_a_dossier_json_is_not_enough_for_a_print(run: Run, dossier: Path) -> None:
    ran = run("export", str(dossier), "--to", "pdf", "--out", "karvel.pdf")
    assert (ran.status, "dossier.html beside it" in " ".join(ran.err.split())) == (2, True)
