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


def webhook(*messages: dict[str, Any], field: str = "messages", **value: Any) -> bytes:
    """Messages of one person; `value` are further fields of the change."""
    person = {"from": "6281200000001", "timestamp": "1795314480"}
    sent = {"messages": [{**person, "id": f"wamid.{n}", **each} for n, each in enumerate(messages)]} if messages else {}
    whole = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": US}, **sent, **value}
    change = {"field": field, "value": whole}
    return json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}).encode()


def answered(kind: str, **content: Any) -> dict[str, Any]:
    return {"type": "interactive", "interactive": {"type": kind, kind: content}}


FLOW = {
    "flow_token": "laporan-1",
    "screen_0_Isi_laporan_0": "Jalan berlubang dalam",
    "screen_0_Jenis_1": "0_Jalan_rusak",
    "foto": [{"id": 790, "mime_type": "image/jpeg", "sha256": "a=", "file_name": "1.jpg"}],
    "lokasi": {"latitude": -6.98, "longitude": 110.42},
    "korban": False,
    "catatan": "",
}


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
            webhook(answered("nfm_reply", name="flow", body="Sent", response_json=json.dumps(FLOW))),
            [
                {
                    "text": "Isi laporan: Jalan berlubang dalam\nJenis: Jalan rusak\nkorban: tidak",
                    "media": (Media("image", "790", "image/jpeg"),),
                    "position": Position(-6.98, 110.42),
                }
            ],
        ),
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
    duplicate=Case("duplicate.json", [TEXT, "receipt"]),
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
                    "keeps_media": False,
                }
            ],
        ),
        Case(
            webhook(
                {
                    "type": "edit",
                    "edit": {
                        "original_message_id": "wamid.HBgNFOTO0001",
                        "message": {"type": "image", "image": {"caption": "tanpa gambar"}},
                    },
                }
            ),
            [{"action": Action.AMEND, "text": "tanpa gambar", "media": (), "keeps_media": True}],
        ),
        Case("revoked.json", [{"action": Action.RETRACT, "amends": "wamid.HBgNTEXT0001", "text": ""}]),
    ],
    receipt_or_echo=[
        Case("statuses.json", ["receipt"] * 5),
        Case("echo.json", ["echo"]),
        Case("reaction.json", ["reaction", "system", "opened"]),
        Case("account_update.json", ["account"]),
        Case(
            webhook(
                {"type": "button", "button": {"payload": "ya", "text": "Ya"}},
                answered("button_reply", id="1", title="Ya"),
                answered("list_reply", id="1", title="Banjir", description="Genangan"),
                answered("call_permission_reply", response="accept", expiration_timestamp=1795314480),
                answered("nfm_reply", name="flow", body="Sent", response_json='{"flow_token": "1"}'),
                {"type": "sticker", "sticker": {"id": "5", "mime_type": "image/webp"}},
            ),
            ["button", "button", "button", "call_permission", "form", "sticker"],
        ),
        Case(webhook(errors=[{"code": 131000, "title": "Something went wrong"}]), ["error"]),
        Case(webhook(field="smb_message_echoes", message_echoes=[{"id": "wamid.9"}]), ["echo"]),
        Case(webhook(field="calls", calls=[{"id": "wacid.1", "event": "connect"}]), ["call"]),
        Case(webhook(messages=[]), ["empty"]),
    ],
    unknown_shape=[
        Case(
            webhook(
                {"type": "hologram", "hologram": {"id": "1"}},
                {"type": "text", "text": {"body": "rob"}},
                answered("hologram_reply", id="1"),
                {"text": {"body": "tanpa jenis"}},
            ),
            [{"external_id": "wamid.1", "text": "rob"}],
            raises=PartlyBad,
        ),
        Case(webhook(field="holograms", holograms=[{"id": "1"}]), raises=BadMessage),
        Case(webhook(holograms=[{"id": "1"}]), raises=BadMessage),
        Case(
            json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "surat": [1]}]}).encode(),
            raises=BadMessage,
        ),
    ],
    conversation=Case(
        webhook(
            {"type": "text", "text": {"body": "rob"}},
            {"type": "text", "text": {"body": "di Genuk"}, "context": {"from": "62811", "id": "wamid.0"}},
            {"type": "text", "text": {"body": "di Kaligawe"}, "group_id": "grup-1"},
        ),
        [{"external_id": "wamid.0", "reply_to": ""}, {"reply_to": "wamid.0"}, {"thread": "grup-1"}],
    ),
    no_text=[
        Case("unsupported.json", [{"text": "[pesan WhatsApp tanpa teks: unsupported]"}]),
        Case("interactive_error.json", [{"text": "[pesan WhatsApp tanpa teks: interactive]"}]),
        Case("contacts.json", [{"text": "Kontak: Pak RT Contoh +62 812-0000-0099"}]),
        Case(
            "replies.json",
            ["button", "button", "button", {"text": "pesan saya"}],
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
            "sticker",
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
