"""Titles that say the finding: each is written from the figures, and says plainly where they say nothing."""

from collections.abc import Sequence

from command_center.domain.count_change import CountChange, count_change, shares_differ
from command_center.domain.selection import WEEKDAYS, Dimension
from command_center.readmodel.analytics_view import AnalyticsView, AreaLine
from layouts.analytics.config import AnalyticsConfig
from layouts.figures.area_choropleth import FEWEST_TIMED, value_of
from layouts.figures.category_courses import GroupCourse
from layouts.figures.channel_mix import ChannelShare
from layouts.figures.hour_heatmap import WINDOW, busiest, outstanding
from layouts.figures.opd_ratios import differs_from_expected
from layouts.figures.stage_funnel import longest_step, span_text
from layouts.i18n import Words, label

NAMED = (Dimension.CHANNEL, Dimension.CATEGORY, Dimension.OPD, Dimension.KECAMATAN, Dimension.KELURAHAN)
"""Dimensions whose one value names a selection."""
MUCH = 1.5
"""A share counts as out of the ordinary from this multiple of the city's on."""


def subject(view: AnalyticsView, config: AnalyticsConfig, words: Words) -> str:
    """What the page is about: the city, the one thing it is filtered by, or "pilihan ini"."""
    filters = view.selection.filters
    if not filters:
        return words("analytics.subject.city")
    if len(filters) == 1 and filters[0][0] in NAMED:
        dimension, values = filters[0]
        if len(values) == 1:
            return config.label(dimension, values[0], words.language)
        group = config.group_of(values[0]) if dimension is Dimension.CATEGORY else None
        if group is not None and set(group.codes) == set(values):
            return label(group.style.labels, words.language)
    return words("analytics.subject.selection")


def volume_title(view: AnalyticsView, config: AnalyticsConfig, words: Words) -> str:
    """How many against the comparison, and the days outside the limits with what made them."""
    now, before = view.tallies.selected, view.tallies.selected_before
    if not now.received:
        return words("analytics.volume.title_empty")
    about = subject(view, config, words)
    change = count_change(now.received, before.received if before else None)
    mean = now.received / max(1, _days_asked(view))
    values = {
        "subject": about,
        "n": now.received,
        "mean": words.number(mean) if mean >= 0.05 else f"<{words.number(0.1)}",
    }
    if before is not None and change in (CountChange.UP, CountChange.DOWN):
        values["change"] = words.change(now.received, before.received).split(" ", 1)[-1]
        if not before.received:
            change = CountChange.NONE
    said = words(f"analytics.volume.title_{change}", **values)
    high = [day for day in view.days if day.unusual and day.limits and day.selected > day.limits.high]
    low = [day for day in view.days if day.unusual and day.limits and day.selected < day.limits.low]
    if high:
        said += "; " + words("analytics.volume.above", n=len(high))
        because = [day.category for day in high if day.category]
        if because:
            category = max(sorted(set(because)), key=because.count)
            name = config.label(Dimension.CATEGORY, category, words.language).lower()
            if because.count(category) == len(high):
                said += words("analytics.volume.all_because", category=name)
            else:
                said += words("analytics.volume.some_because", n=because.count(category), category=name)
    elif low:
        said += "; " + words("analytics.volume.below", n=len(low))
    elif any(day.limits for day in view.days):
        said += words("analytics.volume.none_outside")
    return said


def _days_asked(view: AnalyticsView) -> int:
    """Days of the period that the selection is about: those of a filter by date or weekday, else all."""
    dates, weekdays = view.selection.of(Dimension.DAY), view.selection.of(Dimension.WEEKDAY)
    return sum(
        (not dates or day.day.isoformat() in dates) and (not weekdays or WEEKDAYS[day.day.weekday()] in weekdays)
        for day in view.days
    )


