"""Why an answer is not taken, in one sentence for commands and logs; screens have their own words for each trouble."""

from datetime import timedelta

from command_center.domain.outgoing import Reach, Trouble
from command_center.domain.report import Report
from command_center.domain.report_kinds import ReportClass
from command_center.domain.text_length import TextSize


def first_of_all(report: Report) -> str:
    """What is to be done before a report that lies with P3M can be answered; "" for one that lies elsewhere."""
    if not report.status.rule.at_p3m:
        return ""
    if report.report_class is ReportClass.INFORMATION:
        return "; verify it first: then P3M may answer it itself, or forward it"
    return "; forward it to a department first (what P3M may answer itself are verified information requests)"


def reason_of(report: Report, channel: str, reach: Reach, size: TextSize, trouble: Trouble) -> str:
    """Why the reporter of a report would not get an answer of this size that way."""
    if trouble is Trouble.TOO_LONG:
        return f"the text is too long for {channel}: {size.used} of {size.most} {size.unit}; shorten it"
    if trouble is Trouble.NOT_CONFIGURED:
        return f"{channel} is not set up for answers: set {', '.join(reach.missing)}"
    if trouble is Trouble.WINDOW_OVER:
        hours = round((reach.window or timedelta(0)).total_seconds() / 3600)
        until = f", until {reach.until.isoformat(timespec='minutes')}" if reach.until else ""
        return (
            f"{report.number}: {channel} takes an answer within {hours} hours of the citizen's last message{until}; "
            "publish it on the status page instead"
        )
    return f"{report.number}: the reporter cannot be answered ({trouble})"
