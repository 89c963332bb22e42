"""Instagram: payloads written after Meta's webhook examples for comments, mentions and messaging."""

import json
from dataclasses import replace
from typing import Any

from command_center.domain.inbound import Action, Media, Reporter
from data_sources.channel import HookRequest
from data_sources.errors import BadMessage, PartlyBad
from data_sources.meta import change_key
from data_sources.meta import sign as signature
from tests.contract.cases import Case, Cases, Exempt

US = "17841405309211844"
COMMENT = {
    "account": US,
    "external_id": "17865799348089039",
    "sent_at": "2026-11-22T02:28:02+00:00",
    "text": "@laporhendi jalan rusak di Tembalang #LaporHendi",
    "reporter": Reporter("9100000000000001", "warga.contoh", "comment:17865799348089039"),
    "resend_key": change_key("instagram", "17865799348089039"),
}


def sign(request: HookRequest, settings: Any) -> HookRequest:
    proof = {"x-hub-signature-256": signature(request.body, settings.app_secret)}
    return replace(request, headers={**request.headers, **proof})


def webhook(*changes: tuple[str, Any], **more: Any) -> bytes:
    """Changes as (field, value); `more` are further fields of the entry."""
    listed = [{"field": field, "value": value} for field, value in changes]
    entry = {"id": US, "time": 1795314500, **({"changes": listed} if changes else {}), **more}
    return json.dumps({"object": "instagram", "entry": [entry]}).encode()


def comment(key: str, **more: Any) -> dict[str, Any]:
    person = {"id": "9100000000000001", "username": "warga.contoh"}
    return {"id": key, "text": "lampu mati", "from": person, "media": {"id": "18003339239000001"}, **more}


def event(**content: Any) -> dict[str, Any]:
    return {"sender": {"id": "9200000000000001"}, "recipient": {"id": US}, "timestamp": 1795314481308, **content}


def say(text: str) -> Case:
    value = {"id": "1", "text": text, "from": {"id": "9100000000000001", "username": text}, "media": {"id": "2"}}
    entry = {"id": US, "time": 1795314481, "changes": [{"field": "comments", "value": value}]}
    return Case(json.dumps({"object": "instagram", "entry": [entry]}).encode())


CASES = Cases(
    code="instagram",
    settings={"app_secret": "rahasia-aplikasi", "verify_token": "kata-periksa"},
    secrets=("app_secret",),
    sign=sign,
    say=say,
    happy=[
        Case("happy.json", [COMMENT]),
        Case(
            webhook(field="comments", value=comment("101")),
            [{"external_id": "101", "text": "lampu mati", "sent_at": "2026-11-22T02:28:20+00:00"}],
        ),
        Case(
            webhook(field="live_comments", value=[comment("102"), comment("103")]),
            [{"external_id": "102"}, {"external_id": "103"}],
        ),
    ],
    batch=Case(
        "batch.json",
        [
            {"external_id": "17865799348089041", "text": "Got mampet di Candisari"},
            {
                "external_id": "17865799348089042",
                "reporter": Reporter("9100000000000002", "warga.kedua", "comment:17865799348089042"),
            },
            {"external_id": "mention:17887498072083521"},
            {"external_id": "aWdfZAG1001", "text": "Halo, lampu taman mati"},
        ],
    ),
    duplicate=Case("duplicate.json", [COMMENT, "insights"]),
    edited=[
        Case(
            "edited_message.json",
            [
                {
                    "action": Action.AMEND,
                    "amends": "aWdfZAG1001",
                    "text": "Lampu taman Indonesia Kaya mati",
                    "keeps_media": True,
                }
            ],
        ),
        Case("unsent_message.json", [{"action": Action.RETRACT, "amends": "aWdfZAG1001", "text": ""}]),
    ],
    receipt_or_echo=[
        Case("own.json", ["echo", "echo", "echo"]),
        Case("receipts.json", ["receipt", "reaction", "button", "insights"]),
        Case(
            webhook(messaging=[event(message={"mid": "m_1", "attachments": [{"type": "like_heart"}]})]),
            ["like"],
        ),
        Case(webhook(field="story_insights", value={"media_id": "1", "exits": 1}), ["insights"]),
        Case(webhook(("messaging_seen", event(read={"mid": "m_1"}))), ["receipt"]),
        Case(webhook(("message_reactions", event(reaction={"mid": "m_1", "action": "react"}))), ["reaction"]),
    ],
    unknown_shape=[
        Case(webhook(("never_heard_of", "apa saja"), ("comments", comment("104"))), [{}], raises=PartlyBad),
        Case(webhook(komentar=[comment("105")]), raises=BadMessage),
        Case(webhook(field="hologram", value=comment("106")), raises=BadMessage),
        Case(webhook(messaging=[event(hologram={"mid": "m_1"})]), raises=BadMessage),
    ],
    conversation=[
        Case(
            webhook(("comments", comment("107")), ("comments", comment("108", parent_id="107"))),
            [
                {"external_id": "107", "thread": "18003339239000001", "reply_to": ""},
                {"external_id": "108", "thread": "18003339239000001", "reply_to": "107"},
            ],
        ),
        Case(webhook(("mentions", {"media_id": "5", "comment_id": "7"})), [{"thread": "5"}]),
        Case(
            webhook(
                messaging=[
                    event(message={"mid": "m_2", "text": "rob"}),
                    event(message={"mid": "m_3", "text": "di Genuk", "reply_to": {"mid": "m_2"}}),
                ]
            ),
            [{"external_id": "m_2"}, {"external_id": "m_3", "reply_to": "m_2"}],
        ),
    ],
    no_text=[
        Case(
            "mention.json",
            [
                {
                    "external_id": "mention:17887498072083520",
                    "resend_key": change_key("instagram", "17887498072083520"),
                    "text": "[akun kota disebut dalam komentar Instagram; isinya belum diambil]",
                    "media": (Media("link", "17887498072083520"),),
                },
                {
                    "external_id": "mention:17918195224117851",
                    "resend_key": change_key("instagram", "17918195224117851"),
                },
            ],
        ),
        Case("no_text.json", [{"text": "[komentar tanpa teks]"}, {"text": "[pesan yang tidak didukung]"}]),
    ],
    media=Case(
        "media.json",
        [
            {
                "text": "",
                "media": (
                    Media("image", "https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1"),
                    Media("video", "https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=2"),
                ),
            },
            {
                "text": "tolong ditindak",
                "media": (Media("link", "https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=3"),),
            },
            {"text": "", "media": (Media("link", "https://www.instagram.com/reel/1"),)},
        ],
    ),
    location=Exempt("neither comments nor Instagram messages carry a place"),
    unknown_fields=Case(
        "unknown_fields.json",
        [{"text": "Parkir liar di Kota Lama"}, {"external_id": "aWdfZAGTest", "text": "lewat changes"}],
    ),
    malformed=Case("partly_bad.json", [{"external_id": "17865799348089047"}], raises=PartlyBad),
)
