"""JSON Feed 1.0 and 1.1 (jsonfeed.org): each item a report.

In: a stream that holds a JSON Feed. Out: a `Part` for each item. Of a feed that is cut off the items
before the cut are read. Attachments are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from crosswire.errors import ReadError
from crosswire.read.declared import decode_declared
from crosswire.read.document import Part
from crosswire.read.feed.entries import Body, Entry, Feed, Names, first_text, language_of, make_part
from crosswire.read.limits import Budget
from crosswire.read.stated import read_time
from crosswire.read.table.columns import Columns
from crosswire.types import Problem

# Bytes of a JSON Feed that are read; those of sites hold at most some megabytes.
_LIMIT = 32 * 1024 * 1024
# Items that are read; whole archives of sites hold some thousands.
_MOST = 50_000
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


def unpack_jsonfeed(
    stream: BinaryIO, name: str, columns: Columns, budget: Budget
) -> Iterator[Part | Problem]:
    """The items of a JSON Feed, in its order. Raises ReadError where none can be read."""
    limit = min(_LIMIT, budget.limits.report)
    data = stream.read(limit + 1)
    text, _ = decode_declared(data[:limit], name, None)
    said, damage = _parse(text, name)
    feed, names = _feed(said), Names()
    items = said.get("items")
    if not isinstance(items, list):
        raise ReadError(f"{name}: has no list of items, which a JSON Feed must have; ask for it again.")
    if len(items) > _MOST and damage is None:
        damage = f"The feed holds more than {_MOST:,} items; those after that are not read. Split it."
    for number, item in enumerate(items[:_MOST], 1):
        if isinstance(item, Mapping):
            yield make_part(_entry(item), feed, names, number)
        else:
            yield Problem(
                report=f"entry {number}", stage="read", message="is no object; ask for the feed again."
            )
    if damage is not None:
        yield Problem(report=None, stage="read", message=damage)


def _parse(text: str, name: str) -> tuple[Mapping[str, Any], str | None]:
    """What the feed says, and a sentence on its damage."""
    try:
        said = json.loads(text)
    except RecursionError as error:
        raise ReadError(f"{name}: the JSON is nested too deep to be a feed; ask for it again.") from error
    except ValueError as error:
        said = _rescued(text)
        damage = f"The feed is damaged ({error}); entries after that are missing. Ask for it again."
        if not said.get("items"):
            raise ReadError(f"{name}: {damage}") from error
        return said, damage
    if not isinstance(said, Mapping):
        raise ReadError(f"{name}: is JSON but no JSON Feed, which is one object; ask for it again.")
    return said, None


def _rescued(text: str) -> dict[str, Any]:
    """What can be read of a feed before the place where it breaks."""
    found = _ITEMS.search(text)
    if found is None:
        return {}
    try:
        said = json.loads(text[: found.start()].rstrip().rstrip(",") + "}")
    except (ValueError, RecursionError):
        said = {}
    decoder, items, position = json.JSONDecoder(), [], found.end()
    while True:
        between = _BETWEEN.match(text, position)
        position = between.end() if between else position
        try:
            item, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        items.append(item)
    return {**said, "items": items} if isinstance(said, dict) else {"items": items}


def _feed(said: Mapping[str, Any]) -> Feed:
    addresses = [first_text([said.get(key)]) for key in ("home_page_url", "feed_url")]
    return Feed(
        title=first_text([said.get("title")]),
        addresses=tuple(x for x in addresses if x),
        language=language_of(said.get("language")),
    )


def _entry(item: Mapping[str, Any]) -> Entry:
    id = item.get("id")
    content = [("content_html", True), ("content_text", False), ("summary", False)]
    tags = item.get("tags")
    return Entry(
        id=first_text([str(id) if isinstance(id, int | float) else id]),
        title=first_text([item.get("title")]),
        bodies=tuple(Body(text=v, is_html=h) for k, h in content if isinstance(v := item.get(k), str)),
        link=first_text([item.get("url")]),
        authors=tuple(_names(item)),
        published=read_time(item.get("date_published")),
        updated=read_time(item.get("date_modified")),
        language=language_of(item.get("language")),
        section=first_text(tags) if isinstance(tags, list) else None,
    )


def _names(said: Mapping[str, Any]) -> Iterator[str]:
    """The names of an item's authors, in version 1.1 several, in 1.0 one."""
    authors = said.get("authors")
    for author in authors if isinstance(authors, list) else [said.get("author")]:
        name = first_text([author.get("name")]) if isinstance(author, Mapping) else None
        if name is not None:
            yield name
