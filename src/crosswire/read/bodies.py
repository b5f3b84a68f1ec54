"""The text of a report whose container keeps headline and body apart, as bytes that a reader takes.

In: a headline and a body (HTML, plain text, or paragraphs), as a feed's entry, a table's row or a mail
has them. Out: bytes for a `Part`, or a text with the passages that are set apart. Whichever way a body
came, the text is that of `compose`: the headline, an empty line, one paragraph a line.

A headline travels with a piece of HTML as the `title` element in front of it, which is what HTML itself
calls the title of a document (WHATWG HTML, 4.2.2); a heading `h1` stays part of the body. With a plain
text it is the first line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.read.document import compose
from crosswire.text.fold import fold
from crosswire.types import Excluded

_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
# Characters by which a paragraph that says the title again may be longer than twice the title.
_SLACK = 40
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of a body: its words, what it is if it is not article (a kind of `Excluded`, or
    None), and the addresses that it links to."""

    text: str
    kind: str | None = None
    links: tuple[str, ...] = ()


def as_fragment(title: str | None, body: str) -> bytes:
    """A headline and a body in HTML as one piece of HTML, for a `Part` of format "fragment" and
    character set "utf-8".

    >>> as_fragment("Dam & town", "<p>It broke.</p>")
    b'<title>Dam &amp; town</title><p>It broke.</p>'
    """
    head = f"<title>{html.escape(title, quote=False)}</title>" if title and title.strip() else ""
    # HTML has no NUL (WHATWG HTML, 13.2.3.5), and by one UTF-16 without a mark is told.
    return _encode((head + body).replace("\x00", "\ufffd"))


def as_text(title: str | None, body: str) -> bytes:
    """A headline and a body in plain text, for a `Part` of format "text" and character set "utf-8".

    >>> as_text("Dam breaks", "It broke.\\r\\n\\r\\nIt rained.")
    b'Dam breaks\\n\\nIt broke.\\nIt rained.'
    """
    return _encode(compose(title, split_paragraphs(body)))


def split_paragraphs(body: str) -> list[str]:
    """The lines of a plain text."""
    return _LINE_END.split(body)


def lay_out(title: str | None, paragraphs: Iterable[Paragraph]) -> tuple[str, tuple[Excluded, ...]]:
    """The text of a headline and paragraphs, and where those stand that are not article.

    >>> lay_out("Dam", [Paragraph(text="It broke."), Paragraph(text="The dam.", kind="caption")])
    ('Dam\\n\\nIt broke.\\nThe dam.', (Excluded(start=15, end=23, kind='caption'),))
    """
    lines = [(compose(None, [p.text]), p.kind) for p in paragraphs]
    lines = [(line, kind) for line, kind in lines if line]
    head = compose(title, ())
    excluded = []
    position = len(head) + 2 if head else 0
    for line, kind in lines:
        if kind is not None:
            excluded.append(Excluded(start=position, end=position + len(line), kind=kind))
        position += len(line) + 1
    return compose(title, (line for line, _ in lines)), tuple(excluded)


def without_title(title: str | None, paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs of a body without a first one that only says the title again."""
    if not title or not paragraphs or len(paragraphs[0].text) > 2 * len(title) + _SLACK:
        return paragraphs
    return paragraphs[1:] if fold(paragraphs[0].text) == fold(title) else paragraphs


def _encode(text: str) -> bytes:
    """The text in UTF-8, with U+FFFD for halves of UTF-16 pairs, which UTF-8 cannot hold."""
    return _SURROGATE.sub("\ufffd", text).encode()
