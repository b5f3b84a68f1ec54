"""Secrets that stand for a person: made here, kept as digests only, compared in constant time.

In: nothing, or a secret. Out: a new secret of 256 random bits, its SHA-256 (what a store may keep: a secret
of 256 bits needs no salt and no slow hash), and the token that a form must bring back to show that it was
made for the session which sends it. That token is HMAC-SHA-256 of the session's secret, so nothing more is
kept; it is masked anew for every page, so that a compressed page gives nothing away (BREACH, 2013).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets

# Machine tokens begin so: scanners of leaked secrets know them by it, and no cookie is mistaken for one.
TOKEN_PREFIX = "crosswire_"
_BYTES = 32
_FORM = b"crosswire form token 1"


def new_secret() -> str:
    """256 random bits as 43 characters that need no quoting in cookies, headers and addresses."""
    return secrets.token_urlsafe(_BYTES)


def new_token() -> str:
    """A new secret for a machine."""
    return TOKEN_PREFIX + new_secret()


def digest(secret: str) -> str:
    """What is kept of a secret: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def form_token(secret: str) -> str:
    """A token for the forms of the session with this secret; another text each time, all of them good."""
    mask = secrets.token_bytes(_BYTES)
    return base64.urlsafe_b64encode(mask + _xor(mask, _form_key(secret))).decode("ascii").rstrip("=")


def is_form_token(given: str, secret: str) -> bool:
    """Whether `given` was made by `form_token` for this secret.

    >>> is_form_token(form_token("a"), "a"), is_form_token(form_token("a"), "b"), is_form_token("", "a")
    (True, False, False)
    """
    try:
        raw = base64.b64decode(given.encode("ascii") + b"==", altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return False
    if len(raw) != 2 * _BYTES:
        return False
    return hmac.compare_digest(_xor(raw[:_BYTES], raw[_BYTES:]), _form_key(secret))


def _form_key(secret: str) -> bytes:
    return hmac.digest(secret.encode("utf-8", "surrogateescape"), _FORM, "sha256")


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
