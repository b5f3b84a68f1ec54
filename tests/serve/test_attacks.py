"""Attacks of the usual kinds, each as the request that would carry it, against the application as it is served.

What goes over the wire is in test_wire, who may do what in test_roles, log-ins in test_login, another service's in
test_oidc, what comes with reports in test_attacks_by_reports, sealed sources in test_sealed. docs/threat-model.md
says which attack is which test.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from crosswire.serve.assets import asset
from crosswire.serve.security.limits import Rate
from crosswire.serve.security.options import SecurityOptions
from crosswire.serve.security.policy import is_strict
from crosswire.serve.security.secret import digest, form_token
from crosswire.store.database import people, sessions
from crosswire.store.database.schema import metadata
from tests.serve.desk import PASSWORD, Desk, a_desk, form_of
from tests.serve.kept import keep_story
from tests.serve.serving import exchange, served
from tests.serve.test_roles import expected

SCRIPT = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{7*7}}${7*7}{%print(7*7)%}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk in which everything that people can name bears an attack for a name."""
    with a_desk(str(tmp_path_factory.mktemp("attacks"))) as made:
        made.person("spare", "admin")
        with made.database.write() as connection:
            keep_story(connection, "s1", title=SCRIPT, places=[SCRIPT])
            people.set_shown(connection, made.people["reader"].id, SCRIPT[:100])
            for name in ("reader", "admin"):
                sessions.open_session(
                    connection, made.people[name].id, digest(name), seconds=900, agent=SCRIPT
                )
                sessions.add_token(
                    connection,
                    made.people[name].id,
                    digest(f"t{name}"),
                    name=SCRIPT[:90],
                    role="reader",
                    seconds=None,
                )
        yield made


def pages() -> list[str]:
    """The pages that an admin can ask for without more."""
    found = [path for (method, path), told in expected().items() if method == "GET" and told[4] == 200]
    return sorted(path for path in found if not path.startswith(("/api/", "/static/")))


