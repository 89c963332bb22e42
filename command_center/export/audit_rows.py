"""Rows of the audit as a file holds them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo

from command_center.store.audit import AuditEntry

AUDIT_COLUMNS = ("id", "at", "who", "act", "subject", "address", "details")


def audit_rows(entries: Iterable[AuditEntry], zone: tzinfo) -> Iterator[Mapping[str, object]]:
    """One row an act: its moment in `zone` (ISO 8601, seconds), its details as JSON."""
    for each in entries:
        yield {
            "id": each.id,
            "at": each.at.astimezone(zone).isoformat(timespec="seconds"),
            "who": each.who,
            "act": each.act,
            "subject": each.subject,
            "address": each.address,
            "details": json.dumps(dict(each.details), ensure_ascii=False, sort_keys=True),
        }
