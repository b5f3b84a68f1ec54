"""Where a server listens and who may reach it there, judged before it starts.

In: an address of this machine, the names by which people ask for the server, whether it is open to one person without a
log-in. Out: `SecurityOptions`, or a refusal that says what to do. A desk without a log-in listens to this machine alone,
whatever else is asked for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from crosswire.errors import ConfigError, UsageError
from crosswire.serve.security.options import OidcOptions, SecurityOptions
from crosswire.serve.security.origins import LOOPBACK_HOSTS, host_name

_EVERYWHERE = ("0.0.0.0", "::", "")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens there.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("desk.example")
    (True, True, False, False)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def security_for(
    host: str,
    *,
    names: Sequence[str] = (),
    https: bool = False,
    open: bool = False,
    oidc: OidcOptions | None = None,
) -> SecurityOptions:
    """The options for a server that listens at `host`. Raises UsageError for what would be unsafe."""
    if open and not is_loopback(host):
        raise UsageError(
            f"--open needs no log-in, so it listens to this machine alone and not at {host!r}; leave --host out, or "
            "run without --open and add people with `crosswire people add`."
        )
    if open and names:
        raise UsageError("--open answers only to localhost; leave --name out.")
    if not names and host in _EVERYWHERE:
        raise UsageError(
            f"{host or 'Everywhere'} is every address of this machine; say with --name by which name people ask for "
            "the desk, so that no other name leads to it."
        )
    given = [*names, *([] if host in _EVERYWHERE or is_loopback(host) else [host])]
    return SecurityOptions(
        hosts=(*LOOPBACK_HOSTS, *(_name(name) for name in given)), https=https, open=open, oidc=oidc
    )


def read_oidc(path: Path) -> OidcOptions:
    """The options of another service's log-in, from a TOML file. Raises ConfigError for what is wrong in it."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); name a file that is there.") from error
    except ValueError as error:
        raise ConfigError(f"{path}: is not TOML ({error}); mend it there.") from error
    known = {field.name for field in fields(OidcOptions)} - {"allow_http"}
    if unknown := sorted(set(told) - known):
        raise ConfigError(f"{path}: unknown key {unknown[0]!r}; keys are: {', '.join(sorted(known))}.")
    if missing := [key for key in ("issuer", "client_id") if not isinstance(told.get(key), str)]:
        raise ConfigError(
            f"{path}: {missing[0]} is missing; the service tells it when the desk is registered."
        )
    return OidcOptions(**{**told, "roles": _roles(path, told.get("roles", {}))})


def _roles(path: Path, told: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(told, Mapping) or not all(isinstance(role, str) for role in told.values()):
        raise ConfigError(
            f'{path}: roles is a table of the service\'s groups: [roles] "desk-editors" = "editor".'
        )
    return tuple(sorted(told.items()))


def _name(name: str) -> str:
    bare = f"[{name}]" if ":" in name and not name.startswith("[") else name
    found = host_name(bare)
    if found is None:
        raise UsageError(
            f"{name!r} is no name of a host; give one like desk.example, without https:// or a path."
        )
    return found
