"""OPML lists of feeds: which feeds somebody follows.

In: bytes of an OPML file. Out: the addresses of the feeds with their names. Fetching them happens at the
edge, when somebody asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAddress:
    """One feed of a list: its address, and the name that the list gives it."""

    address: str
    title: str | None


def read_opml(data: bytes, source: str) -> tuple[FeedAddress, ...]:
    """To be written."""
    raise NotImplementedError
