"""A report as the store keeps it, frozen: what a citizen sent, what intake found, and where it stands."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from command_center.domain.events import FACTS, as_json
from command_center.domain.inbound import Media
from command_center.domain.reports import CLOSED, STEPS, Status, next_deadline


@dataclass(frozen=True, slots=True)
class Report:
    """One report. Times are aware UTC; `lat`, `lon` WGS 84 degrees; codes are those of the reference data.

    `version` counts changes: who writes names the version that was read. The reporter is kept apart (personal data).
    """

    id: int
    number: str
    channel: str
    account: str
    received_at: datetime
    sent_at: datetime
    text_at: datetime
    report_class: str
    visibility: str
    subject: str
    text: str
    address: str
    media: tuple[Media, ...]
    answerable: bool
    category: str
    category_words: tuple[str, ...]
    category_note: str
    found_by: str
    kelurahan: str
    kecamatan: str
    lat: float | None
    lon: float | None
    exact: bool
    place_evidence: str
    place_doubt: str
    opd: str
    opd_reason: str
    policy: str
    calendar: str
    forward_due: datetime | None
    answer_due: datetime | None
    settle_due: datetime | None
    status: str
    simulated: bool
    due_stage: str = ""
    due_at: datetime | None = None
    forwarded_at: datetime | None = None
    answered_at: datetime | None = None
    settled_at: datetime | None = None
    closed_at: datetime | None = None
    breached_stage: str = ""
    breached_at: datetime | None = None
    breach_seen_at: datetime | None = None
    incident_id: int | None = None
    resend_key: str = ""
    possible_duplicate_of: int | None = None
    retracted: bool = False
    version: int = 1


FIELDS = tuple(field.name for field in fields(Report))


def facts(report: Report) -> dict[str, Any]:
    """Every fact of a report that the event log may carry, as JSON values."""
    return {name: as_json(getattr(report, name)) for name in FACTS}


def changed_facts(before: Report, after: Report) -> dict[str, Any]:
    """Facts that differ between two versions of a report, as JSON values."""
    return {name: as_json(getattr(after, name)) for name in FACTS if getattr(before, name) != getattr(after, name)}


def with_next_deadline(report: Report) -> Report:
    """The report with `due_stage` and `due_at` as its status and times ask."""
    due = next_deadline(
        Status(report.status),
        (report.forward_due, report.answer_due, report.settle_due),
        (report.forwarded_at, report.answered_at, report.settled_at),
    )
    return replace(report, due_stage=str(due[0]) if due else "", due_at=due[1] if due else None)


def may_follow(report: Report, status: Status) -> bool:
    """Whether the flow allows the step."""
    return status in STEPS[Status(report.status)]


def after_step(report: Report, status: Status, at: datetime, opd: str = "") -> Report:
    """The report after a step at `at`; `opd` is the department it goes to with FORWARDED.

    First answer and settlement are measured apart, so only the first of each counts; reopening clears the settlement.
    """
    changes: dict[str, Any] = {"status": str(status), "version": report.version + 1}
    if status is Status.FORWARDED:
        changes |= {"forwarded_at": report.forwarded_at or at, "settled_at": None}
        if opd:
            changes["opd"] = opd
    if status in (Status.ANSWERED, Status.SETTLED):
        changes["answered_at"] = report.answered_at or at
    if status is Status.SETTLED:
        changes["settled_at"] = at
    changes["closed_at"] = at if status in CLOSED else None
    return with_next_deadline(replace(report, **changes))
