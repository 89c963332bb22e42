"""112: the operator's call form, and events of the switchboard. The call is the one of tests/servers/recorded_call.ami."""

import json
from dataclasses import replace
from typing import Any

from command_center.domain.inbound import Action, CallKind, Position
from command_center.domain.report_kinds import ReportClass
from data_sources.channel import HookRequest
from data_sources.errors import BadMessage
from tests.contract.cases import Case, Cases, Exempt


def sign(request: HookRequest, settings: Any) -> HookRequest:
    return replace(request, headers={**request.headers, "authorization": f"Bearer {settings.call112_token}"})


def form(**fields: object) -> bytes:
    known = {"call_id": "1795301291.17", "kind": "normal", "text": "banjir", "at": "2026-11-22T05:48:11+07:00"}
    return json.dumps({**known, **fields}).encode()


REPORT = {
    "external_id": "1795301291.17",
    "text": "Rob sudah masuk rumah di RT 03 RW 05 Tanjung Mas, ada lansia yang perlu dibantu keluar",
    "address": "Tambak Lorok, Tanjung Mas",
    "position": Position(-6.9467, 110.4301),
    "category": "rob",
    "sent_at": "2026-11-21T22:48:11+00:00",
    "report_class": ReportClass.COMPLAINT,
}
CLASSIFIED = {"call_id": "1795301291.17", "step": "classified", "kind": CallKind.NORMAL, "agent": "op-01"}

CASES = Cases(
    code="112",
    settings={"call112_token": "token-112"},
    secrets=("call112_token",),
    sign=sign,
    say=Exempt(
        "a form gives two items, the step and the report: hostile texts are tried in tests/channels/test_call112.py"
    ),
    happy=[
        Case("normal.json", items=[CLASSIFIED, REPORT]),
        Case(
            "information.json",
            items=[
                {"kind": CallKind.INFORMATION},
                {"report_class": ReportClass.INFORMATION, "sent_at": "2026-11-21T22:50:00+00:00"},
            ],
        ),
        Case(
            "ami_queued.json",
            items=[
                {
                    "call_id": "1795301291.17",
                    "step": "queued",
                    "caller": "+628122334455",
                    "queue": "darurat",
                    "at": "2026-11-21T22:48:13.104220+00:00",
                }
            ],
        ),
    ],
    batch=Exempt("a form is one call, and each event is a delivery of its own"),
    duplicate=Case("normal.json", items=[CLASSIFIED, REPORT]),
    edited=[
        Case(
            "revised.json",
            items=[
                {"kind": CallKind.NORMAL},
                {"action": Action.AMEND, "amends": "1795301291.17", "external_id": "1795301291.17#1"},
            ],
        ),
        Case(
            "withdrawn.json",
            items=[{"kind": CallKind.PRANK}, {"action": Action.RETRACT, "amends": "1795301291.17", "text": ""}],
        ),
    ],
    unknown_shape=Case(b'{"panggilan": {"nomor": 5}}', raises=BadMessage),
    conversation=Exempt("a call is one item; what belongs to it carries its Linkedid"),
    receipt_or_echo=[Case("ami_agent_channel.json"), Case("ami_other.json")],
    no_text=Case("ghost.json", items=[{"kind": CallKind.GHOST, "step": "classified", "caller": ""}]),
    media=Exempt("a telephone call carries no pictures, and recordings stay with the switchboard"),
    location=Case("normal.json", items=[CLASSIFIED, REPORT]),
    unknown_fields=Case(
        body=form(urgency="tinggi", ticket={"id": 5}), items=[{"step": "classified"}, {"text": "banjir"}]
    ),
    malformed=[
        Case("without_call_id.json", raises=BadMessage),
        Case("without_text.json", raises=BadMessage),
        Case("bad_kind.json", raises=BadMessage),
        Case("bad_place.json", raises=BadMessage),
        Case("bad_time.json", raises=BadMessage),
        Case(b'{"ami": {}}', raises=BadMessage),
        Case(b'{"ami": "Hangup"}', raises=BadMessage),
    ],
)
