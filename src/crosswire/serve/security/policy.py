"""What a browser is told it may do with an answer: the headers of every response.

In: the headers that a route gave, and what kind of path it is. Out: all headers as they are sent. Pages may
load from this server alone, run no script written into them and stand in no frame (CSP level 3); types are
not guessed; nothing private is kept by caches; no address leaves with a click. A route may set its own
policy where it must (a file that is handed over is sandboxed), never a looser one: `is_strict` says so.
"""

from __future__ import annotations

from collections.abc import Iterable

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# For what was made for somebody else's eyes, or by them: no script, no form, no origin of ours.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
# The same for a whole dossier page, whose own script is known by its digest.
_SCRIPTED_POLICY = (
    "default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; sandbox allow-scripts"
)
STATIC_PATH = "/static/"
_DENIED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_ALWAYS = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    # Not "no-referrer": with it browsers send "Origin: null" from our own forms.
    "referrer-policy": "same-origin",
    "permissions-policy": ", ".join(f"{name}=()" for name in _DENIED),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
}
_PRIVATE = {"cache-control": "no-store"}
_SECURE = {"strict-transport-security": "max-age=31536000"}
_LOOSE = ("'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:", "'strict-dynamic'")


def with_policy(given: Iterable[tuple[bytes, bytes]], *, path: str, https: bool) -> list[tuple[bytes, bytes]]:
    """The headers of a response with those of the policy that the route did not set itself."""
    headers = list(given)
    present = {name.lower() for name, _ in headers}
    wanted = {**_ALWAYS, **({} if path.startswith(STATIC_PATH) else _PRIVATE), **(_SECURE if https else {})}
    headers += [(n.encode(), v.encode()) for n, v in wanted.items() if n.encode() not in present]
    return headers


def scripted_policy(digests: Iterable[str]) -> str:
    """The policy of a self-contained page whose inline scripts have these SHA-256 digests in Base64."""
    return _SCRIPTED_POLICY.format(hashes=" ".join(f"'sha256-{d}'" for d in digests) or "'none'")


def is_strict(policy: str) -> bool:
    """Whether a Content-Security-Policy runs no foreign or written-in script and stands in no frame.

    >>> is_strict(PAGE_POLICY), is_strict("default-src 'self' 'unsafe-inline'")
    (True, False)
    """
    rules = {parts[0]: parts[1:] for part in policy.split(";") if (parts := part.split())}
    scripts = rules.get("script-src", rules.get("default-src", ["*"]))
    return (
        rules.get("default-src") == ["'none'"]
        and "'unsafe-inline'" not in scripts
        and not any(loose in sources for sources in rules.values() for loose in _LOOSE)
        and rules.get("frame-ancestors") == ["'none'"]
    )
