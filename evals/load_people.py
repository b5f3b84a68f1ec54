"""People at a desk under load: what each asks for and writes, over a connection of their own, and what is noted of the answers.

In: the port of a desk on this machine, and a `Sample` of what is in its store. Out: `Figures`. The driver costs little, since it
shares the machine with the desk: requests are written and answers read as they are, unpacked only where their text is wanted.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote, urlencode

from evals.made_stories import story

PASSWORD = "lantern weir under gravel"
# Seconds for an answer.
_ANSWER = 60
# How often each kind of page is asked for.
MIX = {
    "stories": 18, "stories filtered": 5, "story": 28, "story JSON": 5, "dossier JSON": 2, "search": 13,
    "search filtered": 8, "report": 9, "new": 3, "history": 3, "at a moment": 2, "changes": 2, "news": 5,
}  # fmt: skip
_WORDS = (
    "mayor", "fire service", "\"school halls\"", "inquiry inspected", "mourning -ferry", "resc*", "ferry alarm", "bridge",
    "electricity evening", "dead market", "coal mine water", "opposition minister",
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Sample:
    """What is asked for: stories with their titles, the latest first, reports, and statements that wait for a review."""

    stories: list[tuple[str, str, str]]
    reports: list[str]
    waiting: list[tuple[str, str, str]]


@dataclass(slots=True, kw_only=True)
class Figures:
    """What was seen: seconds and bytes of answers by kind, what went wrong, and what was acknowledged."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    sizes: dict[str, list[int]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    reviews: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    waiting: Counter[str] = field(default_factory=Counter)
    lasted: float = 0.0

    @property
    def is_good(self) -> bool:
        """Whether nothing failed, was lost or is there twice."""
        return not (self.wrong or self.lost or self.faults)

    def p(self, kind: str, percent: float) -> float:
        """A percentile of a kind's answers, in milliseconds."""
        every = sorted(self.seconds[kind])
        return 1000 * every[min(len(every) - 1, int(len(every) * percent / 100))]


