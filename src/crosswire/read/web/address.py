"""The address that a page states as its own (RFC 3986; `rel=canonical`, RFC 6596).

In: a page's tree and statements. Out: an absolute address, or None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from crosswire.read.web.linked import Linked


def read_address(tree: Any, linked: Linked, meta: Mapping[str, str]) -> str | None:
    """The page's own address, absolute."""
    canonical = next(
        (
            n.get("href").strip()
            for n in tree.iter("link")
            if "canonical" in (n.get("rel") or "").lower().split() and n.get("href")
        ),
        None,
    )
    base = next((n.get("href") for n in tree.iter("base") if n.get("href")), None)
    stated = [canonical, meta.get("og:url"), linked.address()]
    whole = [address for address in stated if address and is_web(address)]
    deep = [address for address in whole if path_of(address) not in ("", "/")]
    if deep or whole:
        return (deep or whole)[0]
    if canonical and base and is_web(base):
        return _joined(base, canonical)
    return None


def is_web(address: str) -> bool:
    """Whether an address is one of the web, and whole."""
    return address.lower().startswith(("http://", "https://"))


def path_of(address: str) -> str:
    """The path of an address, "" where it has none or is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _joined(base: str, address: str) -> str | None:
    try:
        return urljoin(base, address)
    except ValueError:
        return None
