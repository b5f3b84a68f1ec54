"""Addresses of pages: text as a person, a feed or a redirect gives it, to one plain form, or a refusal.

In: text. Out: an `Address`, http or https, host in lower-case ASCII, default port left out, no fragment.
Follows RFC 3986 (parts of an address), RFC 5891 (IDNA 2008, through httpx) and, for dot segments, the
WHATWG URL Standard. What other programs are known to read in two ways is refused, not mended: names and
passwords before the host, backslashes, control characters, IPv4 addresses in decimal, octal, hexadecimal
or short form, letters that only look like ASCII. Whether a host may be asked is left to `networks` and `guard`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

import httpx

from crosswire.errors import FetchError

PORTS = {"http": 80, "https": 443}
# Characters of an address: what RFC 9110 (section 4.1) asks every server to take.
LENGTH = 8000
# Characters of an address that a message repeats: two lines of a terminal.
SHOWN = 160
# RFC 1035: characters of a host name and of one label of it.
HOST_LENGTH, LABEL_LENGTH = 253, 63

_PARTS = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?:#.*)?"
)
_AUTHORITY = re.compile(r"(?P<host>\[[^\[\]]*\]|[^:\[\]]*)(?::(?P<port>[0-9]{0,5}))?")
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
# A last label that makes a host a number: "127.1", "0x7f000001", "2130706433".
_NUMERIC = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")
# Full stops of other scripts, which IDNA takes for dots.
_OTHER_DOTS = frozenset("\u3002\uff0e\uff61")
# Controls, lone surrogates, line and paragraph separators.
_REFUSED = frozenset(("Cc", "Cs", "Zl", "Zp"))
_CREDENTIALS = re.compile(r"(?<=//)[^/?#]*@")
# What stands in a path or query as it is (RFC 3986, pchar and "/?", and "%" of what is escaped already).
_KEPT = "/?:@!$&'()*+,;=~%[]|^{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address in plain form: `host` without brackets, `target` the path and query that are asked for."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and, where it is not the scheme's own, port: the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def text(self) -> str:
        """The whole address."""
        return self.origin + self.target


def parse_address(text: str) -> Address:
    """The plain form of an http or https address. Raises FetchError for everything else.

    >>> parse_address("HTTPS://Courier.Example:443/a/../b?x=1#top").text
    'https://courier.example/b?x=1'
    """
    text = text.strip(" \t\r\n")
    where = shown(text)
    if len(text) > LENGTH:
        raise FetchError(f"{where}: is longer than {LENGTH:,} characters; give a shorter address.")
    if any(unicodedata.category(c) in _REFUSED for c in text) or "\\" in text:
        raise FetchError(
            f"{where}: holds control characters or backslashes; copy the address anew from where it stands."
        )
    parts = _PARTS.fullmatch(text)
    scheme = parts["scheme"].lower() if parts else ""
    if parts is None or scheme not in PORTS:
        raise FetchError(f"{where}: is no http or https address; give one that begins with https://.")
    if "@" in parts["authority"]:
        raise FetchError(
            f"{where}: has a user name before the host, which is not sent and often deceives; "
            "give the address without what stands before the @."
        )
    authority = _AUTHORITY.fullmatch(parts["authority"])
    if authority is None or int(authority["port"] or PORTS[scheme]) not in range(1, 65536):
        raise FetchError(f"{where}: its host or port cannot be understood; check the address.")
    return Address(
        scheme=scheme,
        host=_host(authority["host"], where),
        port=int(authority["port"] or PORTS[scheme]),
        target=_target(parts["path"], parts["query"] or ""),
    )


def join(base: Address, reference: str) -> Address:
    """The address that a redirect from `base` names. Raises FetchError as `parse_address` does."""
    reference = reference.strip(" \t\r\n")
    try:
        joined = urljoin(base.text, reference)
    except ValueError as error:
        raise FetchError(f"{shown(reference)}: is no address that can be understood.") from error
    # urljoin drops line breaks and tabs without a word; they must be seen and refused.
    return parse_address(reference if any(ord(c) < 32 for c in reference) else joined)


def shown(text: str) -> str:
    """An address, or what a server said, as messages repeat it: one line, not endless, without a password.

    >>> shown("http://ann:secret@courier.example/")
    'http://…@courier.example/'
    """
    text = _CREDENTIALS.sub("…@", text)
    text = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _host(written: str, where: str) -> str:
    if written.startswith("["):
        try:
            return str(IPv6Address(written[1:-1])) if "%" not in written else _no_host(where)
        except AddressValueError:
            return _no_host(where)
    host = unicodedata.normalize("NFC", written).lower()
    if host != unicodedata.normalize("NFKC", host) or _OTHER_DOTS & set(host):
        raise FetchError(
            f"{where}: its host is written in characters that only look like others; write it in plain ones."
        )
    host = host.removesuffix(".")
    if not host.isascii():
        host = _encoded(host, where)
    labels = host.split(".")
    if _NUMERIC.fullmatch(labels[-1]):
        return _number(host, where)
    if not _NAME.fullmatch(host) or len(host) > HOST_LENGTH or max(map(len, labels)) > LABEL_LENGTH:
        return _no_host(where)
    return host


def _number(host: str, where: str) -> str:
    """A host that is an IPv4 address, which may be written in one way only."""
    try:
        return str(IPv4Address(host))
    except AddressValueError:
        raise FetchError(
            f"{where}: its host is a number in a form that programs read differently; "
            "write four decimal numbers with dots between, or the name."
        ) from None


def _encoded(host: str, where: str) -> str:
    if any(c.isascii() and not (c.isalnum() or c in "-_.") for c in host):
        return _no_host(where)
    try:
        return httpx.URL(f"http://{host}/").raw_host.decode("ascii")
    except (httpx.InvalidURL, UnicodeError):
        return _no_host(where)


def _no_host(where: str) -> str:
    raise FetchError(f"{where}: its host is no name or number of a server; check the address.")


def _target(path: str, query: str) -> str:
    kept: list[str] = []
    segments = quote(path or "/", safe=_KEPT).split("/")[1:]
    for at, segment in enumerate(segments):
        dots = segment.lower().replace("%2e", ".")
        if dots == "..":
            del kept[-1:]
        elif dots != ".":
            kept.append(segment)
            continue
        if at == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept) + quote(query, safe=_KEPT)
