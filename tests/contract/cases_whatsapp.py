"""WhatsApp Cloud API: payloads written after Meta's messages webhook reference, business-scoped ids included."""

import json
from dataclasses import replace
from typing import Any

from command_center.domain.inbound import Action, Media, Position, Reporter
from data_sources.channel import HookRequest
from data_sources.errors import BadMessage, PartlyBad
from data_sources.meta import sign as signature
from tests.contract.cases import Case, Cases

AT = "2026-11-22T02:28:00+00:00"
US = "106540352242922"
PERSON = Reporter("ID.10000000000000000001", "Warga Contoh", "6281200000001")


def sign(request: HookRequest, settings: Any) -> HookRequest:
    proof = {"x-hub-signature-256": signature(request.body, settings.app_secret)}
    return replace(request, headers={**request.headers, **proof})


def say(text: str) -> Case:
    message = {
        "from": "6281200000001",
        "id": "wamid.say",
        "timestamp": "1795314480",
        "type": "text",
        "text": {"body": text},
    }
    value = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": US}, "messages": [message]}
    change = {"field": "messages", "value": value}
    body = {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}
    return Case(json.dumps(body).encode())


TEXT = {
    "account": US,
    "external_id": "wamid.HBgNTEXT0001",
    "sent_at": AT,
    "text": "Lampu penerangan di Jl. Majapahit depan pasar Gayamsari mati sejak tiga hari",
    "reporter": PERSON,
    "action": Action.NEW,
    "answerable": True,
}

CASES = Cases(
    code="whatsapp",
    settings={"app_secret": "rahasia-aplikasi", "verify_token": "kata-periksa"},
    secrets=("app_secret",),
    sign=sign,
    say=say,
    happy=[
        Case("happy.json", [TEXT]),
        Case(
            "no_phone.json",
            [
                {
                    "text": "Sampah menumpuk di TPS Bangetayu Wetan",
                    "reporter": Reporter("ID.10000000000000000002", "Warga Kedua", "ID.10000000000000000002"),
                }
            ],
        ),
    ],
    batch=Case(
        "batch.json",
        [
            {"external_id": "wamid.HBgNBATCH001", "reporter": PERSON},
            {
                "external_id": "wamid.HBgNBATCH002",
                "reporter": Reporter("ID.10000000000000000003", "Warga Ketiga", "6281200000003"),
            },
            {"external_id": "wamid.HBgNBATCH003", "text": "Pohon tumbang menutup Jl. Dr. Wahidin"},
            {"external_id": "wamid.HBgNBATCH004", "text": "PDAM mati sejak pagi di Tlogosari"},
        ],
    ),
    duplicate=Case("duplicate.json", [TEXT]),
    edited=[
        Case(
            "edited_text.json",
            [
                {
                    "external_id": "wamid.HBgNEDIT0001",
                    "action": Action.AMEND,
                    "amends": "wamid.HBgNTEXT0001",
                    "text": "Lampu penerangan di Jl. Majapahit mati sejak LIMA hari",
                    "sent_at": "2026-11-22T02:29:00+00:00",
                }
            ],
        ),
        Case(
            "edited_caption.json",
            [
                {
                    "action": Action.AMEND,
                    "amends": "wamid.HBgNFOTO0001",
                    "text": "Lubang dalam, sudah ada yang jatuh",
                    "media": (Media("image", "1234567890", "image/jpeg"),),
                }
            ],
        ),
        Case("revoked.json", [{"action": Action.RETRACT, "amends": "wamid.HBgNTEXT0001", "text": ""}]),
    ],
    receipt_or_echo=[Case("statuses.json"), Case("echo.json"), Case("reaction.json"), Case("account_update.json")],
    no_text=[
        Case("unsupported.json", [{"text": "[pesan WhatsApp tanpa teks: unsupported]"}]),
        Case("interactive_error.json", [{"text": "[pesan WhatsApp tanpa teks: interactive]"}]),
        Case("contacts.json", [{"text": "Kontak: Pak RT Contoh +62 812-0000-0099"}]),
        Case(
            "replies.json",
            [
                {"text": "Jalan rusak"},
                {"text": "Lampu mati"},
                {"text": "Banjir\nGenangan di atas 30 cm"},
                {"text": "pesan saya"},
            ],
        ),
    ],
    media=Case(
        "media.json",
        [
            {"text": "Jalan berlubang di Mangkang", "media": (Media("image", "65463453", "image/jpeg"),)},
            {"text": "", "media": (Media("image", "65463454", "image/jpeg"),)},
            {"text": "rob", "media": (Media("video", "765756756", "video/mp4"),)},
            {"text": "", "media": (Media("voice", "1234567", "audio/ogg; codecs=opus"),)},
            {"text": "", "media": (Media("document", "1234568", "application/pdf"),)},
            {"text": "", "media": (Media("sticker", "1234569", "image/webp"),)},
        ],
    ),
    location=Case(
        "location.json",
        [
            {"text": "", "position": Position(-6.9932, 110.4203), "address": ""},
            {"text": "", "position": Position(-6.9843, 110.4091), "address": "Tugu Muda, Jl. Pemuda, Semarang"},
        ],
    ),
    unknown_fields=Case("unknown_fields.json", [{**TEXT, "external_id": "wamid.HBgNNEW00001"}]),
    malformed=[
        Case("partly_bad.json", [{"external_id": "wamid.HBgNGOOD0001"}], raises=PartlyBad),
        Case("no_messages_list.json", raises=BadMessage),
    ],
)