class Read(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def holds_script(page: str) -> list[str]:
    """What in a page would run: scripts written into it, handlers, addresses that are scripts, foreign sources."""
    found = []
    for tag, attributes in Read(page).elements:
        if tag == "script" and not (attributes.get("src") or "").startswith("/static/"):
            found.append("script")
        if tag in ("iframe", "object", "embed", "base", "style") or (
            tag == "img" and attributes.get("src") == "x"
        ):
            found.append(tag)
        found += [name for name in attributes if name.startswith("on") or name == "style"]
        links = (attributes.get(name) or "" for name in ("href", "src", "action", "formaction"))
        found += [link for link in links if re.match(r"\s*(javascript|data|vbscript|https?|//)", link, re.I)]
    return found


# --- Script -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", pages())
@pytest.mark.parametrize("name", ["reader", "admin"])
def test_script_that_was_stored_runs_on_no_page(desk: Desk, path: str, name: str) -> None:
    answer = desk.client(name).get(path)
    assert holds_script(answer.text) == []
    assert answer.headers["content-type"].startswith("text/html")


def test_stored_script_is_shown_as_the_words_that_it_is(desk: Desk) -> None:
    assert "<script>alert(1)</script>" in Read(desk.client("reader").get("/stories").text).text


@pytest.mark.parametrize(
    "path",
    [
        "/login?next={}", "/stories?place={}", "/stories?language={}", "/stories?sort={}", "/stories?after={}",
        "/{}", "/stories/{}", "/static/{}", "/api/{}", "/search?q={}", "/audit?before={}", "/login?{}=1", "/add?{}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", [None, "admin"])
def test_script_in_an_address_is_never_given_back_as_script(desk: Desk, path: str, name: str | None) -> None:
    answer = desk.client(name).get(path.format(SCRIPT.replace("#", "").replace("%", "%25")))
    assert answer.status_code < 500
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert holds_script(answer.text) == []
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_script_in_a_form_is_never_given_back_as_script(desk: Desk) -> None:
    client = desk.client()
    token = form_of(client.get("/login").text)
    page = client.post(
        "/login", data={"name": SCRIPT, "password": SCRIPT, "next": SCRIPT, "csrf": token}
    ).text
    assert holds_script(page) == []
    assert desk.client("admin").post("/people", data={"name": SCRIPT}).status_code == 422


def test_text_that_looks_like_a_template_is_not_worked_out(desk: Desk) -> None:
    page = desk.client("reader").get("/stories").text
    assert "{{7*7}}" in page
    assert not re.search(r"\b49\b", Read(page).text)


def test_a_machines_answers_are_json_and_nothing_else(desk: Desk) -> None:
    for (method, path), told in expected().items():
        if method == "GET" and path.startswith("/api/") and told[4] == 200:
            answer = desk.client("admin").get(path)
            assert answer.headers["content-type"].partition(";")[0] == "application/json", path
            assert answer.headers["x-content-type-options"] == "nosniff"


# --- Forged requests ----------------------------------------------------------------------------------------------

CHANGES = sorted(route for route in expected() if route[0] != "GET" and route[1] != "/login")


def forged(desk: Desk, **headers: str) -> TestClient:
    """The browser of an admin who looks at a page of somebody else."""
    client = TestClient(desk.app, base_url="http://localhost", follow_redirects=False)
    client.cookies.set(desk.cookie, desk.session("admin"))
    client.headers.update({"accept": "text/html", **headers})
    return client


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_a_change_without_the_token_of_our_own_form_is_refused(desk: Desk, method: str, path: str) -> None:
    address = re.sub(r"\{[^}]*\}", desk.people["reader"].id, path)
    for body in (
        {"data": {"role": "admin", "csrf": ""}},
        {"json": {"role": "admin"}},
        {"data": {"csrf": "A" * 86}},
    ):
        assert forged(desk).request(method, address, **body).status_code == 403
    other = form_token(desk.session("spare"))
    assert forged(desk).request(method, address, headers={"x-csrf-token": other}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"origin": "http://localhost.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
    ids=str,
)
def test_a_change_from_a_foreign_page_is_refused_even_with_a_token(
    desk: Desk, headers: dict[str, str]
) -> None:
    client = forged(desk, **headers)
    token = form_token(client.cookies[desk.cookie])
    assert client.post("/logout", headers={"x-csrf-token": token}).status_code == 403


def test_no_foreign_page_may_read_an_answer_or_ask_whether_it_may(desk: Desk) -> None:
    client = desk.client("admin")
    client.headers["origin"] = "https://evil.example"
    answer = client.get("/api/account")
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    asked = client.options("/api/account", headers={"access-control-request-method": "GET"})
    assert asked.status_code == 405
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_no_get_changes_anything(desk: Desk) -> None:
    def everything() -> list[object]:
        with desk.database.read() as connection:
            return [list(connection.execute(select(table))) for table in metadata.sorted_tables]

    admin = desk.client("admin")
    before = everything()
    for path in pages():
        admin.get(path)
    assert everything() == before


# --- Paths, statements, headers --------------------------------------------------------------------------------

TRAVERSALS = [
    "../app.py", "..%2fapp.py", "%2e%2e/app.py", "%2e%2e%2fapp.py", "..%5capp.py", "....//app.py", "..%c0%afapp.py",
    "%252e%252e%252fapp.py", "/etc/passwd", "%2fetc%2fpasswd", "vendor/../../app.py", "desk.css%00.js",
    "file:///etc/passwd", "..;/app.py", "\\..\\app.py",
]  # fmt: skip


@pytest.mark.parametrize("name", TRAVERSALS)
@pytest.mark.parametrize("before", ["/static/", "/stories/", "/"])
def test_no_path_leads_to_a_file_that_is_not_meant(desk: Desk, before: str, name: str) -> None:
    answer = desk.client("admin").get(before + name)
    assert answer.status_code in (400, 404, 303)
    assert "def make_app" not in answer.text
    assert "root:" not in answer.text


STATEMENTS = ["' OR '1'='1", "admin'--", "admin' OR 1=1 --", "'; DROP TABLE users; --", "\\'; --", "1) UNION SELECT password FROM users --", "%' AND 1=1 --", "admin\x00"]  # fmt: skip


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_of_sql_is_only_words_wherever_it_is_given(desk: Desk, text: str) -> None:
    client, admin = desk.client(), desk.client("admin")
    token = form_of(client.get("/login").text)
    for name, password in ((text, "x"), ("admin", text)):
        answer = client.post("/login", data={"name": name, "password": password, "csrf": token})
        assert answer.status_code in (401, 422, 429)
    for parameter in ("place", "language", "measure", "after", "sort", "q", "before"):
        for path in ("/api/stories", "/api/audit", "/api/search"):
            answer = admin.get(path, params={parameter: text})
            assert answer.status_code < 500, (path, parameter)
    assert admin.post(f"/people/{text}/disable".replace("\x00", "%00")).status_code == 404
    with desk.database.read() as connection:
        assert people.count(connection) == 5


HOSTILE = (
    SCRIPT,
    "' OR '1'='1",
    "admin\x00",
    "../../etc/passwd",
    "\r\nX-Evil: y",
    "9" * 400,
    "[" * 500,
    "\ud7ff\u202e",
)


def asked(desk: Desk, path: str) -> list[str]:
    """The parameters that a route or its twin documents, of its query."""
    told = desk.client("admin").get("/api/openapi.json").json()["paths"]
    twin = told.get(path) or told.get(f"/api{path}") or {}
    return [p["name"] for p in twin.get("get", {}).get("parameters", ()) if p["in"] == "query"]


def test_nothing_that_a_route_can_be_asked_breaks_it_or_comes_back_as_script(address: str) -> None:
    with a_desk(address) as desk:
        with desk.database.write() as connection:
            keep_story(connection, "s1", title=SCRIPT)
        client, quoted = desk.client("admin", failing=True), [quote(text, safe="") for text in HOSTILE]
        for path in sorted(p for m, p in expected() if m == "GET" and not p.startswith("/static")):
            plain = re.sub(r"\{[^}]*\}", "s1", path)
            asking = [re.sub(r"\{[^}]*\}", lambda _, t=text: t, path) for text in quoted if "{" in path]
            asking += [f"{plain}?{name}={text}" for name in asked(desk, path) for text in quoted]
            for place in asking:
                answer = client.get(place)
                assert answer.status_code < 500, place
                assert "x-evil" not in answer.headers
                if answer.headers.get("content-type", "").startswith("text/html"):
                    assert holds_script(answer.text) == [], place


@pytest.mark.parametrize(
    "text", ["/a\r\nSet-Cookie: x=y", "/a\nX: y", "/a\r\n\r\n<script>", "/\u560d\u560aX: y", "/a\x0bb"]
)
def test_line_breaks_make_no_header(desk: Desk, text: str) -> None:
    client = desk.client("reader")
    for answer in (
        client.get("/login", params={"next": text}),
        client.post(
            "/preferences", data={"next": text, "language": text[:16], "zone": text, "theme": text[:16]}
        ),
    ):
        assert "x" not in answer.headers
        assert all("x=y" not in value for value in answer.headers.get_list("set-cookie"))
        assert "\n" not in answer.headers["location"]


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example", "/%09/evil.example", "///evil.example/a", "javascript:alert(1)", "/\t/evil.example", "http:evil.example", "/@evil.example//"])  # fmt: skip
def test_nobody_is_led_to_another_site(desk: Desk, path: str) -> None:
    client, reader = desk.client(), desk.client("reader")
    token = form_of(client.get("/login").text)
    form = {"name": "reader", "password": PASSWORD, "next": path, "csrf": token}
    for answer in (
        client.post("/login", data=form),
        reader.get("/login", params={"next": path}),
        reader.post("/preferences", data={"next": path}),
    ):
        location = answer.headers["location"]
        assert re.fullmatch(r"/(?![/\\])[^\\\s]*", location), location


@pytest.mark.parametrize("path", ["//evil.example/a", "//evil.example%2fa", "/\\evil.example"])
def test_a_path_that_looks_like_a_host_is_not_remembered_as_the_way_back(desk: Desk, path: str) -> None:
    answer = desk.client().get(path)
    assert "evil.example" not in answer.headers.get("location", "").partition("next=")[0]
    assert not answer.headers.get("location", "").startswith("//")


# --- Hosts, caches, frames -------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil.example", "evil.example#localhost", "", "127.0.0.2", "localhost:80:80", "169.254.169.254"])  # fmt: skip
def test_a_request_under_a_foreign_name_is_refused_as_after_dns_rebinding(desk: Desk, host: str) -> None:
    for path in ("/stories", "/login", "/static/desk.css", "/api/account"):
        assert desk.client("admin").get(path, headers={"host": host}).status_code == 421


@pytest.mark.parametrize("open", [True, False])
def test_a_foreign_name_is_refused_over_the_wire_too(tmp_path: Path, open: bool) -> None:
    with a_desk(str(tmp_path), SecurityOptions(open=open)) as desk, served(desk.app) as port:
        ask = b"GET %b HTTP/1.1\r\nHost: %b\r\nConnection: close\r\n\r\n"
        two = b"GET /stories HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
        refused = [
            ask % (b"/stories", b"evil.example"),
            ask % (b"http://evil.example/stories", b"evil.example"),
            two,
        ]
        assert [exchange(port, r).split(b" ")[1] for r in refused] == [b"421"] * 3
        status = exchange(port, ask % (b"/stories", b"localhost")).split(b" ")[1]
        assert status == (b"200" if open else b"401")


FORWARDED = {
    "x-forwarded-host": "evil.example", "x-forwarded-proto": "javascript", "x-original-url": "/people",
    "x-rewrite-url": "/people", "x-http-method-override": "DELETE", "x-forwarded-for": "127.0.0.1",
    "forwarded": "host=evil.example", "x-forwarded-prefix": "//evil.example", "x-host": "evil.example",
}  # fmt: skip


@pytest.mark.parametrize("name", FORWARDED)
def test_a_header_that_only_a_proxy_may_send_changes_no_answer(desk: Desk, name: str) -> None:
    client = desk.client("reader")
    plain, forwarded = client.get("/api/account"), client.get("/api/account", headers={name: FORWARDED[name]})
    assert forwarded.json() == plain.json()
    assert "evil.example" not in client.get("/people", headers={name: FORWARDED[name]}).text
    assert client.get("/people", headers={name: FORWARDED[name]}).status_code == 403


@pytest.mark.parametrize("path", [*pages(), "/api/account", "/none", "/account/x.css", "/account;x.css", "/stories%0a.css", "/login"])  # fmt: skip
def test_no_cache_keeps_what_is_for_one_person(desk: Desk, path: str) -> None:
    for name in ("admin", None):
        answer = desk.client(name).get(path)
        assert answer.headers["cache-control"] == "no-store"


def test_what_caches_may_keep_is_the_same_for_all_and_sets_no_cookie(desk: Desk) -> None:
    answers = [desk.client(name).get(asset("desk.css")) for name in (None, "reader", "admin")]
    assert len({a.content for a in answers}) == 1
    assert all("immutable" in a.headers["cache-control"] and "set-cookie" not in a.headers for a in answers)


@pytest.mark.parametrize("path", [*pages(), "/api/account", "/none", "/static/desk.css", "/static/none", "/login", "/people/none-such"])  # fmt: skip
@pytest.mark.parametrize("name", [None, "reader", "admin"])
def test_every_answer_stands_in_no_frame_is_not_guessed_and_runs_nothing_foreign(
    desk: Desk, path: str, name: str | None
) -> None:
    headers = desk.client(name).get(path).headers
    assert is_strict(headers["content-security-policy"])
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_what_breaks_tells_nothing_and_has_every_header(desk: Desk, tmp_path: Path) -> None:
    with a_desk(str(tmp_path)) as other:

        @other.app.get("/breaks")
        def breaks() -> None:
            raise RuntimeError("a secret of the program")

        answer = other.client("admin", failing=True).get("/breaks")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert is_strict(answer.headers["content-security-policy"])
    assert answer.headers["cache-control"] == "no-store"


# --- People ------------------------------------------------------------------------------------------------------


def test_fields_that_no_form_has_change_nothing(desk: Desk) -> None:
    more = {"role": "admin", "id": desk.people["admin"].id, "name": "root", "password": "x", "disabled": "1", "subject": "x", "user": desk.people["admin"].id}  # fmt: skip
    client = desk.client("editor")
    before = client.get("/api/account").json()
    assert client.post("/account/preferences", data={"shown": "editor", **more}).status_code == 303
    assert client.post("/account/tokens", data={"name": "t", **more}).status_code == 422
    after = client.get("/api/account").json()
    assert {k: after[k] for k in ("id", "login", "role", "tokens")} == {
        k: before[k] for k in ("id", "login", "role", "tokens")
    }


def test_what_is_somebody_elses_is_not_there_whatever_id_is_sent(desk: Desk) -> None:
    client, admin = desk.client("reader"), desk.client("admin")
    told = admin.get("/api/account").json()
    for path in (
        f"/account/sessions/{told['sessions'][0]['id']}/end",
        f"/account/tokens/{told['tokens'][0]['id']}/withdraw",
    ):
        theirs, none = client.post(path), client.post(re.sub(r"/[0-9a-f]{16}/", "/none-such/", path))
        assert theirs.status_code == none.status_code == 404
        assert re.sub(r'"[\w-]{86}"|&#34;[\w-]{86}&#34;', "", theirs.text).replace(path, "") == re.sub(
            r'"[\w-]{86}"|&#34;[\w-]{86}&#34;', "", none.text
        ).replace(re.sub(r"/[0-9a-f]{16}/", "/none-such/", path), "")
    assert len(admin.get("/api/account").json()["tokens"]) == len(told["tokens"])


def test_nothing_tells_whether_there_is_an_account(desk: Desk) -> None:
    def refusal(name: str) -> str:
        client = desk.client()
        token = form_of(client.get("/login").text)
        answer = client.post("/login", data={"name": name, "password": "wrong", "csrf": token})
        assert answer.status_code == 401
        return re.sub(r"[\w-]{86}", "", answer.text).replace(name, "NAME")

    assert refusal("reader") == refusal("nobody-of-that-name")


def test_no_secret_is_kept_as_it_is(desk: Desk, tmp_path: Path) -> None:
    with a_desk(str(tmp_path)) as other:
        secret = other.session("reader")
        machine = other.machine("reader").headers["authorization"].removeprefix("Bearer ")
        other.client("reader").get("/stories")
        with other.database.read() as connection:
            kept = repr([list(connection.execute(select(table))) for table in metadata.sorted_tables])
    assert digest(secret) in kept
    assert digest(machine) in kept
    assert not [text for text in (secret, machine, PASSWORD) if text in kept]


def test_a_secret_counts_in_its_header_or_cookie_and_never_in_an_address(desk: Desk) -> None:
    token = desk.machine("admin").headers["authorization"].removeprefix("Bearer ")
    client = desk.client(page=False)
    for name in ("token", "access_token", "authorization", "key", desk.cookie):
        assert client.get("/api/account", params={name: token}).status_code == 401
    client.cookies.set(desk.cookie, token)
    assert client.get("/api/account").status_code == 401
    secret = desk.session("admin")
    assert client.get("/api/account", headers={"authorization": f"Bearer {secret}"}).status_code == 401


def test_no_answer_gives_the_secret_of_the_session_back(desk: Desk) -> None:
    client = desk.client("admin")
    secret = client.cookies[desk.cookie]
    for path in (*pages(), "/api/account"):
        answer = client.get(path)
        assert secret not in answer.text
        assert secret not in repr(answer.headers)


def test_the_log_names_routes_and_nothing_that_somebody_sent(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client = desk.client("reader")
    client.headers["user-agent"] = "agent\x1b[31m"
    client.get("/stories/s-secret%0a2031%20GET%20/forged?q=secret%1b[31m")
    client.get("/stories?place=secret")
    client.request("POST", "/account/sessions/secret%0aline/end")
    told = [record.getMessage() for record in caplog.records if record.name.startswith("crosswire")]
    assert any("/stories 200" in line for line in told)
    assert any("/account/sessions/{id}/end 404" in line for line in told)
    assert not [line for line in told if "secret" in line or "\n" in line or "\x1b" in line]


# --- Too much ----------------------------------------------------------------------------------------------------


def test_a_stranger_may_send_a_form_and_no_more(desk: Desk) -> None:
    client = desk.client()
    assert client.post("/login", data={"name": "a" * 20_000}).status_code == 413
    assert client.post("/none", content=b"a" * 20_000).status_code == 413


@pytest.mark.parametrize("name", ["reader", "reviewer"])
def test_only_an_editor_may_send_files(desk: Desk, name: str) -> None:
    body = {"files": {"files": ("a.txt", b"a" * 5_000_000)}}
    assert desk.client(name).post("/preferences", **body).status_code == 413


def test_a_body_that_is_packed_is_refused(desk: Desk) -> None:
    for coding in ("gzip", "br", "deflate, gzip", "zstd", "x"):
        answer = desk.client("editor").post(
            "/preferences", content=b"\x1f\x8b", headers={"content-encoding": coding}
        )
        assert answer.status_code == 415


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"[" * 100_000, "application/json"),
        (b'{"a":' * 50_000, "application/json"),
        (b"1" * 100_000, "application/json"),
        (b"a=1&" * 100_000, "application/x-www-form-urlencoded"),
        (b"%" * 1000, "application/x-www-form-urlencoded"),
        (b"--b\r\n" * 10_000, "multipart/form-data; boundary=b"),
        (
            b"\r\n--b\r\ncontent-disposition: form-data; name=a\r\n\r\nx" * 5_000,
            "multipart/form-data; boundary=b",
        ),
        (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=" + "b" * 5_000),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded; charset=utf-16"),
    ],
    ids=lambda v: str(v)[:24],
)
def test_a_body_made_to_be_hard_to_read_is_refused_and_breaks_nothing(
    desk: Desk, content: bytes, kind: str
) -> None:
    client = desk.client("editor", failing=True)
    for path in ("/preferences", "/account/preferences", "/login"):
        assert client.post(path, content=content, headers={"content-type": kind}).status_code < 500


