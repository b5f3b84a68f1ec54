"""Whose site a page is of, and which section of it, where no statement in its head says so.

In: a page's tree, blocks and title. Out: a name as printed, or None. A name counts if two of four places agree on
it: a piece of the `title` element, the link to the home page, the words for a picture (a logo), the copyright line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from crosswire.read.web.article import alike
from crosswire.read.web.blocks import Block
from crosswire.read.web.linked import Linked, text_of

SEPARATED = re.compile(r"\s+[|–—»·-]\s+|\s*[|:]{1,2}\s+")
_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b|all rights reserved", re.I)
_LOGO = re.compile(r"(?:^|[\s_-])(?:logo|brand|site-?(?:title|name)|masthead)(?=$|[\s_-])", re.I)
# Links and pictures looked at (a logo is among the first), characters of a name and of a copyright
# line, and such lines.
_LINKS, _PICTURES, _SHORTEST, _LONGEST, _LINE, _LINES = 60, 10, 3, 60, 400, 100
# Blocks above the headline that may hold the section's link, and its characters.
_ABOVE, _SECTION = 2, 30
# Whom a line about the text itself names as the first to publish it; a sentence of an article on something that was
# "first published in" a journal does not begin so.
_NAME = r"(?:[A-ZÀ-Þ][\w'’.&-]*)(?:\s+(?:of|the|and|for|&|[A-ZÀ-Þ][\w'’.&-]*))*"
_FIRST = re.compile(
    r"(?:\bthis\s+(?:article|story|piece|report|post|column|essay|interview|text)\s+(?:was\s+|has\s+been\s+)?(?:originally|first)\s+"
    r"|^\W*originally\s+|^\W*re)(?:published|appeared)\s+(?:by|in|on|at|from|with permission from)\s+(?-i:the\s+)?"
    rf"(?P<name>(?-i:(?:The\s+)?{_NAME}))",
    re.I,
)
# Words that end such a name only because the sentence goes on.
_JOINING = re.compile(r"\s+(?:of|the|and|for|&)$")


def find_site(tree: Any, blocks: Sequence[Block], whole: str | None, title: str | None) -> str | None:
    """The name of the site on which at least two places agree, in the form of the most telling one."""
    headline = alike(title or "")
    places = [list(_home(tree)), list(_pictures(tree)), _pieces(whole or "")]
    lines = [alike(b.text) for b in blocks if len(b.text) <= _LINE and _COPYRIGHT.search(b.text)][-_LINES:]
    folded = [{alike(name) for name in place} for place in places]
    found: list[str] = []
    for name in (name for place in places for name in place):
        own = alike(name)
        if len(own) < _SHORTEST or len(name) > _LONGEST or own == headline:
            continue
        if sum(own in place for place in folded) + any(own in line for line in lines) >= 2:
            found.append(name)
    return next((name for name in found if not name.isupper()), found[0] if found else None)


def _pieces(whole: str) -> list[str]:
    """The pieces at the ends of a title, where a site puts its name."""
    pieces = SEPARATED.split(whole)
    return [pieces[-1], pieces[0]] if len(pieces) > 1 else []


def _home(tree: Any) -> Iterator[str]:
    """The words of links to the home page, and of what a class calls the site's name."""
    for link in islice(tree.iter("a"), _LINKS):
        names = f"{link.get('class') or ''} {link.get('id') or ''}"
        if link.get("rel") == "home" or _is_root(link.get("href") or "") or _LOGO.search(names[:200]):
            name = text_of("".join(link.itertext())[: _LONGEST + 1])
            if name:
                yield name


def _is_root(address: str) -> bool:
    if address in ("/", "./", "../"):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.netloc) and parts.path in ("", "/") and not parts.query


def _pictures(tree: Any) -> Iterator[str]:
    for picture in islice(tree.iter("img", "amp-img"), _PICTURES):
        name = text_of(picture.get("alt"))
        if name:
            yield name


def find_origin(blocks: Sequence[Block]) -> str | None:
    """Whom a line names as the first to publish the text: "This story was originally published by The Harbour Bell"."""
    for block in blocks:
        if len(block.text) > _LINE or ("ublished" not in block.text and "ppeared" not in block.text):
            continue
        match = _FIRST.search(block.text)
        name = _JOINING.sub("", match["name"].rstrip(".")) if match else ""
        if name and len(name) <= _LONGEST:
            return name
    return None


def find_kicker(blocks: Sequence[Block], title: str | None) -> str | None:
    """The section that a link right above the headline names."""
    wanted = alike(title or "")
    index = next((i for i, b in enumerate(blocks) if b.level in (1, 2) and alike(b.text) == wanted), 0)
    around = set(blocks[index].element.iterancestors()) if index and wanted else set()
    for block in reversed(blocks[max(0, index - _ABOVE) : index]):
        if not block.linked or block.linked < len(block.text) or len(block.text) > _SECTION:
            continue
        if all(text_of("".join(link.itertext())) != block.text for link in block.element.iter("a")):
            continue
        if (block.element in around or block.element.getparent() in around) and _is_near(
            block.element, blocks[index].element
        ):
            return block.text
    return None


def find_trail(trails: Sequence[Any], linked: Linked, title: str | None) -> str | None:
    """The section in which the page's trail ends: its last name that is neither the home page nor the title."""
    names = linked.breadcrumb() or [
        text_of("".join(a.itertext())) or "" for trail in trails[:1] for a in [*trail.iter("a")][:8]
    ]
    kept = [n for n in names[1:] if n and alike(n) != alike(title or "") and len(n) <= 40]
    return kept[-1] if kept else None


def _is_near(element: Any, headline: Any) -> bool:
    """Whether an element and a headline are in one box that is not the whole page, by one wrapper each."""
    holder = element if headline in list(element) else element.getparent()
    own = (
        headline.getparent(),
        headline.getparent().getparent() if headline.getparent() is not None else None,
    )
    if holder is None or holder not in own or element.tag == "nav":
        return False
    return holder.tag not in ("body", "html", "td")
