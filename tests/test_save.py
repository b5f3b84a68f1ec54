"""A dossier's files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswire import save as saving
from crosswire.errors import UsageError
from crosswire.save import check_folder, save
from tests.present.made_dossier import DOSSIER


def test_both_files_are_written_and_nothing_else_left(tmp_path: Path) -> None:
    json, html = save(DOSSIER, tmp_path / "new" / "out")
    assert json.read_bytes() == DOSSIER.to_json().encode()
    assert html.read_text("utf-8") == DOSSIER.to_html()
    assert sorted(p.name for p in json.parent.iterdir()) == ["dossier.html", "dossier.json"]


def test_a_failed_run_leaves_the_earlier_dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(DOSSIER, tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def fail(dossier: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(saving, "to_html", fail)
    with pytest.raises(RuntimeError):
        save(DOSSIER, tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_a_file_where_the_folder_should_be_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    for folder in (tmp_path / "out", tmp_path / "out" / "below"):
        with pytest.raises(UsageError, match="is a file, not a folder"):
            check_folder(folder)


def test_a_place_that_cannot_be_written_is_a_wrong_request(tmp_path: Path) -> None:
    (tmp_path / "dossier.json").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        save(DOSSIER, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["dossier.json"]
