"""Instagram: payloads written after Meta's webhook examples for comments, mentions and messaging."""

import json
from dataclasses import replace
from typing import Any

from command_center.domain.inbound import Action, Media, Reporter
from data_sources.channel import HookRequest
from data_sources.errors import PartlyBad
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
    happy=Case("happy.json", [COMMENT]),
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
    duplicate=Case("duplicate.json", [COMMENT]),
    edited=[
        Case(
            "edited_message.json",
            [{"action": Action.AMEND, "amends": "aWdfZAG1001", "text": "Lampu taman Indonesia Kaya mati"}],
        ),
        Case("unsent_message.json", [{"action": Action.RETRACT, "amends": "aWdfZAG1001", "text": ""}]),
    ],
    receipt_or_echo=[Case("own.json"), Case("receipts.json")],
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
