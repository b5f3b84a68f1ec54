"""Short reports of an invented flood, as many as are asked for, for the trials of the archive.

In: how many, and a seed. Out: names and texts, the same for the same seed, no two alike.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

_SENTENCES = (
    "Water rose above the weir at Hallin before dawn, residents said.",
    "The Kestrian water board closed both sluices on Tuesday.",
    "Rescuers brought families from the lower quarter of Torvane to a school.",
    "Engineers had warned of cracks in the spillway for years.",
    "The bridge to Sarrow was closed to lorries.",
    "A spokesman for the governor declined to give a number.",
    "Power failed in three districts and came back by noon.",
    "Farmers along the Lysane counted what was left of their cattle.",
)


def made_reports(count: int, *, seed: int = 1, most: int = 60) -> Iterator[tuple[str, bytes]]:
    """Names and texts of `count` reports, each of up to `most` sentences."""
    rng = random.Random(seed)
    for n in range(count):
        body = "\n".join(rng.choice(_SENTENCES) for _ in range(rng.randint(3, most)))
        yield f"report-{n:04}.txt", f"Flood at Hallin, account {n}\n\n{body}\n".encode()


def write_reports(folder: Path, count: int, *, seed: int = 1, most: int = 60) -> None:
    """Puts the reports into a folder."""
    folder.mkdir(parents=True)
    for name, data in made_reports(count, seed=seed, most=most):
        (folder / name).write_bytes(data)
