"""The terms of a story stream in a file, so that a desk that restarts need not read its reports again.

Takes the terms of reports in the order in which they were placed; writes one file of plain arrays (NumPy's
.npz, nothing pickled), whole or not at all, and gives the same terms in the same order. Placed again in that
order, under the same rulings, they make the same stories, since a stream depends on nothing else. A file of
another format is refused; the terms must then be made anew from the reports.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from crosswire.link.story_terms import StoryTerms

_NAMES = tuple(f.name for f in fields(StoryTerms))
# Told by JSON, one value a report; `texts` are kept once each; the others are arrays.
_PLAIN = ("report", "stamp", "day", "days", "title")
_SETS = tuple(name for name in _NAMES if name not in (*_PLAIN, "texts"))
FORMAT = f"crosswire-stories-1 {' '.join(_NAMES)}"


def save_stories(terms: Iterable[StoryTerms], path: Path) -> None:
    """Writes the terms; a file that is there is replaced when all is written. Raises OSError."""
    every = list(terms)
    numbers: dict[str, int] = {}
    texts = [numbers.setdefault(text, len(numbers)) for one in every for text in one.texts]
    told = {"format": FORMAT, "texts": list(numbers)}
    told |= {name: [getattr(one, name) for one in every] for name in _PLAIN}
    arrays: dict[str, NDArray[Any]] = {
        "told": np.frombuffer(json.dumps(told).encode(), dtype=np.uint8),
        "texts": np.array(texts, dtype=np.int64),
        "sizes": np.array([len(one.texts) for one in every], dtype=np.int64),
    }
    if every:
        arrays |= {name: np.concatenate([getattr(one, name) for one in every]) for name in _SETS}
    waiting = path.with_name(path.name + ".part")
    with waiting.open("wb") as out:
        np.savez(out, allow_pickle=False, **arrays)
        out.flush()
        os.fsync(out.fileno())
    os.replace(waiting, path)


def load_stories(path: Path) -> tuple[StoryTerms, ...]:
    """The terms that were saved, in their order. Raises OSError, and ValueError where the file holds none."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        told = json.loads(arrays["told"].tobytes())
        kind = str(told["format"])
    except (BadZipFile, EOFError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: no saved terms of stories: {error}") from error
    if kind != FORMAT:
        raise ValueError(f"{path}: of format {kind!r}, but {FORMAT!r} is needed")
    texts = [told["texts"][n] for n in arrays["texts"].tolist()]
    bounds = pairwise([0, *np.cumsum(arrays["sizes"]).tolist()])
    out = []
    for n, (start, stop) in enumerate(bounds):
        values: dict[str, Any] = {name: told[name][n] for name in _PLAIN}
        values |= {name: arrays[name][start:stop] for name in _SETS}
        values |= {"days": tuple(values["days"]), "texts": tuple(texts[start:stop])}
        out.append(StoryTerms(**values))
    return tuple(out)
