"""`crosswire bag` as a person meets it: everything in every form, checked by BagIt's own tool."""

from __future__ import annotations

import json
from pathlib import Path

import bagit
import pytest

import crosswire
from crosswire.present.exports import Cover
from crosswire.present.exports.folder import README, to_folder
from tests.command import Run
from tests.present.handover.samples import sample
from tests.present.made_dossier import DOSSIER, TEXTS


@pytest.fixture
def evidence(run: Run, reports: Path) -> Path:
    assert run("read", "karvel", "--store", "evidence", "--quiet").status == 0
    return Path("evidence")


def test_a_bag_holds_the_dossier_in_every_form_and_says_what_each_is(run: Run, evidence: Path) -> None:
    ran = run("bag", "evidence", "bag", "--desk", "The weir desk", "--day", "2031-05-09")
    assert (ran.status, ran.out.strip()) == (0, "bag")
    assert bagit.Bag("bag").is_valid()
    assert "Source-Organization: The weir desk" in Path("bag/bag-info.txt").read_text("utf-8")
    files = {p.name for p in Path("bag/data/dossier").iterdir()}
    readme = Path("bag/data/dossier/README.txt").read_text("utf-8")
    assert len(files) == 13
    assert [name for name in files - {README} if name not in readme] == []
    assert "Handed over by The weir desk, 2031-05-09" in readme


def test_what_is_in_the_bag_is_what_each_export_gives(run: Run, evidence: Path) -> None:
    assert run("bag", "evidence", "bag", "--day", "2031-05-09").status == 0
    made = crosswire.dossier(["bag"])
    cover = Cover(day="2031-05-09")
    for name, to in (("dossier.docx", "docx"), ("claims.jsonld", "claimreview")):
        assert Path("bag/data/dossier", name).read_bytes() == crosswire.export(
            made, to, with_text=True, cover=cover
        )


def test_the_print_goes_along_where_it_is_asked_for(run: Run, evidence: Path) -> None:
    assert run("bag", "evidence", "bag", "--pdf").status == 0
    assert Path("bag/data/dossier/dossier.pdf").read_bytes().startswith(b"%PDF-")
    assert "dossier.pdf" in Path("bag/data/dossier/README.txt").read_text("utf-8")
    refused = run("bag", "evidence", "other", "--pdf", "--no-dossier")
    assert (refused.status, "give one of them" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--day", "soon"], "soon: is no day"), (["--address", "weir"], "is no web address")],
)
def test_what_makes_no_sense_is_refused_before_the_work(
    run: Run, evidence: Path, arguments: list[str], message: str
) -> None:
    ran = run("bag", "evidence", "bag", *arguments)
    assert (ran.status, message in ran.err, Path("bag").exists()) == (2, True, False)


def test_the_archive_alone_can_be_bagged(run: Run, evidence: Path) -> None:
    assert run("bag", "evidence", "bag", "--no-dossier").status == 0
    assert not Path("bag/data/dossier").exists()
    assert len(json.loads(Path("bag/data/reports.json").read_text("utf-8"))) == 2


def test_a_folder_without_the_texts_has_none_of_them() -> None:
    files = to_folder(DOSSIER)
    assert not [name for name, data in files.items() for text in TEXTS.values() if text.encode() in data]
    assert b"are not among these files" in files[README]
    assert files == to_folder(DOSSIER)
    whole = to_folder(sample("hallin-dam"), with_text=True)
    assert b"Three villages below Lower Pell" in whole["dossier.html"]
    assert b"Three villages below Lower Pell" not in to_folder(sample("hallin-dam"))["dossier.html"]
