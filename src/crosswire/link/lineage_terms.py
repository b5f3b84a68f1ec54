"""What the lineage stream needs to know of one report: sketches instead of words.

Takes one report with its annotations; gives `LineageTerms`, a few kilobytes that can be sent between
processes and kept. Only the article's words outside quotations count, as everywhere in lineage; `whole`
alone is made of all of them, for copies too short to be told by anything else. Nothing here depends on any
other report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from crosswire.link.lineage_marks import anchor_codes
from crosswire.text.fold import fold
from crosswire.text.minhash import band_codes, signature
from crosswire.text.shingles import Codes, distinct, shingle_codes, word_code, word_codes
from crosswire.text.tokens import words
from crosswire.text.winnow import fingerprints
from crosswire.types import Annotations, Report

SHINGLE = 5
# With fewer words outside quotations a text has no bands: `lineage_pair` asks for as many shared words.
WORDS = 25
_DAY = len("2031-05-04")
_HALF = np.uint64(32)
_NONE = np.zeros(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LineageTerms:
    """One report as the lineage stream sees it.

    `day` is the ordinal of the day that it speaks from, `house` a code of its publisher, else of the host
    of its address; `size` counts words outside quotations, `shingles` are codes of their distinct runs
    of five, sorted, cut to 32 bits; `whole` is a code of all words of the article in order. `bands` (25, or
    none of a short text) are those of the MinHash signature, `fingerprints` some two in thirteen of the
    shingles, sorted; `anchors` are codes of numbers and names that other
    languages share.
    """

    report: str
    day: int | None
    house: int | None
    language: str | None
    size: int
    shingles: NDArray[np.uint32]
    whole: int | None
    bands: Codes
    fingerprints: Codes
    anchors: Codes


def lineage_terms(report: Report, annotations: Annotations) -> LineageTerms:
    """The terms of one report."""
    found = words(report.text)
    starts = np.array([w.start for w in found], dtype=np.int64)
    every = word_codes([w.folded for w in found])
    article = ~inside(starts, [(x.start, x.end) for x in report.excluded])
    own = article & ~inside(starts, [(q.span.start, q.span.end) for q in annotations.quotes])
    return sketch(
        report.id,
        every[article],
        own=every[own],
        day=_ordinal(annotations.anchor or report.published),
        house=house(report),
        language=report.language,
        anchors=anchor_codes(report),
    )


def inside(places: NDArray[np.int64], spans: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """For every place, whether one of the half-open spans holds it."""
    if not spans:
        return np.zeros(len(places), dtype=np.bool_)
    starts, ends = np.array(sorted(spans), dtype=np.int64).T
    reach = np.concatenate(([-1], np.maximum.accumulate(ends)))
    held: NDArray[np.bool_] = places < reach[np.searchsorted(starts, places, side="right")]
    return held


def sketch(
    report: str,
    every: Codes,
    *,
    own: Codes | None = None,
    day: int | None = None,
    house: int | None = None,
    language: str | None = None,
    anchors: Codes = _NONE,
) -> LineageTerms:
    """The terms of a text given as the codes of its words; `own` are those outside quotations."""
    kept = every if own is None else own
    runs = shingle_codes(kept, SHINGLE)
    once = distinct(runs)
    return LineageTerms(
        report=report,
        day=day,
        house=house,
        language=language,
        size=len(kept),
        shingles=(once >> _HALF).astype(np.uint32),
        whole=_digest(every) if len(every) else None,
        bands=band_codes(signature(once)) if len(kept) >= WORDS else _NONE,
        fingerprints=fingerprints(runs),
        anchors=anchors,
    )


def _digest(codes: Codes) -> int:
    return int.from_bytes(blake2b(codes.tobytes(), digest_size=8).digest(), "little")


def house(report: Report) -> int | None:
    """A code of who publishes a report: the publisher where it is known, else the host of its address."""
    if report.publisher and (name := fold(report.publisher)):
        return word_code(name)
    for place in (report.address, report.source):
        host = urlsplit(place or "").hostname if "://" in (place or "") else None
        if host:
            return word_code(host.removeprefix("www."))
    return None


def _ordinal(stamp: str | None) -> int | None:
    """The ordinal of the day that a stamp names; None where it names none."""
    try:
        return date.fromisoformat((stamp or "")[:_DAY]).toordinal()
    except ValueError:
        return None
