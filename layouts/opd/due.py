"""The tab *Tenggat*: what is over, and what will be over by when, to this Friday and through the next week."""

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from command_center.domain.working_days import WIB
from command_center.readmodel.opd_view import DueDay, OpdTab, OpdView, Outlook
from layouts.figures.card import card
from layouts.figures.due_tiles import due_tiles, is_sure, tile_key
from layouts.figures.marks import empty
from layouts.i18n import Words
from layouts.opd.config import OpdConfig
from layouts.opd.part import part
from layouts.opd.place_in_address import OpdPlace

ROWS_A_DAY = 25


def due_tab(view: OpdView, outlook: Outlook, config: OpdConfig, words: Words, place: OpdPlace) -> list[Component]:
    """The week with what is over already, the next one, and how the chances are made."""

    def address(number: str) -> str:
        return OpdPlace(view.code, OpdTab.QUEUE, place.weeks, number=number).address

    return [
        part("due-now", lambda: this_week(view, outlook, config, words, address), words),
        part("due-next", lambda: next_week(view, outlook, config, words, address), words),
        html.P(words("opd.due.explained"), className="opd-explained"),
    ]


def this_week(
    view: OpdView, outlook: Outlook, config: OpdConfig, words: Words, address: Callable[[str], str]
) -> Component:
    """What is over, and what will be until Friday."""
    until = words("opd.says.friday", date=words.date_short(outlook.until))
    if not outlook.due:
        title, sub = words("opd.due.none_until", friday=until), ""
    elif outlook.known:
        title = words("opd.due.title", n=round(outlook.expected), due=outlook.due, friday=until)
        sub = words(
            "opd.due.sub_sure" if is_sure(outlook) else "opd.due.sub",
            low=outlook.low,
            high=outlook.high,
            history=outlook.history,
        )
    else:
        title = words("opd.due.title_unknown", due=outlook.due, friday=until)
        sub = words("opd.forecast.sub_unknown")
    days = [day for day in outlook.days if day.day <= outlook.until]
    return card(
        "due-now",
        title,
        week(view, outlook, days, config, words, address, with_overdue=True),
        words,
        sub=sub,
        method="tenggat",
        aside=tile_key(words, known=outlook.known),
        class_name="opd-wide",
    )


def next_week(
    view: OpdView, outlook: Outlook, config: OpdConfig, words: Words, address: Callable[[str], str]
) -> Component:
    """What falls due after that Friday, and how much lies further off."""
    days = [day for day in outlook.days if day.day > outlook.until]
    following = sum(len(day.chances) for day in days)
    expected = sum(day.expected for day in days)
    return card(
        "due-next",
        words("opd.due.next", n=round(expected), due=following)
        if outlook.known
        else words("opd.due.next_unknown", due=following),
        week(view, outlook, days, config, words, address, with_overdue=False)
        if following or any(day.off for day in days)
        else empty(words("opd.due.none_next"), words("opd.due.none_next_hint"), good=True),
        words,
        sub=words("opd.due.later", n=outlook.later) if outlook.later else "",
        class_name="opd-wide",
    )


def week(
    view: OpdView,
    outlook: Outlook,
    days: Sequence[DueDay],
    config: OpdConfig,
    words: Words,
    address: Callable[[str], str],
    *,
    with_overdue: bool,
) -> Component:
    """The columns of one week."""
    return due_tiles(
        outlook,
        days,
        words,
        config.categories,
        address,
        view.as_of.astimezone(WIB).date(),
        most_rows=ROWS_A_DAY,
        with_overdue=with_overdue,
    )
