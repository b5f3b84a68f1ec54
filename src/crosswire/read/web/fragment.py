"""A piece of HTML, all of which is article: a feed's entry, the body of a mail, an agency's `body_html`.

In: bytes or a string of HTML. Out: a `Document`, or paragraphs. Nothing is judged: whatever a reader of
the rendered piece would see is text, each block (p, div, li, h1, a table's row, …) and each line after a
`br` a paragraph. Scripts, styles and what is hidden (`hidden`, display:none) are not text; captions of
pictures stay and are set apart. The headline is the `title` element that may stand in front (see
`bodies`); a first paragraph that says the same is not said twice.

Parsed as WHATWG HTML is tokenised, by libxml2 as a stream of events: no tree, so no depth is too deep.
Tables that lay a page out and tables of data look alike; a row with a long cell is taken for the former,
its cells being paragraphs. Pictures' alternative texts and the contents of forms are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from crosswire.errors import ReadError
from crosswire.read.bodies import Paragraph, lay_out, without_title
from crosswire.read.declared import decode_declared
from crosswire.read.document import Document, Metadata, compose

# Characters of a piece that are parsed: the longest article in a feed comes to some hundred thousand.
_LIMIT = 5_000_000
# Paragraphs of a piece; more would be lines of a table of data, not of a report.
_MOST = 50_000
# Elements open at once, beyond which the nesting is taken for broken: newsletters reach about eighty, and
# the parser looks through all open ones for each end tag that has no beginning.
_DEEPEST = 500
# Bytes fed to the parser at once.
_CHUNK = 16 * 1024
# Characters of a table's cell from which on it is a paragraph and not a value.
_LONG_CELL = 100
# Addresses kept of one paragraph, and characters of a style that are looked at.
_LINKS, _STYLE = 8, 2_000
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_SILENT = frozenset({
    "applet", "audio", "canvas", "datalist", "embed", "iframe", "input", "math", "noembed", "noframes",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "video",
})  # fmt: skip
_HIDING = re.compile(
    r"display:none|visibility:hidden|mso-hide:all"
    r"|(?:^|;)(?:font-size|max-height|opacity):0(?:\.0+)?(?:px|pt|r?em|%)?(?:!important)?(?:;|$)"
)
_CLASSES = {
    "wp-caption-text": "caption",
    "caption-text": "caption",
    "image-caption": "caption",
    "media-caption": "caption",
    "preheader": "page_furniture",
    "preview-text": "page_furniture",
    "gmail_quote": "duplicate",
    "gmail_signature": "signature",
    "moz-cite-prefix": "duplicate",
    "moz-signature": "signature",
}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>")
_CELL = "\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What stands in a piece of HTML: the text of its `title` element, its paragraphs, its language, and
    sentences on damage."""

    title: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    language: str | None = None
    notices: tuple[str, ...] = ()


def read_fragment(data: bytes, source: str, charset: str | None) -> Document:
    """The text of a piece of HTML. Raises ReadError where it holds no text or no encoding fits."""
    text, encoding = decode_declared(data, source, charset)
    piece = parse_piece(text)
    text, excluded = lay_out(piece.title, without_title(piece.title, piece.paragraphs))
    if not text:
        raise ReadError(f"{source}: the piece of HTML holds no text; look at it where it was published.")
    return Document(
        text=text,
        metadata=Metadata(title=piece.title, language=piece.language),
        encoding=encoding,
        excluded=excluded,
        notices=piece.notices,
    )


def paragraphs_of(html: str | bytes) -> tuple[Paragraph, ...]:
    """The paragraphs of a piece of HTML, in order; bytes are UTF-8.

    >>> [p.text for p in paragraphs_of("<p>It <b>broke</b>.</p><ul><li>Twice.</ul>")]
    ['It broke.', 'Twice.']
    """
    return parse_piece(html.decode("utf-8", "replace") if isinstance(html, bytes) else html).paragraphs


def parse_piece(html: str) -> Piece:
    """The title and paragraphs of a piece of HTML; however broken it is, what can be read of it."""
    notices = []
    if len(html) > _LIMIT:
        html = html[:_LIMIT]
        notices.append(
            f"The HTML is longer than {_LIMIT:,} characters and is read up to there; "
            "what follows is missing. Read it where it was published."
        )
    try:
        found = _parse(html)
    except _TooDeepError:
        found = _parse(_TAG.sub(_flattened, html), to_the_end=False)
        notices.append(
            f"The HTML nests more than {_DEEPEST} elements; its words are kept, but what hides or "
            "captions some of them could not be followed. Compare it with the page."
        )
    if len(found.paragraphs) >= _MOST:
        notices.append(
            f"The HTML holds {_MOST:,} paragraphs or more and is read up to there; what follows is missing. "
            "Read it where it was published."
        )
    return Piece(
        title=compose("".join(found.title), ()) or None,
        paragraphs=tuple(found.paragraphs),
        language=found.language,
        notices=tuple(notices),
    )


