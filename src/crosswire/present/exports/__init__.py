"""A dossier in the formats of casualty recorders and conflict coders, and its reports as TimeML.

In: a `Dossier`, or the mapping in a dossier.json, and the name of a target. Out: a `Table`, or its bytes as
CSV, Parquet or JSON Lines, or TimeML: the same for the same dossier. The reports' own wording (titles, phrases,
sentences) is in it only where it is asked for; else offsets and digests say where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from crosswire.errors import UsageError
from crosswire.present.exports.acled import acled
from crosswire.present.exports.columns import Column, Table
from crosswire.present.exports.figures import figures
from crosswire.present.exports.held import Held, check_contract, hold
from crosswire.present.exports.plover import plover
from crosswire.present.exports.tallies import tallies, tolls
from crosswire.present.exports.timeml import to_tml, to_zip
from crosswire.present.exports.ucdp import ucdp
from crosswire.present.exports.write import to_csv, to_jsonl, to_parquet
from crosswire.types import Dossier

__all__ = [
    "DOCUMENTS",
    "FORMATS",
    "TABLES",
    "TARGETS",
    "Column",
    "Table",
    "check_contract",
    "check_format",
    "default_format",
    "export",
    "export_table",
]


class _Maker(Protocol):
    def __call__(self, held: Held, *, with_text: bool) -> Table: ...


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
TARGETS = (*TABLES, *DOCUMENTS)
# Targets whose records hold lists and objects.
_NESTED = ("plover",)
_OF_TABLES = {"csv": to_csv, "parquet": to_parquet, "jsonl": to_jsonl}
_OF_DOCUMENTS = {"zip": to_zip, "tml": to_tml}
FORMATS = (*_OF_TABLES, *_OF_DOCUMENTS)


def export_table(dossier: Dossier | Mapping[str, Any], to: str, *, with_text: bool = False) -> Table:
    """The rows of a target. Raises UsageError for an unknown target or a mapping that is no dossier."""
    if to not in TABLES:
        raise UsageError(f"There is no table {to!r}; there are: {', '.join(TABLES)}.")
    held = hold(dossier)
    if isinstance(dossier, Dossier):
        return TABLES[to](held, with_text=with_text)
    try:
        return TABLES[to](held, with_text=with_text)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(
            f"The dossier is damaged or incomplete ({error!r}); make it anew from its reports."
        ) from error


def export(
    dossier: Dossier | Mapping[str, Any], to: str, *, format: str | None = None, with_text: bool = False
) -> bytes:
    """A dossier as "ucdp", "acled", "plover", "figures", "tallies", "tolls" or "timeml", in the bytes of a file.

    `dossier` is a `Dossier` or what `json.load` gives of a dossier.json. `format` is "csv", "parquet" or
    "jsonl"; the default is csv, for plover jsonl. TimeML is "zip" (the default: a file a report) or "tml" (one report);
    it is the reports' text, so that it needs `with_text` and a `Dossier`. `with_text` adds titles, phrases and sentences, which may
    belong to the reports' publishers; of a dossier.json the sentences are missing. The same dossier gives the
    same bytes. Raises UsageError for what cannot be done.

        found = crosswire.dossier(["reports/"])
        Path("figures.parquet").write_bytes(crosswire.export(found, "figures", format="parquet"))
    """
    chosen = check_format(to, format or default_format(to))
    if to not in DOCUMENTS:
        return _OF_TABLES[chosen](export_table(dossier, to, with_text=with_text))
    if not with_text:
        raise UsageError(
            f"{to} is the reports' own text, marked; say --with-text (with_text=True) to have it."
        )
    if not isinstance(dossier, Dossier):
        raise UsageError("A dossier.json holds no texts; give the reports themselves for TimeML.")
    return _OF_DOCUMENTS[chosen](dossier)


def check_format(to: str, format: str) -> str:
    """The format, if the target can be written in it. Raises UsageError otherwise."""
    if format not in FORMATS:
        raise UsageError(f"There is no format {format!r}; there are: {', '.join(FORMATS)}.")
    if (to in DOCUMENTS) != (format in _OF_DOCUMENTS):
        fit = _OF_DOCUMENTS if to in DOCUMENTS else _OF_TABLES
        raise UsageError(f"{to} cannot be written as {format}; it can as: {', '.join(fit)}.")
    if to in _NESTED and format != "jsonl":
        raise UsageError(f"{to} has nested values, which {format} cannot hold; use jsonl.")
    return format


def default_format(to: str) -> str:
    """The format of a target where none is asked for."""
    return "zip" if to in DOCUMENTS else "jsonl" if to in _NESTED else "csv"
