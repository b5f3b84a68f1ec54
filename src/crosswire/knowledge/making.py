"""Files of names to one set: which format each has, read one after the other into a file of the set's own.

In: paths, and what of them is wanted. Out: a set file, and what was taken. A bad line never stops the others; a file
that is cut short, or that changes while it is read, stops all, and the set is not made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from crosswire.errors import NothingUsableError, UsageError
from crosswire.knowledge.formats import FORMATS, detect, reading_order
from crosswire.knowledge.ftm import read_ftm
from crosswire.knowledge.geonames import read_alternates, read_places, read_regions
from crosswire.knowledge.lines import Bad, Identity, Opened, Tell, opened
from crosswire.knowledge.records import Found, Wanted
from crosswire.knowledge.setfile import Taken, Writing
from crosswire.knowledge.table import read_table
from crosswire.knowledge.wikidata import read_answer, read_dump
from crosswire.types import EntityType

_EVERYTHING = Wanted()
# Bytes of an answer in JSON, which is read whole; the query service gives up long before.
_ANSWER_LIMIT = 256 * 1024 * 1024
_NAME = re.compile(r"[\w][\w.-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What people say of files of names: what the set is called, the files' format, the type of rows that tell none,
    what is taken, and the licence and version as given."""

    name: str | None = None
    format: str | None = None
    type: EntityType | None = None
    wanted: Wanted = _EVERYTHING
    licence: str | None = None
    version: str | None = None


def set_name(files: Sequence[Path], choice: Choice) -> str:
    """What a set is called. Raises UsageError where that is not plain, or no name."""
    if not files:
        raise UsageError("No file was given; name files of names, such as people.csv.")
    if choice.name is None and len(files) > 1:
        raise UsageError(
            "Several files make one set: say with --name what it is called, or add them one by one."
        )
    name = (
        choice.name if choice.name is not None else re.sub(r"[^\w-]+", "-", files[0].name.partition(".")[0])
    )
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot be the name of a set: take letters, digits, dots and dashes, 64 at most (--name)."
        )
    return name


def make_set(
    files: Sequence[Path], to: Path, choice: Choice, tell: Tell | None = None
) -> tuple[Taken, dict[str, str]]:
    """Makes a set of files; what was taken, and what is to be said of it.

    Raises UsageError where a file cannot be read, NothingUsableError where nothing was taken.
    """
    name = set_name(files, choice)
    if choice.format is not None and choice.format not in FORMATS:
        raise UsageError(f"{choice.format}: is no format; formats are {', '.join(FORMATS)}.")
    identities = {path: Identity.of(path) for path in files}
    kinds = {path: choice.format or _kind(path) for path in sorted(set(files))}
    if "geonames" not in kinds.values() and {"geonames-alternates", "geonames-regions"} & set(kinds.values()):
        raise UsageError(
            "GeoNames' alternate names and regions say nothing alone: give them together with the places "
            "(allCountries.txt, XX.txt or cities500.txt) and --name."
        )
    said = _said(name, identities, kinds, choice)
    with closing(Writing(to)) as writing:
        _take_all(kinds, writing, choice, tell)
        for path, identity in identities.items():
            identity.check(path)
        writing.done(said)
        if not writing.taken.entities:
            raise NothingUsableError(_nothing(writing.taken, files))
        return writing.taken, said


def _take_all(kinds: Mapping[Path, str], writing: Writing, choice: Choice, tell: Tell | None) -> None:
    regions: dict[str, str] = {}
    for path in sorted(kinds, key=lambda p: (reading_order(kinds[p]), p)):
        with opened(path) as one:
            if kinds[path] == "geonames-regions":
                found = list(read_regions(one.lines(tell)))
                regions |= dict(x for x in found if not isinstance(x, Bad))
                writing.take((x for x in found if isinstance(x, Bad)), str(path), choice.wanted)
            else:
                writing.take(_found(one, kinds[path], choice, regions, tell), str(path), choice.wanted)


def _found(
    one: Opened, kind: str, choice: Choice, regions: Mapping[str, str], tell: Tell | None
) -> Iterator[Found]:
    """What the reader of a format gives."""
    if kind == "ftm":
        return read_ftm(one.lines(tell))
    if kind == "wikidata":
        return read_dump(one.lines(tell), choice.wanted)
    if kind == "geonames":
        return read_places(one.lines(tell), regions)
    if kind == "geonames-alternates":
        return read_alternates(one.lines(tell), choice.wanted)
    if kind == "sparql":
        return _answer(one, choice)
    head = one.head.decode("utf-16" if one.head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    return read_table(one.texts(tell), str(one.path), head=head, default=choice.type)


def _answer(one: Opened, choice: Choice) -> Iterator[Found]:
    if choice.type is None:
        raise UsageError(f"{one.path}: an answer tells no types; say with --type what its items are.")
    data = one.stream.read(_ANSWER_LIMIT + 1)
    if len(data) > _ANSWER_LIMIT:
        raise UsageError(f"{one.path}: has more than {_ANSWER_LIMIT:,} bytes; ask for the answer as CSV.")
    return read_answer(data, choice.type)


def _kind(path: Path) -> str:
    with opened(path) as one:
        return detect(one)


def _said(
    name: str, identities: Mapping[Path, Identity], kinds: Mapping[Path, str], choice: Choice
) -> dict[str, str]:
    digests = sorted(identity.sha256 for identity in identities.values())
    said = {
        "name": name,
        "source": "; ".join(sorted(str(path) for path in identities)),
        "sha256": digests[0] if len(digests) == 1 else sha256("\n".join(digests).encode()).hexdigest(),
        "bytes": str(sum(identity.length for identity in identities.values())),
        "kind": ", ".join(sorted(set(kinds.values()))),
        "licence": choice.licence,
        "version": choice.version,
        "taken": choice.wanted.words(),
    }
    return {key: value for key, value in said.items() if value}


def _nothing(taken: Taken, files: Iterable[Path]) -> str:
    listed = "".join(f"\n  {file}, line {bad.line}: {bad.why}" for file, bad in taken.listed)
    return f"Nothing could be taken from {', '.join(map(str, files))}.{listed}"
