"""What a page says of its article in JSON-LD (schema.org, W3C JSON-LD 1.1, read as plain JSON).

In: the page's tree. Out: the object that describes the article, the other objects by their `@id`, and the
values of its fields, each a plain string. Objects in `@graph`, arrays and `mainEntity` are found; contexts are
not looked up. Broken JSON states nothing.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Thing = Mapping[str, Any]

_ARTICLE = re.compile(r"Article|NewsArticle|Report|BlogPosting|LiveBlog", re.I)
# Objects looked at in one page (a page of a news site has about ten), and characters of one script.
_OBJECTS, _SCRIPT = 400, 2_000_000
# What some systems put around the JSON.
_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Linked:
    """The article's object (empty where there is none), all objects, and those that have an `@id`."""

    article: Thing = field(default_factory=dict)
    things: Sequence[Thing] = ()
    by_id: Mapping[str, Thing] = field(default_factory=dict)

    @property
    def is_live(self) -> bool:
        """Whether the page is a live blog."""
        return "LiveBlog" in str(self.article.get("@type", ""))

    def resolve(self, value: Any) -> list[Any]:
        """A field's values as a list, with references by `@id` followed."""
        values = value if isinstance(value, list) else [] if value is None else [value]
        return [self.by_id.get(v["@id"], v) if _refers(v) else v for v in values[:20]]

    def names(self, key: str, thing: Thing | None = None) -> list[tuple[str, str]]:
        """Name and type of each person or organisation of a field; type "" where none is said."""
        found = []
        for value in self.resolve((self.article if thing is None else thing).get(key)):
            name = text_of(value.get("name") if isinstance(value, dict) else value)
            if name is None and isinstance(value, dict):
                parts = (text_of(value.get("givenName")), text_of(value.get("familyName")))
                name = " ".join(filter(None, parts)) or text_of(value.get("legalName"))
            if name and not name.lower().startswith(("http://", "https://", "www.", "@", "{")):
                kind = value.get("@type", "") if isinstance(value, dict) else ""
                found.append((name, kind if isinstance(kind, str) else " ".join(map(str, kind))))
        return found

    def text(self, key: str) -> str | None:
        """A field's first string."""
        return next(filter(None, map(text_of, self.resolve(self.article.get(key)))), None)

    def address(self) -> str | None:
        """The article's own address."""
        for key in ("url", "mainEntityOfPage", "@id"):
            for value in self.resolve(self.article.get(key)):
                found = text_of((value.get("@id") or value.get("url")) if isinstance(value, dict) else value)
                if found and found.startswith(("http://", "https://")) and "#" not in found:
                    return found
        return None

    def uploads(self) -> list[str]:
        """When the films of the page were put there."""
        times = (
            text_of(t.get("uploadDate")) for t in self.things if "VideoObject" in str(t.get("@type", ""))
        )
        return [time for time in times if time]

    def breadcrumb(self) -> list[str]:
        """The names of the trail that leads to the article."""
        for thing in self.things:
            if "BreadcrumbList" in str(thing.get("@type", "")) and isinstance(
                thing.get("itemListElement"), list
            ):
                items = [i for i in thing["itemListElement"][:12] if isinstance(i, dict)]
                inner = [i.get("item") if isinstance(i.get("item"), dict) else i for i in items]
                names = (text_of(a.get("name")) or text_of(b.get("name")) for a, b in zip(items, inner) if b)
                return [name for name in names if name]
        return []


def read_linked(tree: Any, title: str | None = None) -> Linked:
    """All that a page says in JSON-LD; of several articles the one called `title`, else the first."""
    things = list(_objects(tree))
    articles = [t for t in things if _ARTICLE.search(str(t.get("@type", "")))]
    wanted = _letters(title or "")
    best = next(
        (t for t in articles if wanted and _letters(text_of(t.get("headline")) or "") == wanted), None
    )
    by_id = {t["@id"]: t for t in things if isinstance(t.get("@id"), str) and len(t) > 1}
    return Linked(best or (articles[0] if articles else {}), things, by_id)


def text_of(value: Any) -> str | None:
    """A string on one line, its character references resolved; None for anything else, and for nothing."""
    if not isinstance(value, str):
        return None
    return " ".join((html.unescape(value) if "&" in value else value).split()) or None


def body_of(linked: Linked) -> list[str]:
    """The paragraphs of `articleBody`, without tags."""
    value = linked.article.get("articleBody")
    if not isinstance(value, str):
        return []
    text = _TAG.sub("\n", html.unescape(value)) if "<" in value or "&" in value else value
    return [line for line in (" ".join(piece.split()) for piece in text.splitlines()) if line]


def _refers(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("@id"), str) and not value.get("name")


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _objects(tree: Any) -> Iterator[Thing]:
    seen = 0
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or "").lower():
            continue
        queue: list[Any] = [_load(node.text or "")]
        while queue and seen < _OBJECTS:
            seen += 1
            item = queue.pop(0)
            if isinstance(item, list):
                queue.extend(item[:_OBJECTS])
            elif isinstance(item, dict):
                yield item
                for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                    inner = item.get(key)
                    if isinstance(inner, list | dict):
                        queue.append(inner)


def _load(script: str) -> Any:
    if len(script) > _SCRIPT:
        return None
    for text in (script, _WRAPPED.sub("", script)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None
