"""Whose program on this machine asks: a desk without a log-in is for one user of it, not for all who have an account there.

In: the address and port that a request came from over loopback. Out: the number of the system's user who holds that end of the
connection, from Linux's tables of sockets (proc(5), /proc/net/tcp); None where the system does not say, as elsewhere.
"""

from __future__ import annotations

import os
import struct
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

TABLES = {4: Path("/proc/net/tcp"), 6: Path("/proc/net/tcp6")}
_ROOT = 0


def is_stranger(host: str, port: int) -> bool:
    """Whether another user of this machine holds the far end of a loopback connection."""
    owner = owner_of(host, port)
    return owner is not None and owner not in (os.getuid(), _ROOT)


def owner_of(host: str, port: int) -> int | None:
    """The user who holds the socket at this local address and port; None where nothing says so."""
    try:
        ip = ip_address(host)
        table = TABLES[ip.version].read_text("ascii")
    except (ValueError, OSError, KeyError):
        return None
    return found_in(table, ip, port)


def found_in(table: str, ip: IPv4Address | IPv6Address, port: int) -> int | None:
    """The user of the row whose local address is this one.

    >>> row = "  0: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 12345 1"
    >>> found_in(row, ip_address("127.0.0.1"), 8080), found_in(row, ip_address("127.0.0.1"), 50000)
    (1000, None)
    """
    wanted = f"{_written(ip)}:{port:04X}"
    for line in table.splitlines():
        fields = line.split()
        if len(fields) > 7 and fields[1] == wanted and fields[7].isdigit():
            return int(fields[7])
    return None


def _written(ip: IPv4Address | IPv6Address) -> str:
    """An address as the tables have it: words of four bytes in the machine's own order."""
    words = struct.unpack(f"={len(ip.packed) // 4}I", ip.packed)
    return "".join(f"{word:08X}" for word in words)
