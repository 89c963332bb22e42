"""One report as the browser gets it: its parts as HTML, and what the script decides by."""

from typing import Any

from callbacks.desk.composing import composing
from callbacks.desk.source import DeskSource
from command_center.domain.report import Report
from layouts.desk.composer import composer
from layouts.desk.report import aside, middle
from layouts.i18n import Words
from layouts.markup import markup


def opened(desk: DeskSource, number: str, words: Words) -> dict[str, Any]:
    """The report with this tracking number. Raises NotFound, StoreUnavailable."""
    file = desk.room.files.by_number(number)
    report = file.report
    answer_panel = composer(report, composing(desk, file, words), desk.config, words, desk.clock())
    return facts(report) | {
        "middle": markup(middle(file, desk.config, words, desk.clock())),
        "aside": markup(aside(file, desk.config, words, answer_panel)),
        "present": desk.present().get(report.id, []),
    }


def facts(report: Report) -> dict[str, Any]:
    """What the script decides by."""
    position = report.location.position
    return {
        "id": report.id,
        "number": report.number,
        "version": report.version,
        "status": str(report.status),
        "closed": report.status.closed,
        "category": report.classification.category,
        "kelurahan": report.location.kelurahan,
        "opd": report.assignment.opd,
        "reportClass": str(report.report_class),
        "visibility": str(report.visibility),
        "policy": report.deadlines.policy,
        "lat": position.lat if position else None,
        "lon": position.lon if position else None,
        "exact": report.location.exact,
        "incident": report.incident_id,
    }