def hours_title(view: AnalyticsView, config: AnalyticsConfig, words: Words) -> str:
    """The hours that stand out, else the busiest three."""
    table = view.hours.selected
    total = sum(map(sum, table))
    if not total:
        return words("analytics.hours.title_empty")
    found = outstanding(table)
    if found is not None:
        return words(
            "analytics.hours.title_window",
            weekday=words.listed("calendar.weekdays")[found.weekday],
            start=f"{found.hour:02d}",
            end=f"{found.hour + WINDOW:02d}",
            times=round(found.count / found.expected, 1),
        )
    first, count = busiest(table)
    return words(
        "analytics.hours.title_busiest",
        subject=subject(view, config, words),
        start=f"{first:02d}",
        end=f"{first + WINDOW:02d}",
        share=words.percent(count, total),
    )


def categories_title(view: AnalyticsView, courses: Sequence[GroupCourse], words: Words) -> str:
    """Which category takes another share than in the city, or changed most against the comparison."""
    total, city = sum(each.count for each in courses), sum(each.city for each in courses)
    if not total:
        return words("analytics.categories.title_empty")

    def name(each: GroupCourse) -> str:
        return label(each.group.style.labels, words.language)

    if view.selection.of(Dimension.CATEGORY):
        chosen = [each for each in courses if each.chosen]
        listed = ", ".join(name(each) for each in chosen[:3])
        share = words.percent(sum(each.count for each in chosen), total)
        return words("analytics.categories.title_chosen", category=listed, share=share, all=total)
    if view.filtered:
        more = [
            (each.count / total / (each.city / city), each)
            for each in courses
            if each.city and shares_differ(each.count, total, each.city, city)
        ]
        most = max(more, key=lambda pair: pair[0], default=None)
        if most is not None and most[0] >= MUCH:
            return words("analytics.categories.title_city", category=name(most[1]), times=round(most[0], 1))
    changes = [(count_change(each.count, each.before), each) for each in courses]
    if all(change is CountChange.NONE for change, _ in changes):
        most_of_one = max(each.count for each in view.categories)
        leading = [each.code for each in view.categories if each.count == most_of_one]
        if len(leading) > 1:
            share = words.percent(most_of_one, total)
            return words("analytics.categories.title_tied", n=len(leading), share=share)
        # Where the leading category is one of a group of small ones, the group is named with all that it has.
        first = next(each for each in courses if leading[0] in each.group.codes)
        return words("analytics.categories.title_most", category=name(first), share=words.percent(first.count, total))
    moved = [each for change, each in changes if change in (CountChange.UP, CountChange.DOWN)]
    if not moved:
        few = all(change is CountChange.FEW for change, _ in changes)
        return words("analytics.categories.title_few" if few else "analytics.categories.title_same")
    most_moved = max(moved, key=lambda each: abs(each.count - (each.before or 0)))
    before = most_moved.before or 0
    if not before:
        return words("analytics.categories.title_new", category=name(most_moved), n=most_moved.count)
    up = most_moved.count > before
    if up and most_moved.count >= 2 * before:
        times = round(most_moved.count / before, 1)
        return words("analytics.categories.title_times", category=name(most_moved), times=times)
    share = words.percent(abs(most_moved.count - before), before)
    return words(f"analytics.categories.title_{'up' if up else 'down'}", category=name(most_moved), share=share)


def channels_title(shares: Sequence[ChannelShare], names: dict[str, str], words: Words) -> str:
    """The channel whose share moved most, where it moved by more than chance; else the first one."""
    total = sum(each.series.count for each in shares)
    if not total:
        return words("analytics.channels.title_empty")
    chosen = [each for each in shares if each.series.chosen]
    if not chosen:
        return words("analytics.channels.title_empty")
    if len(chosen) < len(shares):
        listed = ", ".join(names[each.series.code] for each in chosen[:3])
        share = words.percent(sum(each.share for each in chosen))
        return words("analytics.channels.title_chosen", channel=listed, share=share, all=total)
    before = sum(each.series.before or 0 for each in shares)
    moved = [
        each
        for each in shares
        if each.before is not None
        and each.series.before is not None
        and shares_differ(each.series.count, total, each.series.before, before)
    ]
    if moved:
        most = max(moved, key=lambda each: abs(each.share - (each.before or 0.0)))
        return words(
            "analytics.channels.title_moved",
            channel=names[most.series.code],
            share=words.percent(most.share),
            before=words.percent(most.before or 0.0),
        )
    first = max(shares, key=lambda each: each.series.count)
    share = words.percent(first.share)
    alike = sum(each.series.count == first.series.count for each in shares)
    if alike > 1:
        return words("analytics.channels.title_tied", n=alike, share=share)
    return words("analytics.channels.title_first", channel=names[first.series.code], share=share)


