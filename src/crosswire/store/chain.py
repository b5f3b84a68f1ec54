"""The custody log and its head, recomputed: which line, which byte, which order is not as it was.

In: the bytes of `custody.jsonl` and of `head`. Out: `Fault`s, remarks, and what the sound entries say is
stored. A line that is no entry is mended in memory by flipping single bits until its digest holds; so the
exact byte is known, and one damage is not told twice. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from crosswire.store.custody import (
    LINE_LIMIT,
    START,
    Entry,
    Head,
    decode,
    decode_head,
    encode_head,
    is_intact,
)
from crosswire.store.layout import ARCHIVE, HEAD_FILE, LOG_FILE
from crosswire.store.pieces import first_difference

RESTORE = "bring it back from a bag or another copy"
LOG, HEAD = f"{ARCHIVE}/{LOG_FILE}", f"{ARCHIVE}/{HEAD_FILE}"
# Bytes in which a flipped bit is looked for: two entries with long addresses; all bits are tried in a second.
_MENDED = 16 * 1024
# Faults of a log after which no more are looked for: whoever has so many has another archive to go to.
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in an archive that is not as it was, or (among remarks) worth a word.

    `file` is below the store folder, `entry` the number of the custody entry that speaks of it. The first
    wrong byte lies in `start` to `end`, offsets in the file, half-open; None where no byte can be named.
    """

    file: str
    message: str
    entry: int | None = None
    start: int | None = None
    end: int | None = None

    @property
    def byte(self) -> int | None:
        """The offset of the first wrong byte where it is known exactly."""
        exact = self.start is not None and self.end == self.start + 1
        return self.start if exact else None

    def __str__(self) -> str:
        return f"{self.file}: {self.message}"


