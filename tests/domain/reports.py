"""A report with ordinary values, for rules that need one."""

from datetime import UTC, datetime
from typing import Any

from command_center.domain.report import Report

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def a_report(**changes: Any) -> Report:
    """Changed where a case needs it."""
    values: dict[str, Any] = {
        "id": 1, "number": "LH-2026-000001", "channel": "sms", "account": "1708", "received_at": NOW, "sent_at": NOW,
        "text_at": NOW, "report_class": "complaint", "visibility": "public", "subject": "", "text": "x", "address": "",
        "media": (), "answerable": True, "category": "rob", "category_words": (), "category_note": "",
        "found_by": "coordinates", "kelurahan": "33.74.02.1001", "kecamatan": "33.74.02", "lat": -6.98, "lon": 110.41,
        "exact": True, "place_evidence": "", "place_doubt": "", "opd": "dpu", "opd_reason": "", "policy": "seed-2017@1",
        "calendar": "", "forward_due": None, "answer_due": None, "settle_due": None, "status": "received",
        "simulated": False,
    }  # fmt: skip
    return Report(**values | changes)
