"""Which addresses count as one sender."""

import ipaddress


def network_of(address: str) -> str:
    """An IPv4 address itself; of an IPv6 address its /64, which a household or office holds whole."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
