"""E-mail and mailboxes.

In: `Article`s. Out: the bytes of a message or mailbox, after RFC 5322, 2045 to 2049, 3676 (flowed text) and
4155 (mailboxes). The headers are written here, since Python's own folding loses blanks between encoded words.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Literal

from tests.corpus.articles import Article

Shape = Literal["plain", "flowed", "html", "alternative", "attached", "empty", "picture"]
# A line of flowed text, after RFC 3676's advice.
_WIDTH = 72
# Bytes of text in one encoded word, which may have 75 characters with its marks (RFC 2047, section 2).
_WORD = 42
_ENVELOPE = b"From news@list.example Mon Dec  1 08:00:00 2031\n"


def email(article: Article, shape: Shape = "plain", *, charset: str = "utf-8") -> bytes:
    """A newsletter with the title as its subject and the article as its body, or as an attachment."""
    message = EmailMessage(policy=SMTP)
    _fill(message, article, shape, charset)
    if message.is_multipart():
        message.set_boundary(f"=_{article.key}_=")
    return _headers(article) + message.as_bytes()


def _headers(article: Article) -> bytes:
    host = article.address.split("/")[2]
    sender = article.publisher
    quoted = f'"{sender}"' if sender.isascii() else _encoded(sender)
    lines = (
        f"From: {quoted} <news@{host}>",
        "To: desk@crosswire.example",
        f"Subject: {_encoded(article.title)}",
        f"Date: {format_datetime(datetime.fromisoformat(article.published))}",
        f"Message-ID: <{article.key}@{host}>",
        f"Content-Language: {article.language}",
        f"List-Id: {_encoded(sender)} <list.{host}>",
    )
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _encoded(text: str) -> str:
    """ASCII as it is, other text in encoded words, each on a line of its own and whole in its characters."""
    if text.isascii():
        return text
    words, word = [], ""
    for character in text:
        if len((word + character).encode()) > _WORD:
            words.append(word)
            word = ""
        word += character
    encoded = (base64.b64encode(w.encode()).decode() for w in (*words, word))
    return "\r\n ".join(f"=?utf-8?B?{w}?=" for w in encoded)


def _fill(message: EmailMessage, article: Article, shape: Shape, charset: str) -> None:
    body = "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in article.paragraphs)
    rich = f"<!DOCTYPE html><html><head><style>p {{}}</style></head><body>{body}</body></html>"
    if shape == "plain":
        message.set_content(article.body + "\n", charset=charset, cte="quoted-printable")
    elif shape == "flowed":
        text = "\n\n".join(_flowed(p) for p in article.paragraphs)
        message.set_content(text + "\n", charset=charset, cte="8bit", params={"format": "flowed"})
    elif shape == "html":
        message.set_content(rich, subtype="html", charset=charset, cte="base64")
    elif shape == "alternative":
        message.set_content(article.body + "\n", charset=charset, cte="base64")
        message.add_alternative(rich, subtype="html", charset=charset, cte="quoted-printable")
    elif shape == "picture":
        message.set_content(b"\x89PNG\r\n\x1a\n" + bytes(60), maintype="image", subtype="png")
    else:
        message.set_content("\n", charset=charset)
    if shape == "attached":
        message.add_attachment(
            article.text.encode(), maintype="text", subtype="plain", filename=f"{article.key}.txt"
        )


def _flowed(paragraph: str) -> str:
    """A paragraph over several lines, each but the last ending in a blank."""
    lines, line = [], ""
    for word in paragraph.split(" "):
        if line and len(line) + len(word) >= _WIDTH:
            lines.append(line + " ")
            line = ""
        line = f"{line} {word}" if line else word
    stuffed = [f" {x}" if x.startswith((" ", ">", "From ")) else x for x in (*lines, line)]
    return "\n".join(stuffed)


def mbox(messages: Sequence[bytes], *, ends: str = "\n") -> bytes:
    """A mailbox: each message behind a line "From …", lines that begin so quoted by ">"."""
    out = []
    for message in messages:
        lines = message.replace(b"\r\n", b"\n").split(b"\n")
        quoted = [b">" + x if x.lstrip(b">").startswith(b"From ") else x for x in lines]
        out.append(_ENVELOPE + b"\n".join(quoted).rstrip() + b"\n\n")
    return b"".join(out).replace(b"\n", ends.encode())
