"""A dossier in the formats of casualty recorders and conflict coders, as hand-overs, and its reports as TimeML.

In: a `Dossier`, or the mapping in a dossier.json, and the name of a target. Out: a `Table`, or its bytes as
CSV, Parquet or JSON Lines, a hand-over, or TimeML: the same for the same dossier. In tables the reports' own wording
(titles, phrases, sentences) stands only where it is asked for, else offsets and digests say where it is; a hand-over
names reports by their titles and quotes what its statements rest on, and has their texts only where asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from crosswire.errors import UsageError
from crosswire.present.exports.acled import acled
from crosswire.present.exports.columns import Column, Table
from crosswire.present.exports.figures import figures
from crosswire.present.exports.plover import plover
from crosswire.present.exports.tallies import tallies, tolls
from crosswire.present.exports.timeml import to_tml, to_zip
from crosswire.present.exports.ucdp import ucdp
from crosswire.present.exports.write import to_csv, to_jsonl, to_parquet
from crosswire.present.handover.claimreview import to_claimreview
from crosswire.present.handover.cover import Cover
from crosswire.present.handover.document import to_docx
from crosswire.present.handover.ftm import to_ftm
from crosswire.present.handover.webannotation import to_webannotation
from crosswire.present.held import Held, check_contract, hold
from crosswire.types import Dossier

__all__ = [
    "DOCUMENTS",
    "FORMATS",
    "HANDOVERS",
    "TABLES",
    "TARGETS",
    "Column",
    "Cover",
    "Table",
    "check_contract",
    "check_format",
    "default_format",
    "export",
    "export_table",
]


class _Maker(Protocol):
    def __call__(self, held: Held, *, with_text: bool) -> Table: ...


class _Hand(Protocol):
    def __call__(self, held: Held, cover: Cover, *, with_text: bool) -> bytes: ...


TABLES: Mapping[str, _Maker] = {
    "ucdp": ucdp,
    "acled": acled,
    "plover": plover,
    "figures": figures,
    "tallies": tallies,
    "tolls": tolls,
}
# Targets that are the reports' own texts, marked: never without them.
DOCUMENTS = ("timeml",)
# Targets that are handed to others as they are: what makes each, its one format, and what of a cover it bears.
HANDOVERS: Mapping[str, tuple[_Hand, str, tuple[str, ...]]] = {
    "ftm": (to_ftm, "jsonl", ()),
    "claimreview": (to_claimreview, "jsonld", ("day", "desk", "address")),
    "webannotation": (to_webannotation, "jsonld", ("day", "desk", "address")),
    "docx": (to_docx, "docx", ("day", "desk", "address")),
}
TARGETS = (*TABLES, *DOCUMENTS, *HANDOVERS)
_OF_TABLES = {"csv": to_csv, "parquet": to_parquet, "jsonl": to_jsonl}
_OF_DOCUMENTS = {"zip": to_zip, "tml": to_tml}
# The formats of each target, the default first; a record of plover holds lists and objects.
_FORMATS_OF: Mapping[str, tuple[str, ...]] = {
    **{name: ("jsonl",) if name == "plover" else tuple(_OF_TABLES) for name in TABLES},
    **{name: tuple(_OF_DOCUMENTS) for name in DOCUMENTS},
    **{name: (format,) for name, (_, format, _) in HANDOVERS.items()},
}
FORMATS = tuple(dict.fromkeys(format for formats in _FORMATS_OF.values() for format in formats))


def export_table(dossier: Dossier | Mapping[str, Any], to: str, *, with_text: bool = False) -> Table:
    """The rows of a target. Raises UsageError for an unknown target or a mapping that is no dossier."""
    if to not in TABLES:
        raise UsageError(f"There is no table {to!r}; there are: {', '.join(TABLES)}.")
    held = hold(dossier)
    with _sound(dossier):
        return TABLES[to](held, with_text=with_text)


@contextmanager
def _sound(dossier: Dossier | Mapping[str, Any]) -> Iterator[None]:
    """A mapping from elsewhere may lack anything: that is a wrong request, where in a `Dossier` it is a bug."""
    if isinstance(dossier, Dossier):
        yield
        return
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise UsageError(
            f"The dossier is damaged or incomplete ({error!r}); make it anew from its reports."
        ) from error


def export(
    dossier: Dossier | Mapping[str, Any],
    to: str,
    *,
    format: str | None = None,
    with_text: bool = False,
    cover: Cover | None = None,
) -> bytes:
    """A dossier as the table "ucdp", "acled", "plover", "figures", "tallies" or "tolls", as "timeml", or handed
    over as "ftm", "claimreview", "webannotation" or "docx", in the bytes of a file.

    `dossier` is a `Dossier` or what `json.load` gives of a dossier.json. Tables are "csv", "parquet" or "jsonl";
    the default is csv, for plover jsonl. TimeML is "zip" (the default: a file a report) or "tml" (one report);
    it is the reports' text, so that it needs `with_text` and a `Dossier`. `with_text` adds titles, phrases and
    sentences, and to hand-overs the reports' texts, which may belong to their publishers; of a dossier.json the
    sentences and texts are missing. `cover` says what no dossier knows: the day, who hands it over, where it stands.
    The same dossier and cover give the same bytes. Raises UsageError for what cannot be done.

        found = crosswire.dossier(["reports/"])
        Path("figures.parquet").write_bytes(crosswire.export(found, "figures", format="parquet"))
    """
    chosen = check_format(to, format or default_format(to))
    check_cover(to, cover)
    if to in TABLES:
        return _OF_TABLES[chosen](export_table(dossier, to, with_text=with_text))
    if to in HANDOVERS:
        held = hold(dossier)
        with _sound(dossier):
            return HANDOVERS[to][0](held, cover or Cover(), with_text=with_text)
    if not with_text:
        raise UsageError(
            f"{to} is the reports' own text, marked; say --with-text (with_text=True) to have it."
        )
    if not isinstance(dossier, Dossier):
        raise UsageError("A dossier.json holds no texts; give the reports themselves for TimeML.")
    return _OF_DOCUMENTS[chosen](dossier)


def check_cover(to: str, cover: Cover | None) -> None:
    """Raises UsageError where something is given that the target has no place for."""
    borne = HANDOVERS[to][2] if to in HANDOVERS else ()
    idle = [name for name in (cover.given if cover else ()) if name not in borne]
    if idle:
        raise UsageError(f"{to} has no place for {' and '.join(idle)}; leave it out.")


def check_format(to: str, format: str) -> str:
    """The format, if the target can be written in it. Raises UsageError otherwise."""
    if to not in _FORMATS_OF:
        raise UsageError(f"There is no target {to!r}; there are: {', '.join(TARGETS)}.")
    if format not in FORMATS:
        raise UsageError(f"There is no format {format!r}; there are: {', '.join(FORMATS)}.")
    if format in _FORMATS_OF[to]:
        return format
    if to == "plover" and format in _OF_TABLES:
        raise UsageError(f"{to} has nested values, which {format} cannot hold; use jsonl.")
    raise UsageError(f"{to} cannot be written as {format}; it can as: {', '.join(_FORMATS_OF[to])}.")


def default_format(to: str) -> str:
    """The format of a target where none is asked for. Raises UsageError for an unknown target."""
    if to not in _FORMATS_OF:
        raise UsageError(f"There is no target {to!r}; there are: {', '.join(TARGETS)}.")
    return _FORMATS_OF[to][0]
