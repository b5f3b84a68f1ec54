"""What a site asks of programs that fetch: robots.txt, read once a site and obeyed.

In: a site, and the answer to its robots.txt. Out: whether an address may be fetched, and how long to wait
between two. Follows RFC 9309: what says 4xx has no wishes; what cannot be reached or says 5xx (and 429) wishes
to be left alone; of an endless file the first 500 KiB count. Crawl-delay, which the RFC does not know, is
honoured. Parsed by protego. Meta tags and headers for indexing are no matter of fetching.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from protego import Protego

from crosswire.errors import FetchError
from crosswire.fetch.addresses import Address

AGENT = "crosswire"
# Bytes of robots.txt that count, and redirects to it that are followed (RFC 9309, sections 2.5 and 2.3.1.2).
LIMIT = 500 * 1024
REDIRECTS = 5
# Seconds for which rules hold (RFC 9309, 2.4: not above 24 hours), and for which a site that could not be
# asked is not asked again.
HOLDS, HOLDS_UNREACHED = 24 * 3600.0, 600.0
# Sites whose rules are kept; the oldest go.
KEPT = 1000
PATH = "/robots.txt"
# The name under which the rules for all other programs are put away.
OTHERS = "others"
# As protego reads it: the hyphen, the colon and the space are often left out.
_AGENT_LINE = re.compile(r"\s*user[- ]?agent\s*[:\s](.*)", re.IGNORECASE)

# The body of a site's robots.txt, or None where it has none. Raises FetchError where it cannot be asked.
Ask = Callable[[Address], bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The wishes of one site until `until`; `unreached` says why they could not be had."""

    parsed: Protego | None
    until: float
    unreached: str | None = None

    @property
    def delay(self) -> float:
        """Seconds that the site wants between two requests; 0 where it does not say."""
        return (self.parsed.crawl_delay(AGENT) or 0.0) if self.parsed else 0.0

    def check(self, address: Address) -> None:
        """Raises FetchError where the site does not want `address` fetched."""
        if self.unreached is not None:
            raise FetchError(
                f"{address.text}: nothing is fetched from there while its robots.txt cannot be read: "
                f"{self.unreached}"
            )
        if self.parsed is not None and not self.parsed.can_fetch(address.text, AGENT):
            raise FetchError(
                f"{address.text}: the site's robots.txt asks programs not to fetch it; "
                "save the page with a browser and give the file."
            )


class Robots:
    """The rules of every site that was asked, each asked once while they hold."""

    def __init__(self, ask: Ask, clock: Callable[[], float]) -> None:
        self._ask = ask
        self._clock = clock
        self._rules: dict[str, Rules] = {}

    def knows(self, address: Address) -> bool:
        """Whether the site of `address` need not be asked now."""
        rules = self._rules.get(address.origin)
        return rules is not None and rules.until > self._clock()

    def rules(self, address: Address) -> Rules:
        """The rules of the site of `address`."""
        if not self.knows(address):
            self._rules.pop(address.origin, None)
            if len(self._rules) >= KEPT:
                del self._rules[next(iter(self._rules))]
            self._rules[address.origin] = self._asked(replace(address, target=PATH))
        return self._rules[address.origin]

    def _asked(self, address: Address) -> Rules:
        try:
            body = self._ask(address)
        except FetchError as error:
            return Rules(
                parsed=None,
                until=self._clock() + HOLDS_UNREACHED,
                unreached=str(error).removeprefix(f"{address.text}: "),
            )
        return Rules(parsed=parse_robots(body or b""), until=self._clock() + HOLDS)


def parse_robots(body: bytes) -> Protego:
    """The rules in a robots.txt that concern crosswire; what is no rule means nothing.

    >>> parse_robots(b"User-agent: *\\nDisallow: /private").can_fetch("http://a.example/private/1", AGENT)
    False
    """
    text = body[:LIMIT].decode("utf-8-sig", "replace")
    return Protego.parse("\n".join(map(_ours, text.splitlines())))


def _ours(line: str) -> str:
    """A line as it is, but every agent that is not crosswire under one name: a file that names ten thousand agents
    above ten thousand rules would else be held as a hundred million."""
    found = _AGENT_LINE.match(line)
    if found is None:
        return line
    name = found[1].partition("#")[0].partition("/")[0].strip().lower()
    return f"User-agent: {name if name in ('*', AGENT) else OTHERS}"
