"""The tab *Kinerja*: the sentence, four figures before their bands, what breaches by Friday, flow, answers, rank, kinds."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from command_center.domain.due_explained import DueExplained
from command_center.domain.working_days import WIB
from command_center.methods.fairness import Standard
from command_center.readmodel.opd_view import OpdTab, OpdView, Performance, QueuePart, RankLine
from layouts.figures.answer_curve import CurveTerm, answer_curve_figure, answer_curve_in_words
from layouts.figures.card import card
from layouts.figures.due_tiles import due_tiles, is_sure, lateness, tile_key
from layouts.figures.kind_table import kind_table
from layouts.figures.marks import empty
from layouts.figures.own_gauge import own_gauge
from layouts.figures.rank_intervals import rank_intervals, ratio_in_words, without_standard
from layouts.figures.week_flow import week_flow_figure, week_flow_in_words
from layouts.i18n import Words, label
from layouts.opd import ids
from layouts.opd.config import OpdConfig
from layouts.opd.part import part
from layouts.opd.place_in_address import OpdPlace
from layouts.opd.queue import head, rows
from layouts.opd.sentence import standing_sentence
from layouts.plotting import graph

ROWS_A_DAY = 4
FEWEST_DAYS, MOST_DAYS = 3, 5


def performance_tab(
    view: OpdView,
    shown: Performance,
    config: OpdConfig,
    words: Words,
    theme: str,
    place: OpdPlace,
    texts: Mapping[int, str],
    deadlines: Mapping[int, DueExplained],
) -> list[Component]:
    """The sentence and the cards. `texts` are the words of the queue's rows as this reader may read them,
    `deadlines` their working.
    """

    def excerpt() -> Component:
        return queue_card(view, shown, config, words, place, texts, deadlines)

    return [
        part("sentence", lambda: standing_sentence(view, shown, config, words, place), words),
        part("gauges", lambda: html.Div(gauges(view, shown, words, theme), className="opd-gauges"), words),
        part("forecast", lambda: forecast_card(view, shown, config, words, place), words),
        part("flow", lambda: flow_card(shown, words, theme), words, "opd-half"),
        part("answers", lambda: answers_card(shown, words, theme), words, "opd-half"),
        part("rank", lambda: rank_card(view, shown, config, words, place), words, "opd-seven"),
        part("kinds", lambda: kinds_card(view, shown, config, words), words, "opd-five"),
        *([part("queue", excerpt, words)] if shown.due_first else []),
    ]


def gauges(view: OpdView, shown: Performance, words: Words, theme: str) -> list[Component]:
    """Open, overdue, median and P90."""
    now = view.now
    worst = words("opd.gauge.none_overdue")
    if shown.outlook.overdue:
        first = shown.outlook.overdue[0]
        worst = words("opd.gauge.oldest", late=lateness(first.over_days, first.over_seconds, words))
    term = shown.answers.term
    p90_note = words("opd.gauge.p90_note") if term is None else words("opd.gauge.p90_term", n=term)
    days = words("opd.gauge.days")
    missing = words("opd.gauge.p90_open" if shown.answers.curve else "opd.gauge.no_cases")
    return [
        own_gauge(
            words("opd.gauge.open"),
            shown.open,
            words,
            theme,
            note=words("opd.gauge.unanswered", n=now.unanswered),
        ),
        own_gauge(
            words("opd.gauge.overdue"), shown.overdue, words, theme, note=worst, bad=bool(now.overdue), bad_above=True
        ),
        own_gauge(
            words("opd.gauge.median"),
            shown.median,
            words,
            theme,
            unit=days,
            note=words("opd.gauge.median_note") if shown.median.value is not None else missing,
        ),
        own_gauge(
            words("opd.gauge.p90"),
            shown.p90,
            words,
            theme,
            unit=days,
            note=p90_note if shown.p90.value is not None else missing,
            bad=term is not None and shown.p90.value is not None and shown.p90.value > term,
            term=term,
        ),
    ]


def forecast_card(view: OpdView, shown: Performance, config: OpdConfig, words: Words, place: OpdPlace) -> Component:
    """Tiles to Friday."""
    outlook = shown.outlook
    today = view.as_of.astimezone(WIB).date()
    days = [day for day in outlook.days if day.day <= outlook.until]
    if len(days) < FEWEST_DAYS:
        # At the end of a week the next one is what can still be worked on.
        days = list(outlook.days)[:MOST_DAYS]

    def address(number: str) -> str:
        return OpdPlace(view.code, OpdTab.QUEUE, place.weeks, number=number).address

    friday = words("opd.says.friday", date=words.date_short(outlook.until))
    if not outlook.due:
        title, sub = words("opd.due.none_until", friday=friday), ""
    elif outlook.known:
        title = words("opd.forecast.title", n=round(outlook.expected), due=outlook.due, friday=friday)
        sub = words(
            "opd.forecast.sub_sure" if is_sure(outlook) else "opd.forecast.sub",
            low=outlook.low,
            high=outlook.high,
            history=outlook.history,
        )
    else:
        title = words("opd.forecast.title_unknown", due=outlook.due, friday=friday)
        sub = words("opd.forecast.sub_unknown")
    return card(
        "forecast",
        title,
        due_tiles(outlook, days, words, config.categories, address, today, most_rows=ROWS_A_DAY),
        words,
        sub=sub,
        method="tenggat",
        aside=tile_key(words, known=outlook.known),
        class_name="opd-wide",
    )


def flow_card(shown: Performance, words: Words, theme: str) -> Component:
    """What came in and went out."""
    if not shown.weeks or not shown.open_days:
        return card(
            "flow",
            words("opd.flow.title"),
            empty(words("opd.flow.none"), words("opd.flow.none_hint")),
            words,
            class_name="opd-half",
        )
    received, closed = (sum(getattr(week, name) for week in shown.weeks) for name in ("received", "closed"))
    side = "more" if received > closed else "less" if received < closed else "same"
    key = html.Div(
        [
            html.Span([html.Span(className="key-swatch key-received"), words("opd.flow.received")]),
            html.Span([html.Span(className="key-swatch key-closed"), words("opd.flow.closed")]),
            html.Span([html.Span(className="key-swatch key-open"), words("opd.flow.open")]),
        ],
        className="opd-key",
    )
    return card(
        "flow",
        words(f"opd.flow.title_{side}", received=received, closed=closed),
        [
            key,
            graph(
                ids.FLOW,
                week_flow_figure(shown.weeks, shown.open_days, words, theme),
                alternative=week_flow_in_words(shown.weeks, shown.open_days, words),
                height="var(--chart-height)",
            ),
        ],
        words,
        sub=words("opd.flow.sub"),
        class_name="opd-half",
    )


def answers_card(shown: Performance, words: Words, theme: str) -> Component:
    """The answer curve."""
    answers = shown.answers
    if answers.curve is None:
        return card(
            "answers",
            words("opd.answers.title"),
            empty(words("opd.answers.none"), words("opd.answers.none_hint")),
            words,
            method="waktu-jawab",
            class_name="opd-half",
        )
    late = answers.curve.late_share(answers.term) if answers.term is not None else None
    title = words("opd.answers.title") if late is None else words("opd.answers.finding", share=words.percent(1 - late))
    return card(
        "answers",
        title,
        [
            html.Div(
                [
                    html.Span([html.Span(className="key-line"), words("opd.answers.now")]),
                    html.Span([html.Span(className="key-line key-before"), words("opd.answers.before")]),
                    html.Span([html.Span(className="key-swatch key-band"), words("opd.answers.band")]),
                    html.Span([html.Span(className="key-tick"), words("opd.answers.open")]),
                ],
                className="opd-key",
            ),
            graph(
                ids.CURVE,
                answer_curve_figure(
                    answers.curve,
                    words,
                    theme,
                    before=answers.before,
                    terms=[CurveTerm(answers.term, words("curve.term", n=answers.term))] if answers.term else [],
                    open_ages=answers.open_ages,
                ),
                alternative=answer_curve_in_words(answers.curve, words, answers.term),
                height="var(--chart-height)",
            ),
        ],
        words,
        sub=words("opd.answers.sub", n=answers.curve.cases, open=answers.curve.open),
        method="waktu-jawab",
        class_name="opd-half",
    )


def rank_card(view: OpdView, shown: Performance, config: OpdConfig, words: Words, place: OpdPlace) -> Component:
    """The fair comparison, with what it says of this OPD as its title."""
    return card(
        "rank",
        rank_title(view, shown.ranks, config, words),
        html.Div(
            [
                html.P(words("opd.rank.not_blame"), className="rank-not-blame"),
                rank_intervals(shown.ranks, view.code, words, config.short),
                html.P(words("opd.rank.explained"), className="opd-explained"),
            ]
        )
        if shown.ranks
        else empty(words("opd.rank.none"), words("opd.rank.none_hint")),
        words,
        sub=words("opd.rank.sub"),
        method="peringkat",
        class_name="opd-seven",
    )


def rank_title(view: OpdView, ranks: Sequence[RankLine], config: OpdConfig, words: Words) -> str:
    """Such as Peringkat adil: DPU ke-5, mungkin ke-2 sampai ke-6 dari 8."""
    short = config.short(view.code)
    own = next((line.compared for line in ranks if line.compared.code == view.code), None)
    ranked = sum(line.compared.rank is not None for line in ranks)
    if own is not None and without_standard(own):
        return words("opd.rank.title_no_past", opd=short)
    if own is None or own.ratio is None:
        return words("opd.rank.title_none", opd=short)
    if own.rank is not None and own.rank_low is not None and own.rank_high is not None:
        return words("opd.rank.title_rank", opd=short, rank=own.rank, low=own.rank_low, high=own.rank_high, of=ranked)
    if not own.enough:
        return words("opd.rank.title_few", opd=short)
    standard = "past" if own.standard is Standard.OWN_PAST else "alone"
    return words(f"opd.rank.title_{standard}", opd=short, ratio=ratio_in_words(own, words))


def kinds_card(view: OpdView, shown: Performance, config: OpdConfig, words: Words) -> Component:
    """Kinds of reports, and below them channels and places."""
    total = sum(kind.received for kind in shown.kinds)
    if not shown.kinds:
        return card(
            "kinds",
            words("opd.kinds.title"),
            empty(words("opd.kinds.none"), words("opd.kinds.none_hint")),
            words,
            class_name="opd-five",
        )
    most = shown.kinds[0]
    style = config.categories.of(most.category)
    lines = [
        listed(
            "opd.kinds.channels",
            [
                (label(config.channels[code], words.language) if code in config.channels else code, count)
                for code, count in shown.channels
            ],
            words,
            total,
        ),
        listed(
            "opd.kinds.places", [(config.places.get(code, code), count) for code, count in shown.places], words, None
        ),
    ]
    if shown.returned:
        lines.append(html.P(words("opd.kinds.returned", n=shown.returned), className="kind-line"))
    return card(
        "kinds",
        words(
            "opd.kinds.finding",
            category=label(style.short or style.labels, words.language),
            share=words.percent(most.received, total),
        )
        if total
        else words("opd.kinds.title"),
        html.Div([kind_table(shown.kinds, words, config.categories), *lines]),
        words,
        sub=words("opd.kinds.sub", n=total, weeks=view.weeks),
        class_name="opd-five",
    )


def listed(key: str, counts: list[tuple[str, int]], words: Words, total: int | None) -> Component:
    """Such as Kanal: WhatsApp 22% · SMS 19%."""
    parts = [f"{name} {words.percent(count, total) if total else words.number(count)}" for name, count in counts]
    return html.P([words(key), " ", html.Span(" · ".join(parts))], className="kind-line")


def queue_card(
    view: OpdView,
    shown: Performance,
    config: OpdConfig,
    words: Words,
    place: OpdPlace,
    texts: Mapping[int, str],
    deadlines: Mapping[int, DueExplained],
) -> Component:
    """What is due first of what is not answered, as the queue itself shows it."""
    unanswered = OpdPlace(view.code, OpdTab.QUEUE, place.weeks, QueuePart.UNANSWERED)
    return card(
        "queue",
        words("opd.queue.excerpt", n=len(shown.due_first), of=view.now.unanswered),
        html.Div(
            [
                head(words),
                html.Div(rows(shown.due_first, view, config, words, texts, deadlines), className="queue-rows"),
            ]
        ),
        words,
        sub=words("opd.queue.sub"),
        method="hari-kerja",
        aside=html.A(words("opd.queue.open"), href=unanswered.address, className="work-button"),
        class_name="opd-wide",
    )
