"""The development reports as any user would give them, with their parses kept between runs.

Each row becomes one line of JSON Lines (title, text, source, date; nothing else) and is read by the
product's own reader. Parsing takes minutes for thousands of reports, so parses are kept beside the data,
in `cache/` of the directory that CROSSWIRE_DATA names (default `.data`), keyed by the very words parsed,
the parser and its edges: an evaluation of rules then takes seconds. Nothing else is kept.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosswire.annotate.parse import MODEL, load, parse, parser_text
from crosswire.read import read_each, unpack
from crosswire.types import Problem, Report
from evals.cases import ROOT, shared

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NOT_RUN = 3
_CHUNK = 250
_HOME = ROOT / ".data"
_PACK = "dev_pack.tar.xz"


class AbsentError(Exception):
    """The development data is not there: an evaluation is then not run, which never counts as passed."""


def data_folder() -> Path:
    """The directory of the development data: CROSSWIRE_DATA, else `.data`, which is unpacked from the
    reports that stand beside the project where it is not there yet."""
    named = os.environ.get("CROSSWIRE_DATA")
    pack = shared() / "data" / _PACK
    if not named and not (_HOME / "events").is_dir() and pack.is_file():
        with tarfile.open(pack) as packed:
            packed.extractall(_HOME, filter="data")
    return Path(named) if named else _HOME


def needed(*parts: str) -> Path:
    """A file or folder of the development data. Raises AbsentError where it is not there."""
    path = data_folder().joinpath(*parts)
    if not path.exists():
        raise AbsentError(f"{path} is absent")
    return path


def not_run(path: Path) -> int:
    """Says that an evaluation could not run, and gives its exit status."""
    print(f"Not run: {path} is not there. Set CROSSWIRE_DATA to the directory of the development data.")
    return NOT_RUN


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def read_rows(rows: Sequence[dict[str, Any]], *, date: str = "date") -> list[Report]:
    """One report a row, in the rows' order, through the product's reader. Raises ValueError where a row
    cannot be read."""
    reports = []
    for row in rows:
        # A row whose page could not be crawled has a title alone, which is then all its text.
        title, text = row.get("title"), (row["text"] or "").strip()
        given = {
            "title": title if text else None,
            "text": text or title,
            "source": row.get("source"),
            "date": row.get(date),
        }
        line = json.dumps({k: v for k, v in given.items() if v}).encode()
        found = list(read_each(unpack(io.BytesIO(line), "reports.jsonl")))
        if len(found) != 1 or isinstance(found[0], Problem):
            raise ValueError(f"{row.get('id')}: not read: {found}")
        reports.append(found[0])
    return reports


def parsed(reports: Sequence[Report], name: str) -> list[Doc]:
    """The parse of each report, from the cache named `name` where it is there, else made and kept."""
    nlp = load()
    folder = data_folder() / "cache"
    folder.mkdir(parents=True, exist_ok=True)
    keys = [_key(r, nlp) for r in reports]
    kept = _kept(folder, name, set(keys), nlp)
    missing = {k: r for k, r in zip(keys, reports, strict=True) if k not in kept}
    if missing:
        wanted = list(missing)
        chunks = [wanted[i : i + _CHUNK] for i in range(0, len(wanted), _CHUNK)]
        with ProcessPoolExecutor(2) as pool:
            made = pool.map(_parse_chunk, [[missing[k] for k in chunk] for chunk in chunks])
            for chunk, packed in zip(chunks, made, strict=True):
                stem = hashlib.sha256("".join(chunk).encode()).hexdigest()[:16]
                (folder / f"{name}-{stem}.spacy").write_bytes(packed)
                (folder / f"{name}-{stem}.json").write_text(json.dumps(chunk))
        kept = _kept(folder, name, set(keys), nlp)
    return [kept[k] for k in keys]


def _key(report: Report, nlp: Language) -> str:
    """Of the very text that the parser gets: passages in capitals are recased before."""
    edges = [[x.start, x.end] for x in report.excluded]
    return hashlib.sha256(json.dumps([MODEL, parser_text(report, nlp), edges]).encode()).hexdigest()


def _kept(folder: Path, name: str, keys: set[str], nlp: Language) -> dict[str, Doc]:
    from spacy.tokens import DocBin

    kept: dict[str, Doc] = {}
    for listing in sorted(folder.glob(f"{name}-*.json")):
        listed = json.loads(listing.read_text())
        if keys & set(listed):
            docs = DocBin().from_bytes(listing.with_suffix(".spacy").read_bytes()).get_docs(nlp.vocab)
            kept.update((k, d) for k, d in zip(listed, docs, strict=True) if k in keys)
    return kept


def _parse_chunk(reports: Iterable[Report]) -> bytes:
    from spacy.tokens import DocBin

    nlp = load()
    packed = DocBin(
        attrs=[
            "ORTH",
            "TAG",
            "POS",
            "DEP",
            "HEAD",
            "LEMMA",
            "MORPH",
            "ENT_IOB",
            "ENT_TYPE",
            "SENT_START",
            "SPACY",
        ]
    )
    for report in reports:
        packed.add(parse(report, nlp))
    return packed.to_bytes()
