"""The blocks of a parsed page: paragraphs, headings, items, rows, as a browser would set them apart.

In: a tree of elements (HTML Living Standard, 2025). Out: `Block` values in the page's order, with what their
surroundings say of them. No word is altered; what lays mark-up out becomes single blanks. Which blocks are
the article is left to `article`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from crosswire.read.web.names import NAMES, ROLES, TRAIL, WHOLE, read_names

Kind = Literal["text", "heading", "item", "row"]

# Elements that begin and end a block.
BLOCKS = frozenset(
    [
        "html",
        "body",
        "main",
        "article",
        "section",
        "div",
        "p",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "footer",
        "aside",
        "figure",
        "pre",
        "hr",
        "form",
        "fieldset",
        "address",
        "center",
        "details",
        "summary",
        "amp-accordion",
    ]
)
# Elements whose content is not text of the page, or never the article's.
SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "canvas",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "label",
        "nav",
        "dialog",
        "head",
        "title",
        "menu",
        "map",
        "figcaption",
        "amp-ad",
        "amp-sidebar",
        "amp-analytics",
        "amp-img",
        "amp-consent",
        "amp-video",
        "rp",
        "rt",
        "time-ago",
    ]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Elements that hold words and no layout.
_PHRASES = frozenset(("p", "li", "td", "th", "dd", "dt", "blockquote", *_HEADINGS))
_NOTHING = (False,) * 5
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# What lays mark-up out and means nothing (as in `document.compose`).
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
# Elements looked at: a page of a news site has some thousands.
MOST = 60_000
# Characters of the words in a figure that are about its picture.
_FIGURE = 600
# Cells of a row of facts are short; longer ones lay a page out (as in `fragment`).
_CELL = 100


@dataclass(slots=True, kw_only=True)
class Block:
    """One block: its text, kind and the element that holds it, how many of its characters are links.

    `furniture`, `headed`, `deck`, `hidden`: what a class of an element around it says that it is.
    """

    text: str
    kind: Kind
    element: Any
    linked: int
    level: int = 0
    furniture: bool = False
    headed: bool = False
    deck: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _State:
    """What the elements around a place say."""

    element: Any
    kind: Kind = "text"
    level: int = 0
    furniture: bool = False
    headed: bool = False
    deck: bool = False
    hidden: bool = False
    links: int = 0


@dataclass(slots=True)
class Walked:
    """What a walk over a page finds: its blocks, and the elements that may state an author or other data
    (`marked`), a time (`times`) or the page's place in its site (`trails`); and how many elements there are."""

    blocks: list[Block]
    marked: list[Any]
    times: list[Any]
    trails: list[Any]
    elements: int = 0


def walk_page(root: Any) -> Walked:
    """The blocks of a tree, in its order, and the elements that state data."""
    walked = Walked([], [], [], [])
    found, pieces = walked.blocks, list[tuple[str, bool]]()
    state = _State(root)
    waiting: list[tuple[Any, Iterator[Any], _State]] = []
    current, children = root, iter(root)
    seen = 0
    while True:
        child = next(children, None)
        if child is None:
            if not waiting:
                _flush(found, pieces, state)
                walked.elements = seen
                return walked
            tag, tail = current.tag, current.tail
            if state.element is current:
                _flush(found, pieces, state)
            elif tag == "q":
                pieces.append(("”", False))
            current, children, state = waiting.pop()
            if tail:
                pieces.append((tail, state.links > 0))
            continue
        seen += 1
        tag = child.tag
        if tag in SKIPPED or not isinstance(tag, str) or seen > MOST:
            _note_skipped(child, tag, walked)
            if tag == "figcaption":
                _flush(found, pieces, state)
        elif tag == "br":
            pieces.append(("\n", False))
        elif tag == "tr" and (row := _row(child)) is not None:
            _flush(found, pieces, state)
            if row:
                found.append(_block(row, 0, _inside(child, state, walked)))
        else:
            outer, state = state, _inside(child, state, walked)
            if state.element is child:
                _flush(found, pieces, outer)
            waiting.append((current, children, outer))
            current, children = child, iter(child)
            if tag == "q":
                pieces.append(("“", False))
            if child.text:
                pieces.append((child.text, state.links > 0))
            continue
        if child.tail:
            pieces.append((child.tail, state.links > 0))


