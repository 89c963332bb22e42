"""Telegram: one Update a request, written after the Bot API's Update and Message."""

import json
from dataclasses import replace
from typing import Any

from command_center.domain.inbound import Action, Media, Position, Reporter
from data_sources.channel import HookRequest
from data_sources.errors import BadMessage
from tests.contract.cases import Case, Cases, Exempt

PERSON = Reporter("700000001", "Warga Contoh", "700000001")
TEXT = {
    "account": "123456",
    "external_id": "700000001:42",
    "sent_at": "2026-11-22T02:28:00+00:00",
    "text": "Banjir setinggi lutut di Jl. Kaligawe, motor banyak mogok",
    "reporter": PERSON,
    "action": Action.NEW,
}


def sign(request: HookRequest, settings: Any) -> HookRequest:
    proof = {"x-telegram-bot-api-secret-token": settings.telegram_secret_token}
    return replace(request, headers={**request.headers, **proof})


CHAT = {"id": 700000001, "type": "private", "first_name": "Warga"}


def update(number: int, kind: str = "message", **content: Any) -> bytes:
    person = {"id": 700000001, "is_bot": False, "first_name": "Warga"}
    message = {"message_id": number, "date": 1795314480, "chat": CHAT, "from": person, **content}
    return json.dumps({"update_id": 900000000 + number, kind: message}).encode()


def say(text: str) -> Case:
    person = {"id": 700000001, "is_bot": False, "first_name": text}
    message = {"message_id": 1, "date": 1795314480, "chat": {"id": 700000001, "type": "private"}, "from": person}
    return Case(json.dumps({"update_id": 1, "message": {**message, "text": text}}).encode())


CASES = Cases(
    code="telegram",
    settings={"telegram_bot_token": "123456:AAcontoh", "telegram_secret_token": "kata-rahasia"},
    secrets=("telegram_secret_token",),
    sign=sign,
    say=say,
    happy=[
        Case("happy.json", [TEXT]),
        Case("command.json", [{"external_id": "700000001:43", "text": "jalan rusak di depan Puskesmas Genuk"}]),
        Case(
            "channel_post.json",
            [
                {
                    "external_id": "-1001234567890:7",
                    "text": "Pohon tumbang di Jl. Veteran",
                    "reporter": Reporter("-1001234567890", "Info Warga Contoh", "-1001234567890"),
                }
            ],
        ),
    ],
    batch=Exempt("a webhook request holds one Update, and an Update one message"),
    duplicate=[Case("happy.json", [TEXT]), Case("duplicate.json", [TEXT])],
    edited=[
        Case(
            "edited.json",
            [
                {
                    "external_id": "700000001:42:edit:873124003",
                    "action": Action.AMEND,
                    "amends": "700000001:42",
                    "text": "Banjir setinggi DADA di Jl. Kaligawe",
                    "sent_at": "2026-11-22T02:29:15+00:00",
                }
            ],
        ),
        Case(
            update(52, "edited_message", edit_date=1795314555, photo=[{"file_id": "AgACbaru"}], caption="lubang"),
            [
                {
                    "action": Action.AMEND,
                    "amends": "700000001:52",
                    "media": (Media("image", "AgACbaru", "image/jpeg"),),
                    "keeps_media": False,
                }
            ],
        ),
        Case(
            json.dumps(
                {"update_id": 900000053, "deleted_business_messages": {"chat": CHAT, "message_ids": [42, 52]}}
            ).encode(),
            [
                {"action": Action.RETRACT, "amends": "700000001:42", "text": ""},
                {"action": Action.RETRACT, "amends": "700000001:52", "text": ""},
            ],
        ),
        Case("edited_channel_post.json", [{"action": Action.AMEND, "amends": "-1001234567890:7"}]),
    ],
    receipt_or_echo=[
        Case("start.json", ["command"]),
        Case("callback.json", ["button"]),
        Case("bot_echo.json", ["bot"]),
        Case("joined.json", ["membership"]),
        Case("membership.json", ["membership"]),
        Case("reaction.json", ["reaction"]),
        Case("live_location.json", ["live_location"]),
        Case(update(60, sticker={"file_id": "CAAC", "emoji": "👍", "type": "regular"}), ["sticker"]),
        Case(b'{"update_id": 900000061, "inline_query": {"id": "1", "query": "x"}}', ["inline"]),
        Case(b'{"update_id": 900000062, "poll_answer": {"poll_id": "1", "option_ids": [0]}}', ["poll"]),
        Case(update(63, "business_message", text="baik", **{"from": {"id": 5, "is_bot": False}}), ["echo"]),
    ],
    unknown_shape=[
        Case("future_kind.json", raises=BadMessage),
        Case(b'{"update_id": 900000070, "hologram": {"id": "1"}}', raises=BadMessage),
    ],
    conversation=[
        *(
            Case(
                update(
                    number,
                    photo=[{"file_id": f"AgAC{number}", "width": 9, "height": 9}],
                    media_group_id="13",
                    **({"caption": "rob"} if number == 71 else {}),
                ),
                [{"album": "13", "text": "rob" if number == 71 else "", "external_id": f"700000001:{number}"}],
            )
            for number in (71, 72, 73, 74)
        ),
        Case(
            update(75, text="di Genuk", reply_to_message={"message_id": 71, "chat": CHAT, "date": 1}),
            [{"reply_to": "700000001:71", "thread": ""}],
        ),
        Case(
            update(76, text="rob", chat={"id": -100777, "type": "supergroup"}, message_thread_id=9),
            [{"thread": "-100777:9", "external_id": "-100777:76"}],
        ),
        Case(
            update(77, text="itu", external_reply={"message_id": 7, "chat": {"id": -1001234567890}, "origin": {}}),
            [{"reply_to": "-1001234567890:7"}],
        ),
    ],
    no_text=[
        Case("contact.json", [{"text": "Kontak: Pak RW +6281200000099"}]),
        Case("dice.json", [{"text": "[pesan Telegram tanpa teks: dice]"}]),
        Case("poll.json", [{"text": "Kapan jembatan diperbaiki?"}]),
    ],
    media=[
        Case(
            "photo.json",
            [{"text": "lubang di Jl. Woltermonginsidi", "media": (Media("image", "AgACbesar", "image/jpeg"),)}],
        ),
        Case("voice.json", [{"text": "", "media": (Media("voice", "AwACsuara", "audio/ogg"),)}]),
        Case("animation.json", [{"text": "", "media": (Media("video", "CgACgif", "video/mp4"),)}]),
    ],
    location=[
        Case("location.json", [{"text": "", "position": Position(-6.983611, 110.409722)}]),
        Case(
            "venue.json",
            [{"position": Position(-6.9667, 110.4281), "address": "Pasar Johar, Kauman, Semarang Tengah"}],
        ),
    ],
    unknown_fields=Case("unknown_fields.json", [{"text": "Lampu mati di Banyumanik"}]),
    malformed=[
        Case("no_message_id.json", raises=BadMessage),
        Case("no_chat.json", raises=BadMessage),
        Case("no_update_id.json", raises=BadMessage),
        Case("message_is_text.json", raises=BadMessage),
    ],
)
