"""The lineage stream in a file, so that a desk that restarts need not read its reports again.

Takes a stream and a path; writes one file of plain arrays (NumPy's .npz, nothing pickled), whole or not at
all, and gives the same stream again: what stands and what later reports get is as if it had never stopped.
A file of another format, or whose sketches were made another way, is refused; the terms must then be made
anew from the reports.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from crosswire.link.lineage_segment import By, Kept, Meeting, Member, Tie
from crosswire.link.lineage_stream import LineageStream
from crosswire.link.lineage_terms import SHINGLE, LineageTerms
from crosswire.text.minhash import VERSION
from crosswire.text.winnow import WINDOW

FORMAT = f"crosswire-lineage-1 {VERSION} shingle-{SHINGLE} winnow-{WINDOW}"

_Arrays = dict[str, NDArray[Any]]
_SETS = ("shingles", "bands", "fingerprints", "anchors")
_BY = get_args(By)


def save_lineage(stream: LineageStream, path: Path) -> None:
    """Writes a stream to a file; one that is there is replaced when all is written. Raises OSError."""
    texts, ties = stream.kept()
    waiting = path.with_name(path.name + ".part")
    with waiting.open("wb") as out:
        np.savez(out, allow_pickle=False, **_arrays(stream.window, texts, ties))
        out.flush()
        os.fsync(out.fileno())
    os.replace(waiting, path)


def load_lineage(path: Path) -> LineageStream:
    """The stream that was saved. Raises OSError, and ValueError where the file is not such a stream."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        told = json.loads(arrays["told"].tobytes())
        kind = str(told["format"])
    except (BadZipFile, EOFError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: not a saved lineage stream: {error}") from error
    if kind != FORMAT:
        raise ValueError(f"{path}: of format {kind!r}, but {FORMAT!r} is needed")
    return LineageStream.restored(told["window"], _texts(arrays, told), _ties(arrays))


def _arrays(window: int, texts: Sequence[Kept], ties: Sequence[Tie]) -> _Arrays:
    terms = [text.terms for text in texts]
    members = [member for text in texts for member in text.members]
    told = {
        "format": FORMAT,
        "window": window,
        "reports": [m.report for m in members],
        "languages": [t.language for t in terms],
    }
    arrays: _Arrays = {
        "told": np.frombuffer(json.dumps(told).encode(), dtype=np.uint8),
        "sizes": np.array([t.size for t in terms], dtype=np.int64),
        "carried": np.array([len(text.members) for text in texts], dtype=np.int64),
        "ties": np.array(
            [(tie.one, tie.other, _BY.index(tie.how.by), tie.how.shared, tie.how.prints) for tie in ties],
            dtype=np.int64,
        ).reshape(-1, 5),
    }
    arrays |= _optional("whole", [t.whole for t in terms], np.uint64)
    arrays |= _optional("day", [m.day for m in members], np.int64)
    arrays |= _optional("house", [m.house for m in members], np.uint64)
    for name in _SETS:
        sets = [getattr(t, name) for t in terms]
        arrays[name] = np.concatenate([np.zeros(0, np.uint32 if name == "shingles" else np.uint64), *sets])
        arrays[f"{name}_sizes"] = np.array([len(s) for s in sets], dtype=np.int64)
    return arrays


def _texts(arrays: _Arrays, told: dict[str, Any]) -> Iterator[Kept]:
    sets = {name: _parted(arrays[name], arrays[f"{name}_sizes"]) for name in _SETS}
    days, houses = _values(arrays, "day"), _values(arrays, "house")
    members = [Member(*m) for m in zip(told["reports"], days, houses, strict=True)]
    carried = _bounds(arrays["carried"])
    plain = zip(arrays["sizes"].tolist(), _values(arrays, "whole"), told["languages"], strict=True)
    for n, ((start, stop), (size, whole, language)) in enumerate(zip(carried, plain, strict=True)):
        first = members[start]
        terms = LineageTerms(
            report=first.report,
            day=first.day,
            house=first.house,
            language=language,
            size=size,
            whole=whole,
            **{name: sets[name][n] for name in _SETS},
        )
        yield Kept(terms, tuple(members[start:stop]))


def _ties(arrays: _Arrays) -> Iterator[Tie]:
    for one, other, by, shared, prints in arrays["ties"].tolist():
        yield Tie(one, other, Meeting(_BY[by], shared, prints))


def _optional(name: str, values: Sequence[int | None], kind: type[np.generic]) -> _Arrays:
    """Numbers of which some are unknown: the numbers, and which are known."""
    return {
        name: np.array([0 if v is None else v for v in values], dtype=kind),
        f"{name}_known": np.array([v is not None for v in values], dtype=np.bool_),
    }


def _values(arrays: _Arrays, name: str) -> list[int | None]:
    known = zip(arrays[name].tolist(), arrays[f"{name}_known"].tolist(), strict=True)
    return [value if there else None for value, there in known]


def _bounds(sizes: NDArray[Any]) -> Iterable[tuple[int, int]]:
    return pairwise([0, *np.cumsum(sizes).tolist()])


def _parted(flat: NDArray[Any], sizes: NDArray[Any]) -> list[NDArray[Any]]:
    return [flat[start:stop] for start, stop in _bounds(sizes)]
