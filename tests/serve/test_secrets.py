"""Secrets of sessions, machines and forms."""

from __future__ import annotations

import re

import pytest

from crosswire.serve.security.secret import (
    TOKEN_PREFIX,
    digest,
    form_token,
    is_form_token,
    new_secret,
    new_token,
)


def test_a_secret_has_256_bits_and_fits_a_cookie_unquoted() -> None:
    made = {new_secret() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", secret) for secret in made)


def test_a_machine_token_is_known_by_how_it_begins() -> None:
    assert new_token().startswith(TOKEN_PREFIX)


def test_what_is_kept_of_a_secret_is_its_sha256() -> None:
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_form_tokens_of_one_session_differ_and_all_hold() -> None:
    secret = new_secret()
    tokens = {form_token(secret) for _ in range(50)}
    assert len(tokens) == 50
    assert all(is_form_token(token, secret) for token in tokens)
    assert all(secret not in token for token in tokens)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda t: "",
        lambda t: t[:-2],
        lambda t: t + "AA",
        lambda t: ("B" if t[0] == "A" else "A") + t[1:],
        lambda t: "é" + t[1:],
        lambda t: "A" * len(t),
        lambda t: t.replace(t[5], "\n", 1),
    ],
)
def test_a_form_token_that_was_touched_does_not_hold(spoil: object) -> None:
    secret = new_secret()
    assert not is_form_token(spoil(form_token(secret)), secret)  # type: ignore[operator]


def test_a_form_token_of_another_session_does_not_hold() -> None:
    assert not is_form_token(form_token(new_secret()), new_secret())
