"""A body sent to an address that a person gave: the same door as for fetching, and as narrow.

In: an address, a body, headers. Out: the status of the answer, whose body is not read. The host is looked up and judged as for
fetching, and the connection goes to that very number; redirects are not followed. Raises FetchError where the address may
not be asked or nobody answers there.
"""

from __future__ import annotations

from crosswire.errors import FetchError
from crosswire.fetch.addresses import parse_address, shown
from crosswire.fetch.exchange import BrokenOffError, exchange
from crosswire.fetch.fetched import Headers
from crosswire.fetch.guard import Guard
from crosswire.fetch.options import Allowance, FetchOptions, World


def send(
    address: str,
    body: bytes,
    headers: Headers,
    *,
    options: FetchOptions | None = None,
    world: World | None = None,
) -> int:
    """Posts a body once; the status of the answer."""
    how, outer = options or FetchOptions(), world or World()
    target = parse_address(address)
    allowance = Allowance(outer.clock, min(how.total_seconds, 2 * how.seconds))
    extra = (("content-length", str(len(body))), *headers)
    try:
        with (
            allowance,
            exchange(
                target,
                extra,
                guard=Guard(outer, how),
                seconds=how.seconds,
                allowance=allowance,
                tls=outer.tls,
                body=body,
            ) as answer,
        ):
            return answer.status
    except BrokenOffError as error:
        raise FetchError(f"{shown(address)}: {error}.") from error