def funnel_title(view: AnalyticsView, words: Words) -> str:
    """The stage on which the time goes."""
    slow = longest_step(view.funnel)
    if not view.funnel[0].reached:
        return words("analytics.funnel.title_empty")
    if slow is None:
        return words("analytics.funnel.title_untimed")
    if not slow.median_days:
        return words("analytics.funnel.title_at_once")
    return words(f"analytics.funnel.title_{slow.code}", time=span_text(slow.median_days, words))


def curve_title(view: AnalyticsView, words: Words) -> str:
    """How many of a hundred are still without an answer at the end of the first term."""
    answers = view.answers
    if answers.selected is None:
        return words("analytics.curve.title_empty")
    term = answers.terms[0] if answers.terms else None
    if term is None or term.late_share is None:
        if answers.selected.p50 is None:
            return words("analytics.curve.title_young")
        if not answers.selected.p50:
            return words("analytics.curve.title_same_day")
        return words("analytics.curve.title_half", days=words.working_days(answers.selected.p50))
    # Hundred of a hundred are all, and no rounding.
    late = round(100 * term.late_share) if term.late_share == 1 else min(99, round(100 * term.late_share))
    said = words("analytics.curve.title_late" if late else "analytics.curve.title_none_late", n=late, days=term.days)
    if view.filtered and term.city_late_share is not None:
        city = round(100 * term.city_late_share)
        said += words("analytics.curve.title_city", n=city if term.city_late_share == 1 else min(99, city))
    return said


def map_title(view: AnalyticsView, lines: Sequence[AreaLine], measure: str, names: dict[str, str], words: Words) -> str:
    """The area that stands out, and by how much."""
    if not any(line.count for line in lines):
        return words("analytics.map.title_empty")
    known = [(value, line) for line in lines if line.chosen and (value := value_of(line, measure)) is not None]
    if not known:
        return words("analytics.map.title_unknown")
    value, first = max(known, key=lambda pair: (pair[0], pair[1].code))
    name = names[first.code]
    if measure in ("count", "median"):
        everywhere = [other for line in lines if (other := value_of(line, measure)) is not None]
        alike = sum(other == value for other, _ in known)
        # An area leads where none has more, also of those that are not chosen, and where it is alone in that.
        case = "_tied" if alike > 1 else "" if everywhere.count(value) == 1 and value == max(everywhere) else "_chosen"
        share = words.percent(first.count, sum(line.count for line in lines))
        each = words("analytics.map.count", n=first.count)
        days = words.working_days(value) if measure == "median" else ""
        return words(f"analytics.map.title_{measure}{case}", area=name, n=alike, share=share, each=each, days=days)
    people = sum(line.population or 0 for line in lines)
    mean = sum(line.count for line in lines) * 10_000 / people if people else 0.0
    if first.count < FEWEST_TIMED or not mean:
        return words("analytics.map.title_few")
    key = "title_rate_estimated" if first.estimated else "title_rate"
    return words(f"analytics.map.{key}", area=name, times=round(value / mean, 1))


def quiet_title(view: AnalyticsView, names: dict[str, str], words: Words) -> str:
    """Which kelurahan are quieter than their people let expect."""
    if not view.quiet:
        return words("analytics.quiet.title_empty")
    found = [area for area in view.quiet if area.quiet and (area.chosen or not view.filtered)]
    if not found:
        return words("analytics.quiet.title_none")
    if len(found) == 1:
        return words("analytics.quiet.title_single", a=names[found[0].code])
    if len(found) == 2:
        return words("analytics.quiet.title_two", a=names[found[0].code], b=names[found[1].code])
    return words("analytics.quiet.title_many", n=len(found))


