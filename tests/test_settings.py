"""Settings that cannot work are refused at start, each with its name and what it takes."""

import pytest

from command_center.errors import BadSetting
from command_center.settings import read_settings


def settings(**values):
    return read_settings(_env_file=None, secret_key="k" * 40, **values)


@pytest.mark.parametrize(
    "address",
    ["https://pusat.example", "https://pusat.example/", "http://10.0.0.7:8050", "http://[2001:db8::1]:8050", ""],
)
def test_an_address_of_a_server_is_taken(address):
    assert not settings(base_url=address).url.endswith("/")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://pusat.example/lapor", "behind the name of the server"),
        ("https://pusat.example?x=1", "behind the name of the server"),
        ("https://pusat.example/#a", "behind the name of the server"),
        ("https://sari:rahasia@pusat.example", "user or a password"),
        ("pusat.example", "no address of a server"),
        ("ftp://pusat.example", "no address of a server"),
        ("https://", "no address of a server"),
        ("https://pusat example", "no address of a server"),
        ("https://pusat.example:x", "no address"),
        ("https://[::1", "no address"),
    ],
)
def test_all_else_is_refused_with_the_reason(address, why):
    with pytest.raises(BadSetting, match=why) as refused:
        settings(base_url=address)
    assert str(refused.value).startswith("BASE_URL: ")
