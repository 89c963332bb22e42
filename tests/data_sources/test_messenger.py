"""Messenger events, the same for Facebook and Instagram: what is ours, what is a like, what is worth a report."""

from datetime import UTC, datetime
from typing import Any

import pytest

from command_center.domain.inbound import Action, Inbound, Item, Media, NoReport, Position
from data_sources.errors import BadMessage
from data_sources.messenger import NO_REPORTS, THUMBS_UP, events

RECEIVED = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
PAGE, PERSON = "500", "700"


def read(sender: str = PERSON, **event: Any) -> list[Inbound]:
    return [item for item in read_all(sender, **event) if isinstance(item, Inbound)]


def read_all(sender: str = PERSON, **event: Any) -> list[Item]:
    whole = {"sender": {"id": sender}, "recipient": {"id": PAGE}, "timestamp": 1795314480000, **event}
    return list(events(whole, channel="facebook", account=PAGE, received_at=RECEIVED, own=frozenset({PAGE})))


def message(**content: Any) -> dict[str, Any]:
    return {"mid": "m_1", **content}


LIKE = {"type": "image", "payload": {"url": "https://a/like.png", "sticker_id": 369239263222822}}
STICKER = {"type": "image", "payload": {"url": "https://a/s.png", "sticker_id": 9}}


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ({"message": message(text="terima kasih", is_echo=True)}, "echo"),
        ({"sender": PAGE, "message": message(text="terima kasih")}, "echo"),
        ({"sender": PAGE, "message_edit": {"mid": "m_1", "text": "x"}}, "echo"),
        ({"message": message(attachments=[LIKE])}, "like"),
        ({"message": message(attachments=[{"type": "like_heart"}])}, "like"),
        ({"message": message(attachments=[STICKER])}, "sticker"),
        ({"message": message(sticker_id=9, attachments=[STICKER, LIKE])}, "like"),
        ({"message": message(text="Ya", quick_reply={"payload": "YA"})}, "button"),
        ({"postback": {"title": "Lapor jalan rusak", "payload": "JALAN"}}, "button"),
        *(({"message": message(sticker_id=int(sticker))}, "like") for sticker in sorted(THUMBS_UP)),
        *(({name: {"x": 1}}, kind) for name, kind in NO_REPORTS.items()),
    ],
)
def test_what_is_counted_and_is_no_report(event: dict[str, Any], kind: str):
    assert read_all(**event) == [NoReport("facebook", kind)]


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"hologram": {"mid": "m_1"}},
        {"message": message()},
        {"message": message(hologram={"x": 1})},
        {"message": message(attachments=[{"type": "hologram"}])},
        {"message": {}, "read": None},
    ],
)
def test_an_event_of_an_unknown_kind_goes_to_a_person(event: dict[str, Any]):
    with pytest.raises(BadMessage):
        read_all(**event)


@pytest.mark.parametrize(
    "content",
    [
        {"attachments": [LIKE, {"type": "image", "payload": {"url": "https://a/1.jpg"}}]},
        {"attachments": [STICKER], "text": "tolong"},
        {"attachments": [{"type": "location", "payload": {"coordinates": {"lat": 1, "long": 1}}}], "quick_reply": None},
    ],
)
def test_a_like_or_sticker_beside_something_else_is_a_report(content: dict[str, Any]):
    assert len(read(message=message(**content))) == 1


def test_a_like_with_words_is_a_report():
    (item,) = read(message=message(sticker_id=369239263222822, text="tolong"))
    assert item.text == "tolong"


@pytest.mark.parametrize(
    ("attachment", "media"),
    [
        ({"type": "image", "payload": {"url": "https://a/1.jpg"}}, Media("image", "https://a/1.jpg")),
        ({"type": "video", "payload": {"url": "https://a/1.mp4"}}, Media("video", "https://a/1.mp4")),
        ({"type": "audio", "payload": {"url": "https://a/1.ogg"}}, Media("audio", "https://a/1.ogg")),
        ({"type": "file", "payload": {"url": "https://a/1.pdf"}}, Media("document", "https://a/1.pdf")),
        ({"type": "fallback", "url": "https://berita/1", "payload": None}, Media("link", "https://berita/1")),
        ({"type": "ig_reel", "payload": {"reel_video_id": "18"}}, Media("link", "18")),
        ({"type": "never_heard_of", "payload": {"url": "https://a/x"}}, Media("link", "https://a/x")),
    ],
)
def test_attachments(attachment: dict[str, Any], media: Media):
    (item,) = read(message=message(attachments=[attachment]))
    assert (item.text, item.media) == ("", (media,))


def test_a_place():
    place = {"type": "location", "title": "Johar", "payload": {"coordinates": {"lat": -6.97, "long": 110.42}}}
    (item,) = read(message=message(attachments=[place]))
    assert (item.position, item.address, item.media) == (Position(-6.97, 110.42), "Johar", ())


def test_edits_amend_the_first_under_keys_of_their_own():
    first, second = (read(message_edit={"mid": "m_1", "text": "x", "num_edit": number})[0] for number in (1, 2))
    assert first.action is second.action is Action.AMEND
    assert first.amends == second.amends == "m_1"
    assert first.external_id != second.external_id


def test_an_edit_without_a_number_sent_again_has_the_same_key():
    first, again = (read(message_edit={"mid": "m_1", "text": "x"})[0] for _ in range(2))
    other = read(message_edit={"mid": "m_1", "text": "y"})[0]
    assert first.external_id == again.external_id != other.external_id


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ({"message": message(text="x"), "sender": ""}, "sender.id"),
        ({"message": {"text": "x"}}, "message.mid"),
        ({"message": "x"}, "message is no JSON object"),
        ({"message_edit": {"mid": "m_1"}}, "message_edit.text"),
    ],
)
def test_what_is_missing_is_named(event: dict[str, Any], reason: str):
    with pytest.raises(BadMessage, match=reason):
        read(**event)
