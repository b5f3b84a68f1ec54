"""The desk's server under load over HTTP, and it, its workers and PostgreSQL itself killed (SIGKILL) at random moments.

    python -m evals.kill_served [--kills 100] [--clients 4] [--seed 1] [--on sqlite|postgresql|both]

`crosswire serve` runs with a worker over a store with a story in it. Clients paste reports, review figures and quotations of
the story and take reviews back, each request under an Idempotency-Key of its own; a client whose answer is lost sends the same
again until it is answered. At each kill the server, the server with its worker, the worker alone or the database's process is
killed, and begins again if nothing else begins it. After every kill the store is verified, and everything that was answered
must be there exactly once. In the end a rebuild reads what killed workers left, and every report must have been read once.
Exit status 1 where anything was lost, is there twice, or is not as it was.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from crosswire.config import Config
from crosswire.desk.add import Added
from crosswire.desk.bringing import Bringing, bring
from crosswire.desk.crew import Task, work
from crosswire.fetch import FetchOptions
from crosswire.serve.security import accounts
from crosswire.store.custody import RECEIVED
from crosswire.store.database import chains, open_store, people
from crosswire.store.database.derived import reports
from crosswire.store.database.schema import CUSTODY, REVIEWS, jobs, log, state
from evals.kill_desk import Figures, Kept, kept_on, look, shown

EXAMPLE = Path(__file__).parent.parent / "examples" / "hallin-dam"
_PROGRAM = [sys.executable, "-c", "from crosswire.cli import main; main()"]
# What a client does in turn; what it takes back is the review before.
TURN = ("report", "review", "report", "review", "withdrawal")
_ACTIONS = ("accept", "reject", "unsure", "annotate")
# Seconds between a kill and the next, once the server has answered something; between a client's requests; for an answer;
# and until everything answers again.
_BETWEEN, _PAUSE, _ANSWER, _PATIENCE = (0.02, 1.5), 0.15, 60, 900
_SYLLABLES = ("bar", "del", "mor", "tan", "vel", "kis", "lor", "ney", "sul", "gra", "pon", "hei")


class Desk:
    """The server's process, with a worker beside it, in a group of its own."""

    def __init__(self, address: str) -> None:
        self._address = address
        with socket.socket() as held:
            held.bind(("127.0.0.1", 0))
            self._port = int(held.getsockname()[1])
        self.url = f"http://localhost:{self._port}"
        self.begin()

    def begin(self) -> None:
        """Starts it; it answers some seconds later."""
        self._process = subprocess.Popen(
            [*_PROGRAM, "serve", "--store", self._address, "--port", str(self._port)],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def tend(self) -> None:
        """Starts it again where it ended by itself, as a service manager does: begun while its database was down, say."""
        if self._process.poll() is not None:
            self.begin()

    def kill(self, way: str) -> None:
        """Kills the server, "all" with its worker, or the "worker" alone, which the server replaces."""
        if way == "worker":
            for pid in self._workers():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            return
        if way == "all":
            os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Stops it as a person does."""
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill("all")

    def _workers(self) -> list[int]:
        listed = Path(f"/proc/{self._process.pid}/task").glob("*/children")
        return [int(pid) for children in listed for pid in children.read_text().split()]


class Client(threading.Thread):
    """Sends one request after another, each until it is answered. `acknowledged` holds what was, by kind and name."""

    def __init__(self, name: str, url: str, token: str, about: tuple[str, list[tuple[str, str]]]) -> None:
        super().__init__(daemon=True)
        self.acknowledged: list[tuple[str, str]] = []
        self.again = 0
        self.refused: list[str] = []
        self._called, self._url, self._token = name, url, token
        self._version, self._statements = about
        self._stop_asked = threading.Event()
        self._choose = random.Random(name)

    def run(self) -> None:
        """Goes on until it is told to stop, or is refused."""
        n, last = 0, ""
        while not self._stop_asked.is_set() and not self.refused:
            kind, name = TURN[n % len(TURN)], f"{self._called}-{n}"
            path, body = self._request(kind, n, name, last)
            answer = self._ask(path, body, name)
            if answer is None:
                return
            if kind == "report":
                self.acknowledged.append((kind, _digest(text_of(name))))
            else:
                last = answer["id"]
                self.acknowledged += [(kind, last)] + ([("reason", name)] if kind == "review" else [])
            n += 1
            self._stop_asked.wait(self._choose.uniform(0, 2 * _PAUSE))

    def stop(self) -> None:
        """Lets it end with what it has under way."""
        self._stop_asked.set()

    def _request(self, kind: str, n: int, name: str, last: str) -> tuple[str, dict[str, Any]]:
        if kind == "report":
            return "/api/reports", {"texts": [{"text": text_of(name), "published": "2031-05-06"}]}
        if kind == "withdrawal":
            return f"/api/reviews/{last}/withdrawal", {"reason": name}
        of, id = self._statements[n % len(self._statements)]
        action = _ACTIONS[n % len(_ACTIONS)]
        return "/api/reviews", {
            "action": action,
            "reason": name,
            "version": self._version,
            "kind": of,
            "id": id,
        }

    def _ask(self, path: str, body: dict[str, Any], key: str) -> dict[str, Any] | None:
        """The answer, however often it is to be asked for; None for a refusal, or where time is up."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                return ask(self._url + path, self._token, body, key)
            except urllib.error.HTTPError as error:
                if error.code < 500 and error.code != 429:
                    self.refused.append(f"{path} {key}: {error.code} {error.read()[:200]!r}")
                    return None
            except (OSError, HTTPException, ValueError):
                pass  # the answer was lost, or cut off
            self.again += 1
            time.sleep(self._choose.uniform(0.02, 0.3))
        self.refused.append(f"{path} {key}: no answer in {_PATIENCE} s")
        return None


def ask(url: str, token: str, body: dict[str, Any] | None = None, key: str = "") -> Any:
    """What a program gets for a request, as JSON. Raises OSError or HTTPException where there is no answer."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    if key:
        headers["Idempotency-Key"] = key
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=_ANSWER) as answer:
        return json.load(answer)


def text_of(name: str) -> str:
    """The report that a deed pastes: no two are alike, and most are of places of their own."""
    choose = random.Random(name)
    town = "".join(choose.sample(_SYLLABLES, 3)).capitalize()
    dead = choose.randint(2, 90)
    return (
        f"Fire at the {town} mill\n\nA fire in the {town} mill killed {dead} workers on Tuesday, the fire brigade of "
        f"{town} said. This is account {name}.\n"
    )


def kill_served(kept: Kept, *, kills: int, clients: int, seed: int) -> Figures:
    """Kills the server, its worker and the database, and looks at what is there after each."""
    figures, began, choose = Figures(), time.perf_counter(), random.Random(seed)
    with open_store(kept.address, create=True) as database:
        added = sum(
            isinstance(one, Added) for one in bring(database, [str(EXAMPLE)], Bringing(batch="trial"))
        )
    assert added
    _work(kept.address)
    tokens = [_token(kept.address, f"client{n}") for n in range(clients)]
    ways = ["server", *(["database"] if kept.has_process else []), "all", "worker"]
    crew: list[Client] = []
    desk = Desk(kept.address)
    try:
        about = _about(desk.url, tokens[0])
        crew += [Client(f"c{n}", desk.url, token, about) for n, token in enumerate(tokens)]
        for client in crew:
            client.start()
        for n in range(kills):
            _wait(crew, choose.uniform(*_BETWEEN), least=0 if n % 5 == 4 else 1, tend=desk.tend)
            way = ways[n % len(ways)]
            figures.kills[way] += 1
            if way == "database":
                kept.kill()
                time.sleep(choose.uniform(0, 0.5))
                kept.start()
            else:
                desk.kill(way)
            said = _said(crew)
            if way in ("server", "all"):
                desk.begin()
            look(kept.address, said, figures, _deeds)
        _wait(crew, 0, least=1, tend=desk.tend)
    finally:
        for client in crew:
            client.stop()
        for client in crew:
            client.join(_PATIENCE)
        desk.end()
    _time_passes(kept.address)
    _work(kept.address)
    look(kept.address, _said(crew), figures, _deeds)
    _look_at_reports(kept.address, _said(crew), figures)
    figures.faults += [refusal for client in crew for refusal in client.refused]
    figures.acknowledged = Counter(kind for kind, _ in _said(crew) if kind != "reason")
    figures.again = sum(client.again for client in crew)
    figures.seconds = time.perf_counter() - began
    return figures


def _wait(crew: list[Client], seconds: float, least: int, tend: Callable[[], None]) -> None:
    """Until every client was answered something more, or at once, and then some seconds."""
    before = [len(client.acknowledged) for client in crew]
    until = time.monotonic() + _PATIENCE
    while least and time.monotonic() < until:
        if all(len(c.acknowledged) > b or not c.is_alive() for c, b in zip(crew, before, strict=True)):
            break
        tend()
        time.sleep(0.02)
    time.sleep(seconds)


def _said(crew: list[Client]) -> list[tuple[str, str]]:
    return [deed for client in crew for deed in tuple(client.acknowledged)]


def _deeds(connection: Connection) -> Iterator[tuple[str, str]]:
    """What the logs hold of what clients do: a review by its id, and by its reason, which no two requests share."""
    for chain in (CUSTODY, REVIEWS):
        for n, line in connection.execute(select(log.c.n, log.c.line).where(log.c.chain == chain)):
            entry = chains.read_entry(chain, n, line)
            if entry.what == RECEIVED:
                yield "report", str(entry.sha256)
            elif says := entry.told("says"):
                told = json.loads(says)
                if "withdraws" in told:
                    yield "withdrawal", told["withdraws"]
                else:
                    yield "review", told["id"]
                    yield "reason", told["reason"]


def _time_passes(address: str) -> None:
    """What killed workers held is free, as it were a minute later."""
    with open_store(address) as database, database.write() as connection:
        connection.execute(jobs.update().where(jobs.c.state == "running").values(lease="2000"))
        connection.execute(state.delete().where(state.c.name.startswith("lease:")))


def _work(address: str) -> None:
    """Lets a worker do what there is to do."""
    work(Task(store=address, config=Config(), fetching=FetchOptions(), once=True), threading.Event())


def _look_at_reports(address: str, said: list[tuple[str, str]], figures: Figures) -> None:
    """Whether every report that was acknowledged was read, and once. What its worker was killed over thrice is given up, and
    read by a rebuild."""
    with open_store(address) as database, database.read() as connection:
        given_up = connection.execute(select(jobs.c.id).where(jobs.c.state == "failed").limit(1)).scalar()
    if given_up is not None:
        subprocess.run([*_PROGRAM, "rebuild", "--store", address, "--quiet"], check=True, capture_output=True)
    with open_store(address) as database, database.read() as connection:
        there = Counter(connection.execute(select(reports.c.sha256)).scalars())
    figures.lost += [f"{name} was not read" for kind, name in said if kind == "report" and not there[name]]
    figures.twice += [f"{name} was read {count} times" for name, count in there.items() if count > 1]


def _token(address: str, name: str) -> str:
    """An editor's account, and a token for a program that acts for them."""
    with open_store(address) as database:
        with database.write() as connection:
            person = people.add(connection, name=name, role="editor", password=None)
        token, _ = accounts.make_token(
            database, None, user=person.id, name="trial", role="editor", seconds=86_400
        )
    return token


def _about(url: str, token: str) -> tuple[str, list[tuple[str, str]]]:
    """The version of the first story that the server shows, and its figures and quotations."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            (listed, *_) = ask(f"{url}/api/stories", token)["stories"]
            break
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
    story = ask(f"{url}/api/stories/{listed['id']}", token)
    dossier = ask(f"{url}/api/stories/{story['id']}/dossier?version={story['version']}", token)
    kinds = {"figure": "figures", "quote": "quotes"}
    return story["version"], [(kind, row["id"]) for kind, rows in kinds.items() for row in dossier[rows]]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", choices=("sqlite", "postgresql", "both"), default="both")
    given = parser.parse_args()
    good = True
    for kind in ("sqlite", "postgresql") if given.on == "both" else (given.on,):
        with kept_on(kind) as kept:
            found = kill_served(kept, kills=given.kills, clients=given.clients, seed=given.seed)
        good &= found.is_good
        print("\n".join(shown(kind, found)), flush=True)
    sys.exit(not good)


if __name__ == "__main__":
    main()