@pytest.mark.parametrize(
    "text", ["a\x00b", "\ud800", "\u202e", "a" * 100_000, "٣", "ﬁ", "\U0010ffff", "e\u0301" * 200]
)
def test_characters_that_a_database_cannot_keep_break_nothing(address: str, text: str) -> None:
    with a_desk(address) as desk:
        client, raw = desk.client("admin", failing=True), text.encode("utf-8", "surrogatepass")
        for form in ({"shown": raw}, {"shown": b"x", "zone": raw}, {"name": raw}):
            body = b"&".join(k.encode() + b"=" + b"".join(b"%%%02x" % c for c in v) for k, v in form.items())
            for path in ("/account/preferences", "/people", "/account/tokens"):
                kind = {"content-type": "application/x-www-form-urlencoded"}
                assert client.post(path, content=body, headers=kind).status_code < 500
        quoted = "".join(f"%{c:02x}" for c in raw[:3000])
        for path in (
            f"/people/{quoted}/role",
            f"/stories/{quoted}",
            f"/stories?place={quoted}",
            f"/audit?before={quoted}",
        ):
            assert client.get(path).status_code < 500
            assert client.post(path, data={"role": "reader"}).status_code < 500


def test_somebody_who_asks_too_often_is_asked_to_wait(tmp_path: Path) -> None:
    options = SecurityOptions(strangers=Rate(burst=5, seconds=60), writes=Rate(burst=5, seconds=60))
    with a_desk(str(tmp_path), options) as desk:
        stranger, reader = desk.client(), desk.client("reader")
        assert [stranger.get("/login").status_code for _ in range(6)] == [200] * 5 + [429]
        answers = [reader.post("/preferences") for _ in range(6)]
        assert [a.status_code for a in answers] == [303] * 5 + [429]
        assert int(answers[-1].headers["retry-after"]) > 0
        assert reader.get("/stories").status_code == 200


def test_a_socket_of_another_kind_is_shut(desk: Desk) -> None:
    with pytest.raises(WebSocketDisconnect), desk.client("admin").websocket_connect("/stories"):
        pass


def test_two_desks_do_not_know_each_others_sessions(desk: Desk, tmp_path: Path) -> None:
    with a_desk(str(tmp_path)) as other:
        client = TestClient(other.app, base_url="http://localhost", follow_redirects=False)
        client.cookies.set(desk.cookie, desk.session("admin"))
        assert client.get("/api/account").status_code == 401
