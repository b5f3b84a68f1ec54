"""Dossiers kept beside an archive: the same again, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswire import derived
from tests.present.made_dossier import DOSSIER


def test_what_is_kept_comes_back_the_same(tmp_path: Path) -> None:
    key = derived.key_of("head", DOSSIER.settings)
    assert derived.keep(tmp_path, key, DOSSIER)
    assert derived.load(tmp_path, key) == DOSSIER


def test_another_head_or_setting_is_another_dossier(tmp_path: Path) -> None:
    keys = {derived.key_of("a", ()), derived.key_of("b", ()), derived.key_of("a", (("language", "en"),))}
    assert len(keys) == 3
    assert derived.load(tmp_path, keys.pop()) is None


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"[1", b'{"format":"crosswire.derived/1","texts":[],"dossier":[[[9]]]}']
)
def test_what_cannot_be_read_counts_as_absent(tmp_path: Path, damage: bytes) -> None:
    key = derived.key_of("head", ())
    assert derived.keep(tmp_path, key, DOSSIER)
    (tmp_path / "derived" / f"dossier-{key}.json").write_bytes(damage)
    assert derived.load(tmp_path, key) is None


def test_only_the_last_is_kept(tmp_path: Path) -> None:
    for head in ("a", "b"):
        derived.keep(tmp_path, derived.key_of(head, ()), DOSSIER)
    assert len(list((tmp_path / "derived").iterdir())) == 1


def test_a_store_that_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "derived").write_text("a file stands here")
    assert not derived.keep(tmp_path, derived.key_of("a", ()), DOSSIER)
