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
        Case("edited_channel_post.json", [{"action": Action.AMEND, "amends": "-1001234567890:7"}]),
    ],
    receipt_or_echo=[
        Case("start.json"),
        Case("callback.json"),
        Case("bot_echo.json"),
        Case("joined.json"),
        Case("membership.json"),
        Case("reaction.json"),
        Case("live_location.json"),
    ],
    no_text=[
        Case("contact.json", [{"text": "Kontak: Pak RW +6281200000099"}]),
        Case("dice.json", [{"text": "[pesan Telegram tanpa teks: dice]"}]),
        Case("future_kind.json", [{"text": "[pesan Telegram tanpa teks: jenis yang belum dikenal]"}]),
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
