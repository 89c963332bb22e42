"""The three sentences of the morning, made from the figures: what came in, what was done, and what is late."""

from datetime import date

from command_center.readmodel.briefing_view import Briefing, DueReports
from layouts.briefing.marked_text import safe, sentence
from layouts.categories import CategoryStyles
from layouts.i18n import Words, label

SPELLED = 11
"""Numbers up to here are written as words inside a sentence."""
NEAR = 0.5
"""Reports that a day may differ from the usual mean and still be like it."""


def sentences(briefing: Briefing, words: Words, categories: CategoryStyles) -> tuple[str, str, str]:
    """The three, as marked texts."""
    return came_in(briefing, words, categories), was_done(briefing, words), is_late(briefing, words)


def came_in(briefing: Briefing, words: Words, categories: CategoryStyles) -> str:
    """How many reports, compared with such a day, and what most of them were about."""
    count = round(briefing.entry("received").value or 0)
    parts = [_received(briefing, count, words), _usual(briefing, count, words)]
    lead = briefing.lead
    if lead is not None:
        key = "say.lead"
        if lead.place:
            key = "say.lead_all" if lead.at_place == lead.count else "say.lead_place"
        parts.append(
            words(
                f"briefing.{key}",
                n=spelled(lead.count, words),
                category=safe(lowered(label(categories.of(lead.category).labels, words.language))),
                k=spelled(lead.at_place, words),
                place=safe(lead.place),
            )
        )
    return sentence(parts)


def _received(briefing: Briefing, count: int, words: Words) -> str:
    free = briefing.free
    if len(free) > 1:
        weekend = len(free) == 2 and all(not day.name and day.day.weekday() >= 5 for day in free)
        key = "briefing.say.free_weekend" if weekend else "briefing.say.free_run"
        run = {"d": spelled(len(free), words), "days": words.days(free[0].day, free[-1].day)}
        if briefing.free_received == 1:
            single = "briefing.say.free_weekend_single" if weekend else "briefing.say.free_run_single"
            return words(single, on=words("briefing.say.single_then" if count else "briefing.say.single_before"), **run)
        return words(
            key if briefing.free_received else f"{key}_none",
            m=words.number(briefing.free_received),
            n=spelled(count, words) if count else words("briefing.say.nothing_yesterday"),
            **run,
        )
    when = words("briefing.say.when")
    if free and free[0].name:
        when = words("briefing.say.when_holiday", name=safe(free[0].name))
    if count == 0:
        return words("briefing.say.received_none", when=when)
    return words(
        "briefing.say.received_single" if count == 1 else "briefing.say.received", when=when, n=words.number(count)
    )


def _usual(briefing: Briefing, count: int, words: Words) -> str:
    usual = briefing.usual
    if usual is None:
        first = briefing.first_day == briefing.about
        return words("briefing.say.usual_first" if first else "briefing.say.usual_unknown")
    if count > usual.high:
        key = "far_above"
    elif count < usual.low:
        key = "far_below"
    elif abs(count - usual.mean) <= max(NEAR, usual.mean / 20):
        key = "same"
    else:
        key = "above" if count > usual.mean else "below"
    off = bool(briefing.free) and (bool(briefing.free[-1].name) and briefing.about.weekday() != 6)
    kind = words("briefing.say.day_off") if off else words.weekday(briefing.about)
    return words(f"briefing.say.usual_{key}", kind=kind, mean=usual_mean(usual.mean, words))


def usual_mean(mean: float, words: Words) -> str:
    """A mean of days in whole reports; below two with a decimal, since half a report a day is not none."""
    return words.number(round(mean) if mean >= 2 else mean)


def was_done(briefing: Briefing, words: Words) -> str:
    """What was answered and settled, and how many are open."""
    answered, settled = (round(briefing.entry(key).value or 0) for key in ("answered", "settled"))
    if answered and settled:
        key = "done"
    elif answered:
        key = "done_unsettled"
    else:
        key = "done_unanswered" if settled else "done_nothing"
    parts = [
        _said(words, f"briefing.say.{key}", settled or answered, a=words.number(answered), s=words.number(settled))
    ]
    still_open = round(briefing.entry("open").value or 0)
    parts.append(
        _said(
            words,
            "briefing.say.open" if still_open else "briefing.say.open_none",
            still_open,
            n=words.number(still_open),
        )
    )
    change = briefing.open_change
    if change is not None and (change or still_open):
        key = "open_same" if change == 0 else "open_more" if change > 0 else "open_fewer"
        parts.append(words(f"briefing.say.{key}", d=spelled(abs(change), words)))
    return sentence(parts)


def is_late(briefing: Briefing, words: Words) -> str:
    """How many are late and at whom, and how many are expected to follow."""
    total = briefing.late.total
    if total == 0:
        parts = [words("briefing.say.late_none")]
    elif total == 1:
        parts = [words("briefing.say.late_single"), _at_whom(briefing, words)]
    else:
        parts = [words("briefing.say.late", n=spelled(total, words)), _at_whom(briefing, words)]
    parts.append(_follow(briefing, words))
    return sentence(parts)


def _at_whom(briefing: Briefing, words: Words) -> str:
    late = briefing.late
    first = late.by_opd[0]
    opd = safe(first.opd)
    if not opd:
        key = "late_nobody" if first.count == late.total else "late_mostly_nobody"
        return words(f"briefing.say.{key}", k=spelled(first.count, words))
    if late.total == 1:
        return words("briefing.say.late_at", opd=opd)
    if first.count == late.total:
        return words("briefing.say.late_all", opd=opd)
    if len(late.by_opd) > 1 and late.by_opd[1].count == first.count and 2 * first.count < late.total:
        return words("briefing.say.late_spread", k=spelled(len(late.by_opd), words))
    key = "late_half" if 2 * first.count == late.total else "late_most"
    return words(f"briefing.say.{key}", opd=opd, k=spelled(first.count, words))


def _follow(briefing: Briefing, words: Words) -> str:
    due = briefing.due
    until = until_when(due, briefing.day, words)
    if due.total == 0:
        return words("briefing.say.follow_empty", until=until)
    if due.expected is None:
        return _said(words, "briefing.say.follow_unknown", due.total, n=spelled(due.total, words), until=until)
    expected = round(due.expected)
    if expected == 0:
        return _said(words, "briefing.say.follow_none", due.total, n=spelled(due.total, words), until=until)
    key = "follow" if briefing.late.total else "follow_first"
    return _said(words, f"briefing.say.{key}", expected, n=spelled(expected, words), until=until)


def _said(words: Words, key: str, number: int, **values: str) -> str:
    """A text whose number is written out already: that for one, where the language has one of its own."""
    one = f"{key}_one"
    return words(one if number == 1 and one in words.entries else key, **values)


def until_when(due: DueReports, day: date, words: Words) -> str:
    """Until when deadlines are looked at: Friday, or the Friday of another week with its date."""
    key = "until" if day.isocalendar()[:2] == due.until.isocalendar()[:2] else "until_date"
    return words(f"briefing.say.{key}", weekday=words.weekday(due.until), date=words.date_short(due.until))


def spelled(number: int, words: Words) -> str:
    """A small number as a word, a larger one in figures."""
    return words(f"numbers.n{number}").lower() if 1 <= number <= SPELLED else words.number(number)


def lowered(name: str) -> str:
    """A name inside a sentence: its first letter small, unless it is a short form such as PKL."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