@dataclass(slots=True, kw_only=True)
class Answer:
    """An answer as it came: packed, if it was."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Visitor:
    """One person's connection to a desk: kept open, opened again where the server closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}
        self._token = ""
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def log_in(self, name: str) -> None:
        """Logs in by the form."""
        form = await self.ask("/login")
        token = re.search(r'name="csrf" value="([^"]+)"', form.text)
        assert token is not None
        told = urlencode({"name": name, "password": PASSWORD, "csrf": token[1]})
        answer = await self.ask("/login", told.encode(), kind="application/x-www-form-urlencoded")
        assert answer.status == 303, answer.status
        home = await self.ask("/stories")
        found = re.search(r"X-CSRF-Token[^:]*: *(?:&#34;|\\?\")([\w.-]+)", home.text)
        assert found is not None
        self._token = found[1]

    async def ask(self, path: str, body: bytes | None = None, *, kind: str = "application/json") -> Answer:
        """One request. A connection that the server closed meanwhile is opened again, as browsers do."""
        async with asyncio.timeout(_ANSWER):
            for again in (False, True):
                kept = self._streams is not None
                if self._streams is None:
                    self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
                try:
                    return await self._exchange(*self._streams, path, body, kind)
                except (asyncio.IncompleteReadError, ConnectionError):
                    self.close()
                    if again or not kept:
                        raise
        raise AssertionError

    def close(self) -> None:
        """Closes the connection."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None

    async def _exchange(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        path: str,
        body: bytes | None,
        kind: str,
    ) -> Answer:
        lines = [
            f"{'GET' if body is None else 'POST'} {path} HTTP/1.1",
            f"host: localhost:{self._port}",
            "accept: text/html,*/*",
            "accept-encoding: gzip",
            "cookie: " + "; ".join(f"{k}={v}" for k, v in self._cookies.items()),
        ]
        if body is not None:
            lines += [f"content-type: {kind}", f"content-length: {len(body)}"]
            lines += [f"origin: http://localhost:{self._port}"]
            lines += [f"x-csrf-token: {self._token}"] if self._token else []
        writer.write("\r\n".join((*lines, "", "")).encode() + (body or b""))
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {}
        for line in head[1:-2]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
            if name.lower() == "set-cookie":
                key, _, told = value.strip().partition(";")[0].partition("=")
                self._cookies[key] = told
                if "Max-Age=0" in value:
                    del self._cookies[key]
        status = int(head[0].split()[1])
        if "content-length" in headers:
            data = await reader.readexactly(int(headers["content-length"]))
        else:
            data = b"" if status in (204, 304) else await _chunks(reader)
        if headers.get("connection") == "close":
            self.close()
        return Answer(status=status, headers=headers, body=data)


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int(await reader.readuntil(b"\r\n"), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)


class Reader:
    """Asks for one page after another, as somebody does who looks for what is new and what they know of."""

    def __init__(self, visitor: Visitor, sample: Sample, choose: random.Random) -> None:
        self._visitor = visitor
        self._sample = sample
        self._choose = choose

    def path(self, kind: str) -> str:
        """The address of a page of a kind."""
        id, version, title = self._story()
        town = title.split(" in ")[-1].split()[0]
        word = self._choose.choice((*_WORDS, town, town))
        return {
            "stories": lambda: "/stories",
            "stories filtered": lambda: "/stories?" + self._choose.choice(
                ("sort=waiting", "sort=reports", "sort=day", "measure=killed&language=en", f"place={town}",
                 "start=2031-05-05&end=2031-05-07", "waiting=true&sort=day")
            ),
            "story": lambda: f"/stories/{id}",
            "story JSON": lambda: f"/api/stories/{id}",
            "dossier JSON": lambda: f"/api/stories/{id}/dossier",
            "search": lambda: f"/search?words={quote(word)}",
            "search filtered": lambda: f"/search?words={quote(word)}&" + self._choose.choice(
                ("kind=report", "kind=statement&kind=figure", "start=2031-05-04&end=2031-05-06", "measure=killed&low=10",
                 f"story={id}", "language=en&kind=report", "kind=figure&low=20&high=40")
            ),
            "report": lambda: f"/reports/{self._choose.choice(self._sample.reports)}",
            "new": lambda: "/new",
            "history": lambda: f"/stories/{id}/history",
            "at a moment": lambda: f"/stories/{id}/at",
            "changes": lambda: f"/stories/{id}/changes",
            "news": lambda: f"/stories/{id}/news?since={version}",
        }[kind]()  # fmt: skip

    async def read(self, figures: Figures, until: float, think: float) -> None:
        """Reads until a time of `time.monotonic`."""
        kinds, weights = list(MIX), list(MIX.values())
        await asyncio.sleep(self._choose.uniform(0, think))
        while time.monotonic() < until:
            kind = self._choose.choices(kinds, weights)[0]
            await _timed(figures, self._visitor, kind, self.path(kind))
            await _pause(self._choose, think, until)

    def _story(self) -> tuple[str, str, str]:
        """Half of what is looked at is of the latest."""
        every = self._sample.stories
        return self._choose.choice(every[:200] if self._choose.random() < 0.5 else every)


class Writer:
    """Pastes reports, of stories that are there and of new ones, and reviews what waits."""

    def __init__(self, visitor: Visitor, sample: Sample, number: int) -> None:
        self._visitor = visitor
        self._sample = sample
        self._number = number
        self._mine = sample.waiting[number::10]
        self._choose = random.Random(f"writer {number}")
        self._told = iter(self._texts())

    async def write(self, figures: Figures, until: float, think: float) -> None:
        """Writes until a time of `time.monotonic`."""
        await asyncio.sleep(self._choose.uniform(0, think))
        n = 0
        while time.monotonic() < until:
            n += 1
            key = f"load {os.getpid()} {self._number} {n}"
            if n % 3 or not self._mine:
                text = next(self._told)
                asked: dict[str, object] = {"texts": [{"text": text, "published": "2031-05-08"}], "key": key}
                answer = await _timed(figures, self._visitor, "add", "/api/reports", asked)
                if answer is not None:
                    figures.texts.append(sha256(text.encode()).hexdigest())
            else:
                version, kind, id = self._mine.pop()
                asked = {
                    "version": version,
                    "kind": kind,
                    "id": id,
                    "action": "accept",
                    "reason": "as the report has it",
                }
                answer = await _timed(figures, self._visitor, "review", "/api/reviews", asked | {"key": key})
                if answer is not None:
                    figures.reviews.append(json.loads(answer.text)["id"])
            await _pause(self._choose, think, until)

    def _texts(self) -> Iterator[str]:
        number = 500_000 + 10_000 * self._number + os.getpid() % 10_000
        while True:
            number += 1
            for n, one in enumerate(story(number)[1]):
                yield one.text
                town, country = self._choose.choice(self._sample.stories)[2].split(" in ")[-1].split(" as ")
                yield (
                    f"Desk Courier\n\n8 May 2031\n\nMourning in {town}\n\n{number + n} candles were lit in {town} after the "
                    f"deaths, the mayor of {town} said.\n\nThe government of {country.split()[0]} promised an inquiry.\n"
                )


async def _pause(choose: random.Random, think: float, until: float) -> None:
    """A person's pause: of any length, in the mean `think` seconds; over when the time is."""
    await asyncio.sleep(
        max(0.0, min(choose.expovariate(1 / think) if think else 0.0, until - time.monotonic()))
    )


async def _timed(
    figures: Figures, visitor: Visitor, kind: str, path: str, asked: dict[str, object] | None = None
) -> Answer | None:
    """An answer that is good, its time noted; None for another, which is noted as wrong."""
    began = time.perf_counter()
    try:
        answer = await visitor.ask(path, json.dumps(asked).encode() if asked is not None else None)
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        visitor.close()
        figures.wrong.append(f"{kind} {path}: {type(error).__name__}")
        return None
    figures.seconds.setdefault(kind, []).append(time.perf_counter() - began)
    figures.sizes.setdefault(kind, []).append(len(answer.body))
    # A story that became part of another leads there.
    if answer.status in (200, 201, 202, 204, 307):
        return answer
    figures.wrong.append(f"{kind} {path}: {answer.status}")
    return None
