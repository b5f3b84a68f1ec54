"""Passwords: which are refused, how they are kept, and that nothing tells an unknown account from a known one."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, Type, extract_parameters

from crosswire.serve.security.passwords import LEAST, MOST, Passwords, objection

QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
GOOD = "four ducks crossed slowly"


@pytest.mark.parametrize(
    "password",
    [
        "short but fine",
        "passwordpassword",
        "Password1234567!",
        "P@ssw0rd!P@ssw0rd!",
        "123456789012345678",
        "qwertyuiopasdfghjkl",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "bellmarina.korsakova1",
        "marina korsakova bell",
        "crosswirecrosswire",
        "correcthorsebatterystaple",
        "йцукенгшщзхъйцукен",
        "x" * (MOST + 1),
        "line\x00break and more words",
    ],
)
def test_a_password_that_is_easily_guessed_is_refused_with_what_to_do(password: str) -> None:
    told = objection(password, name="Marina Korsakova-Bell")
    assert told
    assert told.endswith((".", "!"))


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "kühle Abende am Kanal",
        "шесть уток шли домой",
        "vB7-kQ2-xT9-mR4-wL6",
        "w" * 3 + " ozo lamp fig tune",
    ],
)
def test_any_other_password_will_do_in_any_script_and_without_rules_of_composition(password: str) -> None:
    assert objection(password, name="ann") is None


def test_the_parameters_are_the_second_recommended_choice_of_rfc_9106() -> None:
    kept = extract_parameters(Passwords().keep(GOOD))
    assert (kept.type, kept.time_cost, kept.memory_cost, kept.parallelism) == (Type.ID, 3, 64 * 1024, 4)
    assert (kept.salt_len, kept.hash_len) == (16, 32)
    assert LEAST == 15


def test_a_password_is_kept_as_a_hash_of_its_own_and_known_again_in_either_unicode_form() -> None:
    passwords = Passwords(QUICK)
    first, second = passwords.keep("café at the corner"), passwords.keep("café at the corner")
    assert first != second
    assert "café" not in first
    assert passwords.check(first, "cafe\u0301 at the corner").right
    assert not passwords.check(first, "cafe at the corner").right


def test_a_hash_with_other_parameters_is_renewed_when_its_password_is_given() -> None:
    old = PasswordHasher(time_cost=2, memory_cost=64, parallelism=1).hash(GOOD)
    passwords = Passwords(QUICK)
    answer = passwords.check(old, GOOD)
    assert answer.right
    assert answer.renewed
    assert passwords.check(answer.renewed, GOOD).renewed is None
    assert passwords.check(old, "wrong") == passwords.check(None, "wrong")


class CountingHasher(PasswordHasher):
    """Counts what it verifies, since work is what takes time."""

    verified = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
        self.verified += 1
        return super().verify(hash, password)


@pytest.mark.parametrize("kept", [None, "", "$argon2id$damaged", "known"])
def test_an_unknown_account_costs_as_much_work_as_a_known_one(kept: str | None) -> None:
    hasher = CountingHasher(time_cost=1, memory_cost=64, parallelism=1)
    passwords = Passwords(hasher)
    given = passwords.keep(GOOD) if kept == "known" else kept
    assert not passwords.check(given, "another guess").right
    assert hasher.verified == 1


def test_nobody_has_the_password_that_unknown_accounts_are_checked_against() -> None:
    assert not Passwords(QUICK).check(None, "nobody's password, of no account").right


def test_a_book_is_not_hashed() -> None:
    passwords = Passwords(QUICK)
    assert not passwords.check(passwords.keep(GOOD), "x" * 10_000_000).right
