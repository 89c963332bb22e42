"""One sender's addresses count as one."""

import pytest
from flask import request

from command_center.web.security.network import network_of, without_port


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_a_household_is_one_sender(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:50123", "203.0.113.7"),
        ("[2001:db8::1]:50123", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_a_port_is_no_part_of_an_address(written, address):
    assert without_port(written) == address


def test_who_asks_through_a_proxy_that_writes_ports_is_one_sender_whatever_the_port(make_house):
    """Otherwise each connection would have limits of its own, and be in no list of allowed addresses."""
    house = make_house(trusted_proxies=1)
    seen = []
    house.server.before_request(lambda: seen.append(request.remote_addr))
    for sent in ("198.51.100.1, 203.0.113.7:50123", "203.0.113.7:50124", "[2001:db8::1]:443", "for=evil, 203.0.113.9"):
        house.client().get("/healthz", headers={"X-Forwarded-For": sent})
    assert seen == ["203.0.113.7", "203.0.113.7", "2001:db8::1", "203.0.113.9"]
