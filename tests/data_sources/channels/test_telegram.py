"""What only Telegram has: commands, update ids, chats that are no person, and service messages."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from command_center.domain.inbound import Inbound, Payload
from data_sources.channel import HookRequest
from data_sources.channels.telegram import Telegram

RECEIVED = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
CHANNEL = Telegram(Telegram.Settings(telegram_bot_token="123456:AAcontoh", telegram_secret_token="s"))


def parse(kind: str = "message", channel: Telegram = CHANNEL, **message: Any) -> list[Inbound]:
    chat = {"id": 7, "type": "private"}
    base = {"message_id": 1, "date": 1795314480, "chat": chat, "from": {"id": 7, "is_bot": False, "first_name": "Ani"}}
    body = json.dumps({"update_id": 99, kind: {**base, **message}}).encode()
    payload = Payload("telegram", "123456", "99", RECEIVED, "application/json", {}, body)
    return [item for item in channel.parse(payload) if isinstance(item, Inbound)]


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


SERVICE = """
new_chat_members left_chat_member new_chat_title pinned_message group_chat_created migrate_to_chat_id chat_shared
forum_topic_created video_chat_started message_auto_delete_timer_changed suggested_post_paid gift boost_added
"""


@pytest.mark.parametrize("name", SERVICE.split())
def test_service_messages_are_no_reports(name: str):
    service: dict[str, Any] = {name: {"x": 1}}
    assert parse(**service) == []


def test_text_beside_a_service_field_is_a_report():
    assert [item.text for item in parse(text="rob", gift={"x": 1})] == ["rob"]


@pytest.mark.parametrize(
    "kind", ["callback_query", "inline_query", "poll_answer", "chat_join_request", "business_message", "never_heard_of"]
)
def test_other_updates_are_no_reports(kind: str):
    assert parse(kind, text="x") == []
