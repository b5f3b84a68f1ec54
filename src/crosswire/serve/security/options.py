"""The options of who may do what: hosts, cookies, how long, how much, how often; and of log-in by another service.

In: what the person who runs the server decides. Out: frozen values. Every default says why it is so. All but
`hosts` and `https` may stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crosswire.errors import ConfigError
from crosswire.serve.security.limits import Rate
from crosswire.serve.security.origins import LOOPBACK_HOSTS
from crosswire.store.database.viewer import ROLES

_MINUTES, _HOURS, _MIB = 60, 3600, 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcOptions:
    """A service that vouches for people by OpenID Connect.

    `roles` maps a value of the claim named `claim` to a role; the highest that fits is given. Who has none of
    them gets `otherwise`, or is turned away where that is None. `make` is whether unknown people get an account;
    an account is linked by its subject, and by name only where `link_by` names a claim that the service vouches
    for (an e-mail address only if it says that it is verified).
    """

    issuer: str
    client_id: str
    client_secret: str | None = None
    shown: str = "Log in with your organisation"
    scope: str = "openid profile email"
    claim: str = "groups"
    roles: tuple[tuple[str, str], ...] = ()
    otherwise: str | None = None
    make: bool = True
    link_by: str | None = None
    name_claim: str = "preferred_username"
    allow_http: bool = False

    def __post_init__(self) -> None:
        if not self.issuer.startswith("https://") and not self.allow_http:
            raise ConfigError(
                f"oidc issuer {self.issuer!r} is not https; give an address that begins with https://."
            )
        for role in (*(role for _, role in self.roles), *filter(None, (self.otherwise,))):
            if role not in ROLES:
                raise ConfigError(f"oidc role {role!r} is unknown; roles are: {', '.join(ROLES)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityOptions:
    """What the gate and the accounts obey. Times are in seconds, sizes in bytes."""

    # Names by which this server is asked for; anything else in the Host header is refused.
    hosts: tuple[str, ...] = LOOPBACK_HOSTS
    # Whether people reach it by https (itself, or through a proxy before it): cookies are Secure, HSTS is sent.
    https: bool = False
    # One person on one machine, without accounts: only ever on a loopback address.
    open: bool = False
    oidc: OidcOptions | None = None
    # SP 800-63B-4, section 2.2.3 (AAL2): at most an hour idle, at most a day; a shift of work within it.
    idle_seconds: float = 60 * _MINUTES
    session_seconds: float = 12 * _HOURS
    # How long the page of a log-in may lie open.
    visit_seconds: float = 30 * _MINUTES
    # Failed log-ins: this many for a name in the window, then none is tried until some have aged out of it.
    # SP 800-63B-4, section 3.2.2, wants at most 100 in a row; ten in a quarter of an hour are 960 a day.
    failures: int = 10
    failures_seconds: float = 15 * _MINUTES
    # Of one address: several people may sit behind it.
    address_failures: int = 50
    # What one address may ask without an account: pages of the log-in, and no more guesses than a person types.
    strangers: Rate = field(default=Rate(burst=120, seconds=60))
    # What one account may: a person at full speed with several windows, or a program that fetches what is new.
    requests: Rate = field(default=Rate(burst=3000, seconds=60))
    writes: Rate = field(default=Rate(burst=600, seconds=60))
    uploads: Rate = field(default=Rate(burst=300, seconds=60))
    # Bodies: of a form without an account, of any form or JSON, of files (an editor's only).
    stranger_bytes: int = 16 * 1024
    form_bytes: int = 4 * _MIB
    upload_bytes: int = 256 * _MIB
    # A body that is silent for so long, or comes slower than this over all, is given up.
    quiet_seconds: float = 20
    slowest_bytes_per_second: int = 4 * 1024

    def __post_init__(self) -> None:
        if self.open and not set(self.hosts) <= set(LOOPBACK_HOSTS):
            raise ConfigError(
                "--open is for one person on one machine and answers only to localhost; leave the host names out, "
                "or run without --open and add people with `crosswire people add`."
            )
        if self.open and self.oidc:
            raise ConfigError(
                "--open has no log-in, so no other service can vouch for one; leave one of them out."
            )
