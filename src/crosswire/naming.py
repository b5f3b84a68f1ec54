"""Which report a person means by what they typed: an id, a siglum, a path, an address, a file's name.

In: what is known of reports (from a dossier.json, a store, files), and a text. Out: the one report that it
names, or UsageError with those that are close. Only a dossier gives sigla.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from crosswire.errors import UsageError
from crosswire.intake import take
from crosswire.read import Source, digest, read_each, with_ids
from crosswire.store import Archive
from crosswire.types import Named, Report

_SIGLUM = re.compile(r"[Rr]\d+")
_CLOSE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A report that can be named: its names, its siglum where a dossier gives one, its title."""

    name: Named
    siglum: str | None = None
    title: str | None = None

    @property
    def shown(self) -> str:
        """What a person knows it by."""
        source = self.name.source or self.name.id
        return f"{self.siglum} {source}" if self.siglum else source


def known_report(report: Report, siglum: str | None = None) -> Known:
    """A report in hand, as one that can be named."""
    name = Named(id=report.id, sha256=report.sha256, source=report.source, address=report.address)
    return Known(name=name, siglum=siglum, title=report.title)


def known_in_dossier(path: Path) -> tuple[Known, ...]:
    """The reports of a dossier.json, or of the folder that holds one. Raises UsageError."""
    file = path / "dossier.json" if path.is_dir() else path
    try:
        told: Any = json.loads(file.read_bytes())
        rows = told["reports"]
        return tuple(
            Known(
                name=Named(id=r["id"], sha256=r["sha256"], source=r["source"], address=r.get("address")),
                siglum=r.get("siglum"),
                title=r.get("title"),
            )
            for r in rows
        )
    except OSError as error:
        raise UsageError(
            f"{file}: cannot be read ({error.strerror}); name the folder that `crosswire dossier --out` wrote."
        ) from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise UsageError(
            f"{file}: is no dossier ({error}); make it anew with `crosswire dossier`."
        ) from error


def known_in_store(store: Path, *, reading: bool = False) -> tuple[Known, ...]:
    """The reports of a store, told by their bytes alone; with `reading`, each is read for its title and the
    address that it states itself. Raises UsageError."""
    with Archive.open(store, write=False) as archive:
        if reading:
            return tuple(known_report(x) for x in read_each(archive.sources()) if isinstance(x, Report))
        return tuple(_unread(x for x in archive.sources() if isinstance(x, Source)))


def known_files(texts: Iterable[str]) -> tuple[Known, ...]:
    """The reports in files of these names, where there are such; addresses are not fetched."""
    paths = sorted({text for text in texts if Path(text).is_file()})
    return tuple(known_report(x) for x in read_each(take(paths)) if isinstance(x, Report))


def find_report(text: str, known: Sequence[Known], *, where: str) -> Known:
    """The one report that a text names. Raises UsageError where none or several are meant, with those close.

    `where` says what `known` are: "the store evidence".
    """
    found = _matching(text.strip(), known)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "".join(f"\n  {k.name.id}  {k.shown}" for k in found[:20])
        raise UsageError(f"{text}: names {len(found)} reports in {where}; give the id of one:{listed}")
    if _SIGLUM.fullmatch(text.strip()) and not any(k.siglum for k in known):
        raise UsageError(
            f"{text}: is a siglum, which only a dossier gives; name its folder with --dossier, or give the "
            "report's id, path or address."
        )
    if _SIGLUM.fullmatch(text.strip()):
        raise UsageError(f"{text}: is no siglum of {where}, which has R1 to R{len(known)}.")
    raise UsageError(f"{text}: names no report in {where}; {_close(text, known)}")


def _matching(text: str, known: Sequence[Known]) -> list[Known]:
    """Those with exactly this id, siglum, source or address; else those whose path ends so."""
    exact = [
        k
        for k in known
        if text in (k.name.id, k.name.source, k.name.address) or (k.siglum and text.upper() == k.siglum)
    ]
    if exact:
        return exact
    wanted = PurePosixPath(text).parts
    return [k for k in known if wanted and PurePosixPath(k.name.source or "").parts[-len(wanted) :] == wanted]


def _close(text: str, known: Sequence[Known]) -> str:
    if not known:
        return "there is none."
    by_name: dict[str, Known] = {}
    for k in known:
        names = (k.name.id, k.name.source, k.name.address, k.title, PurePosixPath(k.name.source or "").name)
        for name in names:
            if name:
                by_name.setdefault(name.casefold(), k)
    found = difflib.get_close_matches(text.casefold(), sorted(by_name), n=_CLOSE, cutoff=0.5)
    near = list(dict.fromkeys(by_name[name] for name in found))
    if not near:
        return "give its id, path or address; `crosswire stories` lists them."
    return "close to it are:" + "".join(f"\n  {k.name.id}  {k.shown}" for k in near)


def _unread(sources: Iterable[Source]) -> Iterator[Known]:
    """What a reading would name each by, at the cost of a digest."""
    for source, id in with_ids(sources):
        address = source.given.address or source.said.address
        yield Known(name=Named(id=id, sha256=digest(source.data), source=source.name, address=address))
