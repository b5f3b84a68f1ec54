"""E-mail: newsletters and forwarded reports, with what is attached to them.

In: a message (RFC 5322, MIME). Out: of `unpack_email` a `Part` for the letter itself, if it says anything,
and one for each attachment that may be a report; of `read_message` the `Document` of the letter, its subject
the title. Pictures, recordings, signatures and calendars are passed over. Nothing is decrypted, and no
signature is checked. Mailboxes are read in `mailboxes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from crosswire.errors import ReadError
from crosswire.read.bodies import lay_out, without_title
from crosswire.read.document import Document, Metadata, Part
from crosswire.read.feed.entries import Names, language_of
from crosswire.read.limits import Budget
from crosswire.read.mail.bodies import body_leaves, is_body, read_letter
from crosswire.read.mail.forwarded import passed_on
from crosswire.read.mail.letters import describe_message
from crosswire.read.mail.mailboxes import unpack_mbox
from crosswire.read.mail.mime import Leaf, parse_mime
from crosswire.read.table.columns import Columns
from crosswire.types import Problem

__all__ = ["read_message", "unpack_email", "unpack_mbox"]

# Kinds of parts that hold no report.
_NO_REPORT = re.compile(
    r"(?:image|audio|video|font|model)/|application/(?:pgp-|(?:x-)?pkcs7-|ics|ms-tnef|x-font)"
    r"|text/(?:calendar|(?:x-)?vcard|directory|x-amp-html|css|rfc822-headers)"
    r"|message/(?:delivery-status|disposition-notification|feedback-report|external-body)"
)
_SUBJECT_ONLY = (
    "The message has a subject and no text; if it shows a picture of its text, look at it in a mail program."
)
_MESSAGES = ("message/rfc822", "message/global", "message/news")


def unpack_email(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """The letter and its attachments. Raises ReadError where neither holds anything."""
    limit = budget.limits.report
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(
            f"{name}: is larger than {limit >> 20} MB; save its text or attachments and give those."
        )
    message = parse_mime(data)
    attached = [
        x for x in message.leaves if not is_body(x) and not _NO_REPORT.match(x.type) and x.body.strip()
    ]
    if body_leaves(message.leaves) or not attached:
        yield Part(name="", data=data, format="message")
    said = describe_message(message.headers)
    names = Names()
    for number, leaf in enumerate(attached, 1):
        yield _attachment(leaf, said, names, number)


def _attachment(leaf: Leaf, said: Metadata, names: Names, number: int) -> Part:
    """What is attached: a message that was passed on was carried by the sender, a file is the sender's."""
    if leaf.type in _MESSAGES:
        carried = Metadata(carrier=said.publisher or said.byline)
        name = names.unique(_file(leaf), f"message {number}")
        return Part(name=name, data=leaf.data, metadata=carried, format="email")
    return Part(
        name=names.unique(_file(leaf), f"attachment {number}"),
        data=leaf.data,
        metadata=Metadata(publisher=said.publisher, carrier=said.carrier, language=said.language),
        charset=leaf.charset,
    )


def _file(leaf: Leaf) -> str | None:
    """The last component of a file's name, whatever system it was named on."""
    name = re.split(r"[/\\]", leaf.file or "")[-1].strip()
    return name if name.strip(".") else None


def read_message(data: bytes, source: str, charset: str | None) -> Document:
    """The letter of a message. Raises ReadError where it has neither a subject nor text."""
    message = parse_mime(data)
    letter = read_letter(message)
    said = passed_on(letter.paragraphs, describe_message(message.headers))
    text, excluded = lay_out(said.title, without_title(said.title, letter.paragraphs))
    if not text:
        raise ReadError(
            f"{source}: the message has neither a subject nor text; look at it in a mail program."
        )
    empty = () if letter.paragraphs else (_SUBJECT_ONLY,)
    stated = next((x.headers.get("content-language") for x in body_leaves(message.leaves)), None)
    said = replace(
        said,
        address=said.address or letter.address,
        language=said.language or language_of(stated) or letter.language,
    )
    return Document(
        text=text, metadata=said, excluded=excluded, notices=(*message.notices, *letter.notices, *empty)
    )
