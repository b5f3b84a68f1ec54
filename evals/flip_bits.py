"""One bit flipped anywhere in an archive, verified, put back; as often as asked for.

    python -m evals.flip_bits [--flips 200] [--reports 50] [--seed 1]

Every byte of every file of the archive is as likely as any other. A flip is found where `verify_store`
names that file and no other; exact where it names the byte. Exit status 1 where one was not found.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crosswire.store import Archive, verify_store
from evals.made_reports import made_reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """One flip: in which file of the archive, at which byte; what `verify_store` said; seconds it took."""

    file: str
    byte: int
    found: bool
    exact: bool
    seconds: float


def make_archive(store: Path, reports: int, *, most: int = 400) -> None:
    """An archive of so many reports, each of up to `most` sentences."""
    with Archive.open(store, create=True) as archive:
        for name, data in made_reports(reports, most=most):
            archive.receive(io.BytesIO(data), source=name, how={"by": "file"})


def flip_bits(store: Path, *, flips: int, seed: int) -> Iterator[Flip]:
    """Flips, verifies, puts back."""
    rng = random.Random(seed)
    files = sorted(path for path in (store / "archive").rglob("*") if path.is_file())
    sizes = [path.stat().st_size for path in files]
    for _ in range(flips):
        path = rng.choices(files, sizes)[0]
        yield flip_one(store, path, rng)


def flip_one(store: Path, path: Path, rng: random.Random) -> Flip:
    """Flips one bit of one file, verifies, puts it back."""
    data = path.read_bytes()
    byte, bit = rng.randrange(len(data)), rng.randrange(8)
    damaged = bytearray(data)
    damaged[byte] ^= 1 << bit
    path.chmod(0o644)
    path.write_bytes(damaged)
    start = time.perf_counter()
    faults = verify_store(store).faults
    seconds = time.perf_counter() - start
    path.write_bytes(data)
    name = path.relative_to(store).as_posix()
    found = {fault.file for fault in faults} == {name}
    return Flip(file=name, byte=byte, found=found, exact=found and faults[0].byte == byte, seconds=seconds)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--reports", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        store = Path(made)
        make_archive(store, given.reports)
        flips = list(flip_bits(store, flips=given.flips, seed=given.seed))
        clean = not verify_store(store).faults
    found, exact = sum(flip.found for flip in flips), sum(flip.exact for flip in flips)
    print(f"found {found} of {len(flips)}, to the byte {exact}; {given.reports} reports")
    print(
        f"slowest verification {max(flip.seconds for flip in flips):.2f} s; clean again at the end: {clean}"
    )
    for flip in flips:
        if not flip.exact:
            print(f"  {flip.file} byte {flip.byte}: {'not to the byte' if flip.found else 'not found'}")
    sys.exit(found < len(flips) or not clean)


if __name__ == "__main__":
    main()
