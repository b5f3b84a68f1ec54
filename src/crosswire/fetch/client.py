"""Fetching an address, politely and within bounds: the one door to the network.

In: an address that a person gave, and what is known of it from before. Out: `Fetched`, or a FetchError that
says what, where and what next. Every step of the way, redirects and robots.txt included, goes through the
same guard, rules and pace. HTTP by RFC 9110: conditional requests (13), redirects (15.4), ranges (14).
Scripts are not run, meta refreshes not followed, nothing is signed in to. For one thread at a time.
"""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import httpcore

from crosswire.errors import FetchError
from crosswire.fetch import robots as robots_txt
from crosswire.fetch.addresses import Address, join, parse_address, shown
from crosswire.fetch.decode import codings, decode
from crosswire.fetch.exchange import Answer, BrokenOffError, exchange
from crosswire.fetch.fetched import Fetched, Headers, Redirect, Validators, Way, header
from crosswire.fetch.guard import Guard
from crosswire.fetch.options import Allowance, FetchOptions, World
from crosswire.fetch.pace import Pace, parse_retry_after
from crosswire.fetch.partial import Body, is_plain
from crosswire.fetch.robots import Robots
from crosswire.fetch.statuses import GIVEN, REDIRECTING, UNMODIFIED, refusal, stated_size

# Statuses that may pass (RFC 9110, 15.5 and 15.6; RFC 6585).
PASSING = (429, 502, 503, 504)
PARTIAL, UNSATISFIED = 206, 416
CONDITIONAL = ("if-none-match", "if-modified-since")
# Seconds before the second try; each later one waits twice as long.
BACKOFF = 1.0
# Bytes that make a try count as none: with them a large body may come in as many pieces as it needs, and a
# server that gives a byte at a time is given up.
PROGRESS = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class _Errand:
    """What one walk from address to address is for."""

    limit: int
    redirects: int
    allowance: Allowance
    robots: bool = True
    known: Validators = field(default_factory=Validators)
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Landing:
    """Where a walk ended: the address, the way there, and the body if the answer is one."""

    address: Address
    redirects: tuple[Redirect, ...]
    way: Way
    body: Body


