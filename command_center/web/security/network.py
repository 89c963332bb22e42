"""Which addresses count as one sender."""

import ipaddress
import re

_WITH_PORT = re.compile(r"\[([0-9a-fA-F:.%]+)\](?::\d+)?|([\d.]+):\d+")


def network_of(address: str) -> str:
    """An IPv4 address itself; of an IPv6 address its /64, which a household or office holds whole."""
    if ":" not in address:
        return address
    try:
        parsed = ipaddress.IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def without_port(address: str) -> str:
    """An address as some proxies write it, `203.0.113.7:50123` or `[2001:db8::1]:50123`, without brackets and port."""
    written = _WITH_PORT.fullmatch(address)
    return (written[1] or written[2]) if written else address
