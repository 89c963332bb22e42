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


@pytest.mark.parametrize(
    ("host", "kept"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("::", "::"),
        (" localhost ", "localhost"),
        ("pusat-1.lan", "pusat-1.lan"),
        ("", ""),
    ],
)
def test_a_host_is_an_address_or_a_name(host, kept):
    assert settings(host=host).host == kept


@pytest.mark.parametrize(
    "host", ["http://0.0.0.0", "999.1.1.1", "127.0.0.1:8050", "0.0.0", "a b", "-x", "[::1", "1234"]
)
def test_another_host_is_refused(host):
    with pytest.raises(BadSetting, match=r"^HOST: is no address of this machine.*PORT"):
        settings(host=host)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://tile.example/{z}/{x}/{y}.png",
        "http://{s}.tile.example:8080/{z}/{x}/{y}@2x.png?key=a",
        "https://a/{z}/{y}/{x}",
    ],
)
def test_an_address_of_tiles_is_taken(url):
    assert settings(map_tile_url=url).map_tile_url == url


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("tile.example/{z}/{x}/{y}.png", "no address of tiles"),
        ("ftp://tile.example/{z}/{x}/{y}.png", "no address of tiles"),
        ("https:///{z}/{x}/{y}.png", "no address of tiles"),
        ("https://tile.example/{z}/{x}/{y} .png", "no address of tiles"),
        ("https://tile.example/{z}/{x}.png", "must have {z}, {x} and {y}"),
        ("https://tile.example/{z}/{x}/{y}/{r}", "must have {z}, {x} and {y}"),
    ],
)
def test_another_address_of_tiles_is_refused(url, why):
    with pytest.raises(BadSetting, match=why):
        settings(map_tile_url=url)


def test_a_redis_is_named_by_its_protocol():
    assert settings(redis_url="rediss://:rahasia@redis:6379/0").redis_url
    with pytest.raises(BadSetting, match=r"^REDIS_URL: .*redis://") as refused:
        settings(redis_url="sandi:rahasia@redis")
    assert "rahasia" not in str(refused.value)


def test_an_empty_folder_is_the_default_and_not_the_folder_of_the_program(monkeypatch):
    monkeypatch.setenv("VAR_DIR", "")
    monkeypatch.setenv("CITY_DIR", " ")
    found = settings()
    assert (str(found.var_dir), found.city_dir) == ("var", None)


def test_a_file_of_settings_may_begin_with_the_mark_of_utf_8_and_must_be_a_text(tmp_path, monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    file = tmp_path / ".env"
    file.write_bytes("\ufeffPORT=8123\r\n".encode())
    assert read_settings(_env_file=file).port == 8123
    file.write_bytes("PORT=8123\n".encode("utf-16"))
    with pytest.raises(BadSetting, match="no text in UTF-8: save it again"):
        read_settings(_env_file=file)
