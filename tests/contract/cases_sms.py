"""SMS by Kannel: one GET a message, its fields in the query string. The payloads are what Kannel 1.4.5 sends."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from data_sources.channel import HookRequest
from data_sources.errors import BadMessage
from tests.contract.cases import Case, Cases, Exempt


def sign(request: HookRequest, settings: Any) -> HookRequest:
    return replace(request, query={**request.query, "token": settings.sms_token})


def sms(text: str, **fields: str) -> Mapping[str, str]:
    """The query of `get-url` in deploy/kannel/kannel.conf."""
    return {
        "from": "+628122334455",
        "to": "1708",
        "text": text,
        "id": "d8d2dd9f-834c-4628-971e-f8e1ac3e978a",
        "time": "1795301291",
        "smsc": "telkomsel",
        "charset": "UTF-8",
        "coding": "0",
        **fields,
    }


def say(text: str) -> Case:
    return Case(method="GET", query=sms("LaporHendi " + text))


HAPPY = Case(
    method="GET",
    query=sms("LaporHendi jalan berlubang dalam di depan pasar Bulu, sudah makan korban"),
    items=[
        {
            "account": "1708",
            "external_id": "d8d2dd9f-834c-4628-971e-f8e1ac3e978a:461f23623fb058f4",
            "sent_at": "2026-11-21T22:48:11+00:00",
            "text": "jalan berlubang dalam di depan pasar Bulu, sudah makan korban",
            "answerable": True,
        }
    ],
)

CASES = Cases(
    code="sms",
    settings={"sms_token": "token-kannel"},
    secrets=("sms_token",),
    sign=sign,
    say=say,
    wire="query",
    content_type="",
    happy=[
        HAPPY,
        Case(
            body="form.txt",
            content_type="application/x-www-form-urlencoded",
            items=[
                {
                    "external_id": "7f1c2d2e-0000-4000-8000-000000000001:2d20944522b68353",
                    "text": "lampu jalan padam 3 hari di Genuk",
                }
            ],
        ),
    ],
    batch=Exempt("Kannel makes one request a message, and joins the parts of a long one itself"),
    duplicate=HAPPY,
    edited=Exempt("an SMS cannot be changed once it is sent"),
    unknown_shape=Case(method="GET", query={"sender": "+628122334455", "message": "banjir"}, raises=BadMessage),
    conversation=Exempt("an SMS names no other: only its sender and its time tie it to one"),
    receipt_or_echo=[
        Case(method="GET", query=sms("BEGIN:VCARD", udh="06050423F40000"), items=["binary"]),
        Case(method="GET", query={"key": "a-1", "dlr": "8", "time": "1795301291", "reply": "ACK/"}, items=["receipt"]),
    ],
    no_text=Exempt("an SMS without text is answered with how to write one; it is among the malformed"),
    media=Exempt("an SMS carries text only"),
    location=Exempt("an SMS carries text only"),
    unknown_fields=Case(
        method="GET",
        query=sms("laporhendi pohon tumbang", udh="050003CC0201", account="", priority="0"),
        items=[{"text": "pohon tumbang"}],
    ),
    malformed=[
        Case(
            method="GET",
            query=sms("kapan kantor kecamatan buka"),
            items=[{"text": "kapan kantor kecamatan buka"}],
            raises=BadMessage,
        ),
        Case(method="GET", query=sms("LaporHendi  "), raises=BadMessage),
        Case(method="GET", query={**sms("LaporHendi banjir"), "from": ""}, raises=BadMessage),
        Case(method="GET", query={"from": "+628122334455", "to": "1708"}, raises=BadMessage),
        Case(method="GET", query={"key": "a-1", "dlr": "77"}, raises=BadMessage),
    ],
    deep=Exempt("a query string has no nesting"),
)
