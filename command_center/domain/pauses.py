"""Pauses of the deadline clock: when a report waited for somebody else, and what that does to its deadlines.

A pause counts working time only, the same time that a term is made of. What it does is a rule of the policy
(`[policy.pauses]` in sla.toml): it moves the deadlines by the working time that was paused, or it adds nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from command_center.domain.workflow import Stage
from command_center.domain.working_days import Calendar


class PauseReason(StrEnum):
    """For whom a report waited: its citizen, or another level of government that it was passed to."""

    CITIZEN = "citizen"
    PROVINCE = "province"
    NATION = "nation"


LEVELS = ("", PauseReason.PROVINCE, PauseReason.NATION)
"""Whose a report may be that is not ours: "" where no other level has it, so that the city's time runs on."""


class PauseRule(StrEnum):
    """What a pause does to a deadline that had not passed when it began."""

    MOVES = "moves"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Pause:
    """One pause, aware UTC; `end` is None while it lasts. `counted` are the stages whose deadlines it was counted for."""

    start: datetime
    end: datetime | None
    why: PauseReason
    counted: frozenset[Stage] = frozenset()


def reason_of_level(level: str) -> PauseReason | None:
    """Why the clock stands for a report that was passed to a level; None for "". Raises ValueError for no such level."""
    if level not in LEVELS:
        raise ValueError(f"{level!r} is no level of government: use province, nation, or leave it empty")
    return PauseReason(level) if level else None


def after_change(
    pauses: tuple[Pause, ...], why: PauseReason | None, at: datetime | None, received_at: datetime
) -> tuple[Pause, ...]:
    """The pauses after a step at `at` to a status in which the clock stands because of `why`, None where it runs.

    `at` is None where nobody knows when: then no pause begins, and one that lasted is dropped, since nobody knows how
    long it was. A pause without length is none; none begins before the receipt or within the one before it.
    """
    lasting = pauses[-1] if pauses and pauses[-1].end is None else None
    if lasting is not None and lasting.why is why:
        return pauses
    past = pauses[:-1] if lasting is not None else pauses
    if at is None:
        return past
    if lasting is not None and at > lasting.start:
        past = (*past, replace(lasting, end=at))
    if why is None:
        return past
    earliest = max([received_at, *(each.end for each in past if each.end is not None)])
    return (*past, Pause(max(at, earliest), None, why))


def begun_earlier(
    pauses: tuple[Pause, ...], why: PauseReason, at: datetime, received_at: datetime
) -> tuple[Pause, ...]:
    """The pauses where another system says, or corrects, since when it waits: the one that lasts begins then."""
    past = pauses[:-1] if pauses and pauses[-1].end is None else pauses
    return after_change(past, why, at, received_at)


def is_corrected(before: Sequence[Pause], after: Sequence[Pause]) -> bool:
    """Whether a pause that had ended is another one now, or is gone: deadlines that it moved are to be counted anew."""
    kept = {(each.start, each.end, each.why) for each in after}
    return any(each.end is not None and (each.start, each.end, each.why) not in kept for each in before)


def moved_by(
    due: datetime, pause: Pause, rules: Mapping[PauseReason, PauseRule], begins: datetime, calendar: Calendar
) -> datetime:
    """Where a pause that has ended moves a deadline; `begins` is when the clock of its term began to run.

    One that began after the deadline had passed moves nothing: what was breached stays breached.
    """
    if rules.get(pause.why, PauseRule.NOTHING) is not PauseRule.MOVES or pause.end is None or pause.start > due:
        return due
    return calendar.add_working_time(due, calendar.working_time(max(pause.start, begins), max(pause.end, begins)))


def met_before(stage: Stage, reached: Mapping[Stage, datetime], moment: datetime) -> bool:
    """Whether a stage was reached before a moment; a later stage meets the earlier ones."""
    stages = list(Stage)
    return any(later in reached and reached[later] <= moment for later in stages[stages.index(stage) :])


def count_pauses(
    dues: Mapping[Stage, datetime],
    pauses: Sequence[Pause],
    rules: Mapping[PauseReason, PauseRule],
    begins: Mapping[Stage, datetime],
    reached: Mapping[Stage, datetime],
    calendar: Calendar,
) -> tuple[dict[Stage, datetime], tuple[Pause, ...]]:
    """The deadlines after every pause that has ended and was not counted for them yet, and the pauses, counted.

    Pauses are counted in their order, so that counting each when it ends and counting all at once are the same.
    A stage that was reached before a pause began stays.
    """
    found, kept = dict(dues), []
    for pause in pauses:
        if pause.end is None:
            kept.append(pause)
            continue
        for stage in [each for each in found if each not in pause.counted and each in begins]:
            if not met_before(stage, reached, pause.start):
                found[stage] = moved_by(found[stage], pause, rules, begins[stage], calendar)
        kept.append(replace(pause, counted=pause.counted | frozenset(found)))
    return found, tuple(kept)


def paused_time(pauses: Sequence[Pause], begin: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """Working time of these pauses between two moments; one that lasts goes on to `end`."""
    total = timedelta()
    for pause in pauses:
        first, last = max(pause.start, begin), min(pause.end or end, end)
        if first < last:
            total += calendar.working_time(first, last)
    return total
