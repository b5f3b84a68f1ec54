"""`crosswire people` and what `crosswire serve` refuses: from an empty store to an admin who gets in."""

from __future__ import annotations

from pathlib import Path

import pytest
import uvicorn

from crosswire.errors import ConfigError, UsageError
from crosswire.serve.app import make_app
from crosswire.serve.security.listening import read_oidc, security_for
from crosswire.serve.security.wire import BoundedProtocol
from crosswire.store.database import open_store
from tests.command import Run
from tests.serve.desk import Desk, form_of

PASSWORD = b"four ducks crossed slowly\n"


def test_the_first_admin_is_made_on_the_machine_and_gets_in(run: Run, tmp_path: Path) -> None:
    made = run("people", "add", "Ann", "--role", "admin", "--shown", "Ann Bell", stdin=PASSWORD)
    assert (made.status, made.out) == (0, "")
    assert "ducks" not in made.err
    with open_store(tmp_path / "crosswire-store") as database:
        desk = Desk(database=database, app=make_app(database))
        client = desk.client()
        form = {
            "name": "ann",
            "password": "four ducks crossed slowly",
            "csrf": form_of(client.get("/login").text),
        }
        assert client.post("/login", data=form).status_code == 303
        assert client.get("/api/account").json()["role"] == "admin"


def test_people_are_listed_given_roles_shut_opened_and_reset(run: Run) -> None:
    run("people", "add", "ann", "--role", "admin", stdin=PASSWORD)
    made = run("people", "add", "ben", "--generate").out.strip()
    assert len(made) == 29
    assert run("people", "role", "BEN", "editor").status == 0
    assert run("people", "disable", "ben").status == 0
    listed = run("people", "list").out
    assert "ben" in listed
    assert "editor" in listed
    assert "shut since" in listed
    assert run("people", "enable", "ben").status == 0
    assert run("people", "reset", "ben", "--generate").out.strip() not in ("", made)


def test_a_token_is_printed_alone_so_that_it_can_be_piped(run: Run) -> None:
    run("people", "add", "ann", stdin=PASSWORD)
    made = run("people", "token", "ann", "--for", "nightly export")
    assert made.out.startswith("crosswire_")
    assert made.out.count("\n") == 1
    assert run("people", "token", "ann", "--for", "more", "--role", "admin").status == 2


@pytest.mark.parametrize(
    ("arguments", "stdin", "told"),
    [
        (("people", "add", "ann"), b"short\n", "at least 15"),
        (("people", "add", "ann"), b"", "standard input"),
        (("people", "add", "a b"), PASSWORD, "no name to log in with"),
        (("people", "add", "ann", "--role", "owner"), PASSWORD, "no role"),
        (("people", "role", "nobody", "editor"), b"", "no store"),
        (("serve", "--open", "--host", "0.0.0.0"), b"", "this machine alone"),
        (("serve", "--open", "--name", "desk.example"), b"", "leave --name out"),
        (("serve", "--host", "0.0.0.0"), b"", "--name"),
        (("serve", "--key", "k.pem"), b"", "--certificate"),
        (("serve", "--oidc", "none.toml"), b"", "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_to_do(
    run: Run, arguments: tuple[str, ...], stdin: bytes, told: str
) -> None:
    ran = run(*arguments, stdin=stdin)
    assert ran.status == 2
    assert told in ran.err


def test_the_server_is_run_with_the_bounded_protocol_and_logs_no_paths(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, object] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **more: given.update(more, app=app))
    assert run("serve", "--port", "0").status == 0
    assert given["http"] is BoundedProtocol
    assert given["host"] == "127.0.0.1"
    assert not given["access_log"]
    assert not given["proxy_headers"]
    assert not given["server_header"]


def test_a_network_without_https_is_warned_of(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uvicorn, "run", lambda app, **more: None)
    assert "unprotected" in run("serve", "--host", "192.0.2.1").err
    assert "unprotected" not in run("serve", "--host", "192.0.2.1", "--https").err


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "desk.example", "10.0.0.1", ""])
def test_a_desk_without_log_in_listens_nowhere_but_on_this_machine(host: str) -> None:
    with pytest.raises(UsageError):
        security_for(host, open=True)


@pytest.mark.parametrize(
    ("host", "names", "answered"),
    [
        ("127.0.0.1", (), {"localhost", "127.0.0.1", "[::1]"}),
        ("192.0.2.1", (), {"localhost", "127.0.0.1", "[::1]", "192.0.2.1"}),
        ("0.0.0.0", ("Desk.Example",), {"localhost", "127.0.0.1", "[::1]", "desk.example"}),
        ("::", ("2001:db8::1",), {"localhost", "127.0.0.1", "[::1]", "[2001:db8::1]"}),
    ],
)
def test_the_server_answers_to_the_names_it_was_given(
    host: str, names: tuple[str, ...], answered: set[str]
) -> None:
    assert set(security_for(host, names=names).hosts) == answered


@pytest.mark.parametrize("name", ["https://desk.example", "desk.example/", "*", "a b", ""])
def test_what_is_no_name_of_a_host_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        security_for("127.0.0.1", names=[name])


def test_the_settings_of_another_service_are_read_and_judged(tmp_path: Path) -> None:
    file = tmp_path / "oidc.toml"
    file.write_text(
        'issuer = "https://id.example"\nclient_id = "desk"\n[roles]\neditors = "editor"\n', "utf-8"
    )
    assert read_oidc(file).roles == (("editors", "editor"),)
    for wrong in (
        'client_id = "x"',
        'issuer = "https://x"\nclient_id = "x"\nallow_http = true',
        "roles = 3",
        "[[",
    ):
        file.write_text(wrong, "utf-8")
        with pytest.raises(ConfigError):
            read_oidc(file)
