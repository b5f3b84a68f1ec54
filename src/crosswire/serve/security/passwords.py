"""Passwords: what may be one, how it is kept, and whether one that is given is the one that was kept.

In: a password and a kept hash. Out: a hash to keep, or whether they match and whether it is to be kept anew.
Rules after NIST SP 800-63B-4, section 3.1.1: at least 15 characters where a password is all that is asked,
none of the commonest and nothing that is merely the account's own name, no rules of composition, no expiry,
Unicode normalised (NFKC) before it is hashed. Kept as argon2id with the second recommended choice of
RFC 9106, section 4 (3 passes, 4 lanes, 64 MiB, salt of 16 bytes, tag of 32): the first needs 2 GiB for
every log-in. The parameters stand in the hash, so that stronger ones are taken at the next log-in. Left
undone: asking a service whether a password is known from a breach, since nothing leaves this machine.
"""

from __future__ import annotations

import re
import threading
import tomllib
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

# SP 800-63B-4: at least 15 where nothing else is asked for; at most is ours, so that no log-in hashes a book.
LEAST, MOST = 15, 256
# Characters that must be left of a password once common ones, names, rows and repetitions are taken out of it.
_LEFT = 5
_REPEATED = re.compile(r"(.{1,4})\1{2,}")
_ROW = 4  # neighbours in one of the rows below that are no choice of anybody's
# Log-ins that are hashed at one time: each takes 64 MiB and four threads; and those that may wait for their turn,
# so that a flood of them does not hold every thread of the server.
_AT_ONCE, _IN_LINE = threading.BoundedSemaphore(2), threading.BoundedSemaphore(12)


class BusyError(Exception):
    """More passwords are given at once than can be checked; nothing is said of any of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whether a password was the kept one; `renewed` is the hash to keep in place of one with old parameters."""

    right: bool
    renewed: str | None = None


class Passwords:
    """Hashes and checks passwords with one set of parameters."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._nobody: str | None = None

    def keep(self, password: str) -> str:
        """The hash to keep of a password. Raises BusyError, as `check` does."""
        with _turn():
            return self._hasher.hash(_normal(password))

    def check(self, kept: str | None, password: str) -> Answer:
        """Whether `password` is the one that was kept. The same work is done where none was kept."""
        if len(password) > MOST * 4:
            password = ""
        with _turn():
            try:
                self._hasher.verify(kept or self._nobodys(), _normal(password))
            except (VerificationError, InvalidHashError):
                return Answer(right=False)
        if not kept:
            return Answer(right=False)
        return Answer(right=True, renewed=self._renewed(kept, password))

    def _nobodys(self) -> str:
        """What an unknown account is checked against, so that it takes as long as a known one."""
        if self._nobody is None:
            self._nobody = self._hasher.hash("nobody's password, of no account")
        return self._nobody

    def _renewed(self, kept: str, password: str) -> str | None:
        if not self._hasher.check_needs_rehash(kept):
            return None
        try:
            return self.keep(password)
        except BusyError:
            return None  # at the next log-in, then


def objection(password: str, *, name: str) -> str | None:
    """Why `password` may not be that of the account `name`, as the person is told; None where it may.

    >>> objection("correct-horse", name="ann")
    'Too short: give at least 15 characters; several words in a row do well.'
    >>> objection("four ducks crossed slowly", name="ann")
    """
    normal = _normal(password)
    if len(normal) < LEAST:
        return f"Too short: give at least {LEAST} characters; several words in a row do well."
    if len(normal) > MOST:
        return f"Too long: give at most {MOST} characters."
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in normal):
        return "Holds characters that cannot be typed; leave them out."
    if _left(normal, name) < _LEFT:
        return (
            "Too easily guessed: made of your name, of a very common password, of a row of keys or of "
            "repetitions; several unrelated words do well."
        )
    return None


@contextmanager
def _turn() -> Iterator[None]:
    if not _IN_LINE.acquire(blocking=False):
        raise BusyError
    try:
        with _AT_ONCE:
            yield
    finally:
        _IN_LINE.release()


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _left(password: str, name: str) -> int:
    """Characters of a password that no guesser has for nothing."""
    text = password.casefold()
    own = [part for part in re.split(r"[\W_]+", name.casefold()) if len(part) > 2]
    for word in sorted((*_common(), *own, name.casefold()), key=len, reverse=True):
        text = text.replace(word, "") if word else text
    text = _REPEATED.sub("", text)
    for row in _rows():
        for start in range(len(row) - _ROW + 1):
            text = text.replace(row[start : start + _ROW], "")
    return len(re.sub(r"[\d\W_]+", "", text)) + len(set(re.findall(r"[\d\W_]", text))) // 2


@cache
def _table() -> dict[str, list[str]]:
    text = files("crosswire.serve.security").joinpath("passwords.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return {"words": table["words"], "rows": table["rows"]}


def _common() -> tuple[str, ...]:
    return tuple(_table()["words"])


@cache
def _rows() -> tuple[str, ...]:
    rows = _table()["rows"]
    return tuple(rows) + tuple(row[::-1] for row in rows)
