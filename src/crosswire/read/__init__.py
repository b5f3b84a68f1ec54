"""Bytes of one source to a `Report`.

In: bytes, the path or address they came from, an id, and what a sidecar says. Out: a `Report` whose
text is never altered: for a plain text the decoded file, for a saved page its article. Finds title,
publisher, dates, language, agency credits and signs of machine translation, and sets apart what is not
the article. Opening files and fetching addresses happen at the edge, not here.
"""

from __future__ import annotations

from crosswire.read.reader import read_bytes
from crosswire.read.sidecar import Given, parse_sidecar
from crosswire.read.sniff import Kind, digest, looks_like

__all__ = ["Given", "Kind", "digest", "looks_like", "parse_sidecar", "read_bytes"]
