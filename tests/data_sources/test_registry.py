"""The channels are found by being there, file or folder, and what they declare is gathered without knowing their names."""

import pytest

from command_center.errors import BadSetting
from command_center.reference.load import OWN_FILES, load_reference
from data_sources import channels as package
from data_sources.channels.sp4n import Sp4n
from data_sources.channels.telegram import Telegram
from data_sources.registry import channel_classes, inbound_secrets, listeners, load_channels, unlisted

SECRETS = (
    *(
        "CALL112_TOKEN",
        "FACEBOOK_APP_SECRET",
        "FACEBOOK_VERIFY_TOKEN",
        "INSTAGRAM_APP_SECRET",
        "INSTAGRAM_VERIFY_TOKEN",
    ),
    *(
        "OPEN311_KEYS",
        "SMS_TOKEN",
        "SP4N_TOKEN",
        "TELEGRAM_SECRET_TOKEN",
        "WHATSAPP_APP_SECRET",
        "WHATSAPP_VERIFY_TOKEN",
    ),
    "X_CONSUMER_SECRET",
)
"""The names that other systems and the city's own files rely on."""


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    """No setting of the machine reaches a channel."""
    monkeypatch.chdir(tmp_path)
    for channel in channel_classes():
        for field in channel.Settings.model_fields:
            monkeypatch.delenv(channel.Settings.environment_name(field), raising=False)


@pytest.fixture
def added(monkeypatch, tmp_path):
    """Adds a module to the package of channels, for one test."""
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])

    def add(name, text):
        (tmp_path / f"{name}.py").write_text(text, "utf-8")

    return add


def test_a_file_and_a_folder_are_found_alike():
    found = {channel.code: channel for channel in channel_classes()}
    assert (found["telegram"], found["sp4n"]) == (Telegram, Sp4n)
    assert len(found) == len(list(channel_classes()))


def test_a_module_without_a_channel_is_named(added):
    added("zz_empty", "from data_sources.channel import Channel\n")
    with pytest.raises(BadSetting, match="zz_empty defines no channel"):
        load_channels()


def test_two_channels_with_one_code_are_refused(added):
    added("zz_again", "from data_sources.channels.telegram import Telegram\n\nclass Again(Telegram):\n    pass\n")
    with pytest.raises(BadSetting, match="two channels have the code 'telegram'"):
        load_channels()


def test_secrets_come_from_the_environment_and_a_demo_fills_those_that_are_missing(monkeypatch):
    monkeypatch.setenv("WHATSAPP_APP_SECRET", "given")
    assert inbound_secrets(load_channels()) | {"WHATSAPP_APP_SECRET": ""} == dict.fromkeys(SECRETS, "")
    made = inbound_secrets(load_channels(lambda purpose: f"made for {purpose}"))
    assert made["WHATSAPP_APP_SECRET"] == "given"
    assert made["WHATSAPP_VERIFY_TOKEN"] == "made for WHATSAPP_VERIFY_TOKEN"
    assert sorted(made["OPEN311_KEYS"].split(",")) == [
        f"{code}=made for OPEN311_KEYS {code}" for code in ("android", "blackberry", "ios", "web")
    ]


def test_nothing_listens_that_the_settings_do_not_ask_for():
    assert listeners(load_channels(), print) == {}


def test_what_the_channels_declare_to_listen_is_named_after_them(monkeypatch, tmp_path):
    monkeypatch.setenv("AMI_URL", "ami://panel:rahasia@127.0.0.1:5038")
    monkeypatch.setenv("SP4N_DIR", str(tmp_path / "exports"))
    found = listeners(load_channels(), print)
    assert {name: listener.state.word for name, listener in found.items()} == {
        "112 switchboard": "starting",
        "sp4n folder": "starting",
    }


def test_an_address_that_cannot_be_read_is_told_before_anything_starts(monkeypatch):
    monkeypatch.setenv("AMI_URL", "asterisk.semarang")
    with pytest.raises(BadSetting, match="AMI_URL"):
        listeners(load_channels(), print)


def test_a_channel_that_the_city_does_not_list_is_left_out_and_the_doctor_can_say_so(tmp_path):
    """Another city is other data: one without a BlackBerry app takes its entry out."""
    text = (OWN_FILES / "channels.toml").read_text("utf-8")
    entries = text.split("[[channel]]")
    (tmp_path / "channels.toml").write_text(
        "[[channel]]".join(each for each in entries if 'code = "blackberry"' not in each), "utf-8"
    )
    reference = load_reference(tmp_path)
    assert unlisted(reference) == ["blackberry"]
    assert set(load_channels(reference=reference)) == set(load_channels()) - {"blackberry"}


def test_an_entry_without_a_channel_is_refused_with_what_to_do(tmp_path):
    text = (OWN_FILES / "channels.toml").read_text("utf-8")
    (tmp_path / "channels.toml").write_text(text.replace('code = "blackberry"', 'code = "pager"'), "utf-8")
    with pytest.raises(BadSetting, match="pager, for which data_sources/channels/ has no file"):
        load_channels(reference=load_reference(tmp_path))