class _TooDeepError(Exception):
    """More elements are open than can be followed."""


def _parse(html: str, *, to_the_end: bool = True) -> _Collector:
    """What stands in a piece of HTML. Raises _TooDeepError unless it need not be read to the end."""
    collector = _Collector()
    parser = etree.HTMLParser(target=collector, encoding="utf-8", no_network=True)
    data = html.encode("utf-8", "replace")
    try:
        for start in range(0, len(data), _CHUNK):  # the parser goes on to the end of what it was fed
            parser.feed(data[start : start + _CHUNK])
        parser.close()
    except (etree.LxmlError, ValueError):
        collector.flush()  # what came before is kept
    except _TooDeepError:
        if to_the_end:
            raise
        collector.flush()
    return collector


def _flattened(tag: re.Match[str]) -> str:
    """What stands for one tag where nesting cannot be followed: an end of line, or nothing."""
    name = tag[2].lower()
    if name in _BLOCKS:
        return "<br>"
    return f"<{tag[1]}{name}>" if name in _SILENT or name == "title" else ""


class _Collector:
    """Takes the parser's events and gathers paragraphs."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.title: list[str] = []
        self.language: str | None = None
        self._words: list[str] = []
        self._links: list[str] = []
        self._depth = 0
        self._hidden = 0  # the depth at which what is hidden began; 0: nothing is
        self._kinds: list[tuple[int, str]] = []
        self._preserved = 0
        self._titles = 0
        self._in_title = False

    def start(self, tag: str, attributes: Any) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeepError
        if self._hidden:
            return
        if tag in _BLOCKS:
            self.flush()
        if tag in _SILENT or _is_hidden(attributes):
            self._hidden = self._depth
            return
        kind = _kind(tag, attributes)
        if kind is not None:
            self.flush()
            self._kinds.append((self._depth, kind))
        self._opened(tag, attributes)

    def _opened(self, tag: str, attributes: Any) -> None:
        if tag in ("td", "th"):
            self._words.append(_CELL)
        elif tag == "a":
            if len(self._links) < _LINKS and attributes.get("href"):
                self._links.append(attributes["href"].strip())
        elif tag == "q":
            self._words.append("“")
        elif tag == "pre":
            self._preserved += 1
        elif tag == "title":
            self._titles += 1
            self._in_title = True
        elif tag in ("html", "body") and attributes.get("lang"):
            self.language = self.language or attributes["lang"].strip()[:2].lower() or None

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._hidden:
            if self._hidden == self._depth:
                self._hidden = 0
            self._depth -= 1
            return
        if tag in _BLOCKS or (self._kinds and self._kinds[-1][0] == self._depth):
            self.flush()
        if self._kinds and self._kinds[-1][0] == self._depth:
            self._kinds.pop()
        if tag == "q":
            self._words.append("”")
        elif tag == "pre":
            self._preserved -= 1
        elif tag == "title":
            self._in_title = False
        self._depth -= 1

    def data(self, text: str) -> None:
        """Characters."""
        if self._hidden:
            return
        if self._in_title:
            if self._titles == 1:
                self.title.append(text)
            return
        text = text.replace(_CELL, " ")
        if self._preserved and "\n" in text:
            first, *others = text.split("\n")
            self._words.append(first)
            for line in others:
                self.flush()
                self._words.append(line)
            return
        self._words.append(text)

    def flush(self) -> None:
        """Ends the paragraph, if there is one."""
        if not self._words or len(self.paragraphs) >= _MOST:
            self._words.clear()
            self._links.clear()
            return
        text, links = "".join(self._words), tuple(self._links)
        self._words.clear()
        self._links.clear()
        kind = self._kinds[-1][1] if self._kinds else None
        cells = [text] if _CELL not in text else [c for c in text.split(_CELL) if c.strip()]
        if len(cells) > 1 and max(map(len, cells)) < _LONG_CELL:
            cells = [" ".join(cells)]
        for cell in cells:
            line = compose(None, [cell])
            if line:
                self.paragraphs.append(Paragraph(text=line, kind=kind, links=links))

    def close(self) -> None:
        """The end of the piece."""
        self.flush()


def _is_hidden(attributes: Any) -> bool:
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return True
    style = attributes.get("style")
    return bool(style) and _HIDING.search("".join(style[:_STYLE].lower().split())) is not None


def _kind(tag: str, attributes: Any) -> str | None:
    """What an element's name or class says that it is, if it is not article; mail marks what it quotes."""
    if tag == "figcaption":
        return "caption"
    if tag == "blockquote" and attributes.get("type") == "cite":
        return "duplicate"
    named = attributes.get("class") or ""
    return next((_CLASSES[name] for name in named[:_STYLE].lower().split() if name in _CLASSES), None)