def opd_title(view: AnalyticsView, names: dict[str, str], words: Words) -> str:
    """Which OPD are surely later than expected."""
    if not view.opd:
        return words("analytics.opd.title_empty")
    later = [line for line in view.opd if differs_from_expected(line) > 0]
    if not any(line.ratio is not None for line in view.opd):
        return words("analytics.opd.title_few")
    if not later:
        return words("analytics.opd.title_none")
    if len(later) == 1:
        return words("analytics.opd.title_single", a=names[later[0].code], ratio=round(later[0].ratio or 0.0, 1))
    if len(later) == 2:
        return words("analytics.opd.title_two", a=names[later[0].code], b=names[later[1].code])
    return words("analytics.opd.title_many", n=len(later))


def integrity_title(view: AnalyticsView, words: Words) -> str:
    """How many of the settled reports came back; else how many were settled in a hurry."""
    by_code = {line.code: line for line in view.integrity}
    if not view.tallies.selected.settled:
        return words("analytics.integrity.title_empty")
    returned, hasty = by_code["kembali"], by_code["kilat"]
    if returned.marked:
        return words("analytics.integrity.title_returned", n=returned.marked, judged=returned.judged)
    if hasty.marked:
        return words("analytics.integrity.title_hasty", n=hasty.marked, judged=hasty.judged)
    return words("analytics.integrity.title_none")


def what_changed(view: AnalyticsView, config: AnalyticsConfig, words: Words) -> list[tuple[str, str]]:
    """What changed against the comparison, as (the finding, its figures); one entry says why there is nothing to say."""
    tallies = view.tallies
    before = tallies.selected_before
    if before is None:
        key = "none_chosen" if view.selection.compared is None else "no_data"
        return [("", words(f"analytics.changed.{key}"))]
    found = []
    change = count_change(tallies.selected.received, before.received)
    if change is CountChange.FEW:
        return [("", words("analytics.changed.few"))]
    if change in (CountChange.UP, CountChange.DOWN) and before.received:
        share = words.percent(abs(tallies.selected.received - before.received), before.received)
        found.append((words(f"analytics.changed.received_{change}", share=share), _behind(view, config, words)))
    elif not before.received:
        found.append((words("analytics.changed.received_new", n=tallies.selected.received), ""))
    else:
        found.append((words("analytics.changed.received_same"), ""))
    found += _answers_changed(view, words)
    if tallies.selected.overdue:
        most = [line for line in view.opd if line.chosen and line.late]
        detail = words("analytics.changed.overdue_before", n=before.overdue)
        if view.filtered:
            detail += words("analytics.changed.overdue_city", n=tallies.city.overdue)
        found.append((words("analytics.changed.overdue", n=tallies.selected.overdue), detail if most or detail else ""))
    else:
        found.append((words("analytics.changed.overdue_none"), ""))
    return found


def _behind(view: AnalyticsView, config: AnalyticsConfig, words: Words) -> str:
    """The category that makes most of the change, where it makes at least a third of it."""
    difference = view.tallies.selected.received - (
        view.tallies.selected_before.received if view.tallies.selected_before else 0
    )
    moves = [
        (each.count - each.before, each.code) for each in view.categories if each.before is not None and each.chosen
    ]
    if not moves or not difference:
        return ""
    most, code = max(moves) if difference > 0 else min(moves)
    if most / difference < 1 / 3:
        return ""
    name = config.label(Dimension.CATEGORY, code, words.language).lower()
    key = "because_more" if difference > 0 else "because_less"
    return words(f"analytics.changed.{key}", part=abs(most), all=abs(difference), category=name)


def _answers_changed(view: AnalyticsView, words: Words) -> list[tuple[str, str]]:
    now, before = view.answers.selected, view.answers.before
    if now is None or before is None:
        return []
    for name in ("p90", "p50"):
        ours, theirs = getattr(now, name), getattr(before, name)
        if ours is None or theirs is None:
            continue
        values = {"now": words.number(round(ours, 1)), "before": words.number(round(theirs, 1))}
        key = "same" if abs(ours - theirs) < 0.5 else "slower" if ours > theirs else "faster"
        return [(words(f"analytics.changed.answers_{key}"), words(f"analytics.changed.{name}", **values))]
    return [(words("analytics.changed.answers_open"), "")]
