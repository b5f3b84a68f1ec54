"""Log-in through another service: OpenID Connect Core 1.0, the authorization code flow with PKCE, state and nonce.

In: the options, a secret that the browser keeps meanwhile, and what the service sends back. Out: the address to lead the
browser to; afterwards the claims of an ID token that was checked (signature, issuer, audience, time, nonce), or an
`OidcError`. State, nonce and the PKCE verifier are all made from the browser's one secret, so that nothing is kept
here for log-ins that are begun, and an answer is good only in the browser that asked (RFC 9700, section 2.1). The
service's own description is read from it and kept for an hour; its addresses must be as secure as its own.
"""

from __future__ import annotations

import base64
import hmac
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from crosswire.serve.security.options import OidcOptions
from crosswire.store.database.viewer import ROLES

# Signatures that need the service's private key: no "none", and none that is made with what a client knows.
_ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
)
_KEPT_SECONDS, _AGAIN_SECONDS = 3600.0, 30.0
_TIMEOUT_SECONDS = 10.0
# Clocks of two machines may differ by so much.
_LEEWAY_SECONDS = 60
_MOST_BYTES = 1_000_000
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class OidcError(Exception):
    """The service could not be asked, or what it said does not hold. Its message is for the server's log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Described:
    """What the service says of itself, its keys, and when that was read."""

    about: Mapping[str, Any]
    keys: KeySet
    at: float


class Service:
    """The service that vouches for people."""

    def __init__(self, options: OidcOptions) -> None:
        self._options = options
        self._described: _Described | None = None
        self._lock = threading.Lock()

    def address(self, secret: str, *, back: str) -> str:
        """Where the browser goes to log in; `back` is the address of this server to which it returns."""
        with self._client(back) as client:
            address, _ = client.create_authorization_url(
                self._describe().about["authorization_endpoint"],
                state=_derived(secret, "state"),
                nonce=_derived(secret, "nonce"),
                code_verifier=_derived(secret, "verifier"),
            )
        return str(address)

    def claims(self, secret: str, *, back: str, answer: Mapping[str, str]) -> dict[str, Any]:
        """What the service vouches for, from the parameters with which the browser came back.

        Raises OidcError for an answer that this browser did not ask for, or that does not hold.
        """
        if not hmac.compare_digest(answer.get("state", "").encode(), _derived(secret, "state").encode()):
            raise OidcError("the state is not the one that was sent")
        if answer.get("iss", self._options.issuer) != self._options.issuer:
            raise OidcError("another service answered than was asked")  # RFC 9207
        if "code" not in answer:
            raise OidcError(f"no code came back, but {answer.get('error', 'nothing')[:60]!r}")
        about = self._describe().about
        with self._client(back) as client:
            token = self._exchange(client, about["token_endpoint"], secret, answer["code"])
            claims = self._checked(str(token.get("id_token", "")), secret)
            return claims | self._more(client, about, claims, str(token.get("access_token", "")))

    def _exchange(self, client: Any, endpoint: str, secret: str, code: str) -> Mapping[str, Any]:
        try:
            token: Mapping[str, Any] = client.fetch_token(
                endpoint,
                grant_type="authorization_code",
                code=code,
                code_verifier=_derived(secret, "verifier"),
            )
        except OAuthError as error:
            raise OidcError(f"the code was not taken: {str(error.error)[:60]}") from error
        except Exception as error:  # whatever its HTTP client or the service's body may raise
            raise OidcError(f"the token cannot be had: {type(error).__name__}") from error
        return token

    def _checked(self, id_token: str, secret: str) -> dict[str, Any]:
        """The claims of an ID token whose signature and claims hold."""
        try:
            claims = self._decoded(id_token)
            token = CodeIDToken(
                claims,
                header={},
                options={
                    "iss": {"values": [self._options.issuer]},
                    "aud": {"values": [self._options.client_id]},
                },
                params={"nonce": _derived(secret, "nonce"), "client_id": self._options.client_id},
            )
            token.validate(leeway=_LEEWAY_SECONDS)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise OidcError(f"the ID token does not hold: {error!r}"[:200]) from error
        audience = claims.get("aud")
        if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != self._options.client_id:
            raise OidcError("the ID token is for several and not handed to us")
        if not isinstance(claims.get("sub"), str) or not claims["sub"]:
            raise OidcError("the ID token names nobody")
        return claims

    def _decoded(self, id_token: str) -> dict[str, Any]:
        described = self._describe()
        try:
            return dict(jwt.decode(id_token, described.keys, algorithms=list(_ALGORITHMS)).claims)
        except InvalidKeyIdError:  # not among the keys that were read: the service may have new ones
            described = self._describe(newer_than=described.at)
            return dict(jwt.decode(id_token, described.keys, algorithms=list(_ALGORITHMS)).claims)

    def _more(
        self, client: Any, about: Mapping[str, Any], claims: Mapping[str, Any], access: str
    ) -> dict[str, Any]:
        """Claims that the service tells only where its user info is asked for, of the same person."""
        named = {self._options.claim, self._options.name_claim, self._options.link_by} - {None}
        wanted = named - claims.keys()
        endpoint = about.get("userinfo_endpoint")
        if not wanted or not endpoint or not access:
            return {}
        told = self._json(client, str(endpoint))
        if told.get("sub") != claims["sub"]:
            raise OidcError("the user info is somebody else's")
        return {key: value for key, value in told.items() if key in wanted or key.startswith("email")}

    def _describe(self, *, newer_than: float | None = None) -> _Described:
        with self._lock:
            found, now = self._described, time.monotonic()
            fresh = found is not None and now - found.at < _KEPT_SECONDS
            if found is not None and newer_than is not None:
                fresh = found.at > newer_than or now - found.at < _AGAIN_SECONDS
            if found is None or not fresh:
                found = self._described = self._read(now)
            return found

    def _read(self, now: float) -> _Described:
        with self._client("") as client:
            about = self._json(client, f"{self._options.issuer.rstrip('/')}/.well-known/openid-configuration")
            if about.get("issuer") != self._options.issuer:
                raise OidcError("the service calls itself by another name than the settings do")
            for name in (*_ENDPOINTS, *({"userinfo_endpoint"} & about.keys())):
                self._check_address(str(about.get(name, "")), name)
            try:
                keys = KeySet.import_key_set(self._json(client, str(about["jwks_uri"])))  # type: ignore[arg-type]
            except (JoseError, ValueError, TypeError, KeyError) as error:
                raise OidcError("the service's keys cannot be read") from error
        return _Described(about=about, keys=keys, at=now)

    def _check_address(self, address: str, name: str) -> None:
        allowed = ("https://", "http://") if self._options.allow_http else ("https://",)
        if not address.startswith(allowed):
            raise OidcError(f"the service's {name} is no https address")

    def _json(self, client: Any, address: str) -> dict[str, Any]:
        try:
            answer = client.request(
                "GET", address, headers={"accept": "application/json"}, withhold_token=not client.token
            )
            if answer.status_code != 200 or len(answer.content) > _MOST_BYTES:
                raise OidcError(f"{address[:100]} answers {answer.status_code}")
            told = answer.json()
        except OidcError:
            raise
        except Exception as error:  # whatever its HTTP client may raise
            raise OidcError(f"{address[:100]} cannot be asked: {type(error).__name__}") from error
        if not isinstance(told, dict):
            raise OidcError(f"{address[:100]} does not answer with an object")
        return told

    def _client(self, back: str) -> Any:
        return OAuth2Client(
            self._options.client_id,
            self._options.client_secret,
            scope=self._options.scope,
            redirect_uri=back or None,
            code_challenge_method="S256",
            token_endpoint_auth_method=None if self._options.client_secret else "none",
            timeout=_TIMEOUT_SECONDS,
            follow_redirects=False,
            trust_env=False,
        )


def role_of(claims: Mapping[str, Any], options: OidcOptions) -> str | None:
    """The highest role that the claim gives; that for everyone otherwise; None: not let in.

    >>> options = OidcOptions(issuer="https://id.example", client_id="desk", roles=(("desk-editors", "editor"),))
    >>> role_of({"groups": ["desk-editors", "canteen"]}, options), role_of({"groups": "canteen"}, options)
    ('editor', None)
    """
    told = claims.get(options.claim)
    values = {told} if isinstance(told, str) else {v for v in told if isinstance(v, str)} if told else set()
    given = [role for value, role in options.roles if value in values]
    return max(given, key=ROLES.index) if given else options.otherwise


def _derived(secret: str, purpose: str) -> str:
    """43 characters that only whoever has the secret can know, another for each purpose."""
    made = hmac.digest(secret.encode(), f"crosswire oidc {purpose} 1".encode(), "sha256")
    return base64.urlsafe_b64encode(made).decode("ascii").rstrip("=")
