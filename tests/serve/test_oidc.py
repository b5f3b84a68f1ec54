"""Log-in through another service: who gets in as whom, and every answer of it that must not be believed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient

from crosswire.errors import ConfigError
from crosswire.serve.security.options import OidcOptions, SecurityOptions
from crosswire.store.database import people
from tests.serve.desk import Desk, a_desk
from tests.serve.provider import CLIENT, SECRET, Provider, another_key
from tests.serve.serving import served

RETURN = "/login/service/return"
VERA = {"preferred_username": "vera", "name": "Vera Holm", "groups": ["desk-editors", "canteen"]}


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider(claims=dict(VERA))
    with served(made.app()) as port:
        made.port = port
        yield made


@contextmanager
def desk_with(provider: Provider, folder: object, **more: Any) -> Iterator[Desk]:
    given: dict[str, Any] = {"roles": (("desk-editors", "editor"), ("desk-admins", "admin")), **more}
    options = OidcOptions(
        issuer=provider.issuer, client_id=CLIENT, client_secret=SECRET, allow_http=True, **given
    )
    with a_desk(str(folder), SecurityOptions(oidc=options)) as desk:
        yield desk


@pytest.fixture
def desk(provider: Provider, tmp_path: object) -> Iterator[Desk]:
    with desk_with(provider, tmp_path) as made:
        yield made


def come_back(client: TestClient, provider: Provider, next: str = "/stories", **changed: str | None) -> Any:
    led = client.get(f"/login/service?next={next}")
    assert led.status_code == 303
    answer = {**provider.agree(led.headers["location"]), **changed}
    return client.get(RETURN, params={k: v for k, v in answer.items() if v is not None})


def test_whoever_the_service_vouches_for_gets_an_account_and_in(desk: Desk, provider: Provider) -> None:
    client = desk.client()
    assert "/login/service" in client.get("/login").text
    answer = come_back(client, provider, "/stories%3Fsort%3Dday")
    assert (answer.status_code, answer.headers["location"]) == (303, "/stories?sort=day")
    told = client.get("/api/account").json()
    assert [told[k] for k in ("login", "name", "role", "has_password")] == [
        "vera",
        "Vera Holm",
        "editor",
        False,
    ]
    assert len(provider.told[0]["code_verifier"]) == 43


def test_the_second_time_it_is_the_same_account_with_the_role_of_now(desk: Desk, provider: Provider) -> None:
    client = desk.client()
    come_back(client, provider)
    first = client.get("/api/account").json()["id"]
    provider.claims |= {"preferred_username": "vera.holm", "groups": "desk-admins"}
    come_back(client, provider)
    told = client.get("/api/account").json()
    assert (told["id"], told["login"], told["role"]) == (first, "vera", "admin")


@pytest.mark.parametrize(
    "changed",
    [{"state": "x" * 43}, {"state": None}, {"state": "é"}, {"code": "unknown"}, {"code": None}, {"iss": "https://evil.example"}, {"code": None, "error": "access_denied"}],
)  # fmt: skip
def test_an_answer_that_was_not_asked_for_lets_nobody_in(
    desk: Desk, provider: Provider, changed: dict[str, str | None]
) -> None:
    client = desk.client()
    assert come_back(client, provider, **changed).status_code == 403
    assert client.get("/stories").status_code == 303


def test_an_answer_counts_only_in_the_browser_that_asked(desk: Desk, provider: Provider) -> None:
    attacker, victim = desk.client(), desk.client()
    answer = provider.agree(attacker.get("/login/service").headers["location"])
    assert victim.get(RETURN, params=answer).status_code == 403
    victim.get("/login/service")
    assert victim.get(RETURN, params=answer).status_code == 403


def test_a_code_counts_once(desk: Desk, provider: Provider) -> None:
    client = desk.client()
    answer = provider.agree(client.get("/login/service").headers["location"])
    assert client.get(RETURN, params=answer).status_code == 303
    assert client.get(RETURN, params=answer).status_code == 403


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://evil.example"},
        {"aud": "another"},
        {"aud": [CLIENT, "another"]},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"iat": int(time.time()) + 3600},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
    ],
    ids=" ".join,  # not what they say: moments differ from run to run
)
def test_an_id_token_that_does_not_hold_lets_nobody_in(
    desk: Desk, provider: Provider, lie: dict[str, Any]
) -> None:
    provider.lie = lie
    assert come_back(desk.client(), provider).status_code == 403


@pytest.mark.parametrize(
    ("algorithm", "kind"), [("RS256", "RSA"), ("ES256", "EC"), ("HS256", "oct"), ("none", "RSA")]
)
def test_a_signature_by_any_other_key_lets_nobody_in(
    desk: Desk, provider: Provider, algorithm: str, kind: str
) -> None:
    provider.published = [provider.key]
    provider.key, provider.algorithm = another_key(kind), algorithm
    assert come_back(desk.client(), provider).status_code == 403


def test_new_keys_of_the_service_are_read_when_a_token_needs_them(
    desk: Desk, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crosswire.serve.security.oidc._AGAIN_SECONDS", 0)
    come_back(desk.client(), provider)
    provider.key = another_key(kid="two")
    assert come_back(desk.client(), provider).status_code == 303


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "http://127.0.0.1:1"},
        {"token_endpoint": "ftp://127.0.0.1/"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": ""},
    ],
)
def test_a_service_that_describes_itself_wrongly_is_not_used(
    desk: Desk, provider: Provider, about: dict[str, str]
) -> None:
    provider.about = about
    assert desk.client().get("/login/service").status_code == 503


def test_groups_are_asked_for_where_the_token_lacks_them_and_only_of_the_same_person(
    desk: Desk, provider: Provider
) -> None:
    provider.claims.pop("groups")
    provider.userinfo = {"sub": "4711", "groups": ["desk-editors"], "sub_admin": True}
    assert come_back(desk.client(), provider).status_code == 303
    provider.userinfo["sub"] = "4712"
    assert come_back(desk.client(), provider).status_code == 403


def test_whoever_has_no_group_here_is_not_let_in(desk: Desk, provider: Provider) -> None:
    provider.claims["groups"] = ["canteen", {"desk-admins": 1}]
    assert come_back(desk.client(), provider).status_code == 403


def test_an_account_that_is_shut_stays_shut(desk: Desk, provider: Provider) -> None:
    come_back(desk.client(), provider)
    with desk.database.write() as connection:
        vera = people.find(connection, "vera")
        assert vera
        people.disable(connection, vera.id)
    assert come_back(desk.client(), provider).status_code == 403


def test_a_name_that_somebody_has_is_not_taken_over(desk: Desk, provider: Provider) -> None:
    provider.claims["preferred_username"] = "admin"
    assert come_back(desk.client(), provider).status_code == 403


@pytest.mark.parametrize(("verified", "status"), [(True, 303), (False, 403), ("true", 403), (None, 403)])
def test_an_account_is_linked_by_an_address_only_if_the_service_says_it_is_verified(
    provider: Provider, tmp_path: object, verified: object, status: int
) -> None:
    provider.claims |= {"email": "Reader@Desk.Example", "email_verified": verified}
    with desk_with(provider, tmp_path, link_by="email", make=False) as desk:
        mine = desk.person("reader@desk.example", "reader")
        client = desk.client()
        assert come_back(client, provider).status_code == status
        if status == 303:
            assert client.get("/api/account").json()["id"] == mine.id


def test_where_no_account_is_to_be_made_none_is(provider: Provider, tmp_path: object) -> None:
    with desk_with(provider, tmp_path, make=False) as desk:
        assert come_back(desk.client(), provider).status_code == 403


def test_whoever_comes_back_is_led_nowhere_else(desk: Desk, provider: Provider) -> None:
    assert come_back(desk.client(), provider, "//evil.example").headers["location"] == "/"


def test_a_desk_without_such_a_service_has_no_such_page(tmp_path: object) -> None:
    with a_desk(str(tmp_path)) as desk:
        assert desk.client().get("/login/service").status_code == 404
        assert desk.client().get(RETURN).status_code == 404


def test_a_service_without_https_and_a_role_that_is_none_are_refused_at_once() -> None:
    with pytest.raises(ConfigError, match="https"):
        OidcOptions(issuer="http://id.example", client_id="desk")
    with pytest.raises(ConfigError, match="owner"):
        OidcOptions(issuer="https://id.example", client_id="desk", otherwise="owner")
