"""What a message's headers say of it: who wrote it, who passed it on, when, in which language.

In: headers (RFC 5322, 2369, 2919, 5064). Out: `Metadata`. The sender's name says who wrote: "Ilka Varn at
The Torvane Courier" a person and an outlet, "The Torvane Courier via Lists" an outlet and a service; the
domain of an address says nothing. Subjects are taken as they are, "Fwd:" and all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parseaddr
from functools import cache

from crosswire.lang import table
from crosswire.read.document import Metadata, compose
from crosswire.read.feed.entries import language_of
from crosswire.read.mail.mime import decode_words
from crosswire.read.stated import read_time
from crosswire.text.fold import fold
from crosswire.types import Item

# Words of a person's name, and characters of a header that are looked at.
_PERSON, _LONGEST = 4, 2_000
_BRACKETED = re.compile(r"<\s*([^<>\s]{3,500})\s*>")
_WEB = ("http://", "https://")


def describe_message(headers: Mapping[str, str]) -> Metadata:
    """What the headers of a message say of it."""
    byline, publisher, via = split_sender(display_name(headers.get("from")))
    list_name = compose(decode_words(headers.get("list-id", "")[:_LONGEST]).partition("<")[0].strip(' "'), ())
    carriers = [via, list_name, display_name(headers.get("sender"))]
    known = {fold(name) for name in (byline, publisher, display_name(headers.get("from"))) if name}
    id = _BRACKETED.search(headers.get("message-id", "")[:_LONGEST])
    archived = _BRACKETED.search(headers.get("archived-at", "")[:_LONGEST])
    return Metadata(
        title=compose(decode_words(headers.get("subject", "")), ()) or None,
        byline=byline,
        publisher=publisher,
        carrier=next((c for c in carriers if c and fold(c) not in known), None),
        published=read_time(re.sub(r"\s*\([^()]*\)\s*$", "", headers.get("date", ""))),
        address=archived[1] if archived and archived[1].startswith(_WEB) else None,
        language=language_of(headers.get("content-language")),
        item=Item(uri=f"mid:{id[1]}") if id else None,
    )


def split_sender(name: str | None) -> tuple[str | None, str | None, str | None]:
    """The person, the outlet and the service in a sender's name.

    >>> split_sender("Ilka Varn from The Torvane Courier")
    ('Ilka Varn', 'The Torvane Courier', None)
    >>> split_sender("News from Torvane"), split_sender("The Courier via Lists")
    ((None, 'News from Torvane', None), (None, 'The Courier', 'Lists'))
    """
    if name is None:
        return None, None, None
    joins, services = _patterns()
    first, *rest = services.split(name, maxsplit=1)
    service = rest[0].strip() if rest and first.strip() else None
    name = first.strip() if service else name
    person, *outlet = joins.split(name, maxsplit=1)
    if outlet and outlet[0].strip() and _is_person(person):
        return person.strip(), outlet[0].strip(), service
    return None, name, service


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("en", "newsletters")["senders"]
    joins, services = ("|".join(map(re.escape, words[key])) for key in ("joins", "services"))
    return re.compile(rf"\s+(?:{joins})\s+(?=\S)"), re.compile(rf"\s+\(?(?:{services})\s+(?=\S)", re.I)


def _is_person(name: str) -> bool:
    pieces = name.split()
    never = table("en", "newsletters")["senders"]["not_people"]
    return 1 <= len(pieces) <= _PERSON and all(p[:1].isupper() and p.lower() not in never for p in pieces)


def display_name(header: str | None) -> str | None:
    """The name in a sender's header; an address alone is no name."""
    if not header:
        return None
    try:
        name, address = parseaddr(header[:_LONGEST].replace("\x00", ""))
    except RecursionError:  # a thousand commas
        return None
    name = compose(decode_words(name or (header[:_LONGEST] if "@" not in header else "")).strip(" \"'"), ())
    sound = "@" not in name and name != address and any(c.isalpha() for c in name)
    return name if sound else None
