"""How an OPD stands, in written sentences made from its figures."""

from dash import html
from dash.development.base_component import Component

from command_center.methods.fairness import Compared, Standard
from command_center.readmodel.opd_view import GaugeStanding, OpdTab, OpdView, Performance, QueuePart
from layouts.figures.due_tiles import is_sure
from layouts.figures.rank_intervals import without_standard
from layouts.i18n import Words, label
from layouts.opd.config import OpdConfig
from layouts.opd.place_in_address import OpdPlace


def standing_sentence(
    view: OpdView, performance: Performance, config: OpdConfig, words: Words, place: OpdPlace
) -> Component:
    """The paragraph: the queue, what is open and over, what will be over by Friday, and the fair comparison."""
    if view.now.first_ever is None:
        return html.P(html.Strong(words("opd.says.nothing_ever")), className="opd-says")
    short = config.short(view.code)
    parts: list[Component | str] = [
        html.Strong(queue_in_words(view, performance, config, words)),
        " ",
        *open_in_words(view, words, place),
        " ",
        *forecast_in_words(performance, config, words, view.weeks),
    ]
    compared = next((line.compared for line in performance.ranks if line.compared.code == view.code), None)
    parts += [" ", *fairness_in_words(compared, short, words)]
    return html.P(parts, className="opd-says")


def queue_in_words(view: OpdView, performance: Performance, config: OpdConfig, words: Words) -> str:
    """The queue against what is usual, and whether the days to Friday are fewer than a week has."""
    standing = performance.open.standing
    if not view.now.open:
        return words("opd.says.queue_empty")
    off = [day for day in performance.outlook.days if day.off is not None and day.day <= performance.outlook.until]
    off = [day for day in off if day.day.weekday() < 5]
    said = words(f"opd.says.queue_{standing}")
    if not off:
        return words("opd.says.whole", said=said)
    first = off[0]
    name = first.off.in_language(words.language) if first.off else ""
    usual = "but" if standing in (GaugeStanding.USUAL, GaugeStanding.BELOW) else "and"
    return words(f"opd.says.short_{usual}", said=said, weekday=words.weekday(first.day), name=name)


def open_in_words(view: OpdView, words: Words, place: OpdPlace) -> list[Component | str]:
    """How many are open and over, each the link to them."""
    now = view.now
    queue = OpdPlace(view.code, OpdTab.QUEUE, place.weeks)
    late = OpdPlace(view.code, OpdTab.QUEUE, place.weeks, QueuePart.OVERDUE)
    parts: list[Component | str] = [html.A(words("opd.says.open", n=now.open), href=queue.address)]
    if now.overdue:
        parts += [", ", html.A(words("opd.says.overdue", n=now.overdue), href=late.address, className="opd-bad"), "."]
    else:
        parts += [", ", words("opd.says.none_overdue")]
    if now.at_p3m:
        parts += [" ", words("opd.says.at_p3m", n=now.at_p3m)]
    return parts


def forecast_in_words(performance: Performance, config: OpdConfig, words: Words, weeks: int) -> list[Component | str]:
    """What will be over by Friday at the present pace, and what most of it is."""
    outlook = performance.outlook
    friday = words("opd.says.friday", date=words.date_short(outlook.until))
    if not outlook.due:
        return [words("opd.says.none_due", friday=friday)]
    if not outlook.known:
        return [words("opd.says.no_forecast", n=outlook.due, friday=friday)]
    expected = round(outlook.expected)
    span = words("opd.says.span_sure")
    if not is_sure(outlook):
        span = words("opd.says.span", low=outlook.low, high=outlook.high)
    if not expected:
        return [words("opd.says.forecast_none", n=outlook.due, friday=friday, span=span)]
    category, share = max(outlook.by_category.items(), key=lambda item: (item[1], item[0]))
    style = config.categories.of(category)
    name = label(style.short or style.labels, words.language).lower()
    parts: list[Component | str] = [
        words("opd.says.pace", n=weeks),
        " ",
        html.Strong(words("opd.says.forecast", n=expected, friday=friday)),
        " ",
        span,
    ]
    if expected > 1 and 2 * round(share) > expected:
        parts.append(words("opd.says.mostly", n=min(expected, round(share)), category=name))
    return [*parts, "."]


def fairness_in_words(compared: Compared | None, short: str, words: Words) -> list[Component | str]:
    """Whether it is late more often than its cases let expect."""
    if compared is None or not compared.cases + compared.left_out:
        return [words("opd.says.fair_nothing")]
    if without_standard(compared):
        return [words("opd.says.fair_no_past", opd=short)]
    if not compared.enough or compared.ratio is None or compared.low is None or compared.high is None:
        return [words("opd.says.fair_few", opd=short)]
    side = "more" if compared.low > 1 else "less" if compared.high < 1 else "same"
    standard = "past" if compared.standard is Standard.OWN_PAST else "city"
    return [
        words(f"opd.says.fair_{standard}", opd=short),
        " ",
        html.Strong(words(f"opd.says.fair_{side}")),
        ".",
    ]
