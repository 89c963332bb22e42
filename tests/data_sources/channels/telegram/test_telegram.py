"""What only Telegram has: commands, update ids, chats that are no person, and service messages."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from command_center.domain.inbound import Action, Inbound, Item, NoReport, Payload, Position
from data_sources.channel import HookRequest
from data_sources.channels.telegram import Telegram
from data_sources.channels.telegram.kinds import EDITED, MEMBERS, NEW, NO_REPORT_UPDATES, SERVICE
from data_sources.errors import BadMessage

RECEIVED = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
CHANNEL = Telegram(Telegram.Settings(telegram_bot_token="123456:AAcontoh", telegram_secret_token="s"))


def read(update: dict[str, Any], channel: Telegram = CHANNEL) -> list[Item]:
    payload = Payload("telegram", "123456", "99", RECEIVED, "application/json", {}, json.dumps(update).encode())
    return list(channel.parse(payload))


def parse(kind: str = "message", channel: Telegram = CHANNEL, **message: Any) -> list[Inbound]:
    chat = {"id": 7, "type": "private"}
    base = {"message_id": 1, "date": 1795314480, "chat": chat, "from": {"id": 7, "is_bot": False, "first_name": "Ani"}}
    items = read({"update_id": 99, kind: {**base, **message}}, channel)
    return [item for item in items if isinstance(item, Inbound)]


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("jalan rusak", "jalan rusak"),
        ("/lapor jalan rusak", "jalan rusak"),
        ("/LAPOR  jalan rusak", "jalan rusak"),
        ("/lapor@LaporHendiBot jalan rusak", "jalan rusak"),
        ("/lapor\njalan rusak", "jalan rusak"),
        ("/aduan jalan rusak", "jalan rusak"),
        ("/lapor", None),
        ("/lapor@LaporHendiBot", None),
        ("/start", None),
        ("/start dari_poster", None),
        ("/help", None),
        ("/lacak LH-2026-000123", None),
        ("/jalan rusak", "/jalan rusak"),
        ("/laporkan jalan rusak", "/laporkan jalan rusak"),
        ("/", "/"),
        ("lapor jalan rusak", "lapor jalan rusak"),
        ("1/2 jalan rusak", "1/2 jalan rusak"),
    ],
)
def test_commands(text: str, report: str | None):
    assert [item.text for item in parse(text=text)] == ([] if report is None else [report])


def test_commands_are_settings():
    channel = Telegram(Telegram.Settings(telegram_report_commands="semar, /lapor", telegram_other_commands="mulai"))
    assert [item.text for item in parse(channel=channel, text="/semar banjir")] == ["banjir"]
    assert parse(channel=channel, text="/mulai") == []
    assert [item.text for item in parse(channel=channel, text="/start")] == ["/start"]


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b'{"update_id": 873124001}', "873124001"),
        (b'{"update_id": 873124001, "message": {}}', "873124001"),
        (b'{"update_id": "873124001"}', "873124001"),
    ],
)
def test_the_key_of_a_delivery_is_the_update_id(body: bytes, key: str):
    assert CHANNEL.deliver(HookRequest("POST", {}, {}, body)).delivery_id == key


@pytest.mark.parametrize("body", [b"", b"\xff", b"[" * 100_000, b'{"update_id": true}', b"[1]", b'{"update_id": {}}'])
def test_a_body_without_one_is_kept_under_its_hash(body: bytes):
    delivery = CHANNEL.deliver(HookRequest("POST", {}, {}, body))
    assert delivery.delivery_id.startswith("sha256:")
    assert delivery.body == body


@pytest.mark.parametrize(("token", "account"), [("123456:AAcontoh", "123456"), ("", "telegram")])
def test_the_account_is_the_bot(token: str, account: str):
    channel = Telegram(Telegram.Settings(telegram_bot_token=token))
    assert channel.deliver(HookRequest("POST", {}, {}, b"{}")).account == account


GROUP = {"id": -100777, "type": "supergroup", "title": "RW 05"}
TELEGRAMS_BOT = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


@pytest.mark.parametrize(
    ("message", "reporter", "contact"),
    [
        ({"chat": GROUP}, "7", "-100777"),
        ({"chat": GROUP, "from": TELEGRAMS_BOT, "sender_chat": GROUP}, "-100777", "-100777"),
        ({"chat": GROUP, "from": None}, "-100777", "-100777"),
    ],
    ids=["member of a group", "anonymous administrator", "nobody named"],
)
def test_who_reports_and_where_the_answer_goes(message: dict[str, Any], reporter: str, contact: str):
    (item,) = parse(text="sampah", **message)
    assert (item.reporter.key, item.reporter.contact) == (reporter, contact)


@pytest.mark.parametrize("name", sorted({*SERVICE, *MEMBERS}))
def test_service_messages_are_no_reports(name: str):
    service: dict[str, Any] = {name: {"x": 1}}
    assert parse(**service) == []


def test_text_beside_a_service_field_is_a_report():
    assert [item.text for item in parse(text="rob", gift={"x": 1})] == ["rob"]


@pytest.mark.parametrize("kind", sorted(NO_REPORT_UPDATES))
def test_other_updates_are_counted_and_are_no_reports(kind: str):
    assert read({"update_id": 99, kind: {"text": "x"}}) == [NoReport("telegram", NO_REPORT_UPDATES[kind])]


@pytest.mark.parametrize("kind", [*NEW, *EDITED])
def test_every_kind_of_update_that_holds_a_message(kind: str):
    (item,) = parse(kind, text="rob")
    assert item.action is (Action.AMEND if kind in EDITED else Action.NEW)


@pytest.mark.parametrize("update", [{"never_heard_of": {"text": "x"}}, {"message": None, "never_heard_of": [1]}])
def test_an_update_of_an_unknown_kind_is_named(update: dict[str, Any]):
    with pytest.raises(BadMessage, match="never_heard_of"):
        read({"update_id": 99, **update})


FALSE_KEYS = {
    "delete_chat_photo": False,
    "migrate_to_chat_id": 0,
    "boost_added": 0,
    "group_chat_created": False,
    "supergroup_chat_created": False,
    "channel_chat_created": False,
    "new_chat_members": [],
    "new_chat_photo": [],
    "left_chat_member": None,
    "pinned_message": None,
    "new_chat_title": "",
    "photo": [],
    "entities": [],
    "caption_entities": [],
    "sticker": None,
    "text": None,
}
"""Fields that libraries write into every message they hand on."""


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"contact": {"first_name": "Pak RW", "phone_number": "+62812"}}, "Kontak: Pak RW +62812"),
        ({"poll": {"question": "Kapan diperbaiki?", "options": []}}, "Kapan diperbaiki?"),
        ({"dice": {"emoji": "x", "value": 3}}, "[pesan Telegram tanpa teks: dice]"),
        ({"game": {"title": "x"}}, "[pesan Telegram tanpa teks: game]"),
        ({"story": {"id": 1, "chat": {"id": 7}}}, "[pesan Telegram tanpa teks: story]"),
        ({"venue": {"location": {"latitude": -6.97, "longitude": 110.42}, "title": "Johar"}}, ""),
        ({"location": {"latitude": -6.97, "longitude": 110.42}}, ""),
        ({"checklist": {"title": "Rusak", "tasks": [{"id": 1, "text": "lampu"}]}}, "Rusak\nlampu"),
        ({"web_app_data": {"data": '{"laporan": "lampu mati"}', "button_text": "Lapor"}}, "laporan: lampu mati"),
        ({"web_app_data": {"data": "lampu mati", "button_text": "Lapor"}}, "lampu mati"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_fields_that_say_nothing_hide_nothing(message: dict[str, Any], text: str):
    for false_keys in ({}, FALSE_KEYS):
        assert [item.text for item in parse(**{**false_keys, **message})] == [text]


@pytest.mark.parametrize("text", ["/lapor", "/start"])
def test_a_picture_below_a_command_alone_is_a_report(text: str):
    (item,) = parse(caption=text, photo=[{"file_id": "AgAC"}])
    assert (item.text, [media.ref for media in item.media]) == ("", ["AgAC"])


@pytest.mark.parametrize(
    ("sender", "chat", "ours"),
    [(7, {"id": 7, "type": "private"}, False), (5, {"id": 7, "type": "private"}, True)],
)
def test_what_the_business_account_writes_is_no_report(sender: int, chat: dict[str, Any], ours: bool):
    message: dict[str, Any] = {"text": "rob", "chat": chat, "from": {"id": sender, "is_bot": False}}
    found = parse("business_message", **message)
    assert (found == []) is ours


def test_a_live_photo_is_a_picture_and_a_film():
    live = {"file_id": "film", "mime_type": "video/mp4"}
    (item,) = parse(photo=[{"file_id": "foto"}], live_photo=live)
    assert [(media.kind, media.ref) for media in item.media] == [("image", "foto"), ("video", "film")]


def test_a_formatted_message_is_its_words_files_and_place():
    blocks = [
        {"type": "heading", "text": "Laporan", "size": 1},
        {"type": "paragraph", "text": ["jalan ", {"type": "bold", "text": "rusak"}, " parah"]},
        {"type": "list", "items": [{"label": "1", "blocks": [{"type": "paragraph", "text": "lampu mati"}]}]},
        {"type": "photo", "photo": [{"file_id": "foto"}], "caption": {"text": "di sini"}},
        {"type": "map", "location": {"latitude": -6.97, "longitude": 110.42}, "zoom": 15},
        {"type": "voice_note", "voice_note": {"file_id": "suara"}},
    ]
    (item,) = parse(rich_message={"blocks": blocks})
    assert item.text == "Laporan\njalan rusak parah\nlampu mati\ndi sini"
    assert [(media.kind, media.ref) for media in item.media] == [("image", "foto"), ("voice", "suara")]
    assert item.position == Position(-6.97, 110.42)


def test_a_formatted_message_of_nothing_known_says_so():
    assert [item.text for item in parse(rich_message={"blocks": [{"type": "divider"}]})] == [
        "[pesan Telegram tanpa teks: rich_message]"
    ]


def test_numbers_that_are_used_again_are_no_keys_alone():
    keys = {
        parse(text="rob")[0].external_id,
        parse("guest_message", text="rob", guest_query_id="g1")[0].external_id,
        parse("guest_message", text="rob", guest_query_id="g2")[0].external_id,
        parse(text="rob", ephemeral_message_id=1)[0].external_id,
        parse(text="rob", ephemeral_message_id=1, date=1795314490)[0].external_id,
    }
    assert len(keys) == 5
