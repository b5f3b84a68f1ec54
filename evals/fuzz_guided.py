"""Fuzzing guided by coverage, with atheris where it is installed.

In: the corpus, and how long to run. Out: libFuzzer's own words on the terminal, and the first input that
fails in OUT. A failure is an exception or a report that breaks a law. atheris is no dependency of
crosswire; without it nothing runs and this is said.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from tests.corpus import Broken, Good, broken_files, good_files

# What is watched for new branches: our readers and the parsers in Python that they lean on.
_WATCHED = [
    "crosswire",
    "feedparser",
    "trafilatura",
    "htmldate",
    "warcio",
    "docx",
    "email",
    "tarfile",
    "zipfile",
]
_ABSENT = (
    "atheris is not installed here, so that nothing was run; pip install atheris, and say --atheris again."
)


def guided(out: Path, minutes: float) -> int:
    """Fuzzes for some minutes; does not return where atheris is there, for libFuzzer ends the process."""
    try:
        import atheris
    except ImportError:
        print(_ABSENT, file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=_WATCHED):
        from crosswire.read import read_each, unpack
        from tests.corpus.laws import broken_law

    def test_one(data: bytes) -> None:
        for found in read_each(unpack(io.BytesIO(data), "input", size=len(data))):
            law = broken_law(found)
            if law:
                raise AssertionError(law)

    seeds, kept = out / "seeds", out / "guided"
    for folder in (seeds, kept):
        folder.mkdir(parents=True, exist_ok=True)
    files: list[Good | Broken] = [*good_files(), *broken_files()]
    for file in files:
        if len(file.data) < 50_000:
            (seeds / f"{file.format}-{file.name}").write_bytes(file.data)
    atheris.Setup(
        [
            "fuzz_readers",
            f"-max_total_time={int(60 * minutes)}",
            "-timeout=10",
            "-rss_limit_mb=2048",
            "-max_len=60000",
            f"-artifact_prefix={kept}/",
            str(kept / "found"),
            str(seeds),
        ],
        test_one,
    )
    (kept / "found").mkdir(exist_ok=True)
    atheris.Fuzz()
    return 0
