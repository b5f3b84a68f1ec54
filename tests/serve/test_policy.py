"""The headers that tell a browser what an answer may do."""

from __future__ import annotations

import pytest

from crosswire.serve.security.policy import FILE_POLICY, PAGE_POLICY, is_strict, scripted_policy, with_policy


def headers(
    path: str = "/stories", *, https: bool = False, given: dict[str, str] | None = None
) -> dict[str, str]:
    raw = [(n.encode(), v.encode()) for n, v in (given or {}).items()]
    return {n.decode(): v.decode() for n, v in with_policy(raw, path=path, https=https)}


def test_every_page_has_the_whole_policy() -> None:
    found = headers()
    assert found["content-security-policy"] == PAGE_POLICY
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "same-origin"
    assert found["cross-origin-opener-policy"] == found["cross-origin-resource-policy"] == "same-origin"
    assert found["x-frame-options"] == "DENY"
    assert "camera=()" in found["permissions-policy"]


def test_private_pages_are_kept_by_no_cache_and_static_files_may_be() -> None:
    assert headers()["cache-control"] == "no-store"
    assert "cache-control" not in headers("/static/desk.css")


def test_https_is_asked_for_again_only_where_it_is_spoken() -> None:
    assert "strict-transport-security" in headers(https=True)
    assert "strict-transport-security" not in headers(https=False)


def test_what_a_route_set_itself_is_left() -> None:
    found = headers(given={"Content-Security-Policy": FILE_POLICY, "cache-control": "private"})
    assert found["Content-Security-Policy"] == FILE_POLICY
    assert found["cache-control"] == "private"
    assert "content-security-policy" not in found


@pytest.mark.parametrize("policy", [PAGE_POLICY, FILE_POLICY, scripted_policy(["abc="]), scripted_policy([])])
def test_the_policies_are_strict(policy: str) -> None:
    assert is_strict(policy)


@pytest.mark.parametrize(
    "policy",
    [
        "",
        "default-src 'self'",
        "default-src 'none'",
        PAGE_POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        PAGE_POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'"),
        PAGE_POLICY.replace("script-src 'self'", "script-src *"),
        PAGE_POLICY.replace("script-src 'self'", "script-src https:"),
        PAGE_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
    ],
)
def test_a_loose_policy_is_told_from_a_strict_one(policy: str) -> None:
    assert not is_strict(policy)
