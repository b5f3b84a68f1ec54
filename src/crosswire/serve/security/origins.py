"""Where a request comes from: which hosts this server answers for, and whether a page of its own sent it.

In: the headers of a request. Out: whether they may pass. A host name that is not expected is refused, so
that a foreign name pointed at this machine (DNS rebinding) reaches nothing. A request that changes
something must not come from a foreign page: Sec-Fetch-Site says so where the browser sends it, Origin
otherwise (OWASP, Cross-Site Request Forgery Prevention); programs send neither, and must show a token.
Addresses to go on to after a log-in are local paths and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]{2,45}\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?(?::[0-9]{1,5})?")
# A path of this server: one slash, then none and no backslash, since browsers take both for a host; no
# control characters, which they drop before they look.
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
_LOCAL_LENGTH = 2000


def host_name(header: str) -> str | None:
    """The name in a Host header, in small letters, without port; None where it is none.

    >>> host_name("Desk.Example:8443"), host_name("desk.example@evil.example")
    ('desk.example', None)
    """
    found = _HOST.fullmatch(header.lower())
    return found["name"] if found else None


def is_expected(hosts: list[str], *, allowed: tuple[str, ...]) -> bool:
    """Whether a request with these Host headers is for this server: exactly one, and an expected name."""
    return len(hosts) == 1 and host_name(hosts[0]) in allowed


def is_foreign(headers: Mapping[str, str], *, scheme: str) -> bool:
    """Whether the headers show that a page of another origin sent this request."""
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return True
    origin = headers.get("origin")
    if origin is None:
        return False
    host = headers.get("host", "").lower()
    return origin.lower() not in {f"{scheme}://{host}", f"https://{host}"}


def local_path(wanted: str | None, *, otherwise: str = "/") -> str:
    """`wanted` where it is a path of this server, whatever a browser makes of it; `otherwise` if not.

    >>> local_path("/stories?page=2"), local_path("//evil.example"), local_path("https://evil.example")
    ('/stories?page=2', '/', '/')
    """
    if not wanted or len(wanted) > _LOCAL_LENGTH or not _LOCAL.fullmatch(wanted):
        return otherwise
    parts = urlsplit(wanted)
    return otherwise if parts.scheme or parts.netloc else wanted
