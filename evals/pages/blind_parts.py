"""How the blind pages are written down: one piece of HTML a page, with the article's text marked in it.

In: HTML in which `⟦…⟧` encloses each line that a careful person counts as the article's main text.
Out: a `Page`, whose HTML has no marks and whose gold lines are what stood between them, without tags.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from evals.pages.modern import Page

_MARKED = re.compile(r"⟦(.*?)⟧", re.DOTALL)
_CELL = re.compile(r"</t[dh]>|<br ?/?>")
_TAG = re.compile(r"<[^>]+>")


def plain(marked: str) -> str:
    """What a person reads of one marked line: no tags, cells of a table joined by a blank."""
    return " ".join(unescape(_TAG.sub("", _CELL.sub(" ", marked))).split())


def made(
    name: str, html: str, title: str, *, encoding: str = "utf-8", errors: str = "strict", **metadata: Any
) -> Page:
    """A blind page out of marked HTML; `metadata` is what the page says of itself."""
    lines = tuple(plain(marked) for marked in _MARKED.findall(html))
    data = html.replace("⟦", "").replace("⟧", "").strip().encode(encoding, errors)
    return Page(
        name=f"blind-{name}",
        data=data,
        title=title,
        lines=lines,
        metadata={"title": title, **metadata},
        late=True,
    )


def ld(**value: Any) -> str:
    """A block of schema.org data."""
    text = json.dumps({"@context": "https://schema.org", **value}, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


def each(before: str, texts: Sequence[str], after: str) -> str:
    """Every text between the same two pieces of HTML."""
    return "\n".join(f"{before}{text}{after}" for text in texts)
