"""An entry of a feed, whatever kind of feed it stood in, to a `Part`.

In: `Entry` and `Feed`, as the readers of RSS, Atom and JSON Feed fill them. Out: a `Part` with the entry's
bytes and what the feed says of it, or a `Problem`. Its publisher is who wrote it: the source that the
entry names, or the feed's owner where the entry belongs to the feed's own site. Where neither holds the
publisher is unknown and the feed is the carrier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from crosswire.read.bodies import as_fragment, as_text
from crosswire.read.document import Metadata, Part, compose
from crosswire.read.stated import in_order
from crosswire.read.web.fragment import paragraphs_of
from crosswire.text.fold import fold
from crosswire.types import Item, ItemStatus, Problem

# Characters of a part's name.
_NAME = 200
# Parameters in which a service's link carries the address that it leads to.
_TARGETS = frozenset({"url", "u", "target", "dest", "destination", "redirect", "to"})
_WEB = ("http://", "https://")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_TAG = re.compile(r"<[^<>]*>")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
# Sites that carry what others wrote and write nothing, though their links stay with them.
_SERVICES = frozenset(
    ("google.com", "bing.com", "msn.com", "feedly.com", "flipboard.com", "inoreader.com", "newsbreak.com")
)
_SEPARATOR = r"\s+[-–—|]\s+"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself: its title, the addresses that it calls its own, its language."""

    title: str | None = None
    addresses: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A text of an entry, HTML or plain."""

    text: str
    is_html: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says in one entry; `bodies` with the fullest first, `original` the address before a
    service replaced it, `source` the title of where it was first published, times in ISO 8601."""

    id: str | None = None
    title: str | None = None
    bodies: tuple[Body, ...] = ()
    link: str | None = None
    original: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    section: str | None = None
    status: ItemStatus = "usable"


class Names:
    """Names for the parts of one container, each given once."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def unique(self, wanted: str | None, otherwise: str) -> str:
        """`wanted` without blanks, cut at a bearable length, or `otherwise`; numbered if it was given."""
        name = _UNPRINTABLE.sub(" ", wanted or "").strip()[:_NAME] or otherwise
        self._given[name] = count = self._given.get(name, 0) + 1
        return name if count == 1 else self.unique(f"{name} ({count})", otherwise)


def make_part(entry: Entry, feed: Feed, names: Names, number: int) -> Part | Problem:
    """The part for the entry that stands at `number` (from 1) in its feed."""
    name = names.unique(entry.id or entry.link, f"entry {number}")
    metadata = _describe(entry, feed)
    body = next((b for b in entry.bodies if _says_something(b)), None)
    if body is None and metadata.title is None:
        return Problem(
            report=name,
            stage="read",
            message="has neither title nor text; read it at the address that the feed gives.",
        )
    if body is None or not body.is_html:
        data = as_text(metadata.title, body.text if body else "")
        return Part(name=name, data=data, metadata=metadata, format="text", charset="utf-8")
    text = body.text if "<" in body.text else _BLANK_LINE.sub("<p>", body.text)
    data = as_fragment(metadata.title, text)
    return Part(name=name, data=data, metadata=metadata, format="fragment", charset="utf-8")


def plain_title(title: str | None, *, is_html: bool) -> str | None:
    """A title in one line, without mark-up."""
    if title and is_html and ("<" in title or "&" in title):
        title = " ".join(p.text for p in paragraphs_of(title))
    return compose(title, ()) or None


def _says_something(body: Body) -> bool:
    """Whether a body has words; one that is a picture alone has none."""
    if not body.is_html or "<" not in body.text:
        return bool(body.text.strip())
    return bool(_TAG.sub("", body.text).strip()) and bool(paragraphs_of(body.text))


def _describe(entry: Entry, feed: Feed) -> Metadata:
    address = resolve(entry.original or entry.link)
    publisher, carrier = _who(entry, feed, address)
    return Metadata(
        title=_without_suffix(entry.title, entry.source),
        byline=", ".join(dict.fromkeys(entry.authors)) or None,
        publisher=publisher,
        carrier=carrier,
        published=entry.published,
        updated=entry.updated,
        address=address,
        language=language_of(entry.language) or feed.language,
        section=entry.section,
        item=_item(entry, feed),
    )


def _who(entry: Entry, feed: Feed, address: str | None) -> tuple[str | None, str | None]:
    """Who wrote an entry and who carried it."""
    owner = feed.publisher or feed.title
    if entry.source:
        same = any(name and fold(name) == fold(entry.source) for name in (owner, feed.title))
        return entry.source, None if same else feed.title
    sites = {site_of(a) for a in feed.addresses}
    if sites.isdisjoint(_SERVICES) and (address is None or site_of(address) in sites):
        return owner, None
    return None, feed.title


def _without_suffix(title: str | None, source: str | None) -> str | None:
    """The title without the name of its source, which aggregators append."""
    if not title or not source:
        return title
    return re.sub(_SEPARATOR + re.escape(source) + r"\s*$", "", title, flags=re.I) or title


def _item(entry: Entry, feed: Feed) -> Item | None:
    uri = entry.id or entry.link
    if uri and not _SCHEME.match(uri):
        uri = f"{feed.addresses[0]}#{uri}" if feed.addresses else None
    stated = entry.updated or entry.published
    version = in_order(stated) if stated else "1"
    return Item(uri=uri, version=version, status=entry.status) if uri else None


def resolve(address: str | None) -> str | None:
    """The address that a link leads to, where the link itself says so; None for what is no web address.

    >>> resolve("https://go.example/away?ct=1&url=https%3A%2F%2Fcourier.example%2Fdam")
    'https://courier.example/dam'
    """
    address = (address or "").strip()
    if not address.lower().startswith(_WEB):
        return None
    try:
        inner = parse_qsl(urlsplit(address).query[:4000], max_num_fields=50)
    except ValueError:
        return address
    for name, value in inner:
        if name.lower() in _TARGETS and value.startswith(_WEB) and site_of(value):
            return value
    return address


def site_of(address: str) -> str | None:
    """The site of an address, as far as its name tells: the last two labels of its host, or three where
    the last two are short, as in "co.uk".

    >>> site_of("https://www.courier.example/dam"), site_of("http://feeds.courier.co.uk")
    ('courier.example', 'courier.co.uk')
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    labels = host.rstrip(".").split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if short else -2 :]) or None


def language_of(stated: object) -> str | None:
    """The language in a tag such as "en-GB"."""
    found = _LANGUAGE.match(stated.strip()) if isinstance(stated, str) else None
    return found[0].lower() if found else None


def first_text(values: Iterable[object]) -> str | None:
    """The first of some values that is a text with something in it, in one line."""
    return next((line for v in values if isinstance(v, str) and (line := compose(v, ()))), None)
