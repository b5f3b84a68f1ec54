"""Addresses to bytes, only when a person asked: politely, within bounds, and nowhere private.

    with Fetcher(FetchOptions()) as fetcher:
        fetched = fetcher.fetch("https://courier.example/dam")
        sources = unpack(fetched.stream, fetched.asked, said=fetched.said(), charset=fetched.charset)
        log = fetched.how()

Raises FetchError for an address that cannot or must not be fetched; the run goes on.
"""

from __future__ import annotations

from crosswire.fetch.client import Fetcher
from crosswire.fetch.fetched import Fetched, Validators
from crosswire.fetch.options import FetchOptions, World

__all__ = ["FetchOptions", "Fetched", "Fetcher", "Validators", "World"]
