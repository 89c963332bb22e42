"""Which addresses are nobody else's, however they are written."""

import pytest

from command_center.post.public_address import NotPublic, is_public, public_address

WITHIN = (
    "127.0.0.1", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1",
)  # fmt: skip


@pytest.mark.parametrize("address", WITHIN)
def test_an_address_within_the_house_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_an_address_of_the_internet_is(address):
    assert is_public(address)


@pytest.mark.parametrize("url", ["https://127.0.0.1/x", "https://[::1]:8443/", "https://localhost/"])
def test_a_name_that_leads_into_the_house_is_refused_unless_that_is_allowed(url):
    with pytest.raises(NotPublic, match="ALERT_WEBHOOK_WITHIN=1"):
        public_address(url)
    assert public_address(url, within=True) in ("127.0.0.1", "::1")


def test_a_name_that_nobody_knows_is_an_error_of_the_network():
    with pytest.raises(OSError, match=r".+"):
        public_address("https://there.is.no.such.name.invalid/")
