"""Facebook page: payloads written after Meta's page webhook reference and the Messenger webhook events."""

import json
from dataclasses import replace
from typing import Any

from command_center.domain.inbound import Action, Media, Position, Reporter
from data_sources.channel import HookRequest
from data_sources.errors import BadMessage, PartlyBad
from data_sources.meta import sign as signature
from tests.contract.cases import Case, Cases

AT = "2026-11-22T02:28:00+00:00"
PAGE = "500158316696377"
COMMENT = {
    "account": PAGE,
    "external_id": "500219983356877_5405676",
    "sent_at": AT,
    "text": "Min, jalan depan SD Kalibanteng berlubang parah",
    "reporter": Reporter("7100000000000001", "Warga Contoh", "comment:500219983356877_5405676"),
    "action": Action.NEW,
}
MESSAGE = {
    "account": PAGE,
    "external_id": "m_AbCdTeks0001",
    "text": "Selamat pagi, saluran air di Sampangan tersumbat",
    "reporter": Reporter("7200000000000001", "", "message:7200000000000001"),
}


def sign(request: HookRequest, settings: Any) -> HookRequest:
    proof = {"x-hub-signature-256": signature(request.body, settings.app_secret)}
    return replace(request, headers={**request.headers, **proof})


def feed(*values: dict[str, Any], field: str = "feed", **more: Any) -> bytes:
    """A webhook of changes; `more` are further fields of the entry."""
    changes = [{"field": field, "value": value} for value in values]
    entry = {"id": PAGE, "time": 1795314500, **({"changes": changes} if values else {}), **more}
    return json.dumps({"object": "page", "entry": [entry]}).encode()


def comment(number: str, **more: Any) -> dict[str, Any]:
    ids = {"post_id": f"{PAGE}_9", "comment_id": f"9_{number}", "parent_id": f"{PAGE}_9"}
    person = {"from": {"id": "7100000000000001", "name": "Warga Contoh"}, "created_time": 1795314480}
    return {"item": "comment", "verb": "add", "message": "lampu mati", **ids, **person, **more}


def message(mid: str, **more: Any) -> dict[str, Any]:
    ends = {"sender": {"id": "7200000000000001"}, "recipient": {"id": PAGE}, "timestamp": 1795314480000}
    return {**ends, "message": {"mid": mid, **more}}


PICTURE = Media("image", "https://scontent.example/baru.jpg")


def say(text: str) -> Case:
    value = {
        "item": "comment",
        "verb": "add",
        "comment_id": "1_1",
        "message": text,
        "from": {"id": "7100000000000001", "name": text},
        "created_time": 1795314480,
    }
    entry = {"id": PAGE, "time": 1795314481, "changes": [{"field": "feed", "value": value}]}
    return Case(json.dumps({"object": "page", "entry": [entry]}).encode())


