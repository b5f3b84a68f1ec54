"""A tiny service that vouches for people by OpenID Connect, over loopback, with everything that may go wrong with one.

`lie` changes the claims or the way a token is signed; `told` is what came to its token endpoint.
"""

from __future__ import annotations

import base64
import hashlib
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "desk", "a secret of the client"


@dataclass(slots=True, kw_only=True)
class Provider:
    """What it says and does; `port` once it is served."""

    port: int = 0
    claims: dict[str, Any] = field(default_factory=dict)
    lie: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] | None = None
    algorithm: str = "RS256"
    key: Any = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "one"}))
    published: list[Any] = field(default_factory=list)
    told: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def app(self) -> Starlette:
        """The application to serve."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._about),
                Route("/keys", self._keys),
                Route("/token", self._token, methods=["POST"]),
                Route("/userinfo", self._userinfo),
            ]
        )

    def agree(self, address: str) -> dict[str, str]:
        """What the person's browser brings back after they agreed at the address it was led to."""
        asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    async def _about(self, _: Request) -> Response:
        base = self.issuer
        return JSONResponse(
            {
                "issuer": base,
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
                "jwks_uri": f"{base}/keys",
                **({"userinfo_endpoint": f"{base}/userinfo"} if self.userinfo is not None else {}),
                **self.about,
            }
        )

    async def _keys(self, _: Request) -> Response:
        keys = self.published or [self.key]
        return JSONResponse({"keys": [key.as_dict(private=False) for key in keys]})

    async def _token(self, request: Request) -> Response:
        form = {k: str(v) for k, v in (await request.form()).items()}
        self.told.append(form)
        asked = self.codes.pop(form.get("code", ""), None)
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proven = base64.urlsafe_b64encode(challenge).decode().rstrip("=")
        basic = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked is None or asked["code_challenge"] != proven or request.headers["authorization"] != basic:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "4711",
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.claims,
            **self.lie,
        }
        claims = {k: v for k, v in claims.items() if v is not None}
        return JSONResponse({"access_token": "at", "token_type": "Bearer", "id_token": self._signed(claims)})

    def _signed(self, claims: dict[str, Any]) -> str:
        if self.algorithm == "none":
            parts = [
                base64.urlsafe_b64encode(t.encode()).decode().rstrip("=")
                for t in ('{"alg":"none"}', _json(claims))
            ]
            return ".".join([*parts, ""])
        header = {"alg": self.algorithm, "kid": self.key.kid or "one"}
        return jwt.encode(header, claims, self.key, algorithms=[self.algorithm])

    async def _userinfo(self, request: Request) -> Response:
        if request.headers.get("authorization") != "Bearer at":
            return JSONResponse({}, 401)
        return JSONResponse(self.userinfo)


def another_key(kind: str = "RSA", kid: str = "one") -> Any:
    """A key that the service never published."""
    if kind == "EC":
        return ECKey.generate_key("P-256", parameters={"kid": kid})
    if kind == "oct":
        return OctKey.import_key(SECRET, parameters={"kid": kid})
    return RSAKey.generate_key(2048, parameters={"kid": kid})


def _json(claims: dict[str, Any]) -> str:
    import json

    return json.dumps(claims)
