"""All broken files of the corpus: truncated, of a wrong structure, or made to do harm.

In: nothing. Out: `Broken` files, at least three of each format.
"""

from __future__ import annotations

import json
from functools import cache

from tests.corpus import broken_containers as containers
from tests.corpus import broken_reports as reports
from tests.corpus.files import Broken

_MAKERS = (
    reports.text_files,
    reports.page_files,
    reports.document_files,
    reports.ninjs_files,
    reports.newsml_files,
    reports.nitf_files,
    reports.transcript_files,
    containers.mail_files,
    containers.feed_files,
    containers.export_files,
    containers.table_files,
    containers.warc_files,
    containers.wacz_files,
    containers.zip_files,
    containers.tar_files,
    containers.gzip_files,
)


@cache
def broken_files() -> tuple[Broken, ...]:
    """Every broken file, in a fixed order."""
    return tuple(file for make in _MAKERS for file in make())


def index() -> bytes:
    """A list of the broken files: name, format, what is wrong, and what must come of it."""
    told = [{"name": b.name, "format": b.format, "why": b.why, "outcome": b.outcome} for b in broken_files()]
    return json.dumps(told, indent=1).encode()
