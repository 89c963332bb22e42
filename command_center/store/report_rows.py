"""Where rows of `reports` and the parts of a report meet; no other file knows both."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import RowMapping

from command_center.domain.due_changes import ChangeCause, DueChange
from command_center.domain.facts import DUE, REACHED, fact_values
from command_center.domain.findings import (
    AssignedBy,
    Assignment,
    Classification,
    Deadlines,
    FoundBy,
    Location,
    PlaceEvidence,
)
from command_center.domain.inbound import Media, Position
from command_center.domain.pauses import Pause, PauseReason
from command_center.domain.report import Breach, Content, Origin, Report, WorkflowState
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.workflow import Stage, Status


def to_row(report: Report) -> dict[str, Any]:
    """Report -> a row of `reports`: its facts, and what only the store keeps."""
    origin, content, found = report.origin, report.content, report.classification
    columns = fact_values(report)
    # Its column is that of the evidence.
    del columns["doubtful"]
    return columns | {
        "id": report.id,
        "account": origin.account,
        "sent_at": origin.sent_at,
        "answerable": origin.answerable,
        "resend_key": origin.resend_key,
        "subject": content.subject,
        "text": content.text,
        "address": content.address,
        "text_at": content.written_at,
        "media": [asdict(each) for each in content.media],
        "category_because": {
            "words": list(found.words),
            "score": found.score,
            "runner_up": found.runner_up,
            "chosen_by_sender": found.chosen_by_sender,
            "doubtful": found.doubtful,
            "chosen_by_staff": found.chosen_by_staff,
            "learned": found.learned,
        },
        "place_because": _place_because(report.location.evidence),
        "opd_because": {
            "by": str(report.assignment.by),
            "category": report.assignment.category,
            "kecamatan": report.assignment.kecamatan,
        },
        "calendar": report.deadlines.calendar,
        "extended": report.deadlines.extended,
        "pauses": [pause_as_kept(each) for each in report.deadlines.pauses],
        "due_changes": [_change_as_kept(each) for each in report.deadlines.changes],
        "possible_duplicate_of": report.possible_duplicate_of,
        "version": report.version,
    }


def from_row(row: RowMapping) -> Report:
    """A row of `reports` -> Report."""
    because = row["category_because"]
    return Report(
        id=row["id"],
        number=row["number"],
        received_at=row["received_at"],
        origin=Origin(row["channel"], row["account"], row["sent_at"], row["answerable"], row["resend_key"]),
        report_class=ReportClass(row["report_class"]),
        visibility=Visibility(row["visibility"]),
        content=Content(
            row["subject"], row["text"], row["address"], row["text_at"], tuple(Media(**each) for each in row["media"])
        ),
        classification=Classification(
            row["category"],
            tuple(because["words"]),
            because["score"],
            because["runner_up"],
            because["chosen_by_sender"],
            because.get("doubtful", False),
            because.get("chosen_by_staff", False),
            because.get("learned", False),
        ),
        location=Location(
            FoundBy(row["found_by"]),
            row["kelurahan"],
            row["kecamatan"],
            None if row["lat"] is None else Position(row["lat"], row["lon"]),
            row["exact"],
            _place_evidence(row["place_because"]),
        ),
        assignment=Assignment(
            row["opd"],
            AssignedBy(row["opd_because"]["by"]),
            row["opd_because"]["category"],
            row["opd_because"]["kecamatan"],
        ),
        deadlines=Deadlines(
            row["policy"],
            row["calendar"],
            {stage: row[name] for stage, name in DUE.items() if row[name] is not None},
            row["extended"],
            tuple(map(pause_of, row["pauses"])),
            tuple(map(_change, row["due_changes"])),
        ),
        state=WorkflowState(
            Status(row["status"]),
            {stage: row[name] for stage, name in REACHED.items() if row[name] is not None},
            row["closed_at"],
            Breach(Stage(row["breached_stage"]), row["breached_at"], row["breach_seen_at"])
            if row["breached_stage"]
            else None,
            (Stage(row["due_stage"]), row["due_at"]) if row["due_stage"] else None,
            row["verified_at"],
        ),
        incident_id=row["incident_id"],
        possible_duplicate_of=row["possible_duplicate_of"],
        retracted=row["retracted"],
        simulated=row["simulated"],
        answer_state=row["answer_state"],
        version=row["version"],
    )


def pause_as_kept(pause: Pause) -> dict[str, Any]:
    """A pause as JSON."""
    return {
        "start": pause.start.isoformat(),
        "end": _iso(pause.end),
        "why": str(pause.why),
        "counted": sorted(pause.counted),
    }


def pause_of(kept: Mapping[str, Any]) -> Pause:
    """A pause from JSON."""
    counted = frozenset(map(Stage, kept["counted"]))
    return Pause(datetime.fromisoformat(kept["start"]), _moment(kept["end"]), PauseReason(kept["why"]), counted)


def _change_as_kept(change: DueChange) -> dict[str, Any]:
    return {
        "stage": str(change.stage),
        "at": change.at.isoformat(),
        "cause": str(change.cause),
        "before": _iso(change.before),
        "after": _iso(change.after),
        "basis": change.basis,
    }


def _change(kept: Mapping[str, Any]) -> DueChange:
    return DueChange(
        Stage(kept["stage"]),
        datetime.fromisoformat(kept["at"]),
        ChangeCause(kept["cause"]),
        _moment(kept["before"]),
        _moment(kept["after"]),
        kept["basis"],
    )


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment is not None else None


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept is not None else None


def _place_because(evidence: PlaceEvidence) -> dict[str, Any]:
    return {
        "words": list(evidence.words),
        "point": [evidence.point.lat, evidence.point.lon] if evidence.point else None,
        "outside": evidence.outside,
        "metres_outside": evidence.metres_outside,
        "candidates": list(evidence.candidates),
        "text_names": list(evidence.text_names),
    }


def _place_evidence(kept: Mapping[str, Any]) -> PlaceEvidence:
    return PlaceEvidence(
        tuple(kept["words"]),
        Position(*kept["point"]) if kept["point"] else None,
        kept["outside"],
        kept["metres_outside"],
        tuple(kept["candidates"]),
        tuple(kept["text_names"]),
    )
