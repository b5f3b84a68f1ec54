"""What pages of news sites have in common: heads, menus, scripts, lists of other articles, footers.

In: an `Article` of `articles.toml` and a seeded source of chance. Out: HTML.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# Times by which pages are heavier than their templates say: with it they come to 40 KB on average, still the
# lighter ones among the pages of news sites.
_HEAVY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One invented article; blocks are marked as at the head of `articles.toml`."""

    key: str
    title: str
    section: str
    author: str
    language: str
    blocks: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The article's lines without marks: what a reader must bring back."""
        return tuple(
            " | ".join(cells(b)) if b[:2] == "| " else b[2:] if b[:2] in ("# ", "- ", "> ") else b
            for b in self.blocks
        )


def articles() -> Mapping[str, Article]:
    """All articles by key."""
    data = tomllib.loads((HERE / "articles.toml").read_text(encoding="utf-8"))
    return {
        key: Article(
            key=key,
            title=a["title"],
            section=a["section"],
            author=a["author"],
            language=a.get("language", "en"),
            blocks=tuple(a["blocks"]),
        )
        for key, a in data.items()
    }


def cells(block: str) -> list[str]:
    """The cells of one row of a table."""
    return [cell.strip() for cell in block.strip("| ").split("|")]


MARKED = {"# ": "<h2>{}</h2>", "> ": "<blockquote><p>{}</p></blockquote>"}


def body(article: Article, between: Mapping[int, str] | None = None, mark: str = "<p>{}</p>") -> str:
    """The article's blocks as HTML; `between` stands after the block of that number."""
    out, open_tag = [], ""
    for number, block in enumerate(article.blocks):
        kind = {"- ": "ul", "| ": "table"}.get(block[:2], "")
        if open_tag and kind != open_tag:
            out.append(f"</{open_tag}>")
        if kind and kind != open_tag:
            out.append(f"<{kind}>")
        open_tag = kind
        if kind == "ul":
            out.append(f"<li>{escape(block[2:], quote=False)}</li>")
        elif kind == "table":
            out.append("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in cells(block)) + "</tr>")
        else:
            plain = block[2:] if block[:2] in MARKED else block
            out.append(MARKED.get(block[:2], mark).format(escape(plain, quote=False)))
        if between and number in between and not kind:
            out.append(between[number])
    if open_tag:
        out.append(f"</{open_tag}>")
    return "\n".join(out)


HEADLINES = (
    "Minister promises inquiry into spillway", "Barley prices climb for a third week",
    "Five questions about the new assembly", "Rovers sign keeper from Port Sella", "Why the siren was late",
    "Skarn ferry line to be put out to tender", "Upland clinics ask for night shifts",
    "Court orders new count in two villages", "National theatre opens under new roof",
    "Old dams: the map of the 38 oldest", "Army ends exercise near Ambry", "Heat record at Lake Ymer",
    "Tram line 4 closed over the weekend", "A cook, a storm and a pot of soup", "Council of Coastal States meets",
    "Teachers accept offer on hours", "Textile works: owner questioned", "Seven recipes with barley",
    "Letter from Hask: the well and the box", "Grain ships wait in the roads",
)  # fmt: skip
TEASERS = (
    "The commission has asked for the lists of calls, and found that they are gone.",
    "Farmers in the valley say that they cannot wait for another season of promises.",
    "A walk along the crest with the man who found the dark line in the grass.",
    "The harbour has seen nineteen strikes since the war, and each ended in the same room.",
    "What the numbers say, and what they leave out, in eight short charts.",
)
MENU = (
    "Home", "World", "National", "Politics", "Economy", "Science", "Health", "Sport", "Opinion", "Culture",
    "Weather", "Travel", "Podcasts", "Video", "Crossword", "Archive", "Jobs", "Property", "Contact",
)  # fmt: skip


def menu(name: str = "nav") -> str:
    """A site's menu."""
    items = "".join(
        f'<li class="menu-item"><a href="/{m.lower()}" data-track="nav:{m}">{m}</a></li>' for m in MENU
    )
    return f'<{name} class="site-nav" aria-label="Main"><ul>{items}</ul></{name}>'


def footer() -> str:
    """A site's footer: links, rights, a notice."""
    links = "".join(f'<a href="/f/{i}">{m} pages</a> ' for i, m in enumerate(MENU * 2))
    return (
        f'<footer class="site-footer"><div class="cols">{links}</div><p>© 2031 Courier Media House. All rights reserved. '
        "No part of this site may be reproduced without the written permission of the publisher.</p></footer>"
    )


def teasers(chance: random.Random, count: int, tag: str = "div", css: str = "card") -> str:
    """Headlines and teasers of other articles."""
    pieces = []
    for headline in chance.sample(HEADLINES, count):
        slug = "-".join(headline.lower().split())
        pieces.append(
            f'<{tag} class="{css}"><a href="/{slug}"><img src="/i/{slug}.jpg" alt=""><h3>{headline}</h3></a>'
            f"<p>{chance.choice(TEASERS)}</p><time>{chance.randint(1, 28)} May</time></{tag}>"
        )
    return "".join(pieces)


def junk(chance: random.Random, kilobytes: int) -> str:
    """Scripts, styles and drawings, as pages of news sites carry them by the dozen."""
    pieces: list[str] = []
    while sum(map(len, pieces)) < _HEAVY * kilobytes * 1024:
        name = f"m{chance.randrange(16**8):08x}"
        values = ",".join(f'"{chance.randrange(16**10):x}":{chance.random():.4f}' for _ in range(30))
        pieces.append(
            f"<script>window.{name}=function(e){{var t={{{values}}};return t[e]<.5?'<p>'+e:0}};</script>"
        )
        pieces.append(
            f"<style>.{name}{{margin:0 {chance.randint(1, 40)}px}} .{name}>p:first-child{{color:#{chance.randrange(4096):03x}}}</style>"
        )
        path = " ".join(f"{chance.random() * 24:.2f}" for _ in range(40))
        pieces.append(f'<svg width="24" height="24" aria-hidden="true"><path d="M{path}z"/></svg>')
    return "\n".join(pieces)


def linked(kind: str, article: Article, **more: Any) -> str:
    """A JSON-LD script about the article."""
    value = {"@context": "https://schema.org", "@type": kind, "headline": article.title} | more
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def metas(pairs: Mapping[str, str], key: str = "property") -> str:
    """Meta tags."""
    return "".join(f'<meta {key}="{k}" content="{escape(v)}">' for k, v in pairs.items())


def shell(
    head: str, inside: str, *, lang: str = "en", charset: str = '<meta charset="utf-8">', attributes: str = ""
) -> str:
    """A whole page."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"{attributes}>\n<head>{charset}'
        f'<meta name="viewport" content="width=device-width">{head}</head>\n<body>{inside}</body>\n</html>\n'
    )


def join(pieces: Sequence[str]) -> str:
    """Pieces of HTML, one a line."""
    return "\n".join(pieces)
