"""What a page says of itself: title, publisher, dates, address, language.

In: bytes of a page. Out: `Metadata`. JSON-LD first, then OpenGraph and other meta tags, then
htmldate for the date. Unknown stays None.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from htmldate import find_date
from lxml import html as lxml_html
from lxml.etree import LxmlError

from crosswire.read.document import Metadata
from crosswire.text.dates import is_iso_time

_ARTICLE = re.compile(r"Article|NewsArticle|Report|BlogPosting|LiveBlog", re.I)
# Most JSON-LD objects looked at in one page; a page of a news site has about ten.
_OBJECTS = 400
# Bytes of a page parsed for its statements, and bytes of its bare markup searched for a date.
_LIMIT, _DATED = 3_000_000, 400_000


def read_metadata(data: bytes, bare: bytes) -> Metadata:
    """The statements of a page about itself; an unreadable page states nothing.

    `bare` is the page without its scripts, in which a date is sought if the page does not state one.
    """
    tree = _parse(data[:_LIMIT])
    if tree is None:
        return Metadata()
    meta = _meta(tree)
    article = next((o for o in _objects(tree) if _ARTICLE.search(str(o.get("@type", "")))), {})
    published = (
        _time(article.get("datePublished")) or _time(meta.get("article:published_time")) or _found_date(bare)
    )
    return Metadata(
        title=_text(article.get("headline")) or meta.get("og:title") or _text(tree.findtext(".//title")),
        publisher=_name(article.get("publisher")) or meta.get("og:site_name") or meta.get("publisher"),
        published=published,
        updated=_time(article.get("dateModified")) or _time(meta.get("article:modified_time")),
        address=meta.get("og:url") or _canonical(tree),
        language=(tree.get("lang") or meta.get("og:locale") or "")[:2].lower() or None,
    )


def _parse(data: bytes) -> Any:
    try:
        return lxml_html.document_fromstring(data)
    except (LxmlError, ValueError, AssertionError):
        return None


def _meta(tree: Any) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        key = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        value = (node.get("content") or "").strip()
        if key and value:
            found.setdefault(key, value)
    return found


def _objects(tree: Any) -> Iterator[Mapping[str, Any]]:
    seen = 0
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or ""):
            continue
        try:
            queue = [json.loads(node.text or "")]
        except (ValueError, RecursionError):
            continue
        while queue and seen < _OBJECTS:
            seen += 1
            item = queue.pop(0)
            if isinstance(item, list):
                queue.extend(item)
            elif isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                queue.extend(graph if isinstance(graph, list) else ())


def _canonical(tree: Any) -> str | None:
    for node in tree.iter("link"):
        if (node.get("rel") or "").lower() == "canonical" and node.get("href"):
            return str(node.get("href"))
    return None


def _found_date(bare: bytes) -> str | None:
    try:
        return find_date(bare[:_DATED], original_date=True, extensive_search=False)  # type: ignore[no-any-return]
    except (ValueError, TypeError, AttributeError, LxmlError):
        return None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _time(value: Any) -> str | None:
    text = _text(value)
    return text if text and is_iso_time(text) else None
