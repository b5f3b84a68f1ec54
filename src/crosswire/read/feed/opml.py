"""OPML lists of feeds: which feeds somebody follows.

In: bytes of an OPML file, 1.0 or 2.0 (opml.org/spec2). Out: the addresses of the feeds with their names, in
the list's order, each once, however deep in folders. Lists that include other lists are not followed.
Fetching them happens at the edge, when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from crosswire.errors import ReadError
from crosswire.read.document import compose
from crosswire.read.xml import local, parse_xml

# Characters of an address; servers refuse longer ones.
_LONGEST = 4_000
_WEB = ("http", "https")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAddress:
    """One feed of a list: its address, and the name that the list gives it."""

    address: str
    title: str | None


def read_opml(data: bytes, source: str) -> tuple[FeedAddress, ...]:
    """The feeds of a list, each address once.

    Raises ReadError where the file is no OPML or lists no feed that can be fetched.

    >>> read_opml(b'<opml><body><outline text="Dam" xmlUrl="https://a.example/f"/></body></opml>', "a.opml")
    (FeedAddress(address='https://a.example/f', title='Dam'),)
    """
    root = parse_xml(data, source, what="an OPML list")
    if local(root).lower() != "opml":
        raise ReadError(
            f"{source}: is XML but no OPML, whose outermost element is opml; give a list of feeds."
        )
    found: dict[str, FeedAddress] = {}
    listed = 0
    for said in _outlines(root):
        listed += 1
        address = _address(said["xmlurl"])
        if address is not None:
            found.setdefault(address, FeedAddress(address=address, title=_title(said)))
    if not found:
        which = f"{listed} feeds, none at an http or https address" if listed else "no feeds"
        raise ReadError(f"{source}: lists {which}; each outline of a feed needs an xmlUrl.")
    return tuple(found.values())


def unfollowed(data: bytes, source: str) -> tuple[str, ...]:
    """What a list gives as addresses of feeds and `read_opml` leaves out: each as stated, once.

    >>> unfollowed(b'<opml><body><outline xmlUrl="ftp://a.example/f"/></body></opml>', "a.opml")
    ('ftp://a.example/f',)
    """
    stated = (said["xmlurl"] for said in _outlines(parse_xml(data, source, what="an OPML list")))
    return tuple(dict.fromkeys(s.strip()[:_LONGEST] for s in stated if _address(s) is None))


def _outlines(root: Any) -> Iterator[dict[str, str]]:
    """The attributes of every outline that is a feed."""
    for element in root.iter():
        if local(element).lower() == "outline":
            said = {name.lower(): value for name, value in element.attrib.items()}
            if said.get("xmlurl", "").strip():
                yield said


def _address(stated: str) -> str | None:
    """An address as stated, if it is one of the web."""
    address = stated.strip()
    try:
        parts = urlsplit(address)
        sound = parts.scheme.lower() in _WEB and bool(parts.hostname)
    except ValueError:
        return None
    blank = any(c.isspace() or not c.isprintable() for c in address)
    return address if sound and not blank and len(address) <= _LONGEST else None


def _title(said: dict[str, Any]) -> str | None:
    return compose(said.get("title"), ()) or compose(said.get("text"), ()) or None
