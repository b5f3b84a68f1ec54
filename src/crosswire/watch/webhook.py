"""Alarms to a webhook: signed, retried, each at least once.

In: an `Alarm` and where it goes. Out: whether it was taken. Follows the Standard Webhooks specification
1.0.0: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature` ("v1," and the base64 of the
HMAC-SHA256 over "id.timestamp.body"); a receiver checks the signature, refuses old time stamps and drops
ids that it has seen. Any 2xx answer takes the alarm; redirects are not followed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

import httpx

from crosswire.errors import UsageError
from crosswire.watch.changes import Alarm

# Seconds waited before the second, third, … try of one alarm in one round; what still is not taken waits
# for the next round.
PAUSES = (1.0, 4.0, 15.0)
SECONDS = 15.0
_LEAST_SECRET = 24
_PREFIX = "whsec_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where alarms go, and the secret that signs them (at least 24 bytes)."""

    address: str
    secret: bytes

    def __post_init__(self) -> None:
        if not self.address.startswith(("http://", "https://")):
            raise UsageError(f"{self.address}: a webhook's address begins with https:// or http://.")
        if len(self.secret) < _LEAST_SECRET:
            raise UsageError(
                f"The webhook's secret has {len(self.secret)} bytes; at least {_LEAST_SECRET} are needed: "
                "openssl rand -base64 32 makes one."
            )


def parse_secret(text: str) -> bytes:
    """The secret in a file: base64 behind "whsec_", or any other text as its own bytes."""
    text = text.strip()
    if text.startswith(_PREFIX):
        try:
            return base64.b64decode(text.removeprefix(_PREFIX), validate=True)
        except ValueError as error:
            raise UsageError(f"The webhook's secret is not base64 behind {_PREFIX} ({error}).") from error
    return text.encode("utf-8")


def sign(webhook: Webhook, id: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature`.

    >>> sign(Webhook(address="https://a.example", secret=b"s" * 24), "a1", 0, b"{}")[:3]
    'v1,'
    """
    signed = f"{id}.{timestamp}.".encode() + body
    digest = hmac.new(webhook.secret, signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode("ascii")


def payload(alarm: Alarm) -> bytes:
    """What is sent for an alarm: UTF-8 JSON."""
    told = {"type": f"crosswire.{alarm.kind}", "data": asdict(alarm)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8")


# What posts a body with headers to an address: the status of the answer. Raises OSError with the reason where there is none.
Post = Callable[[str, bytes, Mapping[str, str]], int]


def deliver(
    alarm: Alarm,
    webhook: Webhook,
    *,
    sleep: Callable[[float], object] = time.sleep,
    pauses: tuple[float, ...] = PAUSES,
    post: Post | None = None,
) -> str | None:
    """Sends an alarm; None where it was taken, otherwise why not."""
    body = payload(alarm)
    reason = ""
    for pause in (0.0, *pauses):
        if pause:
            sleep(pause)
        reason = _try(alarm, webhook, body, post or _post)
        if not reason:
            return None
    return f"{webhook.address}: took no alarm in {len(pauses) + 1} tries ({reason}); it is tried again next round."


def _try(alarm: Alarm, webhook: Webhook, body: bytes, post: Post) -> str:
    timestamp = int(time.time())
    headers = {
        "content-type": "application/json",
        "webhook-id": alarm.id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(webhook, alarm.id, timestamp, body),
    }
    try:
        status = post(webhook.address, body, headers)
    except OSError as error:
        return str(error) or type(error).__name__
    return "" if 200 <= status < 300 else f"status {status}"


def _post(address: str, body: bytes, headers: Mapping[str, str]) -> int:
    try:
        with httpx.Client(trust_env=False, follow_redirects=False, timeout=SECONDS) as client:
            return client.post(address, content=body, headers=dict(headers)).status_code
    except httpx.HTTPError as error:
        raise OSError(str(error) or type(error).__name__) from error
