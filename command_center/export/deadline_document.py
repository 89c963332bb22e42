"""The working of a report's deadlines as a JSON document: what the API answers and `manage.py deadline --json` prints."""

from datetime import datetime
from typing import Any

from command_center.domain.deadline_clock import DeadlineClock
from command_center.domain.due_changes import DueChange
from command_center.domain.due_explained import DueExplained, ExplainedDay, ExplainedPause, StageExplained
from command_center.domain.jurisdiction import jurisdiction_times
from command_center.domain.report import Report
from command_center.domain.thresholds import threshold_at
from command_center.domain.wording import Wording
from command_center.domain.working_days import WIB


def deadline_document(report: Report, explained: DueExplained, clock: DeadlineClock, now: datetime) -> dict[str, Any]:
    """Everything that `explained` says, whose time ran, and when each threshold is over; times are ISO 8601 in WIB.

    It holds no text, name or contact of a citizen.
    """
    ran = jurisdiction_times(report, now, clock.calendar)
    return {
        "number": explained.number,
        "as_of": _wib(now),
        "received_at": _wib(explained.received_at),
        "class": str(explained.report_class),
        "status": str(report.status),
        "policy": {"key": explained.policy, "label": _words(explained.label), "source": explained.source},
        "calendar": explained.calendar,
        "extended": explained.extended,
        "stages": [_stage(each, report, clock) for each in explained.stages],
        "working_days": {
            "city": round(ran.city, 4),
            "province": round(ran.province, 4),
            "nation": round(ran.nation, 4),
            "citizen": round(ran.citizen, 4),
        },
    }


def _stage(stage: StageExplained, report: Report, clock: DeadlineClock) -> dict[str, Any]:
    policy = clock.policies.find(report.deadlines.policy)
    term = stage.term
    return {
        "stage": str(stage.stage),
        "term": None if term is None else {"hours": term.hours} if term.hours else {"working_days": term.days},
        "due": _wib(stage.due),
        "first_due": _wib(stage.first_due),
        "begins": _wib(stage.begins),
        "reached_at": _wib(stage.reached_at),
        "met": stage.met,
        "late": stage.late,
        "provisional": stage.provisional,
        "waits_for": str(stage.waits) if stage.waits else None,
        "counted": round(stage.total, 4),
        "counted_otherwise": stage.counted_otherwise,
        "days": [_day(each) for each in stage.days],
        "pauses": [_pause(each) for each in stage.pauses],
        "changes": [_change(each) for each in stage.changes],
        "thresholds": [
            {"percent": percent, "at": _wib(threshold_at(report, stage.stage, percent, clock.calendar, policy))}
            for percent in clock.policies.thresholds
        ],
    }


def _day(day: ExplainedDay) -> dict[str, Any]:
    return {
        "date": day.day.isoformat(),
        "counted": day.counted,
        "kind": str(day.kind),
        "why": _words(day.why),
        "share": round(day.share, 4),
        "number": round(day.number, 4),
        "waited_for": str(day.pause) if day.pause else None,
        "waited_hours": round(day.paused, 4),
        "late": day.late,
    }


def _pause(pause: ExplainedPause) -> dict[str, Any]:
    return {
        "from": _wib(pause.start),
        "to": _wib(pause.end),
        "waited_for": str(pause.why),
        "working_days": round(pause.days, 4),
        "moves": pause.moves,
    }


def _change(change: DueChange) -> dict[str, Any]:
    return {
        "at": _wib(change.at),
        "cause": str(change.cause),
        "basis": change.basis,
        "before": _wib(change.before),
        "after": _wib(change.after),
    }


def _wib(moment: datetime | None) -> str | None:
    return moment.astimezone(WIB).isoformat() if moment is not None else None


def _words(wording: Wording) -> dict[str, str]:
    return {"id": wording.id, "en": wording.en}