class Fetcher:
    """Fetches addresses for one run: robots.txt and the pace of each host are remembered as long as it lives.

    `partial` is a folder where bodies that broke off are kept for a later run. Streams that it gave are
    closed with it.
    """

    def __init__(
        self,
        options: FetchOptions | None = None,
        *,
        partial: Path | None = None,
        world: World | None = None,
    ) -> None:
        self._options = options or FetchOptions()
        self._world = world or World()
        self._partial = partial
        self._guard = Guard(self._world, self._options)
        self._pace = Pace(self._world.clock, self._world.sleep, self._options.patience_seconds)
        self._robots = Robots(self._ask_robots, self._world.clock)
        self._tls: ssl.SSLContext | None = self._world.tls
        self._given: list[BinaryIO] = []

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        for stream in self._given:
            stream.close()

    def fetch(self, address: str, *, known: Validators | None = None) -> Fetched:
        """What stands at `address` now. Raises FetchError where it cannot or must not be had.

        With `known`, from an earlier answer, the server may say that nothing changed.
        """
        options = self._options
        first = parse_address(address)
        errand = _Errand(
            limit=options.bytes,
            redirects=options.redirects,
            allowance=Allowance(self._world.clock, options.total_seconds),
            robots=options.robots,
            known=known or Validators(),
        )
        landing = self._walk(first, errand)
        conditional = any(name in CONDITIONAL for name, _ in landing.way.sent)
        unchanged = landing.way.status == UNMODIFIED and conditional
        if landing.way.status not in GIVEN and not unchanged:
            landing.body.file.close()
            if landing.way.status < 500:
                landing.body.remove()
            raise FetchError(f"{landing.address.text}: {refusal(landing.way.status)}")
        fetched = self._fetched(address, landing, unchanged=unchanged)
        self._given = [stream for stream in self._given if not stream.closed] + [fetched.stream]
        return fetched

    def _fetched(self, asked: str, landing: _Landing, *, unchanged: bool) -> Fetched:
        body, where = landing.body, landing.address.text
        packed = () if unchanged else codings(header(landing.way.headers, "content-encoding"))
        stream, over = decode(body.file, packed, limit=self._options.bytes, where=where)
        size = stream.seek(0, 2)
        stream.seek(0)
        body.remove()
        return Fetched(
            asked=asked,
            final=where,
            redirects=landing.redirects,
            way=landing.way,
            stream=stream,
            size=size,
            received=body.length,
            received_sha256=body.digest.hexdigest(),
            codings=packed,
            left_over=over,
            unchanged=unchanged,
        )

    def _ask_robots(self, address: Address) -> bytes | None:
        errand = _Errand(
            limit=robots_txt.LIMIT,
            redirects=robots_txt.REDIRECTS,
            allowance=Allowance(self._world.clock, self._options.seconds),
            robots=False,
            cut=True,
        )
        landing = self._walk(address, errand)
        status, body = landing.way.status, landing.body
        with body.file:
            if 400 <= status < 500 and status not in PASSING:
                return None
            if status not in GIVEN:
                raise FetchError(f"{landing.address.text}: {refusal(status)}")
            packed = codings(header(landing.way.headers, "content-encoding"))
            stream, _ = decode(body.file, packed, limit=robots_txt.LIMIT, where=landing.address.text)
            with stream:
                return stream.read()

    def _walk(self, first: Address, errand: _Errand) -> _Landing:
        """Goes from `first` through its redirects to an answer that is none."""
        here, steps, seen = first, list[Redirect](), {first.text}
        while True:
            gap = self._gap(here, errand)
            body, way = self._tried(here, errand, gap)
            to = header(way.headers, "location")
            if way.status not in REDIRECTING or to is None:
                return _Landing(address=here, redirects=tuple(steps), way=way, body=body)
            body.file.close()
            there = _next(here, to)
            steps.append(Redirect(address=here.text, status=way.status, to=there.text, ip=way.ip))
            if len(steps) > errand.redirects:
                raise FetchError(
                    f"{first.text}: redirects more than {errand.redirects} times, last to {shown(there.text)}; "
                    "give the address of the page itself."
                )
            if there.text in seen:
                raise FetchError(
                    f"{first.text}: redirects in a circle, back to {shown(there.text)}; "
                    "give the address of the page itself."
                )
            seen.add(there.text)
            here = there

    def _gap(self, here: Address, errand: _Errand) -> float:
        """The seconds that the host is left alone after this request; refuses what must not be asked."""
        rate = self._options.rate_seconds
        if not errand.robots:
            return rate
        if not self._robots.knows(here):
            # Only to refuse in plain words before anything is sent; each connection is judged again.
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                self._guard.find(here.host, here.port, where=here.text, seconds=self._options.seconds)
        rules = self._robots.rules(here)
        rules.check(here)
        return max(rate, rules.delay)

    def _tried(self, here: Address, errand: _Errand, gap: float) -> tuple[Body, Way]:
        """The answer of one address, asked again where that may help."""
        with contextlib.ExitStack() as unfinished:
            body = Body(here.text, None if errand.cut else self._partial)
            unfinished.callback(lambda: body.file.close())
            tries, most = 1, body.length
            while True:
                try:
                    way = self._once(here, errand, body, gap)
                except BrokenOffError as error:
                    tries = 0 if body.length - most >= PROGRESS else tries
                    self._give_up(here, errand, error, tries)
                    pause = _backoff(tries)
                else:
                    pause = self._pause(way, tries)
                    if not pause or tries >= self._options.tries:
                        self._pace.rest(here.host, pause)
                        unfinished.pop_all()
                        return body, way
                self._pace.rest(here.host, pause)
                tries, most = tries + 1, max(most, body.length)

    def _give_up(self, here: Address, errand: _Errand, error: BrokenOffError, tries: int) -> None:
        """Raises FetchError where another try is pointless."""
        if errand.allowance.left() <= 0:
            raise FetchError(
                f"{here.text}: takes longer than {errand.allowance.seconds:g} s; fetch it again later."
            ) from error
        if not error.again or tries >= self._options.tries:
            times = f" ({tries} tries)" if tries > 1 else ""
            raise FetchError(
                f"{here.text}: {error}{times}; check the address, or fetch it again later."
            ) from error

    def _pause(self, way: Way, tries: int) -> float:
        """The seconds before a refused request may be made again; 0 where the answer stands."""
        if way.status not in PASSING:
            return 0.0
        asked = parse_retry_after(header(way.headers, "retry-after"), self._world.now())
        return max(asked or 0.0, _backoff(tries))

    def _once(self, here: Address, errand: _Errand, body: Body, gap: float) -> Way:
        """One request: its answer, and its body if it has one, in `body`."""
        self._pace.wait(here.host, where=here.text)
        began = self._time()
        try:
            with (
                errand.allowance,
                exchange(
                    here,
                    _conditions(here, errand.known, body),
                    guard=self._guard,
                    seconds=self._options.seconds,
                    allowance=errand.allowance,
                    tls=self._trusted(here),
                ) as answer,
            ):
                return self._received(here, errand, body, answer, began)
        finally:
            self._pace.rest(here.host, gap)

    def _received(self, here: Address, errand: _Errand, body: Body, answer: Answer, began: str) -> Way:
        resumed = None
        status, headers = answer.status, answer.headers
        if status == PARTIAL and body.fits(headers):
            resumed = f"at byte {body.length} of what began to come at {body.began}"
            status, headers = 200, body.headers
        elif status == UNSATISFIED and body.resumable:
            body.forget()
            raise BrokenOffError("it has no rest to give", again=True)
        elif status == PARTIAL:
            body.forget()
            raise BrokenOffError("it gives another part than was asked for", again=True)
        elif status in GIVEN:
            body.begin(headers, began=began)
        elif status == UNMODIFIED:
            body.forget()
        if status in GIVEN:
            self._take(here, errand, body, answer.pieces)
        return Way(
            ip=answer.ip,
            tls=answer.tls,
            sent=answer.sent,
            status=status,
            headers=headers,
            began=began,
            ended=self._time(),
            resumed=resumed,
        )

    def _take(self, here: Address, errand: _Errand, body: Body, pieces: Iterator[bytes]) -> None:
        """Receives a body to its end, its limit or its break; what came of it is kept in the last case."""
        if not errand.cut:
            stated_size(here.text, body.total, errand.limit)
        whole = False
        try:
            for piece in pieces:
                room = errand.limit - body.length
                if len(piece) > room and not errand.cut:
                    body.forget()
                    stated_size(here.text, errand.limit + 1, errand.limit)
                body.write(piece[:room])
                if len(piece) >= room and errand.cut:
                    return
            whole = body.total is None or body.length >= body.total
        finally:
            if not whole:
                body.keep()
        if not whole:
            raise BrokenOffError(f"it ends after {body.length:,} of {body.total:,} bytes", again=True)

    def _trusted(self, here: Address) -> ssl.SSLContext | None:
        """The certificates trusted, loaded once and only if they are needed."""
        if here.scheme == "https" and self._tls is None:
            self._tls = httpcore.default_ssl_context()
        return self._tls

    def _time(self) -> str:
        return self._world.now().isoformat(timespec="milliseconds")


def _next(here: Address, to: str) -> Address:
    try:
        return join(here, to)
    except FetchError as error:
        raise FetchError(f"{here.text}: redirects to {error}") from error


def _backoff(tries: int) -> float:
    """The seconds before another try, after so many that brought nothing."""
    return BACKOFF * (1 << max(tries - 1, 0))


def _conditions(here: Address, known: Validators, body: Body) -> Headers:
    """The headers by which a server can say less: that nothing changed, or only the rest."""
    asked: list[tuple[str, str | None]] = []
    if known.address in (None, here.text):
        asked += [("if-none-match", known.etag), ("if-modified-since", known.last_modified)]
    if body.resumable:
        asked += [("range", f"bytes={body.length}-"), ("if-range", body.validator)]
    return tuple((name, value) for name, value in asked if value and is_plain(value))
