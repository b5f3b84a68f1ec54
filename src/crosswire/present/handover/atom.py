"""An Atom feed of what changed in a story (RFC 4287), for readers and machines that ask again and again.

In: a story's id and title, its changes, and the addresses of the feed and of the story's page. Out: the feed's bytes,
the newest change first: the same for the same changes, whenever it is asked for. Ids are URNs made of the story's and
the changes' ids, so that a feed reader tells a change once, though titles and addresses are altered later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from crosswire.present.handover.json_text import urn
from crosswire.present.handover.xml_text import one_line
from crosswire.present.page.plain import clamp
from crosswire.text.moments import moment

MEDIA_TYPE = "application/atom+xml"
# Changes in a feed; who was away longer has the story's page.
_NEWEST = 100
_TITLE, _TEXT = 200, 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """One change: `id` tells it from the story's others, `at` is when (ISO 8601; without a zone, UTC), `title` says it in
    a line, `text` in full, `address` where it can be read (the story's page, where it is None)."""

    id: str
    at: str
    title: str
    text: str = ""
    address: str | None = None


def atom_feed(
    story: str, title: str, changes: Sequence[StoryChange], *, address: str, page: str, since: str, author: str = "crosswire"
) -> bytes:  # fmt: skip
    """The feed of a story. `address` is the feed's own, `page` the story's, `since` when the story began: the feed's
    time where nothing has changed. Raises ValueError for a time that is none."""
    newest = sorted(changes, key=lambda c: (moment(c.at), c.id), reverse=True)[:_NEWEST]
    updated = newest[0].at if newest else since
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"<id>{urn('story', story)}</id>\n"
        f"<title>{_text(title, _TITLE) or 'A story'}</title>\n"
        f"<updated>{_moment(updated)}</updated>\n"
        f"<author><name>{_text(author, _TITLE) or 'crosswire'}</name></author>\n"
        f'<link rel="self" type="{MEDIA_TYPE}" href={_address(address)}/>\n'
        f'<link rel="alternate" type="text/html" href={_address(page)}/>\n'
        "<generator>crosswire</generator>\n"
    )
    entries = "".join(_entry(story, change, page) for change in newest)
    return f"{head}{entries}</feed>\n".encode()


def _entry(story: str, change: StoryChange, page: str) -> str:
    text = _text(change.text, _TEXT)
    content = f'<content type="text">{text}</content>\n' if text else ""
    return (
        "<entry>\n"
        f"<id>{urn('change', story, change.id)}</id>\n"
        f"<title>{_text(change.title, _TITLE) or 'A change'}</title>\n"
        f"<updated>{_moment(change.at)}</updated>\n"
        f'<link rel="alternate" type="text/html" href={_address(change.address or page)}/>\n'
        f"{content}</entry>\n"
    )


def _text(text: str, limit: int) -> str:
    return escape(clamp(one_line(text), limit))


def _address(address: str) -> str:
    return quoteattr(one_line(address))


def _moment(at: str) -> str:
    """A moment as RFC 3339 has it, UTC, to the second."""
    return moment(at).strftime("%Y-%m-%dT%H:%M:%SZ")
