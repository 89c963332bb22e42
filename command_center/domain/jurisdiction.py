"""Whose time ran while a report was passed between city, province and nation, and waited for its citizen."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from command_center.domain.pauses import PauseReason, paused_time
from command_center.domain.report import Report
from command_center.domain.working_days import Calendar, start_of_day, wib_day

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class JurisdictionTimes:
    """Working days of each since the day of receipt ended: of the city, the province, the nation, and of the citizen."""

    city: float
    province: float
    nation: float
    citizen: float


def jurisdiction_times(report: Report, now: datetime, calendar: Calendar) -> JurisdictionTimes:
    """Whose time ran, up to an aware moment; of a closed report until it was closed, but for one that is with another
    level of government, whose time goes on. What nobody else had is the city's. Together they are the days since receipt.
    """
    begin = start_of_day(wib_day(report.received_at) + _DAY)
    pauses = report.deadlines.pauses
    away = bool(pauses) and pauses[-1].end is None
    closed_at = report.state.closed_at
    end = now if closed_at is None or away else min(now, closed_at)
    of = {
        why: paused_time([each for each in pauses if each.why is why], begin, end, calendar) / _DAY
        for why in PauseReason
    }
    whole = calendar.working_time(begin, end) / _DAY
    return JurisdictionTimes(
        city=max(0.0, whole - sum(of.values())),
        province=of[PauseReason.PROVINCE],
        nation=of[PauseReason.NATION],
        citizen=of[PauseReason.CITIZEN],
    )
