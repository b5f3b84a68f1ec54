"""Alarms on their way: signed as Standard Webhooks says, tried again, taken once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from crosswire.errors import UsageError
from crosswire.watch import Alarm, Webhook
from crosswire.watch.webhook import deliver, parse_secret, sign

SECRET = b"the weir keeper's own secret, long"
ALARM = Alarm(
    id="a1",
    kind="tally",
    story="s1",
    title="Hallin dam",
    text="people killed: 31, was 26",
    before=None,
    now=None,
)


@dataclass
class Desk:
    """A desk's server: what it was sent, and with what it answers, the last answer for ever."""

    address: str
    answers: list[int]
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def desk() -> Iterator[Desk]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            known.heard.append(({k.lower(): v for k, v in self.headers.items()}, body))
            status = known.answers.pop(0) if len(known.answers) > 1 else known.answers[0]
            self.send_response(status)
            if status == 302:
                self.send_header("location", known.address + "elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        known = Desk(address=f"http://127.0.0.1:{server.server_port}/", answers=[204])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield known
        server.shutdown()


def test_an_alarm_is_signed_as_the_standard_says(desk: Desk) -> None:
    assert deliver(ALARM, Webhook(address=desk.address, secret=SECRET)) is None
    ((headers, body),) = desk.heard
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["webhook-id"] == "a1"
    told = json.loads(body)
    assert (told["type"], told["data"]["text"]) == ("crosswire.tally", "people killed: 31, was 26")


def test_what_is_not_taken_is_tried_again(desk: Desk) -> None:
    desk.answers[:] = [503, 500, 200]
    waited: list[float] = []
    assert deliver(ALARM, Webhook(address=desk.address, secret=SECRET), sleep=waited.append) is None
    assert len(desk.heard) == 3
    assert waited == [1.0, 4.0]
    assert len({headers["webhook-id"] for headers, _ in desk.heard}) == 1


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_is_never_taken_says_why_and_follows_nothing(desk: Desk, status: int) -> None:
    desk.answers[:] = [status]
    refused = deliver(ALARM, Webhook(address=desk.address, secret=SECRET), sleep=lambda s: None)
    assert refused is not None
    assert f"status {status}" in refused
    assert len(desk.heard) == 4


def test_a_desk_that_is_not_there_is_a_reason_not_a_crash() -> None:
    gone = Webhook(address="http://127.0.0.1:1/", secret=SECRET)
    assert "it is tried again next round" in str(deliver(ALARM, gone, sleep=lambda s: None, pauses=()))


def test_another_secret_or_body_gives_another_signature() -> None:
    hook, other = (Webhook(address="https://desk.example", secret=s) for s in (SECRET, SECRET[::-1]))
    assert len({sign(hook, "a", 1, b"x"), sign(other, "a", 1, b"x"), sign(hook, "a", 1, b"y")}) == 3


def test_a_secret_may_be_plain_or_base64() -> None:
    assert parse_secret("whsec_" + base64.b64encode(SECRET).decode() + "\n") == SECRET
    assert parse_secret("plain words are a secret, too\n") == b"plain words are a secret, too"
    with pytest.raises(UsageError, match="not base64"):
        parse_secret("whsec_?")


@pytest.mark.parametrize(
    ("address", "secret", "message"),
    [("ftp://desk.example", SECRET, "begins with https"), ("https://desk.example", b"short", "at least 24")],
)
def test_a_webhook_that_cannot_be_is_refused(address: str, secret: bytes, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Webhook(address=address, secret=secret)