def _note_skipped(element: Any, tag: Any, walked: Walked) -> None:
    """Keeps a trail that stands in a menu; menus are no text."""
    if tag == "nav" and TRAIL.search(
        f"{element.get('class', '')} {element.get('id', '')} {element.get('aria-label', '')}"[:NAMES]
    ):
        walked.trails.append(element)


def _inside(element: Any, around: _State, walked: Walked) -> _State:
    """What is known inside an element."""
    tag, attributes = element.tag, element.attrib
    # Elements that a page defines itself lay it out, but not inside a paragraph (WHATWG HTML, 4.13).
    block = tag in BLOCKS or ("-" in tag and around.element.tag not in _PHRASES)
    if not block and tag != "a" and not attributes:
        return around
    state = _State(
        element if block else around.element,
        around.kind,
        around.level,
        around.furniture,
        around.headed,
        around.deck,
        around.hidden,
        around.links + (tag == "a"),
    )
    if block:
        if tag in _HEADINGS:
            state.kind, state.level = "heading", int(tag[1])
        elif tag in ("li", "dd", "dt"):
            state.kind = "item"
        elif tag == "tr":
            state.kind = "row"
        elif tag in ("aside", "footer") or (tag == "figure" and _is_picture(element)):
            state.furniture = True
        elif around.kind == "heading":  # an unclosed heading
            state.kind, state.level = "text", 0
    if attributes:
        _read_attributes(element, attributes, state, walked)
    return state


def _is_picture(figure: Any) -> bool:
    """Whether a figure shows pictures or films; others hold tables, quotations, code or, wrongly used, an article
    (WHATWG HTML, 4.4.12)."""
    if next(figure.iter("table", "blockquote", "pre"), None) is not None:
        return False
    return sum(map(len, figure.itertext())) <= _FIGURE


def _read_attributes(element: Any, attributes: Any, state: _State, walked: Walked) -> None:
    """Adds what an element's class, id and style say, and keeps the element if it states data."""
    named = dict(attributes.items())  # names that XML does not know can be listed, not asked for
    names = f"{named.get('class', '')} {named.get('id', '')}"
    if "data-hook" in named or "data-component" in named or "data-slot" in named:
        names += " ".join(
            ("", *(named.get(name, "") for name in ("data-hook", "data-component", "data-slot")))
        )
    furniture, headed, deck, marked, trail = read_names(names[:NAMES]) if len(names) > 1 else _NOTHING
    if element.tag not in WHOLE:
        state.furniture = state.furniture or furniture or named.get("role") in ROLES
        state.headed = state.headed or headed
        state.deck = state.deck or deck
        if "hidden" in named or ("style" in named and _HIDDEN.search(named["style"][:NAMES])):
            state.hidden = True
    if marked or "itemprop" in named or named.get("rel") == "author" or named.get("data-testid") == "authors":
        walked.marked.append(element)
    if trail:
        walked.trails.append(element)
    if element.tag == "time":
        walked.times.append(element)


def _row(row: Any) -> str | None:
    """The cells of a row of facts, or None where the row lays the page out."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or any(child.tag in BLOCKS for cell in cells for child in cell.iterdescendants()):
        return None
    texts = [one_line("".join(cell.itertext())) for cell in cells]
    if any(len(text) > _CELL for text in texts):
        return None
    return " ".join(filter(None, texts))


def _flush(found: list[Block], pieces: list[tuple[str, bool]], state: _State) -> None:
    """Ends a block; every line after a break is a paragraph of its own."""
    if not pieces:
        return
    line: list[str] = []
    linked = 0
    for text, is_link in (*pieces, ("\n", False)):
        if text == "\n":
            if line and (one := one_line("".join(line))):
                found.append(_block(one, linked, state))
            line, linked = [], 0
        else:
            line.append(text)
            linked += len(text.strip()) if is_link else 0
    pieces.clear()


def one_line(text: str) -> str:
    """A text with its blanks as a browser shows them."""
    return _BLANKS.sub(" ", text).strip(" \u00a0\u200b\ufeff")


def _block(text: str, linked: int, state: _State) -> Block:
    return Block(
        text=text,
        kind=state.kind,
        element=state.element,
        linked=linked,
        level=state.level,
        furniture=state.furniture,
        headed=state.headed,
        deck=state.deck,
        hidden=state.hidden,
    )
