"""A saved web page: its article's text, title, publisher, dates and address.

In: bytes of a page. Out: a `Document`. The text is the title, where the body does not begin with it, and
the body's paragraphs; no word is altered. Follows what trafilatura extracts, htmldate finds and the
page says of itself in JSON-LD and OpenGraph. Comments and tables are left out.
"""

from __future__ import annotations

import trafilatura
from lxml.etree import LxmlError
from trafilatura.settings import use_config

from crosswire.errors import ReadError
from crosswire.read.document import Document
from crosswire.read.metadata import read_metadata
from crosswire.text.fold import fold

# Bytes of a page, without its scripts, that are looked at: articles' pages stay below half a million,
# and extraction takes about a second for this many.
_LIMIT = 1_000_000
_NOISE = (b"script", b"style", b"svg")


def read_page(data: bytes, source: str, charset: str | None) -> Document:
    """The article of a page.

    Raises ReadError where the page has no article text.
    """
    bare = without_scripts(data)[:_LIMIT]
    metadata = read_metadata(data, bare)
    config = use_config()
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    try:
        body = trafilatura.extract(
            bare,
            include_comments=False,
            include_tables=False,
            favor_precision=False,
            deduplicate=False,
            config=config,
        )
    except (LxmlError, ValueError, RecursionError, AssertionError) as error:
        raise ReadError(
            f"{source}: the page cannot be parsed ({error}); save its article as plain text."
        ) from error
    if not body or not body.strip():
        raise ReadError(f"{source}: the page holds no article text; save the article itself, or its text.")
    title = metadata.title
    if title and not fold(body[: 3 * len(title) + 40]).startswith(fold(title)):
        body = f"{title}\n\n{body}"
    return Document(text=body, metadata=metadata)


def without_scripts(data: bytes) -> bytes:
    """The page without its scripts, styles and drawings, in one pass each however it is broken.

    >>> without_scripts(b"<p>a<script>x</script>b</p>")
    b'<p>ab</p>'
    """
    for name in _NOISE:
        folded = data.lower()
        kept, position = [], 0
        while (start := folded.find(b"<" + name, position)) >= 0:
            closing = folded.find(b"</" + name, start)
            end = folded.find(b">", closing) if closing >= 0 else -1
            if end < 0:
                break
            kept.append(data[position:start])
            position = end + 1
        data = b"".join(kept) + data[position:]
    return data
