from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from crosswire.link.lineage_state import load_lineage, save_lineage
from crosswire.link.lineage_stream import LineageStream
from tests.link.test_lineage_stream import invented, streamed


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_stream_taken_up_again_goes_on_as_if_it_had_never_stopped(tmp_path: Path, seed: int) -> None:
    terms = invented(seed)
    never = LineageStream(10)
    stopping = LineageStream(10)
    for n, one in enumerate(terms):
        if n in (0, 11, 23):
            save_lineage(stopping, tmp_path / "lineage.npz")
            stopping = load_lineage(tmp_path / "lineage.npz")
        assert stopping.add(one) == never.add(one)
    assert stopping.links() == never.links() != ()
    save_lineage(stopping, tmp_path / "lineage.npz")
    assert load_lineage(tmp_path / "lineage.npz").links() == never.links()
    assert [p.name for p in tmp_path.iterdir()] == ["lineage.npz"]


def test_what_is_saved_twice_is_the_same_to_the_byte(tmp_path: Path) -> None:
    for name in ("one", "two"):
        save_lineage(streamed(*invented(5), window=10), tmp_path / name)
    save_lineage(load_lineage(tmp_path / "one"), tmp_path / "three")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    held = [dict(np.load(tmp_path / name)) for name in ("one", "three")]
    assert all(np.array_equal(held[0][key], held[1][key]) for key in held[0])


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lineage.npz"
    path.write_bytes(b"no stream")
    with pytest.raises(ValueError, match="not a saved lineage stream"):
        load_lineage(path)
    save_lineage(streamed(*invented(5)), path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ValueError, match="not a saved lineage stream"):
        load_lineage(path)
    path.write_bytes(whole)
    arrays = dict(np.load(path))
    told = json.loads(arrays["told"].tobytes()) | {"format": "crosswire-lineage-0"}
    np.savez(path, **(arrays | {"told": np.frombuffer(json.dumps(told).encode(), dtype=np.uint8)}))
    with pytest.raises(ValueError, match="crosswire-lineage-0"):
        load_lineage(path)
