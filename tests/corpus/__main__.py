"""Writes the corpus out: `python -m tests.corpus OUT` makes OUT/good and OUT/broken, each with an index."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tests.corpus import broken, good
from tests.corpus.files import Broken, Good


def write(folder: Path, files: Sequence[Good | Broken], index: bytes) -> None:
    """The files of one kind into a folder of each format, and their index."""
    for file in files:
        path = folder / file.format / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    (folder / "index.json").write_bytes(index)


def main(arguments: Sequence[str]) -> int:
    """Writes both folders."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    out = Path(arguments[0])
    write(out / "good", good.good_files(), good.index())
    write(out / "broken", broken.broken_files(), broken.index())
    print(f"{len(good.good_files())} good and {len(broken.broken_files())} broken files in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
