"""The working of a deadline in sentences: how many days counted, which did not and why, and what moved it."""

from collections import Counter

from command_center.domain.due_changes import ChangeCause, DueChange
from command_center.domain.due_explained import WAITED, DayKind, ExplainedDay, ExplainedPause, StageExplained
from command_center.domain.pauses import PauseReason
from layouts.i18n import Words

_SHORT_DAYS = 2
"""Working time below this is told in hours."""


def counting(stage: StageExplained, words: Words) -> str:
    """What was counted: the term, in working days or hours."""
    if stage.term is None:
        return words("due.counting_unknown", n=stage.total)
    return words("due.counting_hours" if stage.hours else "due.counting", n=stage.term.hours or stage.term.days)


def not_counted(stage: StageExplained, words: Words) -> str:
    """Which days did not count, and why; of a report that waits, so far: "" where no day is over yet."""
    off = [day for day in stage.days if not day.counted and not day.late and day.kind is not DayKind.RECEIPT]
    weekends = Counter(day.why for day in sorted(off, key=_weekday) if day.kind is DayKind.WEEKEND)
    waited = Counter(day.why for day in off if day.kind is DayKind.PAUSED)
    parts = [
        words(key, n=count, name=why.in_language(words.language))
        for key, found in (("due.days_off", weekends), ("due.days_waited", waited))
        for why, count in found.items()
    ]
    parts += [
        words("due.day_off", date=words.date_short(day.day), name=day.why.in_language(words.language))
        for day in off
        if day.kind not in (DayKind.WEEKEND, DayKind.PAUSED)
    ]
    if parts:
        return words("due.not_counted_so_far" if stage.held else "due.not_counted", days=", ".join(parts))
    if not stage.held:
        return words("due.all_counted")
    return words("due.all_counted_so_far") if any(day.counted for day in stage.days) else ""


def _weekday(day: ExplainedDay) -> int:
    return day.day.weekday()


def until(stage: StageExplained, words: Words) -> str:
    """When it is due; for a report whose waiting moves that, so far."""
    return words("due.until_waits" if stage.held else "due.until", moment=words.moment(stage.due))


def policy_of(stage: StageExplained, policy: str, words: Words) -> str:
    """By which policy; that it stands since the receipt is said where nothing else has moved the deadline."""
    kept = all(each.cause is ChangeCause.PAUSE for each in stage.changes)
    return words("due.policy" if kept else "due.policy_now", policy=policy)


def outcome(stage: StageExplained, words: Words) -> str:
    """Whether it was reached, in time or late, or is late; "" while there is time."""
    if stage.reached_at is not None:
        return words("due.met_late" if stage.late else "due.met", moment=words.moment(stage.reached_at))
    if stage.met:
        return words("due.met_unknown")
    if not stage.late:
        return ""
    return words("due.late", n=stage.over_days) if stage.over_days else words("due.late_first")


def otherwise(stage: StageExplained, words: Words) -> str:
    """That the calendar of today counts otherwise than the one that the deadline was fixed with; "" where it does not."""
    if not stage.counted_otherwise or stage.term is None:
        return ""
    key = "due.changed_hours" if stage.hours else "due.changed"
    return words(key, n=stage.total, term=stage.term.hours or stage.term.days)


def pauses(stage: StageExplained, words: Words) -> list[str]:
    """Each time in which the report waited, and what it did to this deadline."""
    return [_pause(each, words) for each in stage.pauses]


def changes(stage: StageExplained, words: Words) -> list[str]:
    """Each move of the deadline: from which date to which, why, and when that was noted."""
    return [_change(each, words) for each in stage.changes]


def day_in_words(day: ExplainedDay, words: Words, *, hours: bool) -> str:
    """A day as a screen reader says it, and as it stands in a list."""
    language = words.language
    if day.late and day.counted:
        told = words("strip.over", n=day.number)
    elif day.counted and hours:
        told = words("strip.counted_hours", n=day.number)
    elif day.counted:
        whole = round(day.number, 1) == round(day.number)
        told = words("strip.counted" if whole else "strip.counted_part", n=day.number)
    else:
        told = day.why.in_language(language)
    if day.pause is not None and day.counted:
        told += ", " + words("strip.stood", hours=round(day.paused, 1), why=WAITED[day.pause].in_language(language))
    return f"{words.date_long(day.day)}: {told}"


def _pause(pause: ExplainedPause, words: Words) -> str:
    who, start = _who(pause.why, words), words.moment(pause.start)
    if pause.end is None:
        return words("due.pause_lasts" if pause.moves else "due.pause_lasts_stays", who=who, start=start)
    end = words.moment(pause.end)
    if not pause.moves or not pause.days:
        return words("due.pause_stays", who=who, start=start, end=end)
    hours = pause.days < _SHORT_DAYS
    time = words("due.time_hours" if hours else "due.time_days", n=round(pause.days * (24 if hours else 1), 1))
    return words("due.pause_moved", who=who, start=start, end=end, time=time)


def _change(change: DueChange, words: Words) -> str:
    basis = change.basis
    if change.cause is ChangeCause.REPORT_CLASS:
        basis = words(f"due.class_{basis}")
    who = _who(PauseReason(basis), words) if change.cause is ChangeCause.PAUSE else ""
    cause = words(f"due.cause_{change.cause}", basis=basis, who=who[:1].lower() + who[1:])
    return words(
        "due.change",
        before=words.moment(change.before) if change.before else words.entries["format.none"],
        after=words.moment(change.after) if change.after else words.entries["format.none"],
        cause=cause,
        date=words.moment(change.at),
    )


def _who(why: PauseReason, words: Words) -> str:
    return words(f"due.who_{why}")
