"""What fetching gives: the values that go into the archive and on to the readers."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from crosswire.read import Metadata, Source

# Headers of an answer that say what the bytes are, when they were made and who passed them on.
TELLING = (
    "age",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-location",
    "content-type",
    "date",
    "digest",
    "etag",
    "expires",
    "last-modified",
    "link",
    "memento-datetime",
    "repr-digest",
    "retry-after",
    "server",
    "via",
    "x-robots-tag",
)
# Characters of one header that the custody log repeats.
RECORDED = 1000

_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([A-Za-z0-9_.:+-]{1,40})""", re.IGNORECASE)

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """By what a server can tell whether its page is still the one we have: the ETag and Last-Modified headers
    of an earlier answer, and the address that gave it; None stands for the address that is asked."""

    etag: str | None = None
    last_modified: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """One step of a way: the address asked, what it answered, where it sent us, and its IP address."""

    address: str
    status: int
    to: str
    ip: str | None

    @property
    def downgraded(self) -> bool:
        """Whether the step left an encrypted connection for one that is not."""
        return self.address.startswith("https:") and self.to.startswith("http:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How an answer came: the request as sent, the answer's head, and the server that gave it.

    `resumed` says from which byte, and since when, a body was continued. `tls` is the version and the
    SHA-256 of the certificate.
    """

    ip: str | None
    tls: tuple[str, str] | None
    sent: Headers
    status: int
    headers: Headers
    began: str
    ended: str
    resumed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One address fetched. `stream` holds the body with its content coding taken off, at its start, can seek, and
    is closed with the `Fetcher`. `received` and `received_sha256` are of the bytes as they came; they differ from the
    stream's only where `codings` names one. `began` and `ended` are UTC. Where `unchanged`, the server
    says that the page is the one known, and the stream is empty."""

    asked: str
    final: str
    redirects: tuple[Redirect, ...]
    way: Way
    stream: BinaryIO
    size: int
    received: int
    received_sha256: str
    codings: tuple[str, ...] = ()
    left_over: int = 0
    unchanged: bool = False

    @property
    def status(self) -> int:
        """The status of the last answer."""
        return self.way.status

    @property
    def charset(self) -> str | None:
        """The character set that Content-Type names, where Python knows it."""
        found = _CHARSET.search(header(self.way.headers, "content-type") or "")
        try:
            return codecs.lookup(found[1]).name if found else None
        except LookupError:
            return None

    def said(self) -> Metadata:
        """What the fetching itself states of a report: the address at which it stood."""
        return Metadata(address=self.final)

    @property
    def validators(self) -> Validators:
        """What to give as `known` when the address is fetched again."""
        etag, modified = header(self.way.headers, "etag"), header(self.way.headers, "last-modified")
        return Validators(etag=etag, last_modified=modified, address=self.final)

    def source(self) -> Source:
        """The whole body as something to read, named by the address that was asked."""
        self.stream.seek(0)
        data = self.stream.read()
        self.stream.seek(0)
        return Source(name=self.asked, data=data, said=self.said(), charset=self.charset)

    def how(self) -> dict[str, str]:
        """How it came, flat, for the custody log; keys sorted, what is unknown left out."""
        way = self.way
        steps = (
            f"{r.status} {r.address} ({r.ip}) to {r.to}" + (", no longer encrypted" if r.downgraded else "")
            for r in self.redirects
        )
        found = {
            "address": self.asked,
            "final": self.final,
            "charset": self.charset,
            "status": str(way.status),
            "ip": way.ip,
            "tls": " ".join(way.tls) if way.tls else None,
            "began": way.began,
            "ended": way.ended,
            "redirects": "; ".join(steps) or None,
            "resumed": way.resumed,
            "unchanged": "yes" if self.unchanged else None,
            "received": None if self.unchanged else f"{self.received} bytes, sha256 {self.received_sha256}",
            "unpacked": ", ".join(self.codings) or None,
            "left over": f"{self.left_over} bytes after the packed body" if self.left_over else None,
            **{f"sent {name}": value for name, value in way.sent},
            **{f"got {name}": header(way.headers, name) for name in TELLING},
        }
        return {key: value[:RECORDED] for key, value in sorted(found.items()) if value is not None}


def header(headers: Headers, name: str) -> str | None:
    """A header's value, or None; values of a header that stands twice are joined, as RFC 9110 has it."""
    found = [value for key, value in headers if key == name]
    return ", ".join(found) if found else None