CASES = Cases(
    code="facebook",
    settings={"app_secret": "rahasia-aplikasi", "verify_token": "kata-periksa"},
    secrets=("app_secret",),
    sign=sign,
    say=say,
    happy=[
        Case("happy.json", [COMMENT]),
        Case("message.json", [MESSAGE]),
        Case(
            "mention.json",
            [
                {
                    "external_id": "44444444_444444444",
                    "text": "@LaporHendi trotoar rusak di Simpang Lima",
                    "reporter": Reporter("7100000000000002", "Warga Kedua", "post:44444444_444444444"),
                }
            ],
        ),
    ],
    batch=Case(
        "batch.json",
        [
            {"external_id": "1_11", "text": "Banjir di Genuk"},
            {"external_id": f"{PAGE}_502116146500594", "text": "Warga menunggu perbaikan jembatan di Mijen"},
            {"external_id": "m_Batch0001", "text": "Lampu mati di Ngaliyan"},
            {"external_id": "m_Batch0002", "text": "Sampah di Kali Semarang"},
        ],
    ),
    duplicate=Case("duplicate.json", [COMMENT, "like"]),
    edited=[
        Case(
            "edited_comment.json",
            [
                {
                    "action": Action.AMEND,
                    "amends": "500219983356877_5405676",
                    "text": "Min, jalan depan SD Kalibanteng Kidul berlubang parah",
                    "sent_at": "2026-11-22T02:29:15+00:00",
                }
            ],
        ),
        Case("removed_comment.json", [{"action": Action.RETRACT, "amends": "500219983356877_5405676", "text": ""}]),
        Case(
            "edited_message.json",
            [
                {
                    "external_id": "m_AbCdTeks0001:edit:1",
                    "action": Action.AMEND,
                    "amends": "m_AbCdTeks0001",
                    "text": "Saluran air di Sampangan RT 3 tersumbat",
                    "keeps_media": True,
                }
            ],
        ),
        Case(
            feed(
                comment("1", verb="edited", photo=PICTURE.ref),
                comment("1", verb="edited"),
                {**comment("0"), "item": "status", "verb": "edited", "photos": [PICTURE.ref]},
                {**comment("0"), "item": "status", "verb": "edited", "photos": []},
                {**comment("0"), "item": "status", "verb": "edited", "post": {"status_type": "mobile_status_update"}},
                {**comment("0"), "item": "status", "verb": "edited", "post": {"status_type": "added_photos"}},
                {**comment("0"), "item": "photo", "verb": "edited", "link": PICTURE.ref},
            ),
            [
                {"action": Action.AMEND, "media": (PICTURE,), "keeps_media": False},
                {"action": Action.AMEND, "media": (), "keeps_media": False},
                {"action": Action.AMEND, "media": (PICTURE,), "keeps_media": False},
                {"action": Action.AMEND, "media": (), "keeps_media": False},
                {"action": Action.AMEND, "media": (), "keeps_media": False},
                {"action": Action.AMEND, "media": (), "keeps_media": True},
                {"action": Action.AMEND, "media": (PICTURE,), "keeps_media": False},
            ],
        ),
        Case("unsent_message.json", [{"action": Action.RETRACT, "amends": "m_AbCdTeks0001"}]),
    ],
    receipt_or_echo=[
        Case("own.json", ["echo", "echo", "echo"]),
        Case(
            "receipts.json",
            [
                *("receipt", "receipt", "reaction", "button", "referral", "like"),
                *("reaction", "moderation", "moderation", "page"),
            ],
        ),
        Case("postback.json", ["button", "button"]),
    ],
    unknown_shape=[
        Case(
            feed({"item": "hologram", "verb": "add"}, comment("1"), comment("2", verb="hologram")),
            [{"external_id": "9_1"}],
            raises=PartlyBad,
        ),
        Case(feed(comment("1"), field="holograms"), raises=BadMessage),
        Case(feed(surat=[{"isi": "lampu mati"}]), raises=BadMessage),
        Case(feed(changed_fields=["feed"]), raises=BadMessage),
        Case(feed(messaging=[{"sender": {"id": "7"}, "timestamp": 1, "hologram": {"mid": "m"}}]), raises=BadMessage),
        Case(feed(messaging=[message("m_9", hologram={"x": 1})]), raises=BadMessage),
    ],
    conversation=[
        Case(
            feed(
                {**comment("0"), "item": "status"},
                comment("1"),
                comment("2", parent_id="9_1", message="di Jl. Veteran"),
            ),
            [
                {"external_id": f"{PAGE}_9", "thread": f"{PAGE}_9", "reply_to": ""},
                {"external_id": "9_1", "thread": f"{PAGE}_9", "reply_to": f"{PAGE}_9"},
                {"external_id": "9_2", "thread": f"{PAGE}_9", "reply_to": "9_1"},
            ],
        ),
        Case(
            feed(messaging=[message("m_1", text="rob"), message("m_2", text="di Genuk", reply_to={"mid": "m_1"})]),
            [{"external_id": "m_1", "reply_to": ""}, {"external_id": "m_2", "reply_to": "m_1"}],
        ),
    ],
    no_text=Case(
        "no_text.json",
        [
            {"external_id": "m_Unsup001", "text": "[pesan yang tidak didukung]"},
            {"external_id": "m_Fallb001", "text": "[pesan tanpa teks: fallback]"},
            "sticker",
            {"external_id": "1_13", "text": "[komentar tanpa teks: comment]"},
        ],
    ),
    media=Case(
        "media.json",
        [
            {
                "external_id": "m_Foto0001",
                "media": (
                    Media("image", "https://scontent.example/1.jpg"),
                    Media("image", "https://scontent.example/2.jpg"),
                ),
            },
            {"external_id": "m_Link0001", "text": "", "media": (Media("link", "https://berita.example/rob"),)},
            {"external_id": "1_14", "text": "", "media": (Media("image", "https://scontent.example/3.jpg"),)},
            {
                "external_id": f"{PAGE}_9002",
                "text": "tiang miring",
                "media": (Media("image", "https://scontent.example/4.jpg"),),
            },
            {
                "external_id": f"{PAGE}_9003",
                "media": (
                    Media("image", "https://scontent.example/5.jpg"),
                    Media("image", "https://scontent.example/6.jpg"),
                ),
            },
        ],
    ),
    location=Case(
        "location.json", [{"text": "", "position": Position(-6.9667, 110.4381), "address": "Lokasi Warga", "media": ()}]
    ),
    unknown_fields=Case("unknown_fields.json", [{"external_id": "1_15"}, {"external_id": "m_Standby01"}]),
    malformed=[
        Case("partly_bad.json", [{"external_id": "1_16"}], raises=PartlyBad),
        Case("wrong_object.json", raises=BadMessage),
    ],
)
