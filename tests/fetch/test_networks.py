"""Which numbers may be asked."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.fetch.networks import is_allowed

PRIVATE = [
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2002:808:808::",
    "2001:0:7f00:1::7eff:fffe",
    "2001:db8::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "2a00:1450::5efe:7f00:1",
]
NEVER = [
    "0.0.0.0",
    "0.1.2.3",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::ffff:0.0.0.0",
    "ff02::1",
    "100::1",
    "64:ff9b::",
    "2002:e000:1::",
    "2001::1",
    "2001:0:7f00:1::",
    "no number",
    "",
    "127.1",
]
WORLD = [
    "1.1.1.1",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "193.0.6.139",
    "223.255.255.255",
    "2606:4700::1111",
    "2a00:1450:4001::5efe",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("ip", PRIVATE)
def test_a_private_number_is_refused_unless_allowed(ip: str) -> None:
    assert not is_allowed(ip, private=False)
    assert is_allowed(ip, private=True)


@pytest.mark.parametrize("ip", NEVER)
def test_what_is_no_server_is_always_refused(ip: str) -> None:
    assert not is_allowed(ip, private=False)
    assert not is_allowed(ip, private=True)


@pytest.mark.parametrize("ip", WORLD)
def test_a_server_of_the_world_is_allowed(ip: str) -> None:
    assert is_allowed(ip, private=False)


@given(st.integers(0, 2**32 - 1))
def test_nothing_that_python_calls_not_global_is_allowed(number: int) -> None:
    address = IPv4Address(number)
    allowed = is_allowed(str(address), private=False)
    assert not allowed or (address.is_global and not address.is_multicast)
    assert is_allowed(f"::ffff:{address}", private=False) == allowed
    assert is_allowed(f"64:ff9b::{number >> 16:x}:{number & 65535:x}", private=False) == allowed


@given(st.integers(0, 2**128 - 1) | st.integers(0x2000 << 112, (0x4000 << 112) - 1))
def test_nothing_that_python_calls_not_global_is_allowed_in_ipv6(number: int) -> None:
    address = ip_address(IPv6Address(number))
    assert not is_allowed(str(address), private=False) or address.is_global or address.ipv4_mapped
