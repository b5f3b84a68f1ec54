"""A saved web page: its article's text, title, byline, publisher, dates and address.

In: bytes of a page. Out: a `Document`: the title, an empty line, and one paragraph a line, in the page's own words.
The page is decoded and parsed once (WHATWG HTML, as libxml2 reads it); what the page says of itself, what
trafilatura takes for the article, and the extent of the article are all read off the one tree. Captions,
comments, menus and boxes are left out. A page that shows only the beginning of the article and has all of it
in its JSON-LD gives the latter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import trafilatura
from htmldate import find_date
from lxml import etree
from lxml import html as lxml_html
from trafilatura.settings import Extractor

from crosswire.errors import ReadError
from crosswire.lang import table
from crosswire.read.declared import decode_declared
from crosswire.read.describe.lines import split_lines
from crosswire.read.describe.stamps import find_stamps
from crosswire.read.document import Document, Metadata, compose
from crosswire.read.web.article import alike, choose_blocks
from crosswire.read.web.blocks import BLOCKS, MOST, SKIPPED, Block, Walked, walk_page
from crosswire.read.web.linked import Linked, body_of, read_linked
from crosswire.read.web.metadata import possible_titles, printed_title, read_meta, read_metadata
from crosswire.read.web.shown import find_times, fuller_time, marked_time
from crosswire.text.dates import compile_dates, find_dates

# Characters of a page, without its scripts, that are parsed: articles' pages stay below half a million,
# and extraction takes about a second for this many. Below it scripts need not be taken out first.
_LIMIT = 1_000_000
_NOISE = ("script", "style", "svg")
# Elements that are no article by their names, taken out before trafilatura copies the tree.
_IDLE = ("nav", "footer", "noscript", "iframe", "button", "select")
# What libxml2 stops at or cannot hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TAGS = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*>")
# Tags that stay where a page is nested deeper than libxml2 goes (256 elements).
_STAYING = frozenset(["html", "head", "body", "title", "meta", "link", "a", "p", "h1", "h2", "h3"])
_BREAKS = re.compile(r"<br>(?:\s*<br>)+")
_DEEP = "The page nests more than 256 elements, so its layout could not be followed; compare the text with the page."
# Elements up to which trafilatura is asked (pages of news sites have some thousands, the longest live blogs ten
# thousand); its time grows with their square.
_MANY = 20_000
# The whole article in JSON-LD counts where the page shows less than this share of it.
_SHOWN = 0.6
# Letters that both must have in common for it to be the same article.
_SAME = 60
# Blocks above the headline that may hold its date or byline, and those below it.
_ABOVE, _BELOW = 3, 9
# Lines of a deck below which they may stand.
_DECKS = 3
# Characters of a line that holds a date and hardly anything else.
_DATED = 60
# The last day that a page is dated by its layout: one that no clock decides.
_LAST_DAY = "2100-12-31"
# What browsers write above a page that they save.
_SAVED = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(https?://[^\s<>]{1,2000})\s*-->")
_SAVED_WITHIN = 2_000
_DAY = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-])")


def read_page(data: bytes, source: str, charset: str | None) -> Document:
    """The article of a page.

    Raises ReadError where the page has no article text.
    """
    markup, encoding = decode_declared(data, source, charset)
    markup, notices = _fit(markup)
    tree, deep = _parse(markup)
    if deep:
        tree, _ = _parse(_flat(markup))
        notices = (*notices, _DEEP)
    if tree is None:
        raise ReadError(f"{source}: the page holds no article text; save the article itself, or its text.")
    meta = read_meta(tree)
    saved = _SAVED.search(markup, 0, _SAVED_WITHIN)
    linked = read_linked(tree, meta.get("og:title"))
    etree.strip_elements(tree, *_NOISE, with_tail=False)
    walked = walk_page(tree)
    if walked.elements > MOST:
        notices = (
            *notices,
            f"The page has more than {MOST:,} elements and is read up to there; save the article alone.",
        )
    etree.strip_elements(tree, *_IDLE, with_tail=False)
    titles = possible_titles(tree, linked, meta)
    chosen = choose_blocks(
        walked.blocks, titles, _kept(tree) if walked.elements <= _MANY else "", live=linked.is_live
    )
    metadata = _metadata(tree, linked, meta, walked, chosen)
    if saved:
        metadata = metadata.over(Metadata(address=saved[1]))
    paragraphs = _whole([block.text for block in chosen], linked, metadata.title)
    if paragraphs and metadata.title and alike(paragraphs[0]) == alike(metadata.title):
        paragraphs = paragraphs[1:]
    if not paragraphs:
        raise ReadError(f"{source}: the page holds no article text; save the article itself, or its text.")
    return Document(
        text=compose(metadata.title, paragraphs), metadata=metadata, encoding=encoding, notices=notices
    )


def _fit(markup: str) -> tuple[str, tuple[str, ...]]:
    """Markup that can be parsed in bounded time, and notices of what had to be left out."""
    notices = []
    markup, count = _UNFIT.subn("", markup)
    if count:
        notices.append(
            f"{count:,} control characters or NULs stood in the page and are left out; compare the text with the page."
        )
    if len(markup) > _LIMIT:
        markup = without_scripts(markup)
        if len(markup) > _LIMIT:
            markup = markup[:_LIMIT]
            notices.append(
                f"The page is longer than {_LIMIT:,} characters and is read up to there; what follows is missing. "
                "Save the article alone."
            )
    return markup, tuple(notices)


def without_scripts(markup: str) -> str:
    """The page without its scripts, styles and drawings, in one pass each however it is broken; statements in
    JSON-LD stay.

    >>> without_scripts("<p>a<script>x</script>b</p>")
    '<p>ab</p>'
    """
    for name in _NOISE:
        folded = markup.lower()
        if len(folded) != len(markup):  # a letter whose lower case is longer: leave its case alone
            folded = markup
        kept, position = [], 0
        while (start := folded.find("<" + name, position)) >= 0:
            closing = folded.find("</" + name, start)
            end = folded.find(">", closing) if closing >= 0 else -1
            if end < 0:
                break
            stays = "ld+json" in folded[start : start + 200].partition(">")[0]
            kept.append(markup[position : end + 1 if stays else start])
            position = end + 1
        markup = "".join(kept) + markup[position:]
    return markup


def _flat(markup: str) -> str:
    """Markup whose layout is given up: tags of blocks but those of paragraphs and headings end a line."""

    def replaced(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name in _STAYING or name in SKIPPED:
            return tag.group()
        return "<br>" if name in BLOCKS else ""

    return _BREAKS.sub("<br>", _TAGS.sub(replaced, markup))


def _parse(markup: str) -> tuple[Any, bool]:
    """The tree of a page, None where there is none, and whether it is cut because it is nested too deep."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = lxml_html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        tree = None
    last = parser.error_log.last_error
    return tree, last is not None and "Excessive depth" in last.message


