"""The OpenAPI document: whatever is asked of a route that it describes, no answer is a server's error."""

from __future__ import annotations

import warnings
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase
from starlette.testclient import TestClient

from crosswire.serve.security.limits import Rate
from crosswire.serve.security.options import SecurityOptions
from tests.desk.worked import DAM, finish, give
from tests.serve.desk import a_desk

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis import GenerationMode

# Questions for each way to ask a route. PostgreSQL answers more slowly; what it refuses and SQLite takes (a NUL, a number that is
# too long, half a letter) turns up within a few.
ASKED, ASKED_OF_POSTGRES = 20, 8
# What a bounded test would otherwise run into.
MANY = SecurityOptions(**dict.fromkeys(("requests", "writes", "uploads"), Rate(burst=10**6, seconds=60)))


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
def test_no_question_makes_the_server_fail(address: str, mode: GenerationMode) -> None:
    with a_desk(address, MANY) as desk, warnings.catch_warnings():
        # Routes that cannot be asked wrongly give nothing to try; that is no fault of theirs.
        warnings.simplefilter("ignore")
        give(desk.database, DAM)
        finish(desk.database)
        described = schemathesis.openapi.from_dict(desk.app.openapi())
        client = desk.machine("admin")
        failed: dict[str, str] = {}
        sent, most = 0, ASKED if desk.database.is_sqlite else ASKED_OF_POSTGRES
        operations = [o.ok() for o in described.get_all_operations()]
        for operation in operations:
            try:
                sent += ask(client, operation, mode, most)
            except schemathesis.errors.InvalidSchema as error:
                failed[operation.label] = str(error)
            except AssertionError as error:
                failed[operation.label] = str(error)
        assert sent > most / 4 * len(operations) > 50
        assert not failed, failed


def ask(client: TestClient, operation: Any, mode: GenerationMode, most: int) -> int:
    """Asks a route some times; how often it did."""
    sent = 0

    @hypothesis.settings(
        max_examples=most, deadline=None, derandomize=True, database=None,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: Any) -> None:
        nonlocal sent
        told = case.as_transport_kwargs(base_url="http://localhost")
        told.pop("cookies", None)
        if told.get("files"):  # what is no text and no bytes cannot be sent as a part: its text is
            told["files"] = [(name, part(value)) for name, value in told["files"]]
        headers = {k: v for k, v in (told.pop("headers", None) or {}).items() if k.lower() != "authorization"}
        sent += 1
        answer = client.request(**told, headers=headers)
        assert answer.status_code < 500, (
            f"{answer.status_code} to {case.method} {answer.request.url}: {answer.text[:300]}"
        )

    asked()
    return sent


def part(value: Any) -> Any:
    """A part of a form as it can be sent."""
    if isinstance(value, tuple):
        return (value[0], part(value[1]), *value[2:])
    return value if isinstance(value, str | bytes) else str(value).encode()
