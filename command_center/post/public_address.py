"""Looks a server's name up and refuses addresses that are nobody else's: those of this machine and of the house.

A name may be made to lead into the house after somebody looked at it, so that who sends connects to the address that was judged.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from command_center.errors import CommandCenterError


class NotPublic(CommandCenterError):
    """A name leads to an address within the house: name another server, or allow it in the settings."""


def public_address(url: str, *, within: bool = False) -> str:
    """The IP address to connect to for a URL. Raises NotPublic where any address of its name lies within the house, unless
    `within` allows that; OSError where the name is not known.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not within and (shut := [each for each in found if not is_public(each)]):
        raise NotPublic(f"{host} leads to {shut[0]}, an address within the house: ALERT_WEBHOOK_WITHIN=1 allows it")
    return found[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet, also where it is written as IPv6."""
    known: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(known, IPv6Address):
        # 64:ff9b::/96 and 2002::/16 lead on to an IPv4 address.
        known = known.ipv4_mapped or known.sixtofour or _translated(known) or known
    return known.is_global and not known.is_multicast


def _translated(address: IPv6Address) -> IPv4Address | None:
    return IPv4Address(int(address) & 0xFFFFFFFF) if int(address) >> 32 == 0x0064FF9B << 64 else None
