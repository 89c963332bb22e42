"""Meta's subscription check and signature, the same for WhatsApp, Facebook and Instagram."""

from typing import Any

import pytest

from data_sources.channel import Hook, HookRequest
from data_sources.channels.facebook import Facebook
from data_sources.channels.instagram import Instagram
from data_sources.channels.whatsapp import WhatsApp
from data_sources.errors import ChannelBroken, NotAuthentic
from data_sources.meta import sign

CHANNELS: list[type[Hook]] = [WhatsApp, Facebook, Instagram]


def channel(cls: type[Hook], token: str = "kata-periksa", secret: str = "rahasia") -> Hook:
    values: dict[str, Any] = {f"{cls.code}_verify_token": token, f"{cls.code}_app_secret": secret}
    return cls(cls.Settings(**values))


def check(**query: str) -> HookRequest:
    return HookRequest("GET", {}, {f"hub.{name}": value for name, value in query.items()}, b"")


@pytest.mark.parametrize("cls", CHANNELS)
def test_the_challenge_is_echoed_to_who_knows_the_token(cls: type[Hook]):
    answer = channel(cls).challenge(check(mode="subscribe", verify_token="kata-periksa", challenge="1158201444"))
    assert answer is not None
    assert (answer.status, answer.body) == (200, "1158201444")
    assert answer.content_type.startswith("text/plain"), "a challenge with markup in it stays text"


@pytest.mark.parametrize("cls", CHANNELS)
@pytest.mark.parametrize("token", ["", "salah", "kata-periksa ", "\u00e9", "\ud800"])
def test_the_challenge_of_a_stranger_is_refused(cls: type[Hook], token: str):
    with pytest.raises(NotAuthentic):
        channel(cls).challenge(check(mode="subscribe", verify_token=token, challenge="1"))


@pytest.mark.parametrize("cls", CHANNELS)
def test_without_a_verify_token_nobody_is_answered(cls: type[Hook]):
    with pytest.raises(ChannelBroken, match=f"{cls.code.upper()}_VERIFY_TOKEN"):
        channel(cls, token="").challenge(check(mode="subscribe", verify_token="", challenge="1"))


@pytest.mark.parametrize("cls", CHANNELS)
@pytest.mark.parametrize(
    "request_", [check(), check(mode="unsubscribe"), HookRequest("POST", {}, {"hub.mode": "subscribe"}, b"")]
)
def test_other_requests_are_no_challenge(cls: type[Hook], request_: HookRequest):
    assert channel(cls).challenge(request_) is None


def test_the_signature_is_that_of_rfc_4231():
    """Test case 2 of RFC 4231 for HMAC-SHA-256."""
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert sign(b"what do ya want for nothing?", "Jefe") == f"sha256={expected}"


@pytest.mark.parametrize("cls", CHANNELS)
def test_the_raw_bytes_are_signed(cls: type[Hook]):
    """Other white space, the same JSON: the signature does not fit any more."""
    signature = sign(b'{"a": 1}', "rahasia")
    channel(cls).authenticate(HookRequest("POST", {"x-hub-signature-256": signature}, {}, b'{"a": 1}'))
    with pytest.raises(NotAuthentic):
        channel(cls).authenticate(HookRequest("POST", {"x-hub-signature-256": signature}, {}, b'{"a":1}'))
