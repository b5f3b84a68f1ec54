"""Logging in and out: who gets in, what the browser keeps, what is told and counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from crosswire.serve import translation
from crosswire.serve.security.options import SecurityOptions
from crosswire.serve.security.secret import form_token
from crosswire.store.database import people, sessions
from crosswire.store.database.audit import entries_for
from crosswire.store.database.moments import now, shifted
from crosswire.store.database.schema import seal_people, seals
from crosswire.store.database.schema import sessions as kept
from tests.serve.desk import PASSWORD, Desk, a_desk, form_of

TEMPLATES = Path(translation.__file__).with_name("templates")


@pytest.fixture
def desk(tmp_path: object) -> Iterator[Desk]:
    with a_desk(str(tmp_path)) as made:
        yield made


def log_in(client: TestClient, name: str, password: str = PASSWORD, next: str = "/stories"):
    token = form_of(client.get("/login").text)
    return client.post("/login", data={"name": name, "password": password, "next": next, "csrf": token})


def whats(desk: Desk) -> list[str]:
    with desk.database.read() as connection:
        return [deed.what for deed in entries_for(connection, desk.viewer("admin"))]


def test_whoever_knows_the_password_gets_in_and_goes_where_they_wanted(desk: Desk) -> None:
    client = desk.client()
    assert client.get("/stories?page=2").headers["location"] == "/login?next=/stories%3Fpage%3D2"
    answer = log_in(client, "Reader", next="/stories?page=2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/stories?page=2")
    assert client.get("/stories").status_code == 200
    assert whats(desk)[0] == "logged in"


@pytest.mark.parametrize(
    ("name", "password"), [("reader", "wrong"), ("nobody", PASSWORD), ("", ""), ("reader", "")]
)
def test_whoever_does_not_is_told_the_same_whatever_was_wrong(desk: Desk, name: str, password: str) -> None:
    answer = log_in(desk.client(), name, password)
    assert answer.status_code == 401
    assert "do not belong together, or the account may not be used" in answer.text
    assert desk.cookie not in answer.cookies
    assert whats(desk)[0] == "log-in failed"


def test_a_shut_account_is_told_the_same_too(desk: Desk) -> None:
    with desk.database.write() as connection:
        people.disable(connection, desk.people["reader"].id)
    assert "do not belong together" in log_in(desk.client(), "reader").text


def test_the_name_that_was_typed_is_not_in_the_log_since_it_may_be_a_password(desk: Desk) -> None:
    log_in(desk.client(), "my secret by mistake")
    with desk.database.read() as connection:
        assert "mistake" not in repr(entries_for(connection, desk.viewer("admin")))


def test_a_log_in_makes_a_new_session_whatever_the_browser_brought(desk: Desk) -> None:
    planted = desk.session("reader")
    for brought in (planted, "x" * 43):
        client = desk.client()
        token = form_of(client.get("/login").text)
        client.cookies.set(desk.cookie, brought)
        form = {"name": "editor", "password": PASSWORD, "csrf": token}
        if brought == planted:
            form["csrf"] = form_token(planted)
        answer = client.post("/login", data=form)
        assert answer.status_code == 303
        assert answer.cookies[desk.cookie] not in (planted, "x" * 43)


def test_the_cookie_is_for_no_script_no_foreign_page_and_no_other_host(desk: Desk) -> None:
    told = log_in(desk.client(), "reader").headers.get_list("set-cookie")
    (session,) = [line for line in told if line.startswith("crosswire=")]
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session
    assert "Path=/" in session
    assert "Domain" not in session


def test_over_https_the_cookie_is_bound_to_https_and_this_host(tmp_path: object) -> None:
    with a_desk(str(tmp_path), SecurityOptions(https=True)) as desk:
        client = TestClient(desk.app, base_url="https://localhost", follow_redirects=False)
        client.headers["accept"] = "text/html"
        told = log_in(client, "reader").headers.get_list("set-cookie")
    (session,) = [line for line in told if line.startswith("__Host-crosswire=")]
    assert "Secure" in session


def test_logging_out_ends_the_session_itself_not_only_the_cookie(desk: Desk) -> None:
    client, thief = desk.client("reader"), desk.client()
    thief.cookies.set(desk.cookie, client.cookies[desk.cookie])
    assert thief.get("/stories").status_code == 200
    assert client.post("/logout").headers["location"] == "/login"
    assert thief.get("/stories").status_code == 303
    assert whats(desk)[0] == "logged out"


def test_logging_out_everywhere_ends_all_of_ones_sessions_and_no_others(desk: Desk) -> None:
    here, there, other = desk.client("reader"), desk.client("reader"), desk.client("editor")
    here.post("/account/logout-everywhere")
    assert [c.get("/stories").status_code for c in (here, there, other)] == [303, 303, 200]


def test_failed_attempts_hold_up_a_name_at_that_address_and_nobody_else(desk: Desk) -> None:
    options = replace(desk.app.state.options.security, failures=3)
    desk.app.state.options = replace(desk.app.state.options, security=options)
    client = desk.client()
    assert [log_in(client, "reader", "wrong").status_code for _ in range(3)] == [401] * 3
    held = log_in(client, "reader")
    assert held.status_code == 429
    assert int(held.headers["retry-after"]) > 800
    elsewhere = TestClient(
        desk.app, base_url="http://localhost", follow_redirects=False, client=("192.0.2.9", 1)
    )
    assert log_in(elsewhere, "reader").status_code == 303
    assert log_in(client, "editor").status_code == 303


def test_an_unknown_name_is_held_up_like_a_known_one(desk: Desk) -> None:
    options = replace(desk.app.state.options.security, failures=3)
    desk.app.state.options = replace(desk.app.state.options, security=options)
    client = desk.client()
    assert [log_in(client, "nobody", "wrong").status_code for _ in range(4)] == [401, 401, 401, 429]


def test_a_right_password_clears_what_was_counted(desk: Desk) -> None:
    options = replace(desk.app.state.options.security, failures=3)
    desk.app.state.options = replace(desk.app.state.options, security=options)
    client = desk.client()
    for _ in range(3):
        log_in(client, "reader", "wrong")
        log_in(client, "reader", "wrong")
        assert log_in(desk.client(), "reader").status_code == 303


def test_a_form_of_another_visit_is_refused(desk: Desk) -> None:
    token = form_of(desk.client().get("/login").text)
    client = desk.client()
    client.get("/login")
    answer = client.post("/login", data={"name": "reader", "password": PASSWORD, "csrf": token})
    assert answer.status_code == 403


def test_a_password_is_changed_by_whoever_knows_the_old_one_and_all_sessions_end(desk: Desk) -> None:
    client, other = desk.client("reader"), desk.client("reader")
    new = "seven geese at the weir"
    form = {"old": "wrong", "new": new, "again": new}
    assert client.post("/account/password", data=form).status_code == 422
    assert client.post("/account/password", data=form | {"old": PASSWORD, "again": "x"}).status_code == 422
    assert client.post("/account/password", data=form | {"old": PASSWORD}).status_code == 303
    assert other.get("/stories").status_code == 303
    assert log_in(desk.client(), "reader", PASSWORD).status_code == 401
    assert log_in(desk.client(), "reader", new).status_code == 303


def test_a_machines_token_is_asked_for_by_no_cookie_and_a_wrong_one_falls_back_to_none(desk: Desk) -> None:
    machine = desk.machine("editor", "reader")
    assert machine.get("/api/account").json()["role"] == "reader"
    client = desk.client("admin")
    for wrong in ("Bearer crosswire_wrong", "Bearer " + "x" * 43, "Basic YTpi", "", "bearer"):
        assert client.get("/api/account", headers={"authorization": wrong}).status_code == 401


def test_with_a_token_the_cookie_counts_for_nothing(desk: Desk) -> None:
    client = desk.client("admin")
    client.headers["authorization"] = desk.machine("reader").headers["authorization"]
    assert client.get("/api/account").json()["role"] == "reader"
    assert client.get("/api/people").status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/account/tokens", "/account/password", "/account/logout-everywhere", "/account/preferences", "/people"],
)
def test_whoever_stole_a_token_gains_no_other_and_shuts_nobody_out(desk: Desk, path: str) -> None:
    assert desk.machine("admin").post(path, data={"name": "another"}).status_code == 403


def test_a_token_is_shown_once_and_works_until_it_is_withdrawn(desk: Desk) -> None:
    client = desk.client("editor")
    page = client.post("/account/tokens", data={"name": "nightly", "role": "reader", "days": "7"}).text
    text = page.partition("<code>crosswire_")[2].partition("</code>")[0]
    machine = desk.client(page=False)
    machine.headers["authorization"] = f"Bearer crosswire_{text}"
    assert machine.get("/api/account").status_code == 200
    assert text not in client.get("/account").text
    (told,) = client.get("/api/account").json()["tokens"]
    client.post(f"/account/tokens/{told['id']}/withdraw")
    assert machine.get("/api/account").status_code == 401


def test_an_admin_adds_somebody_who_then_gets_in(desk: Desk) -> None:
    page = desk.client("admin").post("/people", data={"name": "Vera", "role": "reviewer"}).text
    password = page.partition("<code>")[2].partition("</code>")[0]
    assert len(password) == 29
    client = desk.client()
    assert log_in(client, "vera", password).status_code == 303
    assert client.get("/api/account").json()["role"] == "reviewer"


def test_an_admin_changes_roles_resets_passwords_shuts_and_opens(desk: Desk) -> None:
    admin, id = desk.client("admin"), desk.people["reader"].id
    reader = desk.client("reader")
    admin.post(f"/people/{id}/role", data={"role": "editor"})
    assert reader.get("/stories").status_code == 303
    page = admin.post(f"/people/{id}/password").text
    password = page.partition("<code>")[2].partition("</code>")[0]
    assert log_in(desk.client(), "reader", password).status_code == 303
    admin.post(f"/people/{id}/disable")
    assert log_in(desk.client(), "reader", password).status_code == 401
    admin.post(f"/people/{id}/enable")
    assert log_in(desk.client(), "reader", password).status_code == 303
    told = admin.get("/api/audit").json()["deeds"]
    assert [d["what"] for d in told if d["by_name"] == "admin"] == [
        "person enabled", "person disabled", "password reset", "role changed",
    ]  # fmt: skip


def test_an_admin_who_sets_a_password_takes_it_off_the_seals_of_the_account(desk: Desk) -> None:
    editor = desk.people["editor"].id
    with desk.database.write() as connection:
        connection.execute(seals.insert().values(id="s1", made=now(), by=editor, reason="lives"))
        connection.execute(seal_people.insert().values(seal="s1", user=editor))
    assert desk.viewer("editor").seals == {"s1"}
    assert desk.client("admin").post(f"/people/{editor}/password").status_code == 200
    assert desk.viewer("editor").seals == set()
    assert "seal people changed" not in desk.client("admin").get("/audit").text


def test_the_last_admin_cannot_shut_the_door_behind_them(desk: Desk) -> None:
    admin, id = desk.client("admin"), desk.people["admin"].id
    assert admin.post(f"/people/{id}/disable").status_code == 422
    assert "last admin" in admin.post(f"/people/{id}/role", data={"role": "reader"}).text


def test_preferences_are_kept_and_nonsense_is_not(desk: Desk) -> None:
    client = desk.client("reader")
    form = {"shown": "Ann Bell", "language": "de", "zone": "Europe/Berlin", "theme": "dark"}
    assert client.post("/account/preferences", data=form).status_code == 303
    told = client.get("/api/account").json()
    assert [told[k] for k in ("name", "language", "zone", "theme")] == [
        "Ann Bell",
        "de",
        "Europe/Berlin",
        "dark",
    ]
    for wrong in ({"zone": "Mars/Base"}, {"theme": "red"}, {"language": "<b>"}, {"shown": " "}):
        assert client.post("/account/preferences", data=form | wrong).status_code == 422


def test_a_desk_that_is_open_needs_no_log_in_but_still_its_own_forms(tmp_path: object) -> None:
    with a_desk(str(tmp_path), SecurityOptions(open=True)) as desk:
        client = desk.client()
        assert client.get("/api/account").json()["recognised_by"] == "open"
        assert client.post("/people", data={"name": "vera"}).status_code == 403
        token = form_of(client.get("/people").text)
        assert client.post("/people", data={"name": "vera", "csrf": token}).status_code == 200
        assert client.get("/login").status_code == 303


def test_a_page_that_lies_open_and_asks_by_itself_keeps_no_session_alive(desk: Desk) -> None:
    client = desk.client("reader")
    before = shifted(now(), -600)
    with desk.database.write() as connection:
        connection.execute(kept.update().values(seen=before))

    def seen() -> str:
        with desk.database.read() as connection:
            return str(connection.execute(select(kept.c.seen)).scalar_one())

    assert client.get("/stories", headers={"x-poll": "1"}).status_code == 200
    assert seen() == before
    assert client.get("/stories").status_code == 200
    assert seen() > before


def test_every_part_of_a_page_that_asks_by_itself_says_so() -> None:
    pages = [p.read_text("utf-8") for p in TEMPLATES.rglob("*.j2")]
    asking = [line for page in pages for line in page.splitlines() if 'hx-trigger="every' in line]
    assert len(asking) > 3
    assert all('hx-headers=\'{"X-Poll": "1"}\'' in line for line in asking)


def test_the_session_list_names_this_one(desk: Desk) -> None:
    client = desk.client("reader")
    desk.client("reader")
    told = client.get("/api/account").json()["sessions"]
    assert [s["this"] for s in told].count(True) == 1
    (other,) = [s["id"] for s in told if not s["this"]]
    assert client.post(f"/account/sessions/{other}/end").status_code == 303
    with desk.database.read() as connection:
        assert len(sessions.sessions_of(connection, desk.people["reader"].id, idle_seconds=3600)) == 1
