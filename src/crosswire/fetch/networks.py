"""Which numbers on the network may be asked: those that are one server's, for all the world to reach.

In: an IP address as text. Out: whether crosswire may connect to it. Follows IANA's special-purpose
address registries for IPv4 and IPv6 as of 2025 (RFC 6890 and what updates it), as tables, so that the
answer does not change with the version of Python. An IPv6 address that carries an IPv4 address (mapped,
compatible, NAT64, 6to4, Teredo, ISATAP) is judged by what it carries, too. What the tables cannot know: a
public address that belongs to this very machine, and a network's own prefix for NAT64.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Never a server: "this network", multicast, reserved, broadcast; and their like in IPv6.
_NEVER_4 = tuple(map(IPv4Network, ("0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4")))
_NEVER_6 = tuple(map(IPv6Network, ("::/128", "ff00::/8", "100::/64")))
# A server, but not the world's: this machine, private and shared networks, link-local, documentation,
# benchmarks, protocol assignments, the relays of 6to4.
_PRIVATE_4 = tuple(
    map(
        IPv4Network,
        (
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
        ),
    )
)
# The only part of IPv6 that is given out to the world, and what is set apart within it: protocol
# assignments with Teredo, documentation, 6to4.
_WORLD_6 = IPv6Network("2000::/3")
_PRIVATE_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_NAT64 = IPv6Network("64:ff9b::/96")
_MAPPED = IPv6Network("::ffff:0:0/96")
_COMPATIBLE = IPv6Network("::/96")
_LOOPBACK = IPv6Address("::1")
# The half of an interface's number by which ISATAP (RFC 5214) is told, with and without the "universal" bit.
_ISATAP = (0x00005EFE, 0x02005EFE)


def is_allowed(ip: str, *, private: bool) -> bool:
    """Whether `ip` may be connected to; with `private`, addresses of this machine and of private networks too.

    >>> is_allowed("127.0.0.1", private=False), is_allowed("::ffff:10.0.0.1", private=False)
    (False, False)
    """
    try:
        address = ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return _allowed_4(address, private=private)
    carried = _carried(address)
    if any(address in network for network in _NEVER_6):
        return False
    if not all(_allowed_4(inner, private=private) for inner in carried):
        return False
    return private or _is_world(address)


def _allowed_4(address: IPv4Address, *, private: bool) -> bool:
    if any(address in network for network in _NEVER_4):
        return False
    return private or not any(address in network for network in _PRIVATE_4)


def _is_world(address: IPv6Address) -> bool:
    if address in _NAT64 or address in _MAPPED:
        return True  # what it carries has been judged
    return address in _WORLD_6 and not any(address in network for network in _PRIVATE_6)


def _carried(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses inside an IPv6 one."""
    low = IPv4Address(int(address) & 0xFFFFFFFF)
    if address == _LOOPBACK:
        return ()
    if address in _NAT64 or address in _MAPPED or address in _COMPATIBLE:
        return (low,)
    if int(address) >> 32 & 0xFFFFFFFF in _ISATAP:
        return (low,)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    return address.teredo or ()
