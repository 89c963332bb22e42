"""Meta's subscription check and signature, the same for WhatsApp, Facebook and Instagram."""

import json
from datetime import UTC, datetime

import pytest

from command_center.domain.inbound import Inbound, Item, NoReport, Payload
from data_sources.channel import HookRequest
from data_sources.channels.facebook import Facebook
from data_sources.channels.instagram import Instagram
from data_sources.channels.whatsapp import WhatsApp
from data_sources.errors import BadMessage, ChannelBroken, NotAuthentic
from data_sources.meta import MetaHook, sign

RECEIVED = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
CHANNELS: list[type[MetaHook]] = [WhatsApp, Facebook, Instagram]


def channel(cls: type[MetaHook], token: str = "kata-periksa", secret: str = "rahasia") -> MetaHook:
    return cls(cls.Settings(verify_token=token, app_secret=secret))


def check(**query: str) -> HookRequest:
    return HookRequest("GET", {}, {f"hub.{name}": value for name, value in query.items()}, b"")


@pytest.mark.parametrize("cls", CHANNELS)
def test_each_has_secrets_of_its_own_under_its_own_name(cls: type[MetaHook], monkeypatch: pytest.MonkeyPatch):
    for other in CHANNELS:
        monkeypatch.setenv(f"{other.code.upper()}_APP_SECRET", f"rahasia {other.code}")
        monkeypatch.setenv(f"{other.code.upper()}_VERIFY_TOKEN", f"kata {other.code}")
    settings = cls.Settings()
    assert (settings.app_secret, settings.verify_token) == (f"rahasia {cls.code}", f"kata {cls.code}")


@pytest.mark.parametrize("cls", CHANNELS)
def test_the_challenge_is_echoed_to_who_knows_the_token(cls: type[MetaHook]):
    answer = channel(cls).challenge(check(mode="subscribe", verify_token="kata-periksa", challenge="1158201444"))
    assert answer is not None
    assert (answer.status, answer.body) == (200, "1158201444")
    assert answer.content_type.startswith("text/plain"), "a challenge with markup in it stays text"


@pytest.mark.parametrize("cls", CHANNELS)
@pytest.mark.parametrize("token", ["", "salah", "kata-periksa ", "\u00e9", "\ud800"])
def test_the_challenge_of_a_stranger_is_refused(cls: type[MetaHook], token: str):
    with pytest.raises(NotAuthentic):
        channel(cls).challenge(check(mode="subscribe", verify_token=token, challenge="1"))


@pytest.mark.parametrize("cls", CHANNELS)
def test_without_a_verify_token_nobody_is_answered(cls: type[MetaHook]):
    with pytest.raises(ChannelBroken, match=f"{cls.code.upper()}_VERIFY_TOKEN"):
        channel(cls, token="").challenge(check(mode="subscribe", verify_token="", challenge="1"))


@pytest.mark.parametrize("cls", CHANNELS)
@pytest.mark.parametrize(
    "request_", [check(), check(mode="unsubscribe"), HookRequest("POST", {}, {"hub.mode": "subscribe"}, b"")]
)
def test_other_requests_are_no_challenge(cls: type[MetaHook], request_: HookRequest):
    assert channel(cls).challenge(request_) is None


def test_the_signature_is_that_of_rfc_4231():
    """Test case 2 of RFC 4231 for HMAC-SHA-256."""
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert sign(b"what do ya want for nothing?", "Jefe") == f"sha256={expected}"


@pytest.mark.parametrize("cls", CHANNELS)
def test_the_raw_bytes_are_signed(cls: type[MetaHook]):
    """Other white space, the same JSON: the signature does not fit any more."""
    signature = sign(b'{"a": 1}', "rahasia")
    channel(cls).authenticate(HookRequest("POST", {"x-hub-signature-256": signature}, {}, b'{"a": 1}'))
    with pytest.raises(NotAuthentic):
        channel(cls).authenticate(HookRequest("POST", {"x-hub-signature-256": signature}, {}, b'{"a":1}'))


def read(*entries: object, envelope: object = None) -> list[Item]:
    body = json.dumps(envelope or {"object": "instagram", "entry": list(entries)}).encode()
    payload = Payload("instagram", "instagram", "1", RECEIVED, "application/json", {}, body)
    return list(Instagram(Instagram.Settings()).parse(payload))


COMMENT = {"field": "comments", "value": {"id": "c1", "text": "lampu mati"}}


@pytest.mark.parametrize(
    "entry",
    [
        {"changes": [COMMENT]},
        COMMENT,
        {"changes": COMMENT},
        {**COMMENT, "changes": []},
        {**COMMENT, "messaging": None, "new": [1]},
        {"field": "comments", "value": [COMMENT["value"]]},
    ],
)
def test_a_change_stands_in_a_list_or_straight_in_the_entry(entry: dict[str, object]):
    (item,) = read({"id": "1", "time": 1, **entry})
    assert isinstance(item, Inbound)
    assert (item.external_id, item.text) == ("c1", "lampu mati")


def test_several_webhooks_may_come_in_a_list():
    one = {"object": "instagram", "entry": [{"id": "1", "time": 1, **COMMENT}]}
    assert len(read(envelope=[one, one])) == 2


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"surat": [1]}, "'surat'"),
        ({"changes": [], "surat": [1]}, "'surat'"),
        ({"changed_fields": ["comments"]}, "Include values"),
        ({"changes": ["x"]}, "no JSON object"),
        ({"changes": [{"value": {"id": "c1"}}]}, '"field" is missing'),
    ],
)
def test_an_entry_of_an_unknown_shape_says_what_it_has(entry: dict[str, object], reason: str):
    with pytest.raises(BadMessage, match=reason):
        read({"id": "1", "time": 1, **entry})


@pytest.mark.parametrize("entry", [{}, {"changes": []}, {"messaging": [], "standby": None}])
def test_an_entry_with_nothing_in_it_is_counted(entry: dict[str, object]):
    assert read({"id": "1", "time": 1, **entry}) == [NoReport("instagram", "empty")]


@pytest.mark.parametrize("cls", CHANNELS)
def test_a_webhook_without_entries_is_nothing_to_keep(cls: type[MetaHook]):
    empty = b'{"object": "x", "entry": []}'
    assert not channel(cls).deliver(HookRequest("POST", {}, {}, empty)).keep
    for body in (b"", b"{}", b'{"entry": []}', b'{"object": "x", "entry": [{}]}', b'{"object": "x"}', b"[]"):
        assert channel(cls).deliver(HookRequest("POST", {}, {}, body)).keep
    assert read() == [NoReport("instagram", "empty")], "one that was kept before is counted"
