"""Every route by every role: what it answers stands in roles.txt, line by line, and every route stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from crosswire.serve.app import make_app
from crosswire.store.database import open_store
from tests.serve.desk import Desk, a_desk

TABLE = Path(__file__).with_name("roles.txt")
CALLERS = ("nobody", "reader", "reviewer", "editor", "admin", "token")
# What may be asked without an account, and why.
PUBLIC = {
    ("GET", "/login"),  # to get one recognised
    ("POST", "/login"),
    ("GET", "/login/service"),  # the same through another service
    ("GET", "/login/service/return"),
    ("GET", "/static/{name:path}"),  # style and scripts, the program's own
    ("POST", "/preferences"),  # language and light or dark of the pages above
    ("GET", "/api/openapi.json"),  # how to ask; nothing of what is kept
}


def expected() -> dict[tuple[str, str], tuple[int, ...]]:
    """The table: method and path to what each of CALLERS is answered."""
    lines = [line.split() for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {(line[0], line[1]): tuple(map(int, line[2:])) for line in lines if line}


def routes(app: object) -> Iterator[tuple[str, str, object]]:
    """Every route with its method, whole path and itself."""
    for context in iter_route_contexts(app.routes):  # type: ignore[attr-defined]
        route = context.original_route
        for method in sorted(set(context.methods or ()) - {"HEAD", "OPTIONS"}):
            yield method, context.path or "", route


def asks(dependant: object) -> list[str]:
    """The roles that a route's dependencies ask for; "" where anyone may."""
    found = [dependant.call.asks] if hasattr(dependant.call, "asks") else []  # type: ignore[attr-defined]
    return found + [role for inner in dependant.dependencies for role in asks(inner)]  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with a_desk(str(tmp_path_factory.mktemp("roles"))) as made:
        made.person("spare", "admin")  # so that the admin is not the last one
        yield made


def test_every_route_stands_in_the_table_and_every_line_is_a_route(desk: Desk) -> None:
    found = {(method, path) for method, path, _ in routes(desk.app)}
    missing = sorted(found - expected().keys())
    lines = "\n".join(
        f"{m:<6} {p:<42} {' '.join(f'{s:<6}' for s in answers(desk, m, p))}" for m, p in missing
    )
    assert not missing, f"add to {TABLE.name}, after judging whether each is right:\n{lines}"
    assert expected().keys() <= found


def test_every_route_declares_whom_it_is_for(desk: Desk) -> None:
    for method, path, route in routes(desk.app):
        if (method, path) not in PUBLIC:
            assert isinstance(route, APIRoute), f"{method} {path} asks for no role: use needs(role)"
            roles = asks(route.dependant)
            assert roles, f"{method} {path} asks for no role: use needs(role)"
            assert "" not in roles, f"{method} {path} is open to anyone and not on the list PUBLIC"


def test_no_get_asks_for_a_form_and_every_change_is_a_post_put_patch_or_delete(desk: Desk) -> None:
    assert {method for method, _, _ in routes(desk.app)} <= {"GET", "POST", "PUT", "PATCH", "DELETE"}


def answers(desk: Desk, method: str, path: str) -> tuple[int, ...]:
    """What each of CALLERS is answered."""
    address = re.sub(r"\{[^}]*\}", "none-such", path)
    clients = [desk.client(), *(desk.client(name) for name in CALLERS[1:-1]), desk.machine("admin", "reader")]
    return tuple(client.request(method, address).status_code for client in clients)


@pytest.mark.parametrize(("method", "path"), sorted(expected()))
def test_a_route_answers_each_role_as_the_table_says(desk: Desk, method: str, path: str) -> None:
    assert dict(zip(CALLERS, answers(desk, method, path))) == dict(zip(CALLERS, expected()[method, path]))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND"])
def test_a_method_that_a_route_does_not_have_changes_nothing(desk: Desk, method: str) -> None:
    for path in ("/people", "/account", "/login", "/stories"):
        assert desk.client("admin").request(method, path).status_code == 405


def careless() -> str:
    return "everything"


def test_a_route_that_asks_for_nothing_would_be_found(tmp_path: Path) -> None:
    with open_store(str(tmp_path), create=True) as database:
        app = make_app(database)
        app.get("/careless")(careless)
        found = {path: route for _, path, route in routes(app)}
    assert asks(found["/careless"].dependant) == []  # type: ignore[attr-defined]
    assert asks(found["/stories"].dependant) == ["reader"]  # type: ignore[attr-defined]