@dataclass(slots=True, kw_only=True)
class Chain:
    """What was found in a log: sound entries in order, each with where its line ends; faults; remarks."""

    ends: list[tuple[int, Entry]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A stretch of the log: where it starts and ends, its entry or None, and the fault in it if any."""

    start: int
    end: int
    entry: Entry | None
    fault: Fault | None


def check_chain(folder: Path) -> Chain:
    """Recomputes the log and the head in an archive's folder. Raises OSError where they cannot be read."""
    head_bytes = (folder / HEAD_FILE).read_bytes()
    head = decode_head(head_bytes)
    chain = Chain(head=head)
    with (folder / LOG_FILE).open("rb") as stream:
        lines = list(_scan(stream))
        size = stream.seek(0, 2)
    acknowledged = _acknowledged(lines, head)
    for line in lines:
        if acknowledged is not None and line.start >= acknowledged:
            chain.remarks.append(_tail(line.start, size))
            break
        chain.faults += [line.fault] if line.fault else []
        chain.ends += [(line.end, line.entry)] if line.entry else []
    chain.faults += _check_head(head_bytes, chain, size)
    return chain


def _acknowledged(lines: list[_Line], head: Head | None) -> int | None:
    """Where the acknowledged part of the log ends; None where head and log do not agree on it."""
    if head is None:
        return None
    agreed = any(x.end == head.bytes and x.entry and x.entry.digest == head.digest for x in lines)
    return head.bytes if agreed else None


def _tail(start: int, size: int) -> Fault:
    return Fault(
        file=LOG,
        message=f"{size - start:,} bytes from byte {start:,} on were never acknowledged; a run was stopped "
        "there or is still writing. The next run that writes sees to them.",
        start=start,
        end=size,
    )


def _scan(stream: BinaryIO) -> Iterator[_Line]:
    """The log stretch by stretch; after damage the next line that is an entry is believed."""
    offset, count, digest, faults = 0, 0, START, 0
    while faults < _MOST and (line := stream.readline(LINE_LIMIT + 1)):
        known = _Known(offset=offset, count=count, digest=digest)
        found = _one(line, stream.readline(LINE_LIMIT + 1), known)
        yield found
        offset, faults = found.end, faults + (found.fault is not None)
        stream.seek(offset)
        if found.entry is None:
            count, digest = count + 1, ""
        else:
            count, digest = found.entry.n, found.entry.digest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Where a line starts and what stands before it: entries, the last one's digest ("" if unknown)."""

    offset: int
    count: int
    digest: str

    def follows(self, entry: Entry) -> bool:
        return entry.n == self.count + 1 and self.digest in ("", entry.previous)


def _one(line: bytes, after: bytes, known: _Known) -> _Line:
    start, end = known.offset, known.offset + len(line)
    entry = decode(line[:-1]) if line.endswith(b"\n") else None
    if entry is not None:
        fault = None if known.follows(entry) else _disorder(entry, known, end)
        return _Line(start, end, entry, fault)
    mended = _mend(line + after, known)
    if mended is not None:
        return mended
    message = (
        f"entry {known.count + 1}, bytes {start:,} to {end:,}, is not as it was written, in more than one bit"
    )
    fault = Fault(file=LOG, message=f"{message}; {RESTORE}.", entry=known.count + 1, start=start, end=end)
    return _Line(start, end, None, fault)


def _disorder(entry: Entry, known: _Known, end: int) -> Fault:
    expected = known.count + 1
    if entry.n != expected:
        what = f"entry {entry.n} stands where entry {expected} was; entries were moved, left out or added"
    else:
        what = f"entry {entry.n} does not follow from the one before; one of them was put in another's place"
    return Fault(file=LOG, message=f"{what}; {RESTORE}.", entry=expected, start=known.offset, end=end)


def _mend(region: bytes, known: _Known) -> _Line | None:
    """The line that stood at the start of a stretch, if one flipped bit is all that is wrong with it."""
    trial = bytearray(region[:_MENDED])
    for place in range(len(trial)):
        now = trial[place]
        for bit in range(8):
            trial[place] = now ^ (1 << bit)
            end = trial.find(b"\n")
            if end < place:
                continue
            line = bytes(trial[:end])
            entry = decode(line) if is_intact(line) else None
            if entry is not None and known.follows(entry):
                at = known.offset + place
                message = f"byte {at:,} is 0x{now:02x} and was 0x{trial[place]:02x}; {RESTORE}."
                fault = Fault(file=LOG, message=message, entry=entry.n, start=at, end=at + 1)
                return _Line(known.offset, known.offset + end + 1, entry, fault)
        trial[place] = now
        if now == 0x0A and trial.count(b"\n", 0, place + 1) > 1:
            return None
    return None


def _check_head(found: bytes, chain: Chain, size: int) -> list[Fault]:
    head = chain.head
    if head is not None and any(_heads(end, entry) == head for end, entry in chain.ends):
        return []
    last = chain.ends[-1][1] if chain.ends else None
    if head is not None and size < head.bytes and all(e.digest != head.digest for _, e in chain.ends):
        count = last.n if last else 0
        what = (
            f"ends at byte {size:,}; entries after {count} up to {head.count} were acknowledged and are gone"
        )
        return [Fault(file=LOG, message=f"{what}; {RESTORE}.", entry=count + 1, start=size, end=head.bytes)]
    if head is not None and chain.faults:
        return []  # the damage in the log accounts for it
    if not chain.ends:
        return [Fault(file=LOG, message=f"holds no entry; {RESTORE}.", start=0, end=max(size, 1))]
    likely = min((encode_head(_heads(*x)) for x in chain.ends), key=lambda x: _distance(found, x))
    at = first_difference(found, likely) or 0
    message = f"byte {at} is not as it was; the log does not end as it says; {RESTORE}."
    return [Fault(file=HEAD, message=message, start=at, end=at + 1)]


def _heads(end: int, entry: Entry) -> Head:
    return Head(count=entry.n, bytes=end, digest=entry.digest)


def _distance(left: bytes, right: bytes) -> int:
    return abs(len(left) - len(right)) + sum(a != b for a, b in zip(left, right))