@cache
def _options() -> Extractor:
    return Extractor(output_format="txt", fast=True, comments=False, tables=False)


def _kept(tree: Any) -> str:
    """The text that trafilatura takes for the article."""
    try:
        found = trafilatura.extract(tree, options=_options())
    except (
        etree.LxmlError,
        ValueError,
        RecursionError,
        AssertionError,
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
    ):
        return ""  # it is asked for its judgement only
    return found or ""


def _metadata(
    tree: Any, linked: Linked, meta: dict[str, str], walked: Walked, chosen: Sequence[Block]
) -> Metadata:
    """What the page says of itself, and its date by its layout where it says none."""
    blocks = walked.blocks
    around = _around(blocks, chosen)
    metadata = read_metadata(tree, linked, meta, walked, around)
    title = metadata.title
    stated = bool(linked.text("headline"))
    if title and not stated:
        title = printed_title(title, blocks)
    metadata = Metadata(title=title).over(metadata)
    shown = list(find_times([block.text for block in around], metadata.language))
    first = [time for time, updated in shown if not updated]
    published = metadata.published or marked_time(around) or _found_date(metadata, around, chosen, first)
    published = fuller_time(published, first, walked.times)
    updated = next((time for time, updated in shown if updated and time[:10] != (published or "")), None)
    stated_times = Metadata(published=published, updated=metadata.updated or updated)
    return stated_times.over(metadata)


def _around(blocks: Sequence[Block], chosen: Sequence[Block]) -> Sequence[Block]:
    """The blocks above the text and between its deck and its first paragraph, where its date and byline stand."""
    places = {id(block): i for i, block in enumerate(blocks)}
    begun = [places[id(block)] for block in chosen[: _DECKS + 1]]
    first = begun[0] if begun else 0
    gaps = [now for before, now in pairwise(begun) if now - before > 1 and now - first <= _ABOVE + _BELOW]
    last = gaps[-1] if gaps else first
    return blocks[max(0, first - _ABOVE - _BELOW) : last + 1]


def _found_date(
    metadata: Metadata, around: Sequence[Block], chosen: Sequence[Block], shown: Sequence[str]
) -> str | None:
    """A day beside the headline, in the page's address, or, last, where htmldate sees one in the article."""
    lines = "\n".join(block.text for block in around if len(block.text) < 160)
    for stamp in find_stamps(lines, split_lines(lines, len(lines))):
        if stamp.kind in ("published", "page"):
            return stamp.date
    months = table("en", "times")["months"]
    for block in around:
        dates = list(find_dates(block.text, _dates(), months)) if len(block.text) < _DATED else []
        if len(dates) == 1 and dates[0].iso:
            return dates[0].iso
    if shown:
        return shown[0]
    day = _DAY.search(metadata.address or "")
    if day:
        return f"{day[1]}-{day[2]}-{day[3]}"
    if not chosen:
        return None
    region = chosen[0].element.getparent()
    if region is None:
        return None
    try:
        found = find_date(
            lxml_html.fromstring(etree.tostring(region, encoding="unicode")),
            original_date=True,
            extensive_search=False,
            max_date=_LAST_DAY,
        )
    except (ValueError, TypeError, AttributeError, etree.LxmlError):
        return None
    return found if isinstance(found, str) else None


@cache
def _dates() -> re.Pattern[str]:
    return compile_dates(table("en", "times")["months"])


def _whole(shown: list[str], linked: Linked, title: str | None) -> list[str]:
    """The paragraphs shown, or those of the article's body in JSON-LD where the page shows a small part of it."""
    stated = body_of(linked)
    size, whole = sum(map(len, shown)), sum(map(len, stated))
    if not stated or size >= _SHOWN * whole:
        return shown
    beginning = alike(shown[0])[:_SAME] if shown else ""
    if beginning and beginning not in alike(" ".join(stated)) and size > _SHOWN / 4 * whole:
        return shown
    return stated
